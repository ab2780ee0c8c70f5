"""What is wrong with a text that is no date, and what would be right, in sentences."""

import re
from typing import Final

from timeline_app.core.calendar import FIRST_YEAR, LAST_YEAR, month_length, year_text
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


def beyond(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP("dates", "“{text}” lies beyond the years {first} to {last}")
    return _error(template, text=text, first=FIRST_YEAR, last=LAST_YEAR)


def no_such_month(text: str, year: str, month: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "dates",
        "“{text}” is no date: there is no month {month}; months are 01 to 12, e.g. {year}-06",
    )
    return _error(template, text=text, month=month, year=year)


def no_such_time(text: str, day: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "dates",
        "“{text}” is no time: hours are 00 to 23, minutes and seconds 00 to 59, e.g. {day}T14:30Z",
    )
    return _error(template, text=text, day=day)


def backwards(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "dates", "“{text}” ends before it begins; write the earlier date first"
    )
    return _error(template, text=text)


def boundless(text: str) -> DateError:
    template = QT_TRANSLATE_NOOP(
        "dates", "“{text}” has neither beginning nor end; leave the date empty if none is known"
    )
    return _error(template, text=text)


def no_such_day(text: str, year: int, month: int, day: str) -> DateError:
    days = month_length(year, month)
    coarser = f"{year_text(year)}-{month:02}"
    right = min(max(int(day.replace("X", "0")), 1), days)
    template = QT_TRANSLATE_NOOP(
        "dates",
        "“{text}” is no date: {month} has {days} days; write e.g. {example}, {coarser} or {year}",
    )
    return _error(
        template,
        text=text,
        month=Message("dates", MONTHS[month - 1], {"year": year}),
        days=days,
        example=f"{coarser}-{right:02}",
        coarser=coarser,
        year=year_text(year),
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
            return _error(template, text=text, example=right.format(*match.groups()))
    template = QT_TRANSLATE_NOOP(
        "dates",
        "“{text}” is no date; write e.g. 2025-06-08, 2025-06, 2025,"
        " [2025-06-21..2025-06-30] or 2025-06-08/2025-06-12",
    )
    return _error(template, text=text)


def _error(template: str, **values: object) -> DateError:
    return DateError(Message("dates", template, values))
