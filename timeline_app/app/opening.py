"""Opening datasets off the GUI thread; what was open stays until the new one stands."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.core.dataset import Dataset
from timeline_app.io.open import open_dataset
from timeline_app.models.jobs import Job, Jobs


class Opener(QObject):
    """Reads paths into a dataset and says how far it is."""

    opened = Signal(object, object)
    """(Dataset, the paths it came from as list[Path])"""
    failed = Signal(object)
    """The exception; what was open before is untouched."""
    progressed = Signal(float)
    ended = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    def open(self, paths: Sequence[Path]) -> None:
        """Start to read; an earlier reading that is not done is given up."""
        wanted = list(paths)

        def work(progress: Callable[[float], bool]) -> Dataset:
            return open_dataset(wanted, progress)

        def done(dataset: Dataset) -> None:
            self._end()
            self.opened.emit(dataset, wanted)

        def failed(error: BaseException) -> None:
            self._end()
            self.failed.emit(error)

        self._job = self._jobs.start("open", work, done, failed, self.progressed.emit)

    def cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._end()

    def _end(self) -> None:
        self._job = None
        self.ended.emit()
