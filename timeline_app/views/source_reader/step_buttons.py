"""The buttons to the previous and the next of several things in a text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import QuietButton


class StepButtons(QWidget):
    """Both are there, enabled or not."""

    stepped = Signal(int)
    """1 for the next one, -1 for the previous one."""

    def __init__(self, previous: str, following: str, parent: QWidget | None = None) -> None:
        """`previous` and `following` are what the buttons do, in words."""
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        for icon_name, name, by in (("previous", previous, -1), ("next", following, 1)):
            button = QuietButton(icon_name, name)
            button.clicked.connect(lambda checked=False, by=by: self.stepped.emit(by))
            row.addWidget(button)
