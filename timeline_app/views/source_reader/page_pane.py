"""The text of a source and, above it, the search for words in it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.core.records import Quote
from timeline_app.core.source_page import SourcePage
from timeline_app.io.evidence.finds import Finds
from timeline_app.io.evidence.folded_text import FoldedText
from timeline_app.views.source_reader.find_bar import FindBar
from timeline_app.views.source_reader.page_view import MARGIN, PageView
from timeline_app.views.theme import UNIT

_NONE = -1


class PagePane(QWidget):
    """Leads from match to match, round the ends of the text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = PageView()
        self.bar = FindBar()
        self.bar.setContentsMargins(MARGIN, 2 * UNIT, MARGIN, 0)
        self._text = FoldedText("")
        self._finds: Finds | None = None
        self._number = _NONE  # of the current match
        self._from = 0  # the code point from which the next match is looked for
        self.bar.typed.connect(self._find)
        self.bar.stepped.connect(self.step)
        self.bar.close_requested.connect(self.close_search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.page, 1)

    def show_page(self, page: SourcePage, told: dict[Quote, str]) -> None:
        """Show another text (see `PageView`); what was looked for is marked there, too."""
        self.page.show_page(page, told)
        if self._text.original != page.text:
            self._text = FoldedText(page.text)
        self._from = 0
        self._look_up()

    def open_search(self) -> None:
        """Put the cursor in the field; words that are selected in the text are looked for."""
        self._from, words = self.page.where_to_search()
        self.bar.open_with(words)
        self._find()

    def close_search(self) -> None:
        """Leave the text with the current match selected."""
        if self._finds is not None and self._number != _NONE:
            self.page.select(*self._finds.span(self._number))
        self.bar.hide()
        self._look_up()
        self.page.setFocus()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) match."""
        finds = self._finds
        if not finds:
            return
        if self._number == _NONE:
            behind = finds.first_from(self._from)
            number = behind if by > 0 else behind - 1
        else:
            number = self._number + by
        self._show(number % len(finds))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.close_search()
        else:
            super().keyPressEvent(event)

    def _find(self) -> None:
        """Go to the first match from where the search began."""
        self._look_up()
        self.step(1)

    def _look_up(self) -> None:
        """Mark all matches of what stands in the field, as long as that is seen."""
        is_open = not self.bar.isHidden()
        self._finds = Finds(self._text, self.bar.field.text()) if is_open else None
        self._show(_NONE)

    def _show(self, number: int) -> None:
        """Make a match the current one, or none."""
        finds, self._number = self._finds, number
        self.page.show_finds(finds, number)
        if finds is not None:
            if number != _NONE:
                self._from = finds.span(number)[0]
            self.bar.show_count(number + 1, len(finds))
