"""Event exports of ACLED, the Armed Conflict Location & Event Data project, of all years.

https://acleddata.com/. Columns are found by name, as their number, order and letters differ by
year and by the tool that saved them. The order of the two actors says nothing about who attacked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import column_of
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress
from timeline_app.core.records import EventType
from timeline_app.core.text import join_values, split_values
from timeline_app.io.cells import combined, composed, first_filled, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content
from timeline_app.io.dates.columns import Order, read_date_column
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.figures import put_killed
from timeline_app.io.finding import say
from timeline_app.io.formats.acled_actors import actors, in_words, kinds_of_actors
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.number_cells import plain_code
from timeline_app.io.parts import Parts
from timeline_app.io.several_values import split_cells
from timeline_app.io.sources import Sources

NAME: Final = "ACLED"

DEFINITIONS: Final = {
    "Battles": "Two organised armed groups fight each other.",
    "Explosions/Remote violence": "Bombs, artillery, air strikes, mines and the like, used by one "
    "side from where the other cannot strike back.",
    "Violence against civilians": "An armed group deliberately harms people who are not armed and "
    "take no part in fighting.",
    "Protests": "People demonstrate in public without using violence themselves.",
    "Riots": "People who demonstrate, or a mob, use violence or destroy property.",
    "Strategic developments": "Acts of armed or political groups that matter for later violence "
    "without being violent events themselves, such as arrests, recruitment or agreements.",
}
"""The event types since 2019, in words of our own; older files have others, of other meaning."""

_OLDER_NAMES: Final = {
    "ally_actor_1": "assoc_actor_1",
    "ally_actor_2": "assoc_actor_2",
    "incident_fatalities": "fatalities",
}
_NOTES: Final = {
    "2": "ACLED knows the week only (time_precision 2): shown from three days before its day to "
    "three days after",
    "3": "ACLED knows the month at best (time_precision 3)",
}
_NOT_AVAILABLE: Final = "NA"


def recognises(content: Content) -> bool:
    """By its columns: whole exports, those that somebody has cut down, and its GeoJSON."""
    return (
        content.has("event_id_cnty", "event_date")
        or content.has("event_date", "event_type", "sub_event_type")
        or content.has("date", "actor1", "incident_fatalities")
    )


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, with their actors, sources and figures."""
    table = _without_na(_as_named_today(content.table(progress).in_lower_case()))
    columns = EventColumns(table)
    columns.ids("event_id_cnty", repeats=_why_repeated(table))
    _date(columns)
    columns.take("event_type", "event_type")
    columns.take("countries", "country" if "country" in table else "iso3")
    columns.take("summary", "notes")
    columns.take("place", "location")
    for same in ("admin1", "latitude", "longitude"):
        columns.take(same, same)
    columns.put("place_precision", mapped(table.cells("geo_precision"), _place_precision))
    columns.put("actors", actors(table))
    _title(columns)
    in_words(columns)
    sources = Sources()
    sources.cite(columns, _cited(columns, sources))
    put_killed(columns, "fatalities")
    return event_parts(
        content,
        columns,
        NAME,
        actors=kinds_of_actors(table),
        event_types=_definitions(table),
        sources=sources,
    )


def _as_named_today(table: RawTable) -> RawTable:
    """The table with older names of columns as newer files have them."""
    names = {
        old: new for old, new in _OLDER_NAMES.items() if old in table.names and new not in table
    }
    if "event_date" not in table and "date" in table:
        names["date"] = "event_date"
    return replace(table, frame=table.frame.rename(columns=names)) if names else table


def _without_na(table: RawTable) -> RawTable:
    """The table without the NA that R writes for nothing.

    A column whose other cells are all codes of two letters keeps it: there it is Namibia.
    """
    emptied = {}
    for name in table.names:
        cells = table.cells(name)
        if pc.any(pc.equal(cells, _NOT_AVAILABLE)).as_py():
            others = [text for text in cells.unique().to_pylist() if text not in {"", "NA"}]
            if not others or not all(re.fullmatch("[A-Z]{2}", text) for text in others):
                emptied[name] = mapped(cells, lambda text: "" if text == _NOT_AVAILABLE else text)
    if not emptied:
        return table
    table.log.notes.append(
        say(
            QT_TRANSLATE_NOOP(
                "io", 'Cells with nothing but "NA" are taken as empty in these columns: {columns}.'
            ),
            columns=", ".join(emptied),
        )
    )
    frame = table.frame.copy(deep=False)
    for name, cells in emptied.items():
        frame[name] = column_of(cells)
    return replace(table, frame=frame)


def _why_repeated(table: RawTable) -> Message | None:
    """What is to be said of ids that stand in several rows, where the file is made so."""
    if "actor2" in table or not ("actor1" in table or "actor" in table):
        return None
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The file has one row for each actor, so that an event with two stands there twice: "
            "its second row is an event of its own, with a number behind its id. Do not add up its "
            "figures.",
        )
    )


def _date(columns: EventColumns) -> None:
    """The events' days, made as vague as `time_precision` says they are.

    Where no cell shows whether days stand before months, they do, as in ACLED's own spellings.
    """
    table = columns.table
    cells = table.cells("event_date")
    years = table.cells("year") if "year" in table else None
    days = read_date_column(cells, order=Order.DAY_FIRST, years=years)
    precision = mapped(table.cells("time_precision"), plain_code)
    columns.dates(
        combined([days.texts, precision], _as_precise),
        ("event_date", days),
        notes=mapped(precision, lambda code: _NOTES.get(code, "")),
    )


def _as_precise(dated: Sequence[str]) -> str:
    """The EDTF of a day and its `time_precision`.

    A time that a program put behind the day is left out: ACLED knows days.
    """
    text, code = dated
    found = re.match(r"[1-9]\d{3}-\d\d-\d\d(?=T|$)", text)
    if not found:
        return text
    day = date.fromisoformat(found[0])
    match code:
        case "2":
            days = timedelta(days=3)
            return f"[{day - days}..{day + days}]"
        case "3":
            return f"{day:%Y-%m}"
    return day.isoformat()


def _place_precision(code: str) -> str:
    """1 is the town itself; what 2 and 3 are, an area or a region, differs by country."""
    return "town" if plain_code(code) == "1" else ""


def _title(columns: EventColumns) -> None:
    table = columns.table
    what = first_filled(*(table.cells(name) for name in ("sub_event_type", "event_type")))
    where = first_filled(*(table.cells(name) for name in ("location", "admin1", "country")))
    columns.put("title", composed([what, where], ", "))
    table.log.notes.append(
        say(QT_TRANSLATE_NOOP("io", "The titles are composed: kind of event and place."))
    )


def _cited(columns: EventColumns, sources: Sources) -> pa.Array:
    """The ids of the sources that each row names; they have neither date nor address."""
    columns.drop("source")
    return mapped(
        split_cells(columns.table.cells("source"), ";"),
        lambda cell: join_values(sources.id_of(name) for name in split_values(cell)),
    )


def _definitions(table: RawTable) -> list[EventType]:
    """The definitions of the event types that stand in the file."""
    there = set(table.cells("event_type").unique().to_pylist())
    return [EventType(name, text, name) for name, text in DEFINITIONS.items() if name in there]


FORMAT: Final = Format(NAME, recognises, read)
