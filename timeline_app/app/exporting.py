"""Exports from the window: a frozen copy at the click, written off the GUI thread."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from timeline_app.app.task import Task
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.reading import Problem
from timeline_app.core.view_state import ViewState
from timeline_app.models.jobs import Jobs
from timeline_app.views.theme import Theme


class Exporter(Task):
    """Writes what is filtered at the moment of the call."""

    finished = Signal(str)
    """A sentence that says what was written."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__("export", jobs, parent)

    def csv(self, dataset: Dataset, projection: Projection, path: Path, *, bom: bool) -> None:
        """Write the filtered events, in the order and with the columns of the command line."""
        from timeline_app.io.export.csv_out import write_csv  # brings Arrow: not at start-up

        rows = projection.rows.astype(np.int64)

        def tell(count: int) -> None:
            words = QCoreApplication.translate(
                "Exporter", "{count} of {total} events written to {file}"
            )
            self.finished.emit(words.format(count=count, total=len(dataset), file=path))

        self._start(
            lambda progress: write_csv(dataset, rows, path, bom=bom, progress=progress), tell
        )

    def problems(self, dataset: Dataset, problems: Sequence[Problem], path: Path) -> None:
        """Write problems of the files that a dataset was read from."""
        from timeline_app.io.export.problems_csv import write_problems

        wanted, keep = tuple(problems), dataset.files

        def tell(count: int) -> None:
            words = QCoreApplication.translate("Exporter", "{count} problems written to {file}")
            self.finished.emit(words.format(count=count, file=path))

        self._start(
            lambda progress: write_problems(wanted, path, keep=keep, progress=progress), tell
        )

    def figure(
        self,
        dataset: Dataset,
        projection: Projection,
        state: ViewState,
        path: Path,
        size: tuple[int, int],
        theme: Theme,
    ) -> None:
        """Draw the timeline as it is on screen; on the GUI thread, since fonts live there."""
        from timeline_app.views.canvas.figure import render_figure  # brings QtSvg: not at start-up
        from timeline_app.views.canvas.figure_choices import FigureChoices

        choices = FigureChoices(size=size, theme=theme)
        try:
            render_figure(path, dataset, projection, state, choices)
        except Exception as error:
            self.failed.emit(error)
            return
        words = QCoreApplication.translate("Exporter", "Picture written to {file}")
        self.finished.emit(words.format(file=path))
