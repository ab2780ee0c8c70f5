"""Filtered events as JSON lines: one object per record, in UTF-8, lines ended by LF.

Each object has all columns in their order. Numbers are numbers where `typed_columns` says that
nothing is lost, and null where there is none; all else is text as it stands, "" where there is
nothing. No formula is neutralised: programs read this, not spreadsheets.
"""

from pathlib import Path

import pyarrow as pa

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import Ahead, Job, exporting, write_records
from timeline_app.io.export.json_cells import escaped, number_or_null, quoted
from timeline_app.io.export.typed_columns import schema_of


def write_json_lines(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    with exporting(dataset, rows, path, choices, progress) as job:
        write_objects(job, "{", "}\n")
    return len(job.export.rows)


def write_objects(job: Job, begin: str, end: str, ahead: Ahead | None = None) -> None:
    """Write records as objects with all columns.

    Args:
        job: what to write, and where.
        begin: what stands before the first name of each.
        end: what stands behind the last value.
        ahead: see `write_records`.

    Raises:
        Cancelled: it should stop.
    """
    schema = schema_of(job.export.table, job.export.ours, first_day="")
    texts = {field.name for field in schema if field.type == pa.string()}
    before, between, close = [], begin, ""
    for name in schema.names:
        close = '"' if name in texts else ""
        before.append(f"{between}{quoted(name)}: {close}")
        between = f"{close}, "
    write_records(
        job,
        before,
        close + end,
        lambda name, cells: escaped(cells) if name in texts else number_or_null(cells),
        ahead,
    )
