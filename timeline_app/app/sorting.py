"""Sorting large datasets off the GUI thread; of two orders the one asked for later wins."""

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.core.view_state import Sort
from timeline_app.models.jobs import Jobs


class Sorter(Task):
    """Puts the rows of a dataset in order; they stand in the dataset's orders then."""

    found = Signal(object, object)
    """(Dataset, Sort): that order is there at once now."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("sort", jobs, parent)
        self._wanted: tuple[Dataset, Sort] | None = None
        self.failed.connect(self._on_failed)
        self.ended.connect(self._on_ended)

    @property
    def is_busy(self) -> bool:
        return self._wanted is not None

    def sort(self, dataset: Dataset, sort: Sort) -> None:
        """Find an order, if it is not being looked for already; another one is given up."""
        if self._wanted == (dataset, sort):
            return
        self.cancel()
        self._wanted = (dataset, sort)
        self._start(
            lambda progress: dataset.orders.rows(sort, progress),
            lambda _rows: self.found.emit(dataset, sort),
        )

    def _on_ended(self) -> None:
        self._wanted = None

    def _on_failed(self, error: BaseException) -> None:
        raise error
