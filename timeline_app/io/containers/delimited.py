"""Tables in text form as they are found: CSV, TSV and the like in any encoding, read tolerantly."""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import BinaryIO, Final

from timeline_app.core.message import Message
from timeline_app.core.progress import Progress, part_of
from timeline_app.core.reading import NoEvent
from timeline_app.io.containers.encodings import (
    UTF8,
    as_utf8,
    encoding_of,
    is_utf8,
    with_single_ends,
    without_mark,
)
from timeline_app.io.containers.large_csv import THREADS, read_pieces
from timeline_app.io.containers.lenient_csv import Flaw, LenientReader
from timeline_app.io.containers.limits import check_columns
from timeline_app.io.containers.no_text import refuse_binary
from timeline_app.io.containers.pieces import Pieces
from timeline_app.io.containers.raw_rows import NoUtf8, RawRows
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.containers.sniffing import (
    FIRST,
    Layout,
    delimiter_of,
    first_records,
    header_of,
    is_spaced,
    layout_of,
)
from timeline_app.io.containers.text_file import EMPTY_FILE, reading
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error

_HEAD: Final = 256 << 10
_MARKS: Final = re.compile(rb"\A(?:\xef\xbb\xbf)+")
_LONGEST_HEAD: Final = 64 << 20
"""Bytes that the first lines may have."""
_TRANSCODED: Final = 0.25
"""The part of the work that is done when a text is UTF-8."""

Preview = Callable[[RawTable], None]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    encoding: str
    """As Python calls it."""
    delimiter: str
    header: int | None
    """How many physical lines stand above the header line; None: there is no header."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines of a table show."""

    dialect: Dialect
    names: tuple[str, ...]
    """Of the columns, as the table will have them; () without header."""
    first: tuple[tuple[str, ...], ...]
    """The first rows below the header, 50 at most, as long as each is."""


def look_at(path: Path, file: str) -> Head:
    """See from the begin of a file how its table is written.

    Raises:
        ReadError: there is none, it may not be read, is empty or no text.
    """
    with reading(path, file), path.open("rb") as stream:
        begin = _begin_of(stream)
    refuse_binary(begin.data, file)
    encoding = encoding_of(BytesIO(begin.data))
    text = begin.text(encoding)
    delimiter = delimiter_of(text, is_whole=begin.is_whole)
    records = first_records(text, delimiter, is_whole=begin.is_whole)
    if not records:
        raise _empty(file)
    dialect = Dialect(encoding, delimiter, header_of(records))
    top = _top_of(begin, dialect)
    check_columns(file, len(top.layout.names))
    if dialect.header is None:
        return Head(dialect, (), top.first)
    counted = int(top.layout.counts)
    names = list(top.layout.names)
    for _ in top.layout.nameless:
        if any(any(row[len(names) - 1 :]) for row in top.first):
            break
        names.pop()
    return Head(dialect, tuple(names[counted:]), tuple(row[counted:] for row in top.first))


def read_delimited(
    path: Path,
    file: str,
    dialect: Dialect,
    *,
    names: Sequence[str] | None = None,
    progress: Progress | None = None,
    preview: Preview | None = None,
) -> RawTable:
    """All rows of a table; what is wrong with some is in its log.

    Args:
        path: where it is.
        file: what problems call it.
        dialect: how it is written, as `look_at` found.
        names: the columns of a table without header.
        progress: told how far the work is.
        preview: given the first rows of a very large file as soon as they are read.

    Raises:
        ReadError: it cannot be read at all, or is empty.
        Cancelled: `progress` answered False.
    """
    reader = _Reader(file, dialect, names, preview)
    with reading(path, file):
        size = path.stat().st_size
        with path.open("rb") as stream:
            begin = _begin_of(stream)
            refuse_binary(begin.data, file)
            encoding = dialect.encoding
            doubly = _ends_doubly(without_mark(begin.data.decode(encoding, "replace")))
            if encoding == UTF8 and not doubly:
                try:
                    return reader.read(stream, size, progress)
                except NoUtf8:
                    stream.seek(0)
                    encoding = encoding_of(stream)
            stream.seek(0)
            first_part = part_of(progress, 0.0, _TRANSCODED)
            text = as_utf8(stream, encoding, size, first_part, single_ends=doubly)
        rest = part_of(progress, _TRANSCODED, 1 - _TRANSCODED)
        return reader.read(text.stream, text.size, rest, text.note)


