"""TimelineJS JSON as a table with the columns of a TimelineJS sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import pyarrow as pa

from timeline_app.core.columns import column_of
from timeline_app.io.cells import combined, first_filled
from timeline_app.io.containers.flat_records import FlatRecords
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.raw_table import RawTable, ReadingLog

TITLE: Final = "title"
ERA: Final = "era"

_KIND: Final = "\1kind"
"""Of each row, whether it is a title, an era or an event; no field of a file is called so."""
_DATE_PARTS: Final = {"year": "Year", "month": "Month", "day": "Day"}
_TIME_PARTS: Final = ("hour", "minute", "second", "millisecond")
_NAMES: Final = {
    _KIND: "Type",
    **{f"start_date.{part}": name for part, name in _DATE_PARTS.items()},
    **{f"end_date.{part}": f"End {name}" for part, name in _DATE_PARTS.items()},
    "start_date": "Start Date",
    "end_date": "End Date",
    "startDate": "Start Date",
    "endDate": "End Date",
    "start_date.display_date": "Display Date",
    "display_date": "Display Date",
    "text.headline": "Headline",
    "headline": "Headline",
    "text.text": "Text",
    "text": "Text",
    "media.url": "Media",
    "media": "Media",
    "media.alt": "Alt Text",
    **{f"{kind}.{part}": f"Media {part.capitalize()}"
       for kind in ("media", "asset") for part in ("credit", "caption", "thumbnail")},
    "asset.media": "Media",
    "group": "Group",
    "tag": "Tag",
    "tags": "Tag",
}  # fmt: skip
"""What JSON (v3, then older) calls a column of the sheet; all else keeps its name."""


def is_timeline(document: Any) -> bool:
    """Whether a document is TimelineJS JSON: its dates have parts, or are called `startDate`."""
    if not isinstance(document, dict):
        return False
    if _is_legacy(document):
        return any("startDate" in event for event in _objects(document["timeline"].get("date")))
    dates = (event.get("start_date") for event in _objects(document.get("events")))
    return any(isinstance(date, dict) and "year" in date for date in dates)


def timeline_table(document: Mapping[str, Any], file: str) -> RawTable:
    """Events, then eras, by their places in their lists; before them the title, in line 0.

    Raises:
        ReadError: there are too many different fields.
    """
    title, events, eras = (document.get(name) for name in ("title", "events", "eras"))
    if _is_legacy(document):
        title = dict(document["timeline"])
        events, eras = title.pop("date"), title.pop("era", None)
    records = FlatRecords(ReadingLog(file))
    for kind, entries in ((TITLE, title), ("", events), (ERA, eras)):
        for place, entry in enumerate(_listed(entries), 0 if kind == TITLE else 1):
            is_record = isinstance(entry, dict) and entry
            records.add({_KIND: kind, **entry} if is_record else entry, place)
    return _as_sheet(records.whole())


def _as_sheet(table: RawTable) -> RawTable:
    """The table with the names of a sheet; what two fields say otherwise, both keep."""
    columns: dict[str, pa.Array] = {}
    others = [name for name in table.names if name not in _NAMES]
    for name in (name for name in table.names if name in _NAMES):
        cells, column = table.cells(name), _NAMES[name]
        known = columns.get(column, cells)
        columns[column] = first_filled(known, cells)
        if not columns[column].equals(first_filled(cells, known)):
            others.append(name)
    for date, column in (("start_date", "Time"), ("end_date", "End Time")):
        names = [f"{date}.{part}" for part in _TIME_PARTS]
        if any(name in table for name in names):
            columns[column] = combined([table.cells(name) for name in names], _clock)
            others = [name for name in others if name not in names]
    kept = unique_names([*columns, *others])[len(columns) :]
    columns |= {name: table.cells(other) for name, other in zip(kept, others, strict=True)}
    frame = pd.DataFrame({name: column_of(cells) for name, cells in columns.items()}, copy=False)
    return replace(table, frame=frame)


def _clock(parts: Sequence[str]) -> str:
    """A time of day of its parts, to the last that is filled."""
    parts = [part.strip() for part in parts]
    if not any(parts):
        return ""
    hour, minute, second = (part.zfill(2) for part in parts[:3])
    milliseconds = f".{parts[3].zfill(3)}" if parts[3] else ""
    return f"{hour}:{minute}" + (f":{second}{milliseconds}" if any(parts[2:]) else "")


def _is_legacy(document: Mapping[str, Any]) -> bool:
    timeline = document.get("timeline")
    return isinstance(timeline, dict) and isinstance(timeline.get("date"), list)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, dict) else []


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in _listed(value) if isinstance(item, dict)]
