"""What a workbook unpacks to, before a reader lays out each sheet as a full grid in memory.

A sheet with one cell far down and one far to the right would take hundreds of gigabytes there.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.containers.limits import LIMITS, MB, Budget, Limits
from timeline_app.io.containers.zipped import blocks_of, check_declared, opened_zip
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say

Size = tuple[int, int]
"""Rows and columns."""

_PARTS: Final = (".xml", ".rels", ".bin")
_TEXTS: Final = "xl/sharedstrings.xml"
_PLACE: Final = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")
_TAG: Final = re.compile(
    rb"<(?:[\w.-]+:)?(table|table-row|table-cell|covered-table-cell)"
    rb"""((?:\s(?:[^<>"']|"[^"<]*"|'[^'<]*')*?)?)(/?)>"""
)
_REPEATED: Final = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]+)""")
_TEXT: Final = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_NAMED: Final = re.compile(rb"""\st\s*=\s*["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v[^<>]*>([0-9]{1,9})<""")
_LONGEST: Final = 16 * MB
"""Bytes that are kept while a tag may not be whole."""


def check_workbook(path: Path, file: str, limits: Limits = LIMITS) -> None:
    """Whether a workbook that is a zip file may be handed to its reader.

    Raises:
        ReadError: it cannot be read, is locked, or it or one of its sheets would be too large.
    """
    status = path.stat()
    _check(path, file, limits, (status.st_mtime_ns, status.st_size))


@lru_cache(maxsize=8)
def _check(path: Path, file: str, limits: Limits, _state: tuple[int, int]) -> None:
    """The check of a file in one state, which is remembered: a workbook is opened several times."""
    with opened_zip(path, file) as archive:
        parts = [i for i in archive.infolist() if i.filename.lower().endswith(_PARTS)]
        check_declared(parts, path, file, limits)
        size = path.stat().st_size
        bounds = _Bounds(file, Budget(file, size, replace(limits, modest=limits.unpacked)), limits)
        budget = Budget(file, size, limits)
        parts.sort(key=lambda part: part.filename.lower() != _TEXTS)  # they are counted in sheets
        for part in parts:
            with closing(blocks_of(archive, part, file, budget)) as blocks:
                cells = bounds.take(part.filename.lower(), blocks)
            if bounds.may_be_too_long(cells):
                again = Budget(file, size, limits)
                with closing(blocks_of(archive, part, file, again)) as blocks:
                    bounds.count_texts(blocks)


class _Bounds:
    """What the parts of a workbook come to."""

    def __init__(self, file: str, texts: Budget, limits: Limits) -> None:
        """`texts` counts the text in all cells, also where it stands but once in the file."""
        self._file = file
        self._texts = texts
        self._limits = limits
        self._lengths = np.zeros(0, np.int64)
        """Of the texts that cells name by numbers."""

    def take(self, name: str, blocks: Iterable[bytes]) -> int:
        """Look at a part; returns how many cells may name a text that stands elsewhere.

        Raises:
            ReadError: it has a sheet that is too large.
        """
        if name == "content.xml":
            self._take_ods(blocks)
        elif name == _TEXTS:
            self._lengths = _lengths(blocks)
        elif name.endswith(".xml"):
            return self._take_xlsx(blocks)
        elif name.endswith(".bin") and "worksheets/" in name:
            self._check_size(*_xlsb_size(blocks))
        else:
            deque(blocks, maxlen=0)
        return 0

    def may_be_too_long(self, cells: int) -> bool:
        """Whether the texts of so many cells could be too long altogether."""
        return cells * int(self._lengths.max(initial=0)) > self._limits.unpacked

    def count_texts(self, blocks: Iterable[bytes]) -> None:
        """Count the texts that the cells of a sheet name.

        Raises:
            ReadError: they are too long altogether.
        """
        for _, block in whole_tags(blocks):
            named = np.array([int(text) for text in _NAMED.findall(block)], np.int64)
            self._texts.take(int(self._lengths[named[named < len(self._lengths)]].sum()))

    def _check_size(self, rows: int, columns: int) -> None:
        if rows * columns > self._limits.cells:
            raise _too_wide(self._file, rows, columns, self._limits.cells)

    def _take_xlsx(self, blocks: Iterable[bytes]) -> int:
        rows = columns = cells = 0
        for _, block in whole_tags(blocks):
            places = _PLACE.findall(block)
            cells += len(places)
            rows = max(rows, max((int(row) for _, row in places), default=0))
            letters = {letters for letters, _ in places}
            columns = max(columns, max(map(column_number, letters), default=0))
        self._check_size(rows, columns)
        return cells

    def _take_ods(self, blocks: Iterable[bytes]) -> None:
        """Cells and rows that stand but once in the file may be there many times in the sheet."""
        row = column = rows = columns = high = wide = begin = 0
        for kind, attributes, empty, start, end in _tags(blocks):
            self._texts.take((start - begin) * high * wide)
            repeated = _REPEATED.search(attributes)
            count = int(repeated[1]) if repeated else 1
            begin, wide = end, 0
            if kind == b"table":
                self._check_size(rows, columns)
                row = column = rows = columns = 0
            elif kind == b"table-row":
                row, column, high = row + count, 0, count
            else:
                column += count
                if not empty or b"value=" in attributes:
                    rows, columns = max(rows, row), max(columns, column)
                    wide = 0 if empty else count


def _too_wide(file: str, rows: int, columns: int, most: int) -> ReadError:
    return read_error(
        file,
        HEADER_ROW,
        say(
            QT_TRANSLATE_NOOP(
                "io",
                "A sheet reaches down to row {rows:,} and over {columns:,} columns, more than the "
                "{most:,} cells that can be read. Delete the empty rows and columns, or save it as "
                "CSV.",
            ),
            rows=rows,
            columns=columns,
            most=most,
        ),
    )


def whole_tags(blocks: Iterable[bytes], tag: bytes = b"<") -> Iterator[tuple[int, bytes]]:
    """Blocks that end before a tag, and where each begins."""
    rest, done = b"", 0
    for block in chain(blocks, (tag,)):
        rest += block
        end = rest.rfind(tag)
        if end > 0 or len(rest) > _LONGEST:
            end = end if end > 0 else len(rest)
            yield done, rest[:end]
            rest, done = rest[end:], done + end


def _lengths(blocks: Iterable[bytes]) -> npt.NDArray[np.int64]:
    """The lengths of the texts in the part that holds each but once."""
    starts, end = list[int](), 0
    for begin, block in whole_tags(blocks):
        starts += [begin + found.start() for found in _TEXT.finditer(block)]
        end = begin + len(block)
    return np.diff([*starts, end]).astype(np.int64)


def column_number(letters: bytes) -> int:
    """The number of a column that is named by letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def _tags(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, bytes, int, int]]:
    """The begins of sheets, rows and cells, and an end: name, attributes, "/" if empty, place."""
    end = 0
    for begin, block in whole_tags(blocks):
        for found in _TAG.finditer(block):
            yield found[1], found[2], found[3], begin + found.start(), begin + found.end()
        end = begin + len(block)
    yield b"table", b"", b"/", end, end


def _xlsb_size(blocks: Iterable[bytes]) -> Size:
    """Of records: each a number, a length, and that many bytes."""
    data = b"".join(blocks)
    rows = columns = at = 0
    while at < len(data):
        kind, at = _varying(data, at, 2)
        length, at = _varying(data, at, 4)
        if kind <= 11 and length >= 4:  # the head of a row, or a cell
            number = int.from_bytes(data[at : at + 4], "little") + 1
            if kind:
                columns = max(columns, number)
            else:
                rows = max(rows, number)
        at += length
    return rows, columns


def _varying(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of up to `most` bytes, seven bits in each, and where it ends."""
    number = 0
    for place in range(most):
        byte = data[at] if at < len(data) else 0
        at += 1
        number |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            break
    return number, at
