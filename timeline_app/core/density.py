"""Density: what a lane draws where its events are too many to be drawn one by one."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from timeline_app.core.bitmaps import Rows
from timeline_app.core.dataset import Dataset
from timeline_app.core.fields import Codes
from timeline_app.core.kinds import KINDS, SPAN, TYPES_APART
from timeline_app.core.lanes import Columns, LaneEvents, Progress
from timeline_app.core.scale import TimeScale
from timeline_app.core.span import OPEN, Span

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COLUMN_PX = 5.0
"""Least width of a density column. Columns stand at whole multiples of their length in time since
1970, so that panning moves them and never recounts them."""
_STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


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
        dataset: where the events are.
        scale: the window.
        sample: the composition of a lane is counted from at most about so many events, evenly
            taken from those of the window (always the same ones); None for all.
    """

    def __init__(self, dataset: Dataset, scale: TimeScale, sample: int | None) -> None:
        self._index = index = dataset.time_index
        self._types = dataset.fields["type"].codes
        self._kinds, self._usual_kinds = dataset.kinds
        self._sample = sample
        edges = column_edges(scale)
        self._columns = Columns.between(edges, index)
        self._x = scale.x(edges)
        self._inside = Span(int(edges[0]), int(edges[-1]))

    def density(self, lane: int, events: LaneEvents, drawn: Ints) -> Density | None:
        """The density of what is not `drawn` (rows) of the window, or None."""
        progress = events.progress(self._columns)
        totals, index, inside = progress.touching, self._index, self._inside
        if len(drawn):
            touches = (index.start[drawn] < inside.end) & (index.end[drawn] > inside.start)
            drawn = np.sort(drawn[touches])
        if progress.begun[-1] - progress.ended[0] == len(drawn):
            return None
        shares, is_sample = self._shares(events, progress)
        if len(drawn):
            of_drawn = self._by_dates(drawn, 1)
            totals = totals - of_drawn.sum(axis=0)
            shares = shares - of_drawn
        if is_sample:
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
            is_sample,
        )

    def _shares(self, events: LaneEvents, progress: Progress) -> tuple[Floats, bool]:
        """Counts by kind and column of the lane's events, and whether they are estimates."""
        first, after = int(progress.over[0]), int(progress.begun[-1])
        stride = self._stride(after - first)
        shares = self._by_places(events.rows, progress, stride)
        start, end = self._columns.started[0], self._columns.started[-1]
        begin, end = events.spans.searchsorted(np.array([start, end])).tolist()
        lasting = events.spans[:begin][events.span_end[:begin] > self._inside.start]
        spans = np.concatenate([lasting, events.spans[begin:end]])
        span_stride = self._stride(len(spans))
        shares += self._by_dates(spans[::span_stride].astype(np.int64), span_stride)
        return shares, stride > 1 or span_stride > 1

    def _stride(self, count: int) -> int:
        """Every so manieth of so many events is looked at: a power of two, to be stable."""
        if self._sample is None or count <= self._sample:
            return 1
        return 1 << math.ceil(math.log2(count / self._sample))

    def _by_places(self, rows: Rows, progress: Progress, stride: int) -> Floats:
        """Counts by kind and column of events that last as long as most, every `stride`th.

        Where they stand among the lane's events says which columns they touch.
        """
        begun, over = -(-progress.begun // stride), -(-progress.over // stride)
        taken = rows[int(over[0]) * stride : int(progress.begun[-1]) : stride]
        kinds = self._usual_kinds[taken].astype(np.int64)
        columns = len(begun) - 1
        begins = np.diff(begun)
        begins[0] += begun[0] - over[0]
        ends = np.append(np.diff(over), begun[-1] - over[-1])
        size = (columns + 1) * KINDS
        steps = np.bincount(_column_keys(begins) + kinds, minlength=size)
        steps -= np.bincount(_column_keys(ends) + KINDS + kinds, minlength=size + KINDS)[:size]
        counts = np.cumsum(steps.reshape(columns + 1, KINDS), axis=0)
        return stride * counts[:columns, :SPAN].T.astype(np.float64)

    def _by_dates(self, rows: Ints, stride: int) -> Floats:
        """Counts by kind and column of any events."""
        edges = self._columns.edges
        columns, length, origin = len(edges) - 1, int(edges[1] - edges[0]), int(edges[0])
        kinds = self._kinds[rows].astype(np.int64)
        start = np.clip(self._index.start[rows], edges[0], edges[-1])
        end = np.clip(self._index.end[rows], edges[0], edges[-1])
        size = (columns + 1) * KINDS
        steps = np.bincount((start - origin) // length * KINDS + kinds, minlength=size)
        steps -= np.bincount(-((origin - end) // length) * KINDS + kinds, minlength=size)
        counts = np.cumsum(steps.reshape(columns + 1, KINDS), axis=0)
        return stride * counts[:columns, :SPAN].T.astype(np.float64)


def _column_keys(counts: Ints) -> Ints:
    """KINDS times the number of its column for each of the events of successive columns."""
    return np.repeat(np.arange(len(counts)) * KINDS, counts)


def _fitted(shares: Floats, totals: Ints) -> Floats:
    """Shares that add up to the totals, in the proportions given; where none is, of the whole."""
    whole = shares.sum(axis=0)
    average = shares.sum(axis=1, keepdims=True)
    shares = np.where(whole > 0, shares, average)
    sums = np.where(whole > 0, whole, max(float(average.sum()), 1.0))
    return np.asarray(shares * (totals / sums))


def nice_ceiling(count: int) -> int:
    """The next of 10, 12, 15, 20, 25 ...: a scale that seldom changes while panning."""
    if count <= 10:
        return 10
    power: int = 10 ** math.floor(math.log10(count))
    return next(step * power // 10 for step in _STEPS if step * power >= 10 * count)
