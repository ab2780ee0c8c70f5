"""A field for one line of text, with the frame that the whole window has."""

from PySide6.QtCore import QEvent, QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.painting import paint_focus_ring, paint_frame

EXPORT = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)
"""On X11 Qt takes it for "to the end of the line", which the End key does too."""


class LineField(QLineEdit):
    """A line edit with a thin frame, which takes the accent while the field has the focus."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrame(False)
        self.setTextMargins(UNIT, 0, UNIT, 0)
        self.setMinimumHeight(TARGET_MIN_PX + UNIT)
        self.setStyleSheet("QLineEdit { background: transparent; border: none; }")  # ours, below

    def event(self, event: QEvent) -> bool:
        """Leave to the window its keys: export always, undo and redo where nothing was typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            key = QKeySequence.StandardKey
            undoes_nothing = event.matches(key.Undo) and not self.isUndoAvailable()
            redoes_nothing = event.matches(key.Redo) and not self.isRedoAvailable()
            if undoes_nothing or redoes_nothing or event.keyCombination() == EXPORT:
                event.ignore()
                return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, self.rect(), current_theme())
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), current_theme())
        painter.end()
        super().paintEvent(event)
