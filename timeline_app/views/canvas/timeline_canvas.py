"""The timeline on screen: draws the scene it is given, reports what the person asks for."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QToolTip, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.hits import column_at, lane_at, mark_at
from timeline_app.core.lanes import share_height
from timeline_app.core.projection import Projection
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Lane, Scene, SceneSource
from timeline_app.core.when import Span
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.band import draw_band
from timeline_app.views.canvas.drag import Drag, DragKind
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.keys import press_key
from timeline_app.views.canvas.legend import Entry
from timeline_app.views.canvas.navigation import lane_of, nearest_in_lane, next_row, window_on
from timeline_app.views.canvas.painter import (
    Emphasis,
    legend_entry_at,
    legend_height,
    paint_timeline,
)
from timeline_app.views.theme import current_theme
from timeline_app.views.widgets import paint_focus_ring, plain_tooltip

WHEEL_ZOOM = 1.2
"""Zoom of one notch of the wheel."""
NOTCH = 120
WHEEL_PAN_PX = 80.0
WHEEL_SCROLL_PX = 60.0


class TimelineCanvas(QWidget):
    """Lanes of events over time. Keeps nothing but what it draws and how far it is scrolled."""

    window_requested = Signal(object)
    """Show this Span."""
    selection_requested = Signal(object)
    """Select these event_ids, the last one being the current event."""
    time_clause_requested = Signal(object)
    """Filter to this Span."""
    undrawn_changed = Signal(int)
    """So many events of the window are not drawn one by one."""
    menu_requested = Signal(object, object)
    """A menu for the event of this id (None: for no event), at this place of the screen."""
    value_menu_requested = Signal(str, str, object)
    """A menu for the value of a field, at this place of the screen."""
    _undrawn_counted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Timeline"))
        self._dataset: Dataset | None = None
        self._projection: Projection | None = None
        self._group = ""
        self._span = Span(0, 1)
        self._selection: tuple[str, ...] = ()
        self._selected_rows: frozenset[int] = frozenset()
        self._hovered = -1
        self._lane_key = ""
        self._drag: Drag | None = None
        self._source: SceneSource | None = None
        self._frame: Frame | None = None
        self._scene: Scene | None = None
        self._heads: list[str] = []
        self._legend: list[Entry] = []
        self._undrawn = -1
        self._fonts = Fonts.of_system()
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(self.tr("Scroll the lanes"))
        self._bar.hide()
        self._bar.valueChanged.connect(self._drop_scene)
        # counted while painting, told when that is over
        self._undrawn_counted.connect(self.undrawn_changed, Qt.ConnectionType.QueuedConnection)

    # What it is told

    def set_content(self, dataset: Dataset, projection: Projection) -> None:
        """Show the filtered events of a dataset."""
        if dataset is not self._dataset:
            self._bar.setValue(0)
            self._hovered = -1
        self._dataset, self._projection = dataset, projection
        self._select_rows()
        self._drop_source()

    def set_window(self, span: Span) -> None:
        """Show this span of time."""
        self._span = span
        self._drop_scene()

    def set_group(self, name: str) -> None:
        """Make lanes of this field, "" for one lane."""
        if name != self._group:
            self._group = name
            self._bar.setValue(0)
            self._drop_source()

    def set_selection(self, ids: Sequence[str]) -> None:
        """Mark these events as selected; the last one is the current event."""
        self._selection = tuple(ids)
        self._select_rows()
        self.update()

    # What it can be asked

    def span(self) -> Span:
        """The span of time on screen."""
        return self._span

    def scene(self) -> Scene | None:
        """What is drawn; None before there is any content."""
        if self._scene is None and self._dataset is not None and self._projection is not None:
            self._make_scene()
        return self._scene

    def frame(self) -> Frame | None:
        """Where its parts stand."""
        self.scene()
        return self._frame

    def scale(self) -> TimeScale:
        """The window over the width of the plot."""
        frame = self.frame()
        return TimeScale(self._span, frame.plot.width() if frame else max(1.0, self.width()))

    def zoom_by(self, factor: float) -> None:
        """Ask to be `factor` times as close to what is in the middle of the window."""
        scale = self.scale()
        self.window_requested.emit(scale.zoomed(factor, scale.width / 2).window)

    def pan_by(self, part: float) -> None:
        """Ask for the window that lies that part of its length earlier."""
        self._pan(part * self.scale().width)

    def scroll_page(self, pages: int) -> None:
        """Scroll the lanes by a screenful."""
        self._bar.setValue(self._bar.value() + pages * self._bar.pageStep())

    def select_next(self, step: int) -> None:
        """Ask for the event one further (1) or one earlier (-1) in time."""
        if self._dataset is not None and self._projection is not None:
            starts = self._dataset.times.start
            rows = self._projection.rows
            self._ask_for(next_row(rows, self._current(), step, self._span, starts))

    def select_end(self, end: int) -> None:
        """Ask for the first (0) or the last (-1) dated event."""
        if self._projection is not None:
            dated = self._projection.rows[: self._projection.total - self._projection.undated]
            self._ask_for(int(dated[end]) if len(dated) else None)

    def select_in_lane(self, step: int) -> None:
        """Ask for the event nearest in time in the next (1) or previous (-1) lane."""
        scene, current = self.scene(), self._current()
        if scene is None or self._source is None:
            return
        if current is None:
            self.select_next(1)
            return
        lanes = self._source.lanes
        lane = lane_of(lanes, current, self._lane_key)
        while lane is not None and 0 <= lane + step < len(lanes.lanes):
            lane += step
            row = nearest_in_lane(lanes, lane, current)
            if row is not None:
                self._lane_key = lanes.lanes[lane].key
                self._show_lane(scene.lanes[lane])
                self._ask_for(row)
                return

    def _current(self) -> int | None:
        """The row of the current event if it passes the filter."""
        if not self._selection or self._dataset is None or self._projection is None:
            return None
        row = self._dataset.row_of(self._selection[-1])
        return row if row is not None and self._projection.mask[row] else None

    def _ask_for(self, row: int | None) -> None:
        if row is not None:
            self.selection_requested.emit((self._id_of(row),))

    def _show_lane(self, lane: Lane) -> None:
        """Scroll until a lane is on screen."""
        scene = self.scene()
        if scene is None:
            return
        if lane.y < 0:
            self._bar.setValue(round(self._bar.value() + lane.y))
        elif lane.y + lane.height > scene.height:
            self._bar.setValue(round(self._bar.value() + lane.y + lane.height - scene.height))

    def sizeHint(self) -> QSize:
        return QSize(900, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 140)

    # Making and drawing the scene

    def _drop_source(self) -> None:
        self._source = None
        self._drop_scene()

    def _drop_scene(self) -> None:
        self._scene = None
        self.update()

    def _make_scene(self) -> None:
        dataset, projection = self._dataset, self._projection
        assert dataset is not None
        assert projection is not None
        if self._source is None:
            self._source = SceneSource.of(dataset, projection, self._group, self._fonts.label_width)
            self._heads = wording.head_texts(dataset, self._group, self._source)
            self._legend = wording.legend_entries(dataset, self._source)
        source = self._source
        legend = legend_height(self._legend, self.width(), self._fonts)
        frame = Frame.around(self.width(), self.height(), self._heads, self._fonts, legend)
        content = sum(
            share_height([lane.count for lane in source.lanes.lanes], frame.plot.height())
        )
        self._place_bar(frame, content)
        if not self._bar.isHidden():
            frame = Frame(
                frame.width, frame.height, frame.head_px, frame.axis_px, legend, self._bar.width()
            )
        self._frame = frame
        scale = TimeScale(self._span, frame.plot.width())
        self._scene = source.scene(scale, frame.plot.height(), self._bar.value())
        if self._scene.undrawn != self._undrawn:
            self._undrawn = self._scene.undrawn
            self._undrawn_counted.emit(self._undrawn)
        self.setAccessibleDescription(wording.describe(dataset, self._group, self._scene))

    def _place_bar(self, frame: Frame, content: float) -> None:
        plot = frame.plot
        over = round(content - plot.height())
        blocked = self._bar.blockSignals(True)
        self._bar.setRange(0, max(0, over))
        self._bar.setPageStep(round(plot.height()))
        self._bar.setSingleStep(round(WHEEL_SCROLL_PX / 3))
        self._bar.blockSignals(blocked)
        self._bar.setVisible(over > 0)
        if over > 0:
            wide = self._bar.sizeHint().width()
            self._bar.setGeometry(
                self.width() - wide, round(plot.top()), wide, round(plot.height())
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = current_theme()
        scene = self.scene()
        if scene is None or self._frame is None:
            painter.fillRect(self.rect(), theme.surface)
            return
        words = wording.words_of(self._heads, self._legend, self._span)
        emphasis = Emphasis(self._selected_rows, self._hovered)
        paint_timeline(painter, self._frame, scene, theme, self._fonts, words, emphasis)
        if self._drag and self._drag.kind == DragKind.SPAN:
            draw_band(painter, self._frame, scene.scale, self._drag, theme, self._fonts)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus_ring(painter, self.rect(), theme)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._drop_scene()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._fonts = Fonts.of_system()
            self._drop_source()
        elif event.type() == QEvent.Type.LanguageChange:
            self._drop_source()
        super().changeEvent(event)

    def _select_rows(self) -> None:
        dataset = self._dataset
        if dataset is None:
            return
        rows = (dataset.row_of(event_id) for event_id in self._selection)
        self._selected_rows = frozenset(row for row in rows if row is not None)

    # Mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        angle, pixels = event.angleDelta(), event.pixelDelta()
        across = float(pixels.x()) if pixels.x() else angle.x() / NOTCH * WHEEL_PAN_PX
        down = float(pixels.y()) if pixels.y() else angle.y() / NOTCH * WHEEL_SCROLL_PX
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._zoom_at(event.position(), WHEEL_ZOOM ** ((angle.y() or 2 * pixels.y()) / NOTCH))
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            turned = float(pixels.y()) if pixels.y() else angle.y() / NOTCH * WHEEL_PAN_PX
            self._pan(across or turned)
        else:
            if across:
                self._pan(across)
            if down:
                self._bar.setValue(round(self._bar.value() - down))
        event.accept()

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        frame = self.frame()
        if frame and factor > 0:
            x = min(max(place.x() - frame.plot.left(), 0.0), frame.plot.width())
            self.window_requested.emit(self.scale().zoomed(factor, x).window)

    def _pan(self, dx: float) -> None:
        self.window_requested.emit(self.scale().panned(dx).window)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.scene() is None:
            return
        spans = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        inside = self._in_plot(event.position())
        kind = DragKind.NONE if not inside else DragKind.SPAN if spans else DragKind.PAN
        at = event.position()
        self._drag = Drag(kind, at, self.scale(), self._bar.value(), at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        drag = self._drag
        if drag is None:
            self._hover(place)
            return
        drag.move(place)
        if not drag.moved:
            return
        if drag.kind == DragKind.PAN:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._bar.setValue(round(drag.scroll - (place.y() - drag.origin.y())))
            self.window_requested.emit(drag.scale.panned(place.x() - drag.origin.x()).window)
        elif drag.kind == DragKind.SPAN:
            self.setCursor(Qt.CursorShape.SplitHCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.unsetCursor()
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if not drag.moved:
            self._click(event)
        elif drag.kind == DragKind.SPAN and self._frame:
            self.update()
            self.time_clause_requested.emit(drag.span(self._frame))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position())
        if row is not None and self._dataset is not None:
            self.window_requested.emit(window_on(self._dataset, row))

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hovered(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = QPointF(event.pos())
        if self._head_menu(place, event.globalPos()):
            return
        row = self._row_at(place)
        event_id = None if row is None else self._id_of(row)
        self.menu_requested.emit(event_id, event.globalPos())

    def cancel_drag(self) -> bool:
        """Give up a span that is being dragged; whether there was one."""
        if self._drag is None or self._drag.kind != DragKind.SPAN:
            return False
        self._drag = None
        self.unsetCursor()
        self.update()
        return True

    def _click(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._head_menu(place, event.globalPosition().toPoint()):
            return
        if self._frame and legend_entry_at(self._frame, self._legend, place, self._fonts) == (
            wording.UNDATED
        ):
            self._select_undated()
            return
        row = self._row_at(place)
        if row is None:
            self._zoom_to_column(place)
            return
        self._remember_lane(place)
        event_id = self._id_of(row)
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            others = tuple(other for other in self._selection if other != event_id)
            added = () if event_id in self._selection else (event_id,)
            self.selection_requested.emit(others + added)
        elif modifiers & Qt.KeyboardModifier.ShiftModifier and self._selection:
            self.selection_requested.emit(self._ids_between(row))
        else:
            self.selection_requested.emit((event_id,))

    def _zoom_to_column(self, place: QPointF) -> None:
        scene, frame = self.scene(), self._frame
        if scene and frame and self._in_plot(place):
            at = place - frame.plot.topLeft()
            column = column_at(scene, at.x(), at.y())
            if column:
                self.window_requested.emit(TimeScale(column.around, 1.0).zoomed(1.0, 0.0).window)

    def _select_undated(self) -> None:
        if self._dataset is not None and self._projection is not None:
            rows = self._projection.rows[len(self._projection.rows) - self._projection.undated :]
            self.selection_requested.emit(tuple(self._id_of(row) for row in rows.tolist()))

    def _ids_between(self, row: int) -> tuple[str, ...]:
        """The filtered events between the current one and `row`, which comes last."""
        assert self._dataset is not None
        assert self._projection is not None
        anchor = self._dataset.row_of(self._selection[-1])
        low, high = sorted((row, row if anchor is None else anchor))
        rows = self._projection.rows
        between = rows[np.searchsorted(rows, low) : np.searchsorted(rows, high, side="right")]
        ordered = between if row == high else between[::-1]
        return tuple(self._id_of(one) for one in ordered.tolist())

    def _head_menu(self, place: QPointF, on_screen: object) -> bool:
        """Ask for the menu of the lane head at a place; whether there is one."""
        scene, frame = self.scene(), self._frame
        if scene is None or frame is None or not frame.head_px or not self._group:
            return False
        if place.x() >= frame.head_px or not 0 <= place.y() - frame.plot.top() < scene.height:
            return False
        lane = lane_at(scene, place.y() - frame.plot.top())
        if lane:
            self.value_menu_requested.emit(self._group, lane.key, on_screen)
        return lane is not None

    def _in_plot(self, place: QPointF) -> bool:
        return self._frame is not None and self._frame.plot.contains(place)

    def _mark_at(self, place: QPointF) -> int | None:
        scene, frame = self.scene(), self._frame
        if scene is None or frame is None or not frame.plot.contains(place):
            return None
        at = place - frame.plot.topLeft()
        return mark_at(scene, at.x(), at.y())

    def _row_at(self, place: QPointF) -> int | None:
        mark = self._mark_at(place)
        return None if mark is None or self._scene is None else int(self._scene.marks.row[mark])

    def _id_of(self, row: int) -> str:
        assert self._dataset is not None
        return str(self._dataset.events["event_id"].iat[row])

    def _remember_lane(self, place: QPointF) -> None:
        mark = self._mark_at(place)
        if mark is not None and self._scene is not None:
            self._lane_key = self._scene.lanes[int(self._scene.marks.lane[mark])].key

    def _hover(self, place: QPointF) -> None:
        row = self._row_at(place)
        self._set_hovered(-1 if row is None else row)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if row is not None else Qt.CursorShape.ArrowCursor
        )

    def _set_hovered(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.update()

    # Keys, gestures, tooltips

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_key(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._zoom_at(event.position(), 1.0 + event.value())
                return True
        elif event.type() == QEvent.Type.ShortcutOverride and self._drag is not None:
            if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def tooltip_at(self, place: QPointF) -> str:
        """The words about what is at a place, "" for nothing; plain text."""
        scene, frame, dataset = self.scene(), self._frame, self._dataset
        if scene is None or frame is None or dataset is None or not self._in_plot(place):
            return ""
        row = self._row_at(place)
        if row is not None:
            return wording.event_tooltip(dataset, row)
        at = place - frame.plot.topLeft()
        column = column_at(scene, at.x(), at.y())
        return wording.column_tooltip(dataset, column) if column else ""

    def _show_tooltip(self, event: QHelpEvent) -> None:
        text = self.tooltip_at(QPointF(event.pos()))
        QToolTip.showText(event.globalPos(), plain_tooltip(text), self)
