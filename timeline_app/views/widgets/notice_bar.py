"""A bar that tells one thing about files, with one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets.buttons import QuietButton
from timeline_app.views.widgets.text import ElidedLabel


class NoticeBar(QWidget):
    """Hidden until there is something to tell; the person may close it."""

    acted = Signal()
    """The person wants what the button says."""

    def __init__(self, name: str, action: str, parent: QWidget | None = None) -> None:
        """`name` is what screen readers call the bar, `action` what its button says."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._text = ElidedLabel()
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.action_button = QuietButton(text=action, framed=True)
        self.action_button.clicked.connect(self.acted)
        self.close_button = QuietButton("close", self.tr("Close"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(2 * UNIT)
        row.addWidget(self._text, 1)
        row.addWidget(self.action_button)
        row.addWidget(self.close_button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def text(self) -> str:
        """What it tells."""
        return self._text.text()

    def tell(self, text: str, *, offer: bool = True, action: str = "") -> None:
        """Show a text, with the button if there is something to do; `action` renames it."""
        if action:
            self.action_button.setText(action)
        self._text.setText(text)
        self.setAccessibleDescription(text)
        self.action_button.setVisible(offer)
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)
