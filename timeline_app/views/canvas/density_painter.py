"""Density: columns of counted events, stacked by type; an image on screen, shapes in figures."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.core.density import Density
from timeline_app.core.lanes import LANE_PAD_PX
from timeline_app.core.scene import Lane, Scene
from timeline_app.views.canvas.marks import type_style
from timeline_app.views.theme import Theme

LEAST_PX = 3.0
"""Height of a column of one event."""


def column_heights(density: Density, top: int, height: float) -> npt.NDArray[np.float64]:
    """Heights in px of each column by type (as `density.shares`); they add up to the column.

    A column is as high as the square root of its count, so that single events stay visible beside
    hundreds; its types share it in proportion.
    """
    totals = density.totals.astype(np.float64)
    whole = np.maximum(height * np.sqrt(totals / top), LEAST_PX)
    each = np.where(totals > 0, whole / np.maximum(totals, 1.0), 0.0)
    return np.asarray(density.shares * each, np.float64)


def draw_densities(painter: QPainter, scene: Scene, theme: Theme, *, vector: bool) -> None:
    """All densities of a scene; (0, 0) is the plot's upper left corner."""
    for density in (dense.merged() for dense in scene.densities):
        lane = scene.lanes[density.lane]
        heights = column_heights(density, scene.density_top, lane.height - 2 * LANE_PAD_PX)
        if vector:
            _draw_rectangles(painter, density, lane, heights, theme, scene.scale.width)
        else:
            _draw_image(painter, density, lane, heights, theme)


def _colours(density: Density, theme: Theme) -> list[QColor]:
    return [
        type_style(theme, rank).colour.lighter(130 if type_style(theme, rank).diamond else 100)
        for rank in density.types.tolist()
    ]


def _draw_rectangles(
    painter: QPainter,
    density: Density,
    lane: Lane,
    heights: npt.NDArray[np.float64],
    theme: Theme,
    width: float,
) -> None:
    """Ended at the plot's edges, since an SVG does not clip."""
    bottom = lane.y + lane.height - LANE_PAD_PX
    lower = np.cumsum(heights, axis=0) - heights
    colours = _colours(density, theme)
    gap = 1.0 if np.diff(density.x).min() >= 4 else 0.0
    for t, column in np.argwhere(density.shares > 0).tolist():
        x0 = max(float(density.x[column]), 0.0)
        x1 = min(float(density.x[column + 1]), width)
        high = float(heights[t, column])
        box = QRectF(x0, bottom - float(lower[t, column]) - high, max(x1 - x0 - gap, 0.5), high)
        painter.fillRect(box, colours[t])


def _draw_image(
    painter: QPainter,
    density: Density,
    lane: Lane,
    heights: npt.NDArray[np.float64],
    theme: Theme,
) -> None:
    """One pixel a column wide, stretched; drawn at device resolution in height."""
    ratio = painter.device().devicePixelRatioF()
    upper = np.rint(np.cumsum(heights, axis=0) * ratio).astype(np.int64)
    rows = int(upper[-1].max(initial=0))
    palette = np.array([0, *(c.rgba() for c in _colours(density, theme))], np.uint32)
    level = np.arange(rows - 1, -1, -1)[:, None]
    index = np.zeros((rows, upper.shape[1]), np.uint8)
    for t in range(len(upper) - 1, -1, -1):
        index[level < upper[t]] = t + 1
    x = np.rint(density.x * ratio).astype(np.int64)
    widths = np.diff(x)
    pixels = np.ascontiguousarray(np.repeat(palette[index], widths, axis=1))
    if len(widths) and widths.min() >= 3:
        pixels[:, x[1:] - x[0] - 1] = 0
    high, wide = pixels.shape
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)
    bottom = lane.y + lane.height - LANE_PAD_PX
    target = QRectF(x[0] / ratio, bottom - high / ratio, wide / ratio, high / ratio)
    painter.drawImage(target, image)
