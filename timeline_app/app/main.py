"""Builds the window and all that belongs to it, connects it once, and runs it."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QSize, QTranslator
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from timeline_app import __version__
from timeline_app.app.collecting import IdleCollector
from timeline_app.app.commands import Commands
from timeline_app.app.context_menus import ContextMenus
from timeline_app.app.display import has_display
from timeline_app.app.export_commands import ExportCommands
from timeline_app.app.exporting import Exporter
from timeline_app.app.file_commands import FileCommands
from timeline_app.app.log import log_file, start_log
from timeline_app.app.open_files import OpenFiles
from timeline_app.app.opening import Opener, Opening
from timeline_app.app.presenter import Presenter
from timeline_app.app.previews import Previews
from timeline_app.app.settings import Settings, cache_folder, settings_file
from timeline_app.app.source_reading import SourceReading
from timeline_app.app.targets import Targets
from timeline_app.app.themes import apply_theme
from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset
from timeline_app.core.first_view import first_view
from timeline_app.core.view_json import added_fields, from_json, to_json
from timeline_app.core.view_state import ViewState
from timeline_app.core.window import fitted
from timeline_app.models.jobs import Jobs
from timeline_app.models.store import Store
from timeline_app.paths import resources_dir, shipped_dataset
from timeline_app.views.main_window import MainWindow

if TYPE_CHECKING:
    from timeline_app.app.command_line import Options
    from timeline_app.core.changes import Changes
    from timeline_app.io.open_file import Choices

PICTURE = "timeline.png"
PICTURE_SIZE = (1440, 900)
FIRST_SIZE = (1440, 900)


@dataclass(frozen=True)
class Program:
    """The parts of a running window, kept together so that none is collected."""

    window: MainWindow
    store: Store
    presenter: Presenter
    commands: Commands
    context_menus: ContextMenus
    opener: Opener
    jobs: Jobs
    settings: Settings
    previews: Previews
    open_files: OpenFiles
    sources: SourceReading
    exporter: Exporter

    def show(self, dataset: Dataset, state: ViewState | None = None) -> None:
        """Put a dataset on screen: with a given view, else its last one, else the first view."""
        key = dataset_key(dataset)
        saved = self.settings.view_of(key)
        is_another = not self.presenter.has_dataset or dataset_key(self.presenter.dataset) != key
        if state is None and saved:
            state = from_json(saved)
            if not self._fits(dataset, state):
                state = None
        self.presenter.show(dataset, state or first_view(dataset))
        if is_another:
            self._show_added_fields()
        self._name_window()

    def _show_added_fields(self) -> None:
        """Have the filter panel show what was added to it for the dataset on screen."""
        saved = self.settings.view_of(dataset_key(self.presenter.dataset))
        self.window.filter_panel.set_added(added_fields(saved))

    def _name_window(self) -> None:
        dataset = self.presenter.dataset
        self.window.setWindowTitle(f"{dataset.title or dataset.name} – Timeline")

    def show_preview(self, dataset: Dataset) -> None:
        """Put the first events of a large file on screen; the others follow."""
        self.remember_view()
        self.window.reading_bar.hide()
        self.previews.begin()
        self.show(dataset)
        self.previews.shown()

    def show_opened(self, dataset: Dataset, opening: Opening, changes: "Changes | None") -> None:
        """Put a dataset on screen that was read to its end."""
        if changes is not None:
            self.open_files.show_again(dataset, opening, changes)
            return
        self.remember_view()
        if not self.previews.show_whole(dataset):
            self.show(dataset)
        self.open_files.shown(dataset, opening)
        for path in opening.paths:
            if path != shipped_dataset():
                self.settings.remember_recent(str(path.resolve()))

    def take_preview_back(self) -> None:
        """Of what could not be read to its end nothing stays on screen."""
        if self.previews.is_shown:
            if self.previews.take_back():
                self._show_added_fields()
                self._name_window()
            else:
                self.opener.open([shipped_dataset()])

    def open_first(self, paths: Sequence[Path], choices: "Choices | None" = None) -> None:
        """Open what the program was started with."""
        if list(paths) != [shipped_dataset()]:
            for end in (self.opener.failed, self.opener.cancelled):
                end.connect(self.show_shipped_if_empty)
        self.opener.open(paths, choices)

    def show_shipped_if_empty(self) -> None:
        """Where the first dataset could not be read, the shipped one stands in."""
        for end in (self.opener.failed, self.opener.cancelled):
            end.disconnect(self.show_shipped_if_empty)
        if not self.presenter.has_dataset:
            self.opener.open([shipped_dataset()])

    def remember_view(self) -> None:
        """Keep the view for the next time that its dataset is opened."""
        if self.presenter.has_dataset and not self.previews.is_shown:
            view = to_json(self.store.state, self.window.filter_panel.added)
            self.settings.remember_view(dataset_key(self.presenter.dataset), view)

    def remember(self) -> None:
        """Keep the view and the window's shape for the next start."""
        self.remember_view()
        self.settings.put("window", self.window.shape())
        self.settings.save()

    @staticmethod
    def _fits(dataset: Dataset, state: ViewState) -> bool:
        """Whether a saved view's window touches any of the events."""
        span = fitted(dataset.time_index)
        return span is None or (state.window.start < span.end and span.start < state.window.end)


