"""What each action does: one method `on_<id>` for each row of the table of actions."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from timeline_app import __version__
from timeline_app.app.exporting import Exporter
from timeline_app.app.menus import Menus, shortcut_groups
from timeline_app.app.opening import Opener
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.themes import apply_theme
from timeline_app.core.message import TimelineError
from timeline_app.core.when import Form
from timeline_app.core.window import around
from timeline_app.models.store import Store
from timeline_app.models.words import message_in_words
from timeline_app.paths import shipped_dataset
from timeline_app.views import dialogs
from timeline_app.views.main_window import PANES, MainWindow
from timeline_app.views.theme import current_theme

ZOOM_STEP = 1.5
GROUPS = {"country": "country", "actor": "actor", "type": "type", "source": "source", "none": ""}
THEMES = ("system", "light", "dark")
SUBMENUS = ("recent",)

translate = QCoreApplication.translate


class Commands(QObject):
    """Carries out the actions of one window."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        presenter: Presenter,
        opener: Opener,
        exporter: Exporter,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._presenter = presenter
        self._opener = opener
        self._exporter = exporter
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
        if kind == "show":
            return lambda checked: self._show_pane(rest, checked)
        method: Callable[[], None] = getattr(self, f"on_{action_id}")
        return lambda checked: method()

    def _connect(self) -> None:
        self._store.history_changed.connect(self._show_history)
        self._store.changed.connect(lambda state, names: self._show_group())
        self._presenter.dataset_shown.connect(self._show_group)
        self._presenter.dataset_shown.connect(lambda: self._window.set_ready(True))
        self.menus.submenus["recent"].aboutToShow.connect(self._fill_recent)
        window = self._window
        window.files_dropped.connect(self._opener.open)
        window.details.link_requested.connect(self._ask_open_link)
        for view in (window.details, window.table):
            view.notice.connect(window.show_notice)
        window.table.columns_changed.connect(
            lambda columns: self._settings.put("table_columns", list(columns))
        )
        self._opener.failed.connect(self.show_error)
        self._exporter.failed.connect(self.show_error)
        self._exporter.finished.connect(window.show_notice)
        opening = translate("Commands", "Opening…")
        writing = translate("Commands", "Writing…")
        self._opener.progressed.connect(lambda part: window.show_work(opening, part))
        self._exporter.progressed.connect(lambda part: window.show_work(writing, part))
        for worker in (self._opener, self._exporter):
            worker.ended.connect(window.end_work)
            window.cancel_requested.connect(worker.cancel)

    # File

    def on_open(self) -> None:
        path = dialogs.ask_open_file(
            self._window,
            translate("Commands", "Open events"),
            [
                translate("Commands", "Events (datapackage.json *.csv)"),
                translate("Commands", "All files (*)"),
            ],
        )
        if path:
            self._opener.open([path])

    def on_open_folder(self) -> None:
        path = dialogs.ask_open_folder(self._window, translate("Commands", "Open dataset folder"))
        if path:
            self._opener.open([path])

    def on_open_shipped(self) -> None:
        self._opener.open([shipped_dataset()])

    def on_export_csv(self) -> None:
        plain = translate("Commands", "CSV (*.csv)")
        marked = translate("Commands", "CSV with byte order mark, for Excel (*.csv)")
        title = translate("Commands", "Export filtered events as CSV")
        chosen = self._ask_target(title, {plain: ".csv", marked: ".csv"})
        if chosen:
            path, kind = chosen
            self._exporter.csv(
                self._presenter.dataset, self._presenter.projection, path, bom=kind == marked
            )

    def on_export_figure(self) -> None:
        kinds = {f"{name} (*.{name.lower()})": f".{name.lower()}" for name in ("PNG", "SVG", "PDF")}
        chosen = self._ask_target(translate("Commands", "Export timeline as picture"), kinds)
        if chosen:
            canvas = self._window.canvas
            self._exporter.figure(
                self._presenter.dataset,
                self._presenter.projection,
                self._store.state,
                chosen[0],
                (max(canvas.width(), 900), max(canvas.height(), 500)),
                current_theme(),
            )

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
                    "NumPy, Apache Arrow, pyqtgraph, edtf and pycountry. The words of the shipped "
                    "dataset are under CC BY 4.0; quotes remain their publishers'.",
                ),
            ],
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # What is not in the menus

    def show_error(self, error: BaseException) -> None:
        """Tell what went wrong in a sentence; what the program did not expect goes to the log."""
        if isinstance(error, TimelineError):
            text = message_in_words(error.message)
        else:
            text = translate(
                "Commands", "Something went wrong that the program did not expect: {error}"
            ).format(error=f"{type(error).__name__}: {error}")
        dialogs.tell(self._window, translate("Commands", "Timeline"), text)

    def _ask_open_link(self, address: str) -> None:
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        if url.isValid() and url.scheme() in ("http", "https") and url.host():
            shown = url.toString()
            dialogs.ask_open_link(self._window, shown, lambda: _open_in_browser(url))
        else:
            dialogs.tell(
                self._window,
                translate("Commands", "No web address"),
                translate("Commands", "Only http and https addresses are opened; this is: {url}")
                .format(url=address),
            )  # fmt: skip

    def _ask_target(self, title: str, kinds: dict[str, str]) -> tuple[Path, str] | None:
        """A file to write, with one of the endings of `kinds`, and the kind; None: do not."""
        endings = tuple(kinds.values())
        proposed = self._proposed_name(endings[0])
        chosen = dialogs.ask_save_path(self._window, title, proposed, list(kinds))
        if chosen is None:
            return None
        typed, kind = chosen
        if typed.suffix.lower() in endings:
            return typed, kind
        path = typed.with_name(typed.name + kinds.get(kind, endings[0]))
        return (
            (path, kind) if not path.exists() or dialogs.ask_replace(self._window, path) else None
        )

    def _proposed_name(self, ending: str) -> str:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = self._presenter.dataset.name or "timeline"
        return str(Path(folder) / f"{name}-{date.today():%Y-%m-%d}{ending}")

    def _pop_up_on_table(self, menu: QMenu) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._window.table.mapToGlobal(QPoint(0, 0)))

    def _show_pane(self, name: str, shown: bool) -> None:
        self._window.panes[name].setVisible(shown)
        self._settings.put(f"show_{name}", shown)

    def _show_panes(self) -> None:
        for name in PANES:
            shown = self._settings.get(f"show_{name}")
            self._window.panes[name].setVisible(shown)
            self.menus.check(f"show_{name}", shown)

    def _show_history(self) -> None:
        self.menus.actions["undo"].setEnabled(self._store.can_undo)
        self.menus.actions["redo"].setEnabled(self._store.can_redo)

    def _show_group(self) -> None:
        group = self._store.state.group
        for name, field in GROUPS.items():
            if field == group:
                self.menus.check(f"group_{name}")

    def _change_theme(self, name: str) -> None:
        self._settings.put("theme", name)
        apply_theme(name)

    def _fill_recent(self) -> None:
        menu = self.menus.submenus["recent"]
        menu.clear()
        for path in self._settings.get("recent"):
            action = menu.addAction(str(path).replace("&", "&&"))
            action.triggered.connect(
                lambda checked=False, path=path: self._opener.open([Path(path)])
            )
        if menu.isEmpty():
            menu.addAction(translate("Commands", "Nothing yet")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(translate("Commands", "Clear this list")).triggered.connect(
                self._settings.forget_recent
            )


def _open_in_browser(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
