"""Text from data in labels and tooltips: as it is, never as markup."""

import re
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from timeline_app.views.theme import UNIT

_LONG_WORD = re.compile(r"\S{20,}")
_JOINT = re.compile(r"(?<=[,;/|])(?=\S)")
_STILL_LONG = re.compile(r"[^\s\u200b]{16}(?=[^\s\u200b]{4})")
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


def breakable(text: str) -> str:
    """`text` so that a label can break words too long for a line, at their joints if it can."""

    def broken(word: re.Match[str]) -> str:
        return _STILL_LONG.sub(lambda part: f"{part[0]}\u200b", _JOINT.sub("\u200b", word[0]))

    return _LONG_WORD.sub(broken, text)


class ElidedLabel(QWidget):
    """One line of plain text; where it is too long it is cut, and a tooltip has all of it.

    A QLabel would lay out its window anew with every text.
    """

    def __init__(
        self,
        text: str = "",
        parent: QWidget | None = None,
        *,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(parent)
        self._flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        self._text = ""
        self._shown = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def text(self) -> str:
        return self._text

    def setText(self, text: str) -> None:
        if text == self._text:
            return
        self._text = text
        if self.sizePolicy().horizontalPolicy() != QSizePolicy.Policy.Ignored:
            self.updateGeometry()
        self._cut()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._line()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * UNIT, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
            self._cut()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.rect(), self._flags, self._shown)

    def _line(self) -> str:
        return " ".join(self._text.split())

    def _cut(self) -> None:
        """Make the text fit in the width."""
        line, end = self._line(), Qt.TextElideMode.ElideRight
        self._shown = self.fontMetrics().elidedText(line, end, self.width())
        tooltip = plain_tooltip(self._text) if self._shown != line else ""
        if tooltip != self.toolTip():
            self.setToolTip(tooltip)
        self.update()
