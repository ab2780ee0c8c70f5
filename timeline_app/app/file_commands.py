"""Opening, exporting and links: the commands that reach outside of the program."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.app.errors import show_error
from timeline_app.app.exporting import Exporter
from timeline_app.app.open_files import OpenFiles
from timeline_app.app.opening import Opener
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.targets import Targets
from timeline_app.core.reading import Problem
from timeline_app.models.progress_words import progress_in_words
from timeline_app.paths import shipped_dataset
from timeline_app.views import dialogs
from timeline_app.views.main_window import MainWindow
from timeline_app.views.widgets import menu_text

KINDS = (
    "datapackage.json *.csv *.tsv *.tab *.txt *.xlsx *.xls *.ods *.json *.jsonl *.geojson "
    "*.parquet *.feather *.timeline *.zip *.gz"
)
"""What the open dialog shows; a file is recognised by its content, whatever its name."""

translate = QCoreApplication.translate


class FileCommands(QObject):
    """Asks for files, starts the work and tells how it went."""

    def __init__(
        self,
        window: MainWindow,
        presenter: Presenter,
        opener: Opener,
        exporter: Exporter,
        open_files: OpenFiles,
        targets: Targets,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._opener = opener
        self._exporter = exporter
        self._open_files = open_files
        self._targets = targets
        self._settings = settings
        window.files_dropped.connect(opener.open)
        window.problems.save_requested.connect(self._save_problems)
        window.details.link_requested.connect(lambda url: self.ask_open_link(url, window))
        opener.failed.connect(partial(show_error, window))
        opener.progressed.connect(self._show_opening)
        opener.ended.connect(window.end_work)
        window.cancel_requested.connect(opener.cancel)

    def _show_opening(self, part: float) -> None:
        words = progress_in_words(part, self._opener.bytes_to_read, self._opener.seconds_left)
        self._window.show_work(words, part)

    def on_open(self) -> None:
        paths = dialogs.ask_open_files(
            self._window,
            translate("FileCommands", "Open events"),
            [
                translate("FileCommands", "Events ({kinds})").format(kinds=KINDS),
                translate("FileCommands", "All files (*)"),
            ],
        )
        if paths:
            self._opener.open(paths)

    def on_open_folder(self) -> None:
        path = dialogs.ask_open_folder(
            self._window, translate("FileCommands", "Open dataset folder")
        )
        if path:
            self._opener.open([path])

    def on_open_shipped(self) -> None:
        self._opener.open([shipped_dataset()])

    def on_reload(self) -> None:
        self._open_files.reload()

    def _save_problems(self, problems: list[Problem]) -> None:
        title = translate("FileCommands", "Save problems as CSV")
        path = self._targets.ask(title, "CSV", [".csv"], translate("FileCommands", "problems"))
        if path is not None:
            self._exporter.problems(self._presenter.dataset, problems, path)

    def fill_recent(self, menu: QMenu) -> None:
        """List the files opened last, newest first."""
        menu.clear()
        for path in self._settings.get("recent"):
            action = menu.addAction(menu_text(str(path)))
            action.triggered.connect(
                lambda checked=False, path=path: self._opener.open([Path(path)])
            )
        if menu.isEmpty():
            menu.addAction(translate("FileCommands", "Nothing yet")).setEnabled(False)
        else:
            menu.addSeparator()
            menu.addAction(translate("FileCommands", "Clear this list")).triggered.connect(
                self._settings.forget_recent
            )

    def ask_open_link(self, address: str, over: QWidget) -> None:
        """Ask about a web address, over a window, before the browser opens it."""
        url = QUrl(address, QUrl.ParsingMode.StrictMode)
        if url.isValid() and url.scheme() in ("http", "https") and url.host():
            dialogs.ask_open_link(over, url.toString(), lambda: _open_in_browser(url))
            return
        refused = translate(
            "FileCommands", "Only http and https addresses are opened; this is: {url}"
        )
        title = translate("FileCommands", "No web address")
        dialogs.tell(over, title, refused.format(url=address))


def _open_in_browser(url: QUrl) -> None:
    QDesktopServices.openUrl(url)
