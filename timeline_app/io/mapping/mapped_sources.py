"""The sources and quotes of a table's rows from the columns that a mapping names."""

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.records import Quote
from timeline_app.core.text import join_values, split_values
from timeline_app.io.cells import combined, joined_lists, mapped
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.number_cells import without_words_for_nothing
from timeline_app.io.several_values import separator_of, split_cells
from timeline_app.io.sources import Sources

_BETWEEN_ADDRESSES: Final = re.compile(r"[\s,;|]+(?=(?:https?|ftp)://)|\s*[;|]\s*(?=www\.)")


def joined_cells(
    table: RawTable, names: Sequence[str], *, kept: frozenset[str] = frozenset()
) -> pa.Array:
    """The values of several columns, each perhaps with several in a cell, joined as values are.

    Words of `kept`, folded, say something, though elsewhere they say that there is nothing.
    """
    cleaned = [without_words_for_nothing(table.cells(name), kept) for name in names]
    columns = [split_cells(cells, separator_of(cells)) for cells in cleaned]
    return joined_lists(columns)


def put_sources(
    columns: EventColumns, mapping: TableMapping, ids: pa.Array
) -> tuple[Sources, list[Quote]]:
    """Say which sources each event has, and what they are quoted with."""
    table, sources = columns.table, Sources()
    cited = pa.repeat(pa.scalar("", TEXT), len(table))
    named = [*mapping.of("source"), *mapping.of("source_title"), *mapping.of("source_url")]
    if named:
        told = [
            _publishers(table, mapping),
            _whole_cells(table, mapping.of("source_title")),
            _addresses(table, mapping.of("source_url")),
            _published(table, mapping),
        ]
        cited = combined(told, lambda cells: join_values(_source_ids(sources, *cells)))
        Sources.cite(columns, cited)
    return sources, _quotes(table, mapping.one("quote"), ids, cited)


def _publishers(table: RawTable, mapping: TableMapping) -> pa.Array:
    names = mapping.of("source")
    return joined_cells(table, names) if names else table.cells("")


def _whole_cells(table: RawTable, names: Sequence[str]) -> pa.Array:
    """Titles hold commas and semicolons of their own."""
    cells = [split_cells(without_words_for_nothing(table.cells(name)), None) for name in names]
    return joined_lists(cells) if cells else table.cells("")


def _addresses(table: RawTable, names: Sequence[str]) -> pa.Array:
    cells = [without_words_for_nothing(table.cells(name)) for name in names]
    found = [mapped(c, lambda cell: join_values(_BETWEEN_ADDRESSES.split(cell))) for c in cells]
    return joined_lists(found) if found else table.cells("")


def _published(table: RawTable, mapping: TableMapping) -> pa.Array:
    name = mapping.one("source_date")
    if not name:
        return table.cells("")
    cells = without_words_for_nothing(table.cells(name))
    return read_date_column(cells, order=mapping.order).texts


def _source_ids(
    sources: Sources, publishers: str, titles: str, addresses: str, published: str
) -> list[str]:
    """One source where each cell holds one value at most, or as many as each cell holds."""
    values = [split_values(cell) for cell in (publishers, titles, addresses)]
    if len({len(found) for found in values if found}) <= 1:
        return [
            sources.id_of(publisher, title, published, url)
            for publisher, title, url in zip_longest(*values, fillvalue="")
        ]
    return [
        *(sources.id_of(publisher, published=published) for publisher in values[0]),
        *(sources.id_of("", title) for title in values[1]),
        *(sources.id_of("", url=url) for url in values[2]),
    ]


def _quotes(table: RawTable, name: str, ids: pa.Array, cited: pa.Array) -> list[Quote]:
    """Of the one source that the event has, where it has just one."""
    if not name:
        return []
    cells = without_words_for_nothing(table.cells(name)).to_pylist()
    quotes: list[Quote] = []
    for event_id, text, sources in zip(ids.to_pylist(), cells, cited.to_pylist(), strict=True):
        if text:
            found = split_values(sources)
            source_id = found[0] if len(found) == 1 else ""
            quotes.append(Quote(f"quote-{len(quotes) + 1}", event_id, source_id, text))
    return quotes
