"""Sub-rows of a lane: which marks fit beside each other, and where their labels find room.

Positions are px along time in any frame that does not move with the window, so that panning
changes nothing; all arrays of one call have the same length.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

HEAD_PX = 12.0
"""How much of a mark's beginning must be uncrowded for the mark to be drawn by itself."""
LABEL_GAP_PX = 7.0
"""Free ground between a mark and its label."""
APART_PX = 14.0
"""Free ground between a label and what is not its own, so that two are never read as one."""
LABEL_MIN_PX = 56.0
"""A label is dropped rather than elided to less than this."""
ALONE_GAP_PX = 3.0
"""Free ground at either side of a number that stands beside its mark without a title."""


def crowding(left: Floats, right: Floats) -> Ints:
    """The largest number of marks that lie over one point of each mark's head.

    `left` ascending. A mark [left, right) crowds with every mark that shares a point with the first
    HEAD_PX of it.
    """
    n = len(left)
    if n == 0:
        return np.empty(0, np.int64)
    depth = np.arange(1, n + 1) - np.searchsorted(np.sort(right), left, side="right")
    head_end = np.minimum(right, left + HEAD_PX)
    last = np.maximum(np.searchsorted(left, head_end, side="left"), np.arange(1, n + 1))
    bounds = np.empty(2 * n, np.int64)
    bounds[0::2] = np.arange(n)
    bounds[1::2] = last
    # reduceat wants each bound below n; a range that ends at n is given by one sentinel more
    return np.maximum.reduceat(np.append(depth, 0), bounds)[0::2].astype(np.int64)


def first_of_runs(left: Floats, reach: Floats) -> Ints:
    """For each mark the index of the first mark of its run; runs share no px with each other."""
    if len(left) == 0:
        return np.empty(0, np.int64)
    begins = np.ones(len(left), np.bool_)
    begins[1:] = left[1:] >= np.maximum.accumulate(reach)[:-1]
    index = np.where(begins, np.arange(len(left)), 0)
    return np.maximum.accumulate(index).astype(np.int64)


