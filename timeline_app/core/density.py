"""Density: what a lane draws where its events are too many to be drawn one by one."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from timeline_app.core.bitmaps import Rows
from timeline_app.core.fields import Codes
from timeline_app.core.lanes import Columns, LaneEvents
from timeline_app.core.scale import TimeScale
from timeline_app.core.span import OPEN, Span
from timeline_app.core.time_index import TimeIndex

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COLUMN_PX = 5.0
"""Least width of a density column. Columns stand at whole multiples of their length in time since
1970, so that panning moves them and never recounts them."""
TYPES_APART = 16
"""So many event types are told apart, the most frequent ones; the others are counted together."""


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """The undrawn events of one lane, counted by column and event type.

    An event counts in each column it touches. `x` are the columns' edges in px (one more than
    columns), `edges` the same in µs. `totals` are exact; shares[i, c] of them are of the type of
    rank `types[i]` (TYPES_APART: the others; -1: none), exactly too unless the column's composition
    was taken from a sample of its events.
    """

    lane: int
    x: Floats
    edges: Ints
    types: Ints
    totals: Ints
    shares: Floats
    events: LaneEvents
    drawn: Ints
    """The rows of the lane that are drawn one by one, ascending."""
    ranks: Codes
    """Of the event types of all events of the dataset."""
    sampled: bool
    """Whether `shares` come from a sample."""

    def merged(self) -> "Density":
        """The same with equal neighbouring columns made one."""
        begins = np.ones(len(self.totals), np.bool_)
        begins[1:] = self.totals[1:] != self.totals[:-1]
        begins[1:] |= (self.shares[:, 1:] != self.shares[:, :-1]).any(axis=0)
        at = np.flatnonzero(begins)
        ends = np.append(at, len(begins))
        return replace(
            self,
            x=self.x[ends],
            edges=self.edges[ends],
            totals=self.totals[at],
            shares=self.shares[:, at],
        )

    def runs(self) -> tuple[Floats, Floats]:
        """Where runs of columns that hold events begin and end, in px."""
        held = np.concatenate([[0], (self.totals > 0).astype(np.int8), [0]])
        steps = np.diff(held)
        return self.x[np.flatnonzero(steps > 0)], self.x[np.flatnonzero(steps < 0)]

    def types_in(self, column: int) -> Ints:
        """How many undrawn events of a column are of each rank; exact."""
        touching = self.events.within(Span(int(self.edges[column]), int(self.edges[column + 1])))
        return np.bincount(self.ranks[touching[~np.isin(touching, self.drawn)]])


def column_edges(scale: TimeScale) -> Ints:
    """The edges of the columns that cover the window, in µs."""
    window = scale.window
    length = max(1, round(COLUMN_PX * window.length / scale.width))
    most = (OPEN - 1) // length
    first = max(window.start // length, -most)
    last = min(-(-window.end // length), most)
    return np.arange(first, last + 1, dtype=np.int64) * length


class DensityMaker:
    """Counts the densities of lanes in the columns of one window.

    Args:
        types: the rank of each event's type; `none` for no type.
        sample: the composition of a lane is counted from at most about so many events, evenly
            taken from those of the window (always the same ones); None for all.
    """

    def __init__(
        self, index: TimeIndex, types: Codes, none: int, scale: TimeScale, sample: int | None
    ) -> None:
        self._index = index
        self._types = types
        self._none = none
        self._sample = sample
        edges = column_edges(scale)
        self._columns = Columns.between(edges, index)
        self._x = scale.x(edges)
        self._inside = Span(int(edges[0]), int(edges[-1]))

    def density(self, lane: int, events: LaneEvents, drawn: Ints) -> Density | None:
        """The density of what is not `drawn` (rows) of the window, or None."""
        begun, ended = events.begun(self._columns.started), events.ended(self._columns)
        totals = begun[1:] - ended[:-1]
        index, inside = self._index, self._inside
        touches = (index.start[drawn] < inside.end) & (index.end[drawn] > inside.start)
        drawn = np.sort(drawn[touches])
        if begun[-1] - ended[0] == len(drawn):
            return None
        shares, stride = self._shares(events, begun)
        if len(drawn):
            of_drawn = self._count(drawn.astype(np.uint32))
            totals = totals - of_drawn.sum(axis=0)
            shares = shares - (of_drawn if stride == 1 else of_drawn / stride)
        if stride > 1:
            shares = _fitted(np.maximum(shares, 0.0), totals)
        present = np.flatnonzero(shares.any(axis=1))
        ranks = np.append(np.arange(TYPES_APART + 1), -1)[present]
        return Density(
            lane,
            self._x,
            self._columns.edges,
            ranks,
            totals,
            shares[present],
            events,
            drawn,
            self._types,
            stride > 1,
        )

    def _shares(self, events: LaneEvents, begun: Ints) -> tuple[Floats, int]:
        """Counts by type and column of the lane's events, or of every so manieth of them."""
        first, after = int(begun[0]), int(begun[-1])
        reaching = events.reaching(self._inside.start)
        stride = self._stride(after - first + len(reaching))
        taken = events.rows[-(-first // stride) * stride : after : stride]
        return self._count(np.concatenate([reaching[::stride], taken])), stride

    def _stride(self, count: int) -> int:
        if self._sample is None or count <= self._sample:
            return 1
        return 1 << math.ceil(math.log2(count / self._sample))

    def _count(self, rows: Rows) -> Floats:
        """Counts by type (those told apart, others, none) and column of some events."""
        edges, rows_ = self._columns.edges, rows.astype(np.int64)
        columns, kinds = len(edges) - 1, TYPES_APART + 2
        length = int(edges[1] - edges[0])
        origin = int(edges[0])
        types = self._types[rows_].astype(np.int64)
        kind = np.where(types == self._none, TYPES_APART + 1, np.minimum(types, TYPES_APART)) * (
            columns + 1
        )
        start = np.clip(self._index.start[rows_], edges[0], edges[-1])
        end = np.clip(self._index.end[rows_], edges[0], edges[-1])
        size = kinds * (columns + 1)
        steps = np.bincount(kind + (start - origin) // length, minlength=size)
        steps = steps - np.bincount(kind + -((origin - end) // length), minlength=size)
        counts = np.cumsum(steps.reshape(kinds, columns + 1), axis=1)[:, :columns]
        return counts.astype(np.float64)


def _fitted(shares: Floats, totals: Ints) -> Floats:
    """Shares that add up to the totals, in the proportions given; where none is, of the whole."""
    whole = shares.sum(axis=0)
    average = shares.sum(axis=1, keepdims=True)
    shares = np.where(whole > 0, shares, average)
    sums = np.where(whole > 0, whole, max(float(average.sum()), 1.0))
    return np.asarray(shares * (totals / sums))


def nice_ceiling(count: int) -> int:
    """The next of 10, 20, 50, 100 ...: a scale that seldom changes while panning."""
    if count <= 10:
        return 10
    power: int = 10 ** math.floor(math.log10(count))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= count)
