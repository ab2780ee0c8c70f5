"""A single table of events with the columns of a dataset of ours (DESIGN 4.1)."""

from typing import Final

from timeline_app.core.progress import Progress
from timeline_app.io.content import Content
from timeline_app.io.dataset.schema import EVENTS
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.own_columns import TABLE, has_our_dates, own_columns
from timeline_app.io.parts import Parts


def recognises(content: Content) -> bool:
    """By the columns that nothing works without, written as ours are, unless most dates are not."""
    return set(EVENTS.needed) <= set(content.names) and has_our_dates(content)


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events as they stand."""
    return event_parts(content, own_columns(content.table(progress)), TABLE)


FORMAT: Final = Format(TABLE, recognises, read)
