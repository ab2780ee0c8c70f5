"""Lanes: which events stand in which, and how the lanes share the height there is."""

from copy import copy
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from timeline_app.core.bitmaps import Rows, rows_in
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.span import Span
from timeline_app.core.time_index import TimeIndex

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Stretches of time side by side, ready to be counted in: `edges` in µs, one more than columns.

    `started`, `over` and `ended` are the events before each edge, as the time index has them.
    """

    edges: Ints
    both: Rows
    """`started`, then `over`: they are looked up together."""
    ended: Rows

    @classmethod
    def between(cls, edges: Ints, index: TimeIndex) -> "Columns":
        both = np.concatenate([index.started(edges), index.over(edges)])
        return cls(edges, both, index.ended(edges))

    @property
    def started(self) -> Rows:
        return self.both[: len(self.edges)]

    @property
    def over(self) -> Rows:
        return self.both[len(self.edges) :]


@dataclass(frozen=True, slots=True, eq=False)
class Progress:
    """How many of a lane's dated events have begun and ended at each edge of columns.

    `over`: how many begin so early that they would have ended if they lasted as long as most do.
    """

    begun: Ints
    over: Ints
    ended: Ints

    @property
    def touching(self) -> Ints:
        """How many touch each column."""
        return self.begun[1:] - self.ended[:-1]


class LaneEvents:
    """The filtered events of one lane, looked up only where the lane is on screen.

    `count` is the number of all of them, undated ones too.
    """

    def __init__(
        self, key: str, label: str, members: BitMap | None, events: BitMap, index: TimeIndex
    ) -> None:
        """`members`: the events of the lane under any filter, None: all; `events`: the filtered."""
        self.key = key
        self.label = label
        self.index = index
        self._members = members
        self._filtered = events

    @cached_property
    def events(self) -> BitMap:
        """All filtered events of the lane as a set."""
        return self.among(self._filtered)

    @cached_property
    def count(self) -> int:
        return self.count_among(self._filtered)

    @cached_property
    def rows(self) -> Rows:
        """The dated events: rows of the dataset, ascending, which is by start."""
        return rows_in(self.events)[: len(self)]

    @cached_property
    def span_set(self) -> BitMap:
        """Those of `events` that do not last as long as most do."""
        return self.events & self.index.span_set

    @cached_property
    def spans(self) -> Rows:
        """The same as rows, ascending."""
        return rows_in(self.span_set)

    @cached_property
    def span_ranks(self) -> Rows:
        """The places of `spans` among all by end (see the time index)."""
        return self.index.end_rank[self.spans.astype(np.int64)]

    @cached_property
    def _sorted_ranks(self) -> Rows:
        return np.sort(self.span_ranks)

    def __len__(self) -> int:
        """How many are dated."""
        return self._dated

    @cached_property
    def _dated(self) -> int:
        return int(self.events.range_cardinality(0, self.index.count))

    def among(self, some: BitMap) -> BitMap:
        """Which of some filtered events stand in the lane."""
        return some if self._members is None else self._members & some

    def count_among(self, some: BitMap) -> int:
        """How many of some filtered events stand in the lane."""
        if self._members is None:
            return len(some)
        return int(self._members.intersection_cardinality(some))

    def holds(self, row: int) -> bool:
        """Whether a row of the dataset is one of the filtered events of the lane."""
        return row in self._filtered and (self._members is None or row in self._members)

    def begun(self, started: Rows) -> Ints:
        """How many of the dated events are among the first so many of the dataset."""
        return self.rows.searchsorted(started)

    def progress(self, columns: Columns) -> "Progress":
        """How far the lane's events are at the edges of columns."""
        count = len(columns.edges)
        both = self.rows.searchsorted(columns.both)
        over = both[count:]
        usual = over - self.spans.searchsorted(columns.over)
        ended = usual + self._sorted_ranks.searchsorted(columns.ended)
        return Progress(both[:count], over, ended)

    def count_in(self, span: Span) -> int:
        """How many touch a span."""
        index = self.index
        if self._members is None and len(self._filtered) == len(index.times):
            return index.count_in(span)
        first, after = index.started(np.array([span.start, span.end])).tolist()
        usual = min(int(index.over(np.array([span.start]))[0]), first)
        count = self.events.range_cardinality(usual, after)
        count -= self.span_set.range_cardinality(usual, first)
        return int(count + self.span_set.intersection_cardinality(index.active(span.start, first)))

    def within(self, span: Span) -> Rows:
        """Those that touch a span, ascending."""
        first, after = self.begun(self.index.started(np.array([span.start, span.end]))).tolist()
        return np.concatenate([self.reaching(span.start), self.rows[first:after]])

    def reaching(self, time: int, most: int | None = None) -> Rows:
        """Those that start before a time and reach beyond it, ascending; at most so many."""
        bounds = self.index.before(time)
        before = int(self.spans.searchsorted(bounds[0]))
        begin, after = self.rows.searchsorted(bounds[:2]).tolist()
        lasting = self.spans[:before][self.span_ranks[:before] >= bounds[2]][:most]
        recent = self.rows[begin:after][: None if most is None else 2 * most]
        recent = recent[self.index.end[recent] > time][:most]
        return np.concatenate([lasting, recent])


class Lanes:
    """The lanes of a dataset under a filter: ordered by the field's codes, empty ones left out."""

    def __init__(self, dataset: Dataset, projection: Projection, group: str) -> None:
        self.dataset = dataset
        self.index = dataset.time_index
        events = projection.events
        self.all = LaneEvents("", "", None, events, self.index)
        self.undated = events - self.index.dated if projection.undated else BitMap()
        """The filtered events without a date, of all lanes."""
        field = dataset.field(group) if group else None
        if field is None:
            self.lanes = [self.all][: len(projection)]
        else:
            members = field.postings.bitmaps
            every = (
                LaneEvents(key, label, of_lane, events, self.index)
                for key, label, of_lane in zip(field.keys, field.labels, members, strict=True)
            )
            self.lanes = [lane for lane in every if lane.count]
        types = dataset.fields["type"]
        self.type_keys: tuple[str, ...] = tuple(key for key in types.keys if key)
        """Event types by rank, 0 the most frequent: their codes in the whole dataset, so that a
        filter never recolours an event."""
        self.types = types.codes
        """The rank of each event's type; len(type_keys) for none."""
        self.of_types = types.postings.bitmaps[: len(self.type_keys)]
        """The events of each type, under any filter."""
        self.ranks = [
            rank for rank, of_type in enumerate(self.of_types) if events.intersect(of_type)
        ]
        """Ranks of the types of the filtered events, ascending."""

    def first(self, count: int) -> "Lanes":
        """The same with only the first lanes."""
        fewer = copy(self)
        fewer.lanes = self.lanes[:count]
        return fewer

    def ranks_of(self, rows: Ints) -> npt.NDArray[np.int16]:
        """The rank of the type of each event, -1 for none."""
        ranks = self.types[rows].astype(np.int16)
        return np.where(ranks == len(self.type_keys), np.int16(-1), ranks)

    def undated_counts(self) -> Ints:
        """How many undated events stand in each lane."""
        counts = [lane.count_among(self.undated) for lane in self.lanes]
        return np.array(counts, np.int64)

    def left_out(self, span: Span) -> int:
        """How many events of a span stand in none of the lanes."""
        shown = BitMap.union(*(lane.events for lane in self.lanes)) if self.lanes else BitMap()
        rest = LaneEvents("", "", None, self.all.events - shown, self.index)
        return rest.count_in(span)
