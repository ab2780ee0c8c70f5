"""Columns of numbers that are dates: compact dates, years, serial days, seconds since 1970."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import (
    DAY,
    LAST_YEAR,
    MILLISECOND,
    SECOND,
    Int64Array,
    us_of,
)
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError, beyond, nonsense
from timeline_app.core.edtf_forms import read
from timeline_app.core.iso_bulk import read_plain
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.span import Form
from timeline_app.io.dates.clocks import day_texts, moment_texts
from timeline_app.io.dates.distinct import at_places
from timeline_app.io.dates.ways import NO_ZONE, Read, Ways, edtf, no_date_meant
from timeline_app.io.dates.years import codes_for_unknown, decimal_years, read_year
from timeline_app.io.finding import say

NUMBER: Final = r"^[+-]?[0-9]{1,20}(?:\.[0-9]*)?$"
_PARTS: Final = r"^(?P<sign>[+-]?)(?P<whole>[0-9]{1,20})\.?(?P<fraction>[0-9]*)$"
_DIGITS: Final = 9
"""Figures behind the point that are looked at."""
_LEAST_COUNT: Final = 100_000_000
"""Seconds since 1970 (in 1973) from which a number counts seconds or parts of them."""
_SERIAL: Final = (20_000, 60_000)
"""Days since 1900, in 1954 and 2064, between which numbers are taken for those of spreadsheets."""
_DAY_0: Final = us_of(1899, 12, 30)
"""The day 0 of spreadsheets (right from March 1900 on)."""

Bools = npt.NDArray[np.bool_]


class Unit(NamedTuple):
    """What numbers of a size count."""

    per_second: int
    told: str


SIZES: Final = (
    (1e11, Unit(1, QT_TRANSLATE_NOOP("io", "Seconds since 1970, such as {example}."))),
    (1e14, Unit(1_000, QT_TRANSLATE_NOOP("io", "Milliseconds since 1970, such as {example}."))),
    (1e17, Unit(1_000_000, QT_TRANSLATE_NOOP("io", "Microseconds since 1970, such as {example}."))),
    (
        float("inf"),
        Unit(
            1_000_000_000,
            QT_TRANSLATE_NOOP(
                "io", "Nanoseconds since 1970, such as {example}; cut to microseconds."
            ),
        ),
    ),
)
"""What numbers since 1970 count, by the size that they (in a column half of them) stay below."""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """What different numbers say, each as EDTF or "" with a reason."""

    texts: pa.Array
    reasons: dict[int, Message]
    """Place to reason."""
    repairs: dict[int, Message]


class _Parts(NamedTuple):
    negative: Bools
    whole: Int64Array
    """Without sign; -1 where it is too large."""
    fraction: Int64Array
    """In parts of 10**-9."""
    digits: npt.NDArray[np.int8]
    """Figures behind the point."""


def read_numbers(texts: pa.Array, ways: Ways, *, alone: bool, historical: bool) -> Numbers:
    """Different numbers, read as one column.

    Where they are not `alone` in it, serial days count as repaired. In a `historical` column, with
    years before our time, 79 is a year too.
    """
    parts = _parts(texts)
    unknown = np.zeros(len(texts), np.bool_) if historical else _are_unknown(parts)
    if unknown.any():
        known = read_numbers(
            texts.filter(pa.array(~unknown)), ways, alone=alone, historical=historical
        )
        return _with_reasons(known, ~unknown, _reasons(texts, unknown, no_date_meant))
    numbers = np.where(parts.negative, -1.0, 1.0) * (parts.whole + parts.fraction / 10**_DIGITS)
    sizes = np.abs(numbers[(parts.whole > 0) | (parts.fraction > 0)])
    if not len(sizes):
        return _each(texts, _unset)
    if _are_compact(texts):
        return _compact(texts, ways)
    large = np.sort(sizes[sizes >= _LEAST_COUNT])
    if len(large) * 2 >= len(sizes):
        return _counted(texts, parts, float(large[(len(large) - 1) // 2]), ways)
    if _SERIAL[0] <= sizes.min() and sizes.max() <= _SERIAL[1] and not parts.negative.any():
        return _serial(texts, parts, ways, alone)
    if sizes.max() < 10_000 and parts.digits.any():
        return _each(texts, decimal_years(texts, ways))
    historical = historical or bool((parts.negative & (parts.whole >= 100)).any())
    return _each(texts, lambda cell: read_year(cell, ways, historical))


def _parts(texts: pa.Array) -> _Parts:
    found = pc.extract_regex(texts, _PARTS)
    sign, whole, fraction = (pc.struct_field(found, [place]) for place in range(3))
    length = pc.utf8_length(whole)
    fits = pc.and_(pc.equal(length, 19), pc.less_equal(whole, str(2**63 - 1)))
    whole = pc.if_else(pc.or_(pc.less(length, 19), fits), whole, "-1")
    places = pc.utf8_length(fraction).to_numpy(zero_copy_only=False)
    padded = pc.utf8_rpad(pc.utf8_slice_codeunits(fraction, 0, _DIGITS), _DIGITS, "0")
    return _Parts(
        pc.equal(sign, "-").to_numpy(zero_copy_only=False),
        whole.cast(pa.int64()).to_numpy(),
        padded.cast(pa.int64()).to_numpy(),
        np.minimum(places, _DIGITS).astype(np.int8),
    )


def _are_unknown(parts: _Parts) -> Bools:
    """Which numbers stand where none is known."""
    whole = parts.negative & (parts.whole > 0) & (parts.fraction == 0)
    codes = codes_for_unknown((-parts.whole[whole]).tolist())
    unknown: Bools = whole & np.isin(-parts.whole, list(codes))
    return unknown


def _with_reasons(found: Numbers, rows: Bools, reasons: dict[int, Message]) -> Numbers:
    """What some rows say, amid others that say nothing, for reasons."""
    places = np.flatnonzero(rows)
    none = pa.repeat(pa.scalar("", TEXT), len(rows))
    return Numbers(
        pc.replace_with_mask(none, pa.array(rows), found.texts.cast(TEXT)),
        at_places(found.reasons, places) | reasons,
        at_places(found.repairs, places),
    )


def _each(texts: pa.Array, reader: Callable[[str], Read]) -> Numbers:
    """Numbers that are read one by one, of which a column has few different ones."""
    found, reasons, repairs = [], {}, {}
    for place, cell in enumerate(texts.to_pylist()):
        try:
            one = reader(cell)
        except DateError as error:
            one, reasons[place] = Read(""), error.message
        found.append(one.text)
        if one.repair is not None:
            repairs[place] = one.repair
    return Numbers(pa.array(found, type=TEXT), reasons, repairs)


def _unset(cell: str) -> Read:
    raise no_date_meant(cell)


_COMPACT: Final = (
    r"^[12][0-9]{3}(?:0[1-9]|1[0-2])(?:(?:[0-2][0-9]|3[01])(?:[0-9]{4}(?:[0-9]{2})?)?)?$"
)
_COMPACT_YEAR: Final = r"^[12][0-9]{3}0000$"
_LENGTHS: Final = (6, 8, 12, 14)
_TO_ISO: Final = (
    (r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3"),
    (r"^([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$", r"\1-\2-\3T\4:\5:\6Z"),
)


def _are_compact(texts: pa.Array) -> bool:
    """Whether nearly all are a year from 1000 to 2999, a month, and perhaps a day and a time."""
    fits = pc.or_(
        pc.match_substring_regex(texts, _COMPACT), pc.match_substring_regex(texts, _COMPACT_YEAR)
    )
    return bool(int(pc.sum(fits).as_py() or 0) * 10 >= len(texts) * 9)


def _compact(texts: pa.Array, ways: Ways) -> Numbers:
    """`20191024` and the like."""
    right = texts
    for pattern, iso in _TO_ISO:
        right = pc.replace_substring_regex(right, pattern, iso)
    plain = read_plain(right)
    is_plain = (plain.form != Form.UNDATED) & (plain.start < us_of(9999))
    if (plain.form == Form.MOMENT).any():
        ways.tell(NO_ZONE)
    others = np.flatnonzero(~is_plain)
    left = _each(texts.take(pa.array(others)), lambda cell: _read_compact(cell, ways))
    numbers = Numbers(
        pc.replace_with_mask(right, pa.array(~is_plain), left.texts),
        at_places(left.reasons, others),
        at_places(left.repairs, others),
    )
    return _without_midnight(numbers, ways)


def _read_compact(cell: str, ways: Ways) -> Read:
    if not cell.strip("0") or cell.startswith("9999"):
        raise no_date_meant(cell)
    if len(cell) == 4:
        return read_year(cell, ways, False)
    if len(cell) not in _LENGTHS or not cell.isdigit():
        raise nonsense(cell)
    if "00" in (cell[4:6], cell[6:8]):
        ways.tell_of_zero()
    found = edtf(cell, int(cell[:4]), int(cell[4:6]), int(cell[6:8] or 0))
    clock = ":".join(re.findall("..", cell[8:]))
    if not clock or len(found.text) < len("0000-00-00"):
        return found
    ways.tell(NO_ZONE)
    moment = f"{found.text}T{clock}Z"
    read(moment)
    return Read(moment, found.repair)


def _without_midnight(numbers: Numbers, ways: Ways) -> Numbers:
    """Days alone where each one's time is midnight."""
    times = numbers.texts.filter(pc.match_substring(numbers.texts, "T"))
    if not len(times) or not pc.all(pc.match_substring_regex(times, "T00:00(:00)?Z$")).as_py():
        return numbers
    ways.tell_of_midnight()
    ways.told.pop(NO_ZONE.template, None)
    days = pc.replace_substring_regex(numbers.texts, "T.*", "")
    return Numbers(days, numbers.reasons, numbers.repairs)


