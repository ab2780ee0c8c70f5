"""Timesketch's CSV and JSON lines (https://timesketch.org/guides/user/import-from-json-csv/).

Needed are a message, a time and what the time is that of; whatever else there is differs by file.
"""

from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.core.reading import Outcome
from timeline_app.io.cells import first_filled, rows_where
from timeline_app.io.content import Content
from timeline_app.io.dates.columns import DateColumn, read_date_column
from timeline_app.io.dates.ways import unreadable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.formats.log_events import (
    ACTORS,
    UNITS,
    Counts,
    cite_kinds,
    read_counts,
    take_actors,
    take_lists,
    take_message,
)
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

NAME: Final = "Timesketch"

_COLUMNS: Final = (
    "message", "datetime", "timestamp", "timestamp_desc", "tag", "label", "source_long",
    "source_short",
)  # fmt: skip


def recognises(content: Content) -> bool:
    """By the columns that Timesketch itself asks for; a time stamp will do for the time."""
    return content.has("message", "timestamp_desc") and (
        content.has("datetime") or content.has("timestamp")
    )


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, one a row."""
    columns = EventColumns(content.table(progress).spelled((*_COLUMNS, *ACTORS)))
    columns.ids()
    _date(columns)
    take_message(columns, "message", columns.table.cells("message"))
    columns.drop("message")
    columns.take("event_type", "timestamp_desc")
    take_actors(columns)
    several = take_lists(columns, "tag", "label")
    sources = Sources()
    cite_kinds(columns, sources, "source_long", "source_short")
    return event_parts(content, columns, NAME, sources=sources, several=several)


def _date(columns: EventColumns) -> None:
    """`datetime`; where that is no date, `timestamp`, which Timesketch itself makes anew."""
    table = columns.table
    given, counts = _times(table.cells("datetime")), read_counts(table.cells("timestamp"))
    is_needed = pc.equal(given.texts, "")
    is_helped = pc.and_(is_needed, pc.not_equal(counts.dates.texts, ""))
    _tell_counted(columns, is_helped, counts)
    columns.dates(
        first_filled(given.texts, counts.dates.texts),
        ("datetime", replace(given, cells=pc.if_else(is_helped, "", given.cells))),
        ("timestamp", replace(counts.dates, cells=pc.if_else(is_needed, counts.dates.cells, ""))),
    )


def _times(cells: pa.Array) -> DateColumn:
    """What `datetime` says; without a day, as of "1234 19:01:01", it is no time here."""
    found = read_date_column(cells)
    repaired = pc.is_in(cells, pa.array(list(found.repaired), TEXT))
    without_day = pc.invert(pc.match_substring_regex(found.texts, r"^Y?-?[0-9]{4,}-..-.."))
    odd = pc.and_(repaired, without_day)
    texts = set(cells.filter(odd).to_pylist())
    return replace(
        found,
        texts=pc.if_else(odd, pa.scalar("", TEXT), found.texts),
        reasons=dict(found.reasons) | {text: unreadable(text).message for text in texts},
        repaired={text: how for text, how in found.repaired.items() if text not in texts},
    )


def _tell_counted(columns: EventColumns, is_helped: pa.Array, counts: Counts) -> None:
    """Say which events have the time of `timestamp`; in short where there is no `datetime`."""
    rows = np.array(rows_where(is_helped), dtype=np.int64)
    for unit in np.unique(counts.per_second[rows]).tolist():
        mine = rows[counts.per_second[rows] == unit].tolist()
        if "datetime" in columns.table:
            reason = QT_TRANSLATE_NOOP(
                "io",
                "The column datetime holds no date; the event has the time of timestamp, taken as "
                "{unit} since 1970.",
            )
            columns.problem(
                mine, say(reason, unit=UNITS[unit]), column="datetime", outcome=Outcome.REPAIRED
            )
            continue
        note = QT_TRANSLATE_NOOP("io", "The column timestamp counts {unit} since 1970: {count}.")
        columns.table.log.notes.append(say(note, unit=UNITS[unit], count=len(mine)))


FORMAT: Final = Format(NAME, recognises, read)
