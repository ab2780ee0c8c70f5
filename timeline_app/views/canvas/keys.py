"""What the keys do while the timeline has the focus (menus have further ones)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from timeline_app.views.canvas.navigation import lane_of, nearest_in_lane, next_row

if TYPE_CHECKING:
    from timeline_app.views.canvas.timeline_canvas import TimelineCanvas

ZOOM = 1.5
PAN = 0.2
"""Part of the window that a key pans by."""

_ZOOMS = {
    Qt.Key.Key_Plus: ZOOM,
    Qt.Key.Key_Equal: ZOOM,
    Qt.Key.Key_W: ZOOM,
    Qt.Key.Key_Minus: 1 / ZOOM,
    Qt.Key.Key_S: 1 / ZOOM,
}
_PANS = {Qt.Key.Key_A: PAN, Qt.Key.Key_D: -PAN}
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_LANES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class Keys:
    """Turns keys into what the canvas asks for."""

    def __init__(self, canvas: "TimelineCanvas") -> None:
        self._canvas = canvas

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; whether it asks for anything here."""
        canvas, key = self._canvas, Qt.Key(event.key())
        if event.modifiers() & ~_IGNORED != Qt.KeyboardModifier.NoModifier:
            return False
        if key == Qt.Key.Key_Escape:
            return canvas.cancel_drag()
        if key in _ZOOMS:
            canvas.zoom_by(_ZOOMS[key])
        elif key in _PANS:
            canvas.pan_by(_PANS[key] * canvas.scale().width)
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in _LANES:
            self._change_lane(_LANES[key])
        elif key in _ENDS:
            self._go_to_end(_ENDS[key])
        elif key in _PAGES:
            canvas.scroll_page(_PAGES[key])
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        """The event one later (1) or earlier (-1)."""
        dataset, projection = self._canvas.dataset, self._canvas.projection
        if dataset is not None and projection is not None:
            self._ask_for(next_row(projection, self._current(), step, self._canvas.span()))

    def _go_to_end(self, end: int) -> None:
        """The first (0) or the last (-1) dated event."""
        projection = self._canvas.projection
        if projection is not None and projection.total > projection.undated:
            last = projection.total - projection.undated - 1
            self._ask_for(projection.row_at(last if end else 0))

    def _change_lane(self, step: int) -> None:
        """The event nearest in time in the next (1) or previous (-1) lane that has any."""
        canvas, current = self._canvas, self._current()
        if canvas.scene() is None or canvas.source is None:
            return
        if current is None:
            self._step(1)
            return
        lanes = canvas.source.lanes
        lane = lane_of(lanes, current, canvas.lane_key)
        while lane is not None and 0 <= lane + step < len(lanes.lanes):
            lane += step
            row = nearest_in_lane(lanes, lane, current)
            if row is not None:
                canvas.lane_key = lanes.lanes[lane].key
                canvas.show_lane(lane)
                self._ask_for(row)
                return

    def _current(self) -> int | None:
        """The row of the current event if it passes the filter."""
        dataset, projection = self._canvas.dataset, self._canvas.projection
        if dataset is None or projection is None or not self._canvas.selection:
            return None
        row = dataset.row_of(self._canvas.selection[-1])
        return row if row is not None and row in projection else None

    def _ask_for(self, row: int | None) -> None:
        if row is not None:
            self._canvas.selection_requested.emit((self._canvas.id_of(row),))
