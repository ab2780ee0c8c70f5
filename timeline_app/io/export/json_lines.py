"""Filtered events as JSON lines: one object per record, in UTF-8, lines ended by LF.

Each object has all columns in their order. Numbers are numbers where `typed_columns` says that
nothing is lost, and null where there is none; all else is text as it stands, "" where there is
nothing. No formula is neutralised: programs read this, not spreadsheets.
"""

import json
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import exporting, write_records
from timeline_app.io.export.typed_columns import schema_of

_CONTROLS: Final = r"[\x00-\x1f]"


def write_json_lines(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    with exporting(dataset, rows, path, choices, progress) as job:
        schema = schema_of(job.export.table, job.export.ours, first_day="")
        texts = {field.name for field in schema if field.type == pa.string()}
        before, between, close = [], "{", ""
        for name in schema.names:
            close = '"' if name in texts else ""
            key = json.dumps(name, ensure_ascii=False)
            before.append(f"{between}{key}: {close}")
            between = f"{close}, "
        write_records(
            job,
            before,
            close + "}\n",
            lambda name, cells: _escaped(cells) if name in texts else _number(cells),
        )
    return len(job.export.rows)


def _escaped(cells: pa.Array) -> pa.Array:
    """Texts as they stand between the quotes of JSON."""
    for sign in ("\\", '"'):
        cells = pc.replace_substring(cells, sign, "\\" + sign)
    if pc.any(pc.match_substring_regex(cells, _CONTROLS)).as_py():
        for code in range(0x20):
            sign = chr(code)
            cells = pc.replace_substring(cells, sign, json.dumps(sign)[1:-1])
    return cells


def _number(cells: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(cells, ""), "null", cells)
