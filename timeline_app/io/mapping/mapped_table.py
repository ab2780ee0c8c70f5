"""The events of any table, read with a mapping of its columns."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import column_of
from timeline_app.core.make_fields import column_field, is_a_facet
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.records import Quote
from timeline_app.io.cells import composed, first_filled, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.figures import put_killed
from timeline_app.io.finding import say
from timeline_app.io.mapping.mapped_dates import Understood, put_dates
from timeline_app.io.mapping.mapped_places import put_location
from timeline_app.io.mapping.mapped_sources import joined_cells, put_sources
from timeline_app.io.mapping.mapping import TableMapping, check_fit, mapping_text
from timeline_app.io.number_cells import is_nothing, without_words_for_nothing
from timeline_app.io.several_values import separator_of, split_cells
from timeline_app.io.sources import Sources

_LETTERS: Final = r"\p{L}{2}"
_TITLE_LENGTH: Final = 80
_LOST: Final = r"[\x1c-\x1f]"
"""Signs that count as white space, so that splitting a cell would lose them."""
_PLACES: Final = ("place", "admin1")
_CODE: Final = re.compile("[A-Za-z]{2}")


@dataclass(frozen=True, slots=True, eq=False)
class MappedEvents:
    """What a mapping makes of a table; the log of `columns.table` says the rest."""

    columns: EventColumns
    sources: Sources
    quotes: list[Quote]
    dates: Understood


def read_mapped(table: RawTable, mapping: TableMapping) -> MappedEvents:
    """The events of a table, which stays as it is.

    Raises:
        MappingError: the mapping names a column that the table lacks.
    """
    check_fit(mapping, table.names)
    columns = EventColumns(_with_own_log(table))
    _tell(columns, mapping)
    ids = columns.ids(mapping.one("event_id"))
    dates = put_dates(columns, mapping)
    _put_text(columns, "event_type", mapping, " ")
    _put_text(columns, "admin1", mapping, " ")
    _put_text(columns, "place", mapping, ", ")
    _put_text(columns, "summary", mapping, "\n\n")
    for ours in ("countries", "actors"):
        _put_values(columns, ours, mapping)
    put_location(columns, mapping)
    put_killed(columns, *map(mapping.one, ("fatalities", "fatalities_low", "fatalities_high")))
    sources, quotes = put_sources(columns, mapping, ids)
    _put_title(columns, mapping)
    return MappedEvents(columns, sources, quotes, dates)


def put_several(columns: EventColumns, mapping: TableMapping) -> list[str]:
    """The columns without a field whose cells hold several values that make a facet, as values."""
    found = []
    for name in columns.table.names:
        cells = columns.table.cells(name)
        if name in mapping.used or (separator := separator_of(cells)) is None:
            continue
        if pc.any(pc.match_substring_regex(cells, _LOST)).as_py():
            continue
        ours = columns.kept_name(name)
        values = split_cells(cells, separator)
        if is_a_facet(column_field(ours, column_of(values), several=True)):
            columns.put(ours, values)
            columns.drop(name)
            found.append(ours)
    return found


def _with_own_log(table: RawTable) -> RawTable:
    log = table.log
    own = replace(
        log,
        no_events=Counter(log.no_events),
        notes=list(log.notes),
        problems=list(log.problems),
    )
    return replace(table, log=own)


def _tell(columns: EventColumns, mapping: TableMapping) -> None:
    template = QT_TRANSLATE_NOOP("io", "The columns are read so: {mapping}.")
    if mapping.used:
        told = say(template, mapping=mapping_text(mapping))
        columns.table.log.notes.append(told)


def _put_text(columns: EventColumns, ours: str, mapping: TableMapping, between: str) -> None:
    """A text of one column or several; words that say that there is none are left out of places."""
    names = mapping.of(ours)
    if not names:
        return
    given = [columns.table.cells(name) for name in names]
    cells = [_said(columns.table, name) for name in names] if ours in _PLACES else given
    if len(names) == 1 and cells[0].equals(given[0]):
        columns.take(ours, names[0])
    else:
        columns.put(ours, composed(cells, between))


def _said(table: RawTable, name: str) -> pa.Array:
    return without_words_for_nothing(table.cells(name))


def _put_values(columns: EventColumns, ours: str, mapping: TableMapping) -> None:
    """Countries or actors; words that say that there is none are left out."""
    names = mapping.of(ours)
    if not names:
        return
    cells = [columns.table.cells(name) for name in names]
    if ours == "countries" and any(map(_are_codes, cells)):
        values = joined_cells(columns.table, names, kept=frozenset({"na"}))
    else:
        values = joined_cells(columns.table, names)
    if len(names) == 1 and values.equals(cells[0]):
        columns.take(ours, names[0])
    else:
        columns.put(ours, values)


def _are_codes(cells: pa.Array) -> bool:
    """Whether a column has countries by two letters, of which NA is Namibia's."""
    different = [cell.strip() for cell in pc.unique(cells).to_pylist()]
    filled = [cell for cell in different if not is_nothing(cell)]
    return bool(filled) and all(_CODE.fullmatch(cell) for cell in filled)


def _put_title(columns: EventColumns, mapping: TableMapping) -> None:
    """Titles from their columns, else composed of what says most."""
    if mapping.of("title"):
        _put_text(columns, "title", mapping, ", ")
        return
    table = columns.table
    titles, used = table.cells(""), list[str]()
    for name, cells in _title_parts(table, mapping):
        empty = pc.equal(titles, "")
        if not pc.any(pc.and_(empty, pc.not_equal(cells, ""))).as_py():
            continue
        titles = first_filled(titles, cells)
        used.append(name)
    if used:
        columns.put("title", titles)
        template = QT_TRANSLATE_NOOP(
            "io", "No column is known to hold titles; they are composed of: {columns}."
        )
        table.log.notes.append(say(template, columns="; ".join(used)))


def _title_parts(table: RawTable, mapping: TableMapping) -> Iterator[tuple[str, pa.Array]]:
    """What makes titles, the best first: column names, and the texts of them."""
    kinds = [name for name in mapping.of("event_type") if _is_text(table.cells(name))]
    places, actors, summary = map(mapping.of, ("place", "actors", "summary"))
    if kinds and places:
        yield _together(table, *kinds, *places)
    for name in summary[:1]:
        yield name, mapped(_said(table, name), first_words)
    if kinds or places:
        yield _together(table, *kinds, *actors, *places)
    others = [name for name in table.names if name not in mapping.used]
    text = next((name for name in others if _is_text(table.cells(name))), None)
    for name in (*([text] if text else ()), *actors, *others)[:1]:
        yield name, mapped(_said(table, name), first_words)


def _together(table: RawTable, *names: str) -> tuple[str, pa.Array]:
    return ", ".join(names), composed([_said(table, name) for name in names], ", ")


def _is_text(cells: pa.Array) -> bool:
    """Whether most filled cells hold words."""
    filled = pc.sum(pc.not_equal(cells, "")).as_py() or 0
    if not filled:
        return False
    words = pc.sum(pc.match_substring_regex(cells, _LETTERS)).as_py() or 0
    return words * 2 > filled


def first_words(text: str) -> str:
    """The first line of a text, or as much of it as makes a title."""
    line = next(iter(text.strip().splitlines()), "").strip()
    if len(line) <= _TITLE_LENGTH:
        return line
    sentence = re.match(rf".{{20,{_TITLE_LENGTH}}}?[.!?](?=\s)", line)
    if sentence:
        return sentence[0]
    cut = line[:_TITLE_LENGTH]
    return f"{cut.rsplit(maxsplit=1)[0] if ' ' in cut.strip() else cut} …"
