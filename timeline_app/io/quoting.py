"""Where records of CSV end in a piece of a file, seen from its quotation marks alone."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

Signs = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

_QUOTE, _CR, _LF = b'"\r\n'
_AROUND: Final = np.zeros(256, dtype=bool)
_AROUND[list(b',\r\n"')] = True
"""What may stand before the quote that opens a cell and behind the one that closes it."""


def quotes_in(signs: Signs) -> Places | None:
    """Where the double quotes of a piece stand that begins with a record; by turns they open and
    close. None where some stand within cells that are not quoted, or before further text."""
    quotes = np.flatnonzero(signs == _QUOTE)
    before = signs.take(quotes[0::2] - 1, mode="clip")  # at either end stands but the quote itself
    behind = signs.take(quotes[1::2] + 1, mode="clip")
    return quotes if _AROUND[before].all() and _AROUND[behind].all() else None


def end_of_records(data: bytes, quotes: Places) -> int:
    """How many bytes of a piece are whole records; 0 where none ends in it."""
    end = data.rfind(b"\n") + 1
    while end and np.searchsorted(quotes, end) % 2:  # within a quoted cell
        end = data.rfind(b"\n", 0, int(quotes[np.searchsorted(quotes, end) - 1])) + 1
    return end


def blank_lines(signs: Signs, quotes: Places) -> npt.NDArray[np.bool_] | None:
    """For each record of a piece, whether it is an empty line; None where there is none of these.

    The piece ends with the end of a line.
    """
    ends = (signs == _LF) | (signs == _CR)
    ends[:-1] &= ~((signs[:-1] == _CR) & (signs[1:] == _LF))
    places = np.flatnonzero(ends)
    if len(quotes):
        places = places[np.searchsorted(quotes, places) % 2 == 0]
    starts: Any = np.append(0, places[:-1] + 1)
    blank = (places == starts) | ((places == starts + 1) & (signs[starts] == _CR))
    return blank if blank.any() else None
