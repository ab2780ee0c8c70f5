"""TimelineJS (https://timeline.knightlab.com): its sheet and its JSON, of version 3 and before.

HTML becomes plain text. What a media column embeds is never rendered or fetched.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, column_of
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.core.records import Era
from timeline_app.core.web_address import host_of, web_address
from timeline_app.io.cells import first_filled, mapped
from timeline_app.io.containers.raw_table import Flags, RawTable
from timeline_app.io.content import Content, Kind
from timeline_app.io.event_columns import NO_DATE, EventColumns
from timeline_app.io.finding import say
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.formats.timelinejs_dates import read_dates
from timeline_app.io.formats.timelinejs_json import ERA, TITLE, is_timeline, timeline_table
from timeline_app.io.mapping.mapped_table import first_words
from timeline_app.io.parts import Parts
from timeline_app.io.plain_text import plain_text
from timeline_app.io.sources import Sources

NAME: Final = "TimelineJS"

COLUMNS: Final = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time",
    "Display Date", "Headline", "Text", "Media", "Media Credit", "Media Caption",
    "Media Thumbnail", "Alt Text", "Type", "Group", "Background", "Start Date", "End Date", "Tag",
)  # fmt: skip
"""Of the sheet, the last three of its first version."""

_COLOUR: Final = re.compile("#(?:[0-9a-f]{3}){1,2}", re.IGNORECASE)


def _one_line(html: str) -> str:
    plain = plain_text(html)
    return plain if plain == html else " ".join(plain.split())


_OF_TITLE: Final = ("Text", "Media Caption", "Media Credit", "Media")
"""What describes a dataset in the row of its title."""
_PLAIN: Final = {
    "Headline": _one_line,
    "Display Date": _one_line,
    "Group": _one_line,
    **dict.fromkeys(_OF_TITLE, plain_text),
}
"""Columns that may hold HTML, and what makes plain text of it."""


def recognises(content: Content) -> bool:
    """By the columns of a sheet; JSON by its dates."""
    if content.kind is Kind.JSON and is_timeline(content.document):
        return True
    if not content.has("Headline"):
        return False
    if content.has("Year"):
        return any(map(content.has, ("Media", "Display Date", "End Year")))
    return content.has("Start Date", "End Date") and any(map(content.has, ("Tag", "Media")))


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of a file with their sources, its eras, and its title."""
    is_json = content.kind is Kind.JSON and is_timeline(content.document)
    if is_json:
        table = timeline_table(content.document, content.file)
    else:
        table = content.table(progress).spelled(COLUMNS)
    title, is_title = _title(table)
    eras, is_era = list(_eras(table)), _is_of_type(table, ERA)
    table = table.without(is_title, NoEvent.TITLE)
    table = _with_ids(table.without(is_era[~is_title], NoEvent.ERA))
    addresses = mapped(table.cells("Media"), web_address)
    table = _in_plain_text(table)
    columns = EventColumns(table)
    columns.ids("unique_id")
    _texts(columns)
    dates = read_dates(table)
    columns.dates(dates.texts, *dates.read, notes=table.cells("Display Date"))
    columns.take("event_type", "Group" if _has_text(table.cells("Group")) else "Tag")
    for ours, theirs in (("latitude", "lat"), ("longitude", "lon"), ("place", "name")):
        columns.take(ours, f"location.{theirs}")
    sources = Sources()
    sources.cite(columns, _cited(table, addresses, sources))
    empty = (name for name in table.names if not _has_text(table.cells(name)))
    columns.drop(*(name for name in empty if is_json or name == "Type"))
    return event_parts(
        content,
        columns,
        NAME,
        title=title.get("Headline", ""),
        description="\n".join(filter(None, map(title.get, _OF_TITLE))),
        sources=sources,
        eras=eras,
    )


def _in_plain_text(table: RawTable) -> RawTable:
    """The table without HTML in the columns that may have it."""
    changed, columns = 0, {}
    for name in filter(table.__contains__, _PLAIN):
        cells = table.cells(name)
        plain = mapped(cells, _PLAIN[name])
        changed += pc.sum(pc.not_equal(plain, cells)).as_py() or 0
        columns[name] = column_of(plain)
    if not changed:
        return table
    template = QT_TRANSLATE_NOOP("io", "Cells with HTML: {count:,}; they are kept as plain text.")
    table.log.notes.append(say(template, count=changed))
    return replace(table, frame=table.frame.assign(**columns))


