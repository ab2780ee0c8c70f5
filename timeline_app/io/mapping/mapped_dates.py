"""The dates of a table's rows from the columns that a mapping names."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import fold
from timeline_app.io.cells import combined, composed, first_filled, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.dates.columns import DateColumn, read_date_column, read_parts, span_texts
from timeline_app.io.dates.times import NO_DAY
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.number_cells import without_words_for_nothing

_YES: Final = frozenset({"true", "yes", "y", "1", "1.0", "x", "t", "si", "oui", "ja", "sim"})
_PLAIN: Final = r"^([-0-9TX:.Z]+)(/[-0-9TX:.Z]+)?$"
"""A date that has no sign yet, or the begin of a span."""
_DAY: Final = r"^(?P<year>-?[0-9]{4,})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})$"


class ReadDates(NamedTuple):
    """Columns that were read, and what they say."""

    name: str
    """The column that problems name."""
    together: str
    """All columns that were read as one."""
    dates: DateColumn


class Understood(NamedTuple):
    """How the dates of a table were understood."""

    told: tuple[Message, ...] = ()
    """For each column in turn."""
    is_settled: bool = True
    """Whether day and month can be told apart in all of them."""


def put_dates(columns: EventColumns, mapping: TableMapping) -> Understood:
    """Fill the column of dates; what cannot be read is told in the table's log."""
    table = columns.table
    whole = _read_whole(table, mapping)
    begins, ends = (_read(table, mapping, prefix, whole) for prefix in ("", "end_"))
    if not begins and not ends:
        template = QT_TRANSLATE_NOOP(
            "io", "No column is known to hold dates: all events are undated; say which one does."
        )
        if len(table):
            table.log.notes.append(say(template))
        return Understood()
    texts, end = (_first(table, read) for read in (begins, ends))
    texts = _approximate(texts, table, mapping.one("start_approximate"))
    read = [*begins, *ends]
    if ends:
        end = _approximate(end, table, mapping.one("end_approximate"))
        if not begins:
            texts = end
        else:
            spans = span_texts(texts, end, within=False)
            names = (begins[0].name, ends[0].name)
            read.append(ReadDates(names[0], ", ".join(names), spans))
            texts = spans.texts
    columns.dates(texts, *((name, dates) for name, _, dates in read))
    template = QT_TRANSLATE_NOOP("io", "{column}: {what}")
    told = [
        say(template, column=names, what=what)
        for _, names, dates in read
        for what in dates.understood
    ]
    return Understood(tuple(told), all(found.dates.is_settled for found in read))


def _read_whole(table: RawTable, mapping: TableMapping) -> dict[str, ReadDates]:
    """The columns that hold whole dates, by their fields; one order of day and month for all."""
    fields = [ours for ours in ("date", "start", "end") if mapping.one(ours)]
    if not fields:
        return {}
    cells = [_cells(table, mapping.one(ours)) for ours in fields]
    years = [table.cells(mapping.one("end_year" if ours == "end" else "year")) for ours in fields]
    dates = read_date_column(
        pa.concat_arrays(cells),
        order=mapping.order,
        years=pa.concat_arrays(years) if mapping.one("year") or mapping.one("end_year") else None,
    )
    found, count = {}, len(table)
    for number, ours in enumerate(fields):
        begin = number * count
        part = replace(
            dates,
            texts=dates.texts[begin : begin + count],
            cells=dates.cells[begin : begin + count],
            noted={
                row - begin: why for row, why in dates.noted.items() if 0 <= row - begin < count
            },
            understood=() if number else dates.understood,
        )
        found[ours] = ReadDates(mapping.one(ours), ", ".join(map(mapping.one, fields)), part)
    return found


def _read(
    table: RawTable, mapping: TableMapping, prefix: str, whole: Mapping[str, ReadDates]
) -> list[ReadDates]:
    """What tells one end of each row's time, the best first."""
    names = mapping.of(f"{prefix}time")
    times = [table.cells(name) for name in names]
    found = [whole[ours] for ours in (("end",) if prefix else ("date", "start")) if ours in whole]
    if times and found:
        clocked = _with_time(found[0].dates.texts, times)
        found.insert(0, ReadDates(names[0], ", ".join(names), clocked))
    year, month, day = (mapping.one(f"{prefix}{part}") for part in ("year", "month", "day"))
    if year:
        dates = read_parts(
            table.cells(year),
            table.cells(month) if month else None,
            table.cells(day) if day else None,
            _clock(times) if times else None,
        )
        found.append(ReadDates(year, ", ".join(filter(None, (year, month, day, *names))), dates))
    return found


def _first(table: RawTable, read: Sequence[ReadDates]) -> pa.Array:
    return first_filled(*(found.dates.texts for found in read)) if read else table.cells("")


def _cells(table: RawTable, name: str) -> pa.Array:
    return without_words_for_nothing(table.cells(name))


def _with_time(days: pa.Array, time: list[pa.Array]) -> DateColumn:
    """The dates that are days, with a time of day from other columns."""
    clock = _clock(time)
    is_day = pc.and_(pc.match_substring_regex(days, _DAY), pc.not_equal(clock, ""))
    parts = pc.extract_regex(pc.if_else(is_day, days, "0000-00-00").cast(TEXT), _DAY)
    year, month, day = (pc.if_else(is_day, parts.field(n), "").cast(TEXT) for n in range(3))
    dates = read_parts(year, month, day, pc.if_else(is_day, clock, "").cast(TEXT))
    both = pc.if_else(_are_vague(days), composed([days, clock], " "), days)
    left_out = pc.and_(pc.not_equal(both, days), pc.not_equal(clock, ""))
    told = {text: say(NO_DAY, text=text) for text in both.filter(left_out).unique().to_pylist()}
    return replace(
        dates,
        cells=pc.if_else(left_out, both, dates.cells),
        reasons={cell: why for cell, why in dates.reasons.items() if cell},
        repaired={**dates.repaired, **told},
    )


def _are_vague(days: pa.Array) -> pa.Array:
    """Which dates are neither a day nor have a time of day already."""
    exact = pc.or_(pc.match_substring_regex(days, _DAY), pc.match_substring(days, "T"))
    return pc.and_(pc.not_equal(days, ""), pc.invert(exact))


def _clock(time: list[pa.Array]) -> pa.Array:
    """Times of day from one column, or from hours, minutes and seconds."""
    cells = [without_words_for_nothing(column) for column in time]
    return cells[0] if len(cells) == 1 else combined(cells, _joined_clock)


def _joined_clock(parts: Sequence[str]) -> str:
    """`7`, `5.0` and `` are 07:05; what stands behind an empty part is left out."""
    known = []
    for part in parts:
        whole, _, rest = part.partition(".")
        if not whole:
            break
        known.append(whole.rjust(2, "0") + (f".{rest}" if rest.strip("0") else ""))
    return ":".join([*known, "00"][: max(2, len(known))]) if known else ""


def _approximate(texts: pa.Array, table: RawTable, column: str) -> pa.Array:
    """Dates with the sign of an approximate one where a column says yes."""
    if not column:
        return texts
    yes = pc.equal(mapped(table.cells(column), lambda cell: "~" if fold(cell) in _YES else ""), "~")
    return pc.if_else(yes, pc.replace_substring_regex(texts, _PLAIN, r"\1~\2").cast(TEXT), texts)
