"""What plaso writes (https://plaso.readthedocs.io/): dynamic CSV, l2tcsv, JSON lines and TLN.

TLN is also written by other programs; then its description is all text.
"""

from dataclasses import replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import SECOND
from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.io.cells import first_filled
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.containers.text_file import reading
from timeline_app.io.containers.unquoted import is_unquoted, read_unquoted
from timeline_app.io.content import Content, Kind
from timeline_app.io.dates.columns import DateColumn, Order, read_date_column
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.formats.l2t_times import l2t_times
from timeline_app.io.formats.log_events import (
    ACTORS,
    cite_kinds,
    filled,
    no_times,
    read_counts,
    take_actors,
    take_lists,
    take_message,
)
from timeline_app.io.parts import Parts
from timeline_app.io.several_values import split_cells
from timeline_app.io.sources import Sources

NAME: Final = "plaso"

_DYNAMIC: Final = ("datetime", "timestamp_desc", "source", "source_long", "message", "parser")
_L2T: Final = ("date", "time", "timezone", "MACB", "source", "sourcetype", "type", "short", "desc")
_LINES: Final = ("__container_type__", "timestamp", "timestamp_desc")
_TLN: Final = ("time", "source", "host", "user", "description")

_OTHERS: Final = ("display_name", "filename", "tag")

_NO_TIME: Final = ("Not a time",)
"""What `timestamp_desc` says of an event without a time."""
_NOT_SET: Final = ("NotSet", "Never", "SemanticTime", "InvalidTime", "Not set", "Invalid")
"""What stands for a time that is none."""
_CLASS: Final = "date_time.__class_name__"
_STAMPED: Final = (
    r"(?s)^(?P<time>[0-9]{4,6}-[0-9]{2}-[0-9]{2}[^;]*); (?P<type>[^;]*); (?P<text>.*)$"
)
"""The description of a TLN row that plaso wrote."""


def recognises(content: Content) -> bool:
    """By the columns of one of the four."""
    return (
        content.has(*_DYNAMIC)
        or content.has(*_L2T)
        or (content.kind is Kind.JSON_LINES and content.has(*_LINES))
        or _is_tln(content)
    )


