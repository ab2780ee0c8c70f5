"""Dated events as a calendar (iCalendar, RFC 5545), for programs of calendars.

A date of days, months or years is all-day and ends, as RFC 5545 says, on the day after; a time of
day is in UTC. What is not certain of a date stands in the description. Undated events, and such
that begin before the year 1 or at no known time, are left out.
"""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from icalendar import Calendar, Event

from timeline_app.core.calendar import DAY, date_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.core.records import Event as DatasetEvent
from timeline_app.core.span import OPEN, Form
from timeline_app.core.web_address import web_address
from timeline_app.core.when import When
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.plain_dates import day_note, when_of
from timeline_app.io.export.quote_rows import source_text

NOT_SAID: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""When an export was made that does not say so."""

_PRODUCT: Final = "-//Timeline//timeline-app//EN"
_STEP: Final = 1000
_END: Final = b"END:VCALENDAR\r\n"
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
"""Signs that no text of a calendar may have (RFC 5545, 3.1)."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


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
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("x-wr-calname", _text(dataset.title))
        file.write(calendar.to_ical().removesuffix(_END))
        for number, row in enumerate(rows.tolist()):
            if number % _STEP == 0:
                tell(progress, number / len(rows))
            made = _event(dataset, dataset.event(row), choices.made or NOT_SAID)
            if made is not None:
                file.write(made.to_ical())
                count += 1
        file.write(_END)
    return count


def _event(dataset: Dataset, event: DatasetEvent, made: datetime) -> Event | None:
    dates = _dates(event.when)
    if dates is None:
        return None
    start, end = dates
    entry = Event()
    entry.add("uid", _text(f"{event.event_id}@{dataset.name}").replace("\n", " "))
    entry.add("dtstamp", made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC))
    entry.add("dtstart", start)
    if end is not None:
        entry.add("dtend", end)
    entry.add("summary", _text(event.title))
    entry.add("transp", "TRANSPARENT")
    sources = [dataset.sources[key] for key in event.sources if key in dataset.sources]
    note = day_note(event.when)
    told = [f"Date: {note}." if note else "", event.summary, *map(source_text, sources)]
    if any(told):
        entry.add("description", _text("\n\n".join(filter(None, told))))
    if event.place:
        entry.add("location", _text(event.place))
    if event.event_type:
        entry.add("categories", [_text(event.event_type)])
    if place := _place(event.latitude, event.longitude):
        entry.add("geo", place)
    if url := next(filter(None, (web_address(source.url) for source in sources)), ""):
        entry.add("url", url)
    return entry


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


def _place(*degrees: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = map(float, degrees)
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _text(text: str) -> str:
    """A text with line breaks of one kind, and without signs that a calendar cannot hold."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
