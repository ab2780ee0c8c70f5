"""GDELT event files, 2.0 and 1.0, as they are published and as others have saved them again.

https://www.gdeltproject.org/. Machines have coded them from the news: there are no texts and no
figures of people killed, and one report gives many rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress
from timeline_app.core.reading import NoEvent
from timeline_app.core.web_address import host_of, web_address
from timeline_app.io.cells import combined, composed, first_filled, mapped, numbers
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.raw_table import Flags, RawTable
from timeline_app.io.content import Content, Kind
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import HEADER_ROW, ReadError, read_error, say
from timeline_app.io.formats.cameo import CAMEO, code_with_name
from timeline_app.io.formats.fips import fips_country
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.formats.gdelt_columns import are_mentions, canonical, find_layout
from timeline_app.io.number_cells import plain_code
from timeline_app.io.parts import Parts
from timeline_app.io.sources import Sources

NAME: Final = "GDELT"

QUAD_CLASSES: Final = {
    "1": "Verbal cooperation",
    "2": "Material cooperation",
    "3": "Verbal conflict",
    "4": "Material conflict",
}
_PLACES: Final = {
    "1": "country",
    "2": "department or state",
    "3": "town",
    "4": "town",
    "5": "department or state",
}
"""What a type of place is; the points of countries and states are their centres."""
_KNOWN_BY: Final = {"GLOBALEVENTID", "SQLDATE", "EventCode", "QuadClass", "GoldsteinScale"}


def recognises(content: Content) -> bool:
    """By the number of fields and what stands in most of the first rows, else by its names."""
    return _is_mentions(content) or _is_events(content)


def _is_events(content: Content) -> bool:
    if content.kind is Kind.XML:
        return False
    named = set(canonical(content.names).values())
    return find_layout(content.first) is not None or named >= _KNOWN_BY


def _is_mentions(content: Content) -> bool:
    return content.has("GLOBALEVENTID", "MentionTimeDate") or are_mentions(content.first)


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file, with their sources.

    Raises:
        ReadError: the file cannot be read, or it holds mentions of events.
        Cancelled: `progress` answered False.
    """
    if _is_mentions(content):
        raise _no_events(content)
    columns = EventColumns(_table(content, progress))
    table = columns.table
    columns.ids("GLOBALEVENTID")
    _date(columns)
    events = _events(columns)
    columns.put("countries", mapped(table.cells("ActionGeo_CountryCode"), fips_country))
    columns.values("actors", "Actor1Name", "Actor2Name")
    columns.take("place", "ActionGeo_FullName")
    columns.take("latitude", "ActionGeo_Lat")
    columns.take("longitude", "ActionGeo_Long")
    kinds = table.cells("ActionGeo_Type")
    columns.put("place_precision", mapped(kinds, lambda kind: _PLACES.get(plain_code(kind), "")))
    columns.put("title", _titles(table, events))
    sources = Sources()
    sources.cite(columns, mapped(table.cells("SOURCEURL"), lambda text: _source(text, sources)))
    columns.drop("SOURCEURL")
    table.log.notes += [
        say(
            QT_TRANSLATE_NOOP("io", "The titles are composed: first actor, event, second actor."),
        ),
        say(
            QT_TRANSLATE_NOOP(
                "io", "The countries are those of the places, whose FIPS 10-4 codes are read so."
            )
        ),
    ]
    return event_parts(content, columns, NAME, sources=sources)


def _no_events(content: Content) -> ReadError:
    return read_error(
        content.file,
        HEADER_ROW,
        say(
            QT_TRANSLATE_NOOP(
                "io",
                "This is a GDELT file of mentions: it says which reports mention which events, and "
                'holds no events. Open the file of the same time that ends in ".export.CSV".',
            )
        ),
    )


def _table(content: Content, progress: Progress | None) -> RawTable:
    """The rows under GDELT's own names."""
    layout = find_layout(content.first)
    if layout is None:
        table = content.table(progress)
        return replace(table, frame=table.frame.rename(columns=canonical(table.names)))
    names = None if content.names else layout.for_reading(content.first)
    table = content.table(progress, names)
    frame = table.frame.set_axis(pd.Index(unique_names(layout.named(table.names))), axis=1)
    table = replace(table, frame=frame)
    table = table.without(_numbers_as_names(table), NoEvent.HEADER)
    first = table.names[0]
    if layout.start and (np.diff(numbers(table.cells(first))) > 0).all():
        table = replace(table, frame=table.frame.drop(columns=first))
    return table


