"""Spans of time, and the forms in which a date is known."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

OPEN: Final = 2**63 - 1
"""The `end` of what has no known end: the highest int64."""
UNDATED: Final = -(2**63)
"""All four bounds of what has no usable date: the lowest int64."""


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


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open span of time [start, end) in microseconds since 1970-01-01T00:00Z."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start