@dataclass(frozen=True, slots=True)
class _Begin:
    """The first bytes of a file."""

    data: bytes
    is_whole: bool

    def text(self, encoding: str) -> str:
        """Their lines with single ends, without one that is not whole unless it is the only one."""
        text = without_mark(self.data.decode(encoding, "replace"))
        if _ends_doubly(text):
            text = with_single_ends(text)
        if self.is_whole:
            return text
        end = text.rfind("\n") + 1 or text.rfind("\r", 0, -1) + 1
        return text[:end] or text


def _begin_of(stream: BinaryIO) -> _Begin:
    size = _HEAD
    while True:
        stream.seek(0)
        data = stream.read(size)
        is_whole = len(data) < size
        if is_whole or b"\n" in data or b"\r" in data or size >= _LONGEST_HEAD:
            return _Begin(data, is_whole)
        size *= 4


@dataclass(frozen=True, slots=True)
class _Top:
    """What stands above the rows, and the first of these."""

    above: Sequence[str]
    """The lines above the header."""
    has_header: bool
    """Whether a header is there, if there should be one."""
    layout: Layout
    first: tuple[tuple[str, ...], ...]
    lines: int
    """Lines above the first row."""
    taken: int
    """Their bytes as UTF-8."""


def _top_of(begin: _Begin, dialect: Dialect, names: Sequence[str] | None = None) -> _Top:
    text, delimiter = begin.text(dialect.encoding), dialect.delimiter
    spaced = is_spaced(text, delimiter)
    reader = LenientReader(text, delimiter, is_last=begin.is_whole, spaced=spaced)
    above = reader.skip(dialect.header or 0)
    header = next(reader, None) if dialect.header is not None else None
    lines, taken = reader.line, reader.taken
    reader.width = len(header.cells if header is not None else names or ())
    rows = (tuple(record.cells) for record in reader if record.flaw not in (Flaw.OPEN, Flaw.CUT))
    first = tuple(islice(filter(any, rows), FIRST))
    layout = layout_of(None if header is None else header.cells, names, first, spaced=spaced)
    has_header = header is not None or dialect.header is None
    return _Top(above, has_header, layout, first, lines, taken)


@dataclass(slots=True)
class _Reader:
    """Reads a text that is UTF-8."""

    file: str
    dialect: Dialect
    names: Sequence[str] | None
    preview: Preview | None

    def read(
        self, stream: BinaryIO, size: int, progress: Progress | None, note: Message | None = None
    ) -> RawTable:
        """All rows.

        Raises:
            NoUtf8: it is none after all.
            ReadError: the text is empty.
            Cancelled: `progress` answered False.
        """
        begin = _begin_of(stream)
        if not is_utf8(begin.data):
            raise NoUtf8
        marked = len(begin.data) - len(_MARKS.sub(b"", begin.data))
        top = _top_of(begin, replace(self.dialect, encoding=UTF8), self.names)
        if not top.has_header or not top.layout.names:
            raise _empty(self.file)
        log = ReadingLog(self.file)
        if note is not None:
            log.notes.append(note)
        for line in top.above:
            log.no_events[NoEvent.TITLE if line.strip("\r\n\0 ") else NoEvent.BLANK] += 1
        delimiter = self.dialect.delimiter
        with ThreadPoolExecutor(THREADS) as pool:
            rows = RawRows(top.layout, delimiter, log, top.lines, pool)
            pieces = Pieces(stream, delimiter, marked + top.taken)
            return read_pieces(pieces, rows, max(size, 1), pool, progress, self._shown)

    def _shown(self, table: RawTable) -> None:
        """The first rows are shown but once, however often a file is begun."""
        if self.preview is not None:
            self.preview(table)
            self.preview = None


def _ends_doubly(text: str) -> bool:
    """Whether lines end with CR CR LF."""
    return text[: text.find("\n") + 1].endswith("\r\r\n")


def _empty(file: str) -> ReadError:
    return read_error(file, HEADER_ROW, EMPTY_FILE)
