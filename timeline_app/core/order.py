"""The order of the rows in the table."""

import numpy as np
import pandas as pd

from timeline_app.core.calendar import Int64Array
from timeline_app.core.dataset import FIELD_OF_COLUMN, Dataset, Field
from timeline_app.core.figures import fatalities
from timeline_app.core.text import natural_key
from timeline_app.core.when import UNDATED

MOST_COMPARED = 8
"""So many values of an event are compared at most."""


def table_order(dataset: Dataset, rows: Int64Array, sort: tuple[str, bool]) -> Int64Array:
    """The rows of the dataset in the order of a column, (name, descending).

    Columns are `fatalities`, `sources`, those of events.csv, fields, and imported ones, which go
    before ours of the same name; for any other name the rows stay in time order. Text goes without
    case and accents and with the numbers in it by size, a column of numbers by size. Empty cells
    (for `date` undated events) come last in both directions; equal ones stand in time order.
    """
    name, descending = sort
    rows = np.sort(rows)
    ranks = _ranks(dataset, rows, name)
    if ranks is None:
        return rows
    last = np.iinfo(np.int64).max
    keys = [np.where(rank < 0, last, -rank if descending else rank) for rank in ranks]
    return rows[np.lexsort(keys[::-1])]


def _ranks(dataset: Dataset, rows: Int64Array, name: str) -> list[Int64Array] | None:
    """For each of `rows` numbers that sort it, the weightiest first; -1 for an empty cell."""
    if name in dataset.extra_columns:
        return [_text_rank(dataset.events[name].iloc[rows])]
    if name == "date":
        return [_time_rank(dataset.times.start[rows], dataset.times.end[rows])]
    if name == "fatalities":
        return _figure_ranks(dataset, rows)
    field = dataset.fields.get(FIELD_OF_COLUMN.get(name, name))
    if field:
        return _field_ranks(field, rows)
    if name in dataset.events:
        return [_text_rank(dataset.events[name].iloc[rows])]
    return None


def _time_rank(start: Int64Array, end: Int64Array) -> Int64Array:
    """The place of each date among the different ones; dates are sorted, undated ones last."""
    new = np.ones(len(start), dtype=np.int64)
    new[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    return np.where(start == UNDATED, -1, np.cumsum(new))


def _figure_ranks(dataset: Dataset, rows: Int64Array) -> list[Int64Array]:
    """Lowest and highest number of people killed; an open one is above all others."""
    low = np.full(len(dataset), -1, dtype=np.int64)
    high = np.zeros(len(dataset), dtype=np.int64)
    all_rows = dataset.rows_of(dataset.claims).tolist()
    for row, claims in zip(all_rows, dataset.claims.values(), strict=True):
        lowest, highest = fatalities(claims)
        if row >= 0 and lowest is not None:
            low[row], high[row] = lowest, np.iinfo(np.int64).max if highest is None else highest
    return [low[rows], high[rows]]


def _field_ranks(field: Field, rows: Int64Array) -> list[Int64Array]:
    """The places of the labels of each event's first, second ... value among all labels."""
    rank_of_code = _text_rank(pd.Series(list(field.labels), dtype="str"))
    first, last = field.pairs_of(rows)
    ranks = []
    for nth in range(min(int((last - first).max(initial=1)), MOST_COMPARED)):
        pairs = np.minimum(first + nth, last - 1)
        missing = 0 if nth else -1  # "Army" before "Army; Zetas", whichever the direction
        ranks.append(np.where(first + nth < last, rank_of_code[field.codes[pairs]], missing))
    return ranks


def _text_rank(cells: "pd.Series[str]") -> Int64Array:
    """The place of each cell among the different ones; -1 for an empty one."""
    codes, values = pd.factorize(cells)
    different = values.astype("str")  # of a column of few values they come as a Categorical
    numbers = pd.to_numeric(pd.Series(different[different != ""]), errors="coerce")
    texts = pd.Series(different)
    if not numbers.isna().any():
        order = pd.to_numeric(texts, errors="coerce").rank(method="dense")
    else:
        order = texts.map(natural_key).rank(method="dense")
    rank = np.where(texts == "", -1, order.fillna(0).to_numpy(dtype=np.int64))
    return rank[codes]
