"""The way from quote to quote of a text, and which one is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ElidedLabel, QuietButton


class Steps(QWidget):
    """Buttons to the previous and the next quote, and a line about the current one."""

    asked = Signal(int)
    """1 for the next quote, -1 for the previous one."""

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

    def show_quote(self, told: str, marks: int) -> None:
        """Show a line about a quote, one of so many that are marked."""
        self._told.setText(told)
        for button in self._buttons:
            button.setEnabled(marks > 1)
