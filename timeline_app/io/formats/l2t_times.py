"""The times of l2tcsv: a date with the month first, a time of day and the name of a zone."""

import re
from contextlib import suppress
from datetime import datetime
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.reading import Outcome
from timeline_app.io.cells import composed, mapped, rows_where
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.zones import UTC, fixed_offset, offset_at, zone_of

_CLOCK: Final = re.compile(r"\d{1,2}:\d\d(:\d\d(\.\d+)?)?")
_PLAIN: Final = (r"^([0-9]{2})/([0-9]{2})/([0-9]{4}) ([0-9:]{8}) UTC$", r"\3-\1-\2T\4Z")
"""The usual times of l2tcsv as ISO 8601, which is read many at once."""
_UNKNOWN: Final = "unknown"
_SHOWN: Final = 100
"""Letters of a cell that a note repeats."""


def l2t_times(columns: EventColumns) -> pa.Array:
    """Date, time of day and offset of each row, in one text."""
    table = columns.table
    clock = mapped(
        table.cells("time"), lambda text: text.strip() if _CLOCK.fullmatch(text.strip()) else ""
    )
    odd = pc.and_(pc.equal(clock, ""), pc.match_substring_regex(table.cells("time"), "[^-: ]"))
    reason = QT_TRANSLATE_NOOP("io", "This is no time of day, so only the date is taken.")
    columns.problem(rows_where(odd), say(reason), column="time", outcome=Outcome.REPAIRED)
    local = composed([table.cells("date"), clock], " ")
    zones = table.cells("timezone")
    offset = mapped(zones, lambda zone: _offset(table, zone))
    unknown = pc.equal(offset, _UNKNOWN)
    if pc.any(unknown).as_py():
        example = zones.filter(unknown)[0].as_py()[:_SHOWN]
        note = QT_TRANSLATE_NOOP("io", "Time zones not known here, as “{zone}”, are taken as UTC.")
        table.log.notes.append(say(note, zone=example))
        offset = pc.if_else(unknown, pa.scalar("UTC", TEXT), offset)
    varying = pc.equal(offset, "?")
    if pc.any(varying).as_py():
        both = composed([local, zones], "\n")
        offset = pc.if_else(varying, mapped(pc.if_else(varying, both, ""), _varying), offset)
    offset = pc.if_else(pc.equal(clock, ""), pa.scalar("", TEXT), offset)
    return pc.replace_substring_regex(composed([local, offset], " "), *_PLAIN)


def _offset(table: RawTable, zone: str) -> str:
    """What a zone's times have behind them; "?" where that depends on the date, or _UNKNOWN."""
    if zone.strip().casefold() in UTC:
        return "UTC"
    if fixed := fixed_offset(zone):
        note = QT_TRANSLATE_NOOP("io", "Times in {zone} are {offset} hours from UTC.")
        table.log.notes.append(say(note, zone=zone, offset=fixed))
        return fixed
    if re.fullmatch(r"[+-]\d\d(:?\d\d)?", zone.strip()):
        return zone.strip()
    if zone_of(zone) is not None:
        note = QT_TRANSLATE_NOOP("io", "Times in {zone} were converted to UTC.")
        table.log.notes.append(say(note, zone=zone))
        return "?"
    return _UNKNOWN


def _varying(text: str) -> str:
    """The offset of a zone at a local time."""
    local, _, name = text.partition("\n")
    zone = zone_of(name)
    with suppress(ValueError, OverflowError):
        if zone is not None:
            return offset_at(zone, datetime.strptime(local[:19], "%m/%d/%Y %H:%M:%S"))
    return "UTC"
