"""Counts the densities of all lanes of a window, in columns of time."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from timeline_app.core.bitmaps import Rows
from timeline_app.core.dataset import Dataset
from timeline_app.core.density import Density, Floats, Ints, lasting
from timeline_app.core.kinds import KINDS, LASTING
from timeline_app.core.lanes import Columns, LaneEvents, Progress
from timeline_app.core.scale import TimeScale
from timeline_app.core.span import OPEN

COLUMN_PX = 5.0
"""Least width of a density column. Columns stand at whole multiples of their length in time since
1970, so that panning moves them and never recounts them."""
MOST_TRIED = 2_000
TABLE = KINDS + 1
"""The kinds that are counted, and one for events that are counted by another way."""


def column_edges(scale: TimeScale, usual: int) -> Ints:
    """The edges of the columns that cover the window, in µs.

    Columns are whole multiples or parts of the usual length of events, so that a day's events
    never stand in two columns of days.
    """
    window = scale.window
    length = _fitting_length(max(1, round(COLUMN_PX * window.length / scale.width)), usual)
    most = (OPEN - 1) // length
    first = max(window.start // length, -most)
    last = min(-(-window.end // length), most)
    return np.arange(first, last + 1, dtype=np.int64) * length


def _fitting_length(least: int, usual: int) -> int:
    """The next length that is a whole multiple or part of the usual one, if there is one near."""
    if least >= usual:
        return -(-least // usual) * usual
    most = usual // least
    few = range(most, max(most - MOST_TRIED, 0), -1)
    return next((usual // parts for parts in few if usual % parts == 0), least)


@dataclass(slots=True)
class _Part:
    """What one lane brings into the common count."""

    lane: int
    events: LaneEvents
    progress: Progress
    drawn: Ints
    stride: int
    """Of so many events one is looked at."""
    usual: Rows
    begins: Ints
    """How many of `usual` begin in each column."""
    ends: Ints
    """How many of them have ended at each edge but the first, and after the last."""
    spans: Rows


class Densities:
    """Counts the densities of the lanes of one window, all at once.

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
        edges = column_edges(scale, index.width)
        self._columns = Columns.between(edges, index)
        self._x = scale.x(edges)
        self._parts: list[_Part] = []

    def add(self, lane: int, events: LaneEvents, drawn: Ints) -> None:
        """Count a lane too: what of it is not `drawn` (rows)."""
        progress, edges, index = events.progress(self._columns), self._columns.edges, self._index
        if len(drawn):
            drawn = np.sort(drawn)
            drawn = drawn[(index.start[drawn] < edges[-1]) & (index.end[drawn] > edges[0])]
        if progress.begun[-1] - progress.ended[0] == len(drawn):
            return
        begun, over = progress.begun, progress.over
        stride = self._stride(int(begun[-1] - over[0]))
        if stride > 1:
            begun, over = -(-begun // stride), -(-over // stride)
        begins, ends = begun[1:] - begun[:-1], over[1:] - over[:-1]
        begins[0] += begun[0] - over[0]
        spans = self._spans(events)
        self._parts.append(
            _Part(
                lane,
                events,
                progress,
                drawn,
                stride,
                events.rows[int(over[0]) * stride : int(progress.begun[-1]) : stride],
                begins,
                np.append(ends, begun[-1] - over[-1]),
                spans[::stride],
            )
        )

    def counted(self) -> list[Density]:
        """The densities of the lanes that have any."""
        if not self._parts:
            return []
        lanes = len(self._parts)
        shares = self._by_places()
        rows = [part.spans for part in self._parts] + [part.drawn for part in self._parts]
        by_dates = self._by_dates(rows)
        if by_dates is not None:
            shares += by_dates[:lanes]
        strides = np.array([part.stride for part in self._parts])
        if strides.max() > 1:
            shares *= strides[:, None, None]
        totals = np.stack([part.progress.touching for part in self._parts])
        if by_dates is not None:
            totals -= by_dates[lanes:].sum(axis=1, dtype=np.int64)
            shares -= by_dates[lanes:]
        exact = np.ascontiguousarray(shares, np.float64)
        return [self._density(part, totals[i], exact[i]) for i, part in enumerate(self._parts)]

    def _density(self, part: _Part, totals: Ints, shares: Floats) -> Density:
        sampled = part.stride > 1
        if sampled:
            shares = _fitted(np.maximum(shares, 0.0), totals)
        edges, x = self._columns.edges, self._x
        events, drawn = part.events, part.drawn
        return Density(part.lane, x, edges, totals, shares, sampled, events, drawn, self._types)

    def _spans(self, events: LaneEvents) -> Rows:
        """Those of the lane's spans that touch the columns."""
        bounds = self._columns.started[[0, -1]]
        begin, end = events.spans.searchsorted(bounds).tolist()
        lasting = events.spans[:begin][events.span_ranks[:begin] >= self._columns.ended[0]]
        return np.concatenate([lasting, events.spans[begin:end]])

    def _stride(self, count: int) -> int:
        """Every so manieth of so many events is looked at: a power of two, to be stable."""
        if self._sample is None or count <= self._sample:
            return 1
        return 1 << math.ceil(math.log2(count / self._sample))

    def _by_places(self) -> Ints:
        """Counts by lane, kind and column of the events that last as long as most.

        Where they stand among the lane's events says which columns they touch.
        """
        lanes, columns = len(self._parts), len(self._x) - 1
        rows = np.concatenate([part.usual for part in self._parts])
        kinds = self._usual_kinds[rows].astype(np.int64)
        places = np.arange(lanes * (columns + 2)).reshape(lanes, columns + 2) * TABLE
        begins = np.concatenate([part.begins for part in self._parts])
        ends = np.concatenate([part.ends for part in self._parts])
        size = lanes * (columns + 2) * TABLE
        steps = np.bincount(np.repeat(places[:, :columns].ravel(), begins) + kinds, minlength=size)
        steps -= np.bincount(np.repeat(places[:, 1:].ravel(), ends) + kinds, minlength=size)
        return self._summed(steps, lanes)

    def _by_dates(self, rows: list[Any]) -> Ints | None:
        """Counts by lane, kind and column of any events of each lane; None for none at all."""
        sizes = [len(of_lane) for of_lane in rows]
        if not any(sizes):
            return None
        every = np.concatenate(rows).astype(np.int64)
        edges = self._columns.edges
        columns, length, origin = len(edges) - 1, int(edges[1] - edges[0]), int(edges[0])
        start = np.clip(self._index.start[every], origin, edges[-1])
        end = np.clip(self._index.end[every], origin, edges[-1])
        before = np.repeat(np.arange(len(rows)) * (columns + 2), sizes)
        kinds = np.where(lasting(self._index, every, length), LASTING, self._kinds[every])
        size = len(rows) * (columns + 2) * TABLE
        first, after = (start - origin) // length, -((origin - end) // length)
        steps = np.bincount((before + first) * TABLE + kinds, minlength=size)
        steps -= np.bincount((before + after) * TABLE + kinds, minlength=size)
        return self._summed(steps, len(rows))

    def _summed(self, steps: Ints, lanes: int) -> Ints:
        """Counts from what begins less what ends at each place."""
        columns = len(self._x) - 1
        counts = np.cumsum(steps.reshape(lanes, columns + 2, TABLE), axis=1)
        return counts[:, :columns, :KINDS].transpose(0, 2, 1)


def _fitted(shares: Floats, totals: Ints) -> Floats:
    """Shares that add up to the totals, in the proportions given; where none is, of the whole."""
    whole = shares.sum(axis=0)
    average = shares.sum(axis=1, keepdims=True)
    shares = np.where(whole > 0, shares, average)
    sums = np.where(whole > 0, whole, max(float(average.sum()), 1.0))
    return np.asarray(shares * (totals / sums))
