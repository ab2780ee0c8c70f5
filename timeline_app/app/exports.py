"""The one way that events leave the program as a file, for window and command line alike."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from timeline_app.app.origin import Origin, files_of
from timeline_app.core.clauses import in_order
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.projection import Projection
from timeline_app.core.scale import limited
from timeline_app.core.view_state import ViewState
from timeline_app.core.window import fitted_or_all
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices

if TYPE_CHECKING:
    from timeline_app.views.canvas.figure_choices import FigureChoices

    Choices: TypeAlias = "TableChoices | FigureChoices | ReportChoices"


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """How a report is written."""

    title: str = ""
    """Empty for that of the dataset."""
    made: datetime | None = None
    """When it was asked for, in UTC."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What is to be written, and where."""

    path: Path
    choices: "Choices"
    """Of a table, a picture or a report; their `made` is when it was asked for."""
    origin: Origin = field(default_factory=Origin)
    """Where the dataset was read from."""
    manifest: bool = False
    """Whether a manifest is written beside it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an export."""

    path: Path
    rows: int
    """Rows, or events, that were written; events that a picture was drawn of."""
    left_out: int = 0
    """Filtered events that the format has no place for."""
    reason: str = ""
    """Which those are, as a part of a sentence of the context `io`."""
    columns: tuple[str, ...] = ()
    """Those of a table that has columns to choose from."""
    manifest: Path | None = None
    """Where the manifest was written."""


def now() -> datetime:
    """When an export is asked for, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def draw(
    request: ExportRequest, dataset: Dataset, projection: Projection, state: ViewState
) -> bytes:
    """What of an export only the GUI thread can make, since fonts live there; of a table nothing.

    Raises:
        TimelineError: the picture is too large, or the file's ending means none.
    """
    choices = request.choices
    if isinstance(choices, TableChoices):
        return b""
    state = _shown(choices, dataset, projection, state)
    if isinstance(choices, ReportChoices):
        from timeline_app.views.report import report_figure  # brings QtSvg

        return report_figure(dataset, projection, state)
    from timeline_app.views.canvas.figure import figure_content, kind_of

    return figure_content(kind_of(request.path), dataset, projection, state, choices)


def run_export(
    request: ExportRequest,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    progress: Progress | None = None,
    drawn: bytes | None = None,
) -> Result:
    """Write filtered events, replacing the file in one step, and their manifest if wanted.

    The same request, dataset and state give the same bytes, whoever asks.

    Args:
        request: what to write, and where.
        dataset: where the events are.
        projection: its events under the filter of `state`.
        state: filter, lanes and window of a picture; nothing else of it matters.
        progress: told the fraction done (0 to 1); answers False to stop.
        drawn: what `draw` made; None draws it here, which only the GUI thread may.

    Raises:
        TimelineError: it cannot be written, or is too large; what stood there still stands.
        Cancelled: `progress` answered False; what stood there still stands.
    """
    state = _shown(request.choices, dataset, projection, state)
    if drawn is None:
        drawn = draw(request, dataset, projection, state)
    if not request.manifest:
        return _write(request, dataset, projection, state, progress, drawn)
    from timeline_app.app.manifest import manifest_of, manifest_path

    path = manifest_path(request.path)
    with replacing(path, keep=(*dataset.files, request.path)) as file:
        result = _write(request, dataset, projection, state, progress, drawn)
        file.write(manifest_of(request, result, dataset, projection, state))
    return replace(result, manifest=path)


def _shown(
    choices: "Choices", dataset: Dataset, projection: Projection, state: ViewState
) -> ViewState:
    """What an export shows: the filter in the same order always, the window as it will be."""
    state = replace(state, filter=in_order(state.filter))
    if isinstance(choices, TableChoices):
        return state
    if isinstance(choices, ReportChoices) or choices.whole_span:
        window = fitted_or_all(dataset.time_index, projection.events, state.filter)
        return replace(state, window=window or limited(state.window))
    return state


def _write(
    request: ExportRequest,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    progress: Progress | None,
    drawn: bytes,
) -> Result:
    path, choices = request.path, request.choices
    if isinstance(choices, TableChoices):
        from timeline_app.io.export.column_names import export_columns
        from timeline_app.io.export.writers import WRITERS, write_table  # brings Arrow

        rows = projection.rows.astype("int64")
        count = write_table(dataset, rows, path, choices, progress)
        writer = WRITERS[choices.format]
        columns = export_columns(dataset, choices) if writer.takes_columns else ()
        if writer.left_out:
            return Result(path, count, projection.total - count, writer.left_out, columns)
        return Result(path, count, columns=columns)
    if isinstance(choices, ReportChoices):
        from timeline_app.views.report import write_report

        sha256 = files_of(dataset, request.origin).sha256 if dataset.files else ""
        write_report(
            path,
            dataset,
            projection,
            state,
            title=choices.title,
            made=choices.made,
            sha256=sha256,
            drawn=drawn,
            progress=progress,
        )
    else:
        with replacing(path, keep=dataset.files) as file:
            file.write(drawn)
    return Result(path, projection.total)
