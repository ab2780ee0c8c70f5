"""The source reader, the folders of texts, and the anchors that follow from these."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from timeline_app.app.anchoring import Anchorer
from timeline_app.app.errors import error_in_words
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.watching import TextWatcher
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote
from timeline_app.models.jobs import Jobs
from timeline_app.models.source_words import text_changes_in_words
from timeline_app.models.store import Store
from timeline_app.views import dialogs
from timeline_app.views.folders_dialog import FoldersDialog
from timeline_app.views.main_window import MainWindow
from timeline_app.views.widgets import NoticeBar

if TYPE_CHECKING:
    from timeline_app.io.evidence.text_changes import TextChanges
    from timeline_app.io.evidence.texts import Texts
    from timeline_app.views.source_reader import SourceReader

OpenLink = Callable[[str, QWidget], None]
"""Asks about a web address, over a window, and opens it."""

translate = QCoreApplication.translate


class SourceReading(QObject):
    """Carries out what concerns the texts of sources."""

    def __init__(
        self,
        window: MainWindow,
        presenter: Presenter,
        store: Store,
        jobs: Jobs,
        settings: Settings,
        open_link: OpenLink,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._store = store
        self._settings = settings
        self._open_link = open_link
        self._of_this_run: tuple[Path, ...] = ()
        self._texts: Texts | None = None
        self._anchored: Dataset | None = None
        self._changes: TextChanges | None = None
        self._reader: SourceReader | None = None
        self._anchorer = Anchorer(jobs, self)
        self._watcher = TextWatcher(jobs, self)
        self._watcher.changed.connect(self._on_changed)
        window.texts_bar.acted.connect(self._look_up)
        self._connect_anchorer()
        presenter.dataset_shown.connect(self._on_shown)
        window.details.reading_requested.connect(self.read)
        window.closing.connect(self._close)

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where texts are looked for."""
        return tuple(dict.fromkeys((*self._kept, *self._of_this_run)))

    def keep_folders(self, folders: Sequence[Path]) -> None:
        """Look in these folders from now on, also after the next start."""
        self._settings.put("source_folders", list(map(str, folders)))
        self._settings.save()
        self._look_up()

    def use_for_this_run(self, folders: Sequence[Path]) -> None:
        """Look in these folders, too, until the program ends."""
        self._of_this_run = tuple(folder.absolute() for folder in folders)

    def read(self, quote: Quote) -> None:
        """Open a quote in its source."""
        self._made_reader().read(quote)

    def on_source_reader(self) -> None:
        """Open the reader at the selected event, or where it was if that is one of its quotes."""
        reader, event = self._made_reader(), self._presenter.selected
        if event is not None:
            known = self._presenter.dataset.sources
            quotes = [quote for quote in event.quotes if quote.source_id in known]
            sources = [source_id for source_id in event.sources if source_id in known]
            if quotes and reader.page.current not in quotes:
                reader.read(quotes[0])
            elif sources and not quotes:
                reader.read_source(sources[0])
        reader.come_forward()

    def on_source_folders(self) -> None:
        self.ask_folders(self._window)

    def ask_folders(self, parent: QWidget) -> FoldersDialog:
        """Let the person name folders."""
        dialog = FoldersDialog(parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def show() -> None:
            dialog.show_folders(self._kept, self._of_this_run)

        def add() -> None:
            self._add_folder(dialog)
            show()

        def remove(folder: Path) -> None:
            self.keep_folders([kept for kept in self._kept if kept != folder])
            show()

        dialog.add_requested.connect(add)
        dialog.remove_requested.connect(remove)
        show()
        dialog.open()
        return dialog

    def _add_folder(self, parent: QWidget) -> None:
        title = translate("SourceReading", "Choose folder with the texts")
        folder = dialogs.ask_open_folder(parent, title)
        if folder is not None and folder not in self._kept:
            self.keep_folders([*self._kept, folder])

    @property
    def _kept(self) -> list[Path]:
        kept = self._settings.get("source_folders")
        return [Path(folder) for folder in kept if isinstance(folder, str)]

    # Texts and anchors

    def _connect_anchorer(self) -> None:
        window, anchorer = self._window, self._anchorer
        looking = translate("SourceReading", "Looking for the texts…")
        anchorer.found.connect(self._on_found)
        anchorer.started.connect(lambda: self._watch(None))
        for end in (anchorer.cancelled, anchorer.failed):
            end.connect(lambda: self._watch(self._texts))
        anchorer.failed.connect(lambda error: window.show_notice(error_in_words(error)))
        anchorer.progressed.connect(lambda part: window.show_work(looking, part))
        anchorer.ended.connect(window.end_work)
        window.cancel_requested.connect(anchorer.cancel)

    def _on_shown(self) -> None:
        if self._presenter.dataset is not self._anchored:
            self._texts = self._anchored = None
            self._watch(None)
            self._look_up()
        self._show()

    def _look_up(self) -> None:
        """Look for the texts of what is on screen in the folders as they are now."""
        self._anchorer.cancel()
        if not self._presenter.has_dataset:
            return
        dataset, folders = self._presenter.dataset, self.folders
        if dataset.quotes and folders:
            self._anchorer.look_up(dataset, folders)
        elif dataset is self._anchored:
            self._show_again(dataset.with_anchors({}), None)
        else:
            self._show()

    def _on_found(self, before: Dataset, dataset: Dataset, texts: "Texts") -> None:
        if before is self._presenter.dataset:
            self._show_again(dataset, texts)

    def _show_again(self, dataset: Dataset, texts: "Texts | None") -> None:
        """Put the same dataset with other anchors on screen; view, selection and undo stay."""
        self._anchored, self._texts = dataset, texts
        self._watch(texts)
        self._presenter.show(dataset, self._store.state, self._store.history)

    # Changes of the folders

    def _watch(self, texts: "Texts | None") -> None:
        """Watch the folders for what is different from these texts; with none there is nothing."""
        self._changes = None
        self._watcher.watch(texts, self.folders)
        for bar in self._bars:
            bar.hide()

    def _on_changed(self, changes: "TextChanges") -> None:
        """Tell it; who closed the bar is told again only of texts that are in use."""
        before, self._changes = self._changes, changes
        is_news = not before or not before.files or before.used != changes.used
        text = text_changes_in_words(changes)
        for bar in self._bars:
            if not changes.files:
                bar.hide()
            elif changes != before and (is_news or not bar.isHidden()):
                bar.tell(text)

    @property
    def _bars(self) -> list[NoticeBar]:
        bars = [self._window.texts_bar]
        return [*bars, self._reader.texts_bar] if self._reader is not None else bars

    # The reader

    def _show(self) -> None:
        if self._reader is not None and self._presenter.has_dataset:
            has_folders = bool(self.folders)
            self._reader.show_dataset(self._presenter.dataset, self._texts, has_folders=has_folders)

    def _made_reader(self) -> "SourceReader":
        """The reader, made when it is first asked for."""
        if self._reader is None:
            from timeline_app.views.source_reader import SourceReader

            reader = self._reader = SourceReader(self._window)
            reader.restore_shape(self._settings.get("reader"))
            reader.event_requested.connect(lambda event_id: self._presenter.select((event_id,)))
            reader.link_requested.connect(lambda address: self._open_link(address, reader))
            reader.folder_requested.connect(lambda: self._add_folder(reader))
            reader.texts_bar.acted.connect(self._look_up)
            if not self._window.texts_bar.isHidden():
                reader.texts_bar.tell(self._window.texts_bar.text())
            self._show()
        return self._reader

    def _close(self) -> None:
        if self._reader is not None:
            self._settings.put("reader", self._reader.shape())
            self._reader.close()
