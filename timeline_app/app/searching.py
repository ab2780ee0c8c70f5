"""Searching the texts of large datasets off the GUI thread; of two searches the later one wins."""

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.models.jobs import Jobs


class Searcher(Task):
    """Finds the events of a text; what was found stands in the dataset's search index."""

    found = Signal(object, str)
    """(Dataset, text): its search index now answers for the text at once."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("search", jobs, parent)
        self.failed.connect(self._on_failed)

    def search(self, dataset: Dataset, text: str) -> None:
        """Look for a text, at once where that is quick; an earlier search is given up."""
        self.cancel()
        index = dataset.search_index
        if index.is_quick(text):
            self.found.emit(dataset, text)
        else:
            self._start(
                lambda progress: index.mask(text, progress),
                lambda _mask: self.found.emit(dataset, text),
            )

    def _on_failed(self, error: BaseException) -> None:
        raise error
