"""A single table of events with the columns of a dataset of ours (DESIGN 4.1)."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, encoded
from timeline_app.core.dates import read_dates
from timeline_app.core.progress import Progress
from timeline_app.core.reading import Outcome
from timeline_app.core.span import Form
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content
from timeline_app.io.dataset.faults import date_fault
from timeline_app.io.dataset.schema import EVENTS
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.event_columns import NO_DATE, EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.parts import Parts

NAME: Final = "Timeline table"


def recognises(content: Content) -> bool:
    """By the columns that nothing works without, written as ours are, unless most dates are not."""
    if not set(EVENTS.needed) <= set(content.names):
        return False
    place = content.names.index("date")
    dates = pa.array([row[place] for row in content.first if place < len(row)], TEXT)
    are_other = pc.and_(
        pc.not_equal(read_date_column(dates).texts, ""),
        pa.array(read_dates(dates).form == Form.UNDATED),
    )
    return bool(2 * are_other.to_pylist().count(True) <= len(dates))


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events as they stand."""
    return event_parts(content, own_columns(content.table(progress)), NAME)


def own_columns(table: RawTable) -> EventColumns:
    """The columns of a table of ours as they stand, each event with an id of its own."""
    columns = EventColumns(table)
    for name in EVENTS.columns:
        columns.take(name, name)
    columns.ids("event_id")
    tell_undated(table)
    return columns


def tell_undated(table: RawTable) -> None:
    """Tell each row of which the date cannot be read; its text stays."""
    codes, texts = encoded(table.frame["date"])
    undated = read_dates(texts).form == Form.UNDATED
    if not undated.any():
        return
    for row in undated[codes].nonzero()[0].tolist():
        text = texts[int(codes[row])].as_py()
        reason = date_fault(text) or say(NO_DATE)
        table.log.tell(Outcome.UNDATED, table.lines[row], reason, column="date", text=text)


FORMAT: Final = Format(NAME, recognises, read)
