"""Notices when a file that is open, or a text of a source, changes on disk."""

import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from timeline_app.io.digests import Stamp, stamp_of
from timeline_app.models.jobs import Jobs

if TYPE_CHECKING:
    from timeline_app.io.evidence.texts import Texts

PAUSE_MS = 400
"""A file that is being written changes many times; it is looked at when that is over."""
MOST_WATCHED = 100
"""Paths; systems allow for some thousands in all programs."""

logger = logging.getLogger(__name__)


class PathWatcher(QObject):
    """Says that something happened at some paths, once it is over."""

    stirred = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: list[Path] = []
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self._watcher.fileChanged.connect(lambda _path: self._pause.start())
        self._watcher.directoryChanged.connect(lambda _path: self._pause.start())

    def watch(self, paths: Iterable[Path]) -> None:
        """Watch these files and folders from now on, and no others."""
        self._pause.stop()
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        self._wanted = list(paths)
        self._add()

    def _add(self) -> None:
        """Watch those that are there: of a file that was replaced the watch has ended."""
        there = {str(path) for path in self._wanted if stamp_of(path)}
        there -= {*self._watcher.files(), *self._watcher.directories()}
        if there:
            self._watcher.addPaths(sorted(there))

    def _on_pause(self) -> None:
        self._add()
        self.stirred.emit()


class FileWatcher(QObject):
    """Watches the files of the open dataset, and their folders: many programs write a new file and
    put it in the old one's place."""

    changed = Signal(object)
    """list[Path]: the files that are not as they were when they were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stamps: dict[Path, Stamp | None] = {}
        self._told: dict[Path, Stamp | None] = {}
        self._paths = PathWatcher(self)
        self._paths.stirred.connect(self.look)

    def watch(self, files: Iterable[Path]) -> None:
        """Watch these files from now on, and no others."""
        self._stamps = {path: stamp_of(path) for path in list(files)[:MOST_WATCHED]}
        self._told = dict(self._stamps)
        folders = dict.fromkeys(path.parent for path in self._stamps)
        self._paths.watch([*self._stamps, *folders])

    def look(self) -> None:
        """Look at the files now; tells of those that changed since the last telling."""
        now = {path: stamp_of(path) for path in self._stamps}
        if now != self._told:
            self._told = now
            different = [path for path, stamp in now.items() if stamp != self._stamps[path]]
            if different:
                self.changed.emit(different)


class TextWatcher(QObject):
    """Watches folders of texts, and the texts that were found in them.

    Of many folders only the first are watched; all are looked at when somebody comes back to the
    program, off the GUI thread, so that neither thousands of files nor a network disturb.
    """

    changed = Signal(object)
    """TextChanges since the look-up; none if all is again as it was."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._texts: Texts | None = None
        self._folders: Sequence[Path] = ()
        self._paths = PathWatcher(self)
        self._paths.stirred.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    def watch(self, texts: "Texts | None", folders: Sequence[Path]) -> None:
        """Watch the folders in which these texts were looked up, and no others; None ends it."""
        self._texts, self._folders = texts, folders
        paths: list[Path] = []
        if texts is not None:
            found = (document.path for document in texts.documents.values())
            paths = [*folders, *found, *(path.parent for path in texts.files)]
        self._paths.watch(list(dict.fromkeys(paths))[:MOST_WATCHED])
        self.look()  # what happened while they were looked up, nobody has told

    def look(self) -> None:
        """Look at the folders now."""
        texts, folders = self._texts, self._folders
        if texts is None:
            return
        from timeline_app.io.evidence.text_changes import changes_since

        def done(changes: object) -> None:
            if texts is self._texts:
                self.changed.emit(changes)

        self._jobs.start(
            "text changes",
            lambda progress: changes_since(texts, folders, progress),
            done,
            failed=lambda error: logger.warning("folders of texts not seen", exc_info=error),
        )

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.look()
