"""Filtered events as a workbook (XLSX) of one sheet.

Numbers and days are such where `typed_columns` says that nothing is lost; all else is text, never
a formula nor a link, whatever it looks like. Nothing is cut: what a sheet cannot hold is refused.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Export, Rows
from timeline_app.io.export.exporting import exporting
from timeline_app.io.export.typed_columns import batches, schema_of
from timeline_app.io.finding import WriteError, say

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_575
"""Of a sheet, without its header."""
MOST_COLUMNS: Final = 16_384
LONGEST: Final = 32_767
"""UTF-16 code units of a cell."""
SHEET: Final = "Timeline export"
"""By its name our reader knows a sheet in which nothing was neutralised."""

_FIRST_DAY: Final = "1900-03-01"
"""Before it the calendar of spreadsheets is wrong by a day."""
_UNKNOWN: Final = datetime(2000, 1, 1)
"""When a workbook was made, where nobody says."""
_LOOK: Final = 500
"""Rows that are written between two looks at whether to stop."""
_WRITTEN: Final = 0.6
"""The part of the work that is done when the rows are written; then they are packed."""


def write_xlsx(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`; also raises WriteError where a sheet cannot hold the events."""
    with exporting(dataset, rows, path, choices, progress) as job:
        _check(path, job.export)
        packing = part_of(job.progress, _WRITTEN, 1 - _WRITTEN)
        with _workbook(job.file, choices.made, packing) as book:
            _write(book, job.export, part_of(job.progress, 0.0, _WRITTEN))
        job.done(len(job.export.rows))
    return len(job.export.rows)


def _write(book: "Workbook", export: Export, progress: Progress | None) -> None:
    sheet = book.worksheets()[0]
    schema = schema_of(export.table, export.ours, _FIRST_DAY)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(schema.names):
        sheet.write_string(0, place, _text(name))
    row = 0
    for batch, _ in batches(export.table, schema):
        for record in zip(*(cells.to_pylist() for cells in batch.columns), strict=True):
            if row % _LOOK == 0:
                tell(progress, row / len(export.rows))
            row += 1
            for place, cell in enumerate(record):
                if cell is None or cell == "":
                    continue
                if isinstance(cell, str):
                    sheet.write_string(row, place, _text(cell))
                elif isinstance(cell, date):
                    sheet.write_datetime(row, place, cell, day)
                else:
                    sheet.write_number(row, place, cell)


def _text(cell: str) -> str:
    """A text as the library must be given it: one that looks like its own markup would go out as
    such, so it becomes markup that says this text."""
    if cell.startswith("<r>") and cell.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(cell, quote=False)}</t></r>'
    return cell


@contextmanager
def _workbook(
    file: BinaryIO, made: datetime | None, progress: Progress | None
) -> Iterator["Workbook"]:
    """A workbook with one sheet, of which only the row that is written is in memory."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import XlsxWriterException

    with TemporaryDirectory(prefix="timeline-app-") as folder:
        packed = _Watched(file, progress)
        book = Workbook(packed, {"constant_memory": True, "tmpdir": folder})
        book.set_properties({"created": (made or _UNKNOWN).replace(tzinfo=None)})
        sheet: Worksheet = book.add_worksheet(SHEET)
        sheet.xls_strmax = 8 * LONGEST  # texts are never cut; how long they are is checked before
        sheet.row_data_fh = _Watched(sheet.row_data_fh, progress)
        try:
            yield book
            book.close()
        except XlsxWriterException as error:
            raise error.__context__ or error from None
        finally:
            sheet.row_data_fh.close()
            packed.forget()


class _Watched:
    """A file; before each access somebody is asked whether to go on."""

    def __init__(self, file: Any, progress: Progress | None) -> None:
        self._file = file
        self._progress = progress

    def write(self, data: bytes) -> Any:
        tell(self._progress, 0.0)
        return self._file.write(data)

    def read(self, size: int = -1) -> Any:
        tell(self._progress, 0.0)
        return self._file.read(size)

    def forget(self) -> None:
        """Let what comes from now on go nowhere: an archive that was not finished tries to be when
        it is let go of."""
        self._file, self._progress = BytesIO(), None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def _check(path: Path, export: Export) -> None:
    """Whether a sheet can hold it all.

    Raises:
        WriteError: it cannot.
    """
    names, count = export.table.column_names, len(export.rows)
    if count > MOST_ROWS:
        raise WriteError(_too_many(path, count))
    if len(names) > MOST_COLUMNS:
        raise WriteError(_too_wide(path, len(names)))
    for name in names:
        place = _too_long(export.table[name].chunk(0))
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


def _too_wide(path: Path, count: int) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "{path} cannot be written: a sheet holds {most:,} columns, and these are {count:,}; "
            "choose some, or write CSV or Parquet.",
        ),
        path=path,
        most=MOST_COLUMNS,
        count=count,
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
