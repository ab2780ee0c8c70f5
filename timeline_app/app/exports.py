"""The one way that events leave the program as a file, for window and command line alike."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from timeline_app.app.origin import Origin
from timeline_app.core.clauses import in_order
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.projection import Projection
from timeline_app.core.scale import limited
from timeline_app.core.view_state import ViewState
from timeline_app.core.window import fitted
from timeline_app.io.atomic import replacing
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
    origin: Origin | None = None
    """Where the dataset was read from, for a manifest beside the file; None for no manifest."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an export."""

    path: Path
    rows: int
    """Rows, or events, that were written; events that a picture was drawn of."""
    left_out: int = 0
    """Filtered events that the format has no place for."""
    columns: tuple[str, ...] = ()
    """Those of a table that has columns to choose from."""
    manifest: Path | None = None
    """Where the manifest was written."""


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
    """Write filtered events, replacing the file in one step, and their manifest if wanted.

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
    state = _shown(request, dataset, projection, state)
    if request.origin is None:
        return _write(request, dataset, projection, state, progress)
    from timeline_app.app.manifest import manifest_of, manifest_path

    path = manifest_path(request.path)
    with replacing(path, keep=(*dataset.files, request.path)) as file:
        result = _write(request, dataset, projection, state, progress)
        file.write(manifest_of(request, result, dataset, projection, state))
    return replace(result, manifest=path)


def _shown(
    request: ExportRequest, dataset: Dataset, projection: Projection, state: ViewState
) -> ViewState:
    """What an export shows: the filter in the same order always, the window as it will be."""
    state = replace(state, filter=in_order(state.filter))
    if isinstance(request.choices, TableChoices) or not request.choices.whole_span:
        return state
    index = dataset.time_index
    window = fitted(index, projection.events, state.filter) or fitted(index)
    return replace(state, window=window or limited(state.window))


def _write(
    request: ExportRequest,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    progress: Progress | None,
) -> Result:
    choices = request.choices
    if isinstance(choices, TableChoices):
        from timeline_app.io.export.column_names import export_columns
        from timeline_app.io.export.writers import WRITERS, write_table  # brings Arrow

        rows = projection.rows.astype("int64")
        count = write_table(dataset, rows, request.path, choices, progress)
        if not WRITERS[choices.format].takes_columns:
            return Result(request.path, count, projection.total - count)
        return Result(request.path, count, columns=export_columns(dataset, choices))
    from timeline_app.views.canvas.figure import render_figure  # brings QtSvg

    render_figure(request.path, dataset, projection, state, choices)
    return Result(request.path, projection.total)
