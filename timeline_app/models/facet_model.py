"""The values of one facet as a list: searched, in order, with live counts; any number of them."""

from collections.abc import Iterable
from enum import IntEnum

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
from timeline_app.core.text import fold, natural_key
from timeline_app.models.words import value_in_words

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
        self._modes: Modes = {}
        self._pinned: frozenset[str] = frozenset()
        self._search = ""
        self._by_name = False
        self._order: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._row_of_code: npt.NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._name_rank: npt.NDArray[np.int64] | None = None
        self._names: list[str] | None = None

    def show(self, field: Field, counts: npt.NDArray[np.int64], modes: Modes) -> None:
        """Show a field's values, the count of each (by code), and what the filter says of them."""
        reordered = field is not self._field or not np.array_equal(counts, self._counts)
        if field is not self._field:
            self._field, self._name_rank, self._names = field, None, None
            self._order = np.zeros(0, dtype=np.int64)
        self._counts, self._modes = counts, modes
        self._refresh(pin=reordered)

    def set_search(self, text: str) -> None:
        """List only values whose label, key or alias holds all the words."""
        self._search = fold(text)
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

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._field is None or not 0 <= index.row() < len(self._order):
            return None
        code = int(self._order[index.row()])
        key, count = self._field.keys[code], int(self._counts[code])
        mode = self._modes.get(key, "off")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._label(code)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if mode == "include" else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(self._label(code), count, mode)
            case FacetRole.KEY:
                return key
            case FacetRole.COUNT:
                return count
            case FacetRole.MODE:
                return mode
            case FacetRole.SHARE:
                return count / max(int(self._counts.max()), 1)
            case FacetRole.TYPE_RANK:
                return code if self._field.name == "type" and key else None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren

    def _label(self, code: int) -> str:
        assert self._field is not None
        return self._field.labels[code] or value_in_words(self._field, self._field.keys[code])

    def _spoken(self, label: str, count: int, mode: str) -> str:
        number = QLocale().toString(count)
        events = self.tr("1 event") if count == 1 else self.tr("{n} events").format(n=number)
        state = {"include": self.tr("included"), "exclude": self.tr("excluded")}.get(mode)
        return ", ".join(part for part in (label, events, state) if part)

    def _refresh(self, *, pin: bool) -> None:
        """Work out the list; where it is the same values in the same order only redraw them."""
        if pin:
            self._pinned = frozenset(self._modes if len(self._counts) > LONG else ())
        order = self._new_order()
        if np.array_equal(order, self._order):
            if len(order):
                self.dataChanged.emit(self.index(0), self.index(len(order) - 1))
            return
        self.beginResetModel()
        self._order = order
        self._row_of_code = np.full(len(self._counts), -1, dtype=np.int64)
        self._row_of_code[order] = np.arange(len(order))
        self.endResetModel()

    def _new_order(self) -> npt.NDArray[np.int64]:
        if self._field is None:
            return np.zeros(0, dtype=np.int64)
        first = self._ranks() if self._by_name else -self._counts
        order = np.lexsort((first, self._counts == 0, ~self._flags(self._pinned)))
        if not self._search:
            return order
        words = self._search.split()
        found = np.fromiter(
            (all(word in name for word in words) for name in self._folded_names()), dtype=bool
        )
        return order[(found | self._flags(self._modes))[order]]

    def _flags(self, keys: Iterable[str]) -> npt.NDArray[np.bool_]:
        """One flag per value: is its key among these."""
        flags = np.zeros(len(self._counts), dtype=bool)
        if self._field is not None:
            flags[self._field.codes_of(keys)] = True
        return flags

    def _ranks(self) -> npt.NDArray[np.int64]:
        """The place of each value in the order of names; what has no name comes last."""
        if self._name_rank is None:
            assert self._field is not None
            labels = self._field.labels
            names = [natural_key(label) for label in labels]
            order = sorted(range(len(labels)), key=lambda code: (not labels[code], names[code]))
            self._name_rank = np.empty(len(order), dtype=np.int64)
            self._name_rank[order] = np.arange(len(order))
        return self._name_rank

    def _folded_names(self) -> list[str]:
        """By code, all names of a value as the search looks at them."""
        if self._names is None:
            assert self._field is not None
            names = [[fold(self._label(code))] for code in range(len(self._field.keys))]
            for alias, code in self._field.aliases.items():
                names[code].append(alias)
            self._names = ["\n".join(of_value) for of_value in names]
        return self._names
