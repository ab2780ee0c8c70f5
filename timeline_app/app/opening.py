"""Opening datasets off the GUI thread; what was open stays until the new one stands."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.models.jobs import Jobs, Report

if TYPE_CHECKING:
    from timeline_app.core.changes import Changes
    from timeline_app.io.cache import Stamp
    from timeline_app.io.open_file import Choices

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Opening:
    """What was asked to be opened."""

    paths: list[Path]
    choices: "Choices | None" = None
    before: Dataset | None = None
    """What was read of it before, if it is read anew."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a job has read; a stamp if it is to be kept in the cache."""

    dataset: Dataset
    stamp: "Stamp | None"
    changes: "Changes | None"


class Opener(Task):
    """Reads paths into a dataset."""

    previewed = Signal(object)
    """A Dataset of the first events of a very large file, while the others are read."""
    opened = Signal(object, object, object)
    """(Dataset, what was asked for as Opening, Changes if it was open before, else None)"""
    unmapped = Signal(object, object)
    """(io.open.Unmapped, Opening): a table has columns that somebody has to explain."""

    def __init__(
        self, jobs: Jobs, parent: QObject | None = None, cache: Path | None = None
    ) -> None:
        """`cache`: the folder where large datasets are kept for their next opening."""
        super().__init__("open", jobs, parent)
        self._cache = cache
        self._choices: Callable[[], Choices] | None = None
        self.bytes_to_read = 0
        """The size of the files that are being opened."""

    def set_choices(self, choices: "Callable[[], Choices]") -> None:
        """What to ask for the choices where none are given; called by the job that reads."""
        self._choices = choices

    def open(
        self,
        paths: Sequence[Path],
        choices: "Choices | None" = None,
        *,
        before: Dataset | None = None,
    ) -> None:
        """Start to read.

        Args:
            paths: what to open as one dataset.
            choices: what is settled about tables of unknown columns; by default what the person
                settled earlier.
            before: what was read of it before, if it is read anew.
        """
        asked = Opening(list(paths), choices, before)
        self.bytes_to_read = sum(map(_size, asked.paths))

        def work(report: Report) -> _Read:
            return self._read(asked, report)

        def done(read: _Read) -> None:
            self.opened.emit(read.dataset, asked, read.changes)
            if self._cache and read.stamp:
                self._keep(read.dataset, read.stamp, self._cache)

        def took_care(error: BaseException) -> bool:
            from timeline_app.io.open_file import Unmapped

            if isinstance(error, Unmapped):
                self.unmapped.emit(error, asked)
                return True
            return False

        self._start(work, done, self.previewed.emit, took_care)

    def _read(self, asked: Opening, report: Report) -> "_Read":
        """The work of a job: from the cache, else from the files."""
        from timeline_app.core.changes import changes  # bring pandas: while the window shows
        from timeline_app.io.cache import kept, stamp_of
        from timeline_app.io.dataset.package import is_single_table
        from timeline_app.io.open import open_dataset

        def preview(dataset: Dataset) -> None:
            dataset.prepare()
            report.hand_over(dataset)

        folder, before = self._cache, asked.before
        is_mapped = asked.choices is not None and asked.choices.mapping is not None
        stamp = stamp_of(asked.paths) if folder and not is_mapped else None
        dataset = kept(stamp, folder) if folder and stamp else None
        if dataset is not None:
            stamp = None
        else:
            choices = asked.choices
            if choices is None and self._choices and any(map(is_single_table, asked.paths)):
                choices = self._choices()  # brings all formats, which no folder needs
            first = preview if before is None else None
            dataset = open_dataset(asked.paths, report, first, choices)
        if before is not None:
            dataset = dataset.with_anchors_of(before)  # until they are looked up anew
        dataset.prepare()
        return _Read(dataset, stamp, None if before is None else changes(before, dataset))

    def _keep(self, dataset: Dataset, stamp: "Stamp", folder: Path) -> None:
        """Write to the cache; nobody waits for it, and a failure harms nobody."""
        from timeline_app.io.cache import keep

        self._jobs.start(
            "keep",
            lambda progress: keep(dataset, stamp, folder, progress),
            done=lambda _: None,
            failed=lambda error: logger.warning("nothing kept in the cache", exc_info=error),
        )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:
        return 0
