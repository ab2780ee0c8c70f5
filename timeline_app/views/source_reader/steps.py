"""The way from quote to quote of a text, and which one is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.models.source_words import SEPARATOR
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ElidedLabel, QuietButton


class Steps(QWidget):
    """Buttons to the previous and the next quote, a line about the current one, and the search."""

    asked = Signal(int)
    """1 for the next quote, -1 for the previous one."""
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        self._buttons = []
        for icon_name, name, by in (
            ("previous", self.tr("Previous quote (Shift+F3)"), -1),
            ("next", self.tr("Next quote (F3)"), 1),
        ):
            button = QuietButton(icon_name, name)
            button.clicked.connect(lambda checked=False, by=by: self.asked.emit(by))
            row.addWidget(button)
            self._buttons.append(button)
        self._told = ElidedLabel()
        self._told.setAccessibleName(self.tr("Current quote"))
        row.addSpacing(UNIT)
        row.addWidget(self._told, 1)
        search = QuietButton("search", self.tr("Find in this text (Ctrl+F)"))
        search.clicked.connect(self.search_requested)
        row.addWidget(search)

    def show_quote(self, place: int, total: int, told: str) -> None:
        """Show a line about the quote of a place from 1 on; it is 0 for one that is not marked."""
        number, of = self.locale().toString(place), self.locale().toString(total)
        where = self.tr("Quote {number} of {total}").format(number=number, total=of)
        self._show(f"{where}{SEPARATOR}{told}" if place else told, total)

    def show_none(self) -> None:
        """Say that there is no quote to go to."""
        self._show(self.tr("No quote of this source is in the dataset."), 0)

    def _show(self, text: str, total: int) -> None:
        self._told.setText(text)
        for button in self._buttons:
            button.setEnabled(total > 1)
