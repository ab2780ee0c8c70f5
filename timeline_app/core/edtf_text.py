"""One date of an EDTF text: a day, a month, a year, a season, a moment, with or without signs.

The common forms are read here, because the `edtf` library takes milliseconds a string and refuses
sub-second times and half-known months (`2024-0X`); it reads the rare ones (seasons, exponents).
"""

import re
import warnings
from dataclasses import dataclass
from typing import Final

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
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError

MONTHS: Final = (
    QT_TRANSLATE_NOOP("dates", "January {year}"),
    QT_TRANSLATE_NOOP("dates", "February {year}"),
    QT_TRANSLATE_NOOP("dates", "March {year}"),
    QT_TRANSLATE_NOOP("dates", "April {year}"),
    QT_TRANSLATE_NOOP("dates", "May {year}"),
    QT_TRANSLATE_NOOP("dates", "June {year}"),
    QT_TRANSLATE_NOOP("dates", "July {year}"),
    QT_TRANSLATE_NOOP("dates", "August {year}"),
    QT_TRANSLATE_NOOP("dates", "September {year}"),
    QT_TRANSLATE_NOOP("dates", "October {year}"),
    QT_TRANSLATE_NOOP("dates", "November {year}"),
    QT_TRANSLATE_NOOP("dates", "December {year}"),
)


class DateError(TimelineError):
    """A text that is no date we can read; the message says what would be right."""


@dataclass(frozen=True, slots=True)
class Known:
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
    rf"(?P<zone>Z|[+-][0-9]{{2}}(?::?[0-9]{{2}})?)?{_SIGN}"
)
_EXPONENT = re.compile(r"Y-?[0-9]{1,6}E[0-9]")
_NO_SIGNS = str.maketrans("", "", "?~%")


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
            return Known(*_by_library(text), 0, uncertain, approximate)
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
    low, high = sorted(int(year.lstrip("Y").replace("X", figure)) for figure in "09")
    if low < FIRST_YEAR or high > LAST_YEAR:
        raise DateError(_beyond(text))
    if month is None:
        return us_of(low), us_of(high + 1), 0
    if month.isdigit() and 21 <= int(month) <= 41 and day is None:
        return *_by_library(text.translate(_NO_SIGNS)), 0
    if month.isdigit():
        months = [int(month)] if 1 <= int(month) <= 12 else []
    else:
        months = [number for number in range(1, 13) if _fits(number, month)]
    if not months:
        raise DateError(
            Message(
                "dates",
                QT_TRANSLATE_NOOP(
                    "dates",
                    "“{text}” is no date: there is no month {month};"
                    " months are 01 to 12, e.g. {year}-06",
                ),
                {"text": text, "month": month, "year": year},
            )
        )
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
        raise DateError(_no_such_day(text, low, months[0], day))
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
        raise DateError(
            Message(
                "dates",
                QT_TRANSLATE_NOOP(
                    "dates",
                    "“{text}” is no time: hours are 00 to 23, minutes and seconds 00 to 59,"
                    " e.g. {day}T14:30Z",
                ),
                {"text": text, "day": day},
            )
        )
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


def _by_library(text: str) -> tuple[int, int]:
    """Bounds of a season or of a year with an exponent, from the `edtf` library."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its grammar uses names that pyparsing has deprecated
        from edtf import parse_edtf

    date = parse_edtf(text)
    low, high = date.lower_strict(), date.upper_strict()
    if low[0] < FIRST_YEAR or high[0] > LAST_YEAR:
        raise DateError(_beyond(text))
    months = 2 if low[1] == high[1] == 12 else 0  # it cuts winter off at the year's end
    return us_of(*low[:3]), us_of(high[0], high[1] + 1 + months)


def _beyond(text: str) -> Message:
    return Message(
        "dates",
        QT_TRANSLATE_NOOP("dates", "“{text}” lies beyond the years {first} to {last}"),
        {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR},
    )


def _no_such_day(text: str, year: int, month: int, day: str) -> Message:
    days = month_length(year, month)
    coarser = f"{year_text(year)}-{month:02}"
    right = min(max(int(day.replace("X", "0")), 1), days)
    return Message(
        "dates",
        QT_TRANSLATE_NOOP(
            "dates",
            "“{text}” is no date: {month} has {days} days;"
            " write e.g. {example}, {coarser} or {year}",
        ),
        {
            "text": text,
            "month": Message("dates", MONTHS[month - 1], {"year": year}),
            "days": days,
            "example": f"{coarser}-{right:02}",
            "coarser": coarser,
            "year": year_text(year),
        },
    )


_SLIPS = (
    (re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})"), "{0}-{1:0>2}-{2:0>2}"),
    (re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"), "{0}-{1}-{2}"),
    (re.compile(r"([0-9]{4})[-/.]([0-9])"), "{0}-0{1}"),
    (re.compile(r"([0-9]{3})"), "{0}X"),
    (re.compile(r"Y(-?[0-9]{4})"), "{0}"),
    (re.compile(r"([0-9-]+) ?(?:\.\.|–) ?([0-9-]+)"), "[{0}..{1}]"),
)
"""Common slips and how the same is written rightly."""


def nonsense(text: str) -> DateError:
    """The error for a text of no form that we read, with the right spelling if it is likely."""
    for slip, right in _SLIPS:
        match = slip.fullmatch(text)
        if match:
            template = QT_TRANSLATE_NOOP("dates", "“{text}” is no date; write e.g. {example}")
            example = right.format(*match.groups())
            return DateError(Message("dates", template, {"text": text, "example": example}))
    template = QT_TRANSLATE_NOOP(
        "dates",
        "“{text}” is no date; write e.g. 2025-06-08, 2025-06, 2025,"
        " [2025-06-21..2025-06-30] or 2025-06-08/2025-06-12",
    )
    return DateError(Message("dates", template, {"text": text}))
