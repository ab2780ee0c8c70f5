"""A single table of events with the columns of a dataset of ours (DESIGN 4.1)."""

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.dates import read_dates
from timeline_app.core.progress import Progress
from timeline_app.core.span import Form
from timeline_app.io.content import Content
from timeline_app.io.dataset.schema import EVENTS
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.own_columns import TABLE, own_columns
from timeline_app.io.parts import Parts


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
    return event_parts(content, own_columns(content.table(progress)), TABLE)


FORMAT: Final = Format(TABLE, recognises, read)
