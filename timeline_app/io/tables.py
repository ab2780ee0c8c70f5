"""One CSV table as text, with the number of each record, and what is wrong with its shape."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

import pandas as pd

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.finding import HEADER_ROW, Finding, read_error, say
from timeline_app.io.text_file import decode, read_bytes
from timeline_app.io.widths import wrong_header, wrong_widths

LARGE: Final = 4_000_000
"""Bytes from which pandas reads a table: faster, but it fills up short records and says nothing."""
_LONGEST_CELL: Final = 2**31 - 1
_OFFSET: Final = re.compile("[0-9]{1,18}")


class Record(dict[str, str]):
    """The cells of a record by column; a column that the table lacks is empty."""

    def __missing__(self, column: str) -> str:
        return ""

    def offset(self, column: str) -> int:
        """A place in a text, counted from 0; -1 where the cell says none."""
        cell = self[column]
        return int(cell) if _OFFSET.fullmatch(cell) else -1


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of text: `rows[i]` is the record number of line i of `frame`, the header being 1."""

    file: str
    frame: pd.DataFrame
    rows: Sequence[int]
    lost: tuple[Finding, ...] = ()
    """Mistakes of shape by which something would be lost; a dataset with them is not opened."""
    kept: tuple[Finding, ...] = ()
    """Mistakes of shape that lose nothing."""
    ragged: frozenset[int] = frozenset()
    """Records of a wrong width: their cells may stand under wrong columns."""

    @property
    def is_shifted(self) -> bool:
        """Whether no cell can be trusted to stand under its column."""
        return bool(self.lost) and len(self.ragged) == len(self.rows)

    def records(self) -> Iterator[tuple[int, Record]]:
        """Each record's number and its cells by column."""
        names = list(self.frame.columns)
        lines = zip(*(self.frame[name].tolist() for name in names), strict=True)
        for row, line in zip(self.rows, lines, strict=True):
            yield row, Record(zip(names, line, strict=True))


def read_table(path: Path, file: str, *, exact: bool = False) -> Table:
    """Read a UTF-8 CSV file whose first record names the columns.

    Args:
        path: where it is.
        file: what findings call it.
        exact: tell also the mistakes of shape by which nothing is lost, however large the file is.

    Raises:
        ReadError: it cannot be read at all, is no UTF-8, is empty or ends inside a quoted cell.
    """
    data = read_bytes(path, file)
    if len(data) >= LARGE and not exact:
        table = _read_large(data, file)
        if table is not None:
            return table
    return _read_exact(decode(data, file), file)


def _read_large(data: bytes, file: str) -> Table | None:
    """By pandas; None where the exact reader has to say what is wrong."""
    if b"\0" in data:
        return None
    try:
        frame = pd.read_csv(
            io.BytesIO(data),
            dtype=str,
            keep_default_na=False,
            skip_blank_lines=False,
            encoding="utf-8",
        )
        names = next(
            csv.reader(io.StringIO(data[:65536].decode("utf-8-sig", "ignore"), newline=""))
        )
    except (ValueError, csv.Error):  # ParserError and UnicodeDecodeError are ValueErrors
        return None
    plain = all(name and name == name.strip() for name in names)
    if not plain or not isinstance(frame.index, pd.RangeIndex) or list(frame.columns) != names:
        return None
    frame = frame.fillna("")
    blank = (frame[names[0]] == "").to_numpy(copy=True)
    if blank.any():
        blank[blank] = (frame[blank] == "").all(axis=1).to_numpy()
    rows = range(HEADER_ROW + 1, HEADER_ROW + 1 + len(frame))
    if not blank.any():
        return Table(file, frame, rows)
    kept_rows = [row for row, empty in zip(rows, blank, strict=True) if not empty]
    return Table(file, frame[~blank].reset_index(drop=True), kept_rows)


def _read_exact(text: str, file: str) -> Table:
    """Record by record, so that each mistake has its row."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names, header_width = _header(reader, file)
    records: list[list[str]] = []
    rows: list[int] = []
    widths: set[int] = set()
    ragged: dict[int, list[int]] = {}
    row = HEADER_ROW
    while True:
        row += 1
        try:
            record = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            raise read_error(file, row, _broken(error)) from None
        if not any(record):
            continue
        widths.add(len(record))
        if len(names) < len(record) <= header_width and not any(record[len(names) :]):
            del record[len(names) :]  # a spreadsheet fills up all lines, the header too
        if len(record) != len(names):
            ragged.setdefault(len(record), []).append(row)
        records.append((record + [""] * (len(names) - len(record)))[: len(names)])
        rows.append(row)
    frame = pd.DataFrame(records, columns=pd.Index(names), dtype="str")
    width = widths.pop() if len(widths) == 1 and len(rows) > 1 else header_width
    if width < len(names) or width > header_width:
        all_wrong = Table(file, frame, rows, ragged=frozenset(rows))
        finding = wrong_header(file, len(names), width)
        if width > header_width:
            return replace(all_wrong, lost=(finding,))
        return replace(all_wrong, kept=(finding,))
    lost, kept = wrong_widths(file, len(names), ragged)
    return Table(file, frame, rows, lost, kept, frozenset(chain(*ragged.values())))


def _header(reader: Iterator[list[str]], file: str) -> tuple[list[str], int]:
    """The names of the columns, and how many cells the header has."""
    try:
        names = [name.strip() for name in next(reader)]
    except StopIteration:
        names = []
    except csv.Error as error:
        raise read_error(file, HEADER_ROW, _broken(error)) from None
    width = len(names)
    while names and not names[-1]:
        names.pop()
    names = [name or f"column {number}" for number, name in enumerate(names, start=1)]
    if not names:
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP("io", "The file is empty; its first line must name the columns.")
            ),
        )
    if any("\0" in name for name in names):
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io", "This is no CSV text (it holds NUL bytes); save it as UTF-8."
                )
            ),
        )
    for name in names:
        if names.count(name) > 1:
            raise read_error(
                file,
                HEADER_ROW,
                say(
                    QT_TRANSLATE_NOOP(
                        "io", 'Two columns are named "{name}"; each needs a name of its own.'
                    ),
                    name=name,
                ),
            )
    return names, width


def _broken(error: csv.Error) -> Message:
    if "end of data" in str(error):
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "The file ends inside a quoted cell that begins in this record; close it with a "
                'double quote (").',
            )
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            'A quoted cell is followed by text; within a quoted cell a double quote is written "".',
        )
    )
