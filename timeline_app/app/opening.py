"""Opening datasets off the GUI thread; what was open stays until the new one stands."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.io.open import open_dataset
from timeline_app.models.jobs import Jobs, Report


class Opener(Task):
    """Reads paths into a dataset."""

    previewed = Signal(object)
    """A Dataset of the first events of a very large file, while the others are read."""
    opened = Signal(object, object)
    """(Dataset, the paths it came from as list[Path])"""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("open", jobs, parent)

    def open(self, paths: Sequence[Path]) -> None:
        """Start to read."""
        wanted = list(paths)

        def work(report: Report) -> Dataset:
            def preview(dataset: Dataset) -> None:
                dataset.prepare()
                report.hand_over(dataset)

            dataset = open_dataset(wanted, report, preview)
            dataset.prepare()
            return dataset

        self._start(work, lambda dataset: self.opened.emit(dataset, wanted), self.previewed.emit)
