"""What a date string means: its possible and its certain span (EDTF, ISO 8601-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.message import TimelineError

Int64Array = npt.NDArray[np.int64]

OPEN: Final = int(np.iinfo(np.int64).max)
"""The `end` of what has no known end."""
UNDATED: Final = int(np.iinfo(np.int64).min)
"""All four bounds of what has no usable date."""


class Form(IntEnum):
    """How a date is known, and so how it is drawn (DESIGN 4.2)."""

    UNDATED = 0
    DAY = 1
    """One day: `2025-06-08`."""
    MOMENT = 2
    """A time of day: `2025-06-08T14:30:00Z`; as wide as its precision."""
    WITHIN = 3
    """At some time within a month, a year or a range: `2024-06`, `[2024-06-21..2024-06-30]`."""
    ONE_OF = 4
    """One of several: `[2010-12,2011-12]`; `parts` holds them."""
    LASTING = 5
    """Lasted from, to: `2024-07-23/2024-08-02`."""
    ONGOING = 6
    """Lasts, no end known: `2006-12/..`."""
    OPEN_END = 7
    """Began; its end is unknown: `2006-12/`."""


class DateError(TimelineError):
    """A text that is no date we can read; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time [start, end) in microseconds since 1970-01-01T00:00Z."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class When:
    """One date as far as it is known. Bounds are microseconds since 1970, proleptic Gregorian, UTC.

    The event took place somewhere in [start, end); it certainly covers [solid_start, solid_end),
    which is empty (solid_start >= solid_end) where nothing is certain. A day counts as certain as a
    whole. `end` is OPEN for ONGOING and OPEN_END, and there solid_end equals solid_start's unit end
    (what is certain is only the beginning), so that it can be drawn fading from there.
    `?`, `~`, `%` set the flags and never widen the bounds.
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
    first: npt.NDArray[np.object_]
    """`start` as exports write it: the first day as `YYYY-MM-DD`, a MOMENT as ISO 8601, "" if undated."""
    last: npt.NDArray[np.object_]
    """`end` as exports write it: the last day (inclusive), a MOMENT as ISO 8601, "" if open or undated."""

    def __len__(self) -> int:
        return len(self.start)


def parse_when(text: str) -> When:
    """The meaning of one EDTF or ISO 8601 date string; "" is UNDATED.

    Raises:
        DateError: the text is no date of the forms of DESIGN 4.2.
    """
    raise NotImplementedError


def parse_times(texts: Sequence[str]) -> tuple[Times, dict[int, DateError]]:
    """The dates of many events and, by row, what could not be read (those rows are UNDATED).

    Only distinct strings are parsed, plain ISO days in bulk.
    """
    raise NotImplementedError
