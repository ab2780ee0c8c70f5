"""The Kleptocracy Timeline (https://github.com/markramm/KleptocracyTimeline), JSON and CSV.

Each event names its sources. What else its authors added to it, in over a hundred keys, is kept.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.core.text import join_values, split_values
from timeline_app.io.cells import first_filled, mapped, rows_where
from timeline_app.io.containers.json_text import parsed_or_none
from timeline_app.io.content import Content, Kind
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

NAME: Final = "Kleptocracy Timeline"

_EXPORTED: Final = (
    "id", "date", "title", "summary", "importance", "status", "actors", "tags", "sources",
)  # fmt: skip
"""The columns of its CSV."""
_SEVERAL: Final = (
    "tags", "capture_lanes", "patterns", "connections", "key_actors", "organizations",
    "related_events",
)  # fmt: skip
"""Keys of the file that hold lists of names."""
_DATED_ID: Final = re.compile(r"(\d{4}-\d\d-\d\d)--\S.*")
_ADDRESS: Final = re.compile(r"https?://.+", re.IGNORECASE | re.DOTALL)
"""Of a source; some hold blanks."""
_PUBLISHER: Final = ("outlet", "publisher", "publication")
_PUBLISHED: Final = ("date", "date_published", "publication_date", "published", "year")


def recognises(content: Content) -> bool:
    """By the keys that all events have and ids that begin with a date; as CSV by its columns."""
    if content.has(*_EXPORTED):
        return True
    is_json = content.kind in (Kind.JSON, Kind.JSON_LINES)
    if not is_json or not {"id", "date", "title", "sources"} <= set(content.names):
        return False
    place = content.names.index("id")
    return any(_DATED_ID.fullmatch(row[place]) for row in content.first)


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, with their sources."""
    table = content.table(progress)
    columns = EventColumns(table)
    columns.ids("id")
    _date(columns)
    _check_ids(columns)
    columns.take("title", "title")
    columns.put("summary", first_filled(table.cells("summary"), table.cells("description")))
    columns.drop("summary")
    _actors(columns)
    columns.put("place", mapped(table.cells("location"), lambda cell: "; ".join(_values(cell))))
    columns.drop("location")
    columns.put("related", table.cells("related_events"))
    _type(columns)
    if content.kind is Kind.TEXT:
        note = QT_TRANSLATE_NOOP(
            "io",
            "In a CSV of this timeline, events that had no status are “confirmed”; its JSON tells.",
        )
        table.log.notes.append(say(note))
    several = [name for name in _SEVERAL if name in table]
    return event_parts(content, columns, NAME, sources=_cite(columns), several=several)


def _date(columns: EventColumns) -> None:
    """The day as it is stated, though the file has no other way to say a month or a year."""
    cells = columns.table.cells("date")
    found = read_date_column(cells)
    columns.dates(found.texts, ("date", found))
    if cells.equals(found.texts):
        columns.drop("date")
    first = pc.match_substring_regex(found.texts, r"^-?[0-9]{4,}-[0-9]{2}-01$")
    if count := pc.sum(first).as_py():
        note = QT_TRANSLATE_NOOP(
            "io",
            "Dates that are the first of a month, {count} here, may mean the whole month or year; "
            "they are kept as they stand.",
        )
        columns.table.log.notes.append(say(note, count=count))


def _check_ids(columns: EventColumns) -> None:
    """Ids begin with the day; where that is another one, either may be wrong."""
    ids, dates = (columns.table.cells(name) for name in ("id", "date"))
    day = mapped(ids, lambda text: found[1] if (found := _DATED_ID.fullmatch(text)) else "")
    other = pc.and_(pc.not_equal(day, ""), pc.not_equal(day, dates))
    reason = QT_TRANSLATE_NOOP(
        "io", "The id begins with another day than the date; the event has the date."
    )
    columns.problem(rows_where(other), say(reason), column="id")


def _actors(columns: EventColumns) -> None:
    """Names joined by `|`; a list of objects has a name in each, and more, which is kept."""
    cells = columns.table.cells("actors")
    columns.put("actors", mapped(cells, lambda cell: join_values(_values(cell))))
    columns.drop("actors")
    objects = pc.starts_with(cells, "[")
    if pc.any(objects).as_py():
        columns.put("orig_actors", pc.if_else(objects, cells, pa.scalar("", TEXT)))


