"""The values of one facet as a list: searched, in order, with live counts; any number of them."""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QAbstractListModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from timeline_app.core.fields import Field
from timeline_app.core.text import fold
from timeline_app.models.facet_names import FacetNames

Index = QModelIndex | QPersistentModelIndex
Modes = dict[str, str]
"""Key to "include" or "exclude", for those values of a field that a filter names."""


class FacetRole(IntEnum):
    """What the list knows of a value besides its label."""

    KEY = Qt.ItemDataRole.UserRole + 1
    COUNT = Qt.ItemDataRole.UserRole + 2
    MODE = Qt.ItemDataRole.UserRole + 3
    """ "include", "exclude" or "off"."""
    SHARE = Qt.ItemDataRole.UserRole + 4
    """The count as a share of the largest count, 0 to 1."""
    TYPE_RANK = Qt.ItemDataRole.UserRole + 5
    """The rank of an event type, by which it is coloured; None for other fields."""


class FacetValue(NamedTuple):
    """What a row shows."""

    key: str
    label: str
    events: int
    """The count."""
    mode: str
    """ "include", "exclude" or "off"."""
    share: float
    """The count as a share of the largest count, 0 to 1."""
    type_rank: int | None
    """The rank of an event type, by which it is coloured; None for other fields."""


LONG = 10
"""A list of more values does not show them all at once."""


class FacetModel(QAbstractListModel):
    """Values of a field by count or name; those that no event would have come last.

    Values that the filter names are listed whatever is searched for. In a long list they come
    first; but not at once, so that a value stays under the pointer when it is clicked: only with
    the next change of the order.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._field: Field | None = None
        self._counts: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._largest = 1
        self._modes: Modes = {}
        self._pinned: frozenset[str] = frozenset()
        self._search = ""
        self._by_name = False
        self._order: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._row_of_code: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._names: FacetNames | None = None

    def show(self, field: Field, counts: npt.NDArray[np.int64], modes: Modes) -> None:
        """Show a field's values, the count of each (by code), and what the filter says of them."""
        reordered = field is not self._field or not np.array_equal(counts, self._counts)
        if field is not self._field:
            self._field, self._names = field, FacetNames(field)
            self._order = np.zeros(0, dtype=np.int64)
        elif not reordered and modes == self._modes:
            return
        self._counts, self._modes = counts, modes
        self._largest = max(int(counts.max(initial=0)), 1)
        if reordered or self._search:
            self._refresh(pin=reordered)
        else:
            self._redraw()

    def set_search(self, text: str) -> None:
        """List only values whose label, key or alias holds all the words."""
        folded = fold(text)
        if folded != self._search:
            self._search = folded
            self._refresh(pin=True)

    def set_by_name(self, by_name: bool) -> None:
        """Order by name or else by count, largest first."""
        self._by_name = by_name
        self._refresh(pin=True)

    def value_count(self) -> int:
        """How many values the field has, listed or not."""
        return len(self._counts)

    def has_active(self) -> bool:
        """Whether the filter says anything of the field."""
        return bool(self._modes)

    def row_of(self, key: str) -> int | None:
        """The row that lists a key, None if it is not listed."""
        code = self._field.code_of_key.get(key) if self._field is not None else None
        row = -1 if code is None else int(self._row_of_code[code])
        return row if row >= 0 else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._order)

    def value_at(self, row: int) -> FacetValue:
        """What a row shows."""
        assert self._field is not None
        assert self._names is not None
        code = int(self._order[row])
        key, count = self._field.keys[code], int(self._counts[code])
        rank = code if self._field.name == "type" and key else None
        mode = self._modes.get(key, "off")
        return FacetValue(key, self._names.label(code), count, mode, count / self._largest, rank)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._order):
            return None
        value = self.value_at(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return value.label
            case Qt.ItemDataRole.CheckStateRole:
                included = value.mode == "include"
                return Qt.CheckState.Checked if included else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(value)
            case FacetRole.KEY:
                return value.key
            case FacetRole.COUNT:
                return value.events
            case FacetRole.MODE:
                return value.mode
            case FacetRole.SHARE:
                return value.share
            case FacetRole.TYPE_RANK:
                return value.type_rank
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def _spoken(self, value: FacetValue) -> str:
        number = QLocale().toString(value.events)
        events = self.tr("1 event") if value.events == 1 else self.tr("{n} events").format(n=number)
        state = {"include": self.tr("included"), "exclude": self.tr("excluded")}.get(value.mode)
        return ", ".join(part for part in (value.label, events, state) if part)

    def _refresh(self, *, pin: bool) -> None:
        """Work out the list; where it is the same values in the same order only redraw them."""
        if pin:
            self._pinned = frozenset(self._modes if len(self._counts) > LONG else ())
        order = self._new_order()
        if np.array_equal(order, self._order):
            self._redraw()
        elif len(order) == len(self._order):
            self._reorder(order)
        else:
            self.beginResetModel()
            self._take(order)
            self.endResetModel()

    def _redraw(self) -> None:
        if len(self._order):
            self.dataChanged.emit(self.index(0), self.index(len(self._order) - 1))

    def _reorder(self, order: npt.NDArray[np.int64]) -> None:
        """Other rows, as many as before: cheaper for the list than a new model."""
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        codes = [self._order[index.row()] for index in kept]
        self._take(order)
        rows = [int(self._row_of_code[code]) for code in codes]
        moved = [self.index(row) if row >= 0 else QModelIndex() for row in rows]
        self.changePersistentIndexList(kept, moved)
        self.layoutChanged.emit()

    def _take(self, order: npt.NDArray[np.int64]) -> None:
        self._order = order
        self._row_of_code = np.full(len(self._counts), -1, dtype=np.int64)
        self._row_of_code[order] = np.arange(len(order))

    def _new_order(self) -> npt.NDArray[np.int64]:
        if self._names is None:
            return np.zeros(0, dtype=np.int64)
        ranks = self._names.ranks if self._by_name else self._largest - self._counts
        group = 2 * ~self._flags(self._pinned) + (self._counts == 0)
        order = _sorted_codes(group, ranks)
        if not self._search:
            return order
        found = self._names.holding(self._search.split())
        return order[(found | self._flags(self._modes))[order]]

    def _flags(self, keys: Iterable[str]) -> npt.NDArray[np.bool_]:
        """One flag per value: is its key among these."""
        flags = np.zeros(len(self._counts), dtype=bool)
        if self._field is not None and keys:
            flags[self._field.codes_of(keys)] = True
        return flags


def _sorted_codes(
    group: npt.NDArray[np.int64], ranks: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """The codes by group, rank and code; ranks are not negative.

    One sort of whole numbers is several times faster than `np.lexsort`.
    """
    n = max(len(ranks), 1)
    keys = (group * (int(ranks.max(initial=0)) + 1) + ranks) * n + np.arange(len(ranks))
    keys.sort()
    return np.asarray(keys % n, dtype=np.int64)
