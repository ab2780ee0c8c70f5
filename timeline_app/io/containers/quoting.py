"""Where records of CSV end in a piece of a file, seen from its quotation marks alone."""

from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_QUOTE, _CR, _LF = b'"\r\n'


@lru_cache
def _around(delimiter: str) -> Flags:
    """What may stand before the quote that opens a cell and behind the one that closes it."""
    signs = np.zeros(256, dtype=bool)
    signs[list(b'\r\n"' + delimiter.encode())] = True
    return signs


def quotes_in(signs: Signs, delimiter: str = ",") -> Places | None:
    """Where the double quotes of a piece stand that begins with a record; by turns they open and
    close. None where some stand within cells that are not quoted, or before further text."""
    quotes = np.flatnonzero(signs == _QUOTE)
    before = signs.take(quotes[0::2] - 1, mode="clip")  # at either end stands but the quote itself
    behind = signs.take(quotes[1::2] + 1, mode="clip")
    around = _around(delimiter)
    return quotes if around[before].all() and around[behind].all() else None


def end_of_records(data: bytes, quotes: Places) -> int:
    """How many bytes of a piece are whole records; 0 where none ends in it."""
    end = data.rfind(b"\n") + 1
    while end and np.searchsorted(quotes, end) % 2:  # within a quoted cell
        end = data.rfind(b"\n", 0, int(quotes[np.searchsorted(quotes, end) - 1])) + 1
    return end


def blank_lines(signs: Signs, quotes: Places) -> Flags | None:
    """For each record of a piece, whether it is an empty line; None where there is none of these.

    The piece ends with the end of a line.
    """
    ends = _line_ends(signs)
    places: Any = ends[~_within(ends, quotes)]
    starts: Any = np.append(0, places[:-1] + 1)
    blank = (places == starts) | ((places == starts + 1) & (signs[starts] == _CR))
    return blank if blank.any() else None


def lines_of_records(signs: Signs, quotes: Places, count: int) -> tuple[Places | None, int]:
    """The line that each of a piece's records begins in, counted from 0, and how many lines there
    are. None where each record is one line; `count` records are known to be there.

    The piece ends with the end of a line.
    """
    returns = np.count_nonzero(signs == _CR)
    if returns:
        returns -= np.count_nonzero((signs[:-1] == _CR) & (signs[1:] == _LF))
    if not returns and np.count_nonzero(signs == _LF) == count:
        return None, count
    ends = _line_ends(signs)
    last = np.flatnonzero(~_within(ends, quotes))
    if len(last) == len(ends):
        return None, len(ends)
    return np.append(0, last[:-1] + 1), len(ends)


def _line_ends(signs: Signs) -> Places:
    """Where the last sign of each line stands."""
    ends = (signs == _LF) | (signs == _CR)
    ends[:-1] &= ~((signs[:-1] == _CR) & (signs[1:] == _LF))
    return np.flatnonzero(ends)


def _within(places: Places, quotes: Places) -> Flags:
    """Whether places are within quoted cells."""
    if not len(quotes):
        return np.zeros(len(places), dtype=bool)
    inside: Flags = np.searchsorted(quotes, places) % 2 == 1
    return inside