def dataset_key(dataset: Dataset) -> str:
    """By what the last view of a dataset is kept: where it is read from."""
    return dataset.location or dataset.name


def create_application() -> QApplication:
    """The Qt application with its names, style, words and icon."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("timeline-app")
    application.setApplicationDisplayName("Timeline")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("timeline-app")
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(resources_dir() / "timeline-app.svg")))
    load_words(application)
    return application


def create_drawing_application() -> QApplication:
    """The Qt application for pictures only: it needs no display."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return create_application()


def load_words(application: QCoreApplication) -> None:
    """Speak the person's language where there is a file for it, else English, dates and all."""
    words = QTranslator(application)
    folder = str(resources_dir() / "translations")
    if not words.load(QLocale(), "timeline", "_", folder):
        QLocale.setDefault(QLocale(QLocale.Language.English))
        words.load("timeline_en", folder)
    application.installTranslator(words)
    qt_words = QTranslator(application)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if qt_words.load(QLocale(), "qtbase", "_", qt_folder):
        application.installTranslator(qt_words)


def build(settings: Settings, jobs: Jobs | None = None, cache: Path | None = None) -> Program:
    """All parts of the program, connected, with nothing open and the event loop not running.

    `cache`: the folder where large datasets are kept for their next opening.
    """
    apply_theme(settings.get("theme"))
    window = MainWindow()
    window.resize(QSize(*FIRST_SIZE).boundedTo(window.screen().availableSize()))
    window.restore_shape(settings.get("window"))
    if settings.get("table_columns"):
        window.table.set_columns(settings.get("table_columns"))
    jobs = jobs or Jobs(parent=window)
    store = Store(ViewState(), window)
    presenter = Presenter(window, store, jobs)
    opener = Opener(jobs, window, cache)
    exporter = Exporter(jobs, window)
    open_files = OpenFiles(window, presenter, store, opener, jobs, settings)
    targets = Targets(window, presenter, settings)
    files = FileCommands(window, presenter, opener, exporter, open_files, targets, settings)
    sources = SourceReading(window, presenter, store, jobs, settings, files.ask_open_link)
    exports = ExportCommands(window, presenter, exporter, open_files, sources, targets, settings)
    commands = Commands(window, store, presenter, files, sources, exports, settings)
    menus = ContextMenus(window, presenter, sources.read)
    previews = Previews(presenter, store)
    program = Program(
        window,
        store,
        presenter,
        commands,
        menus,
        opener,
        jobs,
        settings,
        previews,
        open_files,
        sources,
        exporter,
    )
    opener.previewed.connect(program.show_preview)
    opener.opened.connect(program.show_opened)
    opener.failed.connect(program.take_preview_back)
    opener.cancelled.connect(program.take_preview_back)
    window.closing.connect(program.remember)
    window.closing.connect(jobs.close)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.styleHints().colorSchemeChanged.connect(
            lambda: apply_theme(settings.get("theme"))
        )
    return program


def open_window(paths: Sequence[Path], options: "Options") -> int:
    """Open the window on the given paths; without a display draw it to `timeline.png` instead.

    Returns the exit status.
    """
    display = has_display()
    application = create_application() if display else create_drawing_application()
    wanted = list(paths) or [shipped_dataset()]
    if options.sources:
        from timeline_app.io.evidence.folders import check_folders

        check_folders(options.sources)
    if not display:
        return draw_first_screen(options)
    start_log(log_file())
    program = build(Settings(settings_file()), cache=cache_folder())
    IdleCollector(program.store, program.presenter, program.window)
    program.sources.use_for_this_run(options.sources)
    if options.has_filter:  # read first: a name that means nothing must end the program
        from timeline_app.io.open import open_dataset

        choices = options.choices
        dataset = open_dataset(wanted, choices=choices)
        program.show(dataset, first_view(dataset, _filter_of(options, dataset)))
        program.open_files.shown(dataset, Opening(wanted, choices))
    else:
        program.open_first(wanted, program.open_files.settled(options.mapping, options.sheet))
    program.window.show()
    return int(application.exec())


def draw_first_screen(options: "Options") -> int:
    """The whole window as a picture in the current folder, saved state ignored."""
    from timeline_app.app.origin import open_origin

    dataset = open_origin(options.origin)
    program = build(Settings(None))
    program.window.resize(*PICTURE_SIZE)
    program.window.share_out()
    program.show(dataset, first_view(dataset, _filter_of(options, dataset)))
    program.window.show()
    QCoreApplication.processEvents()
    target = Path.cwd() / PICTURE
    written = program.window.grab().save(str(target))
    program.window.close()
    if not written:
        print(f"There is no display, and {target} cannot be written.", file=sys.stderr)
        return 1
    print(f"There is no display to open the window on: its first screen is drawn to {target}")
    return 0


def _filter_of(options: "Options", dataset: Dataset) -> Filter:
    from timeline_app.app.command_line import filter_from

    return filter_from(options, dataset)
