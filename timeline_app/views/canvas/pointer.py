"""What mouse, wheel and trackpad do on the timeline."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from timeline_app.core.bitmaps import range_of
from timeline_app.core.scale import TimeScale, limited
from timeline_app.core.when import Span
from timeline_app.core.window import brought_into
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.navigation import next_row, window_on
from timeline_app.views.canvas.undated_painter import UndatedPlace
from timeline_app.views.widgets import plain_tooltip

if TYPE_CHECKING:
    from timeline_app.views.canvas.timeline_canvas import TimelineCanvas

WHEEL_ZOOM = 1.2
"""Zoom of one notch of the wheel."""
NOTCH = 120
NOTCH_PX = 72.0
"""Px that one notch pans or scrolls by."""

Modifier = Qt.KeyboardModifier


class _Kind(Enum):
    CLICK = auto()
    PAN = auto()
    SPAN = auto()


@dataclass(slots=True)
class _Drag:
    """Where a drag began, with the scale and the scrolling of that moment."""

    kind: _Kind
    origin: QPointF
    scale: TimeScale
    scroll: int
    moved: bool = False


class Pointer:
    """Turns what the pointer does into what the canvas asks for."""

    def __init__(self, canvas: "TimelineCanvas") -> None:
        self._canvas = canvas
        self._targets = canvas.targets
        self._drag: _Drag | None = None
        self.hovered = -1
        """The row under the pointer, -1 for none."""
        self.chosen: Span | None = None
        """The span that is being chosen by dragging."""

    def forget(self) -> None:
        """Forget what belongs to a dataset that is gone."""
        self.hovered, self._drag, self.chosen = -1, None, None

    # Wheel and trackpad

    def wheel(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer, Shift or sideways pans, else the lanes scroll."""
        canvas, angle, pixels = self._canvas, event.angleDelta(), event.pixelDelta()
        across = float(pixels.x()) if pixels.x() else angle.x() / NOTCH * NOTCH_PX
        down = float(pixels.y()) if pixels.y() else angle.y() / NOTCH * NOTCH_PX
        event.accept()
        if event.modifiers() & Modifier.ControlModifier:
            self._zoom_at(event.position(), WHEEL_ZOOM ** (down / NOTCH_PX))
        elif event.modifiers() & Modifier.ShiftModifier:
            canvas.pan_by(across or down)
        else:
            if across:
                canvas.pan_by(across)
            if down:
                canvas.scroll_to(canvas.scrolled() - down)

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom by a pinch; whether it was one."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._zoom_at(event.position(), max(0.1, 1.0 + event.value()))
        return True

    def _zoom_at(self, place: QPointF, factor: float) -> None:
        frame = self._canvas.frame()
        if frame is not None and factor != 1.0:
            x = min(max(place.x() - frame.plot.left(), 0.0), frame.plot.width())
            self._canvas.window_requested.emit(self._canvas.scale().zoomed(factor, x).window)

    # Press, drag, release

    def press(self, event: QMouseEvent) -> None:
        """Begin what becomes a click, or a drag that pans or (with Shift) chooses a span."""
        canvas = self._canvas
        if event.button() != Qt.MouseButton.LeftButton or canvas.scene() is None:
            return
        spans = bool(event.modifiers() & Modifier.ShiftModifier)
        kind = _Kind.SPAN if spans else _Kind.PAN
        if not self._targets.in_plot(event.position()):
            kind = _Kind.CLICK
        self._drag = _Drag(kind, event.position(), canvas.scale(), canvas.scrolled())

    def move(self, event: QMouseEvent) -> None:
        """Go on with a drag, or see what is under the pointer."""
        canvas, drag, place = self._canvas, self._drag, event.position()
        if drag is None:
            self.hover(place)
            return
        way = place - drag.origin
        drag.moved |= way.manhattanLength() >= QApplication.startDragDistance()
        if drag.moved and drag.kind == _Kind.PAN:
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            canvas.scroll_to(drag.scroll - way.y())
            canvas.window_requested.emit(drag.scale.panned(way.x()).window)
        elif drag.moved and drag.kind == _Kind.SPAN:
            canvas.setCursor(Qt.CursorShape.SplitHCursor)
            self.chosen = self._span_between(drag, place)
            canvas.update()

    def release(self, event: QMouseEvent) -> None:
        """End a drag; one that did not move was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._drag is None:
            return
        drag, chosen = self._drag, self.chosen
        self.cancel()
        self._canvas.unsetCursor()
        if not drag.moved:
            self._click(event)
        elif chosen is not None:
            self._canvas.time_clause_requested.emit(chosen)

    def cancel(self) -> bool:
        """Give up the span that is being chosen; whether there was one."""
        was_choosing = self.chosen is not None
        self._drag = self.chosen = None
        self._canvas.unsetCursor()
        self._canvas.update()
        return was_choosing

    def _span_between(self, drag: _Drag, place: QPointF) -> Span | None:
        frame = self._canvas.frame()
        if frame is None:
            return None
        plot = frame.plot
        ends = (drag.origin.x(), place.x())
        first, last = sorted(min(max(x - plot.left(), 0.0), plot.width()) for x in ends)
        start = drag.scale.time(first)
        return Span(start, max(drag.scale.time(last), start + 1))

    # Clicks

    def double_click(self, event: QMouseEvent) -> None:
        """Zoom to the event under the pointer."""
        row, dataset = self._targets.row(event.position()), self._canvas.dataset
        if row is not None and dataset is not None and row in dataset.time_index.dated:
            self._canvas.window_requested.emit(window_on(dataset, row))

    def ask_for_menu(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the lane head or the event under the pointer."""
        place = QPointF(event.pos())
        if not self._ask_for_value(place, event.globalPos()):
            row = self._targets.row(place)
            event_id = None if row is None else self._canvas.id_of(row)
            self._canvas.menu_requested.emit(event_id, event.globalPos())

    def _click(self, event: QMouseEvent) -> None:
        canvas, place = self._canvas, event.position()
        if self._ask_for_value(place, event.globalPosition().toPoint()):
            return
        mark, undated = self._targets.mark(place), self._targets.undated(place)
        scene, link = canvas.scene(), self._targets.link(place)
        if mark is not None and scene is not None:
            canvas.lane_key = scene.lanes[int(scene.marks.lane[mark])].key
            self._select(int(scene.marks.row[mark]), event.modifiers())
        elif undated is not None:
            self._select_undated(undated, event.modifiers())
        elif link:
            self._go_beyond(link)
        else:
            self._zoom_to_column(place)

    def _select(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        event_id, selection = canvas.id_of(row), canvas.selection
        if modifiers & Modifier.ControlModifier:
            others = tuple(other for other in selection if other != event_id)
            selection = others if event_id in selection else (*others, event_id)
        elif modifiers & Modifier.ShiftModifier and selection:
            selection = self._ids_up_to(row)
        else:
            selection = (event_id,)
        canvas.selection_requested.emit(selection)

    def _ids_up_to(self, row: int) -> tuple[str, ...]:
        """The filtered events from the current one to `row`, which comes last."""
        canvas = self._canvas
        assert canvas.dataset is not None
        assert canvas.projection is not None
        anchor = canvas.dataset.row_of(canvas.selection[-1])
        low, high = sorted((row, row if anchor is None else anchor))
        between = canvas.ids_of(canvas.projection.events & range_of(low, high + 1))
        return between if row == high else between[::-1]

    def _select_undated(self, place: UndatedPlace, modifiers: Qt.KeyboardModifier) -> None:
        """One undated event, or those of a lane, or of all lanes; with Ctrl to the others."""
        canvas, source = self._canvas, self._canvas.source
        if place.lane is not None:
            canvas.lane_key = place.lane.key
        if place.row is not None:
            self._select(place.row, modifiers)
        elif source is not None:
            events = place.block.events if place.block else source.lanes.undated
            ids = canvas.ids_of(events[: wording.MOST_SELECTED])
            if modifiers & Modifier.ControlModifier:
                ids = tuple(dict.fromkeys((*canvas.selection, *ids)))
            canvas.selection_requested.emit(ids)

    def _go_beyond(self, step: int) -> None:
        """To the nearest event before (-1) or after (1) a window without any."""
        canvas = self._canvas
        window, projection, dataset = canvas.span(), canvas.projection, canvas.dataset
        row = next_row(projection, None, step, window) if projection else None
        if row is not None and dataset is not None:
            canvas.window_requested.emit(brought_into(window, dataset.times.span(row)))

    def _zoom_to_column(self, place: QPointF) -> None:
        column = self._targets.column(place)
        if column is not None:
            self._canvas.window_requested.emit(limited(column.around))

    def _ask_for_value(self, place: QPointF, on_screen: QPoint) -> bool:
        """Ask for the menu of the lane head at a place; whether there is one."""
        canvas, lane = self._canvas, self._targets.head(place)
        if lane is not None:
            canvas.value_menu_requested.emit(canvas.group, lane.key, on_screen)
        return lane is not None

    # What is where

    def hover(self, place: QPointF | None) -> None:
        """The pointer is at a place, or gone."""
        row = None if place is None else self._targets.row(place)
        pressable = row is not None or (place is not None and self._targets.can_press(place))
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self._canvas.setCursor(hand if pressable else arrow)
        if (row if row is not None else -1) != self.hovered:
            self.hovered = -1 if row is None else row
            self._canvas.update()

    def show_tooltip(self, event: QHelpEvent) -> None:
        """Say what is under the pointer."""
        text = self._targets.text(QPointF(event.pos()))
        QToolTip.showText(event.globalPos(), plain_tooltip(text), self._canvas)
