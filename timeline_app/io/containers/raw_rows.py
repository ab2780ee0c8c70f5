"""The rows of a text table from its pieces: what can be read is kept, all else is in the log."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, Column, encoded, texts_of
from timeline_app.core.message import Message
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers import row_words
from timeline_app.io.containers.exact_csv import Header
from timeline_app.io.containers.gathered import Gathered
from timeline_app.io.containers.headers import tag_lines
from timeline_app.io.containers.lenient_csv import Flaw, LenientReader, Record
from timeline_app.io.containers.line_numbers import Lines, joined_lines
from timeline_app.io.containers.pieces import Piece, parts_of, read_by_arrow
from timeline_app.io.containers.quoting import lines_of_records
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.containers.sniffing import Layout

_LONGEST_TEXT: Final = 1000
"""Letters of a row that a problem shows."""
_PART: Final = 128 << 10
"""Bytes of the parts of a piece with faults."""


class NoUtf8(Exception):
    """The text holds bytes that are no UTF-8."""


@dataclass(slots=True)
class Chunk:
    """The rows of a piece."""

    table: pa.Table
    lines: Lines
    """Where each row begins, counted from 0."""
    all_lines: int
    no_events: Counter[NoEvent] = field(default_factory=Counter)


Part = tuple[Piece, Chunk | None]
"""A piece, or a part of one, and its rows; None where they have to be read one by one."""


class RawRows:
    """What was read of a text so far; takes its pieces."""

    is_done: Final = False

    def __init__(
        self, layout: Layout, delimiter: str, log: ReadingLog, line: int, pool: Executor
    ) -> None:
        """`line` is the number of lines above the first piece."""
        self._layout = layout
        self._delimiter = delimiter
        self._log = log
        self._line = line
        names = list(layout.names)
        self._read = Header(names[: layout.width], min(layout.width, len(names)))
        self._gathered = Gathered(names, pool.map)
        self._lines: list[Lines] = []

    @property
    def types(self) -> dict[str, pa.DataType]:
        return self._gathered.types

    @property
    def rows_read(self) -> int:
        return sum(map(len, self._lines))

    def by_arrow(self, piece: Piece) -> list[Part]:
        """The rows of a piece; of one where Arrow finds faults those of its parts."""
        chunk = self._by_arrow(piece)
        if chunk is not None or piece.quotes is None:
            return [(piece, chunk)]
        return [(part, self._by_arrow(part)) for part in parts_of(piece, _PART)]

    def _by_arrow(self, piece: Piece) -> Chunk | None:
        """The rows of a piece; None where they have to be read one by one."""
        signs = np.frombuffer(piece.data, np.uint8)
        if piece.quotes is None or self._layout.spaced or not signs.all():
            return None
        found = read_by_arrow(piece, self._read, self.types, self._delimiter)
        if found is None:
            return None
        table = found.table
        starts, all_lines = lines_of_records(signs, piece.quotes, found.count)
        lines: Lines = range(found.count)
        if starts is not None:
            lines = starts
        if len(lines) != found.count:
            return None
        if found.kept is not None:
            lines = found.kept if starts is None else starts[found.kept]
        no_events = Counter({NoEvent.BLANK: found.count - len(lines)})
        copies = self._headers_in(table)
        if copies is not None:
            no_events[NoEvent.HEADER] = int(copies.sum())
            table, lines = table.filter(pa.array(~copies)), np.asarray(lines)[~copies]
        return Chunk(table, lines, all_lines, no_events)

    def take(self, piece: Piece, found: list[Part] | None) -> int:
        """Add the rows of a piece, which are read here unless Arrow has; returns their bytes.

        Raises:
            NoUtf8: they are no UTF-8.
        """
        for part, chunk in found or [(piece, None)]:
            taken = len(part.data)
            if chunk is None:
                chunk, taken = self._one_by_one(part)
            self._add(chunk)
            if taken < len(part.data):
                return part.offset - piece.offset + taken
        return len(piece.data)

    def _add(self, chunk: Chunk) -> None:
        table, lines, line = chunk.table, chunk.lines, self._line + 1
        for name in self._layout.names[table.num_columns :]:
            table = table.append_column(name, pa.repeat(pa.scalar("", TEXT), table.num_rows))
        self._gathered.add(table)
        moved = range(line, line + len(lines)) if isinstance(lines, range) else lines + line
        self._lines.append(moved)
        self._log.no_events.update(+chunk.no_events)
        self._line += chunk.all_lines

    def table(self) -> RawTable:
        """What was read so far."""
        log = self._log
        seen = replace(
            log, no_events=log.no_events.copy(), notes=[*log.notes], problems=[*log.problems]
        )
        return self._finished(self._gathered.frame(), seen)

    def whole(self) -> RawTable:
        """All that was read; nothing is left here."""
        return self._finished(self._gathered.whole(), self._log)

    def _headers_in(self, table: pa.Table) -> Any:
        """Flags for rows that repeat the header; None where there are none."""
        header = self._layout.header
        place = next((place for place, cell in enumerate(header) if cell), None)
        if place is None or len(header) != table.num_columns or not table.num_rows:
            return None
        flags = _equal(table.column(place), header[place])
        if not flags.any():
            return None
        for cells, name in zip(table.columns, header, strict=True):
            flags &= _equal(cells, name)
        return flags if flags.any() else None

    def _one_by_one(self, piece: Piece) -> tuple[Chunk, int]:
        """The rows of a piece, and how many of its bytes they are."""
        try:
            text = str(piece.data, "utf-8")
        except UnicodeDecodeError:
            raise NoUtf8 from None
        width = self._layout.width
        reader = LenientReader(
            text, self._delimiter, width, is_last=piece.is_last, spaced=self._layout.spaced
        )
        rows, lines = [], []
        no_events = Counter[NoEvent]()
        for record in reader:
            why = None if record.flaw else self._no_event(record.cells)
            if why is not None:
                no_events[why] += 1
            elif (cells := self._cells(record, reader)) is not None:
                rows.append(cells)
                lines.append(record.begin)
        names = self._layout.names
        columns = zip(*rows, strict=True) if rows else [()] * len(names)
        table = {name: pa.array(cells, TEXT) for name, cells in zip(names, columns, strict=True)}
        chunk = Chunk(pa.table(table), np.array(lines, np.int64), reader.line, no_events)
        return chunk, reader.taken

    def _no_event(self, cells: Sequence[str]) -> NoEvent | None:
        """Why a row is none, if it is none."""
        nothing = len(cells) == 1 < self._layout.width and not cells[0].strip().strip("\x1a")
        if nothing or not any(cells):
            return NoEvent.BLANK
        return NoEvent.HEADER if tuple(cells) == self._layout.header else None

    def _cells(self, record: Record, reader: LenientReader) -> list[str] | None:
        """A record's cell for each column; None where it is set aside."""
        cells, columns = record.cells, len(self._layout.names)
        if record.flaw is Flaw.OPEN or record.flaw is Flaw.CUT:
            self._tell(Outcome.SET_ASIDE, record, reader, row_words.OPEN[record.flaw])
            return None
        if any(cells[columns:]):
            message = row_words.too_wide(len(cells), columns, self._delimiter)
            self._tell(Outcome.SET_ASIDE, record, reader, message)
            return None
        if len(cells) < self._layout.needed:
            self._tell(Outcome.REPAIRED, record, reader, row_words.too_narrow(len(cells), columns))
        if record.flaw is Flaw.QUOTE:
            self._tell(Outcome.REPAIRED, record, reader, row_words.QUOTES)
        if not reader.with_nul.isdisjoint(range(record.begin, record.end)):
            self._tell(Outcome.NOTED, record, reader, row_words.NULS)
        return (cells + [""] * (columns - len(cells)))[:columns]

    def _tell(
        self, outcome: Outcome, record: Record, reader: LenientReader, reason: Message
    ) -> None:
        text = reader.text(record.begin, record.end)[:_LONGEST_TEXT].replace("\0", "")
        self._log.tell(outcome, self._line + record.begin + 1, reason, text=text)

    def _finished(self, frame: pd.DataFrame, log: ReadingLog) -> RawTable:
        """The table without columns that nobody named and that tell nothing."""
        layout = self._layout
        if layout.counts and _increases(frame[layout.names[0]]):
            frame = frame.drop(columns=layout.names[0])
            log.notes.append(row_words.COUNTED)
        nameless, blank = list(layout.nameless), list[str]()
        while nameless and _is_blank(frame[nameless[-1]]):
            blank.append(nameless.pop())
        frame = frame.drop(columns=blank)
        if nameless and layout.surplus:
            log.notes.append(row_words.surplus(nameless))
        if layout.width < len(layout.names):
            log.notes.append(row_words.usually_narrow(layout.width, len(layout.names)))
        table = RawTable(frame, joined_lines(self._lines), log)
        return table.without(tag_lines(table), NoEvent.TAGS)


def _equal(cells: pa.ChunkedArray, text: str) -> Any:
    return pc.equal(cells.cast(TEXT), pa.scalar(text, TEXT)).to_numpy()


def _is_blank(column: Column) -> bool:
    return all(cell == "" for cell in encoded(column)[1].to_pylist())


def _increases(column: Column) -> bool:
    """Whether all cells are whole numbers, each greater than the one before."""
    try:
        numbers = texts_of(column).cast(pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return False
    return bool((np.diff(numbers) > 0).all())
