"""Timelines of the program Timeline (thetimelineproj), XML in files named `.timeline`.

http://thetimelineproj.sourceforge.net/; written from its file timeline.xsd of version 2.3. Elements
within an event that are not known here are kept.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

import pyarrow as pa

from timeline_app.core.calendar import DAY, SECOND, day_text, moment_text, year_text
from timeline_app.core.columns import TEXT
from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_text import read_date
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.core.records import Era
from timeline_app.core.text import join_values
from timeline_app.core.web_address import host_of
from timeline_app.io.cells import mapped
from timeline_app.io.containers.flat_records import FlatRecords
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.content import Content, Kind
from timeline_app.io.dates.column import DateColumn
from timeline_app.io.dates.ways import NO_ZONE, unreadable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

NAME: Final = "Timeline Project"

_GREGORIAN: Final = "gregoriantime"
_TIME: Final = re.compile(
    r"(-?\d{1,9})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?"
)
_CONTAINER: Final = re.compile(r"\[(\d+)\](.*)", re.DOTALL)
_WITHIN: Final = re.compile(r"\((\d+)\)(.*)", re.DOTALL)
_NEXT_ADDRESS: Final = re.compile(
    r";\s*(?=[a-z][a-z0-9+.-]*:|//|[\w-]+(?:\.[\w-]+)+(?:[/?;]|\s*$)|$)", re.IGNORECASE
)
"""Between two addresses; after a `;` that is part of one stand other things."""


def recognises(content: Content) -> bool:
    """By the elements at the root of its XML."""
    if content.kind is not Kind.XML or content.root.tag != "timeline":
        return False
    below = {child.tag for child in content.root}
    return "events" in below and not below.isdisjoint({"categories", "version"})


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, its eras, and as sources the addresses that it names."""
    del progress  # all of the file was read to look at it
    root = content.root
    calendar = (root.findtext("timetype") or "").strip() or _GREGORIAN
    if calendar != _GREGORIAN:
        raise read_error(content.file, HEADER_ROW, _other_calendar(calendar))
    table = _table(root, content.file)
    columns = EventColumns(table)
    columns.ids()
    _titles(columns)
    _dates(columns)
    columns.take("summary", "description")
    columns.take("event_type", "category")
    sources = Sources()
    links = table.cells("hyperlink")
    sources.cite(columns, mapped(links, lambda cell: join_values(_cited(cell, sources))))
    eras = list(_eras(root, table.log))
    return event_parts(content, columns, NAME, sources=sources, eras=eras, several=["categories"])


def _other_calendar(name: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The times of this timeline are of the kind “{name}”, which cannot be read; only the "
            "usual calendar ({gregorian}) can.",
        ),
        name=name,
        gregorian=_GREGORIAN,
    )


def _table(root: Element, file: str) -> RawTable:
    """A row for each event, a column for each kind of element within."""
    table = FlatRecords(ReadingLog(file))
    parents = {
        category.findtext("name", ""): category.findtext("parent", "")
        for category in root.iterfind("categories/category")
    }
    rows = [_row(event, parents) for event in root.iterfind("events/event")]
    pictures = sum(row.pop("icon", "") != "" for row in rows)
    if pictures:
        template = QT_TRANSLATE_NOOP("io", "Events with a picture: {count}; these are left out.")
        table.log.notes.append(say(template, count=pictures))
    for place, row in enumerate(rows, 1):
        table.add(row, place)
    return table.whole()


def _row(event: Element, parents: Mapping[str, str]) -> dict[str, str]:
    """What an event says by the names of the elements; several categories joined as values are."""
    row = dict(event.attrib)
    for child in event:
        text = join_values(map(_text, child)) if child.tag == "categories" else _text(child)
        row[child.tag] = f"{row[child.tag]}; {text}" if child.tag in row else text
    if not row.get("category") and (first := event.find("categories/category")) is not None:
        row["category"] = _text(first)
    if parent := parents.get(row.get("category", "")):
        row["category_parent"] = parent
    return row


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _titles(columns: EventColumns) -> None:
    """Titles without the marks of containers, whose names become a column.

    `[3]Name` is a container, `(3)Name` an event within; a blank in front keeps either a title.
    """
    texts = columns.table.cells("text")
    found = (_CONTAINER.fullmatch(text) for text in texts.unique().to_pylist())
    names = {match[1]: match[2] for match in found if match}

    def container(text: str) -> str:
        match = _CONTAINER.fullmatch(text) or _WITHIN.fullmatch(text)
        return names.get(match[1], match[1]) if match else ""

    titles = mapped(texts, _title)
    if titles.equals(texts):
        columns.take("title", "text")
    else:
        columns.put("title", titles)
        columns.put("container", mapped(texts, container))


def _title(text: str) -> str:
    match = _CONTAINER.fullmatch(text) or _WITHIN.fullmatch(text)
    return match[2] if match else text[text.startswith((" (", " [")) :]


