"""Where an axis of time is marked: from hundreds of thousands of years down to microseconds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from timeline_app.core.calendar import (
    DAY,
    HOUR,
    LAST_YEAR,
    MILLISECOND,
    MINUTE,
    SECOND,
    date_of,
    month_length,
    us_of,
)
from timeline_app.core.when import Span


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on the axis."""

    time: int
    unit: str
    """What the marks count: `year month day hour minute second ms us`."""
    major: bool
    """Whether the next coarser unit begins here: a decade, a year, a month, a day, an hour ..."""


@dataclass(frozen=True, slots=True)
class Level:
    """One way of marking: every `step` units."""

    unit: str
    step: int
    least: int
    """The least distance between two marks, in microseconds."""


_CLOCK: Final = {
    "us": (1, SECOND),
    "ms": (MILLISECOND, SECOND),
    "second": (SECOND, MINUTE),
    "minute": (MINUTE, HOUR),
    "hour": (HOUR, DAY),
}
"""The length of the units of equal length, and that of the next coarser one."""

LADDER: Final = (
    *(Level("us", step, step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *(Level("ms", step, step * MILLISECOND) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500)),
    *(Level("second", step, step * SECOND) for step in (1, 2, 5, 10, 15, 30)),
    *(Level("minute", step, step * MINUTE) for step in (1, 2, 5, 10, 15, 30)),
    *(Level("hour", step, step * HOUR) for step in (1, 2, 3, 6, 12)),
    *(
        Level("day", step, least * DAY)
        for step, least in ((1, 1), (2, 2), (5, 5), (10, 8), (15, 13))
    ),
    *(Level("month", step, least * DAY) for step, least in ((1, 28), (3, 90), (6, 181))),
    *(
        Level("year", step, max(step - (step >= 10), 1) * 365 * DAY)
        for power in range(6)
        for step in (10**power, 2 * 10**power, 5 * 10**power)
    ),
)
"""All levels, the finest first. Days count from the first of the month: months are marked too."""


def ticks(window: Span, width: float, min_px: float = 90) -> list[Tick]:
    """The marks to label in a window drawn `width` pixels wide, in order.

    The finest level of the ladder whose marks are at least `min_px` apart everywhere.
    """
    least = window.length / max(width, 1.0) * min_px
    level = next((level for level in LADDER if level.least >= least), LADDER[-1])
    return list(_marks(level, window))


def _marks(level: Level, window: Span) -> Iterator[Tick]:
    """All marks of a level in a window, both ends included."""
    if level.unit in _CLOCK:
        length, coarser = _CLOCK[level.unit]
        step = level.step * length
        for time in range(-(-window.start // step) * step, window.end + 1, step):
            yield Tick(time, level.unit, time % coarser == 0)
        return
    find = {"day": _days, "month": _months, "year": _years}[level.unit]
    for time, major in find(window, level.step):
        if window.start <= time <= window.end:
            yield Tick(time, level.unit, major)


def _days(window: Span, step: int) -> Iterator[tuple[int, bool]]:
    for first, _ in _months(window, 1):
        year, month, _day = date_of(first)
        length = month_length(year, month)
        for day in range(1, length + 1, step):
            room = length + 1 - day
            if room >= step or (step >= 10 and room >= 8):
                yield first + (day - 1) * DAY, day == 1


def _months(window: Span, step: int) -> Iterator[tuple[int, bool]]:
    year, month, _day = date_of(window.start)
    index = (year * 12 + month - 1) // step * step
    while (time := us_of(index // 12, index % 12 + 1)) <= window.end:
        yield time, index % 12 == 0
        index += step


def _years(window: Span, step: int) -> Iterator[tuple[int, bool]]:
    """Round years of either era: 100, 200 ...; 100 BC is the year -99; AD 1 where there is room."""
    first, last = date_of(window.start)[0], date_of(min(window.end, us_of(LAST_YEAR)))[0]
    decade = 10 ** len(str(step))
    before = ((1 - number, number) for number in range((1 - first) // step * step, 0, -step))
    between = ((1, 0),) if step >= 10 else ()
    start = max(-(-first // step) * step, step)
    after = ((number, number) for number in range(start, last + 1, step))
    for year, number in (*before, *between, *after):
        if first <= year <= last:
            yield us_of(year), number % decade == 0
