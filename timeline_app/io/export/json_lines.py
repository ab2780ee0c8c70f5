"""Filtered events as JSON lines: one object per record, in UTF-8, lines ended by LF.

Each object has all columns in their order. Numbers are numbers where `typed_columns` says that
nothing is lost, and null where there is none; all else is text as it stands, "" where there is
nothing. No formula is neutralised: programs read this, not spreadsheets.
"""

import json
from pathlib import Path

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows, export_of
from timeline_app.io.export.typed_columns import batches, schema_of


def write_json_lines(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    with replacing(path, keep=dataset.files) as file:
        export = export_of(dataset, rows, choices, progress)
        schema = schema_of(export.table, export.ours, first_day="")
        for batch, done in batches(export.table, schema):
            records = zip(*(cells.to_pylist() for cells in batch.columns), strict=True)
            lines = [encode(dict(zip(schema.names, record, strict=True))) for record in records]
            file.write(("\n".join(lines) + "\n").encode())
            tell(progress, done / len(export.rows))
    return len(export.rows)
