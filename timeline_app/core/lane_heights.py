"""How lanes share the height there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LANE_MIN_PX = 28.0
LANE_PAD_PX = 4.0
"""Free ground above and below the sub-rows of a lane."""
ROW_PX = 14.0
"""Height of a sub-row; `ROW_MAX_PX` where there is height to spare."""
ROW_MAX_PX = 32.0
SCROLLED_LANE_PX = 2 * LANE_PAD_PX + 5 * ROW_PX
"""What a busy lane gets when the lanes do not fit anyway."""


@dataclass(frozen=True, slots=True)
class Wants:
    """How many sub-rows a lane wants: for its marks, for whole labels too, and at the most."""

    marks: int
    labels: int
    most: int


def share_height(wants: Sequence[Wants], height: float, *, scrolls: bool = False) -> list[float]:
    """The heights of lanes in `height` px.

    Every lane gets LANE_MIN_PX. What is left goes to lanes that want more, the same to each until
    it has the sub-rows it wants, first for marks, then for labels; height to spare is shared out in
    proportion, up to ROW_MAX_PX for every event. Where not even LANE_MIN_PX is there for all, or,
    if `scrolls`, not enough for all marks, the lanes are higher together than `height`. Depends on
    neither window nor zoom, so that lanes keep their place.
    """
    if not wants:
        return []
    least = np.full(len(wants), LANE_MIN_PX)
    marks = np.maximum(least, _of_rows([want.marks for want in wants]))
    labels = np.maximum(marks, _of_rows([want.labels for want in wants]))
    most = np.maximum(labels, _of_rows([want.most for want in wants], ROW_MAX_PX))
    if scrolls and marks.sum() > height:
        return _listed(np.minimum(marks, max(height, LANE_MIN_PX)))
    if least.sum() > height:
        return _listed(np.minimum(marks, SCROLLED_LANE_PX))
    for given, asked in ((least, marks), (marks, labels)):
        if asked.sum() > height:
            return _listed(_filling(partial(np.clip, a_min=given, a_max=asked), height, height))
    return _listed(
        _filling(lambda part: np.minimum(labels * (1 + part), most), height / LANE_MIN_PX, height)
    )


def _of_rows(rows: Sequence[int], row_px: float = ROW_PX) -> Floats:
    return 2 * LANE_PAD_PX + row_px * np.asarray(rows, np.float64)


def _filling(heights: Callable[[float], Floats], end: float, height: float) -> Floats:
    """The largest of `heights(0)` to `heights(end)`, which only grow, whose sum is in `height`."""
    if heights(end).sum() <= height:
        return heights(end)
    start = 0.0
    for _ in range(30):
        middle = (start + end) / 2
        start, end = (middle, end) if heights(middle).sum() <= height else (start, middle)
    return heights(start)


def _listed(heights: Floats) -> list[float]:
    return [float(height) for height in heights]
