"""The order of the rows in the table."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.byte_order import ByteKeys, Order, byte_keys, fixed_keys, sorted_rows
from timeline_app.core.dataset import FIELD_OF_COLUMN, Dataset
from timeline_app.core.fields import Field
from timeline_app.core.killed import killed_of
from timeline_app.core.natural_order import keys_of
from timeline_app.core.progress import Progress
from timeline_app.core.view_state import Sort
from timeline_app.core.when import UNDATED

Rows = npt.NDArray[np.integer[Any]]
MOST_AT_ONCE: Final = 50_000
"""Events that are sorted before anybody notices."""
_MOST_KEPT: Final = 3


def table_order(dataset: Dataset, rows: Rows, sort: Sort) -> Rows:
    """Rows of the dataset, given in time order, in the order of a column, (name, descending).

    Columns are `fatalities`, `sources`, those of events.csv, fields, and imported ones, which go
    before ours of the same name; for any other name the rows stay in time order. Text goes without
    case and accents and with the numbers in it by size, a column of numbers by size. Empty cells
    (for `date` undated events) come last in both directions; equal ones stand in time order.
    """
    order = dataset.orders.rows(sort)
    if order is None or len(rows) == len(dataset):
        return rows if order is None else order
    is_wanted = np.zeros(len(dataset), dtype=bool)
    is_wanted[rows] = True
    return order[is_wanted[order]]


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """All rows in the order of a column."""

    order: Order
    """Those that have a value there."""
    empty: npt.NDArray[np.int32]

    def rows(self, descending: bool) -> npt.NDArray[np.int32]:
        filled = self.order.descending() if descending else self.order.rows
        return np.concatenate([filled, self.empty]) if len(self.empty) else filled


class Orders:
    """The rows of a dataset in the order of any column; those of the last columns are kept."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._kept: dict[Sort, npt.NDArray[np.int32]] = {}
        self._latest: tuple[str, _Column] | None = None

    def rows(self, sort: Sort, progress: Progress | None = None) -> npt.NDArray[np.int32] | None:
        """All rows in that order; None where it is that of time. Nobody may write to them.

        Raises:
            Cancelled: `progress` answered False.
        """
        if self._is_time(sort):
            return None
        rows = self._kept.pop(sort, None)
        if rows is None:
            name, descending = sort
            if self._latest is None or self._latest[0] != name:
                self._latest = (name, _column(self._dataset, name, progress))
            rows = self._latest[1].rows(descending)
            rows.setflags(write=False)
        self._kept[sort] = rows
        for oldest in list(self._kept)[:-_MOST_KEPT]:
            self._kept.pop(oldest, None)
        return rows

    def is_quick(self, sort: Sort) -> bool:
        """Whether the rows are there at once."""
        return len(self._dataset) <= MOST_AT_ONCE or sort in self._kept or self._is_time(sort)

    def _is_time(self, sort: Sort) -> bool:
        dataset, (name, descending) = self._dataset, sort
        if name == "date" and name not in dataset.extra_columns:
            return not descending
        return name != "fatalities" and _field(dataset, name) is None and name not in dataset.events


def _column(dataset: Dataset, name: str, progress: Progress | None) -> _Column:
    """All rows in the order of a column; there is one of that name."""
    field = _field(dataset, name)
    if name in dataset.extra_columns or (
        field is None and name in dataset.events and name != "date"
    ):
        return _text_column(dataset.events[name], progress)
    if name == "date":
        return _date_column(dataset)
    if field is None:
        return _figure_column(dataset, progress)
    return _field_column(field, len(dataset), progress)


def _field(dataset: Dataset, name: str) -> Field | None:
    """The field that a column is sorted by the labels of."""
    return dataset.fields.get(FIELD_OF_COLUMN.get(name, name))


def _date_column(dataset: Dataset) -> _Column:
    """Rows are sorted by time as they stand."""
    start, end = dataset.times.start, dataset.times.end
    dated = int(np.searchsorted(start == UNDATED, True))
    is_new = np.ones(dated, dtype=bool)
    is_new[1:] = (start[1:dated] != start[: dated - 1]) | (end[1:dated] != end[: dated - 1])
    rows = np.arange(len(dataset), dtype=np.int32)
    return _Column(Order(rows[:dated], is_new), rows[dated:])


def _figure_column(dataset: Dataset, progress: Progress | None) -> _Column:
    """Lowest, then highest number of people killed; an open one is above all others."""
    low, high, is_filled = killed_of(dataset)
    return _sorted(fixed_keys(low[is_filled], high[is_filled]), is_filled, progress)


def _field_column(field: Field, size: int, progress: Progress | None) -> _Column:
    """By the label of each event's first value, then of its second, and so on."""
    ranks = _text_ranks(pa.array(field.labels, pa.large_string()))
    first, last = field.pairs_of(np.arange(size))
    is_filled = ranks[field.codes[first]] > 0
    sizes = np.where(is_filled, last - first, 0)
    pairs = np.repeat(is_filled, last - first)
    keys = _rank_keys(ranks, field.codes[pairs], sizes[is_filled])
    return _sorted(keys, is_filled, progress)


def _text_column(cells: "pd.Series[Any]", progress: Progress | None) -> _Column:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        ranks = _text_ranks(pa.array(cells.cat.categories.astype("str")))
        codes = cells.cat.codes.to_numpy()
        is_filled = ranks[codes] > 0
        keys = _rank_keys(ranks, codes[is_filled], np.ones(int(is_filled.sum()), dtype=np.int64))
        return _sorted(keys, is_filled, progress)
    texts = _chunked(pa.array(cells))
    is_filled = np.asarray(pc.greater(pc.binary_length(texts), 0))
    if not is_filled.all():
        texts = texts.filter(pa.array(is_filled))
    return _sorted(keys_of(texts, progress), is_filled, progress)


def _text_ranks(texts: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.uint32]:
    """The place, from 1, of each text among the different ones; 0 for an empty one."""
    is_filled = np.asarray(pc.greater(pc.binary_length(texts), 0), dtype=bool)
    order = sorted_rows(keys_of(_chunked(texts).filter(pa.array(is_filled))))
    ranks = np.zeros(len(texts), dtype=np.uint32)
    ranks[np.flatnonzero(is_filled)[order.rows]] = np.cumsum(order.is_new)
    return ranks


def _rank_keys(
    ranks: npt.NDArray[np.uint32], codes: Rows, sizes: npt.NDArray[np.int64]
) -> ByteKeys:
    """Keys of rows that have so many codes each, one row after the other: their ranks as bytes."""
    width = max((int(ranks.max(initial=0)).bit_length() + 7) // 8, 1)
    table = ranks.astype(">u4")[codes].view(np.uint8).reshape(-1, 4)[:, 4 - width :]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64) * width
    return byte_keys(offsets, table.ravel())


def _sorted(keys: ByteKeys, is_filled: npt.NDArray[np.bool_], progress: Progress | None) -> _Column:
    """The rows that have a value, by the keys of these, and the others."""
    order = sorted_rows(keys, progress)
    if len(keys) == len(is_filled):
        return _Column(order, np.zeros(0, np.int32))
    rows = np.flatnonzero(is_filled).astype(np.int32)[order.rows]
    return _Column(Order(rows, order.is_new), np.flatnonzero(~is_filled).astype(np.int32))


def _chunked(texts: pa.Array | pa.ChunkedArray) -> pa.ChunkedArray:
    return texts if isinstance(texts, pa.ChunkedArray) else pa.chunked_array([texts])
