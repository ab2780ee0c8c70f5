"""Density: columns of counted events, stacked by type; an image on screen, shapes in figures."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from timeline_app.core.density import Density
from timeline_app.core.kinds import LASTING, TYPES_APART
from timeline_app.core.lane_heights import LANE_PAD_PX
from timeline_app.core.scene import Scene
from timeline_app.views.canvas.marks import type_style
from timeline_app.views.theme import Theme, mixed

Floats = npt.NDArray[np.float64]

LEAST_PX = 3.0
"""Height of a column of one event."""
NONE = 0.5
"""A column that is estimated to hold fewer events holds none."""
STRIP_PX = 3.0
"""Height of the strip of what lasts."""
DEPTHS = (0.0, 0.25, 0.45, 0.65, 0.85)
"""How dark the strip is for none, up to 9, 99, 999 and more events."""
PLACE_PX = 7.0
"""Least width of the ring around an event's place."""
REST = 0.65
"""How strong the grey is of types that are not told apart."""
STEPS = np.array([0.5, 9.5, 99.5, 999.5])
SLICE_PX = 1.5
"""A type that would be thinner in a column is drawn together with others like it."""


def column_heights(shares: Floats, top: int, room: Floats) -> Floats:
    """Heights in px by lane, kind of type and column; kinds add up to the column.

    A column is as high as the square root of its count, so that single events stay visible beside
    hundreds; its types share it in proportion. One kind more than in `shares` comes last: what is
    too thin to be told apart, joined on top; the thickest type of a column stays in any case.

    Args:
        shares: counts by lane, kind and column.
        top: the count that fills a lane.
        room: the height of each lane.
    """
    totals = shares.sum(axis=1)
    whole = np.maximum(room[:, None] * np.sqrt(totals / top), LEAST_PX)
    heights = shares * (np.where(totals > NONE, whole, 0.0) / np.maximum(totals, NONE))[:, None, :]
    thickest = heights.max(axis=1, keepdims=True)
    kept = np.where(heights >= np.minimum(thickest, SLICE_PX), heights, 0.0)
    joined = heights.sum(axis=1, keepdims=True) - kept.sum(axis=1, keepdims=True)
    return np.concatenate([kept, np.maximum(joined, 0.0)], axis=1)


def draw_densities(painter: QPainter, scene: Scene, theme: Theme, *, vector: bool) -> None:
    """All densities of a scene; (0, 0) is the plot's upper left corner."""
    if vector:
        for density in scene.densities:
            _draw_rectangles(painter, density.merged(), scene, theme)
    elif scene.densities:
        _draw_images(painter, scene.densities, scene, theme)


@lru_cache(maxsize=4)
def _depths(theme: Theme) -> list[QColor]:
    """The shades of the strip of what lasts."""
    return [mixed(QColor(theme.other), QColor(theme.surface), depth) for depth in DEPTHS]


def _depth(lasting: Floats) -> npt.NDArray[np.int64]:
    """Which shade stands for each count: none, up to 9, 99, 999, more."""
    return np.searchsorted(STEPS, lasting)


def _heights(densities: Sequence[Density], scene: Scene) -> Floats:
    shares = np.stack([density.shares[:LASTING] for density in densities])
    room = np.array([scene.lanes[d.lane].height - 2 * LANE_PAD_PX for d in densities])
    return column_heights(shares, scene.density_top, room)


def _bottom(density: Density, scene: Scene) -> float:
    lane = scene.lanes[density.lane]
    return lane.y + lane.height - LANE_PAD_PX


def _strip_top(density: Density, scene: Scene) -> float:
    lane = scene.lanes[density.lane]
    return lane.y + lane.height - 1 - STRIP_PX


@lru_cache(maxsize=4)
def _colours(theme: Theme) -> list[QColor]:
    """Of each kind, and of those that are joined; the grey of the rest keeps behind the colours."""
    styles = [type_style(theme, rank) for rank in (*range(TYPES_APART), -1)]
    shades = [style.colour.lighter(130 if style.diamond else 100) for style in styles]
    rest = mixed(QColor(theme.other), QColor(theme.surface), REST)
    return [*shades[:-1], rest, shades[-1], rest]


