"""Dates whose year, month, day and time stand in columns of their own."""

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import LAST_YEAR, Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError, beyond
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.text import fold
from timeline_app.io.dates.column import DateColumn, by_cell
from timeline_app.io.dates.distinct import distinct_of, joined
from timeline_app.io.dates.names import MISSING, month_of, season_of
from timeline_app.io.dates.phrases import read_phrase
from timeline_app.io.dates.times import Clocks, Timed, with_clocks
from timeline_app.io.dates.ways import (
    EMPTY,
    SEASONS,
    Read,
    Ways,
    edtf,
    no_date_meant,
    unreadable,
)
from timeline_app.io.dates.years import CODES, codes_for_unknown
from timeline_app.io.finding import say

_WHOLE: Final = re.compile(r"([+-]?[0-9]{1,20})(?:\.0*)?")
_UNKNOWN: Final = CODES | {99, 999}
"""Numbers, besides 0, that stand for a month or day that is not known."""
_NO_DATE: Final = "0-0-0"
"""Stands in front of times, for them to look like those with dates."""
_CLOCK_SPELLINGS: Final = (
    (r"^([0-9]{1,2})[.hH]([0-9]{2})(\s*[aApP]\.?[mM]\.?)?$", r"\1:\2\3"),
    (r"^([0-9]?[0-9])([0-9]{2})$", r"\1:\2"),
    (r"^([0-9]{2})([0-9]{2})([0-9]{2})$", r"\1:\2:\3"),
    (r"^([0-9]{1,2})(\s*[aApP]\.?[mM]\.?)$", r"\1:00\2"),
    (r"^([0-9]{1,2})\s*(?:h|H|Uhr|uhr)$", r"\1:00"),
)
"""Times of day without a colon, and how they are written with one."""


def read_parts(
    year: pa.Array,
    month: pa.Array | None = None,
    day: pa.Array | None = None,
    time: pa.Array | None = None,
) -> DateColumn:
    """The dates of columns of text; a blank month or day, or one of 0, is not known.

    A month may be a name. When something ended is read by another call. The parts, joined by
    blanks, are the `cells` of the answer.
    """
    none = pa.repeat(pa.scalar("", TEXT), len(year))
    parts = [none if part is None else _changed(part, _in_one_line) for part in (year, month, day)]
    times = none if time is None else _changed(time, _in_one_line)
    cells = _side_by_side(*parts, times)
    dates = distinct_of(joined("\n", *parts))
    ways, reads, reasons = Ways(), [], {}
    short, unknown = _have_two_figures(parts[0]), _unknown_years(parts[0])
    for code, three in enumerate(dates.values.to_pylist()):
        try:
            reads.append(_read(three.split("\n"), ways, short, unknown))
        except DateError as error:
            reads.append(Read(""))
            reasons[code] = error.message
    repairs = {code: read.repair for code, read in enumerate(reads) if read.repair is not None}
    timed = _timed(times, cells, dates.codes, reads, ways)
    why = by_cell(reasons, dates.codes, cells)
    why |= by_cell(timed.reasons, np.arange(len(cells)), cells)
    how = by_cell(repairs, dates.codes, cells)
    how |= by_cell(timed.repairs, np.arange(len(cells)), cells)
    how = {cell: message for cell, message in how.items() if cell not in why}
    return DateColumn(timed.texts, cells, why, how, tuple(ways.told.values()))


def _changed(cells: pa.Array, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """A column with each different cell changed."""
    codes, values = distinct_of(cells.cast(TEXT).fill_null(""))
    return change(values).cast(TEXT).take(pa.array(codes))


def _in_one_line(cells: pa.Array) -> pa.Array:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(cells, r"\s+", " "))


def _side_by_side(*parts: pa.Array) -> pa.Array:
    """The parts that are filled with blanks between them."""
    spaced = [_changed(part, _behind_blank) for part in parts]
    return pc.utf8_slice_codeunits(joined("", *spaced), 1).cast(TEXT)


