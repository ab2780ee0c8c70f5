"""Two columns of dates as one: when things began and ended, or between which days they lie."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import Int64Array, date_of
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import backwards
from timeline_app.core.dates import read_dates
from timeline_app.core.edtf_forms import Reading, read
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.span import UNDATED, Form
from timeline_app.io.dates.column import DateColumn, by_cell
from timeline_app.io.dates.distinct import distinct_of, joined, paired, with_texts
from timeline_app.io.dates.hedges import is_one
from timeline_app.io.finding import say

Bools = npt.NDArray[np.bool_]


def span_texts(start: pa.Array, end: pa.Array, *, within: bool) -> DateColumn:
    """One date a row from two columns of EDTF texts, "" for none, as this package makes them.

    Equal ones, or just one, stay as they are. `within` means "at some time between": `[a..b]`, or
    the month or year that goes from the one to the other exactly; else it lasted: `a/b`. What ends
    before it begins keeps only its start, what has no start has its end for a date; both count as
    repaired. The `cells` of the answer, keys
    of `repaired`, are "a/b" of the rows' texts, and there are no `reasons`.
    """
    first, last = distinct_of(start), distinct_of(end)
    codes, of_first, of_last, numbers = paired(first.codes, last.codes)
    starts = first.values.take(pa.array(of_first))
    ends = last.values.take(pa.array(numbers[of_last]))
    texts, repairs = _joined(starts, ends, within)
    cells = joined("/", start, end)
    return DateColumn(texts.take(pa.array(codes)), cells, {}, by_cell(repairs, codes, cells))


def _joined(starts: pa.Array, ends: pa.Array, within: bool) -> tuple[pa.Array, dict[int, Message]]:
    """Different pairs as one date each; days in bulk."""
    one, other = read_dates(starts), read_dates(ends)
    days = (one.form == Form.DAY) & (other.form == Form.DAY)
    days &= ~(one.flags | other.flags).any(axis=0)
    first, last = one.bounds[0], other.bounds[1]
    alone = ((first == UNDATED) | (other.bounds[0] == UNDATED)) | pc.equal(starts, ends).to_numpy(
        zero_copy_only=False
    )
    texts = pc.if_else(pa.array(first == UNDATED), ends, starts)
    forwards = days & ~alone & (last > first)
    opened, between, closed = ("[", "..", "]") if within else ("", "/", "")
    whole = joined("", opened, starts, between, ends, closed)
    texts = pc.if_else(pa.array(forwards), whole, texts)
    if within:
        texts = _rounded(texts, forwards, first, last)
    repairs = {
        place: _without_start(ends[place].as_py())
        for place in np.flatnonzero((first == UNDATED) & (other.bounds[0] != UNDATED)).tolist()
    }
    others = np.flatnonzero(~alone & ~forwards)
    found = []
    for place in others.tolist():
        text, repair = _pair(starts[place].as_py(), ends[place].as_py(), within)
        found.append(text)
        if repair is not None:
            repairs[place] = repair
    return with_texts(texts, others, pa.array(found, type=TEXT)), repairs


def _rounded(
    texts: pa.Array,
    rows: Bools,
    first: Int64Array,
    last: Int64Array,
) -> pa.Array:
    """Ranges that are exactly a month or a year as that month or year."""
    begins, after = date_of(np.where(rows, first, 0)), date_of(np.where(rows, last, 0))
    whole_months = rows & (begins[2] == 1) & (after[2] == 1)
    months = (after[0] - begins[0]) * 12 + after[1] - begins[1]
    month = whole_months & (months == 1)
    year = whole_months & (months == 12) & (begins[1] == 1)
    for chosen, cut in ((month, r"^\[(.*?[0-9]-[0-9]{2})-.*"), (year, r"^\[(.*?[0-9])-.*")):
        whole = pc.replace_substring_regex(texts.filter(pa.array(chosen)), cut, r"\1")
        texts = pc.replace_with_mask(texts, pa.array(chosen), whole)
    return texts


def _pair(start: str, end: str, within: bool) -> tuple[str, Message | None]:
    """A pair that is no plain two days; ranges in it count with their outer ends."""
    first, last = _outer(start, read(start), True), _outer(end, read(end), False)
    if not first or not last:
        return start, _left_out(end)
    if read(last).end <= read(first).start:
        return start, backwards(f"{start}/{end}").message
    return (f"[{first}..{last}]" if within else f"{first}/{last}"), None


def _outer(text: str, known: Reading, at_start: bool) -> str:
    """One date as it is, else the first or last day of what a text says; "" for an open end."""
    if is_one(text):
        return text
    return known.first if at_start else known.last


def _without_start(end: str) -> Message:
    template = QT_TRANSLATE_NOOP("io", "Only the end is known, {end}; it is taken for the date.")
    return say(template, end=end)


def _left_out(end: str) -> Message:
    template = QT_TRANSLATE_NOOP("io", "The end {end} was left out: one of the two has no bound.")
    return say(template, end=end)
