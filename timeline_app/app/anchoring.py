"""Looking up a dataset's quotes in the texts of their sources, off the GUI thread."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.models.jobs import Jobs

if TYPE_CHECKING:
    from timeline_app.io.evidence.texts import Texts


class Anchorer(Task):
    """Finds texts in folders and the quotes in them; of two look-ups the later one wins."""

    found = Signal(object, object, object)
    """(Dataset as it was given, the same with its anchors, Texts)"""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("anchors", jobs, parent)

    def look_up(self, dataset: Dataset, folders: Sequence[Path]) -> None:
        """Look for the texts of a dataset; an earlier look-up is given up."""
        self.cancel()
        self._start(
            lambda progress: anchored(dataset, folders, progress),
            lambda made: self.found.emit(dataset, *made),
        )


def anchored(
    dataset: Dataset, folders: Sequence[Path], progress: Progress | None = None
) -> tuple[Dataset, "Texts"]:
    """The dataset with its quotes looked up in the texts of folders, and these texts.

    Raises:
        Cancelled: `progress` answered False.
    """
    from timeline_app.io.evidence.texts import find_texts  # brings what reads HTML and PDF

    texts = find_texts(dataset, folders, progress)
    made = dataset.with_anchors(texts.anchors)
    made.prepare()
    return made, texts
