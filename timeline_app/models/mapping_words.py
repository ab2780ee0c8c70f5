"""The fields that a table's columns can fill, in words."""

from PySide6.QtCore import QCoreApplication

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.mapping.mapping import FIELDS

NAMES = {
    "event_id": QT_TRANSLATE_NOOP("MappingFields", "Id"),
    "title": QT_TRANSLATE_NOOP("MappingFields", "Title"),
    "date": QT_TRANSLATE_NOOP("MappingFields", "Date"),
    "start": QT_TRANSLATE_NOOP("MappingFields", "Began"),
    "end": QT_TRANSLATE_NOOP("MappingFields", "Ended"),
    "year": QT_TRANSLATE_NOOP("MappingFields", "Year"),
    "month": QT_TRANSLATE_NOOP("MappingFields", "Month"),
    "day": QT_TRANSLATE_NOOP("MappingFields", "Day"),
    "time": QT_TRANSLATE_NOOP("MappingFields", "Time of day"),
    "end_year": QT_TRANSLATE_NOOP("MappingFields", "Year of the end"),
    "end_month": QT_TRANSLATE_NOOP("MappingFields", "Month of the end"),
    "end_day": QT_TRANSLATE_NOOP("MappingFields", "Day of the end"),
    "end_time": QT_TRANSLATE_NOOP("MappingFields", "Time of the end"),
    "start_approximate": QT_TRANSLATE_NOOP("MappingFields", "Begin is approximate"),
    "end_approximate": QT_TRANSLATE_NOOP("MappingFields", "End is approximate"),
    "summary": QT_TRANSLATE_NOOP("MappingFields", "Description"),
    "event_type": QT_TRANSLATE_NOOP("MappingFields", "Event type"),
    "countries": QT_TRANSLATE_NOOP("MappingFields", "Countries"),
    "actors": QT_TRANSLATE_NOOP("MappingFields", "Actors"),
    "place": QT_TRANSLATE_NOOP("MappingFields", "Place"),
    "admin1": QT_TRANSLATE_NOOP("MappingFields", "State or department"),
    "latitude": QT_TRANSLATE_NOOP("MappingFields", "Latitude"),
    "longitude": QT_TRANSLATE_NOOP("MappingFields", "Longitude"),
    "coordinates": QT_TRANSLATE_NOOP("MappingFields", "Latitude and longitude"),
    "fatalities": QT_TRANSLATE_NOOP("MappingFields", "Killed"),
    "fatalities_low": QT_TRANSLATE_NOOP("MappingFields", "Killed, at least"),
    "fatalities_high": QT_TRANSLATE_NOOP("MappingFields", "Killed, at most"),
    "source": QT_TRANSLATE_NOOP("MappingFields", "Source"),
    "source_title": QT_TRANSLATE_NOOP("MappingFields", "Title of the source"),
    "source_url": QT_TRANSLATE_NOOP("MappingFields", "Address of the source"),
    "source_date": QT_TRANSLATE_NOOP("MappingFields", "Date of the source"),
    "quote": QT_TRANSLATE_NOOP("MappingFields", "Quote"),
}
"""For each of `FIELDS`."""

USUAL = (
    "title", "date", "start", "end", "event_type", "countries", "actors", "place", "summary",
    "source", "source_url",
)  # fmt: skip
"""The fields that are offered unasked; the others where a column fills them, or when added."""


def mapping_field_in_words(name: str) -> str:
    """What people call one of `FIELDS`."""
    return QCoreApplication.translate("MappingFields", NAMES.get(name, name))


def in_order(names: set[str]) -> list[str]:
    """Fields in the order in which they are shown: the usual ones first."""
    others = [name for name in FIELDS if name not in USUAL]
    return [name for name in (*USUAL, *others) if name in names]
