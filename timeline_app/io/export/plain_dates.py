"""Dates for programs that know no EDTF: a beginning and an end of years, months, days and clocks.

What these cannot say of a date, a note in plain English does.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from timeline_app.core.calendar import (
    DAY,
    EARLIEST,
    HOUR,
    MILLISECOND,
    MINUTE,
    SECOND,
    date_of,
    day_text,
    month_length,
)
from timeline_app.core.span import OPEN, Form, Span
from timeline_app.core.when import DateError, When, parse_when

Parts = tuple[int, ...]
"""Year, month, day, hour, minute, second, millisecond, as far as they are known; years as in
`core.calendar`, time of day in UTC."""

_HEDGES: Final = re.compile(r"[?~%]")
_UNIT: Final = re.compile(r"-?\d{4}(-(0[1-9]|1[0-2]))?|Y-?\d+")
_PRECISE: Final = re.compile(r"-?\d{4}-\d\d-\d\d(T.*)?")


class PlainDate(NamedTuple):
    """A date as far as parts can say it."""

    start: Parts
    end: Parts
    """Inclusive; empty where there is none but the beginning."""
    note: str
    """All there is to say, where the parts do not say it; else empty."""


@lru_cache(maxsize=10_000)
def plain_date(text: str) -> PlainDate | None:
    """A date of a dataset in parts; None for none, and for one without a known beginning."""
    when = when_of(text)
    if when is None or when.start <= EARLIEST:
        return None
    start, end = _bounds(when)
    return PlainDate(start, end, "" if _is_said(when, _PRECISE, _UNIT) else note_of(when))


@lru_cache(maxsize=10_000)
def when_of(text: str) -> When | None:
    """The meaning of a date; None where there is none or it cannot be read."""
    try:
        when = parse_when(text)
    except DateError:
        return None
    return None if when.form is Form.UNDATED else when


def day_note(when: When) -> str:
    """What is to be said of a date beside its first and last day, or its times; "" for nothing."""
    return "" if _is_said(when, _PRECISE) else note_of(when)


def note_of(when: When) -> str:
    """A date in words, such as "at some time in 2024-06, approximate"."""
    words = [
        _said(when),
        *(["approximate"] if when.approximate else []),
        *(["uncertain"] if when.uncertain else []),
    ]
    return ", ".join(words)


def _is_said(when: When, *units: re.Pattern[str]) -> bool:
    """Whether a beginning and an end in such units say all of a date."""
    if when.approximate or when.uncertain or when.form in (Form.ONGOING, Form.OPEN_END):
        return False
    return all(any(unit.fullmatch(half) for unit in units) for half in when.text.split("/"))


def _said(when: When) -> str:
    plain = _HEDGES.sub("", when.text)
    first, last = day_text(when.start), day_text(when.end - 1)
    match when.form:
        case Form.WITHIN if when.end == OPEN:
            return f"on {first} or later"
        case Form.WITHIN if when.start <= EARLIEST:
            return f"by {last}"
        case Form.WITHIN:
            is_unit = _UNIT.fullmatch(plain)
            return f"at some time in {plain}" if is_unit else f"at some time from {first} to {last}"
        case Form.ONE_OF:
            return f"one of: {_listed(plain, 'or')}"
        case _ if plain.startswith("{"):
            return f"all of: {_listed(plain, 'and')}"
    left, _, right = plain.partition("/")
    left, right = _side(left, first), _side(right, last)
    match when.form:
        case Form.LASTING if when.start <= EARLIEST:
            return f"until {right}"
        case Form.LASTING:
            return f"from {left} to {right}"
        case Form.ONGOING:
            return f"since {left}, with no end known"
        case Form.OPEN_END:
            return f"from {left} on; when it ended is not known"
    return plain


def _side(text: str, day: str) -> str:
    """Where something began or ended: as it stands, else as a day, such as that of a season."""
    return text if _UNIT.fullmatch(text) or _PRECISE.fullmatch(text) else day


def _listed(plain: str, word: str) -> str:
    """The members of a set, which may go on at its ends."""
    members = plain[1:-1].split(",")
    members[0] = re.sub(r"^\.\.(.*)", rf"\1 {word} earlier", members[0])
    members[-1] = re.sub(r"(.*)\.\.$", rf"\1 {word} later", members[-1])
    return ", ".join(members).replace("..", " to ")


def _bounds(when: When) -> tuple[Parts, Parts]:
    if "/" in when.text:
        halves = [when_of(half) for half in when.text.split("/")]
        parts = [_within(half.span) if half and half.end != OPEN else () for half in halves]
        if when.form is not Form.LASTING:
            return parts[0], ()
        return parts[0], parts[1]
    if when.end == OPEN:
        return _within(Span(when.start, when.start + DAY)), ()
    whole = _within(when.span)
    return (whole, ()) if whole else _apart(when.span)


def _within(span: Span) -> Parts:
    """The smallest unit that a span lies in; empty where it lies in no one year."""
    first, last = date_of(span.start), date_of(span.end - 1)
    if first[0] != last[0]:
        return ()
    if first != last:
        return first[:2] if first[1] == last[1] else first[:1]
    if span.length >= DAY:
        return first
    time = span.start % DAY
    parts: Parts = (*first, time // HOUR, time // MINUTE % 60)
    if span.length < MINUTE:
        parts += (time // SECOND % 60,)
    if span.length < SECOND:
        parts += (time // MILLISECOND % 1000,)
    return parts


def _apart(span: Span) -> tuple[Parts, Parts]:
    """The first and the last year of a span, where it has whole ones, else month, else day."""
    first, last = date_of(span.start), date_of(span.end - 1)
    if (first[1:], last[1:]) == ((1, 1), (12, 31)):
        return first[:1], last[:1]
    if first[2] == 1 and last[2] == month_length(*last[:2]):
        return first[:2], last[:2]
    return first, last
