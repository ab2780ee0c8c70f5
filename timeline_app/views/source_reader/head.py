"""What is known of a source, above its text."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset, Source
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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(UNIT)

    def show_source(self, dataset: Dataset, source: Source, state: str, digests: str) -> None:
        """Show a source; `state` says what is known of its text, `digests` the SHA-256 in full."""
        self._clear()
        title = FlowText("title", line_height=108).add(name_of(source))
        self._add(title, self.tr("Title"))
        told = FlowText("small").add(publication_in_words(source), muted=True)
        if host := web_host(source.url):
            told.add(" · ", muted=True)
            told.add_link(host, lambda: self.link_requested.emit(source.url), muted=True)
            told.setToolTip(plain_tooltip(source.url))
        self._add(told, self.tr("Publication"))
        if origin := origin_in_words(source, dataset):
            warning = FlowText("small").add(origin, colour=current_theme().warning)
            self._add(warning, self.tr("Origin"))
        if source.note:
            note = FlowText("small")
            note.add_with_links(source.note, self.link_requested.emit, muted=True)
            self._add(note, self.tr("Note"))
        standing = FlowText("small").add(state, muted=True)
        standing.setToolTip(plain_tooltip(digests))
        self._add(standing, self.tr("State of the text"))

    def _add(self, text: FlowText, name: str) -> None:
        text.setAccessibleName(name)
        self._column.addWidget(text)

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()  # it may be what is being clicked
