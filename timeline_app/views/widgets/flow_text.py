"""Plain text that wraps and grows; emphasis and links are formats, never markup."""

from collections.abc import Callable
from functools import partial
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from timeline_app.core.web_address import with_addresses
from timeline_app.models.citation import web_host
from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets.text import plain_tooltip

MAX_CHARS = 5_000
"""Longer texts are cut with an ellipsis; exports and the clipboard have them whole."""
SCROLL_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""Keys that scroll the pane, whatever in it has the focus."""


class FlowText(QTextBrowser):
    """Text in one of the theme's sizes, as high as its words need; can be selected and copied."""

    def __init__(self, role: str = "body", *, line_height: int = 120) -> None:
        """`line_height` is in per cent of the font's own."""
        super().__init__()
        self._links: list[Callable[[], object]] = []
        self._heights: dict[int, int] = {}
        self._twin: QTextDocument | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setTabChangesFocus(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setUndoRedoEnabled(False)
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(font(role))
        self._block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        self._block.setLineHeight(line_height, kind.value)
        self.textCursor().setBlockFormat(self._block)
        self.anchorClicked.connect(self._on_link)

    def clear(self) -> None:
        """Begin anew with no text and no links."""
        super().clear()
        self._links.clear()
        self.textCursor().setBlockFormat(self._block)

    def add(
        self, text: str, *, muted: bool = False, strong: bool = False, colour: str = ""
    ) -> "FlowText":
        """Append text as it stands, in the theme's colour for text or for secondary text."""
        theme = current_theme()
        letters = QTextCharFormat()
        letters.setForeground(QColor(colour or (theme.muted if muted else theme.text)))
        if strong:
            letters.setFontWeight(QFont.Weight.DemiBold)
        return self._insert(text, letters)

    def add_link(
        self, text: str, on_click: Callable[[], object], *, muted: bool = False
    ) -> "FlowText":
        """Append text that can be clicked, or reached with Tab and entered."""
        theme = current_theme()
        letters = QTextCharFormat()
        letters.setForeground(QColor(theme.muted if muted else theme.text))
        letters.setFontUnderline(True)
        letters.setAnchor(True)
        letters.setAnchorHref(f"#{len(self._links)}")
        self._links.append(on_click)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return self._insert(text, letters)

    def add_with_links(
        self, text: str, on_link: Callable[[str], object], *, muted: bool = False
    ) -> "FlowText":
        """Append text in which web addresses are links, shown by their host."""
        addresses = []
        for words, address in with_addresses(cut(text)):
            self.add(words, muted=muted)
            if address:
                addresses.append(address)
                shown = web_host(address) or address
                self.add_link(shown, partial(on_link, address), muted=muted)
        self.setToolTip(plain_tooltip("\n".join(addresses)))
        return self

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            if self._twin is None:  # measured apart, so that what is on screen keeps its width
                self._twin = self.document().clone(self)
            self._twin.setTextWidth(width)
            self._heights[width] = ceil(self._twin.size().height()) + 1
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(60 * UNIT, self.heightForWidth(60 * UNIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(10 * UNIT, self.fontMetrics().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming by the Tab key, be at a link at once, where one can see the focus."""
        super().focusInEvent(event)
        forward = event.reason() == Qt.FocusReason.TabFocusReason
        if self._links and (forward or event.reason() == Qt.FocusReason.BacktabFocusReason):
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self.focusNextPrevChild(forward)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the pane scrolls, not the paragraph

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLL_KEYS and not event.modifiers():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words as they stand, without formats; no-break spaces stay."""
        data = QMimeData()
        data.setText(self.textCursor().selectedText().replace("\u2029", "\n"))
        return data

    def _insert(self, text: str, letters: QTextCharFormat) -> "FlowText":
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(cut(text), letters)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._heights.clear()
        self._twin = None
        self.updateGeometry()
        return self

    def _on_link(self, url: QUrl) -> None:
        self._links[int(url.fragment())]()


class FoldedText(FlowText):
    """Small secondary text, of which a long one shows its beginning until it is asked for more."""

    SHOWN_CHARS = 150

    def __init__(self, text: str, on_link: Callable[[str], object]) -> None:
        super().__init__("small")
        self._text, self._on_address = text, on_link
        end = text.rfind(" ", 0, self.SHOWN_CHARS) if len(text) > self.SHOWN_CHARS + 20 else -1
        if end < 0:
            self.add_with_links(text, on_link, muted=True)
        else:
            self.add_with_links(text[:end], on_link, muted=True)
            self.add("… ", muted=True).add_link(self.tr("more"), self._unfold)

    def _unfold(self) -> None:
        self.clear()
        self.add_with_links(self._text, self._on_address, muted=True)


def cut(text: str, limit: int = MAX_CHARS) -> str:
    """`text`, with an ellipsis for what is beyond `limit`."""
    return text if len(text) <= limit else text[:limit].rstrip() + "…"
