"""The overview: the whole time as a histogram, the window as a brush that moves and resizes it."""

import sys
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from timeline_app.core.brush import Drag, Hold, hold_at
from timeline_app.core.scale import TimeScale, moved
from timeline_app.core.ticks import ticks
from timeline_app.core.when import Span
from timeline_app.models.words import tick_text, window_in_words
from timeline_app.views.theme import current_theme
from timeline_app.views.widgets import paint_focus_ring

if TYPE_CHECKING:
    from timeline_app.views.overview.histogram import Histogram, Picture

HEIGHT_PX = 72
AHEAD_MS = 800
"""So long after it is shown the overview gets ready for its first data, if that is not there."""
KEY_STEP = 0.1
ZOOM_STEP = 1.25
LABEL_MIN_PX = 80
BRUSH_ALPHA = 28


class Overview(QWidget):
    """Draws all events faintly, the filtered ones in grey, and the window as a brush.

    Drag the brush to move it, an edge to resize it, the ground to start a new one; a double-click
    asks for the whole time. The arrow keys move by a tenth, + and - and Ctrl with the wheel zoom.
    """

    window_requested = Signal(object)
    """The Span that the person wants to see."""
    reset_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._extent = Span(0, 1)
        self._window = Span(0, 1)
        self._drag: Drag | None = None
        self._ahead = QTimer(self, singleShot=True, interval=AHEAD_MS)
        self._ahead.timeout.connect(self._prepare)
        self.setAccessibleName(self.tr("Overview of the whole time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._edges = np.zeros(0)
        self._counts_all = np.zeros(0, dtype=np.int64)
        self._counts_filtered = np.zeros(0, dtype=np.int64)
        self._histogram: Histogram | None = None
        self._ground: Picture | None = None
        self._picture: Picture | None = None

    def show_extent(
        self, edges: npt.NDArray[np.float64], counts_all: npt.NDArray[np.int64]
    ) -> None:
        """Show the whole time: how many events lie between successive edges (microseconds)."""
        self._extent = Span(int(edges[0]), int(edges[-1]))
        self._edges, self._counts_all = edges, counts_all
        self._counts_filtered = np.zeros_like(counts_all)
        self._redraw()

    def show_filtered(self, counts: npt.NDArray[np.int64]) -> None:
        """Show how many of the filtered events lie between the edges of the extent."""
        self._counts_filtered = counts
        self._picture = None
        self.update()

    def show_window(self, span: Span) -> None:
        """Show the span of time on screen as the brush."""
        moved = self._ends(self._window) != self._ends(span)
        self._window = span
        if moved:
            self.update()
        self.setAccessibleDescription(window_in_words(span))

    def sizeHint(self) -> QSize:
        return QSize(400, HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            x = event.position().x()
            self._drag = Drag(hold_at(x, self._window, self._scale()), x, self._window)
            self._show_cursor(x)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._drag is None:
            self._show_cursor(x)
        elif self._drag.moves(x):
            self.window_requested.emit(self._drag.asks(x, self._scale()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        self._show_cursor(event.position().x())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._drag = None
            self.reset_requested.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        time = self._scale().time(event.position().x())
        self._zoom(ZOOM_STEP ** (event.angleDelta().y() / 120), time)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        middle = (self._window.start + self._window.end) // 2
        step = max(round(self._window.length * KEY_STEP), 1)
        match event.key():
            case Qt.Key.Key_Left:
                self.window_requested.emit(moved(self._window, -step))
            case Qt.Key.Key_Right:
                self.window_requested.emit(moved(self._window, step))
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self._zoom(ZOOM_STEP, middle)
            case Qt.Key.Key_Minus:
                self._zoom(1 / ZOOM_STEP, middle)
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        try:
            picture = self._drawn() if len(self._edges) else None
        except Exception:  # one that left this method would end the program: Qt is midway
            sys.excepthook(*sys.exc_info())
            return
        with QPainter(self) as painter:
            if picture is None:
                painter.fillRect(self.rect(), QColor(current_theme().surface))
                return
            painter.drawPixmap(0, 0, picture.pixmap)
            self._paint_brush(painter, picture.bars)
            if self.hasFocus():
                painter.setClipping(False)
                paint_focus_ring(painter, self.rect(), current_theme())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._histogram is None:
            self._ahead.start()

    def _prepare(self) -> None:
        """Load what draws the histogram while a large file is still being read."""
        if self._histogram is None:
            self._histogram = _new_histogram(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._redraw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._redraw()

    def _scale(self) -> TimeScale:
        return TimeScale(self._extent, float(max(self.width(), 1)))

    def _ends(self, span: Span) -> tuple[int, int]:
        """Where a span begins and ends, in eighths of a px: what is less cannot be seen."""
        scale = self._scale()
        return round(8 * scale.x(span.start)), round(8 * scale.x(span.end))

    def _zoom(self, factor: float, time: int) -> None:
        scale = TimeScale(self._window, float(max(self.width(), 1)))
        self.window_requested.emit(scale.zoomed(factor, float(scale.x(time))).window)

    def _show_cursor(self, x: float) -> None:
        hold = self._drag.hold if self._drag else hold_at(x, self._window, self._scale())
        hand = Qt.CursorShape.ClosedHandCursor if self._drag else Qt.CursorShape.OpenHandCursor
        shape = {
            Hold.START: Qt.CursorShape.SizeHorCursor,
            Hold.END: Qt.CursorShape.SizeHorCursor,
            Hold.BODY: hand,
            Hold.GROUND: Qt.CursorShape.CrossCursor,
        }[hold]
        self.setCursor(shape)

    def _redraw(self) -> None:
        self._ground = None
        self.update()

    def _drawn(self) -> "Picture":
        """The picture of the histogram; only what has changed is drawn anew."""
        self._prepare()
        assert self._histogram is not None
        places = (self._edges - self._edges[0]) / self._extent.length
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.pixmap.devicePixelRatio() != ratio:
            self._ground = self._histogram.ground(
                places, self._counts_all, self._labels(), current_theme(), self.size(), ratio
            )
            self._picture = None
        if self._picture is None:
            self._picture = self._histogram.over(self._ground, places, self._counts_filtered)
        return self._picture

    def _labels(self) -> list[tuple[float, str]]:
        scale = TimeScale(self._extent, 1.0)
        marks = ticks(self._extent, float(self.width()), LABEL_MIN_PX)
        return [(float(scale.x(mark.time)), tick_text(mark)) for mark in marks]

    def _paint_brush(self, painter: QPainter, bars: QRectF) -> None:
        theme, scale = current_theme(), self._scale()
        ends = (float(scale.x(end)) for end in (self._window.start, self._window.end))
        left, right = (min(max(end, 0.0), scale.width) for end in ends)
        ground = QColor(theme.muted)
        ground.setAlpha(BRUSH_ALPHA)
        painter.setClipRect(bars)
        painter.fillRect(QRectF(left, bars.top(), right - left, bars.height()), ground)
        for x in (left, right):
            painter.fillRect(QRectF(x - 1, bars.top(), 2, bars.height()), QColor(theme.accent))


_LOOKS = (
    QEvent.Type.PaletteChange,
    QEvent.Type.FontChange,
    QEvent.Type.ApplicationFontChange,
    QEvent.Type.LanguageChange,
)


def _new_histogram(parent: QWidget) -> "Histogram":
    """Loads pyqtgraph, which takes longer than all else that the window needs to be shown."""
    from timeline_app.views.overview.histogram import Histogram

    return Histogram(parent)
