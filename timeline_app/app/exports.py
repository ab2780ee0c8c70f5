"""The one way that events leave the program as a file, for window and command line alike."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from timeline_app.core.clauses import in_order
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.io.export.choices import TableChoices

if TYPE_CHECKING:
    from timeline_app.views.canvas.figure_choices import FigureChoices

    Choices: TypeAlias = TableChoices | FigureChoices


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be written, and where."""

    path: Path
    choices: "Choices"
    """Of a table or a picture; their `made` is when it was asked for."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an export."""

    path: Path
    rows: int
    """Rows, or events, that were written; events that a picture was drawn of."""
    left_out: int = 0
    """Filtered events that the format has no place for."""


def now() -> datetime:
    """When an export is asked for, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def is_table(request: ExportRequest) -> bool:
    """Whether it is written off the GUI thread; fonts live there, and pictures need them."""
    return isinstance(request.choices, TableChoices)


def run_export(
    request: ExportRequest,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    progress: Progress | None = None,
) -> Result:
    """Write filtered events, replacing the file in one step.

    The same request, dataset and state give the same bytes, whoever asks.

    Args:
        request: what to write, and where.
        dataset: where the events are.
        projection: its events under the filter of `state`.
        state: filter, lanes and window of a picture; nothing else of it matters.
        progress: told the fraction done (0 to 1); answers False to stop.

    Raises:
        TimelineError: it cannot be written, or is too large; what stood there still stands.
        Cancelled: `progress` answered False; what stood there still stands.
    """
    state = replace(state, filter=in_order(state.filter))
    choices = request.choices
    if isinstance(choices, TableChoices):
        from timeline_app.io.export.writers import WRITERS, write_table  # brings Arrow

        rows = projection.rows.astype("int64")
        count = write_table(dataset, rows, request.path, choices, progress)
        left_out = 0 if WRITERS[choices.format].takes_columns else projection.total - count
        return Result(request.path, count, left_out)
    from timeline_app.views.canvas.figure import render_figure  # brings QtSvg

    render_figure(request.path, dataset, projection, state, choices)
    return Result(request.path, projection.total)
