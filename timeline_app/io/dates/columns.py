"""The dates of imported columns, as EDTF: each different cell is read once, most of them in bulk.

What no form explains becomes undated with a reason; nothing is guessed without being told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import DAY, Int64Array, date_of, us_of
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError
from timeline_app.core.dates import read_dates
from timeline_app.core.iso_bulk import Plain, read_plain
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.span import UNDATED, Form
from timeline_app.core.text import fold
from timeline_app.io.dates.column import DateColumn
from timeline_app.io.dates.distinct import Distinct, at_places, distinct_of, paired, with_texts
from timeline_app.io.dates.names import BEFORE_CHRIST
from timeline_app.io.dates.numbers import NUMBER, read_numbers
from timeline_app.io.dates.orders import find_order
from timeline_app.io.dates.parts import read_parts
from timeline_app.io.dates.phrases import UNSET_YEAR, read_phrase
from timeline_app.io.dates.spans import span_texts
from timeline_app.io.dates.times import Clocks, with_clocks
from timeline_app.io.dates.ways import EMPTY, Order, Read, Ways, no_date_meant
from timeline_app.io.finding import say

__all__ = ["DateColumn", "Order", "read_date_column", "read_parts", "span_texts"]

NO_YEAR: Final = UNDATED
"""Stands in a column of years where none is known."""

Bools = npt.NDArray[np.bool_]


@dataclass(slots=True)
class _Found:
    """What is found out of the different cells of a column, by their places."""

    texts: pa.Array
    reasons: dict[int, Message] = field(default_factory=dict)
    repairs: dict[int, Message] = field(default_factory=dict)
    is_settled: bool = True

    def put(self, places: Int64Array, texts: pa.Array) -> None:
        self.texts = with_texts(self.texts, places, texts)


def read_date_column(
    cells: pa.Array, *, order: Order | None = None, years: pa.Array | None = None
) -> DateColumn:
    """The dates of one column of text.

    `order` is taken where nothing in the column shows whether the day or the month comes first.
    `years`, a column with each row's year, settles years of two figures; a date of another year
    than its row's is noted. Each different cell of free text is read by itself, so look at a sample
    first where a column may hold no dates.
    """
    cells = cells.cast(TEXT).fill_null("")
    codes, raw = distinct_of(cells)
    row_years = None if years is None else _years(years)
    value_years = None
    if row_years is not None:
        codes, first, second, other = paired(codes, row_years)
        raw = raw.take(pa.array(first))
        value_years = other[second]
    ways = Ways()
    found = _read(Distinct(codes, pc.utf8_trim_whitespace(raw)), value_years, order, ways)
    texts = found.texts.take(pa.array(codes))
    noted: dict[int, Message] = {}
    if value_years is not None:
        noted = _other_years(found.texts, value_years, codes, ways)
    return DateColumn(
        texts=texts,
        cells=cells,
        reasons={raw[place].as_py(): why for place, why in found.reasons.items()},
        repaired={raw[place].as_py(): how for place, how in found.repairs.items()},
        understood=tuple(ways.told.values()),
        is_settled=found.is_settled,
        noted=noted,
    )


def _read(cells: Distinct, years: Int64Array | None, order: Order | None, ways: Ways) -> _Found:
    """Read the different cells: plain ISO dates, then numbers, then all others."""
    texts = cells.values
    plain = read_plain(texts)
    is_plain = (plain.form != Form.UNDATED) & ~_ends_unset(plain)
    found = _Found(pc.if_else(pa.array(is_plain), texts, ""))
    unset = is_plain & (plain.start >= us_of(UNSET_YEAR)) & (plain.start < us_of(UNSET_YEAR + 1))
    if unset.any():
        found.put(np.flatnonzero(unset), pa.array([""] * int(unset.sum()), type=TEXT))
        for place in np.flatnonzero(unset).tolist():
            found.reasons[place] = no_date_meant(texts[place].as_py()).message
    left = np.flatnonzero(~is_plain)
    rest = texts.take(pa.array(left))
    is_number = pc.match_substring_regex(rest, NUMBER).to_numpy(zero_copy_only=False)
    numbers, others = left[is_number], left[~is_number]
    words = texts.take(pa.array(others))
    clocks = Clocks.of(words)
    _read_words(found, cells, others, words, clocks, plain, years, order, ways)
    if len(numbers):
        filled = int(pc.sum(pc.not_equal(pc.utf8_length(words), 0)).as_py() or 0)
        alone = not is_plain.any() and filled * 2 < len(numbers)
        read = read_numbers(
            texts.take(pa.array(numbers)), ways, alone=alone, historical=_is_historical(words)
        )
        found.put(numbers, read.texts)
        found.reasons |= at_places(read.reasons, numbers)
        found.repairs |= at_places(read.repairs, numbers)
    return found


def _ends_unset(plain: Plain) -> Bools:
    """Which last from a date until the year that stands for none."""
    unset = us_of(UNSET_YEAR)
    ends: Bools = (plain.form == Form.LASTING) & (plain.start < unset) & (plain.end > unset)
    return ends


def _is_historical(words: pa.Array) -> bool:
    """Whether some date is one before our time."""
    likely = pc.match_substring_regex(words, r"[0-9]\s*[BbAaVv][. ]*([CcJjVv]|[Cc]hr)")
    return any(BEFORE_CHRIST.search(fold(text)) for text in words.filter(likely).to_pylist())


def _read_words(
    found: _Found,
    cells: Distinct,
    places: Int64Array,
    words: pa.Array,
    clocks: Clocks,
    plain: Plain,
    years: Int64Array | None,
    order: Order | None,
    ways: Ways,
) -> None:
    """Read what is neither a plain ISO date nor a number: the dates, then their times of day."""
    dates = distinct_of(clocks.dates)
    date_years: Sequence[int | None] = [None] * len(dates.values)
    if years is not None:
        codes, first, second, other = paired(dates.codes, years[places])
        dates = Distinct(codes, dates.values.take(pa.array(first)))
        date_years = [None if year == NO_YEAR else year for year in other[second].tolist()]
    spelled = dates.values.to_pylist()
    ordered = find_order(spelled, date_years, _in_rows(cells, places, dates.codes), order)
    found.is_settled = ordered.is_settled
    ways.order = ordered.order
    for message in ordered.told:
        ways.tell(message)
    reads: list[Read] = []
    reasons: dict[int, Message] = {}
    is_day = _days_before(dates.values, us_of(UNSET_YEAR))
    for code, (text, year) in enumerate(zip(spelled, date_years, strict=True)):
        ways.year = year
        if is_day[code]:
            reads.append(Read(text))
            continue
        try:
            reads.append(read_phrase(text, ways) if text else Read(""))
        except DateError as error:
            reads.append(Read(""))
            reasons[code] = error.message
        if not text:
            reasons[code] = EMPTY
    moments = plain.start[plain.form == Form.MOMENT]
    timed = with_clocks(words, dates.codes, reads, clocks, moments % DAY, ways)
    found.put(places, timed.texts)
    if timed.only_days and len(moments):
        at = np.flatnonzero(plain.form == Form.MOMENT)
        days = pc.utf8_slice_codeunits(found.texts.take(pa.array(at)), 0, len("0000-00-00"))
        found.put(at, days.cast(TEXT))
    for place, code in zip(places.tolist(), dates.codes.tolist(), strict=True) if reasons else ():
        if code in reasons:
            found.reasons[place] = reasons[code]
    found.reasons |= at_places(timed.reasons, places)
    repairs = {code: read.repair for code, read in enumerate(reads) if read.repair is not None}
    for place, code in zip(places.tolist(), dates.codes.tolist(), strict=True) if repairs else ():
        if code in repairs and place not in found.reasons:
            found.repairs[place] = repairs[code]
    found.repairs |= at_places(timed.repairs, places)


def _days_before(texts: pa.Array, end: int) -> list[bool]:
    """Which texts are plain ISO days before a time."""
    plain = read_plain(texts)
    days: list[bool] = ((plain.form == Form.DAY) & (plain.start < end)).tolist()
    return days


def _in_rows(cells: Distinct, places: Int64Array, codes: Int64Array) -> Int64Array:
    """For each row of the column the code of its date among these places, -1 for others."""
    by_value = np.full(len(cells.values), -1, dtype=np.int64)
    by_value[places] = codes
    return by_value[cells.codes]


def _years(column: pa.Array) -> Int64Array:
    """The year of each row, NO_YEAR where there is no such number."""
    plain = pc.replace_substring_regex(
        pc.utf8_trim_whitespace(column.cast(TEXT).fill_null("")), r"\.0*$", ""
    )
    valid = pc.match_substring_regex(plain, r"^-?[0-9]{1,6}$")
    numbers = pc.if_else(valid, plain, str(NO_YEAR)).cast(pa.int64())
    return np.asarray(numbers.to_numpy())


def _other_years(
    texts: pa.Array, years: Int64Array, codes: Int64Array, ways: Ways
) -> dict[int, Message]:
    """Rows whose date lies in another year than their column of years says."""
    start, end = read_dates(texts).bounds[:2]
    known = (start != UNDATED) & (years != NO_YEAR)
    other = known & ((date_of(start)[0] > years) | (date_of(end - 1)[0] < years))
    rows = np.flatnonzero(other[codes])
    if len(rows) * 2 > int(known[codes].sum()):
        ways.tell(
            say(
                QT_TRANSLATE_NOOP(
                    "io", "The column of years has other years than the dates in most rows."
                )
            )
        )
        return {}
    template = QT_TRANSLATE_NOOP("io", "The date is {date}, but the column of years says {year}.")
    return {
        row: say(template, date=texts[int(codes[row])].as_py(), year=int(years[codes[row]]))
        for row in rows.tolist()
    }
