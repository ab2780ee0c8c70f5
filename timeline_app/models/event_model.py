"""The table's model: one row per filtered event, texts made only for the cells that are seen."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont
from PySide6.QtGui import Qt as GuiQt

from timeline_app.core.dataset import FIELD_OF_COLUMN, Dataset
from timeline_app.core.figures import fatalities
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.models.words import date_text_in_words

if TYPE_CHECKING:
    import pandas as pd

Rows = npt.NDArray[np.integer[Any]]
Index = QModelIndex | QPersistentModelIndex

HEADINGS = {
    "date": QT_TRANSLATE_NOOP("EventModel", "Date"),
    "title": QT_TRANSLATE_NOOP("EventModel", "Title"),
    "event_type": QT_TRANSLATE_NOOP("EventModel", "Type"),
    "countries": QT_TRANSLATE_NOOP("EventModel", "Countries"),
    "actors": QT_TRANSLATE_NOOP("EventModel", "Actors"),
    "place": QT_TRANSLATE_NOOP("EventModel", "Place"),
    "sources": QT_TRANSLATE_NOOP("EventModel", "Sources"),
    "fatalities": QT_TRANSLATE_NOOP("EventModel", "Fatalities"),
}
"""The columns that the program has words for, in order; a dataset's extra columns follow, but for
those called the same: they stand in the place of ours."""

NUMBERS = frozenset({"fatalities"})
MAX_CELL_CHARS = 300
MAX_TOOLTIP_CHARS = 1000
MAX_EXTRA_SHOWN = 6
MOST_MATCHED = 3000
"""Rows that are looked through for typed letters."""
FEW = 8
"""Up to so many events are looked for one by one."""

EVENT_ID_ROLE = Qt.ItemDataRole.UserRole
TYPE_RANK_ROLE = Qt.ItemDataRole.UserRole + 1
"""The event type's rank by frequency in the type column; None elsewhere."""


