"""A file of CSV in pieces of whole records, and a piece as columns by Arrow."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from timeline_app.core.columns import TEXT
from timeline_app.io.containers.exact_csv import Header
from timeline_app.io.containers.quoting import Places, blank_lines, end_of_records, quotes_in

PIECE: Final = 4 << 20
"""Bytes that are read at once."""

_MARK: Final = b"\xef\xbb\xbf"

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

    def __init__(self, stream: BinaryIO, delimiter: str = ",", begin: int = 0) -> None:
        """`begin` is where the first piece begins in the file."""
        self._stream = stream
        self._delimiter = delimiter
        self._offset = begin
        self._seen = 0
        """Bytes from there on that were read already."""

    def next(self) -> Piece | None:
        """The next piece, None at the end; it follows the last one unless told otherwise."""
        size = 2 * self._seen + PIECE
        while True:
            self._stream.seek(self._offset)
            data = self._stream.read(size)
            is_last = len(data) < size
            if not data:
                return None
            if is_last and not data.endswith((b"\r", b"\n")):
                data += b"\n"
            quotes = quotes_in(np.frombuffer(data, np.uint8), self._delimiter)
            end = len(data)
            if is_last:
                if quotes is not None and len(quotes) % 2:
                    quotes = None
            else:
                end = end_of_records(data, quotes) if quotes is not None else 0
                if not end:  # only the exact reader knows where a record ends
                    quotes, end = None, data.rfind(b"\n") + 1
            if end:
                break
            size *= 2  # one line of many megabytes
        if quotes is not None:
            quotes = quotes[: np.searchsorted(quotes, end)]
        piece = Piece(memoryview(data)[:end], self._offset, quotes, is_last)
        self._offset, self._seen = self._offset + end, len(data) - end
        return piece

    def go_on_at(self, offset: int) -> None:
        """Begin the next piece there, behind the begin of the last one that was taken."""
        self._seen += self._offset - offset
        self._offset = offset


def parts_of(piece: Piece, size: int) -> Iterator[Piece]:
    """A piece in parts of whole records, of about so many bytes or one record each."""
    assert piece.quotes is not None
    signs, quotes = np.frombuffer(piece.data, np.uint8), piece.quotes
    ends = np.flatnonzero(signs == ord("\n")) + 1
    ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
    cuts = np.append(ends[:-1][np.diff(ends // size) > 0], len(signs)).tolist()
    for begin, end in pairwise([0, *cuts]):
        first, behind = np.searchsorted(quotes, (begin, end)).tolist()
        yield Piece(
            piece.data[begin:end],
            piece.offset + begin,
            quotes[first:behind] - begin,
            piece.is_last and end == len(signs),
        )


def read_by_arrow(
    piece: Piece, header: Header, types: dict[str, pa.DataType], delimiter: str = ","
) -> Records | None:
    """The records of a piece; None where the exact reader has to look at them.

    `types` says for each column how it is kept; as TEXT where it says nothing.
    """
    assert piece.quotes is not None
    if bytes(piece.data[: len(_MARK)]) == _MARK:  # text of a cell, which Arrow would leave out
        return None
    names = [*header.names, *(f"\0{number}" for number in range(len(header.names), header.width))]
    kinds = {name: types.get(name, TEXT) for name in names}
    parse = csv.ParseOptions(delimiter=delimiter, newlines_in_values=bool(len(piece.quotes)))
    kept = None
    try:
        table = _parsed(piece.data, kinds, parse, blank_lines_too=True)
        count = table.num_rows
    except pa.ArrowInvalid:  # a blank line has too few cells, unless there is but one column
        blank = blank_lines(np.frombuffer(piece.data, np.uint8), piece.quotes)
        if blank is None:
            return None
        try:
            table = _parsed(piece.data, kinds, parse, blank_lines_too=False)
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
    data: memoryview,
    kinds: dict[str, pa.DataType],
    parse: csv.ParseOptions,
    *,
    blank_lines_too: bool,
) -> pa.Table:
    """The records of a piece as columns of these kinds.

    Raises:
        ArrowInvalid: some have too many or too few cells, or are no UTF-8.
    """
    parse.ignore_empty_lines = not blank_lines_too
    return csv.read_csv(
        pa.BufferReader(data),
        csv.ReadOptions(column_names=list(kinds), block_size=len(data) + 1, use_threads=False),
        parse,
        csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
    )


def _are_empty(table: pa.Table) -> npt.NDArray[np.bool_]:
    """One flag per record: are all its cells empty."""
    flags = np.ones(table.num_rows, dtype=bool)
    for cells in table.columns:
        flags &= pc.equal(cells.cast(TEXT), "").to_numpy()
    return flags
