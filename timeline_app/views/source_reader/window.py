"""The source reader: all sources at the left, the text of one with its quotes at the right."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPalette, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from timeline_app.core.anchors import NOT_CHECKED
from timeline_app.core.dataset import Dataset, Quote
from timeline_app.core.source_page import (
    SourcePage,
    passages_page,
    quotes_by_source,
    whole_page,
)
from timeline_app.models.source_model import event_lines
from timeline_app.models.source_words import SEPARATOR, text_in_a_word, text_in_words
from timeline_app.models.words import anchor_in_words
from timeline_app.views.source_reader.head import SourceHead
from timeline_app.views.source_reader.notices import Notices
from timeline_app.views.source_reader.page_view import MARGIN, PageView
from timeline_app.views.source_reader.source_list import SourceList
from timeline_app.views.source_reader.steps import Steps
from timeline_app.views.theme import UNIT

if TYPE_CHECKING:
    from timeline_app.io.evidence.texts import Texts

SIZE: Final = QSize(1180, 820)
LEFT_PX: Final = 85 * UNIT


class SourceReader(QWidget):
    """A window of its own beside the main one; what it shows it is told by `show_dataset`."""

    event_requested = Signal(str)
    """event_id to select."""
    link_requested = Signal(str)
    """A web address to open; to be asked about first."""
    folder_requested = Signal()
    """The person wants to name a folder with texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Sources"))
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.size()))
        self.setMinimumSize(160 * UNIT, 110 * UNIT)
        self._dataset: Dataset | None = None
        self._texts: Texts | None = None
        self._has_folders = False
        self._quotes: Mapping[str, Sequence[Quote]] = {}
        self._source = ""
        self._quote: Quote | None = None
        self._is_stale = False
        self.list = SourceList()
        self.list.source_chosen.connect(self._show_source)
        self.list.event_chosen.connect(self._choose_event)
        self.head = SourceHead()
        self.head.link_requested.connect(self.link_requested)
        self.notices = Notices()
        self.notices.quote_chosen.connect(self._choose_quote)
        self.notices.folder_requested.connect(self.folder_requested)
        self.steps = Steps()
        self.steps.asked.connect(self.step)
        self.page = PageView()
        self.page.quote_chosen.connect(self._choose_quote)
        self._place()
        self._make_keys()

    def show_dataset(self, dataset: Dataset, texts: "Texts | None", *, has_folders: bool) -> None:
        """Show the sources of a dataset; source and quote stay where it has them, too."""
        self._dataset, self._texts, self._has_folders = dataset, texts, has_folders
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def read(self, quote: Quote) -> None:
        """Show a quote of the dataset in its source."""
        self._source, self._quote = quote.source_id, quote
        if self.isVisible() and not self._is_stale:
            self._show_source(quote.source_id, quote)
        self.come_forward()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._is_stale = True
            if self.isVisible():
                self._refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    # What is shown

    def _refresh(self) -> None:
        dataset = self._dataset
        if dataset is None:
            return
        self._is_stale = False
        self._quotes = quotes_by_source(dataset)
        states = {source_id: self._state(source_id) for source_id in dataset.sources}
        self.list.show_sources(dataset, self._quotes, states)
        if self._source not in dataset.sources:
            quoted = (source_id for source_id in dataset.sources if source_id in self._quotes)
            self._source = next(quoted, next(iter(dataset.sources), ""))
        own = self._quotes.get(self._source, ())
        kept = self._quote.quote_id if self._quote else ""
        quote = next((quote for quote in own if quote.quote_id == kept), None)
        self._show_source(self._source, quote)

    def _show_source(self, source_id: str, quote: Quote | None = None) -> None:
        """Show a source with one of its quotes, by default the first in its text."""
        dataset = self._dataset
        source = dataset.sources.get(source_id) if dataset else None
        self._right.setVisible(source is not None)
        if dataset is None or source is None:
            return
        self._source = source_id
        self.list.choose(source_id)
        document = self._texts.documents.get(source_id) if self._texts else None
        is_changed = self._texts is not None and self._texts.is_changed(source_id)
        digest = document.digest if document else ""
        told = text_in_words(source, digest, is_changed=is_changed)
        digests = [str(document.path)] if document else []
        digests += filter(None, dict.fromkeys((digest, source.sha256)))
        self.head.show_source(dataset, source, told, "\n".join(digests))
        quotes = self._quotes.get(source_id, ())
        page = (
            whole_page(document.text, quotes, dataset.anchor_of)
            if document
            else passages_page(quotes)
        )
        unread = self._texts.unread if self._texts and not document else ()
        self.notices.show_absent("" if document else self._absence(page), unread)
        self.notices.show_lost(page.lost)
        self.page.show_page(page, {quote: self._told(quote) for quote in quotes})
        first = page.marks[0].quote if page.marks else None
        self._show_quote(quote or first)

    def _show_quote(self, quote: Quote | None) -> None:
        """Make a quote of the source the current one."""
        dataset = self._dataset
        assert dataset is not None
        self._quote = quote
        marks = self.page.page.marks
        anchor = NOT_CHECKED if quote is None else dataset.anchor_of(quote)
        self.notices.show_difference(quote, anchor)
        if quote is None:
            told = self.tr("No quote of this source is in the dataset.")
        else:
            parts = (self._place_in_words(quote), anchor_in_words(anchor), self._told(quote))
            told = SEPARATOR.join(filter(None, parts))
        self.steps.show_quote(told, len(marks))
        for part in (self.head, self.notices, self._right):
            if (layout := part.layout()) is not None:
                layout.activate()  # before a place in the text is brought into view
        self.page.set_current(quote)

    def _place_in_words(self, quote: Quote) -> str:
        """`Quote 3 of 12`; "" for one that is not in the text."""
        quotes = [mark.quote for mark in self.page.page.marks]
        if quote not in quotes:
            return ""
        number, total = map(self.locale().toString, (quotes.index(quote) + 1, len(quotes)))
        return self.tr("Quote {number} of {total}").format(number=number, total=total)

    def _state(self, source_id: str) -> str:
        document = self._texts.documents.get(source_id) if self._texts else None
        is_changed = self._texts is not None and self._texts.is_changed(source_id)
        return text_in_a_word(document.digest if document else "", is_changed=is_changed)

    def _absence(self, page: SourcePage) -> str:
        if self._has_folders:
            told = self.tr("The text of this source is not in the folders that you named.")
        else:
            told = self.tr("No folder with the texts of the sources is named yet.")
        if not page.marks:
            return told
        return f"{told} {self.tr('Shown is what the dataset itself quotes of it.')}"

    def _told(self, quote: Quote) -> str:
        """The event of a quote: its title and date."""
        dataset = self._dataset
        row = dataset.row_of(quote.event_id) if dataset else None
        if dataset is None or row is None:
            return quote.event_id
        return ", ".join(event_lines(dataset, row))

    # What the person does

    def _choose_quote(self, quote: Quote) -> None:
        self._show_quote(quote)
        self.event_requested.emit(quote.event_id)

    def _choose_event(self, event_id: str) -> None:
        quotes = self._quotes.get(self._source, ())
        of_event = next((quote for quote in quotes if quote.event_id == event_id), None)
        if of_event is not None:
            self._show_quote(of_event)
        self.event_requested.emit(event_id)

    def step(self, by: int) -> None:
        """Go to the next or the previous quote of the text, round its end."""
        quotes = [mark.quote for mark in self.page.page.marks]
        if quotes:
            here = quotes.index(self._quote) if self._quote in quotes else -1 if by > 0 else 0
            self._show_quote(quotes[(here + by) % len(quotes)])

    def _make_keys(self) -> None:
        for keys, act in (
            ("F3", lambda: self.step(1)),
            ("Shift+F3", lambda: self.step(-1)),
            ("Ctrl+F", self.list.search.setFocus),
            ("F10", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # Places

    def _place(self) -> None:
        self._right = QWidget()
        self._right.setBackgroundRole(QPalette.ColorRole.Base)
        self._right.setAutoFillBackground(True)
        above = QVBoxLayout()
        above.setContentsMargins(MARGIN, 4 * UNIT, MARGIN, UNIT)
        above.setSpacing(0)
        above.addWidget(self.head)
        above.addWidget(self.notices)
        above.addSpacing(2 * UNIT)
        above.addWidget(self.steps)
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(_rule())
        column.addWidget(self.page, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        across.addWidget(self.list)
        across.addWidget(self._right)
        across.setStretchFactor(1, 1)
        across.setSizes([LEFT_PX, self.width() - LEFT_PX])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(across)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule
