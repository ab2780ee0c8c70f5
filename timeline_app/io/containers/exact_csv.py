"""CSV record by record, so that each mistake has its row."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

import pandas as pd

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import EMPTY_FILE
from timeline_app.io.containers.widths import wrong_header, wrong_widths
from timeline_app.io.finding import HEADER_ROW, read_error, say

_LONGEST_CELL: Final = 2**31 - 1


@dataclass(slots=True)
class Header:
    """The first record of a table."""

    names: list[str]
    width: int
    """How many cells it has; empty ones at its end name no column."""


@dataclass(slots=True)
class Shape:
    """How many cells the records have, and which have a wrong number."""

    header: Header
    widths: set[int] = field(default_factory=set)
    ragged: dict[int, list[int]] = field(default_factory=dict)
    """Wrong numbers of cells to the records that have so many."""

    @property
    def loses(self) -> bool:
        """Whether some record has cells for which there is no column."""
        return any(width > len(self.header.names) for width in self.ragged)

    def table(self, file: str, frame: pd.DataFrame, rows: Sequence[int]) -> Table:
        """The table with what is wrong with its shape."""
        names, header_width, widths = self.header.names, self.header.width, self.widths
        width = next(iter(widths)) if len(widths) == 1 and len(rows) > 1 else header_width
        if width < len(names) or width > header_width:
            all_wrong = Table(file, frame, rows, ragged=frozenset(rows))
            finding = wrong_header(file, len(names), width)
            if width > header_width:
                return replace(all_wrong, lost=(finding,))
            return replace(all_wrong, kept=(finding,))
        lost, kept = wrong_widths(file, len(names), self.ragged)
        return Table(file, frame, rows, lost, kept, frozenset(chain(*self.ragged.values())))


class Reader:
    """Reads the records of a text one after the other."""

    def __init__(self, text: str, file: str, row: int = HEADER_ROW) -> None:
        """`row` is the number of the first record."""
        csv.field_size_limit(_LONGEST_CELL)
        self.text = text
        self._file = file
        self._taken = 0
        self._records = csv.reader(self._lines(), strict=True)
        self.row = row - 1
        """The number of the last record that was read."""
        self._end = 0

    def _lines(self) -> Iterator[str]:
        for line in io.StringIO(self.text, newline=""):
            self._taken += len(line)
            yield line

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        """The next record.

        Raises:
            BrokenRecord: its quotes are wrong.
        """
        try:
            record = next(self._records)
        except csv.Error as error:
            raise BrokenRecord(self.row + 1, open_end="end of data" in str(error)) from None
        self.row += 1
        self._end = self._taken
        return record

    @property
    def taken(self) -> int:
        """The bytes in UTF-8 of the records that were read."""
        return len(self.text[: self._end].encode())

    def header(self) -> Header:
        """The names of the columns.

        Raises:
            BrokenRecord: its quotes are wrong.
            ReadError: there is none, or it names no columns that can be told apart.
        """
        names = [name.strip() for name in next(self, [])]
        width = len(names)
        while names and not names[-1]:
            names.pop()
        names = [name or f"column {number}" for number, name in enumerate(names, start=1)]
        if message := wrong_names(names):
            raise read_error(self._file, HEADER_ROW, message)
        return Header(names, width)

    def body(self, shape: Shape, records: list[list[str]], rows: list[int]) -> None:
        """Add the records that are not blank, as wide as the header names columns.

        Raises:
            BrokenRecord: the quotes of one are wrong; those before it were added.
        """
        names, header_width = shape.header.names, shape.header.width
        for record in self:
            if not any(record):
                continue
            shape.widths.add(len(record))
            if len(names) < len(record) <= header_width and not any(record[len(names) :]):
                del record[len(names) :]  # a spreadsheet fills up all lines, the header too
            if len(record) != len(names):
                shape.ragged.setdefault(len(record), []).append(self.row)
            records.append((record + [""] * (len(names) - len(record)))[: len(names)])
            rows.append(self.row)


class BrokenRecord(Exception):
    """The quotes of a record are wrong."""

    def __init__(self, row: int, *, open_end: bool) -> None:
        super().__init__(row)
        self.row = row
        self.open_end = open_end
        """Whether the text ends within a quoted cell."""

    @property
    def message(self) -> Message:
        if self.open_end:
            return say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The file ends inside a quoted cell that begins in this record; close it with "
                    'a double quote (").',
                )
            )
        return say(
            QT_TRANSLATE_NOOP(
                "io",
                "A quoted cell is followed by text; within a quoted cell a double quote is written "
                '"".',
            )
        )


def read_exact(text: str, file: str) -> Table:
    """A table from its text.

    Raises:
        ReadError: it has no header, or the quotes of a record are wrong.
    """
    records: list[list[str]] = []
    rows: list[int] = []
    reader = Reader(text, file)
    try:
        shape = Shape(reader.header())
        reader.body(shape, records, rows)
    except BrokenRecord as broken:
        raise read_error(file, broken.row, broken.message) from None
    frame = pd.DataFrame(records, columns=pd.Index(shape.header.names), dtype="str")
    return shape.table(file, frame, rows)


def wrong_names(names: Sequence[str]) -> Message | None:
    """What is wrong with the names of the columns."""
    if not names:
        return EMPTY_FILE
    if any("\0" in name for name in names):
        return say(
            QT_TRANSLATE_NOOP("io", "This is no CSV text (it holds NUL bytes); save it as UTF-8.")
        )
    for name in names:
        if names.count(name) > 1:
            return say(
                QT_TRANSLATE_NOOP(
                    "io", 'Two columns are named "{name}"; each needs a name of its own.'
                ),
                name=name,
            )
    return None
