"""An active condition as a chip."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.buttons import QuietButton
from timeline_app.views.widgets.painting import paint_frame
from timeline_app.views.widgets.text import ElidedLabel


class Chip(QWidget):
    """An active condition: its text and a button that removes it."""

    removed = Signal()
    MAX_TEXT_PX = 240

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel()
        self._label.setMaximumWidth(self.MAX_TEXT_PX)
        self.button = QuietButton("close")
        self.button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._label)
        row.addWidget(self.button)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Stand for another condition."""
        self._label.setText(text)
        self.button.set_name(self.tr("Remove condition: {text}").format(text=text))
        self.setAccessibleName(text)
        self.updateGeometry()

    def text(self) -> str:
        return self._label.text()

    def sizeHint(self) -> QSize:
        hint = self._label.sizeHint()
        width = min(hint.width(), self.MAX_TEXT_PX) + self.button.sizeHint().width() + 2 * UNIT
        return QSize(width, max(TARGET_MIN_PX + UNIT, hint.height() + UNIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, self.rect(), current_theme())
