"""What lies at a place of a scene, and what comes next in it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from timeline_app.core.density import Density
from timeline_app.core.report_places import Report
from timeline_app.core.scene import Lane, Scene
from timeline_app.core.when import Span

REPORT_REACH_PX = 3.0
"""How far from the middle of a reported date, or beyond its ends, a pointer still meets it."""
REACH_PX = 4.0
"""How far from a mark a press still meets it."""
AROUND_COLUMNS = 4
"""Columns left and right of a density column that a click on it zooms to."""


@dataclass(frozen=True)
class Column:
    """One column of a density."""

    density: Density
    number: int
    lane: Lane

    @property
    def span(self) -> Span:
        return self._between(self.number, self.number + 1)

    @property
    def around(self) -> Span:
        """The column with its neighbours: what a click zooms to."""
        return self._between(self.number - AROUND_COLUMNS, self.number + 1 + AROUND_COLUMNS)

    @property
    def count(self) -> int:
        """How many undrawn events there are."""
        return int(self.density.totals[self.number])

    @cached_property
    def by_type(self) -> tuple[tuple[int, int], ...]:
        """Rank of the type and count of its undrawn events, the largest first."""
        counts = self.density.types_in(self.number)
        order = np.argsort(-counts, kind="stable")
        return tuple((int(rank), int(counts[rank])) for rank in order if counts[rank])

    @cached_property
    def lasting(self) -> int:
        """How many of its undrawn events last far longer than the column."""
        return self.density.lasting_in(self.number)

    def _between(self, first: int, after: int) -> Span:
        edges = self.density.edges
        return Span(int(edges[max(first, 0)]), int(edges[min(after, len(edges) - 1)]))


def lane_at(scene: Scene, y: float) -> Lane | None:
    """The lane at a height."""
    return next((lane for lane in scene.lanes if lane.y <= y < lane.y + lane.height), None)


def mark_at(scene: Scene, x: float, y: float) -> int | None:
    """The index of the mark (or of the mark whose label is) at a place, the nearest of several."""
    marks = scene.marks
    if not len(marks):
        return None
    half = np.array([lane.row_height for lane in scene.lanes])[marks.lane] / 2
    aside = np.maximum(np.maximum(marks.left - x, x - marks.right), 0)
    hit = np.flatnonzero((np.abs(marks.y - y) <= half) & (aside <= REACH_PX))
    if len(hit):
        width = marks.right[hit] - marks.left[hit]
        return int(hit[np.lexsort((width, aside[hit]))[0]])
    for label in scene.labels:
        if label.x <= x <= label.x + label.width and abs(label.y - y) <= half[label.mark]:
            return label.mark
    report = report_at(scene, x, y)
    return report.mark if report else None


def report_at(scene: Scene, x: float, y: float) -> Report | None:
    """The reported date at a place, the shortest of several."""
    reach = REPORT_REACH_PX
    hits = [
        report
        for report in scene.reports
        if abs(report.y - y) <= reach and report.x0 - reach <= x <= report.x1 + reach
    ]
    return min(hits, key=lambda report: report.x1 - report.x0, default=None)


def column_at(scene: Scene, x: float, y: float) -> Column | None:
    """The density column at a place."""
    for density in scene.densities:
        lane = scene.lanes[density.lane]
        if not lane.y <= y < lane.y + lane.height:
            continue
        column = int(np.searchsorted(density.x, x, side="right")) - 1
        if 0 <= column < len(density.totals) and density.totals[column]:
            return Column(density, column, lane)
    return None
