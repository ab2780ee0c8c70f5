"""Undated events: lane by lane in a column beside time, each a dot, or all a block that counts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from timeline_app.core.bitmaps import rows_in
from timeline_app.core.kinds import TYPES_APART
from timeline_app.core.lane_heights import LANE_MIN_PX, LANE_PAD_PX
from timeline_app.core.lanes import Floats, Ints, Lanes

DOT_PX = 8.0
CELL_PX = 12.0
"""Room of a dot, with its ring."""
PAD_PX = 6.0
"""Free ground left and right of the dots."""
LEAST_PX = 24.0
MOST_PX = 96.0
MOST_PART = 0.12
"""Between these, in px and as a part of all lanes' width, the column is as wide as it needs."""
MOST_KEPT = 2_000
"""So many lanes are kept."""


@dataclass(frozen=True, slots=True, eq=False)
class UndatedLane:
    """The undated events of one lane. Where they are too many for dots, there are `shares`."""

    events: BitMap
    rows: Ints
    """Those that have a dot: all or none, in the order of the dataset."""
    x: Floats
    """Middles of the dots in px from the column's left edge."""
    y: Floats
    """The same from the lane's upper edge."""
    ranks: npt.NDArray[np.int16]
    """Of the type of each, -1 for none."""
    shares: tuple[tuple[int, int], ...]
    """Rank of the type (-1: none or any other) and count, in the order of the palette."""

    @property
    def is_block(self) -> bool:
        return bool(self.shares)

    def dot_at(self, x: float, y: float) -> int | None:
        """The row whose dot is at a place."""
        near = (np.abs(self.x - x) <= CELL_PX / 2) & (np.abs(self.y - y) <= CELL_PX / 2)
        found = np.flatnonzero(near)
        return int(self.rows[found[0]]) if len(found) else None


class UndatedColumn:
    """The undated events of all lanes; what stands where is worked out once for each size."""

    def __init__(self, lanes: Lanes) -> None:
        self.total = len(lanes.undated)
        self._lanes = lanes
        self._made: dict[tuple[int, float, float, float], UndatedLane] = {}

    def width(self, lanes_width: float, lanes_height: float, least: float) -> float:
        """The width in px beside lanes of this size, 0 where there is no undated event.

        At least `least` px, which the heading needs, and as much more as lets all lanes have dots
        that can.
        """
        counts = self._lanes.undated_counts() if self.total else np.empty(0, np.int64)
        if not counts.any():
            return 0.0
        height = max(lanes_height / len(counts), LANE_MIN_PX)
        needed = -(-counts // _rows_in(height)) * CELL_PX + 2 * PAD_PX
        most = min(MOST_PX, max(MOST_PART * lanes_width, least))
        fitting = needed[needed <= most]
        return float(min(max(LEAST_PX, least, fitting.max(initial=0)), most))

    def lane(self, index: int, width: float, height: float, row_height: float) -> UndatedLane:
        """The undated events of a lane of this size in a column this wide."""
        key = index, width, height, row_height
        if key not in self._made:
            if len(self._made) > MOST_KEPT:
                self._made.clear()
            events = self._lanes.lanes[index].among(self._lanes.undated)
            if len(events) <= _columns_in(width) * _rows_in(height):
                self._made[key] = self._dots(events, width, height, row_height)
            else:
                self._made[key] = self._block(events)
        return self._made[key]

    def _dots(self, events: BitMap, width: float, height: float, row_height: float) -> UndatedLane:
        rows = rows_in(events).astype(np.int64)
        x, y = _places(len(rows), width, height, row_height)
        return UndatedLane(events, rows, x, y, self._lanes.ranks_of(rows), ())

    def _block(self, events: BitMap) -> UndatedLane:
        types = self._lanes.of_types[:TYPES_APART]
        counts = [(rank, events.intersection_cardinality(one)) for rank, one in enumerate(types)]
        rest = len(events) - sum(count for _, count in counts)
        shares = tuple((rank, count) for rank, count in [*counts, (-1, rest)] if count > 0)
        none = np.empty(0)
        return UndatedLane(events, np.empty(0, np.int64), none, none, np.empty(0, np.int16), shares)


def _places(count: int, width: float, height: float, row_height: float) -> tuple[Floats, Floats]:
    """The middles of so many dots: row by row, the first one beside the lane's name."""
    columns, number = _columns_in(width), np.arange(count, dtype=np.float64)
    rows = -(-count // columns)
    last = height - LANE_PAD_PX - (rows - 0.5) * CELL_PX
    first = max(min(LANE_PAD_PX + row_height / 2, last), LANE_PAD_PX + CELL_PX / 2)
    x = PAD_PX + (number % columns + 0.5) * CELL_PX
    y = first + (number // columns) * CELL_PX
    return np.asarray(x, np.float64), np.asarray(y, np.float64)


def _columns_in(width: float) -> int:
    return max(int((width - 2 * PAD_PX) // CELL_PX), 1)


def _rows_in(height: float) -> int:
    return max(int((height - 2 * LANE_PAD_PX + 0.01) // CELL_PX), 1)
