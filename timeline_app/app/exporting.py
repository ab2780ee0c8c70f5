"""Exports from the window: a frozen copy at the click, written off the GUI thread."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from timeline_app.app.exports import ExportRequest, Result, draw, run_export
from timeline_app.app.manifest import kind_of
from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.reading import Problem
from timeline_app.core.view_state import ViewState
from timeline_app.models.jobs import Jobs

translate = QCoreApplication.translate


class Exporter(Task):
    """Writes what is filtered at the moment of the call."""

    finished = Signal(str)
    """A sentence that says what was written."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("export", jobs, parent)

    def run(
        self, request: ExportRequest, dataset: Dataset, projection: Projection, state: ViewState
    ) -> None:
        """Draw a picture here, since fonts live on the GUI thread; write off it."""

        def tell(result: Result) -> None:
            self.finished.emit(_told(request, result, dataset, projection))

        _ = projection.rows  # made here: a job shares it with the window
        try:
            drawn = draw(request, dataset, projection, state)
        except Exception as error:
            self.failed.emit(error)
            return
        self._start(
            lambda progress: run_export(request, dataset, projection, state, progress, drawn), tell
        )

    def problems(self, dataset: Dataset, problems: Sequence[Problem], path: Path) -> None:
        """Write problems of the files that a dataset was read from."""
        from timeline_app.io.export.problems_csv import write_problems

        wanted, keep = tuple(problems), dataset.files

        def tell(count: int) -> None:
            words = translate("Exporter", "{count} problems written to {file}")
            self.finished.emit(words.format(count=count, file=path))

        self._start(
            lambda progress: write_problems(wanted, path, keep=keep, progress=progress), tell
        )


def _told(request: ExportRequest, result: Result, dataset: Dataset, projection: Projection) -> str:
    """What was written, in a sentence."""
    if kind_of(request.choices) == "picture":
        return translate("Exporter", "Picture written to {file}").format(file=result.path)
    words = translate("Exporter", "{count} of {total} events written to {file}")
    if result.left_out:
        words = translate(
            "Exporter", "{count} of {total} events written to {file}, {others} {which} left out"
        )
    return words.format(
        count=projection.total - result.left_out,
        total=len(dataset),
        file=result.path,
        others=result.left_out,
        which=translate("io", result.reason),
    )
