"""The filter panel: a section for each facet, for dates, and for fields that the person adds."""

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from timeline_app.core.clauses import Filter, TimeClause, ValueClause
from timeline_app.core.dataset import FACETS, Dataset
from timeline_app.core.projection import Projection
from timeline_app.models.words import field_in_words
from timeline_app.views.filter_panel.dates_section import DatesSection
from timeline_app.views.filter_panel.facet_list import ROWS_OF_LONG
from timeline_app.views.filter_panel.facet_section import FacetSection
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import QuietButton, menu_text


class FilterPanel(QWidget):
    """Include, exclude or single out values; every count is under all other conditions."""

    value_requested = Signal(str, str, str)
    """Field, key, and "include", "exclude", "only" or "off"."""
    field_cleared = Signal(str)
    """Drop all conditions on a field."""
    time_requested = Signal(object)
    """TimeClause, or None for no condition on dates."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._projection: Projection | None = None
        self._filter: Filter = ()
        self._added: list[str] = []
        self._sections: dict[str, FacetSection] = {}
        self.dates = DatesSection()
        self.dates.time_requested.connect(self.time_requested)
        self.dates.header.toggled.connect(self._share_out)
        self.add_button = QuietButton(
            "plus", self.tr("Filter by another field"), self.tr("Add a field")
        )
        self.add_button.clicked.connect(self._on_add_clicked)
        self.setAccessibleName(self.tr("Filters"))
        self.setMinimumWidth(200)
        self._arrange()

    def show_facets(self, dataset: Dataset, projection: Projection, filter_: Filter) -> None:
        """Show values, counts and what is active; place, focus and searched text stay."""
        self._dataset, self._projection, self._filter = dataset, projection, filter_
        self._show()

    def section(self, field: str) -> FacetSection | None:
        """The section of a field, None where it has none."""
        return self._sections.get(field)

    @property
    def added(self) -> tuple[str, ...]:
        """The fields that the person added, also those that the dataset does not have just now."""
        return tuple(self._added)

    def set_added(self, fields: Sequence[str]) -> None:
        """Offer these fields besides the standing ones, and those with a condition."""
        if self.added != tuple(fields):
            self._added = list(fields)
            self._show()

    def add_field(self, field: str) -> None:
        """Offer another field of the dataset."""
        if field not in self._added:
            self._added.append(field)
        self._show()

    def fields_to_add(self) -> tuple[str, ...]:
        """The fields of the dataset that have no section."""
        names = self._dataset.field_names if self._dataset else ()
        return tuple(name for name in names if name not in self._sections)

    def add_menu(self) -> QMenu:
        """The menu of fields to add."""
        menu = QMenu(self)
        for name in self.fields_to_add():
            action = menu.addAction(menu_text(field_in_words(name)))
            action.triggered.connect(lambda _=False, name=name: self._on_field_chosen(name))
        return menu

    def _arrange(self) -> None:
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        self._column.setSpacing(3 * UNIT)
        self._column.addWidget(self.dates)
        self._column.addWidget(self.add_button)
        self._column.addStretch(1)
        area = self._area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(self._inside)
        area.viewport().setAutoFillBackground(False)
        self._inside.setAutoFillBackground(False)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()
        self._share_out()

    def _share_out(self) -> None:
        """Make long lists shorter, down to a limit, where that shows the whole panel at once."""
        fewest, most = ROWS_OF_LONG
        for section in self._sections.values():
            section.set_rows_of_long(most)
        missing = self._inside.sizeHint().height() - self.height()
        long = [section for section in self._sections.values() if section.shows_long_list()]
        if not long or missing <= 0:
            return
        fewer, rest = divmod(math.ceil(missing / long[0].list.row_height()), len(long))
        for place, section in enumerate(reversed(long)):
            section.set_rows_of_long(max(fewest, most - fewer - (place < rest)))

    def _show(self) -> None:
        if self._dataset is None or self._projection is None:
            return
        fields = self._dataset.field_names
        wanted = [name for name in self._wanted() if name in fields]
        for name in [name for name in self._sections if name not in wanted]:
            section = self._sections.pop(name)
            self._column.removeWidget(section)
            section.hide()
            section.deleteLater()
        added = [name for name in wanted if name not in self._sections]
        for name in added:
            self._insert(name)
        if added:
            self._order_tabs()
        for name in wanted:
            self._show_section(name)
        times = (clause for clause in self._filter if isinstance(clause, TimeClause))
        self.dates.show_clause(next(times, None))
        self.add_button.setVisible(bool(self.fields_to_add()))
        if added:
            self._share_out()

    def _show_section(self, name: str) -> None:
        """Show what is active; values and their counts, which cost time, only where they show."""
        section = self._sections[name]
        section.show_active(self._filter)
        if self._dataset and self._projection and section.is_open() and self.isVisible():
            field = self._dataset.field(name)
            assert field is not None
            section.show_values(field, self._projection.counts[name])

    def _on_section_toggled(self, name: str) -> None:
        self._show_section(name)
        self._share_out()

    def _wanted(self) -> list[str]:
        """The fields with a section: the standing ones, those added, those with a condition."""
        named = [clause.field for clause in self._filter if isinstance(clause, ValueClause)]
        return list(dict.fromkeys((*self._standing(), *self._added, *named)))

    def _standing(self) -> list[str]:
        """The fields that always have a section, but for those of which the data says nothing."""
        fields = self._dataset.fields if self._dataset else {}
        return [name for name in FACETS if name not in fields or any(fields[name].keys)]

    def _insert(self, name: str) -> None:
        """Make the section of a field: the standing ones before the dates, others after."""
        section = FacetSection(name, removable=name not in FACETS)
        section.mode_requested.connect(lambda key, mode: self.value_requested.emit(name, key, mode))
        section.clear_requested.connect(lambda: self.field_cleared.emit(name))
        section.remove_requested.connect(lambda: self._on_remove_requested(name))
        before: QWidget = self.add_button
        if name in FACETS:
            later = (self._sections.get(other) for other in FACETS[FACETS.index(name) + 1 :])
            before = next(filter(None, later), self.dates)
        self._column.insertWidget(self._column.indexOf(before), section)
        section.show()  # a layout would do so later: its height is asked for at once
        section.header.toggled.connect(lambda: self._on_section_toggled(name))
        self._sections[name] = section

    def _order_tabs(self) -> None:
        """Let the Tab key go from top to bottom, whenever a section was made."""
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        stops: list[QWidget] = [self._area]  # else they would stand behind all other views
        for widget in (item.widget() for item in items if item is not None):
            if isinstance(widget, FacetSection | DatesSection):
                stops += widget.tab_stops()
            elif widget is not None:
                stops.append(widget)
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)

    def _on_add_clicked(self) -> None:
        menu = self.add_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add_button.mapToGlobal(self.add_button.rect().bottomLeft()))

    def _on_field_chosen(self, name: str) -> None:
        self.add_field(name)
        self._sections[name].list.setFocus()

    def _on_remove_requested(self, name: str) -> None:
        """Take a section away, and with it its conditions: none may work unseen."""
        self._added = [kept for kept in self._added if kept != name]
        if self._sections[name].active_keys():
            self.field_cleared.emit(name)
        self._show()
