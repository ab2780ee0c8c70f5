"""Text from data in labels and tooltips: as it is, never as markup."""

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from timeline_app.views.theme import UNIT

USUAL_LINE = 80
"""Characters of a tooltip's line that is not wrapped."""


def plain_tooltip(text: str) -> str:
    """`text` so that a tooltip shows it as it is: Qt would take markup in it for markup.

    Qt wraps such a tooltip early; lines of a usual length are kept whole.
    """
    if not text:
        return ""
    usual = max(map(len, text.split("\n"))) <= USUAL_LINE
    style = ' style="white-space:nowrap"' if usual else ""
    return f"<p{style}>{escape(text).replace(chr(10), '<br>')}</p>"


def menu_text(text: str) -> str:
    """`text` so that a menu or a button shows its ampersands, which would else mark shortcuts."""
    return text.replace("&", "&&")


def plain_label(text: str = "", *, muted: bool = False) -> QLabel:
    """A label that wraps its text and shows it as it is; `muted` for secondary text."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if muted:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class ElidedLabel(QLabel):
    """One line of plain text; where it is too long it is cut, and a tooltip has all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tooltip()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._line()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * UNIT, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = self.fontMetrics().elidedText(
            self._line(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), line)

    def _line(self) -> str:
        return " ".join(self.text().split())

    def _update_tooltip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._line()) > self.width()
        self.setToolTip(plain_tooltip(self.text()) if cut else "")
