"""Notices when a file that is open changes on disk."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from timeline_app.io.digests import Stamp, stamp_of

PAUSE_MS = 400
"""A file that is being written changes many times; it is looked at when that is over."""
MOST_WATCHED = 100


class FileWatcher(QObject):
    """Watches the files of the open dataset, and their folders: many programs write a new file and
    put it in the old one's place, which ends the watch on the old one."""

    changed = Signal(object)
    """list[Path]: the files that are not as they were when they were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stamps: dict[Path, Stamp | None] = {}
        self._told: dict[Path, Stamp | None] = {}
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _path: self._pause.start())
        self._watcher.directoryChanged.connect(lambda _path: self._pause.start())

    def watch(self, files: Iterable[Path]) -> None:
        """Watch these files from now on, and no others."""
        self._pause.stop()
        if watched := [*self._watcher.files(), *self._watcher.directories()]:
            self._watcher.removePaths(watched)
        self._stamps = {path: stamp_of(path) for path in list(files)[:MOST_WATCHED]}
        self._told = dict(self._stamps)
        self._add()

    def look(self) -> None:
        """Look at the files now; tells of those that changed since the last telling."""
        now = {path: stamp_of(path) for path in self._stamps}
        if now != self._told:
            self._told = now
            different = [path for path, stamp in now.items() if stamp != self._stamps[path]]
            if different:
                self.changed.emit(different)
        self._add()

    def _add(self) -> None:
        folders = {str(path.parent) for path in self._stamps if path.parent.is_dir()}
        files = {str(path) for path in self._stamps if path.is_file()}
        wanted = (files | folders) - {*self._watcher.files(), *self._watcher.directories()}
        if wanted:
            self._watcher.addPaths(sorted(wanted))
