"""A sheet of a workbook (XLSX, XLSM, XLSB, XLS, ODS) as a table of text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from zipfile import ZipFile

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
)

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.containers.limits import LIMITS, Limits, check_columns
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.containers.sheet_bounds import check_workbook
from timeline_app.io.containers.sheet_errors import error_cells
from timeline_app.io.containers.sheet_rows import SheetRows, empty
from timeline_app.io.containers.text_file import reading
from timeline_app.io.containers.zipped import FAULTS
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say

_OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MARK: Final = b"PK"
_PARTS: Final = {"xl/workbook.xml", "xl/workbook.bin"}
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_SUFFIXES: Final = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What a sheet begins with."""

    names: tuple[str, ...]
    """The columns; empty where the sheet has no header."""
    first: tuple[tuple[str, ...], ...]
    """The first rows below, as text."""


def is_workbook(head: bytes, path: Path) -> bool:
    """Whether a file that begins so is a workbook, by its content or, if damaged, by its name."""
    if head.startswith(_OLE_MARK):
        return True
    if not head.startswith(_ZIP_MARK):
        return False
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            if "mimetype" in names:
                return archive.open("mimetype").read(len(_ODS)) == _ODS
            return not _PARTS.isdisjoint(names)
    except (OSError, *FAULTS):
        return path.suffix.lower() in _SUFFIXES


def sheets(path: Path, file: str, limits: Limits = LIMITS) -> list[str]:
    """The names of the sheets that can be seen and are not empty, in their order; one at least.

    Raises:
        ReadError: the workbook cannot be read, or has no such sheet.
    """
    with _opened(path, file, limits) as book:
        names = _visible(book)
        if len(names) > 1:
            names = [name for name in names if book.get_sheet_by_name(name).height]
    if not names:
        raise empty(file)
    return names


def look_at(path: Path, file: str, sheet: str, limits: Limits = LIMITS) -> SheetHead:
    """The names and first rows of a sheet.

    Raises:
        ReadError: the workbook cannot be read, or has no such sheet.
    """
    with _opened(path, file, limits) as book:
        found = SheetRows(book.get_sheet_by_name(sheet), file)
    check_columns(file, len(found.names), limits.columns)
    names = found.names if found.header else ()
    return SheetHead(names[found.counts :], tuple(row[found.counts :] for row in found.first))


def read_workbook(
    path: Path,
    file: str,
    sheet: str,
    progress: Progress | None = None,
    limits: Limits = LIMITS,
) -> RawTable:
    """All rows of a sheet; formulas are what they came to when the workbook was saved.

    Raises:
        ReadError: the workbook cannot be read, or has no such sheet.
        Cancelled: `progress` answered False.
    """
    tell(progress, 0.0)
    with _opened(path, file, limits) as book:
        others = [name for name in _visible(book) if name != sheet]
        found = SheetRows(book.get_sheet_by_name(sheet), file)
        table = found.table(part_of(progress, 0.5, 0.5))
        table.log.notes.insert(0, _chosen(sheet, others))
    for row, column, text in error_cells(path, file, sheet):
        found.tell_error(table, row, column, text)
    return table


@contextmanager
def _opened(path: Path, file: str, limits: Limits) -> Iterator[CalamineWorkbook]:
    """A workbook, while it is read; what is wrong with it becomes a sentence."""
    with reading(path, file), path.open("rb") as stream:
        head = stream.read(len(_OLE_MARK))
        if head.startswith(_ZIP_MARK):
            check_workbook(path, file, limits)
        elif _is_locked(path, limits):
            raise _locked(file)
        stream.seek(0)
        try:
            with CalamineWorkbook.from_filelike(stream) as book:
                yield book
        except PasswordError:
            raise _locked(file) from None
        except WorksheetNotFound as error:
            raise _no_sheet(file, str(error)) from None
        except CalamineError as error:
            raise _damaged(file, str(error)) from None
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # how a fault in its reader comes out
                raise
            raise _damaged(file, str(error)) from None


def _is_locked(path: Path, limits: Limits) -> bool:
    """Whether a workbook is hidden in another file by a password."""
    return path.stat().st_size <= limits.document and _LOCKED in path.read_bytes()


def _visible(book: CalamineWorkbook) -> list[str]:
    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]


def _chosen(sheet: str, others: Sequence[str]) -> Message:
    if not others:
        return say(QT_TRANSLATE_NOOP("io", 'The sheet "{sheet}" was read.'), sheet=sheet)
    return say(
        QT_TRANSLATE_NOOP("io", 'The sheet "{sheet}" was read; not read: "{others}".'),
        sheet=sheet,
        others='", "'.join(others),
    )


def _no_sheet(file: str, name: str) -> ReadError:
    message = QT_TRANSLATE_NOOP("io", 'There is no sheet "{name}" in the workbook; choose another.')
    return read_error(file, HEADER_ROW, say(message, name=name))


def _locked(file: str) -> ReadError:
    message = QT_TRANSLATE_NOOP(
        "io", "The workbook is locked with a password; save it without one."
    )
    return read_error(file, HEADER_ROW, say(message))


def _damaged(file: str, reason: str) -> ReadError:
    message = QT_TRANSLATE_NOOP(
        "io",
        "This is no workbook that can be read ({reason}); save it anew with a spreadsheet program.",
    )
    return read_error(file, HEADER_ROW, say(message, reason=reason))
