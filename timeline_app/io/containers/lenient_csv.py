"""CSV record by record, read on behind whatever is wrong with its quotes."""

import csv
import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, partial
from itertools import accumulate, islice
from typing import Final, Self

_LONGEST_CELL: Final = 2**31 - 1
_MANY_LINES: Final = 200
_MANY_LETTERS: Final = 1 << 20
"""A record of more lines or letters, whose number of cells is wrong, may have an open quote."""
_MOST_LETTERS: Final = 16 << 20
"""A record that is not whole by then has an open quote, if others seem to follow."""
_AHEAD: Final = 3
"""Records behind an open quote that say whether to read on there."""


class Flaw(Enum):
    """What is wrong with a record."""

    QUOTE = auto()
    """Text stands behind a quoted cell, or quotes within one are not doubled."""
    OPEN = auto()
    """A quoted cell begins in it that is never closed; it is but one line."""
    CUT = auto()
    """The file ends within a quoted cell of it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record; `begin` and `end` are its lines in the text, counted from 0."""

    cells: list[str]
    begin: int
    end: int
    flaw: Flaw | None = None


class LenientReader:
    """Reads the records of a text one after the other."""

    def __init__(
        self,
        text: str,
        delimiter: str,
        width: int = 0,
        *,
        is_last: bool = True,
        spaced: bool = False,
    ) -> None:
        """
        Args:
            text: begins with a record.
            delimiter: stands between cells.
            width: the number of cells that records should have, if it is known.
            is_last: whether no more text follows.
            spaced: whether spaces behind a delimiter are no part of the cell.
        """
        csv.field_size_limit(_LONGEST_CELL)
        self._lines = list(io.StringIO(text, newline=""))
        self.width = width
        self._delimiter = delimiter
        self._reader = partial(csv.reader, delimiter=delimiter, skipinitialspace=spaced)
        self._is_last = is_last
        self.with_nul = frozenset[int]()
        """The lines that hold NULs."""
        if "\0" in text:
            self.with_nul = frozenset(n for n, line in enumerate(self._lines) if "\0" in line)
        self._feed = _Feed(self._lines)
        self._strict = self._reader(self._feed, strict=True)
        self._loose = self._reader(self._feed)

    @property
    def line(self) -> int:
        """How many lines were read."""
        return self._feed.at

    @property
    def taken(self) -> int:
        """The bytes in UTF-8 of the lines that were read."""
        return sum(len(line.encode()) for line in self._lines[: self._feed.at])

    def text(self, begin: int, end: int) -> str:
        """What stands in some lines."""
        return "".join(self._lines[begin:end]).rstrip("\r\n")

    def skip(self, lines: int) -> list[str]:
        """Pass over lines; gives them."""
        begin = self._feed.at
        self._feed.at = min(begin + lines, len(self._lines))
        return self._lines[begin : self._feed.at]

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        """The next record; there may be none although text is left whose rest is to come."""
        feed = self._feed
        begin = feed.at
        if begin == len(feed.lines):
            raise StopIteration
        feed.asked = False
        try:
            cells = next(self._strict)
        except csv.Error:
            return self._doubtful(begin)
        end = feed.at
        if (
            end - begin > 1
            and len(cells) != self.width
            and self._is_long(begin, end)
            and self._goes_on(begin + 1)
        ):
            return self._alone(begin, Flaw.OPEN)
        return Record(cells, begin, end)

    def _doubtful(self, begin: int) -> Record:
        """A record whose quotes are wrong."""
        feed = self._feed
        is_open, end = feed.asked, len(feed.lines)
        if not self._is_last and not self._is_long(begin, end):
            return self._wait(begin)
        goes_on = self._goes_on(begin + 1)
        if is_open and not self._is_last:
            if goes_on and self._letters(begin, end) > _MOST_LETTERS:
                return self._alone(begin, Flaw.OPEN)
            return self._wait(begin)
        alone = self._alone(begin, Flaw.QUOTE)
        if not feed.asked:
            return alone
        if goes_on:
            return self._alone(begin, Flaw.OPEN)
        limit = self._limit(begin)
        found = self._loosely(begin, limit, Flaw.QUOTE)
        if not feed.asked:
            return found
        if limit < end:
            return self._alone(begin, Flaw.OPEN)
        return self._loosely(begin, end, Flaw.CUT) if self._is_last else self._wait(begin)

    def _wait(self, begin: int) -> Record:
        """Give a record back whose end is to come."""
        self._feed.at = begin
        raise StopIteration

    def _alone(self, begin: int, flaw: Flaw) -> Record:
        return self._loosely(begin, begin + 1, flaw)

    def _loosely(self, begin: int, limit: int, flaw: Flaw) -> Record:
        """A record of some lines at most; `asked` says afterwards whether its end is missing."""
        feed = self._feed
        with feed.until(begin, limit):
            cells = next(self._loose, [])
        return Record(cells, begin, feed.at, flaw)

    def _goes_on(self, begin: int) -> bool:
        """Whether most of the records that begin in a line have the right number of cells."""
        lines = self._feed.lines[begin : self._limit(begin)]
        right = seen = 0
        records = self._reader(lines, strict=True)
        try:
            for cells in filter(any, islice(records, _AHEAD)):
                seen += 1
                right += len(cells) == self.width
        except csv.Error:
            seen += 1
            right += lines[records.line_num - 1].count(self._delimiter) + 1 == self.width
        return right > 0 and right * 2 >= seen

    @cached_property
    def _places(self) -> list[int]:
        """Where in the text each line begins."""
        return list(accumulate(map(len, self._lines), initial=0))

    def _limit(self, begin: int) -> int:
        """The line before which a record that begins in one should end."""
        if begin >= len(self._lines):
            return begin
        end = bisect_right(self._places, self._places[begin] + _MANY_LETTERS)
        return min(max(end, begin + 1), begin + _MANY_LINES, len(self._lines))

    def _is_long(self, begin: int, end: int) -> bool:
        return end - begin > _MANY_LINES or self._letters(begin, end) > _MANY_LETTERS

    def _letters(self, begin: int, end: int) -> int:
        return self._places[end] - self._places[begin]


class _Feed:
    """Gives the reader of the csv module its lines, as many as it may have."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.asked = False
        """Whether more lines were asked for than there are."""
        self._limit = len(lines)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        if self.at >= self._limit:
            self.asked = True
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1]

    def until(self, begin: int, limit: int) -> "_Feed":
        """Begin in a line and give none behind another, within a `with`."""
        self.at, self._limit, self.asked = begin, limit, False
        return self

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self._limit = len(self.lines)