def _counted(texts: pa.Array, parts: _Parts, middle: float, ways: Ways) -> Numbers:
    """Seconds since 1970, or parts of them, by the size of most; a 0 is taken as not set."""
    unit = next(unit for limit, unit in SIZES if middle < limit)
    per_second = unit.per_second
    if per_second <= SECOND:
        factor = SECOND // per_second
        too_large = parts.whole > 2**62 // factor
        us = np.where(too_large, 0, parts.whole) * factor + parts.fraction * factor // 10**_DIGITS
    else:
        too_large = np.zeros(len(texts), dtype=np.bool_)
        us = parts.whole // 1_000
    us = np.where(parts.negative, -us, us)
    too_large |= (parts.whole < 0) | (us < us_of(-LAST_YEAR)) | (us >= us_of(LAST_YEAR + 1))
    unset = (parts.whole == 0) & (parts.fraction == 0) | (
        (us >= us_of(9999)) & (us < us_of(10_000))
    )
    good = ~(too_large | unset)
    ways.tell(say(unit.told, example=texts[int(np.argmax(good))].as_py()))
    moments = _moments(us, good, ways)
    reasons = _reasons(texts, too_large, beyond) | _reasons(
        texts, unset & ~too_large, no_date_meant
    )
    return Numbers(pc.if_else(pa.array(good), moments, ""), reasons, {})


