"""The field in which words are looked for in the text that is open, and how many there are."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.views.source_reader.step_buttons import StepButtons
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ElidedLabel, QuietButton, SearchField

_FIELD_PX: Final = 80 * UNIT
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBar(QWidget):
    """Hidden until words are to be looked for; Esc leaves it to what is around it to close."""

    typed = Signal(str)
    """Other words stand in the field."""
    stepped = Signal(int)
    """1 for the next match, -1 for the previous one."""
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _Field(self.tr("Find in this text"))
        self.field.setMaximumWidth(_FIELD_PX)
        self.field.textChanged.connect(self.typed)
        self.field.stepped.connect(self.stepped)
        self._count = ElidedLabel()
        self._count.setAccessibleName(self.tr("Matches in this text"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self.field, 3)
        self._buttons = StepButtons(
            self.tr("Previous match (Shift+Return)"), self.tr("Next match (Return)")
        )
        self._buttons.stepped.connect(self.stepped)
        row.addWidget(self._buttons)
        row.addSpacing(UNIT)
        row.addWidget(self._count, 2)
        close = QuietButton("close", self.tr("Close the search (Esc)"))
        close.clicked.connect(self.close_requested)
        row.addWidget(close)
        self.hide()

    def open_with(self, words: str) -> None:
        """Show the field, with other words if there are any, all of them selected."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_count(self, place: int, total: int) -> None:
        """Say how many matches there are; `place` is that of the current one from 1 on, or 0."""
        if not self.field.text().strip():
            text = ""
        elif not total:
            text = self.tr("No match")
        elif place:
            number, of = self.locale().toString(place), self.locale().toString(total)
            text = self.tr("{number} of {total}").format(number=number, total=of)
        else:
            text = self.tr("%Ln match(es)", "", total)
        self._count.setText(text)
        self.field.setAccessibleDescription(text)
        self._buttons.setEnabled(total > 0)


class _Field(SearchField):
    """Return leads from match to match; Esc is left to the window even where words are typed."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
