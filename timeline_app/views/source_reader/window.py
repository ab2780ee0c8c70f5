"""The source reader: all sources at the left, the text of one with its quotes at the right."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from timeline_app.core.anchors import NOT_CHECKED
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source
from timeline_app.core.source_page import passages_page, quotes_by_source, whole_page
from timeline_app.core.text import isolated
from timeline_app.models.source_model import event_lines
from timeline_app.views.source_reader.head import SourceHead
from timeline_app.views.source_reader.notices import Notices
from timeline_app.views.source_reader.page_pane import PagePane
from timeline_app.views.source_reader.source_list import SourceList
from timeline_app.views.source_reader.steps import Steps
from timeline_app.views.source_reader.text_side import text_side
from timeline_app.views.source_reader.text_state import TextState, text_state
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import NoticeBar
from timeline_app.views.widgets.shapes import restore_splitters, restore_window, shape_of

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
        self.pane = PagePane()
        self.steps.search_requested.connect(self.pane.open_search)
        self.page = self.pane.page
        self.page.quote_chosen.connect(self._choose_quote)
        self.texts_bar = NoticeBar(self.tr("Changes of the source texts"), self.tr("Check again"))
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
        self.read_source(quote.source_id, quote)

    def read_source(self, source_id: str, quote: Quote | None = None) -> None:
        """Show a source of the dataset, at a quote of it or at its first."""
        self._source, self._quote = source_id, quote
        if self.isVisible():
            self._show_source(source_id, quote)
        self._is_stale = not self.isVisible()
        self.come_forward()

    def come_forward(self) -> None:
        """Show the window in front of the others."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus()

    def shape(self) -> dict[str, str]:
        """What a person's moving and dragging came to, for the settings."""
        return shape_of(self, self._splitters)

    def restore_shape(self, shape: dict[str, str]) -> None:
        """Give the window the shape that it had."""
        restore_window(self, shape)
        restore_splitters(self._splitters, shape)

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
        states = {key: self._state(source).word for key, source in dataset.sources.items()}
        self.list.show_sources(dataset, self._quotes, states)
        if self._source not in dataset.sources:
            quoted = (source_id for source_id in dataset.sources if source_id in self._quotes)
            self._source = next(quoted, next(iter(dataset.sources), ""))
        own = self._quotes.get(self._source, ())
        kept = self._quote.quote_id if self._quote else ""
        quote = next((quote for quote in own if quote.quote_id == kept), None)
        place = self.page.place()
        self._show_source(self._source, quote)
        if quote is not None:
            self.page.return_to(place)

    def _show_source(self, source_id: str, quote: Quote | None = None) -> None:
        """Show a source with one of its quotes, by default the first in its text."""
        dataset = self._dataset
        source = dataset.sources.get(source_id) if dataset else None
        self._right.setVisible(source is not None)
        if dataset is None or source is None:
            return
        self._source = source_id
        self.list.choose(source_id)
        state = self._state(source)
        document = state.document
        self.head.show_source(dataset, source, state.sentence, state.details)
        quotes = self._quotes.get(source_id, ())
        page = (
            whole_page(document.text, quotes, dataset.anchor_of)
            if document
            else passages_page(quotes)
        )
        if document is None and state.sentence:
            unread = self._texts.unread if self._texts else ()
            self.notices.show_absent(self._has_folders, bool(page.marks), unread)
        else:
            self.notices.hide_absent()
        self.notices.show_lost(page.lost)
        self.pane.show_page(page, {quote: self._told(quote) for quote in quotes})
        first = page.marks[0].quote if page.marks else None
        self._show_quote(quote or first)

    def _show_quote(self, quote: Quote | None) -> None:
        """Make a quote of the source the current one."""
        dataset = self._dataset
        assert dataset is not None
        self._quote = quote
        self.list.mark_event(quote.event_id if quote else "")
        anchor = NOT_CHECKED if quote is None else dataset.anchor_of(quote)
        self.notices.show_difference(quote, anchor)
        quotes = [mark.quote for mark in self.page.page.marks]
        self.steps.show_quote(quote, quotes, anchor, self._told(quote) if quote else "")
        for part in (self.head, self.notices, self._right):
            if (layout := part.layout()) is not None:
                layout.activate()  # before a place in the text is brought into view
        self.page.set_current(quote)

    def _state(self, source: Source) -> TextState:
        return text_state(source, self._texts, is_quoted=source.source_id in self._quotes)

    def _told(self, quote: Quote) -> str:
        """The event of a quote: its title and date."""
        dataset = self._dataset
        row = dataset.row_of(quote.event_id) if dataset else None
        if dataset is None or row is None:
            return quote.event_id
        return ", ".join(map(isolated, event_lines(dataset, row)))

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
            ("Ctrl+F", self.pane.open_search),
            ("Ctrl+G", lambda: self.pane.step(1)),
            ("Ctrl+Shift+G", lambda: self.pane.step(-1)),
            ("Ctrl+Shift+F", self.list.search.setFocus),
            ("F10", self.close),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # Places

    def _place(self) -> None:
        self._right = text_side(self.head, self.notices, self.steps, self.pane)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setChildrenCollapsible(False)
        across.setHandleWidth(1)
        across.addWidget(self.list)
        across.addWidget(self._right)
        across.setStretchFactor(1, 1)
        across.setSizes([LEFT_PX, self.width() - LEFT_PX])
        self._splitters = {"across": across, "list": self.list.splitter}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.texts_bar)
        column.addWidget(across, 1)
