"""The thin Qt skin over core: store, jobs, item models, words."""
