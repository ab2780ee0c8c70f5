"""Opening datasets off the GUI thread; what was open stays until the new one stands."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.io.open import open_dataset
from timeline_app.models.jobs import Jobs


class Opener(Task):
    """Reads paths into a dataset."""

    opened = Signal(object, object)
    """(Dataset, the paths it came from as list[Path])"""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("open", jobs, parent)

    def open(self, paths: Sequence[Path]) -> None:
        """Start to read."""
        wanted = list(paths)
        self._start(
            lambda progress: open_dataset(wanted, progress),
            lambda dataset: self.opened.emit(dataset, wanted),
        )