def _dates(columns: EventColumns) -> None:
    """Each event from its start to its end, which where no time of day is told are whole days."""
    table = columns.table
    starts, ends = table.cells("start"), table.cells("end")
    times, reasons = _read_times({*starts.to_pylist(), *ends.to_pylist()} - {""})
    flags = [
        [text.strip().casefold() == "true" for text in table.cells(name).to_pylist()]
        for name in ("milestone", "ends_today", "fuzzy", "fuzzy_start", "fuzzy_end")
    ]
    texts, backwards = [], []
    rows = zip(starts.to_pylist(), ends.to_pylist(), *flags, strict=True)
    for row, (first, last, is_milestone, is_ongoing, *fuzzy) in enumerate(rows):
        start, end = times.get(first), None if is_milestone else times.get(last)
        if start is not None and end is not None and end < start:
            backwards.append(row)
        texts.append("" if start is None else _edtf(start, end, is_ongoing, *fuzzy))
    columns.dates(
        pa.array(texts, TEXT),
        ("start", DateColumn(starts, starts, reasons, {})),
        ("end", DateColumn(ends, ends, reasons, {})),
    )
    template = QT_TRANSLATE_NOOP(
        "io", "The event ends before it starts; only its start is taken. Write the earlier first."
    )
    columns.problem(backwards, say(template), column="end", outcome=Outcome.REPAIRED)
    _tell_midnight(texts, table.log)


def _read_times(texts: set[str]) -> tuple[dict[str, int], dict[str, Message]]:
    """Microseconds since 1970 of each text that is a time, and what is wrong with the others."""
    times, reasons = dict[str, int](), dict[str, Message]()
    for text in texts:
        try:
            times[text] = _read_time(text)
        except DateError as error:
            reasons[text] = error.message
    return times, reasons


def _read_time(text: str) -> int:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise unreadable(text)
    year, month, day, *clock = (int(part or 0) for part in match.groups())
    hour, minute, second = clock
    known = read_date(f"{year_text(year)}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    assert known is not None  # as the year is known
    return known.start


def _edtf(
    start: int,
    end: int | None,
    is_ongoing: bool,
    fuzzy: bool = False,
    fuzzy_start: bool = False,
    fuzzy_end: bool = False,
) -> str:
    """A point or a span; midnight is no time, and the end of whole days is that of the last one."""
    last = start if end is None or end < start or is_ongoing else end
    is_days = start % DAY == 0 and last % DAY == 0
    if is_days and last > start:
        last -= DAY
    first_text, last_text = (
        day_text(time) if is_days else moment_text(time, SECOND).removesuffix("Z")
        for time in (start, last)
    )
    if is_ongoing:
        return f"{first_text}{'~' * (fuzzy or fuzzy_start)}/.."
    if first_text == last_text:
        return f"{first_text}{'~' * (fuzzy or fuzzy_start or fuzzy_end)}"
    return f"{first_text}{'~' * (fuzzy or fuzzy_start)}/{last_text}{'~' * (fuzzy or fuzzy_end)}"


def _tell_midnight(texts: list[str], log: ReadingLog) -> None:
    """How times of day and days without one were taken."""
    if any(text and "T" not in text for text in texts):
        template = QT_TRANSLATE_NOOP(
            "io", "Events from midnight to midnight are taken for whole days."
        )
        log.notes.append(say(template))
    if any("T" in text for text in texts):
        log.notes.append(NO_ZONE)


def _eras(root: Element, log: ReadingLog) -> Iterator[Era]:
    """The spans behind the events, counted; one without a readable time is drawn nowhere."""
    for place, era in enumerate(root.iterfind("eras/era"), 1):
        log.no_events[NoEvent.ERA] += 1
        name, start, end = (era.findtext(tag, "") for tag in ("name", "start", "end"))
        times, reasons = _read_times({start, end} - {""})
        for text, reason in reasons.items():
            log.tell(Outcome.NOTED, place, reason, column="era", text=text)
        is_ongoing = era.findtext("ends_today", "").strip().casefold() == "true"
        date = _edtf(times[start], times.get(end), is_ongoing) if start in times else ""
        yield Era(name, date, _colour(era.findtext("color", "")))


def _colour(text: str) -> str:
    """`#rrggbb` of `r,g,b`, "" where it is none."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(part.isdecimal() and len(part) < 4 for part in parts):
        return ""
    shades = [int(part) for part in parts]
    return "#{:02x}{:02x}{:02x}".format(*shades) if max(shades) < 256 else ""


def _cited(cell: str, sources: Sources) -> Iterator[str]:
    """The ids of the sources whose addresses stand in a cell, each once."""
    addresses = (address.strip() for address in _NEXT_ADDRESS.split(cell))
    for address in dict.fromkeys(filter(None, addresses)):
        yield sources.id_of(host_of(address) or address, url=address)


FORMAT: Final = Format(NAME, recognises, read)
