"""What the keys do while the timeline has the focus (menus have further ones)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

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


def press_key(canvas: "TimelineCanvas", event: QKeyEvent) -> bool:
    """Do what a key asks for; whether it asks for anything here."""
    key = Qt.Key(event.key())
    plain = event.modifiers() & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
    )
    if plain != Qt.KeyboardModifier.NoModifier:
        return False
    if key == Qt.Key.Key_Escape:
        return canvas.cancel_drag()
    if key in _ZOOMS:
        canvas.zoom_by(_ZOOMS[key])
    elif key in _PANS:
        canvas.pan_by(_PANS[key])
    elif key in _STEPS:
        canvas.select_next(_STEPS[key])
    elif key in _LANES:
        canvas.select_in_lane(_LANES[key])
    elif key in _ENDS:
        canvas.select_end(_ENDS[key])
    elif key in _PAGES:
        canvas.scroll_page(_PAGES[key])
    else:
        return False
    return True