def pack(
    left: Floats,
    right: Floats,
    room: Floats,
    rows: int,
    numbers: Floats | None = None,
    within: tuple[float, float] = (-np.inf, np.inf),
) -> Ints:
    """The sub-row (0 at the top) of each mark, -1 where no sub-row is free.

    `left` ascending; a mark covers [left, right), its label `room` right of it. A mark goes to the
    topmost sub-row in which mark and label are free and which has as much room left of it, where
    the label stands at the window's right edge; else to the topmost where mark and label are free;
    else to the one whose last mark ended first, so that labels give way to marks. Where marks have
    `numbers`, each so wide, these have room left or right of their marks `within` the window.
    """
    levels = np.full(len(left), -1, np.int64)
    numbers = np.zeros(len(left)) if numbers is None else numbers
    marks_end = [-np.inf] * rows
    labels_end = [-np.inf] * rows
    all_rows = range(rows)
    for i, (a, b, wide, lead) in enumerate(
        zip(left.tolist(), right.tolist(), room.tolist(), numbers.tolist(), strict=True)
    ):
        level, last = -1, a if b + lead <= within[1] or b > within[1] else a - lead
        for row in all_rows:
            if marks_end[row] > last:
                continue
            if labels_end[row] <= a - wide:
                level = row
                break
            if level < 0 and labels_end[row] <= a:
                level = row
        if level < 0:
            level = min(all_rows, key=marks_end.__getitem__, default=-1)
            if level < 0 or marks_end[level] > last:
                continue
        levels[i] = level
        is_left = max(marks_end[level], within[0]) <= a - lead
        marks_end[level] = b if is_left else b + lead
        labels_end[level] = b + lead + wide
    return levels


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a label goes: index of its mark, left edge and width in px; whether inside the mark."""

    mark: int
    x: float
    width: float
    inside: bool
    elided: bool


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """Where labels may stand: from start to end, not on `taken` (starts and ends, ascending)."""

    start: float
    end: float
    taken: tuple[Floats, Floats] = (np.empty(0), np.empty(0))

    def free(self, begin: Floats, end: Floats) -> tuple[Floats, Floats]:
        """As much of each stretch as is free from its beginning on; none where that is taken."""
        starts, ends = self.taken
        begin = np.maximum(begin, self.start)
        entered = np.searchsorted(starts, begin, side="right")
        held = entered > np.searchsorted(ends, begin, side="right")
        following = np.where(held, begin, np.append(starts, np.inf)[entered])
        return begin, np.minimum(np.minimum(end, self.end), following)


def place_labels(
    left: Floats,
    right: Floats,
    inner: tuple[Floats, Floats],
    level: Ints,
    wanted: Sequence[float],
    ground: Ground,
    leads: Sequence[float] = (),
    least_part: float = 0.0,
) -> list[Placed]:
    """Labels beside or inside marks that touch neither marks, nor each other, nor taken ground.

    `left` ascending, `wanted` the width of each whole label (0: it has none), `inner` between where
    and where a label inside a mark may stand. A label stands inside a mark that is wide enough,
    else right of it, else left; where only a part fits it is narrower, and below LABEL_MIN_PX, or
    `least_part` of it, it is dropped. Where labels have `leads`, which are so wide, these stand
    alone in place of a label that would be dropped, and labels before them leave them the room that
    they have nowhere else.
    """
    n = len(left)
    span = (ground.start, ground.end)
    starts, ends = ground.taken
    obstacle_after = np.append(starts, np.inf)[np.searchsorted(starts, right, side="left")]
    obstacle_before = np.append(-np.inf, ends)[np.searchsorted(ends, left, side="right")]
    over = np.searchsorted(ends, right, side="right") < np.searchsorted(starts, right, side="left")
    obstacle_after[over] = -np.inf
    over = np.searchsorted(ends, left, side="right") < np.searchsorted(starts, left, side="right")
    obstacle_before[over] = np.inf
    inside_from, inside_to = ground.free(*inner)
    following = np.empty(n, np.float64)
    upcoming: dict[int, float] = {}
    for i in range(n - 1, -1, -1):
        key, edge = int(level[i]), min(upcoming.get(int(level[i]), np.inf), obstacle_after[i])
        following[i] = edge - APART_PX
        alone = leads[i] + 2 * ALONE_GAP_PX if len(leads) and leads[i] else 0.0
        fits = right[i] + alone <= min(edge, span[1]) or alone <= inside_to[i] - inside_from[i]
        upcoming[key] = float(left[i]) - (0.0 if fits else alone)
    taken: dict[int, float] = {}
    placed: list[Placed] = []
    for i in range(n):
        key, a, b, want = int(level[i]), float(left[i]), float(right[i]), wanted[i]
        before = max(taken.get(key, -np.inf), float(obstacle_before[i])) + APART_PX
        sides = max(span[0], before), min(span[1], float(following[i]))
        taken[key] = max(b, taken.get(key, -np.inf))
        within = float(inside_from[i]), float(inside_to[i])
        lead = leads[i] if len(leads) else 0.0
        least = min(max(LABEL_MIN_PX + lead, least_part * want), want)
        label = _place(a, b, within, want, sides, span, least) if want > 0 else None
        if label is None and lead > 0:
            near = APART_PX - ALONE_GAP_PX
            free = max(span[0], before - near), min(span[1], float(following[i]) + near)
            label = _place_alone(a, b, within, lead, free)
        if label is None:
            continue
        x, width, inside = label
        placed.append(Placed(i, x, width, inside, width < want))
        if not inside:
            taken[key] = max(taken[key], x + width)
    return placed


def _place(
    a: float,
    b: float,
    inner: tuple[float, float],
    want: float,
    sides: tuple[float, float],
    span: tuple[float, float],
    least: float,
) -> tuple[float, float, bool] | None:
    """Left edge, width and inside-ness of one label, or None where there is no room for `least`.

    `inner`: between where and where there is room inside the mark; `sides`: from where on there is
    room left of it, and up to where right of it.
    """
    before, after = sides
    shown_from, shown_to = inner
    if want + 2 * LABEL_GAP_PX <= shown_to - shown_from:
        return shown_from + LABEL_GAP_PX, want, True
    room_right = after - (b + LABEL_GAP_PX) if b + LABEL_GAP_PX >= span[0] else 0.0
    room_left = (a - LABEL_GAP_PX) - before if a <= span[1] else 0.0
    room_inside = shown_to - shown_from - 2 * LABEL_GAP_PX
    if room_right >= want:
        return b + LABEL_GAP_PX, want, False
    if room_left >= want:
        return a - LABEL_GAP_PX - want, want, False
    room = max(room_right, room_left, room_inside)
    if room < least:
        return None
    if room == room_inside:
        return shown_from + LABEL_GAP_PX, room, True
    if room == room_right:
        return b + LABEL_GAP_PX, room, False
    return a - LABEL_GAP_PX - room, room, False


def _place_alone(
    a: float, b: float, inner: tuple[float, float], lead: float, free: tuple[float, float]
) -> tuple[float, float, bool] | None:
    """The same for what stands before a label where this has no room."""
    if b + ALONE_GAP_PX >= free[0] and b + ALONE_GAP_PX + lead <= free[1]:
        return b + ALONE_GAP_PX, lead, False
    if a - ALONE_GAP_PX <= free[1] and a - ALONE_GAP_PX - lead >= free[0]:
        return a - ALONE_GAP_PX - lead, lead, False
    if lead + 2 * ALONE_GAP_PX <= inner[1] - inner[0]:
        return inner[0] + ALONE_GAP_PX, lead, True
    return None
