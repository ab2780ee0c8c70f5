"""Opening datasets off the GUI thread; what was open stays until the new one stands."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.models.jobs import Jobs, Report

if TYPE_CHECKING:
    from timeline_app.io.cache import Stamp

logger = logging.getLogger(__name__)


class Opener(Task):
    """Reads paths into a dataset."""

    previewed = Signal(object)
    """A Dataset of the first events of a very large file, while the others are read."""
    opened = Signal(object, object)
    """(Dataset, the paths it came from as list[Path])"""

    def __init__(
        self, jobs: Jobs, parent: QObject | None = None, cache: Path | None = None
    ) -> None:
        """`cache`: the folder where large datasets are kept for their next opening."""
        super().__init__("open", jobs, parent)
        self._cache = cache

    def open(self, paths: Sequence[Path]) -> None:
        """Start to read."""
        wanted, folder = list(paths), self._cache

        def work(report: Report) -> "tuple[Dataset, Stamp | None]":
            from timeline_app.io.cache import kept, stamp_of  # bring pandas: while the window shows
            from timeline_app.io.open import open_dataset

            def preview(dataset: Dataset) -> None:
                dataset.prepare()
                report.hand_over(dataset)

            stamp = stamp_of(wanted) if folder else None
            dataset = kept(stamp, folder) if folder and stamp else None
            if dataset is not None:
                stamp = None
            else:
                dataset = open_dataset(wanted, report, preview)
            dataset.prepare()
            return dataset, stamp

        def done(read: "tuple[Dataset, Stamp | None]") -> None:
            dataset, stamp = read
            self.opened.emit(dataset, wanted)
            if folder and stamp:
                self._keep(dataset, stamp, folder)

        self._start(work, done, self.previewed.emit)

    def _keep(self, dataset: Dataset, stamp: "Stamp", folder: Path) -> None:
        """Write to the cache; nobody waits for it, and a failure harms nobody."""
        from timeline_app.io.cache import keep

        self._jobs.start(
            "keep",
            lambda progress: keep(dataset, stamp, folder, progress),
            done=lambda _: None,
            failed=lambda error: logger.warning("nothing kept in the cache", exc_info=error),
        )