def _is_of_type(table: RawTable, *types: str) -> Flags:
    """Which rows are of a type, which is a kind of row and none of event."""
    cells = mapped(table.cells("Type"), lambda text: text.strip().casefold())
    flags: Flags = pc.is_in(cells, pa.array(types, TEXT)).to_numpy(zero_copy_only=False)
    return flags


def _title(table: RawTable) -> tuple[dict[str, str], Flags]:
    """The first row that is the title of all, and which it is; a further one is an event."""
    is_title = _is_of_type(table, TITLE, *(() if "Year" in table else ("start",)))
    rows = np.flatnonzero(is_title)[:1]
    first = np.zeros(len(table), dtype=bool)
    first[rows] = True
    said = {
        name: _PLAIN[name](table.cells(name)[row].as_py())
        for row in rows.tolist()
        for name in _PLAIN
    }
    return said, first


def _eras(table: RawTable) -> Iterator[Era]:
    """The spans behind the events; one without a date that can be read is drawn nowhere."""
    rows = np.flatnonzero(_is_of_type(table, ERA))
    lines = [table.lines[row] for row in rows.tolist()]
    table = replace(table, frame=table.frame.iloc[rows].reset_index(drop=True), lines=lines)
    texts, read = read_dates(table)
    if _has_text(table.cells("Text")):
        template = QT_TRANSLATE_NOOP("io", "Of eras only name, time and colour are kept, no text.")
        table.log.notes.append(say(template))
    for row, line in enumerate(lines):
        for name, dates in read:
            reason = {**dates.repaired, **dates.reasons}.get(cell := dates.cells[row].as_py())
            if reason is not None and cell:
                table.log.tell(Outcome.NOTED, line, reason, column=name, text=cell)
        if not texts[row].as_py():
            table.log.tell(Outcome.NOTED, line, say(NO_DATE), column="Type", text=ERA)
        colours = (table.cells(name)[row].as_py() for name in ("Background", "background.color"))
        yield Era(
            _one_line(table.cells("Headline")[row].as_py()),
            texts[row].as_py(),
            next((_six_figures(text) for text in colours if _COLOUR.fullmatch(text)), ""),
        )


def _six_figures(colour: str) -> str:
    return colour if len(colour) > 4 else "#" + "".join(figure * 2 for figure in colour[1:])


def _with_ids(table: RawTable) -> RawTable:
    """The table with an id for each row, where some rows have one."""
    if "unique_id" not in table:
        return table
    made = EventColumns(table).ids()
    ids = column_of(first_filled(table.cells("unique_id"), made))
    return replace(table, frame=table.frame.assign(unique_id=ids))


def _texts(columns: EventColumns) -> None:
    """Title and summary; an event without headline has its first words for one."""
    table = columns.table
    headlines, texts = table.cells("Headline"), table.cells("Text")
    columns.take("title", "Headline")
    columns.take("summary", "Text")
    if pc.all(pc.not_equal(headlines, "")).as_py():
        return
    others = (mapped(cells, first_words) for cells in (texts, table.cells("Media Caption")))
    titles = first_filled(headlines, *others)
    composed = pc.sum(pc.not_equal(titles, headlines)).as_py()
    columns.put("title", titles)
    if composed:
        template = QT_TRANSLATE_NOOP(
            "io", "Events without a headline: {count:,}; their title is their first words."
        )
        table.log.notes.append(say(template, count=composed))


def _has_text(cells: pa.Array) -> bool:
    return bool(pc.any(pc.not_equal(cells, "")).as_py())


def _cited(table: RawTable, addresses: pa.Array, sources: Sources) -> pa.Array:
    """The ids of the sources: each address of media, by whom it is credited to or its host."""
    beside = (table.cells(name) for name in ("Media Credit", "Media Caption"))
    ids = []
    for url, *texts in zip(*(cells.to_pylist() for cells in (addresses, *beside)), strict=True):
        credit, caption = (" ".join(text.split()) for text in texts)
        ids.append(sources.id_of(credit or host_of(url), caption, url=url) if url else "")
    return pa.array(ids, TEXT)


FORMAT: Final = Format(NAME, recognises, read)
