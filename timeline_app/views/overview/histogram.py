"""The histogram of the overview, which pyqtgraph draws into a picture."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from timeline_app.views.theme import UNIT, Theme, font

Places = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Picture:
    """The histogram as it is painted, and the part of it (logical px) that has the bars."""

    pixmap: QPixmap
    bars: QRectF


class Histogram:
    """Bars of two counts over one axis; never on screen itself: only its pictures are."""

    def __init__(self, parent: QWidget) -> None:
        self._plot = plot = pg.GraphicsLayoutWidget(parent)
        plot.hide()
        plot.ci.setContentsMargins(0, UNIT, 0, 0)
        plot.ci.setSpacing(0)
        self._view = plot.addViewBox(0, 0, enableMenu=False, enableMouse=False)
        self._axis = pg.AxisItem("bottom", linkView=self._view)
        plot.addItem(self._axis, 1, 0)
        step = {"stepMode": "center", "fillLevel": 0, "pen": None}
        nothing = np.array([0.0, 1.0]), np.array([0.0])
        self._all = pg.PlotCurveItem(*nothing, **step)
        self._filtered = pg.PlotCurveItem(*nothing, **step)
        for item in (self._all, self._filtered):
            self._view.addItem(item, ignoreBounds=True)
        self._filtered.hide()  # it is painted over the ground, which stays while the filter changes
        self._view.setXRange(0, 1, padding=0)

    def ground(
        self,
        places: Places,
        counts: Counts,
        labels: list[tuple[float, str]],
        theme: Theme,
        size: QSize,
        ratio: float,
    ) -> Picture:
        """All that stays while the filter changes: the axis and the counts of all events.

        `counts` lie between successive `places`, which go from 0 to 1 as those of the labels do;
        `size` is in logical px, `ratio` the screen's px per logical px.
        """
        self._plot.setBackground(theme.surface)
        self._axis.setStyle(tickLength=0, tickTextOffset=2, tickFont=font("small"))
        self._axis.setTextPen(theme.muted)
        self._axis.setPen(theme.line)
        self._axis.setTicks([labels])
        self._all.setBrush(theme.line)
        self._filtered.setBrush(theme.muted)
        self._all.setData(places, counts)
        self._view.setYRange(0, max(int(counts.max(initial=0)), 1) * 1.05, padding=0)
        self._plot.resize(size)
        pixmap = QPixmap(size * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(theme.surface)
        QWidget.render(self._plot, pixmap, QPoint())
        above_axis = self._view.sceneBoundingRect().adjusted(0, 0, 0, -1)
        return Picture(pixmap, above_axis)

    def over(self, ground: Picture, places: Places, counts: Counts) -> Picture:
        """The counts of the filtered events over the ground that was made last."""
        self._filtered.setData(places, counts)
        pixmap = ground.pixmap.copy()
        with QPainter(pixmap) as painter:
            painter.setClipRect(ground.bars)
            painter.setTransform(self._filtered.sceneTransform(), True)
            self._filtered.paint(painter, None, self._plot)
        return Picture(pixmap, ground.bars)
