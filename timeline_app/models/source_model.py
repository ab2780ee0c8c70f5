"""The sources of a dataset as a list, and the events that one of them supports."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import Qt as GuiQt

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source
from timeline_app.core.text import fold
from timeline_app.models.source_words import (
    SEPARATOR,
    SourceWords,
    name_of,
    publication_in_words,
)
from timeline_app.models.words import date_text_in_words

Index = QModelIndex | QPersistentModelIndex

LINES_ROLE: Final = Qt.ItemDataRole.UserRole
"""The lines of an entry, a tuple of texts; the first one says what it is."""
MAX_LINE_CHARS: Final = 300


class EntryModel(QAbstractListModel):
    """A list of entries of a few lines each; texts are made only for those that are seen."""

    def lines(self, row: int) -> tuple[str, ...]:
        """The lines of an entry."""
        raise NotImplementedError

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        lines = [" ".join(line[:MAX_LINE_CHARS].split()) for line in self.lines(index.row())]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return lines[0]
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, lines))
            case Qt.ItemDataRole.ToolTipRole:
                return GuiQt.convertFromPlainText("\n".join(filter(None, lines)))
        return tuple(lines) if role == LINES_ROLE else None


class SourceModel(EntryModel):
    """All sources, or those that hold the words somebody looks for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: Sequence[Source] = ()
        self._folded: Sequence[str] | None = None
        self._shown: Sequence[Source] = ()
        self._quotes: Mapping[str, Sequence[Quote]] = {}
        self._states: Mapping[str, str] = {}
        self._events: Mapping[str, int] = {}
        self._words = SourceWords()

    def show_sources(
        self,
        dataset: Dataset,
        quotes: Mapping[str, Sequence[Quote]],
        states: Mapping[str, str],
        text: str = "",
    ) -> None:
        """Show the sources of a dataset.

        Args:
            dataset: whose sources.
            quotes: all quotes by source_id.
            states: source_id to what is known of its text, in words.
            text: words that must all occur in an entry.
        """
        self._sources, self._folded = list(dataset.sources.values()), None
        self._quotes, self._states = quotes, states
        field = dataset.fields["source"]
        counts = np.bincount(field.codes, minlength=len(field.keys)).tolist()
        self._events = dict(zip(field.keys, counts, strict=True))
        self.find(text)

    def find(self, text: str) -> None:
        """Show only the sources with all of these words."""
        words = fold(text).split()
        if words and self._folded is None:
            self._folded = [fold(" ".join(_searched(source))) for source in self._sources]
        self.beginResetModel()
        self._shown = (
            [
                source
                for source, folded in zip(self._sources, self._folded or (), strict=True)
                if all(word in folded for word in words)
            ]
            if words
            else self._sources
        )
        self.endResetModel()

    def source_at(self, row: int) -> Source:
        return self._shown[row]

    def row_of(self, source_id: str) -> int:
        """Where a source stands in the list; -1 if it does not."""
        ids = (row for row, source in enumerate(self._shown) if source.source_id == source_id)
        return next(ids, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def lines(self, row: int) -> tuple[str, ...]:
        source = self._shown[row]
        key = source.source_id
        counts = self._words.counts(self._events.get(key, 0), len(self._quotes.get(key, ())))
        told = SEPARATOR.join(filter(None, (counts, self._states.get(key, ""))))
        return name_of(source), publication_in_words(source), told


class SupportedModel(EntryModel):
    """The events that a source supports, in the order of time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._rows: Sequence[int] = ()

    def show_events(self, dataset: Dataset, rows: Sequence[int]) -> None:
        """Show the events of these rows."""
        self.beginResetModel()
        self._dataset, self._rows = dataset, rows
        self.endResetModel()

    def event_at(self, row: int) -> str:
        """The event_id of an entry."""
        assert self._dataset is not None
        return self._dataset.id_of(int(self._rows[row]))

    def row_of(self, event_id: str) -> int:
        """Where an event stands in the list; -1 if it does not."""
        sought = self._dataset.row_of(event_id) if self._dataset else None
        return next((place for place, row in enumerate(self._rows) if row == sought), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def lines(self, row: int) -> tuple[str, ...]:
        assert self._dataset is not None
        return event_lines(self._dataset, int(self._rows[row]))


def event_lines(dataset: Dataset, row: int) -> tuple[str, str]:
    """The title of an event and its date in words."""
    cells = dataset.events
    title = str(cells["title"].array[row]) or dataset.id_of(row)
    return title, date_text_in_words(str(cells["date"].array[row]))


def _searched(source: Source) -> tuple[str, ...]:
    return source.publisher, source.title, source.published, source.url, source.note
