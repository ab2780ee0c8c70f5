"""Filtered events as a workbook (XLSX) of one sheet.

Numbers and days are such where `typed_columns` says that nothing is lost; all else is text, never
a formula nor a link, whatever it looks like. Nothing is cut: what a sheet cannot hold is refused.

A library makes the workbook, and of its sheet what stands around the rows; these are written by
`xlsx_rows`, several times as fast.
"""

import re
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Final
from zipfile import ZIP64_LIMIT, ZipFile

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress
from timeline_app.io.containers.limits import LIMITS, size_words
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.dataset_out import member_of
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import Job, exporting
from timeline_app.io.export.typed_columns import schema_of
from timeline_app.io.export.xlsx_rows import SheetRows
from timeline_app.io.finding import WriteError, say

MOST_ROWS: Final = 1_048_575
"""Of a sheet, without its header."""
LONGEST: Final = 32_767
"""UTF-16 code units of a cell."""
LARGEST: Final = ZIP64_LIMIT
"""Bytes of a sheet, unpacked; spreadsheets complain of archives that hold more."""
SHEET: Final = "Timeline export"
"""By its name our reader knows a sheet in which nothing was neutralised."""

_FIRST_DAY: Final = "1900-03-01"
"""Before it the calendar of spreadsheets is wrong by a day."""
_UNKNOWN: Final = datetime(2000, 1, 1)
"""When a workbook was made, where nobody says."""
_MARKUP: Final = 50
"""Bytes of XML around each cell."""
_SHEET_FILE: Final = "xl/worksheets/sheet1.xml"
_CELLS: Final = re.compile(
    rb'<sheetData>(?P<all>.*?\ss="(?P<day>[0-9]+)".*)</sheetData>', re.DOTALL
)
"""In what the library makes of a sheet; the format of days is known there by a number."""


def write_xlsx(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`; also raises WriteError where a sheet cannot hold the events."""
    with exporting(dataset, rows, path, choices, progress, _MARKUP) as job:
        _check(path, job)
        book = _book(len(job.export.rows), job.export.table.num_columns, choices.made)
        with ZipFile(book) as parts, ZipFile(job.file, "w", allowZip64=False) as archive:
            for name in parts.namelist():
                with archive.open(member_of(name), "w") as part:
                    if name == _SHEET_FILE:
                        _write_sheet(parts.read(name), _Sheet(part, path), job)
                    else:
                        part.write(parts.read(name))
    return len(job.export.rows)


def _write_sheet(blank: bytes, sheet: "_Sheet", job: Job) -> None:
    """The sheet of a book, with the rows in the place of its blank cells."""
    table = job.export.table
    schema = schema_of(table, job.export.ours, _FIRST_DAY)
    cells = _CELLS.search(blank)
    assert cells is not None
    rows = SheetRows(table, schema, day=cells["day"].decode())
    sheet.write(blank[: cells.start("all")])
    sheet.write(rows.header())
    job.write(lambda first: rows.lines(first, job.batch), sheet.write)
    sheet.write(blank[cells.end("all") :])


def _book(rows: int, columns: int, made: datetime | None) -> BytesIO:
    """A workbook whose sheet has nothing but its first and its last cell: two blank days."""
    from xlsxwriter import Workbook

    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"created": (made or _UNKNOWN).replace(tzinfo=None)})
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, 0)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, column in ((0, 0), (rows, columns - 1)):
            sheet.write_blank(row, column, None, day)
    return file


class _Sheet:
    """The part of a workbook that its rows are written to, which may not be too large."""

    def __init__(self, part: IO[bytes], path: Path) -> None:
        self._part = part
        self._path = path
        self._size = 0

    def write(self, data: "bytes | pa.Buffer") -> int:
        """Raises WriteError where it becomes too large."""
        self._size += len(data)
        if self._size > LARGEST:
            raise WriteError(_too_large(self._path))
        return self._part.write(data)


def _check(path: Path, job: Job) -> None:
    """Whether a sheet can hold it all.

    Raises:
        WriteError: it cannot.
    """
    table, count = job.export.table, len(job.export.rows)
    if count > MOST_ROWS:
        raise WriteError(_too_many(path, count))
    if job.size > LARGEST or (count + 1) * table.num_columns > LIMITS.cells:
        raise WriteError(_too_large(path))
    for name in table.column_names:
        place = _too_long(table[name].chunk(0))
        if place is not None:
            raise WriteError(_too_long_text(path, name, place))


def _too_long(cells: pa.Array) -> int | None:
    """The first cell that is too long; None where there is none."""
    texts = cells.dictionary if pa.types.is_dictionary(cells.type) else cells
    long = np.flatnonzero(pc.greater(pc.binary_length(texts), LONGEST).fill_null(False))
    found = [n for n in long.tolist() if len(texts[n].as_py().encode("utf-16-le")) > 2 * LONGEST]
    if not found:
        return None
    if texts is cells:
        return found[0]
    places = np.flatnonzero(np.isin(cells.indices.to_numpy(), found))
    return int(places[0]) if len(places) else None


def _too_many(path: Path, count: int) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "{path} cannot be written: a sheet holds {most:,} rows, and these are {count:,}; "
            "filter them, or write CSV or Parquet.",
        ),
        path=path,
        most=MOST_ROWS,
        count=count,
    )


def _too_large(path: Path) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "{path} cannot be written: one sheet cannot hold so much (more than {most}, or than "
            "{cells:,} cells); filter the events, leave columns out, or write CSV or Parquet.",
        ),
        path=path,
        most=size_words(LARGEST),
        cells=LIMITS.cells,
    )


def _too_long_text(path: Path, column: str, place: int) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            '{path} cannot be written: a cell of a sheet holds {most:,} characters, and "{column}" '
            "has more in row {row:,}; leave this column out, or write CSV or Parquet.",
        ),
        path=path,
        most=LONGEST,
        column=column,
        row=place + 2,
    )
