"""All sources, those with some words, and the events that the chosen one supports."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote
from timeline_app.models.source_model import SourceModel, SupportedModel
from timeline_app.views.source_reader.entries import EntryList
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import SearchField, plain_label, section_label

SOURCE_LINES: Final = 3
EVENT_LINES: Final = 2


class SourceList(QWidget):
    """The left side of the reader."""

    source_chosen = Signal(str)
    """source_id"""
    event_chosen = Signal(str)
    """event_id"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._chosen = ""
        self.search = SearchField(self.tr("Search the list of sources"))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._go_to_found)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self._go_to_found)
        self._sources = SourceModel(self)
        self.sources = EntryList(self._sources, self.tr("Sources"), SOURCE_LINES)
        self.sources.selectionModel().currentChanged.connect(self._on_source)
        self._nothing = plain_label(self.tr("No source has these words."), muted=True)
        self._nothing.setContentsMargins(*[3 * UNIT] * 4)
        self._nothing.hide()
        self._events = SupportedModel(self)
        self.events = EntryList(self._events, self.tr("Events of the source"), EVENT_LINES)
        for signal in (self.events.clicked, self.events.activated):
            signal.connect(lambda index: self.event_chosen.emit(self._events.event_at(index.row())))
        self.setMinimumWidth(60 * UNIT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.splitter = self._split()
        column.addWidget(self.splitter)

    def show_sources(
        self,
        dataset: Dataset,
        quotes: Mapping[str, Sequence[Quote]],
        states: Mapping[str, str],
    ) -> None:
        """Show the sources of a dataset; see `SourceModel.show_sources`."""
        self._dataset = dataset
        with QSignalBlocker(self.sources.selectionModel()):
            self._sources.show_sources(dataset, quotes, states, self.search.text())

    def choose(self, source_id: str) -> None:
        """Show a source as the chosen one, and its events, without a signal."""
        self._chosen = source_id
        if self.search.text() and self._sources.row_of(source_id) < 0:
            self.search.clear()
        self._show_chosen()
        dataset = self._dataset
        assert dataset is not None
        rows = np.flatnonzero(dataset.fields["source"].any_of([source_id]))
        self._events.show_events(dataset, rows.tolist())
        self.events.scrollToTop()

    def mark_event(self, event_id: str) -> None:
        """Show which event the current quote belongs to, without a signal; "" for none."""
        index = self._events.index(self._events.row_of(event_id))
        self.events.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        if index.isValid():
            self.events.scrollTo(index)

    def _find(self, text: str) -> None:
        with QSignalBlocker(self.sources.selectionModel()):
            self._sources.find(text)
        self._nothing.setVisible(not self._sources.rowCount())
        self._show_chosen()

    def _go_to_found(self) -> None:
        """From the search to the list; a chosen source that was not found gives way to another."""
        if self._sources.rowCount():
            if not self.sources.currentIndex().isValid():
                self.sources.setCurrentIndex(self._sources.index(0))
            self.sources.setFocus()

    def _show_chosen(self) -> None:
        index = self._sources.index(self._sources.row_of(self._chosen))
        with QSignalBlocker(self):
            self.sources.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
        if index.isValid():
            self.sources.scrollTo(index)

    def _on_source(self) -> None:
        row = self.sources.currentIndex().row()
        if row >= 0:
            self.source_chosen.emit(self._sources.source_at(row).source_id)

    def _split(self) -> QSplitter:
        above, below = QWidget(), QWidget()
        for part, widgets in (
            (above, (self.search, self._nothing, self.sources)),
            (below, (section_label(self.tr("Events of the source")), self.events)),
        ):
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 3 * UNIT, 0, 0)
            column.setSpacing(2 * UNIT)
            for widget in widgets:
                if widget in (self.sources, self.events):
                    column.addWidget(widget, 1)
                else:
                    holder = QVBoxLayout()
                    holder.setContentsMargins(3 * UNIT, 0, 3 * UNIT, 0)
                    holder.addWidget(widget)
                    column.addLayout(holder)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        split.addWidget(above)
        split.addWidget(below)
        split.setSizes([3, 2])
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        return split
