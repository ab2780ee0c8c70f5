"""The files that are open: how they were read, whether they changed, and reading them anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from timeline_app.app.opening import Opener, Opening
from timeline_app.app.presenter import Presenter
from timeline_app.app.settings import Settings
from timeline_app.app.watching import FileWatcher
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.reading import Reading
from timeline_app.io.digests import Stamp, stamp_of
from timeline_app.models.jobs import Jobs
from timeline_app.models.reading_words import SEPARATOR, ReadingWords
from timeline_app.models.store import Store
from timeline_app.paths import shipped_dataset
from timeline_app.views.main_window import MainWindow

if TYPE_CHECKING:
    from timeline_app.app.origin import Origin
    from timeline_app.core.changes import Changes
    from timeline_app.io.mapping.mapping import TableMapping
    from timeline_app.io.open_file import Choices, Unmapped


class OpenFiles(QObject):
    """Tells how files were read, asks about unknown columns, and reads anew what changed."""

    changed = Signal()
    """The person was told that an open file is not as it was."""

    def __init__(
        self,
        window: MainWindow,
        presenter: Presenter,
        store: Store,
        opener: Opener,
        jobs: Jobs,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._store = store
        self._opener = opener
        self._jobs = jobs
        self._settings = settings
        self._opening: Opening | None = None
        self._stamps: Mapping[Path, Stamp] = {}
        self._readings: tuple[Reading, ...] = ()
        self._watcher = FileWatcher(self)
        self._watcher.changed.connect(self._tell_changed)
        opener.unmapped.connect(self._ask_mapping)
        window.change_bar.acted.connect(self.reload)
        opener.set_choices(self.choices)

    def choices(self) -> "Choices":
        """What the person has settled so far about tables of other programs."""
        from timeline_app.io.mapping.mapping import TableMapping
        from timeline_app.io.open_file import Choices

        kept = self._settings.get("mappings")
        remembered = {key: TableMapping.from_json(mapping) for key, mapping in kept.items()}
        return Choices(remembered=remembered, asks=True)

    def settled(self, mapping: "TableMapping | None", sheet: str) -> "Choices | None":
        """The same with what was typed at the start; None where nothing was."""
        if mapping is None and not sheet:
            return None
        return replace(self.choices(), mapping=mapping, sheet=sheet)

    def shown(self, dataset: Dataset, opening: Opening) -> None:
        """A dataset is on screen that was read from files."""
        from timeline_app.io.own_columns import OWN

        stamps = {path: stamp_of(path) for path in dataset.files}
        self._stamps = {path: stamp for path, stamp in stamps.items() if stamp}
        self._readings = dataset.readings
        self._opening = replace(opening, before=None)  # what was read before is not held any longer
        self._watcher.watch(dataset.files)
        self._window.change_bar.hide()
        readings = dataset.readings
        wrong = any(reading.problems for reading in readings)
        if wrong or any(reading.format not in OWN for reading in readings):
            offer = wrong or any(reading.notes for reading in readings)
            action = self.tr("Problems") if wrong else self.tr("Notes")
            summary = ReadingWords().summary(readings)
            self._window.reading_bar.tell(summary, offer=offer, action=action)
        else:
            self._window.reading_bar.hide()

    def is_whole(self, dataset: Dataset) -> bool:
        """Whether a dataset is all of what was opened, not its beginning while the rest is read."""
        return not dataset.files or dataset.readings is self._readings

    def origin(self, dataset: Dataset, texts: Sequence[Path]) -> "Origin":
        """Where the dataset on screen was read from; `texts` are the folders of texts in use."""
        from timeline_app.app.origin import Origin

        if self._opening is None:
            return Origin()
        paths = tuple(path.absolute() for path in self._opening.paths)
        return Origin(
            () if paths == (shipped_dataset().absolute(),) else paths,
            texts=tuple(texts) if dataset.anchors else (),
            stamps=self._stamps,
        )

    def exact_origin(self, dataset: Dataset, texts: Sequence[Path]) -> "Origin":
        """The same with what was settled about the files, from which it can be read again.

        Raises:
            TimelineError: the files cannot be read, or no command says how they were.
        """
        from timeline_app.io.open_file import mapping_of

        origin = self.origin(dataset, texts)
        choices = (self._opening and self._opening.choices) or self.choices()
        settled = [mapping_of(path, choices) for path in origin.paths]
        if not settled:
            return origin
        if any(one != settled[0] for one in settled):
            template = QT_TRANSLATE_NOOP(
                "OpenFiles",
                "The open files are read with different mappings, for which there is neither a "
                "command nor a manifest.",
            )
            raise TimelineError(Message("OpenFiles", template))
        mapping, sheet = settled[0]
        return replace(origin, mapping=mapping, sheet=sheet)

    def reload(self) -> None:
        """Read the open files anew; view, selection and undo stay."""
        if self._opening is not None and self._presenter.has_dataset:
            before = self._presenter.dataset
            self._opener.open(self._opening.paths, self._opening.choices, before=before)

    def show_again(self, dataset: Dataset, opening: Opening, found: "Changes") -> None:
        """Put what was read anew in the place of what was open, and say what is different."""
        self._presenter.show(dataset, self._store.state, self._store.history)
        self.shown(dataset, opening)
        self._window.show_notice(self._changes_in_words(found))

    def _changes_in_words(self, found: "Changes") -> str:
        if not found:
            return self.tr("Reloaded: nothing is different.")
        number = QLocale().toString
        parts = [
            words.format(count=number(count))
            for count, words in (
                (found.added, self.tr("{count} added")),
                (found.changed, self.tr("{count} changed")),
                (found.removed, self.tr("{count} removed")),
            )
            if count
        ]
        return self.tr("Reloaded: {what}").format(what=SEPARATOR.join(parts))

    def _tell_changed(self, files: Sequence[Path]) -> None:
        gone = [path for path in files if not path.exists()]
        name = (gone or files)[0].name
        if gone:
            text = self.tr("{file} is no longer there; what was read of it stays open.")
        elif len(files) == 1:
            text = self.tr("{file} has changed on disk.")
        else:
            text = self.tr("{file} and other files have changed on disk.")
        self._window.change_bar.tell(text.format(file=name), offer=not gone)
        self.changed.emit()

    def _ask_mapping(self, unmapped: "Unmapped", opening: Opening) -> None:
        from timeline_app.app.mapping_questions import MappingQuestions

        choices = opening.choices or self.choices()
        questions = MappingQuestions(
            unmapped, opening, choices, self._opener, self._jobs, self._settings, self._window
        )
        questions.dialog.rejected.connect(self._opener.cancelled)
