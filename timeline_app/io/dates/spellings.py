"""One date without hedges, as people and programs spell it: a day, a month, a year, a season."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from timeline_app.core.calendar import (
    DAY,
    LAST_YEAR,
    date_of,
    day_number,
    day_text,
    month_length,
    year_text,
)
from timeline_app.core.date_errors import beyond
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.dates.names import (
    AFTER_CHRIST,
    ANNO_DOMINI,
    BEFORE_CHRIST,
    LITTLE_WORDS,
    WEEKDAYS,
    month_of,
    season_of,
)
from timeline_app.io.dates.orders import figures_as
from timeline_app.io.dates.ways import ORDER_WORDS, SEASONS, Order, Read, Ways, edtf, without_year
from timeline_app.io.finding import say

Match = re.Match[str]
Era = Callable[[int], int]
"""From the year as it is written to the astronomical one."""

_GAP: Final = r"[\s.,/_-]*"
_BREAK: Final = r"[\s.,/_-]+"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o|a)??"
_MONTH: Final = r"(?P<month>[a-z]{2,12})"
_YEAR: Final = r"(?P<year>'?\d{1,7})"
_LONG_YEAR: Final = r"(?P<year>-\d{1,7}|\d{3,7})"


def single(text: str, cell: str, ways: Ways) -> Read | None:
    """The date that a folded text spells; None where it is of no form that stands here.

    Raises:
        DateError: it is of such a form, but there is no such date.
    """
    text = WEEKDAYS.sub("", text, count=1) if WEEKDAYS.match(text) else text
    text = LITTLE_WORDS.sub(" ", text).strip(" ,;")
    text = re.sub(r"(?<=\d),(?=\d{3}(?:,\d{3})*(?:\s*[a-z.]+)?$)", "", text)
    text, era = _without_era(text)
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match is not None and (found := read(match, cell, ways, era)) is not None:
            return found
    return None


def _without_era(text: str) -> tuple[str, Era | None]:
    if before := BEFORE_CHRIST.search(text):
        return text[: before.start()], lambda year: 1 - year
    if after := AFTER_CHRIST.search(text):
        return text[: after.start()], lambda year: year
    if front := ANNO_DOMINI.match(text):
        return text[front.end() :], lambda year: year
    return text, None


def _year(figures: str, cell: str, ways: Ways, era: Era | None) -> int | None:
    """The astronomical year; None where the figures are too few to be one."""
    plain = figures.lstrip("'")
    if plain.startswith("-"):
        ways.tell_of_negative(cell)
        year = int(plain)
    elif era is not None:
        year = era(int(plain))
    elif len(plain) == 2:
        year = ways.full_year(plain)
    elif len(plain) < 3:
        return None
    else:
        year = int(plain)
    if abs(year) > LAST_YEAR:
        raise beyond(cell)
    return year


def _with_month(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """Day, month's name and year, or month's name and year."""
    parts = match.groupdict()
    month = month_of(parts["month"])
    if month is None:
        return _season(parts["month"], match, cell, ways, era)
    year = _year(parts["year"], cell, ways, era)
    if year is None:
        raise without_year(cell)
    return edtf(cell, year, month, int(parts.get("day") or 0))


def _season(word: str, match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    code = season_of(word)
    year = _year(match["year"], cell, ways, era)
    if code is None or year is None or "day" in match.groupdict():
        return None
    ways.tell(SEASONS)
    return Read(f"{year_text(year)}-{code}")


def _month_or_day(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """`Feb-25`, as spreadsheets shorten a month; `Feb 25` lacks a year."""
    month = month_of(match["month"])
    if month is None:
        return None
    if era is None and "'" not in match["year"] and match["gap"] != "-":
        raise without_year(cell)
    year = _year(match["year"], cell, ways, era)
    if year is None:
        raise without_year(cell)
    found = edtf(cell, year, month)
    template = QT_TRANSLATE_NOOP("io", "“{text}” was read as a month and a year: {date}.")
    return Read(found.text, say(template, text=cell, date=found.text))


def _no_year(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    if month_of(match["month"]) is None:
        return None
    raise without_year(cell)


def _year_first(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """Year, month and perhaps day as figures."""
    year = _year(match["year"], cell, ways, era)
    if year is None:
        return None
    month, day = int(match["month"]), int(match.groupdict().get("day") or 0)
    _tell_of_zeros(match, ways)
    if month > 12 and 1 <= day <= 12 and month <= month_length(year, day):
        found = edtf(cell, year, day, month)
        template = QT_TRANSLATE_NOOP("io", "“{text}” has the day before the month: {date}.")
        return Read(found.text, say(template, text=cell, date=found.text))
    if month > 12 and not match.groupdict().get("day"):
        return None
    return edtf(cell, year, month, day)


def _month_and_year(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    year = _year(match["year"], cell, ways, era)
    _tell_of_zeros(match, ways)
    return None if year is None else edtf(cell, year, int(match["month"]))


def _figures(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """Three figures in the order of the column, or in the only one that gives a date."""
    parts = match["one"], match["two"], match["three"]
    wanted = ways.order
    if wanted is Order.YEAR_FIRST and len(parts[2]) != 2:
        wanted = Order.MONTH_FIRST
    others = [Order.DAY_FIRST, Order.MONTH_FIRST]
    if len(parts[2]) == 2:
        others.append(Order.YEAR_FIRST)
    ways_to_try = (wanted, *others)
    order = next((way for way in ways_to_try if figures_as(parts, way)), None)
    if order is None:  # no such day: the error shall speak of a month that there is
        wanted = order = Order.DAY_FIRST if int(parts[0]) > 12 >= int(parts[1]) else wanted
    if order is Order.YEAR_FIRST:
        year, month, day = parts
    else:
        day, month, year = parts if order is Order.DAY_FIRST else (parts[1], parts[0], parts[2])
    number = _year(year, cell, ways, era)
    if number is None:
        return None
    if "0" in (day.lstrip("0") or "0", month.lstrip("0") or "0"):
        ways.tell_of_zero()
    found = edtf(cell, number, int(month), int(day))
    if order is wanted:
        return found
    template = QT_TRANSLATE_NOOP(
        "io", "“{text}” is a date only with the {order}, unlike the column: {date}."
    )
    return Read(found.text, say(template, text=cell, order=ORDER_WORDS[order], date=found.text))


def _tell_of_zeros(match: Match, ways: Ways) -> None:
    parts = match.groupdict()
    if any(parts.get(name) and not int(parts[name]) for name in ("month", "day")):
        ways.tell_of_zero()


def _year_alone(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    if era is None and len(match["year"]) < 3:
        return None
    year = _year(match["year"], cell, ways, era)
    return None if year is None else edtf(cell, year)


def _decade(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """`1850s`; `1900s` may be a decade or a century, so it is the longer one."""
    figures = match["decade"]
    if era is not None and era(2) < 0:
        first, last = era(int(figures) * 10 + 9), era(int(figures) * 10)
        return Read(f"[{year_text(first)}..{year_text(last)}]")
    figures = figures.rjust(3, "0")
    return Read(f"{figures[:2]}XX" if figures.endswith("0") else f"{figures}X")


def _century(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    number = int(match["century"])
    ends = (100 * number - 99, 100 * number)
    if era is not None:
        ends = era(ends[0]), era(ends[1])
    return Read(f"[{year_text(min(ends))}..{year_text(max(ends))}]")


def _part_of_year(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """A quarter or half of a year."""
    number = int(match["number"])
    first, last = (33, 36) if match["part"] == "q" else (40, 41)
    year = _year(match["year"], cell, ways, era)
    if year is None or not 1 <= number <= last - first + 1:
        return None
    return Read(f"{year_text(year)}-{first + number - 1}")


def _week(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    """A week of ISO 8601, or a day of one."""
    year, week, day = int(match["year"]), int(match["week"]), match["day"]
    fourth = day_number(year, 1, 4)
    monday = fourth - (fourth + 3) % 7 + 7 * (week - 1)
    if not 1 <= week <= 53 or (day and not 1 <= int(day) <= 7):
        return None
    if date_of((monday + 3) * DAY)[0] != year:
        return None
    if day:
        return Read(day_text((monday + int(day) - 1) * DAY))
    return Read(f"[{day_text(monday * DAY)}..{day_text((monday + 6) * DAY)}]")


def _day_of_year(match: Match, cell: str, ways: Ways, era: Era | None) -> Read | None:
    year, number = int(match["year"]), int(match["number"])
    if not 1 <= number <= 337 + month_length(year, 2):
        return None
    return Read(day_text((day_number(year, 1, 1) + number - 1) * DAY))


def _forms() -> Iterator[tuple[re.Pattern[str], Callable[..., Read | None]]]:
    def form(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace(r"\d", "[0-9]"))

    yield (
        form(r"(?P<one>\d{1,2})(?P<sign>[-/. ])(?P<two>\d{1,2})(?P=sign)(?P<three>\d{2,6})"),
        _figures,
    )
    yield (
        form(_LONG_YEAR + r"(?P<sign>[-/. ])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})"),
        _year_first,
    )
    yield form(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"), _year_first
    yield form(rf"{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}"), _with_month
    yield form(rf"{_MONTH}{_GAP}{_DAY}{_BREAK}{_YEAR}"), _with_month
    yield form(rf"{_LONG_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}"), _with_month
    yield form(rf"{_MONTH}{_GAP}(?P<year>\d{{3,7}})"), _with_month
    yield form(rf"{_LONG_YEAR}{_GAP}{_MONTH}"), _with_month
    yield form(rf"{_MONTH}(?P<gap>{_GAP}){_YEAR}"), _month_or_day
    yield form(rf"{_DAY}{_GAP}{_MONTH}\.?"), _no_year
    yield (
        form(r"(?P<month>winter) (?P<year>\d{4})[-/]\d{2}(?:\d{2})?"),
        _with_month,
    )
    yield form(_LONG_YEAR + r"[-/ ](?P<month>\d{1,2})"), _year_first
    yield form(r"(?P<month>\d{1,2})[-/. ](?P<year>\d{4,6})"), _month_and_year
    yield form(r"(?P<year>-?\d{1,7})"), _year_alone
    yield form(r"(?P<decade>\d{2,3})0'?s"), _decade
    yield form(r"(?P<century>\d{1,2})(?:st|nd|rd|th) ?(?:century|cent\.?|c\.)"), _century
    yield form(r"(?P<part>[qh])(?P<number>\d)[ ,/-]*(?P<year>\d{4})"), _part_of_year
    yield form(r"(?P<year>\d{4})[ ,/-]*(?P<part>[qh])(?P<number>\d)"), _part_of_year
    yield form(r"(?P<year>\d{4})-?w(?P<week>\d{2})(?:-?(?P<day>\d))?"), _week
    yield form(r"(?P<year>\d{4})-(?P<number>\d{3})"), _day_of_year


_FORMS: Final = tuple(_forms())
