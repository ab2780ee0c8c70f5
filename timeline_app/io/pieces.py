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
from timeline_app.io.quoting import (
    Places,
    blank_lines,
    end_of_records,
    may_have_blank_lines,
    quotes_in,
)

PIECE: Final = 4 << 20
"""Bytes that are read at once."""

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes of a file from the begin of a record on."""

    data: bytes
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
        self._rest = b""
        self._offset = 0

    def next(self) -> Piece | None:
        """The next piece, None at the end; all of it counts as taken unless given back."""
        size = PIECE
        while True:
            found = self._stream.read(size)
            data, is_last = self._rest + found, len(found) < size
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
            if end:
                break
            self._rest, size = data, 2 * size  # one record of many megabytes
        piece = Piece(data[:end], self._offset, quotes, is_last)
        self._rest, self._offset = data[end:], self._offset + end
        return piece

    def give_back(self, piece: Piece, taken: int) -> None:
        """Begin the next piece where only so many bytes of the last one were taken."""
        self._rest = piece.data[taken:] + self._rest
        self._offset = piece.offset + taken


def behind(piece: Piece, taken: int) -> Piece:
    """What is left of a piece when so many bytes of whole records are taken."""
    data = piece.data[taken:]
    quotes = quotes_in(np.frombuffer(data, np.uint8)) if piece.quotes is not None else None
    return Piece(data, piece.offset + taken, quotes, piece.is_last)


def read_by_arrow(piece: Piece, header: Header, types: dict[str, pa.DataType]) -> Records | None:
    """The records of a piece; None where the exact reader has to look at them.

    `types` says for each column how it is kept; as TEXT where it says nothing.
    """
    assert piece.quotes is not None
    names = [*header.names, *(f"\0{number}" for number in range(len(header.names), header.width))]
    quotes = piece.quotes[: np.searchsorted(piece.quotes, len(piece.data))]
    try:
        table = csv.read_csv(
            pa.BufferReader(piece.data),
            csv.ReadOptions(column_names=names, block_size=len(piece.data) + 1, use_threads=False),
            csv.ParseOptions(newlines_in_values=bool(len(quotes))),
            csv.ConvertOptions(
                column_types={name: types.get(name, TEXT) for name in names},
                strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    count, kept = table.num_rows, None
    if may_have_blank_lines(piece.data):
        blank = blank_lines(np.frombuffer(piece.data, np.uint8), quotes)
        if blank is not None:
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


def _are_empty(table: pa.Table) -> npt.NDArray[np.bool_]:
    """One flag per record: are all its cells empty."""
    flags = np.ones(table.num_rows, dtype=bool)
    for cells in table.columns:
        flags &= pc.equal(cells.cast(TEXT), "").to_numpy()
    return flags