def _type(columns: EventColumns) -> None:
    """An event has one type here, but may have several lanes; it begins with the main one."""
    table = columns.table
    lane = mapped(table.cells("capture_lanes"), lambda cell: next(iter(_values(cell)), ""))
    columns.put("event_type", first_filled(lane, table.cells("category")))
    if "capture_lanes" in table:
        note = QT_TRANSLATE_NOOP(
            "io",
            "The type of an event is the first of its capture_lanes, or its category where it has "
            "none; all of them are in that column.",
        )
        table.log.notes.append(say(note))


def _values(cell: str) -> Sequence[str]:
    """The values of a cell: joined ones, or names of the objects in a JSON list."""
    if cell.startswith("["):
        found = parsed_or_none(cell)
        if isinstance(found, list):
            return [text for item in found if (text := _name(item))]
    return split_values(cell)


def _name(item: Any) -> str:
    return _text(item["name"]) if isinstance(item, dict) and item.get("name") else _text(item)


class _Cited(NamedTuple):
    """A source as the file has it."""

    publisher: str
    title: str
    dates: Sequence[tuple[str, str]]
    """Keys and texts that may say when it was published."""
    url: str
    others: Mapping[str, str]
    """What else is said of it."""


def _cite(columns: EventColumns) -> Sources:
    """The sources of all events."""
    coded = columns.table.cells("sources").dictionary_encode()
    groups = [_listed(cell) for cell in coded.dictionary.to_pylist()]
    _tell_broken(columns)
    published = _published(one for group in groups for one in group)
    sources = Sources()
    cells = [
        join_values(dict.fromkeys(_source_id(sources, one, published) for one in group))
        for group in groups
    ]
    Sources.cite(columns, pa.array(cells, TEXT).take(coded.indices))
    columns.drop("sources")
    return sources


def _listed(cell: str) -> list[_Cited]:
    """The sources in a cell: a JSON list of objects and addresses, or addresses joined by `|`."""
    found = parsed_or_none(cell) if cell.lstrip().startswith("[") else list(split_values(cell))
    items = found if isinstance(found, list) else [cell]
    return [_cited(item) for item in items if item]


def _cited(item: Any) -> _Cited:
    if not isinstance(item, dict):
        text = _text(item)
        is_address = _ADDRESS.fullmatch(text) is not None
        return _Cited("", "" if is_address else text, (), text if is_address else "", {})
    left = {str(key): text for key, value in item.items() if (text := _text(value).strip())}
    publisher, title = _first(left, _PUBLISHER), left.pop("title", "")
    url = left.pop("url", "")
    if url and not _ADDRESS.fullmatch(url):
        title = title or url
        left |= {} if url in (title, publisher) else {"url": url}
        url = ""
    dates = [(key, left[key]) for key in _PUBLISHED if key in left]
    return _Cited(publisher, title, dates, url, left)


def _first(left: dict[str, str], keys: Sequence[str]) -> str:
    return next((left.pop(key) for key in keys if key in left), "")


def _published(cited: Iterable[_Cited]) -> Mapping[str, str]:
    """What each text that may be a date says as EDTF, as far as it is one."""
    texts = pa.array(dict.fromkeys(text for one in cited for _, text in one.dates), TEXT)
    read = read_date_column(texts).texts
    return {
        text: date for text, date in zip(texts.to_pylist(), read.to_pylist(), strict=True) if date
    }


def _source_id(sources: Sources, one: _Cited, published: Mapping[str, str]) -> str:
    key, text = next((pair for pair in one.dates if pair[1] in published), ("", ""))
    note = "; ".join(f"{name}: {value}" for name, value in one.others.items() if name != key)
    return sources.id_of(one.publisher, one.title, published.get(text, ""), one.url, note)


def _tell_broken(columns: EventColumns) -> None:
    cells = columns.table.cells("sources")
    lists = pc.starts_with(pc.utf8_ltrim_whitespace(cells), "[")
    broken = [row for row in rows_where(lists) if parsed_or_none(cells[row].as_py()) is None]
    reason = QT_TRANSLATE_NOOP(
        "io", "The sources are no JSON list; they are kept as the title of one source."
    )
    columns.problem(broken, say(reason), column="sources")


def _text(value: Any) -> str:
    """A JSON value as people read it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return ", ".join(map(_text, value))
    return "" if value in (None, [], {}) else json.dumps(value, ensure_ascii=False)


FORMAT: Final = Format(NAME, recognises, read)
