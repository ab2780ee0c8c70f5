"""Between the store and the views: each change goes once through core and to whom it concerns."""

import numpy as np
from pyroaring import BitMap
from PySide6.QtCore import QObject, QTimer, Signal

from timeline_app.app.searching import Searcher
from timeline_app.app.sorting import Sorter
from timeline_app.app.status import StatusLine
from timeline_app.core.clauses import (
    Filter,
    Mode,
    TimeClause,
    ValueClause,
    easing_clauses,
    with_text,
    with_time,
    with_value,
    without_chip,
    without_field,
)
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection, histogram, project
from timeline_app.core.records import Event
from timeline_app.core.view_state import TIME_ORDER, Sort, ViewState
from timeline_app.core.when import Form, Span
from timeline_app.core.window import brought_into, fitted, fitted_or_all, time_clause
from timeline_app.models.jobs import Jobs
from timeline_app.models.store import NO_HISTORY, History, Store
from timeline_app.views.main_window import MainWindow

OVERVIEW_BINS = 240
AT_ONCE = 20_000
"""Of so many events all views are shown together; of more, the timeline first."""
ALL_FIELDS = frozenset({"filter", "window", "group", "sort", "selection"})


class Presenter(QObject):
    """Shows one dataset in one window, and turns the views' wishes into changes of the store."""

    dataset_shown = Signal()
    """Another dataset is on screen."""

    def __init__(self, window: MainWindow, store: Store, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._dataset: Dataset | None = None
        self._projection: Projection | None = None
        self._extent = Span(0, 1)
        self._undrawn = 0
        self._shown: tuple[str, ...] = ()
        self._waiting: frozenset[str] = frozenset()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_waiting)
        self._status = StatusLine(self)
        self._searcher = Searcher(jobs, self)
        self._sorter = Sorter(jobs, self)
        self._shown_sort = TIME_ORDER
        store.changed.connect(self._on_changed)
        self._connect_views()

    # What is shown

    @property
    def dataset(self) -> Dataset:
        """The dataset on screen; there is one from the first `show` on."""
        assert self._dataset is not None
        return self._dataset

    @property
    def has_dataset(self) -> bool:
        return self._dataset is not None

    @property
    def projection(self) -> Projection:
        assert self._projection is not None
        return self._projection

    @property
    def state(self) -> ViewState:
        return self._store.state

    @property
    def selected(self) -> Event | None:
        """The event that the details show."""
        row = self.dataset.row_of(self._shown[-1]) if self._shown else None
        return None if row is None else self.dataset.event(row)

    def show(self, dataset: Dataset, state: ViewState, history: History = NO_HISTORY) -> None:
        """Put a dataset on screen; undo begins anew unless a history is given."""
        self._dataset = dataset
        self._store.reset(state, history)
        extent = fitted(dataset.time_index) or state.window
        self._extent = extent
        edges = np.linspace(extent.start, extent.end, OVERVIEW_BINS + 1)
        every = histogram(dataset, dataset.time_index.dated, extent, OVERVIEW_BINS)
        self._window.overview.show_extent(edges, every)
        self._window.problems.show_readings(dataset.readings)
        self._on_changed(state, ALL_FIELDS)
        self.dataset_shown.emit()

    def _on_changed(self, state: ViewState, names: frozenset[str]) -> None:
        """Show the timeline as it is now; of a large dataset all else when that is painted."""
        window, dataset = self._window, self.dataset
        if "filter" in names:
            self._projection = project(dataset, state.filter)
            window.canvas.set_content(dataset, self._projection)
            window.show_empty(not self._projection.total)
        if names & {"filter", "selection"}:
            self._shown = self._shown_selection()
            window.canvas.set_selection(self._shown)
        window.canvas.set_window(state.window)
        if "group" in names:
            window.canvas.set_group(state.group)
        if "window" in names:
            window.overview.show_window(state.window)
        self._waiting |= names
        if len(dataset) > AT_ONCE and names & {"filter", "window"}:
            self._later.start()
        else:
            self._show_waiting()

    def _show_waiting(self) -> None:
        """Show what follows from the last changes in all views but the timeline."""
        self._later.stop()
        names, self._waiting = self._waiting, frozenset()
        state = self.state
        if "filter" in names:
            self._show_filter(state.filter)
        if names & {"filter", "sort"}:
            self._show_rows(state.sort)
        if names & {"filter", "sort", "selection"}:
            self._show_selection()
        self._show_status()

    def _show_filter(self, filter_: Filter) -> None:
        window, dataset, projection = self._window, self.dataset, self.projection
        window.filter_bar.show_filter(dataset, filter_)
        window.filter_panel.show_facets(dataset, projection, filter_)
        if not projection.total:
            easing = easing_clauses(dataset, filter_)
            window.empty_notice.show_easing(dataset, filter_, easing)
        passing = histogram(dataset, projection.events, self._extent, OVERVIEW_BINS)
        window.overview.show_filtered(passing)

    def _show_rows(self, sort: Sort) -> None:
        """The filtered events as they are to be sorted; until that is done, as they were."""
        from timeline_app.core.order import table_order  # brings pandas: not at start-up

        dataset = self.dataset
        if dataset.orders.is_quick(sort):
            self._sorter.cancel()
            self._shown_sort = sort
        else:
            self._sorter.sort(dataset, sort)
            if not dataset.orders.is_quick(self._shown_sort):
                self._shown_sort = TIME_ORDER
        rows = table_order(dataset, self.projection.rows, self._shown_sort)
        self._window.table.show_rows(dataset, rows)
        self._window.table.show_sort(*sort)

    def _on_sorted(self, dataset: Dataset, sort: Sort) -> None:
        if dataset is self.dataset and sort == self.state.sort:
            self._show_rows(sort)

    def _stop_sorting(self) -> None:
        if self._sorter.is_busy:
            self._sorter.cancel()
            self._store.update(sort=self._shown_sort)

    def _shown_selection(self) -> tuple[str, ...]:
        """Selected events that the filter drops stay selected, but nothing shows them."""
        rows = self.dataset.rows_of(self.state.selection).tolist()
        pairs = zip(self.state.selection, rows, strict=True)
        return tuple(event_id for event_id, row in pairs if row >= 0 and row in self.projection)

    def _show_selection(self) -> None:
        dataset, projection, shown = self.dataset, self.projection, self._shown
        self._window.table.show_selection(shown)
        event = self.selected
        position = 0 if event is None else projection.place_of(event.row) + 1
        self._window.details.show_event(dataset, event, position, projection.total)

    def _show_status(self) -> None:
        text = self._status.text(self.dataset, self.projection, self.state, self._undrawn)
        self._window.show_status(text)

    # What the views ask for

    def _connect_views(self) -> None:
        window = self._window
        window.filter_panel.value_requested.connect(self.change_value)
        window.filter_panel.field_cleared.connect(self.clear_field)
        window.filter_panel.time_requested.connect(self.change_time)
        window.filter_bar.search_requested.connect(self.search)
        window.filter_bar.chip_removed.connect(self._on_chip_removed)
        window.filter_bar.clear_requested.connect(self.clear_filter)
        window.empty_notice.clause_dropped.connect(self._on_clause_dropped)
        window.empty_notice.clear_requested.connect(self.clear_filter)
        window.canvas.window_requested.connect(self.move_window)
        window.canvas.selection_requested.connect(self.select)
        window.canvas.time_clause_requested.connect(
            lambda span: self.change_time(time_clause(span))
        )
        window.canvas.undrawn_changed.connect(self._on_undrawn_changed)
        window.table.selection_requested.connect(self.select)
        window.table.sort_requested.connect(
            lambda column, descending: self._store.update(sort=(column, descending))
        )
        window.table.event_activated.connect(self.zoom_to)
        window.cancel_requested.connect(self._searcher.cancel)
        self._searcher.found.connect(self._on_found)
        self._searcher.started.connect(lambda: window.filter_bar.set_searching(True))
        self._searcher.progressed.connect(
            lambda part: window.show_work(self.tr("Searching…"), part)
        )
        self._searcher.ended.connect(lambda: window.filter_bar.set_searching(False))
        self._searcher.ended.connect(window.end_work)
        window.cancel_requested.connect(self._stop_sorting)
        self._sorter.found.connect(self._on_sorted)
        self._sorter.progressed.connect(lambda part: window.show_work(self.tr("Sorting…"), part))
        self._sorter.ended.connect(window.end_work)
        window.overview.window_requested.connect(self.move_window)
        window.overview.reset_requested.connect(self.fit_all)
        window.details.value_requested.connect(self.change_value)
        window.details.event_requested.connect(lambda event_id: self.select((event_id,)))
        window.details.previous_requested.connect(lambda: self.step(-1))
        window.details.next_requested.connect(lambda: self.step(1))

    def change_value(self, field: str, key: str, mode: Mode) -> None:
        """Include, exclude, only or off: one value of a field."""
        self._store.update(filter=with_value(self.state.filter, field, key, mode))

    def change_clause(self, clause: ValueClause, wanted: bool) -> None:
        """Let this, or nothing, be the condition on the values of its field."""
        others = without_field(self.state.filter, clause.field)
        self._store.update(filter=(*others, clause) if wanted else others)

    def clear_field(self, field: str) -> None:
        """Drop all conditions on the values of a field."""
        self._store.update(filter=without_field(self.state.filter, field))

    def change_time(self, clause: TimeClause | None) -> None:
        self._store.update(filter=with_time(self.state.filter, clause))

    def search(self, text: str) -> None:
        """Show events with these words, once they are found."""
        self._searcher.search(self.dataset, text)

    def _on_found(self, dataset: Dataset, text: str) -> None:
        if dataset is self.dataset:
            self._store.update(merge="search", filter=with_text(self.state.filter, text))

    def clear_filter(self) -> None:
        self._searcher.cancel()
        self._store.update(filter=())

    def change_group(self, field: str) -> None:
        self._store.update(group=field)

    def move_window(self, span: Span) -> None:
        self._store.update(merge="window", window=span)

    def fit_all(self) -> None:
        """Show all filtered events, or all events where none passes."""
        events, filter_ = self.projection.events, self.state.filter
        span = fitted_or_all(self.dataset.time_index, events, filter_)
        if span is not None:
            self._store.update(window=span)

    def fit_selection(self) -> None:
        self._fit(self.state.selection)

    def zoom_to(self, event_id: str) -> None:
        """Select an event and show it from near."""
        self._fit((event_id,))

    def _fit(self, ids: tuple[str, ...]) -> None:
        """Select events and fit the window to those that are dated, as one step."""
        rows = self.dataset.rows_of(ids)
        window = fitted(self.dataset.time_index, BitMap(rows[rows >= 0])) or self.state.window
        self._store.update(selection=ids, window=window)

    def filter_to_window(self) -> None:
        self.change_time(time_clause(self.state.window))

    def select(self, ids: tuple[str, ...]) -> None:
        """Select events; the last one is brought on screen."""
        window = self.state.window
        row = self.dataset.row_of(ids[-1]) if ids else None
        if row is not None and self.dataset.times.form[row] != Form.UNDATED:
            window = brought_into(window, self.dataset.times.span(row))
        self._store.update(merge="selection", selection=tuple(ids), window=window)

    def step(self, by: int) -> None:
        """Select the filtered event `by` places later; from none, the first or the last."""
        projection = self.projection
        if not projection.total:
            return
        current, last = self.dataset.row_of(self.state.current), projection.total - 1
        if current is None or current not in projection:
            place = 0 if by > 0 else last
        else:
            place = min(max(projection.place_of(current) + by, 0), last)
        self.select((self.dataset.id_of(projection.row_at(place)),))

    def step_to_end(self, last: bool) -> None:
        """Select the first or the last of the filtered events."""
        self.step(len(self.dataset) if last else -len(self.dataset))

    def _on_chip_removed(self, clause_index: int, key: str | None) -> None:
        self._store.update(filter=without_chip(self.state.filter, clause_index, key))

    def _on_clause_dropped(self, clause_index: int) -> None:
        self._on_chip_removed(clause_index, None)

    def _on_undrawn_changed(self, count: int) -> None:
        self._undrawn = count
        if self.has_dataset and not self._later.isActive():
            self._show_status()
