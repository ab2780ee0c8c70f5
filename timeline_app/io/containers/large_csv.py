"""A large CSV file, piece by piece: by Arrow on two threads, and where it doubts record by record.

Only a few pieces are in memory at a time beside the columns that come of them. A column whose cells
repeat is kept as a dictionary of its different values. What is made of the records, a Taker says:
here the one that is strict.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from typing import BinaryIO, Final, Protocol, TypeVar

import numpy as np
import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.progress import Done, Progress, tell
from timeline_app.io.containers.exact_csv import BrokenRecord, Reader, Shape
from timeline_app.io.containers.gathered import Gathered
from timeline_app.io.containers.pieces import Piece, Pieces, Records, Rows, read_by_arrow
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import decode, no_utf8
from timeline_app.io.finding import HEADER_ROW, read_error

PREVIEW_FROM: Final = 64 << 20
"""Bytes from which a table is worth to be shown before it is read to its end."""
THREADS: Final = 2
_AHEAD: Final = 6
"""Pieces that wait for the threads at most."""
_BLOCK: Final = 1 << 20

Preview = Callable[[Table], None]
Read = TypeVar("Read")
Made = TypeVar("Made", covariant=True)


class Taker(Protocol[Read, Made]):
    """What makes a table of the pieces of a file."""

    @property
    def types(self) -> dict[str, pa.DataType]:
        """How each column is kept; empty until the first records are taken."""

    @property
    def is_done(self) -> bool:
        """Whether the rest need not be read."""

    @property
    def rows_read(self) -> int:
        """How many rows were taken so far."""

    def by_arrow(self, piece: Piece) -> Read | None:
        """The records of a piece, read on any thread; None where `take` has to do it."""

    def take(self, piece: Piece, found: Read | None) -> int:
        """Add the records of a piece; returns how many of its bytes they are."""

    def table(self) -> Made:
        """What was read so far."""

    def whole(self) -> Made:
        """All that was read; nothing is left in the taker."""


def read_large(
    stream: BinaryIO,
    file: str,
    size: int,
    progress: Progress | None = None,
    preview: Preview | None = None,
) -> Table:
    """All of a file; `preview` is given the first records of a very large one.

    Raises:
        ReadError: it is no UTF-8, has no header, or the quotes of a record are wrong.
        Cancelled: `progress` answered False.
    """
    with ThreadPoolExecutor(THREADS) as pool:
        reader = _Reader(stream, file, Pieces(stream).next(), pool)
        pieces = Pieces(stream, begin=reader.begin)
        return read_pieces(pieces, reader, size, pool, progress, preview)


def read_pieces(
    pieces: Pieces,
    taker: Taker[Read, Made],
    size: int,
    pool: Executor,
    progress: Progress | None,
    preview: Callable[[Made], None] | None,
) -> Made:
    """What a taker makes of the pieces of a file; `preview` is given the begin of a large one.

    Raises:
        ReadError: the taker refuses it.
        Cancelled: `progress` answered False.
    """
    waiting: deque[tuple[Piece, Future[Read | None] | None]] = deque()

    def take_next() -> None:
        piece, job = waiting.popleft()
        taken = taker.take(piece, None if job is None else job.result())
        if taken < len(piece.data):
            waiting.clear()
            pieces.go_on_at(piece.offset + taken)
        tell(progress, Done(min(piece.offset / size, 1.0), taker.rows_read, piece.offset))

    while True:
        piece = None if taker.is_done else pieces.next()
        at_once = True
        if piece is not None:
            at_once = piece.quotes is None  # only the taker knows where the next piece begins
            waiting.append((piece, None if at_once else pool.submit(taker.by_arrow, piece)))
        elif not waiting:
            return taker.whole()
        if len(waiting) == _AHEAD and not at_once and preview and size >= PREVIEW_FROM:
            preview(taker.table())
            preview = None
        while len(waiting) >= (1 if at_once or not taker.types else _AHEAD):
            take_next()


def _first_line(piece: Piece) -> bytes:
    """The first line of a piece; all of it where that line may be no whole record."""
    data = bytes(piece.data)
    line = data[: data.find(b"\n") + 1]
    return data if b'"' in line or not line else line


class _Reader:
    """What was read of a file so far."""

    def __init__(self, stream: BinaryIO, file: str, first: Piece | None, pool: Executor) -> None:
        """Reads the header at the begin of the first piece.

        Raises:
            ReadError: there is none, or it cannot be read.
        """
        self._stream = stream
        self._file = file
        data = b"" if first is None else _first_line(first)
        header = Reader(decode(data, file), file)
        try:
            self.shape = Shape(header.header())
        except BrokenRecord as broken:
            raise read_error(file, broken.row, broken.message) from None
        self.begin = header.taken + len(data) - len(header.text.encode())
        """Where the records begin; a byte order mark stands before the header."""
        self._row = HEADER_ROW
        self._kept: list[tuple[int, Rows | None]] = []
        self._gathered = Gathered(self.shape.header.names, pool.map)

    @property
    def types(self) -> dict[str, pa.DataType]:
        return self._gathered.types

    @property
    def is_done(self) -> bool:
        """Whether something of the file is lost."""
        return self.shape.loses

    def by_arrow(self, piece: Piece) -> Records | None:
        return read_by_arrow(piece, self.shape.header, self.types)

    @property
    def rows_read(self) -> int:
        return self._row - HEADER_ROW

    def take(self, piece: Piece, found: Records | None) -> int:
        """Add the records of a piece, which are read here unless Arrow has; returns their bytes.

        Raises:
            ReadError: they are no UTF-8, or the quotes of one are wrong.
        """
        taken = len(piece.data)
        if found is None:
            found, taken = self._exact(piece)
        elif found.table.num_rows:
            self.shape.widths.add(self.shape.header.width)
        self._gathered.add(found.table)
        self._kept.append((found.count, found.kept))
        self._row += found.count
        return taken

    def table(self) -> Table:
        """What was read so far."""
        return self.shape.table(self._file, self._gathered.frame(), self._rows())

    def whole(self) -> Table:
        """All that was read; nothing is left here."""
        return self.shape.table(self._file, self._gathered.whole(), self._rows())

    def _rows(self) -> Sequence[int]:
        """The numbers of the records that are kept."""
        first = HEADER_ROW + 1
        if all(kept is None for _, kept in self._kept):
            return range(first, self._row + 1)
        parts = []
        for count, kept in self._kept:
            parts.append(first + (np.arange(count) if kept is None else kept))
            first += count
        rows: list[int] = np.concatenate(parts).tolist()
        return rows

    def _exact(self, piece: Piece) -> tuple[Records, int]:
        """The records of a piece, read one by one, and how many bytes they take."""
        records: list[list[str]] = []
        rows: list[int] = []
        reader = Reader(self._decoded(piece), self._file, self._row + 1)
        try:
            reader.body(self.shape, records, rows)
        except BrokenRecord as broken:
            if not broken.open_end or piece.is_last:
                raise read_error(self._file, broken.row, broken.message) from None
        names = self.shape.header.names
        columns = zip(*records, strict=True) if records else [()] * len(names)
        cells = {name: pa.array(c, TEXT) for name, c in zip(names, columns, strict=True)}
        count = reader.row - self._row
        kept = None if len(rows) == count else np.array(rows, np.int64) - self._row - 1
        return Records(pa.table(cells), count, kept), reader.taken

    def _decoded(self, piece: Piece) -> str:
        try:
            return str(piece.data, "utf-8")
        except UnicodeDecodeError as error:
            at = piece.offset + error.start
            self._stream.seek(0)
            blocks = iter(partial(self._stream.read, _BLOCK), b"")
            line, left = 1, at
            for block in blocks:
                line += block.count(b"\n", 0, left)
                left -= len(block)
                if left <= 0:
                    break
            raise no_utf8(self._file, piece.data[error.start], at, line) from None
