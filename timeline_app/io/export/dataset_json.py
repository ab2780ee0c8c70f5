"""Filtered events as a dataset of their own in one JSON file, a record on each line.

It is an object: `format` and `version` of this form; `package`, the descriptor of a dataset's
folder; then a list of records for each of its tables, of which empty cells are left out. Cells are
the texts that stand in the tables of a folder.
"""

from pathlib import Path
from typing import Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.dataset.schema import JSON_FORMAT, JSON_VERSION
from timeline_app.io.export.csv_cells import Piece, lines, text
from timeline_app.io.export.dataset_descriptor import descriptor_of
from timeline_app.io.export.dataset_out import counted, json_bytes
from timeline_app.io.export.dataset_tables import Batch, dataset_tables
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import check_columns
from timeline_app.io.export.json_cells import member, quoted

_BEFORE: Final = ",\n"


def write_json(dataset: Dataset, rows: Rows, path: Path, progress: Progress | None = None) -> int:
    """Write events as a dataset in a JSON file, replacing the file in one step.

    Args:
        dataset: where the events are.
        rows: rows of `dataset`, ascending.
        path: the file to replace; none of those that the dataset was read from.
        progress: told the fraction done (0 to 1); answers False to stop.

    Returns:
        How many events were written.

    Raises:
        WriteError: the file cannot be written, or would not be read; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    with replacing(path, keep=dataset.files) as file:
        tell(progress, 0.0)
        tables = dataset_tables(dataset, rows)
        check_columns(path, max(len(table.columns) for table in tables))
        about = {
            "format": JSON_FORMAT,
            "version": JSON_VERSION,
            "package": descriptor_of(dataset, tables, in_files=False),
        }
        file.write(json_bytes(about).removesuffix(b"\n}"))
        done = counted(tables, progress)
        for table in tables:
            file.write(f"{_BEFORE}{quoted(table.spec.name)}: [".encode())
            left_out = len(",")  # before the first record
            for batch in table.batches():
                file.write(memoryview(_records(table.columns, batch))[left_out:])
                done(len(batch[0]))
                left_out = 0
            file.write(b"\n]")
        file.write(b"\n}\n")
    return len(rows)


def _records(columns: tuple[str, ...], batch: Batch) -> pa.Buffer:
    """Records as lines, each behind a comma."""
    first, *others = zip(columns, batch, strict=True)
    pieces: list[Piece] = [
        member(first[0], first[1].cast(TEXT), before=f"{_BEFORE}{{", sparing=False),
        *(member(name, cells) for name, cells in others),
        text("}"),
    ]
    return lines(pieces)
