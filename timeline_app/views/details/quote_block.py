"""A quote set as a quotation: large, its carrying words emphasised, the source under it."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from timeline_app.core.anchors import NOT_CHECKED, Anchor, AnchorState
from timeline_app.core.records import Quote, Source
from timeline_app.models.words import anchor_in_words
from timeline_app.views.details.citation_menu import CitationMenu
from timeline_app.views.details.source_line import add_source
from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets import FlowLayout, QuietButton
from timeline_app.views.widgets.flow_text import FlowText

GUTTER_PX = 6 * UNIT
MARK = "“"


class QuoteBlock(QWidget):
    """One quote with its source, an address to open, and both to copy."""

    link_requested = Signal(str)
    notice = Signal(str)
    reading_requested = Signal(object)
    """The Quote, to be read in its source."""

    def __init__(
        self,
        quote: Quote,
        sources: Mapping[str, Source],
        number: int = 0,
        anchor: Anchor = NOT_CHECKED,
    ) -> None:
        """`sources` are those of the dataset; `number` is what figures refer to, 0 shows none."""
        super().__init__()
        self._quote = quote
        self._sources = sources
        self._source = sources.get(quote.source_id)
        self.words = FlowText("quote", line_height=125)
        self.words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        flags = Qt.TextInteractionFlag
        self.words.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        self.words.setAccessibleName(self.tr("Quote"))
        before, carrying, after = quote.parts()
        self.words.add(before).add(carrying, strong=True).add(after)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER_PX, 0, 0, 0)
        layout.setSpacing(UNIT)
        layout.addWidget(self.words)
        layout.addSpacing(UNIT)
        layout.addWidget(self._attribution(number))
        if state := anchor_in_words(anchor, quote):
            is_changed = anchor.state is AnchorState.LOST or anchor.found
            standing = FlowText("small")
            standing.add(state, muted=True, colour=current_theme().warning if is_changed else "")
            standing.setAccessibleName(self.tr("Whether the quote stands in its source"))
            layout.addWidget(standing)
        layout.addWidget(self._buttons())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The quotation mark in the gutter."""
        letters = font("quote")
        letters.setPointSizeF(letters.pointSizeF() * 2.4)
        letters.setWeight(QFont.Weight.Bold)
        painter = QPainter(self)
        painter.setFont(letters)
        painter.setPen(QColor(current_theme().muted))
        top = painter.fontMetrics().tightBoundingRect(MARK).top()
        painter.drawText(QPointF(-1, self.words.y() + 4 - top), MARK)

    def copy_quote(self) -> None:
        """Put the verbatim words on the clipboard."""
        QGuiApplication.clipboard().setText(self._quote.exact)
        self.notice.emit(self.tr("Quote copied"))

    def _attribution(self, number: int) -> FlowText:
        text = FlowText("small")
        text.setAccessibleName(self.tr("Source"))
        if number:
            text.add(f"[{number}] ", muted=True)
        source = self._source
        if source is None:
            return text.add(self._quote.source_id, muted=True)
        return add_source(text, source, self._sources, self.link_requested.emit)

    def _buttons(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row)
        self.quote_button = QuietButton("copy", self.tr("Copy quote"), self.tr("Copy"))
        self.quote_button.clicked.connect(self.copy_quote)
        flow.addWidget(self.quote_button)
        if self._source is not None:
            read = QuietButton("quote", text=self.tr("Read in source"))
            read.clicked.connect(lambda: self.reading_requested.emit(self._quote))
            flow.addWidget(read)
            flow.addWidget(self._citation_button(self._source))
        return row

    def _citation_button(self, source: Source) -> QuietButton:
        button = QuietButton(name=self.tr("Copy citation"), text=self.tr("Cite"))
        menu = CitationMenu(source, self._sources, self._quote, button)
        menu.copied.connect(self.notice)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button