def _draw_rectangles(painter: QPainter, density: Density, scene: Scene, theme: Theme) -> None:
    """Ended at the plot's edges, since an SVG does not clip."""
    bottom, heights = _bottom(density, scene), _heights([density], scene)[0]
    lower = np.cumsum(heights, axis=0) - heights
    colours = _colours(theme)
    depths, top = _depth(density.shares[LASTING]), _strip_top(density, scene)
    for column in np.flatnonzero(depths).tolist():
        x0 = max(float(density.x[column]), 0.0)
        x1 = min(float(density.x[column + 1]), scene.scale.width)
        painter.fillRect(QRectF(x0, top, x1 - x0, STRIP_PX), _depths(theme)[depths[column]])
    for t, column in np.argwhere(heights > 0).tolist():
        x0 = max(float(density.x[column]), 0.0)
        x1 = min(float(density.x[column + 1]), scene.scale.width)
        high = float(heights[t, column])
        box = QRectF(x0, bottom - float(lower[t, column]) - high, max(x1 - x0, 0.5), high)
        painter.fillRect(box, colours[t])


def _draw_images(
    painter: QPainter, densities: Sequence[Density], scene: Scene, theme: Theme
) -> None:
    """Each column as one strip of pixels from the bottom up, stretched to its width."""
    ratio = painter.device().devicePixelRatioF()
    upper = np.rint(np.cumsum(_heights(densities, scene), axis=1) * ratio).astype(np.int64)
    lanes, kinds, columns = upper.shape
    high = upper[:, -1].max(axis=1)
    runs = np.empty((lanes, columns, kinds + 1), np.int64)
    runs[:, :, 0] = upper[:, 0]
    runs[:, :, 1:-1] = (upper[:, 1:] - upper[:, :-1]).transpose(0, 2, 1)
    runs[:, :, -1] = high[:, None] - upper[:, -1]
    palette = np.array([*(colour.rgba() for colour in _colours(theme)), 0], np.uint32)
    strips = np.repeat(np.tile(palette, lanes * columns), runs.ravel())
    left, across, end = float(densities[0].x[0]), float(np.ptp(densities[0].x)), 0
    shades = np.array([0, *(colour.rgba() for colour in _depths(theme)[1:])], np.uint32)
    lasting = shades[_depth(np.stack([density.shares[LASTING] for density in densities]))]
    for density, rows, strip in zip(densities, high.tolist(), lasting, strict=True):
        if strip.any():
            foot = QRectF(left, _strip_top(density, scene), across, STRIP_PX)
            painter.drawImage(foot, _image(strip.reshape(1, columns)))
        of_lane = strips[end : end + columns * rows].reshape(columns, rows)
        end += columns * rows
        top = _bottom(density, scene) - rows / ratio
        image = _image(np.ascontiguousarray(of_lane.T[::-1]))
        painter.drawImage(QRectF(left, top, across, rows / ratio), image)


def _image(pixels: npt.NDArray[np.uint32]) -> QImage:
    """A picture of these pixels, in whose memory it stays; Qt stretches it."""
    high, wide = pixels.shape
    return QImage(pixels.data, wide, high, 4 * wide, QImage.Format.Format_ARGB32_Premultiplied)


def draw_places(
    painter: QPainter, scene: Scene, places: Sequence[tuple[int, float, float]], theme: Theme
) -> None:
    """Rings in densities where selected events are, given as lane, left and right edge in px."""
    painter.setPen(QPen(QColor(theme.accent), 2.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, left, right in places:
        lane = scene.lanes[place]
        middle, wide = (left + right) / 2, max(right - left, PLACE_PX)
        box = QRectF(middle - wide / 2, lane.y + 1, wide, lane.height - 3)
        painter.drawRoundedRect(box, 2, 2)
    painter.setPen(Qt.PenStyle.NoPen)
