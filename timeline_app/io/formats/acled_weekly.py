"""Files of ACLED that hold no events: its counts per week, and its list of deleted events."""

from typing import Final, NoReturn

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.io.content import Content
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.formats.format import Format

NAME: Final = "ACLED, not events"


def recognises(content: Content) -> bool:
    """By columns that only these files have; none of them has a day of an event."""
    return not content.has("event_date") and (_is_weekly(content) or _is_deletions(content))


def _is_weekly(content: Content) -> bool:
    return content.has("week", "events", "fatalities") and any(
        content.has(name) for name in ("centroid_latitude", "sub_event_type", "disorder_type")
    )


def _is_deletions(content: Content) -> bool:
    return content.has("event_id_cnty", "deleted_timestamp")


def read(content: Content, progress: Progress | None = None) -> NoReturn:
    """Nothing: says what the file is and which one is meant.

    Raises:
        ReadError: always.
    """
    if _is_weekly(content):
        what = QT_TRANSLATE_NOOP(
            "io",
            "This is an aggregated file of ACLED: it counts the events and deaths of each week and "
            "place and holds no single events. Download the events themselves: ACLED's data export "
            "tool or its API give them, one row each with an event_date.",
        )
    else:
        what = QT_TRANSLATE_NOOP(
            "io",
            "This is ACLED's list of deleted events: it holds the ids of events that were "
            "withdrawn and nothing about them. Download the events themselves: ACLED's data export "
            "tool or its API give them, one row each with an event_date.",
        )
    raise read_error(content.file, HEADER_ROW, say(what))


FORMAT: Final = Format(NAME, recognises, read)
