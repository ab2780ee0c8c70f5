"""What the events of Timesketch and plaso have in common: a message, a time stamp, a machine."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import FIRST_YEAR, LAST_YEAR, MILLISECOND, SECOND, Int64Array, us_of
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import beyond
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.cells import first_filled, joined_values, mapped
from timeline_app.io.dates.clocks import moment_texts
from timeline_app.io.dates.columns import DateColumn
from timeline_app.io.dates.numbers import SIZES
from timeline_app.io.dates.ways import no_date_meant, unreadable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.several_values import JSON_LIST, split_cells
from timeline_app.io.sources import Sources

LONGEST_TITLE: Final = 200
"""Letters of a message that make a title."""
ACTORS: Final = ("user", "username", "host", "hostname", "computer_name")
"""Columns that hold accounts and machines."""
UNITS: Final = {1: "seconds", 1_000: "milliseconds", SECOND: "microseconds", 10**9: "nanoseconds"}
"""What a count since 1970 may count, by how many there are in a second."""

_LARGEST: Final = 2**63 - 1
"""Also stands for "never"."""
_SHOWN: Final = 100
"""Letters of a cell that a reason repeats."""
_COUNT: Final = r"^\s*(?P<sign>[+-]?)0*(?P<whole>[0-9]{1,19})(?:\.(?P<part>[0-9]*))?\s*$"


class Counts(NamedTuple):
    """Counts since 1970 as dates."""

    dates: DateColumn
    per_second: Int64Array
    """What each row counts, a key of UNITS."""


def read_counts(cells: pa.Array, per_second: int = 0, *, zero_is_unset: bool = True) -> Counts:
    """Whole numbers since 1970 as moments; without `per_second` each by its size.

    A moment is as fine as its figures: one without a fraction of a second is known to the second.
    """
    coded = cells.dictionary_encode()
    number = _numbers(coded.dictionary)
    units = np.full(len(number.whole), per_second) if per_second else _units(number.whole)
    us, too_large = _microseconds(number, units)
    unset = number.is_one & (number.whole == 0) & (number.micros == 0) & zero_is_unset
    unset |= number.whole == _LARGEST
    good = number.is_one & ~too_large & ~unset
    digits = np.where(us % SECOND == 0, 0, np.where(us % MILLISECOND == 0, 3, 6)).astype(np.int8)
    texts = pc.if_else(pa.array(good), moment_texts(np.where(good, us, 0), digits), "")
    reasons = dict[str, Message]()
    for place in np.flatnonzero(~good).tolist():
        cell = coded.dictionary[place].as_py()
        if cell.strip():
            fault = beyond if too_large[place] else no_date_meant if unset[place] else unreadable
            reasons[cell] = fault(f"{cell[:_SHOWN]}…" if len(cell) > _SHOWN else cell).message
    rows = coded.indices.to_numpy()
    found = DateColumn(texts.take(coded.indices).cast(TEXT), cells, reasons, {})
    return Counts(found, units[rows])


def _units(counts: Int64Array) -> Int64Array:
    """What each number counts per second, by its size."""
    units = np.empty(len(counts), dtype=np.int64)
    for limit, unit in reversed(SIZES):
        units[np.abs(counts) < limit] = unit.per_second
    return units


def _microseconds(
    number: "_Numbers", units: Int64Array
) -> tuple[Int64Array, npt.NDArray[np.bool_]]:
    """Microseconds since 1970, and which numbers lie beyond the years that there are."""
    factors = np.maximum(SECOND // units, 1)
    too_large = np.abs(number.whole) > _LARGEST // factors
    us = np.where(too_large, 0, number.whole) * factors
    us = np.where(units > SECOND, us // 1_000, us) + np.where(units == 1, number.micros, 0)
    return us, too_large | (us < us_of(FIRST_YEAR)) | (us >= us_of(LAST_YEAR + 1))


class _Numbers(NamedTuple):
    is_one: npt.NDArray[np.bool_]
    whole: Int64Array
    micros: Int64Array
    """Its decimals as parts of 10**-6, with its sign."""


def _numbers(texts: pa.Array) -> _Numbers:
    found = pc.extract_regex(texts, _COUNT)
    sign, whole, part = (pc.fill_null(pc.struct_field(found, [n]), "") for n in range(3))
    fits = pc.or_(pc.less(pc.utf8_length(whole), 19), pc.less_equal(whole, str(_LARGEST)))
    is_one = pc.and_(pc.is_valid(found), fits).to_numpy(zero_copy_only=False)
    signs = np.where(pc.equal(sign, "-").to_numpy(zero_copy_only=False), -1, 1)
    figures = pc.if_else(pa.array(is_one), whole, "0")
    decimals = pc.utf8_rpad(pc.utf8_slice_codeunits(part, 0, 6), 6, "0")
    return _Numbers(is_one, *(signs * _whole(texts) for texts in (figures, decimals)))


def _whole(texts: pa.Array) -> Int64Array:
    return np.asarray(texts.cast(pa.int64()).to_numpy(), np.int64)


def no_times(cells: pa.Array, words: Sequence[str]) -> DateColumn:
    """A column of which some words, in whatever letters, say that a row has no time."""
    folded = {word.casefold() for word in words}
    reasons = {
        text: say(
            QT_TRANSLATE_NOOP("io", "“{text}”: the file says that this event has no time."),
            text=text,
        )
        for text in cells.unique().to_pylist()
        if text.strip().casefold() in folded
    }
    return DateColumn(pa.repeat(pa.scalar("", TEXT), len(cells)), cells, reasons, {})


def take_message(columns: EventColumns, name: str, cells: pa.Array) -> None:
    """Title and summary: the first line of a message, and all of it where that is more."""
    head = pc.utf8_slice_codeunits(pc.utf8_ltrim_whitespace(cells), 0, LONGEST_TITLE + 1)
    line = pc.extract_regex(head, r"^(?P<line>[^\r\n]*)")
    line = pc.utf8_trim_whitespace(pc.fill_null(pc.struct_field(line, [0]), "")).cast(TEXT)
    is_long = pc.greater(pc.utf8_length(line), LONGEST_TITLE)
    cut = pc.utf8_rtrim_whitespace(pc.utf8_slice_codeunits(line, 0, LONGEST_TITLE))
    cut = pc.binary_join_element_wise(cut.cast(TEXT), pa.scalar("…", TEXT), pa.scalar("", TEXT))
    title = pc.if_else(is_long, cut, line)
    columns.put("title", title)
    columns.put("summary", pc.if_else(pc.equal(title, cells), pa.scalar("", TEXT), cells))
    if pc.any(pc.not_equal(title, cells)).as_py():
        columns.table.log.notes.append(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The titles are the first lines of {column}, {count} letters at most; the "
                    "summary has all of it.",
                ),
                column=name,
                count=LONGEST_TITLE,
            )
        )


def take_actors(columns: EventColumns) -> None:
    """The accounts and machines of each event."""
    found = [filled(columns.table.cells(name)) for name in ACTORS if name in columns.table]
    if found:
        columns.put("actors", joined_values(found))


def take_lists(columns: EventColumns, *names: str) -> list[str]:
    """Columns of lists such as `["a", "b"]` or `a,b` as columns of several values; their names.

    Those of JSON lines are joined already.
    """
    found = [name for name in names if name in columns.table]
    for name in found:
        cells = filled(columns.table.cells(name))
        is_list = pc.starts_with(pc.utf8_ltrim_whitespace(cells), "[")
        is_joined = pc.match_substring(cells, "|")
        lists = split_cells(cells, JSON_LIST)
        others = pc.if_else(is_joined, cells, split_cells(cells, ","))
        columns.put(name, pc.if_else(is_list, lists, others))
        columns.drop(name)
    return found


def cite_kinds(columns: EventColumns, sources: Sources, *names: str) -> None:
    """The kind of log that each event is from as its source, by the first column that says one."""
    if not any(name in columns.table for name in names):
        return
    kinds = first_filled(*(filled(columns.table.cells(name)) for name in names))
    Sources.cite(columns, mapped(kinds, lambda kind: sources.id_of(kind) if kind else ""))


def filled(cells: pa.Array) -> pa.Array:
    """Cells without the signs that stand for nothing."""
    plain = pc.utf8_trim_whitespace(cells)
    is_nothing = pc.is_in(plain, pa.array(["-", "[]"], TEXT))
    return pc.if_else(is_nothing, pa.scalar("", TEXT), plain)
