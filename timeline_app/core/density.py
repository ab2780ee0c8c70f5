"""Density: what a lane draws where its events are too many to be drawn one by one."""

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from timeline_app.core.fields import Codes
from timeline_app.core.kinds import LASTING
from timeline_app.core.lanes import LaneEvents
from timeline_app.core.span import Span
from timeline_app.core.time_index import TimeIndex

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

MOST_COLUMNS = 3
"""What is longer than so many columns is LASTING."""
_STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """The undrawn events of one lane, counted by column and kind of type.

    An event counts in each column it touches. `x` are the columns' edges in px (one more than
    columns), `edges` the same in µs. `totals` are exact; shares[k, c] of them are of kind k
    (`core.kinds`), exactly too unless `sampled`: then they come from a part of the events. What is
    much longer than a column is of the kind LASTING: it would fill all columns alike and drown what
    happened in each.
    """

    lane: int
    x: Floats
    edges: Ints
    totals: Ints
    shares: Floats
    sampled: bool
    events: LaneEvents
    drawn: Ints
    """The rows of the lane that are drawn one by one, ascending."""
    ranks: Codes
    """Of the event types of all events of the dataset."""

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
        held = np.zeros(len(self.totals) + 2, np.int8)
        held[1:-1] = self.totals > 0
        steps = held[1:] - held[:-1]
        return self.x[np.flatnonzero(steps > 0)], self.x[np.flatnonzero(steps < 0)]

    @property
    def heights(self) -> Floats:
        """What stands in each column: all but what is LASTING."""
        return np.asarray(self.shares[:LASTING].sum(axis=0))

    def rows_in(self, column: int) -> Ints:
        """The undrawn events of a column."""
        touching = self.events.within(Span(int(self.edges[column]), int(self.edges[column + 1])))
        return touching[~np.isin(touching, self.drawn)].astype(np.int64)

    def types_in(self, column: int) -> Ints:
        """How many undrawn events of a column are of each rank; exact."""
        return np.bincount(self.ranks[self.rows_in(column)])

    def lasting_in(self, column: int) -> int:
        """How many undrawn events of a column are LASTING; exact."""
        length = int(self.edges[1] - self.edges[0])
        return int(np.count_nonzero(lasting(self.events.index, self.rows_in(column), length)))


def lasting(index: TimeIndex, rows: Ints, length: int) -> npt.NDArray[np.bool_]:
    """Which events are LASTING where columns are so long (µs); none of the usual length is."""
    lengths = index.end[rows] - index.start[rows]  # below 0 where they do not fit in 64 bits
    long = (lengths > MOST_COLUMNS * length) | (lengths < 0)
    return np.asarray(long & (lengths != index.width))


def nice_ceiling(count: int) -> int:
    """The next of 10, 12, 15, 20, 25 ...: a scale that seldom changes while panning."""
    if count <= 10:
        return 10
    power: int = 10 ** math.floor(math.log10(count))
    return next(step * power // 10 for step in _STEPS if step * power >= 10 * count)
