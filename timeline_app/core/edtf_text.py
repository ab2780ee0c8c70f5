"""One date of an EDTF text: a day, a month, a year, a season, a moment, with or without signs.

The common forms are read here, because the `edtf` library takes milliseconds a string and refuses
sub-second times and half-known months (`2024-0X`); it reads the rare ones (seasons, exponents).
"""

import re
import warnings
from functools import cache
from typing import NamedTuple

from timeline_app.core.calendar import (
    DAY,
    FIRST_YEAR,
    HOUR,
    LAST_YEAR,
    MINUTE,
    SECOND,
    day_text,
    moment_text,
    month_length,
    us_of,
    year_text,
)
from timeline_app.core.date_errors import (
    beyond,
    no_such_day,
    no_such_month,
    no_such_time,
    nonsense,
)


class Known(NamedTuple):
    """What one date says: it lies in [start, end), microseconds since 1970."""

    start: int
    end: int
    width: int = 0
    """Microseconds of precision: a day's or a moment's own length; 0 for months, years, seasons."""
    uncertain: bool = False
    approximate: bool = False

    @property
    def first(self) -> str:
        """The first day, or the moment, as exports write it."""
        return self._text(self.start)

    @property
    def last(self) -> str:
        """The last day, or the moment, as exports write it."""
        return self._text(self.end - 1)

    def _text(self, us: int) -> str:
        return moment_text(us, self.width) if 0 < self.width < DAY else day_text(us)


_SIGN = "[?~%]?"
_YEAR = r"(?P<year>-?[0-9X]{4}|Y-?[0-9]{5,})"
_DAY = re.compile(
    f"{_SIGN}{_YEAR}{_SIGN}"
    f"(?:-{_SIGN}(?P<month>[0-9X]{{2}}){_SIGN}(?:-{_SIGN}(?P<day>[0-9X]{{2}}){_SIGN})?)?"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,](?P<digits>[0-9]+))?)?"
    rf"(?P<zone>Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)?{_SIGN}"
)
_LONGEST_YEAR = 20
"""Letters of a year that are looked at; Python makes no number of thousands of digits."""
_EXPONENT = re.compile(r"Y-?[0-9]{1,6}E[0-9]")


def read_date(text: str) -> Known | None:
    """One date; None where it says nothing (`XXXX`, the year unknown).

    Raises:
        DateError: the text is no date.
    """
    uncertain = "?" in text or "%" in text
    approximate = "~" in text or "%" in text
    day, mark, clock = text.partition("T" if "T" in text else " ")
    if mark:
        start, width = _moment(text, day, clock)
        return Known(start, start + width, width, uncertain, approximate)
    if "u" in text and not text.strip("0123456789u-?~%"):
        text = text.replace("u", "X")
    match = _DAY.fullmatch(text)
    if match is None:
        if _EXPONENT.fullmatch(text):
            return Known(*_exponent(text), 0, uncertain, approximate)
        raise nonsense(text)
    bounds = _bounds(text, *match.group("year", "month", "day"))
    if bounds is None:
        return None
    return Known(*bounds, uncertain, approximate)


def _bounds(
    text: str, year: str, month: str | None, day: str | None
) -> tuple[int, int, int] | None:
    """Start, end and width of year, month and day as written, X for what is not known."""
    if "XXXX" in year:
        return None
    year = year.removeprefix("Y")
    if len(year) > _LONGEST_YEAR:
        raise beyond(text)
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if high < low:
        low, high = high, low
    if low < FIRST_YEAR or high > LAST_YEAR:
        raise beyond(text)
    if month is None:
        return us_of(low), us_of(high + 1), 0
    if month.isdigit() and 21 <= int(month) <= 41 and day is None:
        begins, ends = _season(month)
        return us_of(low, begins), us_of(high, ends), 0
    if month.isdigit():
        months = [int(month)] if 1 <= int(month) <= 12 else []
    else:
        months = [number for number in range(1, 13) if _fits(number, month)]
    if not months:
        raise no_such_month(text, year_text(low), month)
    if day is None:
        return us_of(low, months[0]), us_of(high, months[-1] + 1), 0
    exact = "X" not in year + month + day
    if exact and 1 <= int(day) <= month_length(low, months[0]):
        start = us_of(low, months[0], int(day))
        return start, start + DAY, DAY
    days = [
        us_of(some_year, number, some_day)
        for some_year in (low, high)
        for number in months
        for some_day in range(1, month_length(some_year, number) + 1)
        if _fits(some_day, day)
    ]
    if not days:
        raise no_such_day(text, low, months[0], day)
    return min(days), max(days) + DAY, 0


def _fits(number: int, pattern: str) -> bool:
    """Whether a number of two figures is what the pattern, with X for any figure, may stand for."""
    return all(want in (have, "X") for have, want in zip(f"{number:02}", pattern, strict=True))


def _moment(text: str, day: str, clock: str) -> tuple[int, int]:
    """Start and width of a time of day; without a zone it is taken as UTC."""
    date, match = _DAY.fullmatch(day), _CLOCK.fullmatch(clock)
    if date is None or match is None or "X" in day:
        raise nonsense(text)
    bounds = _bounds(day, *date.group("year", "month", "day"))
    hour, minute, second = (int(part or 0) for part in match.group("hour", "minute", "second"))
    if bounds is None or bounds[2] != DAY or hour > 23 or minute > 59 or second > 60:
        raise no_such_time(text, day)
    digits = (match["digits"] or "")[:6]
    width = 10 ** (6 - len(digits)) if match["second"] else MINUTE
    start = bounds[0] + hour * HOUR + minute * MINUTE + second * SECOND
    start += int(digits.ljust(6, "0")) if digits else 0
    return start - _offset(match["zone"]), width


def _offset(zone: str | None) -> int:
    """Microseconds that a zone's clocks are ahead of UTC."""
    if zone is None or zone == "Z":
        return 0
    figures = zone[1:].replace(":", "").ljust(4, "0")
    ahead = int(figures[:2]) * HOUR + int(figures[2:]) * MINUTE
    return -ahead if zone[0] == "-" else ahead


def _exponent(text: str) -> tuple[int, int]:
    """Bounds of a year with an exponent, from the `edtf` library."""
    year = _by_library(text)[0][0]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise beyond(text)
    return us_of(year), us_of(year + 1)


@cache
def _season(code: str) -> tuple[int, int]:
    """First month of a season (quarter, half) and the month after it, from the `edtf` library."""
    (_, first, _), (_, last, _) = _by_library(f"2001-{code}")
    winter = first == last == 12  # the library cuts it off at the year's end
    return first, last + (3 if winter else 1)


def _by_library(text: str) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """The first and the last day (year, month, day) of a date."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its grammar uses names that pyparsing has deprecated
        from edtf import parse_edtf

    date = parse_edtf(text)
    return date.lower_strict()[:3], date.upper_strict()[:3]
