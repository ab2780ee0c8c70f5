"""Eras: quiet bands behind the lanes, and rows of titles between axis and lanes."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from timeline_app.core.eras import MOST_ROWS, EraBand, Eras, eras_at
from timeline_app.core.scene import Scene
from timeline_app.views.canvas.era_tints import EraTints
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.theme import UNIT, Theme

ERA_ROW_PX = 18.0
ROWS_PAD_PX = 2.0
ROWS_PART = 0.18
"""How much of a timeline's height the rows of titles may take; one row in any case."""
LEAST_TITLE_PX = 28.0


def era_rows(height: float) -> int:
    """How many rows of titles a timeline of this height has room for."""
    return min(max(int(ROWS_PART * height / ERA_ROW_PX), 1), MOST_ROWS)


def rows_height(eras: Eras, height: float) -> float:
    """The height of the rows of titles in a timeline of this height, 0 without eras."""
    rows = eras.rows(era_rows(height))
    return rows * ERA_ROW_PX + 2 * ROWS_PAD_PX if rows else 0.0


def bands_at(frame: Frame, scene: Scene, place: QPointF) -> list[EraBand]:
    """The eras whose titles stand at a place."""
    if not frame.eras.contains(place):
        return []
    at = place - frame.eras.topLeft()
    return eras_at(scene.eras, at.x(), int((at.y() - ROWS_PAD_PX) // ERA_ROW_PX))


def draw_eras(
    painter: QPainter, frame: Frame, scene: Scene, theme: Theme, fonts: Fonts, *, vector: bool
) -> None:
    """A band behind the lanes for each, every px filled once however many lie over each other.

    Above it a box with the title, which is cut to what shows of the band and stays in view.
    """
    plot, area, metrics = frame.plot, frame.eras, fonts.label_metrics
    tints = EraTints(scene.eras, round(plot.width()), theme)
    _fill(painter, plot.topLeft(), plot.height(), tints.bands(), vector=vector)
    rows = int((area.height() - 2 * ROWS_PAD_PX) // ERA_ROW_PX)
    for row, pixels in enumerate(tints.titles(rows)):
        corner = area.topLeft() + QPointF(0, ROWS_PAD_PX + row * ERA_ROW_PX + 1)
        _fill(painter, corner, ERA_ROW_PX - 2, pixels, vector=vector)
    painter.setFont(fonts.small)
    painter.setPen(QColor(theme.text))
    baseline = ROWS_PAD_PX + (ERA_ROW_PX + metrics.ascent() - metrics.descent()) / 2
    for band in scene.eras:
        room = band.title_x1 - band.x0 - 2 * UNIT
        if room >= LEAST_TITLE_PX:
            place = QPointF(band.x0 + UNIT, band.row * ERA_ROW_PX + baseline)
            painter.drawText(area.topLeft() + place, fonts.small_elided(band.era.title, room))


def _fill(
    painter: QPainter,
    corner: QPointF,
    height: float,
    pixels: npt.NDArray[np.uint32],
    *,
    vector: bool,
) -> None:
    """A row of pixels (premultiplied) stretched to a height; `vector`: as one shape a colour."""
    if not vector:
        form = QImage.Format.Format_ARGB32_Premultiplied
        image = QImage(pixels.data, len(pixels), 1, 4 * len(pixels), form)
        painter.drawImage(QRectF(corner.x(), corner.y(), len(pixels), height), image)
        return
    bounds = [0, *(np.flatnonzero(pixels[1:] != pixels[:-1]) + 1).tolist(), len(pixels)]
    for x0, x1 in pairwise(bounds):
        alpha = int(pixels[x0]) >> 24
        if alpha:
            parts = (int(pixels[x0]) >> shift & 0xFF for shift in (16, 8, 0))
            red, green, blue = (min(part * 255 // alpha, 255) for part in parts)
            box = QRectF(corner.x() + x0, corner.y(), x1 - x0, height)
            painter.fillRect(box, QColor(red, green, blue, alpha))
