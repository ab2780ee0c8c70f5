"""What is known of a source, above its text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Source
from timeline_app.models.citation import web_host
from timeline_app.models.source_words import name_of, origin_in_words, publication_in_words
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import plain_tooltip
from timeline_app.views.widgets.flow_text import FlowText


class SourceHead(QWidget):
    """Title, publisher, date, language, address, origin, note and the state of the text."""

    link_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = FlowText("title", line_height=108)
        self._publication, self._origin = FlowText("small"), FlowText("small")
        self._note, self._state = FlowText("small"), FlowText("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for text, name in (
            (self._title, self.tr("Title")),
            (self._publication, self.tr("Publication")),
            (self._origin, self.tr("Origin")),
            (self._note, self.tr("Note")),
            (self._state, self.tr("State of the text")),
        ):
            text.setAccessibleName(name)
            column.addWidget(text)

    def show_source(self, dataset: Dataset, source: Source, state: str, digests: str) -> None:
        """Show a source; `state` says what is known of its text, `digests` the SHA-256 in full."""
        for text in (self._title, self._publication, self._origin, self._note, self._state):
            text.clear()
        self._title.add(name_of(source))
        told = self._publication.add(publication_in_words(source), muted=True)
        host = web_host(source.url)
        if host:
            told.add(" · " if told.toPlainText() else "", muted=True)
            told.add_link(host, lambda: self.link_requested.emit(source.url), muted=True)
        told.setToolTip(plain_tooltip(source.url if host else ""))
        self._origin.add(origin_in_words(source, dataset.sources), colour=current_theme().warning)
        self._note.add_with_links(source.note, self.link_requested.emit, muted=True)
        self._state.add(state, muted=True).setToolTip(plain_tooltip(digests))
        for text in (self._publication, self._origin, self._note, self._state):
            text.setVisible(bool(text.toPlainText()))
