"""The rows of a sheet as text, and which of them is its header."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from python_calamine import CalamineSheet

from timeline_app.core.columns import TEXT, cells_of, column_of, texts_of
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress, tell
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.cell_text import duration_text, moment_text, number_text, time_text
from timeline_app.io.containers.gathered import Gathered
from timeline_app.io.containers.headers import (
    are_counted,
    header_place,
    header_rows,
    tag_lines,
    unique_names,
)
from timeline_app.io.containers.raw_table import Flags, RawTable, ReadingLog
from timeline_app.io.containers.row_words import COUNTED
from timeline_app.io.containers.sheet_errors import ERROR
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say

LOOKED_AT: Final = 50
"""Rows among which the header is looked for, and that are shown."""

_ROWS: Final = 10_000
"""Rows that are made text at a time."""
_BREAKS: Final = r"(?:_x000[Dd]_|\r)?\n|_x000[BbDd]_|[\x0b\r]"
_MIDNIGHT: Final = "T00:00:00"
_TEXTS: Final[dict[type, Callable[[Any], str]]] = {
    float: number_text,
    int: number_text,
    bool: lambda value: "true" if value else "false",
    date: moment_text,
    datetime: moment_text,
    time: time_text,
    timedelta: duration_text,
}
"""How each type of value becomes text."""


class SheetRows:
    """A sheet's header, and its rows below."""

    def __init__(self, sheet: CalamineSheet, file: str) -> None:
        """Raises ReadError if it is empty."""
        if sheet.start is None:
            raise empty(file)
        self._above, self._left = sheet.start
        self._height = sheet.height
        self._rows = islice(sheet.iter_rows(), self._above, None)
        self._log = ReadingLog(file)
        self._cells = list(islice(self._rows, LOOKED_AT))
        texts = _Texts()
        columns = texts.columns(self._cells)
        for column in texts.days:
            columns[column] = _as_days(columns[column])
        rows = list(zip(*(cells.to_pylist() for cells in columns), strict=True))
        place = header_place(rows)
        self._titles = rows[:place] if place else []
        self._skipped = 0 if place is None else place + 1
        self.header = None if place is None else rows[place]
        below = rows if place is None else rows[place + 1 :]
        self.first = [row for row in below if any(row)]
        self.names = unique_names(self.header or [""] * len(rows[0]))
        self.counts = (
            self.header is not None
            and len(self.header) > 1
            and not self.header[0].strip()
            and are_counted([row[0] for row in self.first])
        )
        """Whether the first column has no name and only numbers the rows, as far as is seen."""

    def table(self, progress: Progress | None) -> RawTable:
        """All rows below the header; can be had once."""
        texts, gathered, lines = _Texts(), Gathered(self.names), list[npt.NDArray[np.int64]]()
        rows = chain(self._cells[self._skipped :], self._rows)
        line = self._above + self._skipped + 1
        while block := list(islice(rows, _ROWS)):
            columns = texts.columns(block)
            filled = ~_blank(columns)
            cells = [self._without_errors(*pair, line) for pair in enumerate(columns)]
            found = pa.table(cells, names=list(self.names))
            gathered.add(found if filled.all() else found.filter(pa.array(filled)))
            lines.append(line + np.flatnonzero(filled))
            line += len(block)
            tell(progress, min(line / (self._above + self._height), 1.0))
        numbers = np.concatenate([np.zeros(0, np.int64), *lines])
        self._count(line - 1 - len(numbers))
        return self._finished(gathered, numbers.tolist(), texts)

    def tell_error(self, table: RawTable, row: int, column: int, text: str) -> None:
        """A cell whose value is an error, by its place in the sheet; told where it is of a row."""
        place = column - 1 - self._left
        at = bisect_left(table.lines, row)
        if at < len(table) and table.lines[at] == row and 0 <= place < len(self.names):
            self._log.tell(Outcome.REPAIRED, row, _error(), column=self.names[place], text=text)

    def _without_errors(self, place: int, cells: pa.Array, line: int) -> pa.Array:
        wrong = pc.match_substring_regex(cells, f"^{ERROR}$")
        if not pc.any(wrong).as_py():
            return cells
        for row in np.flatnonzero(wrong):
            text = cells[row].as_py()
            column = self.names[place]
            self._log.tell(Outcome.REPAIRED, line + int(row), _error(), column=column, text=text)
        return pc.if_else(wrong, "", cells)

    def _count(self, others: int) -> None:
        """Count what is neither header nor row."""
        titles = [" ".join(filter(None, map(str.strip, row))) for row in self._titles]
        if titles := list(filter(None, titles)):
            self._log.no_events[NoEvent.TITLE] += len(titles)
            self._log.notes.append(_titles(titles))
        if self.header is None:
            self._log.notes.append(_no_header())
        if blank := others - len(titles) - (self.header is not None):
            self._log.no_events[NoEvent.BLANK] += blank

    def _finished(self, gathered: Gathered, lines: list[int], texts: "_Texts") -> RawTable:
        frame = gathered.whole()
        for place, name in enumerate(self.names):
            if place in texts.days:
                cells = _as_days(texts_of(frame[name]))
                coded = pa.types.is_dictionary(cells_of(frame[name]).type)
                frame[name] = column_of(cells.dictionary_encode() if coded else cells)
        frame = _without_nameless(frame, self.header)
        if self.counts and frame[self.names[0]].is_unique:
            frame = frame.drop(columns=self.names[0])
            self._log.notes.append(COUNTED)
        table = RawTable(frame, lines, self._log)
        table = table.without(tag_lines(table), NoEvent.TAGS)
        if self.header is None:
            return table
        header = [self.header[self.names.index(name)] for name in table.names]
        return table.without(header_rows(table, header), NoEvent.HEADER)


