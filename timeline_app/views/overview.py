"""The overview: the whole time as a histogram, the window as a brush that moves and resizes it."""

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from timeline_app.core.brush import Drag, Hold, hold_at
from timeline_app.core.scale import TimeScale, moved
from timeline_app.core.ticks import ticks
from timeline_app.core.when import Span
from timeline_app.models.words import tick_text, window_in_words
from timeline_app.views.theme import UNIT, current_theme, font

HEIGHT_PX = 72
KEY_STEP = 0.1
ZOOM_STEP = 1.25
LABEL_MIN_PX = 80


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
        self.setAccessibleName(self.tr("Overview of the whole time"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

        self._plot = pg.GraphicsLayoutWidget()
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.ci.setContentsMargins(0, UNIT, 0, 0)
        self._plot.ci.setSpacing(0)
        self._view = self._plot.addViewBox(0, 0, enableMenu=False, enableMouse=False)
        self._axis = pg.AxisItem("bottom", linkView=self._view)
        self._axis.setStyle(tickLength=0, tickTextOffset=2, tickFont=font("small"))
        self._plot.addItem(self._axis, 1, 0)
        step = {"stepMode": "center", "fillLevel": 0, "pen": None}
        nothing = np.array([0.0, 1.0]), np.array([0.0])
        self._all = pg.PlotCurveItem(*nothing, **step)
        self._filtered = pg.PlotCurveItem(*nothing, **step)
        self._brush = pg.LinearRegionItem(movable=False)
        self._brush.setZValue(10)
        for item in (self._all, self._filtered, self._brush):
            self._view.addItem(item, ignoreBounds=True)
        self._view.setXRange(0, 1, padding=0)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._plot)
        self._take_theme()

    def show_histogram(
        self,
        edges: npt.NDArray[np.float64],
        counts_all: npt.NDArray[np.int64],
        counts_filtered: npt.NDArray[np.int64],
    ) -> None:
        """Show how many events, all and filtered, lie between successive edges (microseconds)."""
        self._extent = Span(int(edges[0]), int(edges[-1]))
        length = self._extent.length
        places = (edges - edges[0]) / length
        self._all.setData(places, counts_all)
        self._filtered.setData(places, counts_filtered)
        self._view.setYRange(0, max(int(counts_all.max(initial=0)), 1) * 1.05, padding=0)
        self._place_labels()
        self._place_brush()

    def show_window(self, span: Span) -> None:
        """Show the span of time on screen as the brush."""
        self._window = span
        self._place_brush()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_labels()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._take_theme()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_theme()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._take_theme()

    def _scale(self) -> TimeScale:
        return TimeScale(self._extent, float(max(self.width(), 1)))

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

    def _place_brush(self) -> None:
        scale = TimeScale(self._extent, 1.0)
        ends = (float(scale.x(end)) for end in (self._window.start, self._window.end))
        self._brush.setRegion([min(max(end, 0.0), 1.0) for end in ends])

    def _place_labels(self) -> None:
        scale = TimeScale(self._extent, 1.0)
        marks = ticks(self._extent, float(self.width()), LABEL_MIN_PX)
        self._axis.setTicks([[(float(scale.x(mark.time)), tick_text(mark)) for mark in marks]])

    def _take_theme(self) -> None:
        theme = current_theme()
        self._plot.setBackground(theme.surface)
        self._axis.setTextPen(theme.muted)
        self._axis.setPen(theme.line)
        self._all.setBrush(theme.line)
        self._filtered.setBrush(theme.muted)
        ground = QColor(theme.muted)
        ground.setAlpha(28)
        self._brush.setBrush(ground)
        edge = pg.mkPen(theme.accent, width=3 if self.hasFocus() else 1.5)
        for line in self._brush.lines:
            line.setPen(edge)
        self._brush.update()