def _behind_blank(cells: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(cells, ""), "", joined(" ", "", cells))


def _with_colons(times: pa.Array) -> pa.Array:
    for pattern, right in _CLOCK_SPELLINGS:
        times = pc.replace_substring_regex(times, pattern, right)
    return times


def _have_two_figures(years: pa.Array) -> bool:
    """Whether all years have just two figures."""
    filled = years.filter(pc.not_equal(years, ""))
    return len(filled) > 0 and bool(pc.all(pc.match_substring_regex(filled, "^[0-9]{2}$")).as_py())


def _unknown_years(years: pa.Array) -> frozenset[int]:
    """The numbers that stand where no year is known."""
    found = map(_WHOLE.fullmatch, distinct_of(years).values.to_pylist())
    return codes_for_unknown(int(match[1]) for match in found if match)


def _read(parts: Sequence[str], ways: Ways, short: bool, unknown: frozenset[int]) -> Read:
    """The date of a year, a month and a day.

    Raises:
        DateError: there is no such date.
    """
    year, month, day = parts
    cell = " ".join(part for part in parts if part)
    if not cell:
        raise DateError(EMPTY)
    number = _year(year, cell, ways, short, unknown)
    season = season_of(fold(month))
    months = season or month_of(fold(month)) or _part(month, cell)
    days = _part(day, cell)
    if number is None:
        found = read_phrase(year, ways)
        if not months:
            return found
        template = QT_TRANSLATE_NOOP(
            "io", "The year “{year}” is not exact, so month and day were left out."
        )
        return Read(found.text, say(template, year=year))
    if season is not None:
        ways.tell(SEASONS)
        return Read(f"{edtf(cell, number).text}-{season}")
    return edtf(cell, number, months, days)


def _year(text: str, cell: str, ways: Ways, short: bool, unknown: frozenset[int]) -> int | None:
    """The year as a number; None where it is written otherwise, such as `2600 BC`, `1850s`."""
    plain = re.sub(r"(?<=[0-9])[\s,'’](?=[0-9]{3}(?:\D|$))", "", text)
    match = _WHOLE.fullmatch(plain)
    if match is None:
        if not text:
            raise DateError(say(QT_TRANSLATE_NOOP("io", "“{text}” has no year."), text=cell))
        era = re.fullmatch(r"([0-9]{1,7})\s*b\.?\s?c\.?(?:\s?e\.?)?", fold(plain))
        return 1 - int(era[1]) if era and int(era[1]) <= LAST_YEAR else None
    if short:
        return ways.full_year(match[1])
    number = int(match[1])
    if number in unknown:
        raise no_date_meant(cell)
    ways.tell_of_negative(text)
    if abs(number) > LAST_YEAR:
        raise beyond(cell)
    if not number or number == 9999:
        raise no_date_meant(cell)
    return number


def _part(text: str, cell: str) -> int:
    """A number of a month or day, 0 where it is not known."""
    word = fold(text)
    if not word.strip("-?. ") or word in MISSING:
        return 0
    match = _WHOLE.fullmatch(word)
    if match is None:
        raise unreadable(cell)
    number = int(match[1])
    return 0 if number in _UNKNOWN else number


def _timed(
    times: pa.Array, cells: pa.Array, codes: Int64Array, reads: Sequence[Read], ways: Ways
) -> Timed:
    """The dates with the times of day of a column; what is no time is left out and told."""
    times = _changed(times, _with_colons)
    clocks = Clocks.of(joined(" ", _NO_DATE, times))
    timed = with_clocks(cells, codes, reads, clocks, np.zeros(0, np.int64), ways)
    unread = pc.match_substring_regex(times, "[0-9A-Za-z]").to_numpy(zero_copy_only=False).copy()
    unread[clocks.rows] = False
    template = QT_TRANSLATE_NOOP("io", "The time of “{text}” is not read; write e.g. 14:30.")
    for row in np.flatnonzero(unread).tolist():
        timed.repairs[row] = say(template, text=cells[row].as_py())
    return timed
