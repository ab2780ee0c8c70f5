"""Dates as a reader says them: `late June 2024`, `since about 2021`, `8 or 9 December 2025`."""

import re
from functools import lru_cache
from typing import Final

from timeline_app.core.calendar import EARLIEST, MINUTE, SECOND, date_of, month_length
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.when import OPEN, DateError, Form, Span, When, parse_when
from timeline_app.models.day_words import (
    moment_words,
    month_words,
    next_of,
    range_words,
    stretch_words,
    unit_of,
    whole_words,
    year_words,
)
from timeline_app.models.phrases import all_of, any_of, translate

_SEASON = re.compile(r"(-?\d{4})-(2[1-9]|3[0-6]|40|41)[?~%]?")
_SEASONS: Final = (
    QT_TRANSLATE_NOOP("dates", "spring {year}"),
    QT_TRANSLATE_NOOP("dates", "summer {year}"),
    QT_TRANSLATE_NOOP("dates", "autumn {year}"),
    QT_TRANSLATE_NOOP("dates", "winter {year}"),
)
_QUARTERS: Final = (
    QT_TRANSLATE_NOOP("dates", "first quarter of {year}"),
    QT_TRANSLATE_NOOP("dates", "second quarter of {year}"),
    QT_TRANSLATE_NOOP("dates", "third quarter of {year}"),
    QT_TRANSLATE_NOOP("dates", "fourth quarter of {year}"),
)
_HALVES: Final = (
    QT_TRANSLATE_NOOP("dates", "first half of {year}"),
    QT_TRANSLATE_NOOP("dates", "second half of {year}"),
)


def date_in_words(when: When) -> str:
    """A date as far as it is known, for a reader."""
    text = when.text.strip()
    match when.form:
        case Form.UNDATED if text:
            return translate("dates", "no date (“{text}”)").format(text=text)
        case Form.UNDATED:
            return translate("dates", "no date")
        case Form.ONE_OF:
            items = text.strip("[]").split(",")
            return any_of([date_in_words(parse_when(f"[{item}]")) for item in items])
        case Form.LASTING | Form.ONGOING if text.startswith("{"):
            items = text.strip("{}").split(",")
            return all_of([date_in_words(parse_when(_as_interval(item))) for item in items])
        case Form.LASTING | Form.ONGOING | Form.OPEN_END:
            return _lasting(when)
        case _:
            words, simple = _one(when)
            return _with_signs(words, when, simple=simple)


def _as_interval(member: str) -> str:
    """A member of a set of dates; a range as the interval that lasts as long."""
    first, dots, last = member.strip().partition("..")
    return f"{first or '..'}/{last or '..'}" if dots else first


@lru_cache(maxsize=20_000)
def date_text_in_words(text: str) -> str:
    """A date as it is written in the data, for a reader; as it stands where it is none."""
    try:
        return date_in_words(parse_when(text))
    except DateError:
        return text


def _with_signs(words: str, when: When, *, simple: bool) -> str:
    """`about June 2024 (uncertain)`; what cannot follow "about" is marked after it."""
    if when.approximate:
        template = (
            translate("dates", "about {date}")
            if simple
            else translate("dates", "{date} (approximate)")
        )
        words = template.format(date=words)
    if when.uncertain:
        words = translate("dates", "{date} (uncertain)").format(date=words)
    return words


def _one(when: When) -> tuple[str, bool]:
    """A day, a moment or some time within a span; and whether "about" can be said before it."""
    if when.form is Form.MOMENT:
        return moment_words(when.start, when.end - when.start), True
    season = _SEASON.fullmatch(when.text.strip())
    if season:
        return _season(int(season[1]), int(season[2])), True
    if when.start == EARLIEST or when.end == OPEN:
        template = (
            translate("dates", "{date} or later")
            if when.end == OPEN
            else translate("dates", "{date} or earlier")
        )
        known = _one(parse_when(when.text.strip().strip("[.]")))[0]
        return template.format(date=known), False
    return _span(when.span)


def _span(span: Span) -> tuple[str, bool]:
    """Some time within a span with both ends; and whether it is said as one thing."""
    unit = unit_of(span)
    year, month, day = date_of(span.start)
    if unit == "moment":
        between = translate("dates", "between {first} and {last} UTC")
        fine = MINUTE if span.end % MINUTE == 0 else SECOND
        return range_words(span.start, span.end - fine, unit, between), False
    if span.end == next_of(span.start, unit):
        return whole_words(span.start, unit), True
    last = span.end - 1
    if unit == "year" and year % 10 == 0 and year > 0 and date_of(span.end)[0] == year + 10:
        return translate("dates", "the {year}s").format(year=year), True
    if unit == "day" and (year, month) == date_of(last)[:2]:
        third = _third(day, date_of(last)[2], month_length(year, month))
        if third:
            return third.format(month=month_words(span.start)), True
    if span.end == next_of(next_of(span.start, unit), unit):
        return range_words(span.start, last, unit, translate("dates", "{first} or {last}")), False
    between = translate("dates", "between {first} and {last}")
    return range_words(span.start, last, unit, between), False


def _third(first: int, last: int, length: int) -> str:
    """The words for a third of a month, "" for other days of it."""
    if (first, last) == (1, 10):
        return translate("dates", "early {month}")
    if (first, last) == (11, 20):
        return translate("dates", "mid-{month}")
    return translate("dates", "late {month}") if (first, last) == (21, length) else ""


def _season(year: int, code: int) -> str:
    """ISO 8601-2: 21-24 seasons, 25-28 northern, 29-32 southern, 33-36 quarters, 40-41 halves."""
    if code <= 32:
        template = _SEASONS[(code - 21) % 4]
    else:
        template = _QUARTERS[code - 33] if code <= 36 else _HALVES[code - 40]
    return translate("dates", template).format(year=year_words(year))


def _lasting(when: When) -> str:
    """What lasted, from its text, which tells how well each end is known."""
    first, last = _sides(when)
    if first and last:
        return _from_to(first, last)
    if last:
        return translate("dates", "until {date}").format(date=date_in_words(last))
    template = (
        translate("dates", "since {date}")
        if when.form is Form.ONGOING
        else translate("dates", "{date}, end unknown")
    )
    return template.format(date=date_in_words(first) if first else "")


def _from_to(first: When, last: When) -> str:
    template = translate("dates", "{first} to {last}")
    units = {unit_of(first.span), unit_of(last.span)}
    signs = first.uncertain or first.approximate or last.uncertain or last.approximate
    if units == {"moment"}:
        words = range_words(first.start, last.start, "moment", template)
        return translate("dates", "{time} UTC").format(time=words)
    if signs or len(units) > 1 or not (_is_plain(first) and _is_plain(last)):
        return template.format(first=date_in_words(first), last=date_in_words(last))
    return stretch_words(Span(first.start, last.end), units.pop())


def _is_plain(when: When) -> bool:
    """Whether the date is one whole year, month or day."""
    return when.end == next_of(when.start, unit_of(when.span))


def _sides(when: When) -> tuple[When | None, When | None]:
    """The two ends of what lasted, None for one that is not known."""
    first, _, last = when.text.strip().partition("/")
    return _side(first), _side(last)


def _side(text: str) -> When | None:
    return None if text in ("", "..") else parse_when(text)
