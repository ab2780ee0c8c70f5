"""A file of CSV in pieces of whole records, and a piece as columns by Arrow."""

from dataclasses import dataclass
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from timeline_app.core.columns import TEXT
from timeline_app.io.exact_csv import Header
from timeline_app.io.quoting import Places, blank_lines, end_of_records, quotes_in

PIECE: Final = 4 << 20
"""Bytes that are read at once."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a file from the begin of a record on."""

    data: memoryview
    offset: int
    """Where in the file it begins."""
    quotes: Places | None
    """Where double quotes stand; None where they are so that only the exact reader knows them."""
    is_last: bool


@dataclass(frozen=True, slots=True)
class Records:
    """Records as columns, without blank ones."""

    table: pa.Table
    count: int
    """How many they were with the blank ones."""
    kept: Rows | None = None
    """Which of them they are, counted from 0; None for all."""


class Pieces:
    """Cuts a file where records end, into pieces of some megabytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offset = 0
        self._seen = 0
        """Bytes from there on that were read already."""

    def next(self) -> Piece | None:
        """The next piece, None at the end; all of it counts as taken unless given back."""
        size = self._seen + PIECE
        while True:
            self._stream.seek(self._offset)
            data = self._stream.read(size)
            is_last = len(data) < size
            if not data:
                return None
            if is_last and not data.endswith((b"\r", b"\n")):
                data += b"\n"
            quotes = quotes_in(np.frombuffer(data, np.uint8))
            if is_last:
                end = len(data)
                if quotes is not None and len(quotes) % 2:
                    quotes = None
            elif quotes is None:
                end = data.rfind(b"\n") + 1
            else:
                end = end_of_records(data, quotes)
                quotes = quotes[: np.searchsorted(quotes, end)]
            if end:
                break
            size *= 2  # one record of many megabytes
        piece = Piece(memoryview(data)[:end], self._offset, quotes, is_last)
        self._offset, self._seen = self._offset + end, len(data) - end
        return piece

    def give_back(self, piece: Piece, taken: int) -> None:
        """Begin the next piece where only so many bytes of the last one were taken."""
        self._seen += self._offset - (piece.offset + taken)
        self._offset = piece.offset + taken


def read_by_arrow(piece: Piece, header: Header, types: dict[str, pa.DataType]) -> Records | None:
    """The records of a piece; None where the exact reader has to look at them.

    `types` says for each column how it is kept; as TEXT where it says nothing.
    """
    assert piece.quotes is not None
    names = [*header.names, *(f"\0{number}" for number in range(len(header.names), header.width))]
    kinds = {name: types.get(name, TEXT) for name in names}
    has_quotes = bool(len(piece.quotes))
    kept = None
    try:
        table = _parsed(piece.data, kinds, has_quotes, blank_lines_too=True)
        count = table.num_rows
    except pa.ArrowInvalid:  # a blank line has too few cells, unless there is but one column
        blank = blank_lines(np.frombuffer(piece.data, np.uint8), piece.quotes)
        if blank is None:
            return None
        try:
            table = _parsed(piece.data, kinds, has_quotes, blank_lines_too=False)
        except pa.ArrowInvalid:
            return None
        count, kept = len(blank), np.flatnonzero(~blank)
        if len(kept) != table.num_rows:
            return None
    spare = table.select(range(len(header.names), len(names)))
    if not _are_empty(spare).all():
        return None
    table = table.select(header.names)
    empty = _are_empty(table.select([0]))
    if empty.any():
        empty[empty] = _are_empty(table.filter(pa.array(empty)))
    if empty.any():
        kept = (np.arange(count) if kept is None else kept)[~empty]
        table = table.filter(pa.array(~empty))
    return Records(table, count, kept)


def _parsed(
    data: memoryview, kinds: dict[str, pa.DataType], has_quotes: bool, *, blank_lines_too: bool
) -> pa.Table:
    """The records of a piece as columns of these kinds.

    Raises:
        ArrowInvalid: some have too many or too few cells, or are no UTF-8.
    """
    return csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(column_names=list(kinds), block_size=len(data) + 1, use_threads=False),
        csv.ParseOptions(newlines_in_values=has_quotes, ignore_empty_lines=not blank_lines_too),
        csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
    )


def _are_empty(table: pa.Table) -> npt.NDArray[np.bool_]:
    """One flag per record: are all its cells empty."""
    flags = np.ones(table.num_rows, dtype=bool)
    for cells in table.columns:
        flags &= pc.equal(cells.cast(TEXT), "").to_numpy()
    return flags
