"""Density: what a lane draws where its events are too many to be drawn one by one."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline_app.core.lanes import LaneEvents
from timeline_app.core.scale import TimeScale
from timeline_app.core.when import OPEN, Span

Ints = npt.NDArray[np.int64]

COLUMN_PX = 5.0
"""Least width of a density column. Columns stand at whole multiples of their length in time since
1970, so that panning moves them and never recounts them."""
_FEW = 8_000
"""Up to so many events are counted one by one, more by searching the sorted starts and ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """The undrawn events of one lane, counted by column and event type.

    An event counts in each column it touches. `x` are the columns' edges in px (one more than
    columns), `edges` the same in µs; counts[i, c] is of the type of rank `types[i]` (-1: none).
    """

    lane: int
    x: npt.NDArray[np.float64]
    edges: Ints
    types: npt.NDArray[np.int16]
    counts: Ints

    def merged(self) -> "Density":
        """The same with equal neighbouring columns made one."""
        begins = np.ones(self.counts.shape[1], np.bool_)
        begins[1:] = (self.counts[:, 1:] != self.counts[:, :-1]).any(axis=0)
        at = np.flatnonzero(begins)
        ends = np.append(at, len(begins))
        return Density(self.lane, self.x[ends], self.edges[ends], self.types, self.counts[:, at])

    def runs(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Where runs of columns that hold events begin and end, in px."""
        held = np.concatenate([[0], (self.totals() > 0).astype(np.int8), [0]])
        steps = np.diff(held)
        return self.x[np.flatnonzero(steps > 0)], self.x[np.flatnonzero(steps < 0)]

    def totals(self) -> Ints:
        """Events of each column."""
        totals: Ints = self.counts.sum(axis=0)
        return totals


def column_edges(scale: TimeScale) -> Ints:
    """The edges of the columns that cover the window, in µs."""
    window = scale.window
    length = max(1, round(COLUMN_PX * window.length / scale.width))
    most = (OPEN - 1) // length
    first = max(window.start // length, -most)
    last = min(-(-window.end // length), most)
    return np.array([i * length for i in range(first, last + 1)], np.int64)


def density(
    lane: int,
    events: LaneEvents,
    type_rank: npt.NDArray[np.int16],
    scale: TimeScale,
    edges: Ints,
    drawn: Ints,
) -> Density | None:
    """The density of what is not `drawn` (positions in the lane) of the window, or None."""
    inside = Span(int(edges[0]), int(edges[-1]))
    drawn = drawn[(events.start[drawn] < inside.end) & (events.end[drawn] > inside.start)]
    total = events.count_in(inside)
    if total == len(drawn):
        return None
    if total <= _FEW:
        rest = np.zeros(len(events), np.bool_)
        rest[events.within(inside)] = True
        rest[drawn] = False
        types, counts = _count_few(events, type_rank, np.flatnonzero(rest).astype(np.int64), edges)
    else:
        types, counts = _count_many(events, type_rank, edges)
        if len(drawn):
            drawn_types, drawn_counts = _count_few(events, type_rank, drawn, edges)
            counts[np.searchsorted(types, drawn_types)] -= drawn_counts
    return Density(lane, scale.x(edges), edges, types, counts)


def _count_few(
    events: LaneEvents, type_rank: npt.NDArray[np.int16], positions: Ints, edges: Ints
) -> tuple[npt.NDArray[np.int16], Ints]:
    """Types (ascending) and counts by type and column of a few events."""
    types, which = np.unique(type_rank[events.rows[positions]], return_inverse=True)
    columns = len(edges) - 1
    first = np.searchsorted(edges, events.start[positions], side="right") - 1
    after = np.searchsorted(edges, events.end[positions], side="left")
    steps = np.zeros((len(types), columns + 1), np.int64)
    np.add.at(steps, (which, np.clip(first, 0, columns)), 1)
    np.add.at(steps, (which, np.clip(after, 0, columns)), -1)
    return types, np.cumsum(steps, axis=1)[:, :columns]


def _count_many(
    events: LaneEvents, type_rank: npt.NDArray[np.int16], edges: Ints
) -> tuple[npt.NDArray[np.int16], Ints]:
    """Types (ascending) and counts by type and column of all events of a lane."""
    by_type = events.by_type(type_rank)
    counts = [
        np.searchsorted(starts, edges[1:]) - np.searchsorted(ends, edges[:-1], side="right")
        for starts, ends in by_type.values()
    ]
    return np.array(list(by_type), np.int16), np.stack(counts)


def nice_ceiling(count: int) -> int:
    """The next of 10, 20, 50, 100 ...: a scale that seldom changes while panning."""
    if count <= 10:
        return 10
    power: int = 10 ** math.floor(math.log10(count))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= count)
