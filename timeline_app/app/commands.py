"""What each action does: a method `on_<id>` for each row of the table, in one of three places."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from timeline_app import __version__
from timeline_app.app.export_commands import ExportCommands
from timeline_app.app.file_commands import FileCommands
from timeline_app.app.menus import Menus, shortcut_groups
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.source_reading import SourceReading
from timeline_app.app.state_menus import GROUPS, ONLY, StateMenus
from timeline_app.app.themes import apply_theme
from timeline_app.core.when import Form
from timeline_app.core.window import around
from timeline_app.models.citation import FORMS, dataset_cited, form_in_words
from timeline_app.models.store import Store
from timeline_app.views import dialogs
from timeline_app.views.main_window import PANES, MainWindow

ZOOM_STEP = 1.5
SUBMENUS = ("recent", "cite_dataset", "other_lanes")

translate = QCoreApplication.translate


class Commands(QObject):
    """Carries out the actions of one window."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        presenter: Presenter,
        files: FileCommands,
        sources: SourceReading,
        exports: ExportCommands,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._presenter = presenter
        self._files = files
        self._sources = sources
        self._exports = exports
        self._settings = settings
        self.menus = Menus(window, self._handler_of)
        self._connect()
        window.set_ready(False)
        self._show_panes()
        self._show_history()
        self.menus.check(f"theme_{settings.get('theme')}")

    def _handler_of(self, action_id: str) -> Callable[[bool], None] | None:
        kind, _, rest = action_id.partition("_")
        if action_id in SUBMENUS:
            return None
        if kind == "group":
            return lambda checked: self._presenter.change_group(GROUPS[rest])
        if kind == "theme":
            return lambda checked: self._change_theme(rest)
        if kind == "only":
            return lambda checked: self._presenter.change_clause(ONLY[rest], checked)
        if kind == "show":
            return lambda checked: self._show_pane(rest, checked)
        owners = (self._files, self._sources, self._exports, self)
        owner = next(owner for owner in owners if hasattr(owner, f"on_{action_id}"))
        method: Callable[[], None] = getattr(owner, f"on_{action_id}")
        return lambda checked: method()

    def _connect(self) -> None:
        self._store.history_changed.connect(self._show_history)
        shown = StateMenus(self.menus, self._presenter, self)
        self._store.changed.connect(lambda state, names: shown.show())
        self._presenter.dataset_shown.connect(shown.show)
        self._presenter.dataset_shown.connect(lambda: self._window.set_ready(True))
        recent = self.menus.submenus["recent"]
        recent.aboutToShow.connect(lambda: self._files.fill_recent(recent))
        for form in FORMS:
            action = self.menus.submenus["cite_dataset"].addAction(form_in_words(form))
            action.triggered.connect(partial(self._copy_dataset_cited, form))
        window = self._window
        for view in (window.details, window.table):
            view.notice.connect(window.show_notice)
        show_problems = self.menus.actions["show_problems"]
        for wish in (window.reading_bar.acted, window.problems.close_requested):
            wish.connect(show_problems.trigger)
        window.table.columns_changed.connect(
            lambda columns: self._settings.put("table_columns", list(columns))
        )

    # File, besides what `FileCommands` do

    def on_quit(self) -> None:
        self._window.close()

    # Edit

    def on_undo(self) -> None:
        self._store.undo()

    def on_redo(self) -> None:
        self._store.redo()

    def on_copy_rows(self) -> None:
        self._window.table.copy_selected()

    def on_find(self) -> None:
        self._window.filter_bar.focus_search()

    def on_clear_selection(self) -> None:
        self._store.update(selection=())

    def _copy_dataset_cited(self, form: str) -> None:
        QGuiApplication.clipboard().setText(dataset_cited(self._presenter.dataset, form))
        told = translate("Commands", "Citation of the dataset copied: {form}")
        self._window.show_notice(told.format(form=form_in_words(form)))

    # View

    def on_columns(self) -> None:
        self._pop_up_on_table(self._window.table.columns_menu())

    def on_sort(self) -> None:
        self._pop_up_on_table(self._window.table.sort_menu())

    def on_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    # Navigate

    def on_zoom_in(self) -> None:
        self._window.canvas.zoom_by(ZOOM_STEP)

    def on_zoom_out(self) -> None:
        self._window.canvas.zoom_by(1 / ZOOM_STEP)

    def on_fit_all(self) -> None:
        self._presenter.fit_all()

    def on_fit_selection(self) -> None:
        self._presenter.fit_selection()

    def on_go_to_date(self) -> None:
        dialog = dialogs.DateDialog(self._window)

        def go() -> None:
            if dialog.when is not None and dialog.when.form != Form.UNDATED:
                self._presenter.move_window(around(self._store.state.window, dialog.when.span))

        dialog.accepted.connect(go)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def on_first(self) -> None:
        self._presenter.step_to_end(last=False)

    def on_last(self) -> None:
        self._presenter.step_to_end(last=True)

    def on_previous(self) -> None:
        self._presenter.step(-1)

    def on_next(self) -> None:
        self._presenter.step(1)

    # Filter

    def on_filter_to_window(self) -> None:
        self._presenter.filter_to_window()

    def on_clear_filter(self) -> None:
        self._presenter.clear_filter()

    # Help

    def on_shortcuts(self) -> None:
        dialog = dialogs.KeysDialog(self._window, shortcut_groups())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def on_about(self) -> None:
        dataset = self._presenter.dataset
        dialog = dialogs.AboutDialog(
            self._window,
            [
                translate("Commands", "Timeline {version}").format(version=__version__),
                translate(
                    "Commands",
                    "Shows what happened, when, and who says so. It works offline: nothing that "
                    "you open leaves this computer.",
                ),
                translate("Commands", "Open now: {title} {version}\n{place}").format(
                    title=dataset.title, version=dataset.version, place=dataset.location
                ),
                translate(
                    "Commands",
                    "The program is under the MIT licence; it uses Qt for Python (LGPL), pandas, "
                    "NumPy, Apache Arrow, pyqtgraph, pyroaring, edtf, pycountry, python-calamine, "
                    "charset-normalizer, pypdf, RapidFuzz and XlsxWriter. The words of the "
                    "shipped dataset are under CC BY 4.0; quotes remain their publishers'.",
                ),
            ],
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # What is not in the menus

    def _pop_up_on_table(self, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._window.table.mapToGlobal(QPoint(0, 0)))

    def _show_pane(self, name: str, shown: bool) -> None:
        self._window.panes[name].setVisible(shown)
        self._settings.put(f"show_{name}", shown)
        if name == "problems":
            (self._window.problems if shown else self._window.canvas).setFocus()

    def _show_panes(self) -> None:
        for name in PANES:
            shown = self._settings.get(f"show_{name}")
            self._window.panes[name].setVisible(shown)
            self.menus.check(f"show_{name}", shown)

    def _show_history(self) -> None:
        self.menus.actions["undo"].setEnabled(self._store.can_undo)
        self.menus.actions["redo"].setEnabled(self._store.can_redo)

    def _change_theme(self, name: str) -> None:
        self._settings.put("theme", name)
        apply_theme(name)
