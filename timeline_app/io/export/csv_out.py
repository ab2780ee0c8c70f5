"""Filtered events as CSV (RFC 4180) and as TSV, in UTF-8 with lines ended by CR LF (DESIGN 5).

TSV is the same with tabs in place of commas: cells with a tab, a quote or a line break stand in
double quotes, as spreadsheets and pandas write and read it; so nothing in a cell is lost.
"""

from codecs import BOM_UTF8
from pathlib import Path
from typing import Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.when import UNDATED
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import (
    LINE_END,
    Flags,
    Piece,
    Style,
    folded,
    header,
    lines,
    ready,
    text,
)
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import exporting

_DEFAULT: Final = TableChoices()


def write_csv(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices = _DEFAULT,
    progress: Progress | None = None,
    *,
    separator: str = ",",
) -> int:
    """Write events as CSV, replacing the file in one step.

    Args:
        dataset: where the events are.
        rows: rows of `dataset`, ascending.
        path: the file to replace; none of those that the dataset was read from.
        choices: what is written, and how (`bom`, `raw`).
        progress: told the fraction done (0 to 1); answers False to stop.
        separator: what stands between cells.

    Returns:
        How many records were written.

    Raises:
        UnknownColumn: a column that is chosen, or sorted by, does not exist.
        WriteError: the file cannot be written; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    with exporting(dataset, rows, path, choices, progress) as job:
        table, events = job.export.table, job.export.rows
        style = Style(separator, choices.raw, choices.per_quote, alone=len(table.columns) == 1)
        mark = BOM_UTF8 if choices.bom else b""
        job.file.write(mark + header(table.column_names, style))
        records = _Records(table, dataset.times.start[events] == UNDATED, style)
        job.write(lambda first: records.lines(first, job.batch))
    return len(events)


class _Records:
    """The columns of an export, of which batches are written."""

    def __init__(self, table: pa.Table, undated: Flags, style: Style) -> None:
        self._undated = undated
        self._style = style
        self._plain: list[str] = []
        pieces: list[Piece] = []
        for name in table.column_names:
            cells = table[name].chunk(0)
            if not pieces:
                cells = cells.cast(TEXT)
            if pa.types.is_dictionary(cells.type):
                pieces += ready(name, cells, undated, style)
            else:
                self._plain.append(name)
                pieces.append(cells)
            pieces.append(text(style.separator))
        self._pieces = folded([*pieces[:-1], text(LINE_END)])

    def lines(self, first: int, count: int) -> pa.Buffer:
        """So many records from `first` on."""
        undated = self._undated[first : first + count]
        names = iter(self._plain)
        pieces: list[Piece] = []
        for piece in self._pieces:
            if isinstance(piece, pa.Scalar):
                pieces.append(piece)
            elif pa.types.is_dictionary(piece.type):
                pieces.append(piece.slice(first, count))
            else:
                cells = piece.slice(first, count)
                pieces += ready(next(names), cells, undated, self._style)
        return lines(pieces)