def _numbers_as_names(table: RawTable) -> Flags:
    """Rows that number the columns, which pandas writes where it knows no names."""
    cells = pc.and_(
        pc.equal(table.cells("GLOBALEVENTID"), "0"), pc.equal(table.cells("SQLDATE"), "1")
    )
    return np.asarray(cells.to_numpy(zero_copy_only=False), dtype=bool)


def _date(columns: EventColumns) -> None:
    """The events' days; `FractionDate` is an approximation of them, and no date."""
    cells = columns.table.cells("SQLDATE")
    days = read_date_column(_parted(cells))
    different = cells.unique()
    pairs = list(zip(different.to_pylist(), _parted(different).to_pylist(), strict=True))

    def by_cell(messages: Mapping[str, Message]) -> dict[str, Message]:
        return {cell: messages[parted] for cell, parted in pairs if parted in messages}

    cut = {cell: _cut(cell) for cell, parted in pairs if parted.strip().isdecimal()}
    is_cut = pc.is_in(cells, pa.array(list(cut), TEXT))
    texts = pc.if_else(is_cut, pa.scalar("", TEXT), days.texts)
    reasons, repaired = by_cell(days.reasons) | cut, by_cell(days.repaired)
    as_given = replace(days, cells=cells, reasons=reasons, repaired=repaired)
    columns.dates(texts, ("SQLDATE", as_given))


def _cut(cell: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io", '"{text}" is no day; GDELT writes a day in eight figures, like 20191024.'
        ),
        text=cell,
    )


def _parted(cells: pa.Array) -> pa.Array:
    """Days of eight figures with their parts told apart, so that no other number is meant."""
    figures = r"^\s*(\d{4})(\d\d)(\d\d)(\.0)?\s*$"
    return pc.replace_substring_regex(cells, figures, r"\1-\2-\3")


def _events(columns: EventColumns) -> pa.Array:
    """Fill in the kinds of events, their codes with names; what happened in each is given back."""
    table = columns.table
    given = mapped(table.cells("EventRootCode"), plain_code)
    roots = mapped(given, lambda code: code.zfill(2) if code else "")
    codes = {"EventRootCode": roots}
    for name in ("EventBaseCode", "EventCode"):
        codes[name] = combined([roots, table.cells(name)], _with_zero)
    if not roots.equals(given):
        table.log.notes.append(
            say(
                QT_TRANSLATE_NOOP(
                    "io", "The event codes had lost their leading zeros, which were put back."
                )
            )
        )
    for name, cells in codes.items():
        if name in table:
            columns.put(name, mapped(cells, code_with_name))
            columns.drop(name)
    columns.put("QuadClass", mapped(table.cells("QuadClass"), _quad_class))
    columns.drop("QuadClass")
    whole = first_filled(roots, pc.utf8_slice_codeunits(codes["EventCode"], 0, 2))
    columns.put("event_type", mapped(whole, _named))
    return mapped(codes["EventCode"], _named)


def _with_zero(codes: Sequence[str]) -> str:
    """The second of a root and a code, which begins with its root."""
    root, code = codes[0], plain_code(codes[1])
    lost = root and not code.startswith(root) and f"0{code}".startswith(root)
    return f"0{code}" if lost else code


def _named(code: str) -> str:
    return CAMEO.get(code, code)


def _quad_class(code: str) -> str:
    code = plain_code(code)
    return f"{code} {QUAD_CLASSES[code]}" if code in QUAD_CLASSES else code


def _titles(table: RawTable, events: pa.Array) -> pa.Array:
    """Such as "POLICE: Arrest, detain or charge (STUDENT)"; the actors are not always known."""
    first, second = (table.cells(f"Actor{number}Name") for number in "12")
    opened, closed, nothing = (pa.scalar(text, TEXT) for text in ("(", ")", ""))
    braced = pc.binary_join_element_wise(opened, second, closed, nothing)
    braced = pc.if_else(pc.equal(second, ""), nothing, braced)
    return composed([composed([first, events], ": "), braced], " ")


def _source(text: str, sources: Sources) -> str:
    """The id of the source at an address, or of one that is only named."""
    text = text.strip()
    if not text:
        return ""
    if web_address(text):
        return sources.id_of(host_of(text), url=text)
    return sources.id_of(text)


FORMAT: Final = Format(NAME, recognises, read)