def _reasons(texts: pa.Array, rows: Bools, error: Callable[[str], DateError]) -> dict[int, Message]:
    return {row: error(texts[row].as_py()).message for row in np.flatnonzero(rows).tolist()}


def _moments(us: Int64Array, good: Bools, ways: Ways) -> pa.Array:
    """Times as coarse as all of them are: days where all are midnight."""
    us = np.where(good, us, 0)
    if not (us % DAY).any():
        ways.tell_of_midnight()
        return day_texts(us)
    digits = 6 if (us % MILLISECOND).any() else 3 if (us % SECOND).any() else 0
    return moment_texts(us, np.full(len(us), digits, dtype=np.int8))


def _serial(texts: pa.Array, parts: _Parts, ways: Ways, alone: bool) -> Numbers:
    """Days since 1900, as spreadsheets count them."""
    us = (
        _DAY_0
        + parts.whole * DAY
        + np.rint(parts.fraction / 10**_DIGITS * 86_400).astype(np.int64) * SECOND
    )
    if (us % DAY).any():
        ways.tell(NO_ZONE)
        found = _moments(us, us == us, ways)
    else:
        found = day_texts(us)
    template = QT_TRANSLATE_NOOP("io", "“{text}” counts days as spreadsheets do: {date}.")
    told = [
        say(template, text=text, date=date)
        for text, date in zip(
            texts[: None if not alone else 1].to_pylist(), found.to_pylist(), strict=False
        )
    ]
    ways.tell(told[0])
    return Numbers(found, {}, {} if alone else dict(enumerate(told)))
