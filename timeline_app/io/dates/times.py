"""The times of day of a column: put to their dates, or left out where they say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import DAY, EARLIEST, HOUR, LATEST, SECOND, Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import no_such_time
from timeline_app.core.dates import read_dates
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.span import UNDATED
from timeline_app.io.dates.clocks import (
    CLOCK,
    SIMPLE_CLOCK,
    in_24_hours,
    moment_texts,
    read_clock,
    read_zone,
)
from timeline_app.io.dates.distinct import distinct_of, with_texts
from timeline_app.io.dates.ways import NO_ZONE, Read, Ways
from timeline_app.io.finding import say

_CTIME = (
    r"^((?:[A-Za-z]{3},? +)?[A-Za-z]{3} +[0-9]{1,2}) +([0-9:]{5,8}(?:\.[0-9]+)?)"
    r"((?: +(?:[A-Z]{3,4}|[+-][0-9]{4}))?) +([0-9]{4})( +[+-][0-9]{4})?$"
)
"""`Tue Jan  2 15:04:05 UTC 2024`: the year stands behind the time."""
_COMPACT = r"^([0-9]{4}-?[0-9]{2}-?[0-9]{2})[Tt]([0-9]{2})([0-9]{2})([0-9]{2})?"

NO_DAY = QT_TRANSLATE_NOOP("io", "“{text}” has a time but no exact day; the time is left out.")

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Clocks:
    """Texts taken apart into dates and times of day."""

    dates: pa.Array
    """The whole text where it has no time."""
    rows: Int64Array
    """The texts that have one; what follows is of these."""
    time: Int64Array
    """Microseconds since midnight; -1 where there is no such time."""
    digits: npt.NDArray[np.int8]
    """Figures of the second that are known, -1 for hours and minutes only."""
    offset: Int64Array
    """Microseconds that the zone is ahead of UTC."""
    has_zone: Bools
    is_known: Bools
    """Whether the zone is one that everybody reads alike."""

    @classmethod
    def of(cls, texts: pa.Array) -> "Clocks":
        likely = pc.match_substring_regex(texts, r"[0-9](?::|[Tt][0-9])[0-9]")
        rows = np.flatnonzero(likely.to_numpy(zero_copy_only=False))
        date, *clock = _taken_apart(texts.take(pa.array(rows)))
        rows = rows[date.is_valid().to_numpy(zero_copy_only=False)]
        date, *clock = (part.drop_null() for part in (date, *clock))
        dates = with_texts(texts, rows, date.cast(TEXT))
        return cls(dates, rows, *_times(*clock))


def _taken_apart(texts: pa.Array) -> list[pa.Array]:
    """The parts of CLOCK as columns, null where a text has no such form."""
    parts = pc.extract_regex(texts, SIMPLE_CLOCK)
    columns: list[pa.Array] = parts.flatten()
    if not parts.null_count:
        return columns
    left = pc.is_null(parts)
    others = _taken_apart_with_words(texts.filter(left)).flatten()
    return [
        pc.replace_with_mask(column, left, other)
        for column, other in zip(columns, others, strict=True)
    ]


def _taken_apart_with_words(texts: pa.Array) -> pa.Array:
    """The parts of CLOCK; rare spellings are set right."""
    parts = pc.extract_regex(texts, CLOCK)
    right = texts
    rests = pc.struct_field(parts, "rest").unique()
    if pc.any(pc.match_substring_regex(rests, r" [0-9]{4}( [+-][0-9]{4})?$")).as_py():
        right = pc.replace_substring_regex(right, _CTIME, r"\1 \4 \2\3\5")
    if parts.null_count:
        right = pc.replace_substring_regex(right, _COMPACT, r"\1T\2:\3:\4")
        right = pc.replace_substring_regex(right, r"(T[0-9]{2}:[0-9]{2}):([^0-9]|$)", r"\1\2")
    return parts if right is texts else pc.extract_regex(right, CLOCK)


def _times(
    clocks: pa.Array, digits: pa.Array, rests: pa.Array
) -> tuple[Int64Array, npt.NDArray[np.int8], Int64Array, Bools, Bools]:
    """The fields of Clocks from the parts of each text."""
    clock, rest = distinct_of(clocks), distinct_of(rests)
    zones = [read_zone(text) for text in rest.values.to_pylist()]
    read = [read_clock(text) for text in clock.values.to_pylist()]
    halves = np.unique([zone.half for zone in zones], return_inverse=True)
    by_half = [[_time(one, half) for one in read] for half in halves[0].tolist()]
    whole = np.array(by_half, np.int64).reshape(len(by_half), len(read))[
        halves[1][rest.codes], clock.codes
    ]
    precise = np.array([bool(one and one[1] == SECOND) for one in read], dtype=np.bool_)
    figures = pc.utf8_length(digits).to_numpy(zero_copy_only=False)
    padded = pc.utf8_rpad(pc.utf8_slice_codeunits(digits, 0, 6), 6, "0").cast(pa.int64())
    known = np.where(precise[clock.codes], np.minimum(figures, 6), -1).astype(np.int8)
    return (
        np.where(whole < 0, -1, whole + padded.to_numpy()),
        known,
        np.array([zone.offset or 0 for zone in zones], np.int64)[rest.codes],
        np.array([zone.offset is not None for zone in zones], np.bool_)[rest.codes],
        np.array([zone.is_known for zone in zones], np.bool_)[rest.codes],
    )


def _time(clock: tuple[int, int] | None, half: str) -> int:
    time = in_24_hours(clock[0], half) if clock else None
    return -1 if time is None else time


@dataclass(slots=True)
class Timed:
    """Dates with their times of day, as EDTF."""

    texts: pa.Array
    only_days: bool
    """Whether the times were left out because all are midnight, or all noon."""
    reasons: dict[int, Message] = field(default_factory=dict)
    repairs: dict[int, Message] = field(default_factory=dict)


def with_clocks(
    words: pa.Array,
    codes: Int64Array,
    reads: Sequence[Read],
    clocks: Clocks,
    elsewhere: Int64Array,
    ways: Ways,
) -> Timed:
    """Put the times to the dates, which are given by codes.

    Where all times of the column, with those `elsewhere` in it, are midnight or all are noon, only
    the days are kept.
    """
    dates = pa.array([one.text for one in reads], type=TEXT)
    texts = dates.take(pa.array(codes))
    start, end = read_dates(dates).bounds[:2] if len(dates) else np.zeros((2, 0), np.int64)
    of_row = codes[clocks.rows]
    dated = start[of_row] != UNDATED
    times = np.concatenate([clocks.time[dated & (clocks.time >= 0)], elsewhere])
    wrong = dated & (clocks.time < 0)
    timed = Timed(texts, len(times) > 0 and _tell_of_days(times, ways))
    if not len(clocks.rows):
        return timed
    is_day = dated & (end[of_row] - start[of_row] == DAY) & _is_one_date(dates)[of_row]
    us = np.where(is_day, start[of_row], 0) + clocks.time - clocks.offset
    within = (us >= EARLIEST) & (us < LATEST)
    good = is_day & ~wrong & clocks.is_known & within
    if not timed.only_days:
        _tell_of_zones(clocks, good, ways)
        _put(timed, clocks.rows[good], moment_texts(us[good], clocks.digits[good]))
        _tell_of_left_out(timed, words, clocks, dated & ~good & ~wrong)
    _put(timed, clocks.rows[wrong], pa.array([""] * int(wrong.sum()), type=TEXT))
    for at in np.flatnonzero(wrong).tolist():
        row = int(clocks.rows[at])
        error = no_such_time(words[row].as_py(), dates[int(of_row[at])].as_py())
        timed.reasons[row] = error.message
    return timed


def _is_one_date(dates: pa.Array) -> Bools:
    """Whether each is a single date and not an interval, a set or one with a sign."""
    odd = pc.match_substring_regex(dates, r"[\[{/?~%T]")
    return ~np.asarray(odd.to_numpy(zero_copy_only=False))


def _put(timed: Timed, rows: Int64Array, texts: pa.Array) -> None:
    timed.texts = with_texts(timed.texts, rows, texts)


def _tell_of_days(times: Int64Array, ways: Ways) -> bool:
    """Whether the times say nothing."""
    if not times.any():
        ways.tell_of_midnight()
        return True
    if (times == 12 * HOUR).all():
        template = QT_TRANSLATE_NOOP("io", "All times are 12:00, so only the days are kept.")
        ways.tell(say(template))
        return True
    return False


def _tell_of_zones(clocks: Clocks, good: Bools, ways: Ways) -> None:
    if clocks.offset[good].any():
        ways.tell(say(QT_TRANSLATE_NOOP("io", "Times are converted to UTC.")))
    if not clocks.has_zone[good].all():
        ways.tell(NO_ZONE)


def _tell_of_left_out(timed: Timed, words: pa.Array, clocks: Clocks, rows: Bools) -> None:
    """Times that no day or no known zone belongs to."""
    zone = QT_TRANSLATE_NOOP(
        "io",
        "The time zone of “{text}” is not known to all; only the date is taken. Write UTC or an"
        " offset such as -05:00.",
    )
    for at in np.flatnonzero(rows).tolist():
        row = int(clocks.rows[at])
        template = NO_DAY if clocks.is_known[at] else zone
        timed.repairs[row] = say(template, text=words[row].as_py())
