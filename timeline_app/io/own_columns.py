"""Tables of events of our own (DESIGN 4.1), in a dataset's folder or by themselves."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, encoded
from timeline_app.core.dates import read_dates
from timeline_app.core.reading import Outcome
from timeline_app.core.span import Form
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content
from timeline_app.io.dataset.faults import date_fault
from timeline_app.io.dataset.schema import EVENTS
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.event_columns import NO_DATE, EventColumns
from timeline_app.io.finding import say

DATASET: Final = "Timeline dataset"
TABLE: Final = "Timeline table"
EXPORT: Final = "Timeline export"
OWN: Final = frozenset({DATASET, TABLE, EXPORT})
"""The names of what is ours: of its reading nothing need be told that went well."""


def has_our_dates(content: Content) -> bool:
    """Whether the first dates of a file are written as ours are, unless most are of others."""
    place = content.names.index("date")
    dates = pa.array([row[place] for row in content.first if place < len(row)], TEXT)
    are_other = pc.and_(
        pc.not_equal(read_date_column(dates).texts, ""),
        pa.array(read_dates(dates).form == Form.UNDATED),
    )
    return bool(2 * are_other.to_pylist().count(True) <= len(dates))


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
