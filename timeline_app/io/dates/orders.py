"""Whether the dates of a column that are all figures have the day, the month or the year first."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import Int64Array, day_number, month_length
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.dates.ways import ORDER_WORDS, Order, Ways
from timeline_app.io.finding import say

Figures = tuple[str, str, str]

_FIGURES: Final = re.compile(
    r"(?<![0-9-])([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4,6}|[0-9]{2})(?![0-9])"
)
_CLEAR_MAJORITY: Final = 10
"""So many times more dates must have one order than the other, to settle the rest."""
_MONTHS: Final = range(1, 13)
_DAYS_BEYOND: Final = range(13, 32)


class Found(NamedTuple):
    """The order of a column, whether it is sure, and what to tell of it."""

    order: Order
    is_settled: bool
    told: tuple[Message, ...] = ()


class _Seen(NamedTuple):
    """One text with such a date, and its day number by each order that gives one."""

    code: int
    text: str
    days: dict[Order, int]


def figures_as(parts: Figures, order: Order) -> tuple[int, int, int] | None:
    """Year (as written), month and day in an order; None if there is no such date."""
    one, two, three = (int(part) for part in parts)
    if order is Order.YEAR_FIRST:
        year, month, day, written = one, two, three, parts[0]
    else:
        day, month = (one, two) if order is Order.DAY_FIRST else (two, one)
        year, written = three, parts[2]
    if not 0 <= month <= 12 or (not month and day):
        return None
    leaps = year + 2000 if len(written) == 2 else year
    return (year, month, day) if not month or day <= month_length(leaps, month) else None


def find_order(
    texts: Sequence[str],
    years: Sequence[int | None],
    rows: Int64Array,
    wanted: Order | None,
) -> Found:
    """The order of day, month and year in some texts.

    `years` are those that another column gives, `rows` the texts' places as the rows have them.
    The order counts as settled where dates show it that are such in one order only, or where there
    are none, figures that have a month in one order only, such as 31/02/2020. Where dates
    contradict each other it is settled by a tenfold majority. That the rows are sorted by time in
    one order only is told but settles nothing.
    """
    seen = list(_seen(texts, years))
    if not seen:
        return Found(wanted or Order.MONTH_FIRST, True)
    either = [one for one in seen if _is_ambiguous(one)]
    day, month = _only(seen, Order.DAY_FIRST), _only(seen, Order.MONTH_FIRST)
    year = [one for one in seen if set(one.days) == {Order.YEAR_FIRST}]
    if year and all(Order.YEAR_FIRST in one.days for one in seen):
        return Found(Order.YEAR_FIRST, True, (_shown(Order.YEAR_FIRST, year[0].text),))
    if day and month:
        return _contradictory(day, month, bool(either), wanted)
    if day or month:
        order = Order.DAY_FIRST if day else Order.MONTH_FIRST
        return Found(order, True, (_shown(order, (day or month)[0].text),))
    if not either:
        return Found(wanted or Order.MONTH_FIRST, True)
    if (hint := _by_impossible_days(texts)) is not None:
        return hint
    return _open(seen, rows, wanted, either[0].text)


def _seen(texts: Sequence[str], years: Sequence[int | None]) -> "list[_Seen]":
    found = []
    for code, (text, year) in enumerate(zip(texts, years, strict=True)):
        for match in _FIGURES.finditer(text):
            days = _days((match[1], match[3], match[4]), year)
            if days:
                found.append(_Seen(code, text, days))
    return found


def _days(parts: Figures, year: int | None) -> dict[Order, int]:
    """Day numbers by order; the order with the year first needs a year that another cannot be."""
    days = {}
    for order in Order:
        if order is Order.YEAR_FIRST and len(parts[2]) != 2:
            continue
        date = figures_as(parts, order)
        if date is None:
            continue
        short = len(parts[0] if order is Order.YEAR_FIRST else parts[2]) == 2
        if year is not None and (date[0] != year % 100 if short else date[0] != year):
            continue
        full = Ways(year=year).full_year(f"{date[0]:02}") if short else date[0]
        days[order] = day_number(full, max(date[1], 1), max(date[2], 1))
    if not days and year is not None:
        return _days(parts, None)
    return days


def _by_impossible_days(texts: Sequence[str]) -> Found | None:
    """The order in which days that no month has still have a month; None where it is not one."""
    found: dict[Order, str] = {}
    for text in texts:
        for match in _FIGURES.finditer(text):
            one, two = int(match[1]), int(match[3])
            if min(one, two) in _MONTHS and max(one, two) in _DAYS_BEYOND:
                found.setdefault(Order.DAY_FIRST if one > two else Order.MONTH_FIRST, text)
    if len(found) != 1:
        return None
    ((order, example),) = found.items()
    return Found(order, True, (_shown(order, example),))


def _is_ambiguous(seen: _Seen) -> bool:
    days = seen.days
    return (
        Order.DAY_FIRST in days
        and Order.MONTH_FIRST in days
        and days[Order.DAY_FIRST] != days[Order.MONTH_FIRST]
    )


def _only(seen: Sequence[_Seen], order: Order) -> list[_Seen]:
    """Those that are a date in this order, but not with day and month the other way round."""
    other = Order.MONTH_FIRST if order is Order.DAY_FIRST else Order.DAY_FIRST
    return [one for one in seen if order in one.days and other not in one.days]


def _shown(order: Order, example: str) -> Message:
    templates = {
        Order.DAY_FIRST: QT_TRANSLATE_NOOP("io", "Day before month, as {example} shows."),
        Order.MONTH_FIRST: QT_TRANSLATE_NOOP("io", "Month before day, as {example} shows."),
        Order.YEAR_FIRST: QT_TRANSLATE_NOOP("io", "Year before month, as {example} shows."),
    }
    return say(templates[order], example=example)


def _contradictory(
    day: Sequence[_Seen], month: Sequence[_Seen], some_open: bool, wanted: Order | None
) -> Found:
    few, many = sorted((len(day), len(month)))
    majority = Order.DAY_FIRST if len(day) > len(month) else Order.MONTH_FIRST
    clear = many >= _CLEAR_MAJORITY * few
    order = majority if clear or wanted in (None, Order.YEAR_FIRST) else wanted
    assert order is not None
    template = QT_TRANSLATE_NOOP(
        "io",
        "Some dates have the day first ({day}), others the month ({month}); what can be read"
        " both ways is taken with the {order}.",
    )
    told = say(template, day=day[0].text, month=month[0].text, order=ORDER_WORDS[order])
    return Found(order, clear or not some_open, (told,))


def _open(seen: Sequence[_Seen], rows: Int64Array, wanted: Order | None, example: str) -> Found:
    """Nothing shows which comes first."""
    order = wanted or Order.MONTH_FIRST
    template = (
        QT_TRANSLATE_NOOP("io", "Dates such as {example} are taken with the {order}.")
        if wanted
        else QT_TRANSLATE_NOOP(
            "io",
            "No date shows whether day or month comes first; {example} is taken with the {order}.",
        )
    )
    told = [say(template, example=example, order=ORDER_WORDS[order])]
    sorted_by = [way for way in (Order.DAY_FIRST, Order.MONTH_FIRST) if _sorted(seen, rows, way)]
    if len(sorted_by) == 1:
        hint = QT_TRANSLATE_NOOP(
            "io", "Probably the {order}: only so do the rows stand in order of time."
        )
        told.append(say(hint, order=ORDER_WORDS[sorted_by[0]]))
    return Found(order, False, tuple(told))


def _sorted(seen: Sequence[_Seen], rows: Int64Array, order: Order) -> bool:
    """Whether the rows, read so, stand in order of time, at three different times or more."""
    days = np.full(int(rows.max(initial=-1)) + 1, -1, dtype=np.int64)
    known: npt.NDArray[np.bool_] = np.zeros(len(days), dtype=np.bool_)
    for one in seen:
        if one.code < len(days) and order in one.days:
            days[one.code], known[one.code] = one.days[order], True
    rows = rows[rows >= 0]
    steps = np.diff(days[rows[known[rows]]])
    steps = steps[steps != 0]
    return len(steps) >= 2 and bool((steps > 0).all() or (steps < 0).all())
