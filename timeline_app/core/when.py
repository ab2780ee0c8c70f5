"""What a date string means: its possible and its certain span (EDTF, ISO 8601-2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import Int64Array
from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_forms import read
from timeline_app.core.span import OPEN, UNDATED, Form, Span

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "OPEN",
    "UNDATED",
    "DateError",
    "Form",
    "Span",
    "Times",
    "When",
    "parse_when",
]


@dataclass(frozen=True, slots=True)
class When:
    """One date as far as it is known. Bounds are microseconds since 1970, proleptic Gregorian, UTC.

    The event took place somewhere in [start, end); it certainly covers [solid_start, solid_end),
    which is empty (solid_start >= solid_end) where nothing is certain. A day counts as certain as a
    whole. `end` is OPEN for ONGOING and OPEN_END, and there solid_end equals solid_start's unit end
    (what is certain is only the beginning), so that it can be drawn fading from there.
    `?`, `~`, `%` set the flags and never widen the bounds. What has no known beginning (`../2025`,
    `[..2025]`) starts at EARLIEST; what is "then or later" (`[2025..]`) is WITHIN and ends OPEN.
    """

    text: str
    form: Form
    start: int
    end: int
    solid_start: int
    solid_end: int
    uncertain: bool = False
    approximate: bool = False
    parts: tuple[Span, ...] = ()
    """The alternatives of ONE_OF in order, else empty."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """The dates of n events as columns; the meaning of each is that of `When`."""

    start: Int64Array
    end: Int64Array
    solid_start: Int64Array
    solid_end: Int64Array
    form: npt.NDArray[np.uint8]
    uncertain: npt.NDArray[np.bool_]
    approximate: npt.NDArray[np.bool_]
    parts: Mapping[int, tuple[Span, ...]]
    """Row to alternatives, for the few ONE_OF rows."""
    codes: npt.NDArray[np.int32]
    """Which of the different dates each event has."""
    first: "pa.Array"
    """Of each different date `start` as exports write it."""
    last: "pa.Array"
    """Of each different date `end` as exports write it."""

    def __len__(self) -> int:
        return len(self.start)

    def span(self, row: int) -> Span:
        """The possible span of one dated event."""
        return Span(int(self.start[row]), int(self.end[row]))

    def first_texts(self, rows: Int64Array) -> "pa.Array":
        """`start` of some events as exports write it, as a dictionary: the first day (a MOMENT as
        ISO 8601), "" where it is not known."""
        return self._texts(rows, self.first)

    def last_texts(self, rows: Int64Array) -> "pa.Array":
        """`end` of some events as exports write it, as a dictionary: the last day, inclusive (a
        MOMENT as ISO 8601), "" where it is not known."""
        return self._texts(rows, self.last)

    def _texts(self, rows: Int64Array, texts: "pa.Array") -> "pa.Array":
        import pyarrow as pa  # not needed for the window to be shown

        return pa.DictionaryArray.from_arrays(pa.array(self.codes[rows]), texts)


def parse_when(text: str) -> When:
    """The meaning of one EDTF or ISO 8601 date string; "" is UNDATED.

    Raises:
        DateError: the text is no date of the forms of DESIGN 4.2.
    """
    return When(text, *read(text)[:-2])
