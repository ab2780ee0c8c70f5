"""A table that this program exported, as events again, as far as its columns tell them.

With one row per event, an export names the quotes and the sources of an event, but not which quote
stands in which source. So quotes are given to a source only where the event has just one; else they
stand without one. With one row per quote each event is read once, with all its quotes; of its rows
the first counts. Where columns were left out, what they would say is empty.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

import pandas as pd
import pyarrow.compute as pc

from timeline_app.core.build import CITED
from timeline_app.core.columns import column_of
from timeline_app.core.dataset import EVENT_COLUMNS
from timeline_app.core.progress import Progress
from timeline_app.core.reading import NoEvent
from timeline_app.core.text import join_values
from timeline_app.io.cells import mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content, Kind
from timeline_app.io.export.column_names import (
    EVIDENCE_COLUMNS,
    EXPORT_COLUMNS,
    QUOTE_COLUMNS,
    imported_name,
    our_columns,
)
from timeline_app.io.export.csv_cells import without_apostrophe
from timeline_app.io.export.joined import NAMES
from timeline_app.io.export.xlsx_out import SHEET
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.own_columns import EXPORT, has_our_dates, own_columns
from timeline_app.io.own_evidence import Evidence
from timeline_app.io.parts import Parts
from timeline_app.io.several_values import separator_of

_NEEDED: Final = {"event_id", "date"}
_OF_QUOTES: Final = {"quote_id", "quote"}
_TELLING: Final = {*EVIDENCE_COLUMNS, "fatalities_low", "fatalities_high"}
_NEVER: Final = set(EVENT_COLUMNS) - set(EXPORT_COLUMNS)
_LISTS: Final = ("countries", "actors")


def recognises(content: Content) -> bool:
    """By the columns of an export: all in their order, or some that only an export has, or names
    joined as an export joins them."""
    names = content.names
    if names[: len(EXPORT_COLUMNS)] == EXPORT_COLUMNS:
        return True
    return (is_export(names) or _has_joined_names(content)) and has_our_dates(content)


def is_export(names: Iterable[str]) -> bool:
    """Whether a table's columns are those of an export, or some of them that tell."""
    names = tuple(names)
    found = set(names)
    return names[: len(EXPORT_COLUMNS)] == EXPORT_COLUMNS or (
        _may_be(found) and (not _TELLING.isdisjoint(found) or _is_per_quote(found))
    )


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of an export, with their quotes, sources and figures."""
    raw = content.table(progress)
    if content.kind is Kind.GEOJSON:
        raw = _without_points(raw)
    per_quote = _is_per_quote(raw.names)
    if _is_neutralised(content):
        raw = _as_imported(raw, per_quote=per_quote)
    evidence = Evidence()
    if per_quote:
        raw = _each_once(raw, evidence)
    ours = our_columns(per_quote=per_quote)
    texts = {name: raw.cells(name) for name in raw.names}
    cited = None if per_quote else evidence.of_events(raw.cells("event_id"), texts)
    for name in _LISTS:
        if name in texts:
            texts[name] = mapped(texts[name], lambda cell: join_values(NAMES.split(cell)))
    kept = {
        imported_name(name, ours) if name not in ours else name: column_of(cells)
        for name, cells in texts.items()
        if name not in ours or name in EVENT_COLUMNS
    }  # what was imported may be named like one of our columns
    table = replace(raw, frame=pd.DataFrame(kept, copy=False))
    columns = own_columns(table)
    if cited is not None:
        columns.put(CITED, cited)
    columns.killed(raw.cells("fatalities_low"), raw.cells("fatalities_high"))
    extra = (name for name in table.names if name not in EVENT_COLUMNS)
    several = [name for name in extra if separator_of(table.cells(name)) == "|"]
    sources = evidence.sources.values()
    parts = event_parts(content, columns, EXPORT, sources=sources, several=several)
    return replace(parts, quotes=evidence.quotes)


def _without_points(raw: RawTable) -> RawTable:
    """Without the places of features where their properties say the same as texts."""
    twins = [f"{name} (2)" for name in ("latitude", "longitude") if name in raw]
    return replace(raw, frame=raw.frame.drop(columns=twins, errors="ignore"))


def _may_be(names: set[str]) -> bool:
    return names >= _NEEDED and names.isdisjoint(_NEVER)


def _is_per_quote(names: Iterable[str]) -> bool:
    found = set(names)
    return _may_be(found) and found >= _OF_QUOTES and found.isdisjoint(EVIDENCE_COLUMNS)


def _has_joined_names(content: Content) -> bool:
    places = [place for place, name in enumerate(content.names) if name in _LISTS]
    cells = (row[place] for row in content.first for place in places if place < len(row))
    return _may_be(set(content.names)) and any(NAMES.separator in cell for cell in cells)


def _each_once(raw: RawTable, evidence: Evidence) -> RawTable:
    """The first row of each event; what all say of quotes goes to the evidence."""
    ids = raw.cells("event_id")
    evidence.of_quotes(ids, {name: raw.cells(name) for name in QUOTE_COLUMNS})
    repeats = pd.Series(ids.to_numpy(zero_copy_only=False)).duplicated().to_numpy()
    return raw.without(
        repeats & pc.not_equal(ids, "").to_numpy(zero_copy_only=False), NoEvent.QUOTE
    )


def _is_neutralised(content: Content) -> bool:
    """Whether its cells may have apostrophes of ours: a text, or what a spreadsheet made of one."""
    return content.kind is Kind.TEXT or (content.kind is Kind.WORKBOOK and content.sheet != SHEET)


def _as_imported(raw: RawTable, *, per_quote: bool) -> RawTable:
    """Without the apostrophes that an export puts before what looks like a formula."""
    frame = raw.frame.copy(deep=False)
    for name in raw.names:
        cells = raw.cells(name)
        if pc.any(pc.starts_with(cells, "'")).as_py():
            frame[name] = column_of(
                mapped(cells, partial(without_apostrophe, name, per_quote=per_quote))
            )
    names = pd.Index([without_apostrophe("", name) for name in raw.names])
    return replace(raw, frame=frame.set_axis(names, axis=1))


FORMAT: Final = Format(EXPORT, recognises, read)
