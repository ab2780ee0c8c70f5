"""The dates of TimelineJS: in columns for year, month, day and time, or (v1) in one."""

import re
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import year_text
from timeline_app.core.columns import TEXT
from timeline_app.io.cells import first_filled, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.dates.column import DateColumn
from timeline_app.io.dates.columns import Order, read_date_column, read_parts, span_texts

_FIGURES: Final = re.compile(r"(?:-\d{1,20}|\d{1,6})(?:\s*[,/-]\s*\d{1,3}){0,6}")
_BETWEEN: Final = re.compile(r"(?<=\d)\s*[,/-]\s*")

Read = tuple[str, DateColumn]
"""A column's name, and what its cells say."""


class Dates(NamedTuple):
    """When each row begins and ends."""

    texts: pa.Array
    """EDTF, "" for no start."""
    read: tuple[Read, ...]
    """What they were made of."""


def read_dates(table: RawTable) -> Dates:
    """The dates of all rows; what has an end lasts until then."""
    starts, ends = _read(table, ""), _read(table, "End ")
    undated = pc.equal(starts[1].texts, "")
    last = pc.if_else(undated, pa.scalar("", TEXT), ends[1].texts)
    spans = span_texts(starts[1].texts, last, within=False)
    return Dates(spans.texts, (starts, ends, (ends[0], spans)))


def _read(table: RawTable, side: str) -> Read:
    """The column of a date, or the columns of its parts; each row has the one or the others."""
    whole = f"{side or 'Start '}Date"
    names = [f"{side}{part}" for part in ("Year", "Month", "Day", "Time")]
    if not any(name in table for name in names):
        return whole, _read_whole(table.cells(whole))
    parts = read_parts(*(table.cells(name) for name in names))
    if whole not in table:
        return names[0], parts
    other = _read_whole(table.cells(whole))
    both = DateColumn(
        first_filled(parts.texts, other.texts),
        first_filled(parts.cells, other.cells),
        {**other.reasons, **parts.reasons},
        {**other.repaired, **parts.repaired},
        (*parts.understood, *other.understood),
    )
    return names[0], both


def _read_whole(cells: pa.Array) -> DateColumn:
    """A column of v1 dates: `2011,3,23`, `1978`, `mm/dd/yyyy`, ISO."""
    plain = mapped(cells, _written_plainly)
    read = read_date_column(plain, order=Order.MONTH_FIRST)
    spelled = dict(zip(cells.to_pylist(), plain.to_pylist(), strict=True))
    return DateColumn(
        read.texts,
        cells,
        {cell: read.reasons[text] for cell, text in spelled.items() if text in read.reasons},
        {cell: read.repaired[text] for cell, text in spelled.items() if text in read.repaired},
        read.understood,
    )


def _written_plainly(text: str) -> str:
    """Figures with the year first as ISO 8601 (`2011,3,23,14,5` as `2011-03-23T14:05`)."""
    if not _FIGURES.fullmatch(text.strip()):
        return text
    year, *others = _BETWEEN.split(text.strip())
    if others and "," not in text and len(year.lstrip("-")) < 3:
        return text
    month, day, hour, minute, second, millisecond = (*(p.zfill(2) for p in others), *[""] * 6)[:6]
    plain = "-".join(filter(None, (year_text(int(year)), month, day)))
    if hour:
        plain += "T" + ":".join(filter(None, (hour, minute or "00", second)))
    return f"{plain}.{millisecond.zfill(3)}" if millisecond else plain
