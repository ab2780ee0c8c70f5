"""Time, dataset, evidence, clauses, cross-filter, lanes and view state: numpy and pandas, no Qt."""
