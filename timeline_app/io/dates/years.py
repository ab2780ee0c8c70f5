"""Years that stand as numbers: whole ones, with a month behind the point, or with a fraction."""

from collections.abc import Callable, Iterable
from typing import Final

import pyarrow as pa

from timeline_app.core.calendar import LAST_YEAR, month_length, year_text
from timeline_app.core.date_errors import beyond
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.dates.ways import Read, Ways, edtf, no_date_meant, unreadable
from timeline_app.io.finding import say

CODES: Final = frozenset({-1, -9, -77, -88, -99, -999, -9999})
"""Numbers that may stand where none is known."""


def codes_for_unknown(numbers: Iterable[int]) -> frozenset[int]:
    """The negative ones among a column's numbers, if all are such as stand where none is known."""
    negative = frozenset(number for number in numbers if number < 0)
    return negative if negative <= CODES else frozenset()


def read_year(cell: str, ways: Ways, historical: bool) -> Read:
    """A year; with fewer than three figures only among years before our time."""
    whole, _, fraction = cell.partition(".")
    figures = whole.lstrip("+-")
    if not figures.strip("0") and not historical:
        raise no_date_meant(cell)
    most = 20 if whole.startswith("-") else 4
    if not (1 if historical else 3) <= len(figures) <= most or fraction.strip("0"):
        raise unreadable(cell)
    if int(figures) > LAST_YEAR:
        raise beyond(cell)
    ways.tell_of_negative(cell)
    if int(figures) == 9999:
        raise no_date_meant(cell)
    return edtf(cell, int(whole))


def decimal_years(texts: pa.Array, ways: Ways) -> Callable[[str], Read]:
    """How to read decimals below 10,000: whole years, YYYY.MM, or years and a fraction."""
    fractions = {cell.partition(".")[2] for cell in texts.to_pylist()}
    known = {fraction for fraction in fractions if fraction.strip("0")}
    if not known:
        return lambda cell: read_year(cell, ways, False)
    months = {f"{month:02}" for month in range(1, 13)} | {"1"}
    if not known <= months:
        template = QT_TRANSLATE_NOOP(
            "io", "Decimal years, such as {example}: the month in which that fraction lies, about."
        )
        ways.tell(say(template, example=_example(texts, known)))
        return lambda cell: _fraction_of_year(cell, ways)
    if known == {"1"}:
        return lambda cell: _only_tenth(cell, ways)
    template = QT_TRANSLATE_NOOP(
        "io",
        "Years with the month behind the point, such as {example}; .1 is October, .0 no month.",
    )
    ways.tell(say(template, example=_example(texts, known)))
    return lambda cell: _month_behind_point(cell, ways)


def _example(texts: pa.Array, fractions: set[str]) -> str:
    cells: list[str] = texts.to_pylist()
    return next(cell for cell in cells if cell.partition(".")[2] in fractions)


def _month_behind_point(cell: str, ways: Ways) -> Read:
    whole, _, fraction = cell.partition(".")
    year = _whole_year(cell, whole)
    return edtf(cell, year, int(fraction.ljust(2, "0") or 0) if fraction.strip("0") else 0)


def _only_tenth(cell: str, ways: Ways) -> Read:
    """`1784.1` may be October, or a tenth of the year."""
    whole, _, fraction = cell.partition(".")
    found = edtf(cell, _whole_year(cell, whole))
    if not fraction.strip("0"):
        return found
    template = QT_TRANSLATE_NOOP(
        "io", "“{text}” may mean October or a tenth of the year; only the year is taken."
    )
    return Read(found.text, say(template, text=cell))


def _whole_year(cell: str, whole: str) -> int:
    if len(whole.lstrip("+-")) < 3:
        raise unreadable(cell)
    if whole == "9999":
        raise no_date_meant(cell)
    return int(whole)


def _fraction_of_year(cell: str, ways: Ways) -> Read:
    whole, _, fraction = cell.partition(".")
    year = _whole_year(cell, whole)
    if not fraction.strip("0"):
        return edtf(cell, year)
    part = float(f"0.{fraction}")
    year, part = (year - 1, 1 - part) if cell.startswith("-") else (year, part)
    days = 337 + month_length(year, 2)
    left, month = int(part * days), 1
    while month < 12 and left >= month_length(year, month):
        left -= month_length(year, month)
        month += 1
    return Read(f"{year_text(year)}-{month:02}~")
