"""Density: columns of counted events, stacked by type; an image on screen, shapes in figures."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.core.density import Density
from timeline_app.core.lanes import LANE_PAD_PX
from timeline_app.core.scene import Scene
from timeline_app.views.canvas.marks import type_style
from timeline_app.views.theme import Theme

LEAST_PX = 3.0
"""Height of a column of one event."""
SLICE_PX = 1.5
"""A type that would be thinner in a column is drawn together with others like it."""


def column_heights(density: Density, top: int, height: float) -> npt.NDArray[np.float64]:
    """Heights in px of each column by type (as `density.shares`); they add up to the column.

    A column is as high as the square root of its count, so that single events stay visible beside
    hundreds; its types share it in proportion.
    """
    totals = density.totals.astype(np.float64)
    whole = np.maximum(height * np.sqrt(totals / top), LEAST_PX)
    each = np.where(totals > 0, whole / np.maximum(totals, 1.0), 0.0)
    return np.asarray(density.shares * each, np.float64)


def gathered(heights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The same with one row more: what is too thin to be told apart, joined on top of each column.

    The thickest type of a column stays in any case.
    """
    stays = (heights >= SLICE_PX) | (heights == heights.max(axis=0, initial=0.0))
    kept = np.where(stays, heights, 0.0)
    return np.concatenate([kept, (heights - kept).sum(axis=0, keepdims=True)])


def draw_densities(painter: QPainter, scene: Scene, theme: Theme, *, vector: bool) -> None:
    """All densities of a scene; (0, 0) is the plot's upper left corner."""
    draw = _draw_rectangles if vector else _draw_image
    for density in scene.densities:
        draw(painter, density.merged() if vector else density, scene, theme)


def _heights(density: Density, scene: Scene) -> npt.NDArray[np.float64]:
    room = scene.lanes[density.lane].height - 2 * LANE_PAD_PX
    return gathered(column_heights(density, scene.density_top, room))


def _bottom(density: Density, scene: Scene) -> float:
    lane = scene.lanes[density.lane]
    return lane.y + lane.height - LANE_PAD_PX


def _colours(density: Density, theme: Theme) -> list[QColor]:
    """Of each type, and of those that are joined."""
    styles = [type_style(theme, rank) for rank in density.types.tolist()]
    shades = [style.colour.lighter(130 if style.diamond else 100) for style in styles]
    return [*shades, QColor(theme.other).lighter(130)]


def _draw_rectangles(painter: QPainter, density: Density, scene: Scene, theme: Theme) -> None:
    """Ended at the plot's edges, since an SVG does not clip."""
    bottom, heights = _bottom(density, scene), _heights(density, scene)
    lower = np.cumsum(heights, axis=0) - heights
    colours = _colours(density, theme)
    for t, column in np.argwhere(heights > 0).tolist():
        x0 = max(float(density.x[column]), 0.0)
        x1 = min(float(density.x[column + 1]), scene.scale.width)
        high = float(heights[t, column])
        box = QRectF(x0, bottom - float(lower[t, column]) - high, max(x1 - x0, 0.5), high)
        painter.fillRect(box, colours[t])


def _draw_image(painter: QPainter, density: Density, scene: Scene, theme: Theme) -> None:
    """Each column as one strip of pixels from the bottom up, then as often as it is wide."""
    ratio = painter.device().devicePixelRatioF()
    upper = np.rint(np.cumsum(_heights(density, scene), axis=0) * ratio).astype(np.int64)
    high, columns = int(upper[-1].max(initial=0)), upper.shape[1]
    runs = np.diff(upper, axis=0, prepend=0, append=high)
    palette = np.array([*(colour.rgba() for colour in _colours(density, theme)), 0], np.uint32)
    strips = np.repeat(np.tile(palette, columns), runs.T.ravel()).reshape(columns, high)
    x = np.rint(density.x * ratio).astype(np.int64)
    pixels = np.ascontiguousarray(np.repeat(strips, np.diff(x), axis=0).T[::-1])
    wide = pixels.shape[1]
    image = QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)
    target = QRectF(
        x[0] / ratio, _bottom(density, scene) - high / ratio, wide / ratio, high / ratio
    )
    painter.drawImage(target, image)
