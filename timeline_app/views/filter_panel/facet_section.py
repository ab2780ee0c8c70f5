"""One facet: heading, search in long lists, and the values."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.core.calendar import Int64Array
from timeline_app.core.clauses import Filter, ValueClause
from timeline_app.core.fields import Field
from timeline_app.models.facet_model import LONG, FacetModel, Modes
from timeline_app.models.words import field_in_words
from timeline_app.views.filter_panel.facet_list import FacetList
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import QuietButton, SearchField, SectionHeader, plain_label


class FacetSection(QWidget):
    """The values of one field with their live counts."""

    mode_requested = Signal(str, str)
    """Key, and "include", "exclude", "only" or "off"."""
    clear_requested = Signal()
    remove_requested = Signal()
    """Take the section away; only those that were added offer it."""

    def __init__(self, field: str, *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = field_in_words(field)
        self.field = field
        self.model = FacetModel(self)
        self.header = SectionHeader(name)
        self.header.toggled.connect(self._update_visible)
        self.sort_button = QuietButton("sort-count")
        self.sort_button.clicked.connect(self._on_sort_clicked)
        self.remove_button = QuietButton(
            "close", self.tr("Remove the field {name}").format(name=name)
        )
        if not removable:
            self.remove_button.hide()
        self.remove_button.clicked.connect(self.remove_requested)
        self.search = SearchField(self.tr("Search {name}").format(name=name.lower()))
        self.search.textChanged.connect(self._on_search_changed)
        self.list = FacetList(self.model)
        self.list.setAccessibleName(name)
        self.list.mode_requested.connect(self.mode_requested)
        self.list.clear_requested.connect(self.clear_requested)
        self.nothing = plain_label(muted=True)
        self._modes: Modes = {}
        self._new: set[str] = set()  # active since the values were shown last
        self._by_name: bool | None = None
        self._show_sort()
        self._arrange()

    def is_open(self) -> bool:
        """Whether it shows its values; else it needs none."""
        return self.header.isChecked()

    def show_active(self, filter_: Filter) -> None:
        """Show how many values the filter names; `show_values` shows which."""
        modes = _modes(self.field, filter_)
        if modes == self._modes:
            return
        self._new |= modes.keys() - self._modes.keys()
        self._modes = modes
        words = self.tr("{n} values active").format(n=len(modes)) if modes else ""
        self.header.set_number(len(modes), words)

    def show_values(self, field: Field, counts: Int64Array) -> None:
        """Show the field's values; focus, searched text and, in the same order, place stay.

        Those that have an order of their own stand in it until another is asked for.
        """
        if self._by_name is None:
            self._by_name = field.is_ordered
            self.model.set_by_name(self._by_name)
            self._show_sort()
        self.list.set_largest(int(counts.max(initial=0)))
        with self.list.keeping_place():
            self.model.show(field, counts, self._modes)
        if self._new:
            self.list.reveal(self._new & self._modes.keys())
            self._new.clear()
        self._update_visible()

    def shows_long_list(self) -> bool:
        """Whether there is a list to see that has more values than it shows at once."""
        return self.list.is_long() and not self.list.isHidden()

    def set_rows_of_long(self, rows: float) -> None:
        """How many values a long list shows at once."""
        self.list.set_rows_of_long(rows)
        self.updateGeometry()

    def active_keys(self) -> tuple[str, ...]:
        """Keys that the filter includes or excludes."""
        return tuple(self._modes)

    def tab_stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self.header, self.sort_button, self.remove_button, self.search, self.list]

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.header, 1)
        head.addWidget(self.sort_button)
        head.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.nothing)

    def _update_visible(self) -> None:
        opened = self.is_open()
        searchable = self.model.value_count() > LONG
        self.sort_button.setVisible(opened and self.model.value_count() > 1)
        self.search.setVisible(opened and searchable)
        self.list.setVisible(opened and self.model.rowCount() > 0)
        self.nothing.setVisible(opened and self.model.rowCount() == 0)
        self.nothing.setText(self.tr("No value matches.") if searchable else self.tr("No values"))

    def _on_search_changed(self, text: str) -> None:
        self.model.set_search(text)
        self._update_visible()

    def _on_sort_clicked(self) -> None:
        self._by_name = not self._by_name
        with self.list.keeping_place():
            self.model.set_by_name(self._by_name)
        self._show_sort()

    def _show_sort(self) -> None:
        self.sort_button.set_icon_name("sort-name" if self._by_name else "sort-count")
        self.sort_button.set_name(
            self.tr("Sorted by name; sort by count")
            if self._by_name
            else self.tr("Sorted by count; sort by name")
        )


def _modes(field: str, filter_: Filter) -> Modes:
    """What a filter says of the values of one field."""
    return {
        key: "exclude" if clause.exclude else "include"
        for clause in filter_
        if isinstance(clause, ValueClause) and clause.field == field
        for key in clause.keys
    }
