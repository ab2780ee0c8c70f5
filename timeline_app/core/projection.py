"""What follows from a dataset and a filter: rows and live counts; nothing of it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import Int64Array
from timeline_app.core.clauses import Clause, Filter, TimeClause, ValueClause, all_of, mask_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.when import OPEN, UNDATED, Form, Span, Times


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """The filtered events and the counts that the window shows."""

    rows: Int64Array
    """Rows of the dataset that pass all clauses, ascending (so in time order, undated last)."""
    mask: npt.NDArray[np.bool_]
    """The same as one flag per row of the dataset."""
    counts: Mapping[str, Int64Array]
    """Field name to the count of each value (by code) under all clauses but the field's own."""
    total: int
    undated: int
    """Filtered events without a date."""
    undated_dropped: int
    """Undated events that pass every other clause and that a time clause keeps out."""
    without_day: int
    """Filtered, dated events not known to the day: WITHIN, ONE_OF, or a part only month or year."""


def project(dataset: Dataset, filter_: Filter, fields: tuple[str, ...] | None = None) -> Projection:
    """The projection of a dataset under a filter; counts for `fields` (default: all of them).

    Raises:
        DateError: an end of a time clause is no date.
    """
    masks = [mask_of(dataset, clause) for clause in filter_]

    def passing(without: Callable[[Clause], bool]) -> npt.NDArray[np.bool_]:
        kept = (mask for clause, mask in zip(filter_, masks, strict=True) if not without(clause))
        return all_of(len(dataset), kept)

    mask = all_of(len(dataset), masks)
    counts = {}
    for name in dataset.fields if fields is None else fields:
        if field := dataset.field(name):
            own = partial(_is_on, name)
            counts[name] = field.counts(passing(own) if any(map(own, filter_)) else mask)

    times = dataset.times
    undated = times.start == UNDATED
    timeless = passing(lambda clause: isinstance(clause, TimeClause))
    return Projection(
        rows=np.flatnonzero(mask),
        mask=mask,
        counts=counts,
        total=int(np.count_nonzero(mask)),
        undated=int(np.count_nonzero(mask & undated)),
        undated_dropped=int(np.count_nonzero(timeless & undated & ~mask)),
        without_day=int(np.count_nonzero(mask & _not_to_the_day(times))),
    )


def histogram(dataset: Dataset, rows: Int64Array, span: Span, bins: int) -> Int64Array:
    """How many of the events at `rows` (ascending) begin in each of `bins` equal parts of a span.

    An event counts once, where its possible span starts; those that start outside of the span and
    undated ones count nowhere.
    """
    starts = dataset.times.start[rows]
    starts = starts[starts != UNDATED]
    edges = [span.start + span.length * index // bins for index in range(bins + 1)]  # beyond int64
    bounded = np.array([min(max(edge, UNDATED + 1), OPEN) for edge in edges], dtype=np.int64)
    return np.diff(np.searchsorted(starts, bounded))


def _is_on(field: str, clause: Clause) -> bool:
    return isinstance(clause, ValueClause) and clause.field == field


def _not_to_the_day(times: Times) -> npt.NDArray[np.bool_]:
    """Dated events of which not even the day is known on which they happened, began or ended."""
    bounded = times.form == Form.LASTING
    lasting = bounded | (times.form == Form.ONGOING) | (times.form == Form.OPEN_END)
    vague_start = lasting & (times.solid_start != times.start)
    vague_end = bounded & (times.solid_end != times.end)
    within = (times.form == Form.WITHIN) | (times.form == Form.ONE_OF)
    return np.asarray(within | vague_start | vague_end)