class _Texts:
    """Makes cells text; knows which columns have but days."""

    def __init__(self) -> None:
        self._moments = set[int]()
        self._clocks = set[int]()

    @property
    def days(self) -> set[int]:
        """The places of columns whose dates are all midnights so far."""
        return self._moments - self._clocks

    def columns(self, rows: Sequence[Sequence[Any]]) -> list[pa.Array]:
        """The columns of rows, all with the same number of cells."""
        return [self._column(*pair) for pair in enumerate(zip(*rows, strict=True))]

    def _column(self, place: int, values: Sequence[Any]) -> pa.Array:
        if not {date, datetime}.isdisjoint(map(type, values)):
            self._moments.add(place)
            if any(isinstance(v, datetime) and v.time() != time() for v in values):
                self._clocks.add(place)
        cells = pa.array([v if type(v) is str else _TEXTS[type(v)](v) for v in values], TEXT)
        if pc.any(pc.match_substring_regex(cells, _BREAKS)).as_py():
            return pc.replace_substring_regex(cells, _BREAKS, "\n")
        return cells


def _blank(columns: Sequence[pa.Array]) -> Flags:
    """Which rows have no text in any cell."""
    blank = np.ones(len(columns[0]), bool)
    for cells in columns:
        if not blank.any():
            break
        empty = pc.equal(pc.utf8_trim_whitespace(cells), "")
        blank &= empty.to_numpy(zero_copy_only=False)
    return blank


def _as_days(cells: pa.Array) -> pa.Array:
    """Dates without their midnights."""
    return pc.replace_substring_regex(cells, f"{_MIDNIGHT}$", "")


def _without_nameless(frame: pd.DataFrame, header: Sequence[str] | None) -> pd.DataFrame:
    """The table without columns that have neither name nor cells."""
    nameless = [
        str(name)
        for place, name in enumerate(frame.columns)
        if not (header and header[place].strip())
        and not pc.any(pc.not_equal(texts_of(frame[name]), "")).as_py()
    ]
    return frame.drop(columns=nameless)


def _titles(titles: Sequence[str]) -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", 'Above the header stands, and is no event: "{titles}".'),
        titles='", "'.join(titles),
    )


def _no_header() -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", "There is no header; the columns are called by their numbers.")
    )


def _error() -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", "This is an error of the spreadsheet; it is read as an empty cell.")
    )


def empty(file: str) -> ReadError:
    message = QT_TRANSLATE_NOOP(
        "io", "The workbook has no sheet with cells in it that can be seen; nothing is to be read."
    )
    return read_error(file, HEADER_ROW, say(message))