def _is_tln(content: Content) -> bool:
    return tuple(name.casefold() for name in content.names[: len(_TLN)]) == _TLN


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, one a row."""
    names = (*_DYNAMIC, *_L2T, *_LINES, *_TLN, *_OTHERS, *ACTORS)
    columns = EventColumns(_table(content, progress).spelled(names))
    columns.ids()
    sources = Sources()
    several: list[str] = []
    if content.has(*_LINES):
        several = _lines(columns)
    elif content.has(*_L2T):
        several = _l2t(columns)
        cite_kinds(columns, sources, "sourcetype", "source")
    elif _is_tln(content):
        _tln(columns)
        cite_kinds(columns, sources, "source")
    else:
        several = _dynamic(columns)
        cite_kinds(columns, sources, "source_long", "source")
    take_actors(columns)
    return event_parts(content, columns, NAME, sources=sources, several=several)


def _table(content: Content, progress: Progress | None) -> RawTable:
    """All rows. plaso quotes nothing, so that a cell may begin with a quote that is part of it."""
    dialect = content.dialect
    if content.loaded is None and dialect is not None and dialect.header == 0:
        with reading(content.path, content.file):
            unquoted = is_unquoted(content.path, dialect.delimiter, progress)
        if unquoted:
            table = read_unquoted(content.path, content.file, dialect.delimiter)
            if table is not None:
                note = QT_TRANSLATE_NOOP("io", "No cell is quoted; quotation marks are kept.")
                table.log.notes.append(say(note))
                return table
    return content.table(progress)


def _dynamic(columns: EventColumns) -> list[str]:
    table = columns.table
    _tell_of_commas(columns)
    found = read_date_column(table.cells("datetime"))
    _date(columns, "datetime", found, ("datetime", _NOT_SET), ("timestamp_desc", _NO_TIME))
    take_message(columns, "message", table.cells("message"))
    columns.drop("message")
    columns.take("event_type", "timestamp_desc")
    columns.put("place", _place(table))
    if "tag" not in table:
        return []
    columns.put("tag", split_cells(filled(table.cells("tag")), " "))
    columns.drop("tag")
    return ["tag"]


def _lines(columns: EventColumns) -> list[str]:
    """JSON lines: the class of `date_time` says whether `timestamp`, in microseconds, is one."""
    table = columns.table
    found = read_counts(table.cells("timestamp"), SECOND, zero_is_unset=False).dates
    _date(columns, "timestamp", found, (_CLASS, _NOT_SET), ("timestamp_desc", _NO_TIME))
    take_message(columns, "message", table.cells("message"))
    columns.drop("message", "__container_type__", "__type__")
    columns.take("event_type", "timestamp_desc")
    columns.put("place", _place(table))
    return take_lists(columns, "tag", "tag.labels")


def _l2t(columns: EventColumns) -> list[str]:
    """l2tcsv: `short` is cut off by plaso; a row may merge several time stamps of one moment."""
    table = columns.table
    _tell_of_commas(columns)
    found = read_date_column(l2t_times(columns), order=Order.MONTH_FIRST)
    _date(columns, "date", found, ("type", _NO_TIME))
    text = table.cells("desc")
    title = first_filled(filled(table.cells("short")), text)
    columns.put("title", title)
    columns.put("summary", pc.if_else(pc.equal(title, text), pa.scalar("", TEXT), text))
    columns.drop("short", "desc")
    columns.put("place", _place(table))
    columns.take("event_type", "type")
    if not pc.any(pc.match_substring(table.cells("type"), ";")).as_py():
        return []
    columns.put("timestamp_desc", split_cells(table.cells("type"), ";"))
    return ["timestamp_desc"]


def _tln(columns: EventColumns) -> None:
    """TLN: where plaso wrote it, the description begins with the whole moment and its meaning."""
    table = columns.table
    text = table.cells("description")
    stamped = pc.extract_regex(text, _STAMPED)
    moment, kind, message = (
        pc.fill_null(pc.struct_field(stamped, [part]), "").cast(TEXT) for part in range(3)
    )
    counts = read_counts(table.cells("time"), 1).dates
    inside = read_date_column(moment)
    is_stamped = pc.is_valid(stamped)
    texts = pc.if_else(is_stamped, inside.texts, counts.texts)
    unset = no_times(kind, _NO_TIME)
    columns.dates(
        _unless(texts, unset),
        ("description", unset),
        ("time", replace(counts, cells=pc.if_else(is_stamped, "", counts.cells))),
        ("description", inside),
    )
    take_message(columns, "description", pc.if_else(is_stamped, message, text))
    columns.put("event_type", filled(kind))


def _date(
    columns: EventColumns, name: str, found: DateColumn, *unset: tuple[str, tuple[str, ...]]
) -> None:
    """The dates of a column, but for rows of which another says that they have no time."""
    texts, said = found.texts, []
    for column, words in unset:
        none = no_times(columns.table.cells(column), words)
        texts = _unless(texts, none)
        said.append((column, none))
    columns.dates(texts, *said, (name, found))


def _unless(texts: pa.Array, unset: DateColumn) -> pa.Array:
    is_unset = pc.is_in(unset.cells, pa.array(list(unset.reasons), TEXT))
    return pc.if_else(is_unset, pa.scalar("", TEXT), texts)


def _place(table: RawTable) -> pa.Array:
    return first_filled(filled(table.cells("display_name")), filled(table.cells("filename")))


def _tell_of_commas(columns: EventColumns) -> None:
    note = QT_TRANSLATE_NOOP(
        "io", "plaso writes the commas of its texts as blanks here; they cannot be brought back."
    )
    columns.table.log.notes.append(say(note))


FORMAT: Final = Format(NAME, recognises, read)
