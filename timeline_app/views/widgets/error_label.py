"""What is wrong with an entry, under the entry."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets.icons import ICON_PX, icon
from timeline_app.views.widgets.text import plain_label


class ErrorLabel(QWidget):
    """A sentence with a warning sign; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._text = plain_label()
        self._text.setFont(font("small"))
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        self._colour()
        self.hide()

    def text(self) -> str:
        return self._text.text()

    def show_text(self, text: str) -> None:
        """Show a sentence, or nothing for ""."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()

    def _colour(self) -> None:
        warning = current_theme().warning
        self._sign.setPixmap(icon("warning", colour=warning).pixmap(ICON_PX, ICON_PX))
        palette = self._text.palette()
        if palette.color(QPalette.ColorRole.WindowText) != QColor(warning):
            palette.setColor(QPalette.ColorRole.WindowText, QColor(warning))
            self._text.setPalette(palette)
