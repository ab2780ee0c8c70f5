"""What follows from a dataset and a filter: rows and live counts; nothing of it is stored.

All of it is worked out when it is first asked for, so that the timeline, which needs the events
only, is repainted before the counts are made.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

import numpy as np
from pyroaring import BitMap

from timeline_app.core.bitmaps import Rows, rows_in
from timeline_app.core.calendar import Int64Array
from timeline_app.core.clauses import Clause, Filter, TimeClause, ValueClause, all_of, events_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.when import OPEN, UNDATED, Span


class Projection:
    """The filtered events of a dataset and the counts that the window shows."""

    def __init__(self, dataset: Dataset, filter_: Filter) -> None:
        """Raises DateError: an end of a time clause is no date."""
        self.dataset = dataset
        self._passing = [(clause, events_of(dataset, clause)) for clause in filter_]
        self.events: BitMap = self._all_but(lambda clause: False)
        """The events that pass all clauses, as a set of rows of the dataset."""
        self.total = len(self.events)
        self.counts: Mapping[str, Int64Array] = _Counts(self)
        """Field name to the count of each value (by code) under all clauses but the field's own."""

    def __len__(self) -> int:
        return self.total

    def __contains__(self, row: int) -> bool:
        return row in self.events

    @cached_property
    def rows(self) -> Rows:
        """Rows of the dataset that pass all clauses, ascending (so in time order, undated last)."""
        return rows_in(self.events)

    def place_of(self, row: int) -> int:
        """How many of the filtered events come before a row of the dataset."""
        return int(self.events.range_cardinality(0, row))

    def row_at(self, place: int) -> int:
        """The row of the filtered event that so many others come before."""
        return int(self.events[place])

    @cached_property
    def undated(self) -> int:
        """Filtered events without a date."""
        return self.total - self.events.intersection_cardinality(self.dataset.time_index.dated)

    @cached_property
    def undated_dropped(self) -> int:
        """Undated events that pass every other clause and that a time clause keeps out."""
        if not any(isinstance(clause, TimeClause) for clause, _ in self._passing):
            return 0
        others = self._all_but(lambda clause: isinstance(clause, TimeClause))
        return len(others - self.dataset.time_index.dated)

    @cached_property
    def without_day(self) -> int:
        """Filtered, dated events not known to the day: some time within a longer span, or a part
        only month or year."""
        return self.events.intersection_cardinality(self.dataset.vague)

    def under_others(self, field: str) -> BitMap:
        """The events that pass all clauses but those on the values of a field."""
        if not any(_is_on(field, clause) for clause, _ in self._passing):
            return self.events
        return self._all_but(lambda clause: _is_on(field, clause))

    def _all_but(self, left_out: Callable[[Clause], bool]) -> BitMap:
        kept = [events for clause, events in self._passing if not left_out(clause)]
        return all_of(len(self.dataset), kept)


class _Counts(Mapping[str, Int64Array]):
    """The counts of the fields of a dataset, each made when it is first asked for."""

    def __init__(self, projection: Projection) -> None:
        self._projection = projection
        self._made: dict[str, Int64Array] = {}

    def __getitem__(self, name: str) -> Int64Array:
        if name not in self._made:
            field = self._projection.dataset.field(name)
            if field is None:
                raise KeyError(name)
            self._made[name] = field.postings.counts(self._projection.under_others(name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._projection.dataset.fields)

    def __len__(self) -> int:
        return len(self._projection.dataset.fields)


def project(dataset: Dataset, filter_: Filter) -> Projection:
    """The projection of a dataset under a filter.

    Raises:
        DateError: an end of a time clause is no date.
    """
    return Projection(dataset, filter_)


def histogram(dataset: Dataset, events: BitMap, span: Span, bins: int) -> Int64Array:
    """How many of the events begin in each of `bins` equal parts of a span.

    An event counts once, where its possible span starts; those that start outside of the span and
    undated ones count nowhere.
    """
    edges = [span.start + span.length * index // bins for index in range(bins + 1)]  # beyond int64
    bounded = np.array([min(max(edge, UNDATED + 1), OPEN) for edge in edges], dtype=np.int64)
    ends = dataset.time_index.started(bounded).tolist()
    counts = [events.range_cardinality(a, b) for a, b in pairwise(ends)]
    return np.array(counts, np.int64)


def _is_on(field: str, clause: Clause) -> bool:
    return isinstance(clause, ValueClause) and clause.field == field
