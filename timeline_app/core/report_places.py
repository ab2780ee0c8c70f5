"""Where the dates stand in a scene that sources report of its events (`core.reported`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.detail import MARK_PX
from timeline_app.core.reported import ReportedDate
from timeline_app.core.scale import TimeScale
from timeline_app.core.span import Span

if TYPE_CHECKING:
    from timeline_app.core.density import Density
    from timeline_app.core.scene import Label, Lane, Marks

REPORT_PX: Final = 6.0
"""Least width of a reported date."""
BELOW_PX: Final = 13.0
"""How far below the middle of its mark it is drawn: less where the sub-row ends before."""
LEAST_BELOW_PX: Final = 9.0
"""The least of that, and the least distance from the middle of other marks and labels."""
APART_PX: Final = 3.0
"""Least distance from what belongs to other events."""


@dataclass(frozen=True, slots=True)
class Report:
    """A reported date in px: the index of its mark, left and right edge, and the middle."""

    mark: int
    place: int
    """Which of the event's reported dates it is."""
    x0: float
    x1: float
    y: float


def place_reports(
    reported: Mapping[int, tuple[ReportedDate, ...]],
    marks: "Marks",
    labels: "Sequence[Label]",
    lanes: "Sequence[Lane]",
    densities: "Sequence[Density]",
    scale: TimeScale,
) -> tuple[Report, ...]:
    """The reported dates of marks for which there is room below these, those of a mark together.

    In a sub-row each has the ground up to the marks beside its own, and to what these report; where
    sub-rows are low, none lies over marks or labels of the next. One that is no wider than a dot,
    right below the dot of its mark, tells nothing and is left out.
    """
    if not reported or not len(marks):
        return ()
    row_heights = np.array([lane.row_height for lane in lanes])
    wanted = np.array([row in reported for row in marks.row.tolist()], np.bool_)
    if not wanted.any():
        return ()
    order = np.lexsort((marks.left, marks.y, marks.lane))
    lane, y, left, right = marks.lane[order], marks.y[order], marks.left[order], marks.right[order]
    apart = (lane[1:] != lane[:-1]) | (y[1:] != y[:-1])
    begins = np.append(True, apart)
    ends = np.append(np.where(apart, np.inf, left[1:]), np.inf)
    crowds = {density.lane: density.runs() for density in densities}
    words = np.array([(label.x, label.x + label.width, label.y) for label in labels])
    words = words.reshape(-1, 3)
    whose = np.append(np.arange(len(marks)), [label.mark for label in labels]).astype(np.int64)
    begin, end = np.append(marks.left, words[:, 0]), np.append(marks.right, words[:, 1])
    height = np.append(marks.y, words[:, 2])
    found: list[Report] = []
    taken = -np.inf
    for place, mark in enumerate(order.tolist()):
        if begins[place]:
            taken = -np.inf
        free = taken + APART_PX, float(ends[place]) - APART_PX
        taken = max(taken, float(right[place]))
        if not wanted[mark]:
            continue
        here = int(lane[place])
        below = np.clip(row_heights[here] / 2, LEAST_BELOW_PX, BELOW_PX)
        middle = float(y[place]) + float(below)
        near = (np.abs(height - middle) < LEAST_BELOW_PX) & (whose != mark)
        for number, date in enumerate(reported[int(marks.row[mark])]):
            x0, x1 = _edges(date.span, scale)
            dot = float(marks.x0[mark]), float(marks.x1[mark])
            narrow = x1 - x0 < REPORT_PX + 0.5 and dot[1] - dot[0] < MARK_PX + 0.5
            hidden = narrow and dot[0] <= x0 and x1 <= dot[1]
            outside = x1 <= 0 or x0 >= scale.width or x0 < free[0] or x1 > free[1]
            stretch = min(x0, float(left[place])), max(x1, float(right[place]))
            over = near & (begin < x1 + APART_PX) & (end > x0 - APART_PX)
            if hidden or outside or over.any():
                continue
            if not _crowded(crowds.get(here), *stretch):
                found.append(Report(mark, number, x0, x1, middle))
                taken = max(taken, x1)
    return tuple(found)


def _edges(span: Span, scale: TimeScale) -> tuple[float, float]:
    """The edges of a span in px, not much beyond the window, and so far apart that one sees it."""
    x0, x1 = scale.x(span.start), scale.x(span.end)
    if x1 - x0 < REPORT_PX:
        middle = (x0 + x1) / 2
        x0, x1 = middle - REPORT_PX / 2, middle + REPORT_PX / 2
    return max(x0, -REPORT_PX), min(x1, scale.width + REPORT_PX)


def _crowded(
    runs: tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]] | None, x0: float, x1: float
) -> bool:
    """Whether any columns of a density lie between two places."""
    return runs is not None and bool(((runs[0] < x1) & (runs[1] > x0)).any())
