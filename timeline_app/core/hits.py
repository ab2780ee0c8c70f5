"""What lies at a place of a scene, and what comes next in it."""

from dataclasses import dataclass

import numpy as np

from timeline_app.core.density import Density
from timeline_app.core.scene import Lane, Scene
from timeline_app.core.when import Span

REACH_PX = 4.0
"""How far from a mark a press still meets it."""
AROUND_COLUMNS = 4
"""Columns left and right of a density column that a click on it zooms to."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a density: how many undrawn events there are, by rank of their type."""

    lane: Lane
    span: Span
    around: Span
    """The column with its neighbours: what a click zooms to."""
    count: int
    by_type: tuple[tuple[int, int], ...]
    """Rank (-1: none) and count, the largest first."""


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
    return None


def column_at(scene: Scene, x: float, y: float) -> Column | None:
    """The density column at a place."""
    for density in scene.densities:
        lane = scene.lanes[density.lane]
        if not lane.y <= y < lane.y + lane.height:
            continue
        column = int(np.searchsorted(density.x, x, side="right")) - 1
        if 0 <= column < density.counts.shape[1] and density.counts[:, column].any():
            return _column(density, lane, column)
    return None


def _column(density: Density, lane: Lane, column: int) -> Column:
    edges, last = density.edges, density.counts.shape[1] - 1
    first = max(column - AROUND_COLUMNS, 0)
    after = min(column + AROUND_COLUMNS, last) + 1
    counts = density.counts[:, column]
    order = np.argsort(-counts, kind="stable")
    return Column(
        lane,
        Span(int(edges[column]), int(edges[column + 1])),
        Span(int(edges[first]), int(edges[after])),
        int(counts.sum()),
        tuple((int(density.types[t]), int(counts[t])) for t in order if counts[t]),
    )
