"""The table of the filtered events: sorted by its head, columns to choose, selection shared."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QPoint,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.models.event_model import EventModel
from timeline_app.views.event_table.view import EventTableView
from timeline_app.views.widgets import menu_text

MAX_SELECTED = 10_000
"""Events that can be selected at once; a larger selection keeps its first ones."""


class EventTable(QWidget):
    """Rows as given, in the order given; clicks and keys become wishes, setters stay silent."""

    selection_requested = Signal(object)
    """tuple[str, ...] of event_ids from the top, the current one last."""
    sort_requested = Signal(str, bool)
    """Column name and whether descending."""
    columns_changed = Signal(object)
    """list[str] of the names of the columns shown, in their order."""
    menu_requested = Signal(str, QPoint)
    """event_id and global position of a context menu."""
    event_activated = Signal(str)
    """event_id of a row that was double-clicked or entered with Return."""
    notice = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = EventModel(self)
        self.view = EventTableView(self.model)
        self._selected: tuple[str, ...] = ()
        self._columns: list[str] = []
        self._setting = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.setAccessibleName(self.tr("Table of events"))
        self.view.setAccessibleName(self.tr("Table of events"))

        header = self.view.horizontalHeader()
        header.sortIndicatorChanged.connect(self._on_sort_clicked)
        header.sectionMoved.connect(lambda: self.columns_changed.emit(self.columns()))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._open_columns_menu)
        self.view.selectionModel().selectionChanged.connect(self._on_selection_changed)
        self.view.menu_requested.connect(self._on_menu)
        self.view.activated.connect(self._on_activated)
        self.view.copy_requested.connect(self.copy_selected)

    def show_rows(self, dataset: Dataset, rows: npt.NDArray[np.integer[Any]]) -> None:
        """Show these rows of the dataset in this order; columns and selection stay."""
        is_new = dataset is not self.model.dataset
        with self._silently():
            self.model.show_rows(dataset, rows)
        if is_new:
            self.view.measure_columns()
            self.set_columns(self._columns)
        self._select(self._selected)

    def show_sort(self, column: str, descending: bool) -> None:
        """Mark the column that the rows are sorted by."""
        header = self.view.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        section = self.model.names.index(column) if column in self.model.names else -1
        with QSignalBlocker(header):
            header.setSortIndicator(section, order)
        header.viewport().update()

    def show_selection(self, event_ids: Sequence[str]) -> None:
        """Select these events where the table shows them; the last is current and in sight."""
        self._selected = tuple(event_ids)
        if self._selected != self.selected_ids():
            self._select(self._selected)

    def columns(self) -> list[str]:
        """Names of the columns shown, from the left."""
        header = self.view.horizontalHeader()
        sections = (header.logicalIndex(place) for place in range(header.count()))
        return [self.model.names[s] for s in sections if not header.isSectionHidden(s)]

    def set_columns(self, names: Sequence[str]) -> None:
        """Show these columns in this order; where none of them exists, those worth showing."""
        self._columns = list(names)
        wanted = [name for name in names if name in self.model.names]
        wanted = wanted or self.model.default_columns()
        header = self.view.horizontalHeader()
        with QSignalBlocker(header):
            for place, name in enumerate(wanted):
                header.moveSection(header.visualIndex(self.model.names.index(name)), place)
            for section, name in enumerate(self.model.names):
                header.setSectionHidden(section, name not in wanted)
        self.view.fit_columns()

    def selected_ids(self) -> tuple[str, ...]:
        """event_ids of the selected rows from the top, the current one last."""
        rows = self.view.selected_rows(MAX_SELECTED)
        current = self.view.currentIndex().row()
        if current in rows:
            rows.remove(current)
            rows.append(current)
        return tuple(self.model.event_ids(rows))

    def columns_menu(self) -> QMenu:
        """The menu of the header: every column with a tick; the last one shown cannot go."""
        menu = QMenu(self)
        shown = self.columns()
        for name in self.model.names:
            action = menu.addAction(menu_text(self.model.heading(name)))
            action.setCheckable(True)
            action.setChecked(name in shown)
            action.setEnabled(shown != [name])
            action.triggered.connect(lambda checked, name=name: self._toggle_column(name, checked))
        menu.addSeparator()
        reset = menu.addAction(self.tr("Usual columns"))
        reset.triggered.connect(self._reset_columns)
        return menu

    def sort_menu(self) -> QMenu:
        """The columns shown, to sort by; the one sorted by, chosen again, turns the order round."""
        menu = QMenu(self)
        header = self.view.horizontalHeader()
        ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        for name in self.columns():
            section = self.model.names.index(name)
            is_sorted = section == header.sortIndicatorSection()
            turned = is_sorted and header.sortIndicatorOrder() == ascending
            order = descending if turned else ascending
            action = menu.addAction(menu_text(self.model.heading(name)))
            action.setCheckable(True)
            action.setChecked(is_sorted)
            action.triggered.connect(partial(self._sort_by, section, order))
        return menu

    def copy_selected(self) -> None:
        """Put the selected events on the clipboard as rows of an export, with the columns shown.

        Both as text with tabs and as a table in HTML, for spreadsheets and for documents.
        """
        rows, dataset = self.view.selected_rows(MAX_SELECTED), self.model.dataset
        if not rows or dataset is None:
            return
        from timeline_app.io.export.clipboard import rows_as_text  # brings Arrow
        from timeline_app.io.export.shown_columns import columns_as_shown

        columns = columns_as_shown(dataset, self.columns())
        text, html = rows_as_text(dataset, self.model.dataset_rows(rows), columns)
        data = QMimeData()
        data.setText(text)
        data.setHtml(html)
        QGuiApplication.clipboard().setMimeData(data)
        self.notice.emit(self.tr("%Ln event(s) copied", "", len(rows)))

    def _select(self, event_ids: Sequence[str]) -> None:
        """Make this the selection, without a wish."""
        found = self.model.rows_of(event_ids)
        selection = QItemSelection()
        last_column = self.model.columnCount() - 1
        for first, last in _runs(sorted(found)):
            top, bottom = self.model.index(first, 0), self.model.index(last, last_column)
            selection.select(top, bottom)
        selected = self.view.selectionModel()
        with self._silently():
            selected.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if found:
                current = self.model.index(found[-1], self.view.first_column())
                selected.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        if found:
            self.view.show_row(found[-1])

    @contextmanager
    def _silently(self) -> Iterator[None]:
        """While it lasts, changes of the selection are no wishes of the person."""
        self._setting = True
        try:
            yield
        finally:
            self._setting = False

    def _on_selection_changed(self) -> None:
        if self._setting:
            return
        ids = self.selected_ids()
        self._selected = ids
        if self.view.selected_count() > MAX_SELECTED:
            self._select(ids)
            text = self.tr("Only the first {count} events can be selected at once.")
            self.notice.emit(text.format(count=QLocale().toString(MAX_SELECTED)))
        self.selection_requested.emit(ids)

    def _sort_by(self, section: int, order: Qt.SortOrder, _checked: bool = False) -> None:
        self.view.horizontalHeader().setSortIndicator(section, order)

    def _on_sort_clicked(self, section: int, order: Qt.SortOrder) -> None:
        descending = order == Qt.SortOrder.DescendingOrder
        self.sort_requested.emit(self.model.names[section], descending)

    def _on_menu(self, row: int, place: QPoint) -> None:
        self.menu_requested.emit(self.model.event_id(row), place)

    def _on_activated(self, index: QModelIndex) -> None:
        self.event_activated.emit(self.model.event_id(index.row()))

    def _open_columns_menu(self, place: QPoint) -> None:
        menu = self.columns_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.view.horizontalHeader().mapToGlobal(place))

    def _toggle_column(self, name: str, shown: bool) -> None:
        header = self.view.horizontalHeader()
        header.setSectionHidden(self.model.names.index(name), not shown)
        self._tell_columns()

    def _reset_columns(self) -> None:
        self.set_columns([])
        self._tell_columns()

    def _tell_columns(self) -> None:
        self._columns = self.columns()
        self.view.fit_columns()
        self.columns_changed.emit(self.columns())


def _runs(rows: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of successive numbers in an ascending list."""
    array = np.asarray(rows, dtype=np.int64)
    parts = np.split(array, np.flatnonzero(np.diff(array) != 1) + 1)
    return [(int(part[0]), int(part[-1])) for part in parts if len(part)]
