"""Dated events as a calendar (iCalendar, RFC 5545), for programs of calendars.

A date of days, months or years is all-day and ends, as RFC 5545 says, on the day after; a time of
day is in UTC. What is not certain of a date stands in the description. Undated events, and such
that begin before the year 1 or at no known time, are left out.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from timeline_app.core.calendar import DAY, date_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.core.span import OPEN, Form
from timeline_app.core.web_address import web_address
from timeline_app.core.when import When
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import events_in
from timeline_app.io.export.plain_dates import day_note, when_of
from timeline_app.io.export.plain_places import MOST_EAST, MOST_NORTH, degrees

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
NOT_SAID: Final = _EPOCH
"""When an export was made that does not say so."""

LONGEST: Final = 75
"""Bytes of a line (RFC 5545, 3.1), without its end."""
_PRODUCT: Final = "-//Timeline//timeline-app//EN"
_COLUMNS: Final = (
    "event_id", "title", "date", "event_type", "place", "latitude", "longitude", "summary",
)  # fmt: skip
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Signs that no text of a calendar may have (RFC 5545, 3.1)."""
_ESCAPED: Final = re.compile(r"[\\;,]")


def write_icalendar(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    count = 0
    with replacing(path, keep=dataset.files) as file:
        head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_PRODUCT}")
        file.write(_lines(*head, f"X-WR-CALNAME:{_text(dataset.title)}"))
        for entry in _entries(dataset, rows, choices.made or NOT_SAID, progress):
            file.write(_lines("BEGIN:VEVENT", *entry, "END:VEVENT"))
            count += 1
        file.write(_lines("END:VCALENDAR"))
    return count


def _entries(
    dataset: Dataset, rows: Rows, made: datetime, progress: Progress | None
) -> Iterator[list[str]]:
    """The lines of each event that a calendar has days for."""
    made = made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)
    stamp = f"DTSTAMP{_value(made)}"
    field = dataset.fields["source"]
    for row, event in events_in(dataset, rows, _COLUMNS, progress):
        when = when_of(event["date"])
        dates = _dates(when) if when else None
        if when is None or dates is None:
            continue
        start, end = dates
        uid = f"{event['event_id']}@{dataset.name}"
        yield [
            f"UID:{_text(uid, ' ')}",
            stamp,
            f"DTSTART{_value(start)}",
            *([] if end is None else [f"DTEND{_value(end)}"]),
            *_told(dataset, event, day_note(when), field.keys_of(row)),
            "TRANSP:TRANSPARENT",
        ]


def _told(
    dataset: Dataset, event: dict[str, str], note: str, keys: tuple[str, ...]
) -> Iterator[str]:
    """What is said of an event beside its date."""
    sources = [dataset.sources[key] for key in keys if key in dataset.sources]
    yield f"SUMMARY:{_text(event['title'])}"
    named = [source.in_line() for source in sources]
    words = [f"Date: {note}." if note else "", event["summary"], *named]
    if description := "\n\n".join(filter(None, words)):
        yield f"DESCRIPTION:{_text(description)}"
    if event["place"]:
        yield f"LOCATION:{_text(event['place'])}"
    if event["event_type"]:
        yield f"CATEGORIES:{_text(event['event_type'])}"
    if place := _place(event["latitude"], event["longitude"]):
        yield f"GEO:{place}"
    if url := next(filter(None, (web_address(source.url) for source in sources)), ""):
        yield f"URL:{_CONTROLS.sub('', url)}"


def _dates(when: When) -> tuple[date, date | None] | None:
    """DTSTART and DTEND: days, or times in UTC; None where a calendar has no such day."""
    if when.form is Form.UNDATED:
        return None
    end = when.end
    if end == OPEN:  # as far as its beginning is known
        end = max(when.solid_end, when.start + DAY)
    try:
        if when.form is Form.MOMENT:
            return _time(when.start), None
        if when.start % DAY or end % DAY:
            last = when_of(when.text.partition("/")[2])
            stop = _time(last.start if last and last.form is Form.MOMENT else end)
            return (start := _time(when.start)), stop if stop > start else None
        first = date(*date_of(when.start))
    except (ValueError, OverflowError):
        return None
    try:
        return first, date(*date_of(end))
    except ValueError:  # after the year 9999: till the last day that there is
        return first, None


def _time(us: int) -> datetime:
    return _EPOCH + timedelta(microseconds=us // 1_000_000 * 1_000_000)


def _value(moment: date) -> str:
    """A day, or a time in UTC, as it stands behind the name of its property."""
    plain = moment.isoformat().replace("-", "").replace(":", "")
    if isinstance(moment, datetime):
        return f":{plain[:15]}Z"
    return f";VALUE=DATE:{plain}"


def _place(*cells: str) -> str:
    """Latitude and longitude, never with an exponent; "" for none on Earth."""
    north, east = map(degrees, cells, (MOST_NORTH, MOST_EAST))
    return "" if north is None or east is None else f"{north:.6f};{east:.6f}"


def _text(text: str, line_end: str = r"\n") -> str:
    """A text as a value (RFC 5545, 3.3.11), without signs that a calendar cannot hold."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _ESCAPED.sub(r"\\\g<0>", text).replace("\n", line_end)


def _lines(*lines: str) -> bytes:
    """Lines as they stand in the file: long ones are folded, never within a letter."""
    return b"".join(_folded(line.encode(errors="replace")) for line in lines)


def _folded(line: bytes) -> bytes:
    pieces = []
    most = LONGEST
    while len(line) > most:
        end = most
        while line[end] & 0xC0 == 0x80:  # within a letter of UTF-8
            end -= 1
        pieces.append(line[:end])
        line, most = line[end:], LONGEST - 1  # behind a space
    return b"\r\n ".join([*pieces, line]) + b"\r\n"