class EventModel(QAbstractTableModel):
    """Rows of a dataset in a given order; it neither sorts nor filters nor keeps row objects."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dataset: Dataset | None = None
        self.names: tuple[str, ...] = tuple(HEADINGS)
        self._rows: Rows = np.empty(0, np.int64)
        self._columns: dict[str, Any] = {}
        self._type_ranks: Mapping[str, int] = {}
        self._figures = QFont()
        self._figures.setFeature(QFont.Tag("tnum"), 1)

    def show_rows(self, dataset: Dataset, rows: Rows) -> None:
        """Show these rows of a dataset, in this order."""
        if dataset is not self.dataset:
            self.beginResetModel()
            self.dataset = dataset
            self.names = tuple(dict.fromkeys((*HEADINGS, *dataset.extra_columns)))
            self._columns = {str(name): _read(cells) for name, cells in dataset.events.items()}
            self._type_ranks = dataset.fields["type"].code_of_key
            self._set_rows(rows)
            self.endResetModel()
            return
        if len(self._rows):  # not a reset, which would make the head forget its columns
            self.beginRemoveRows(QModelIndex(), 0, len(self._rows) - 1)
            self._set_rows(self._rows[:0])
            self.endRemoveRows()
        if len(rows):
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self._set_rows(rows)
            self.endInsertRows()

    def default_columns(self) -> list[str]:
        """The columns worth showing unasked: those with any value, and the first extra ones."""
        if self.dataset is None:
            return list(HEADINGS)
        known = [name for name in HEADINGS if name in ("date", "title") or self._is_used(name)]
        extra = [name for name in self.dataset.extra_columns if name not in HEADINGS]
        return known + extra[:MAX_EXTRA_SHOWN]

    def event_id(self, row: int) -> str:
        """The id of the event in a row of the table."""
        assert self.dataset is not None
        return self.dataset.id_of(int(self._rows[row]))

    def event_ids(self, rows: Sequence[int]) -> list[str]:
        """The ids of the events in several rows."""
        if self.dataset is None:
            return []
        return [self.dataset.id_of(int(row)) for row in self._rows[list(rows)]]

    def dataset_rows(self, rows: Sequence[int]) -> npt.NDArray[np.int64]:
        """The rows of the dataset that stand in several rows of the table."""
        return np.asarray(self._rows[list(rows)], dtype=np.int64)

    def row_of(self, event_id: str) -> int | None:
        """The table's row of an event, None where the table does not show it."""
        return next(iter(self.rows_of([event_id])), None)

    def rows_of(self, event_ids: Sequence[str]) -> list[int]:
        """The table's rows of those of some events that it shows, in the order given."""
        if self.dataset is None or not len(self._rows):
            return []
        wanted = [row for row in self.dataset.rows_of(event_ids).tolist() if row >= 0]
        if len(wanted) > FEW:
            places = np.full(len(self.dataset), -1, np.int32)
            places[self._rows] = np.arange(len(self._rows), dtype=np.int32)
            return [place for place in places[wanted].tolist() if place >= 0]
        found = (self._place_of(row) for row in wanted)
        return [place for place in found if place is not None]

    def _place_of(self, row: int) -> int | None:
        """Where a row of the dataset stands: quickly where rows are in the order of time."""
        wanted = self._rows.dtype.type(row)  # of another type, all rows were copied
        place = int(np.searchsorted(self._rows, wanted))
        if place < len(self._rows) and self._rows[place] == wanted:
            return place
        places = np.flatnonzero(self._rows == wanted)
        return int(places[0]) if len(places) else None

    def match(
        self,
        start: Index,
        role: int,
        value: object,
        hits: int = 1,
        flags: Qt.MatchFlag = Qt.MatchFlag.MatchStartsWith,
    ) -> list[QModelIndex]:
        """The next row whose text begins as was typed, among so many that nobody waits."""
        count, typed = self.rowCount(), str(value).casefold()
        for step in range(min(count, MOST_MATCHED)):
            row = (start.row() + step) % count
            text = self.cell(row, self.names[start.column()])
            if text[: len(typed)].casefold() == typed:
                return [self.index(row, start.column())]
        return []

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.names)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.names):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(self.names[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.names[section])
        return None

    def heading(self, name: str) -> str:
        """What people read above a column."""
        known = HEADINGS.get(name)
        return QCoreApplication.translate("EventModel", known) if known else name

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        name = self.names[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.line(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                text = _cut(self.cell(index.row(), name), MAX_TOOLTIP_CHARS)
                return GuiQt.convertFromPlainText(text) if text else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(name)
            case Qt.ItemDataRole.FontRole:
                return self.font_of(index.column())
        if role == EVENT_ID_ROLE:
            return self.event_id(index.row())
        return self.type_rank(index.row(), index.column()) if role == TYPE_RANK_ROLE else None

    def line(self, row: int, section: int) -> str:
        """The text of a cell as one line of bounded length."""
        return _cut(self.cell(row, self.names[section]), MAX_CELL_CHARS)

    def type_rank(self, row: int, section: int) -> int | None:
        """The event type's rank by frequency in the type column; None elsewhere."""
        if self.names[section] != "event_type":
            return None
        key = self._text(row, "event_type")
        return self._type_ranks.get(key) if key else None

    def font_of(self, section: int) -> QFont | None:
        """The font of a column with figures of one width, None where any font will do."""
        return self._figures if self.names[section] in ("date", "fatalities") else None

    def is_number(self, section: int) -> bool:
        """Whether a column stands at its right edge."""
        return self.names[section] in NUMBERS

    def cell(self, row: int, name: str) -> str:
        """The whole text of a cell, as people read it."""
        if self.dataset is not None and self._is_imported(name):
            return self.dataset.in_words(name, self._text(row, name))
        if name == "date":
            return date_text_in_words(self._text(row, "date"))
        if name == "fatalities":
            return self._fatalities(row)
        if name in FIELD_OF_COLUMN:
            return self._labels(row, FIELD_OF_COLUMN[name])
        return self._text(row, name)

    def _set_rows(self, rows: Rows) -> None:
        self._rows = rows

    def _text(self, row: int, column: str) -> str:
        return str(self._columns[column][int(self._rows[row])])

    def _labels(self, row: int, field_name: str) -> str:
        assert self.dataset is not None
        return ", ".join(self.dataset.fields[field_name].labels_of(int(self._rows[row])))

    def _fatalities(self, row: int) -> str:
        assert self.dataset is not None
        low, high = fatalities(self.dataset.claims_at(int(self._rows[row])))
        if low is None:
            return ""
        if high is None:
            return self.tr("{low} or more").format(low=low)
        return str(low) if low == high else self.tr("{low} to {high}").format(low=low, high=high)

    def _is_imported(self, name: str) -> bool:
        return self.dataset is not None and name in self.dataset.extra_columns

    def _is_used(self, name: str) -> bool:
        """Whether any event has a value there."""
        assert self.dataset is not None
        if name == "fatalities" and not self._is_imported(name):
            claims = self.dataset.claims.values()
            told = self.dataset.killed is not None
            return told or any(claim.attribute == "killed" for each in claims for claim in each)
        field = self.dataset.field(name)
        return field is not None and any(field.keys)


def _read(cells: "pd.Series[Any]") -> Any:
    """A column in the form that gives single texts quickest."""
    import pandas as pd  # neither is needed for the window to be shown
    import pyarrow as pa

    return cells.array if isinstance(cells.dtype, pd.CategoricalDtype) else pa.array(cells)


def _cut(text: str, limit: int) -> str:
    line = " ".join(text[: limit + 1].split())
    return line if len(text) <= limit else line[:limit] + "…"


def _alignment(name: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if name in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
