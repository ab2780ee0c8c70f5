"""A table that this program exported, as events again, as far as its columns tell them.

An export names the quotes and the sources of an event, but not which quote stands in which source.
So quotes are given to a source only where the event has just one; else they stand without one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.build import CITED
from timeline_app.core.columns import TEXT, column_of
from timeline_app.core.dataset import EVENT_COLUMNS, Quote, Source
from timeline_app.core.progress import Progress
from timeline_app.core.text import join_values
from timeline_app.io.cells import mapped
from timeline_app.io.content import Content
from timeline_app.io.export.column_names import EXPORT_COLUMNS, imported_name
from timeline_app.io.export.csv_cells import without_apostrophe
from timeline_app.io.export.joined import NAMES, TEXTS
from timeline_app.io.formats.format import Format, event_parts
from timeline_app.io.own_columns import EXPORT, own_columns
from timeline_app.io.parts import Parts
from timeline_app.io.several_values import separator_of

_TELLING: Final = ("quotes", "sources", "source_urls")


def recognises(content: Content) -> bool:
    """By the columns of an export in their order."""
    return is_export(content.names)


def is_export(names: Iterable[str]) -> bool:
    """Whether a table's columns are those of an export."""
    return tuple(names)[: len(EXPORT_COLUMNS)] == EXPORT_COLUMNS


def read(content: Content, progress: Progress | None = None) -> Parts:
    """The events of an export, with their quotes, sources and figures."""
    raw = content.table(progress)
    texts = {name: _as_imported(name, raw.cells(name)) for name in raw.names}
    evidence = _Evidence()
    cited = evidence.of_records(texts)
    for name in ("countries", "actors"):
        texts[name] = mapped(texts[name], lambda cell: join_values(NAMES.split(cell)))
    kept = {
        imported_name(name) if name not in EXPORT_COLUMNS else name: column_of(cells)
        for name, cells in texts.items()
        if name not in EXPORT_COLUMNS or name in EVENT_COLUMNS
    }  # what was imported may be named like one of our columns
    table = replace(raw, frame=pd.DataFrame(kept, copy=False))
    columns = own_columns(table)
    if cited is not None:
        columns.put(CITED, cited)
    columns.killed(texts["fatalities_low"], texts["fatalities_high"])
    extra = (name for name in table.names if name not in EVENT_COLUMNS)
    several = [name for name in extra if separator_of(table.cells(name)) == "|"]
    sources = evidence.sources.values()
    parts = event_parts(content, columns, EXPORT, sources=sources, several=several)
    return replace(parts, quotes=evidence.quotes)


class _Evidence:
    """Quotes and sources, as they are met."""

    def __init__(self) -> None:
        self.sources: dict[tuple[str, str, int], Source] = {}
        self.quotes: list[Quote] = []

    def of_records(self, texts: Mapping[str, pa.Array]) -> pa.Array | None:
        """What all records tell; returns the source_ids that each cites, None where none does."""
        telling = np.zeros(len(texts["event_id"]), dtype=bool)
        for name in _TELLING:
            telling |= pc.not_equal(texts[name], "").to_numpy(zero_copy_only=False)
        rows = pa.array(np.flatnonzero(telling))
        told = (texts[name].take(rows).to_pylist() for name in ("event_id", *_TELLING))
        cells = [self._of_record(*record) for record in zip(*told, strict=True)]
        if not any(cells):
            return None
        cited = np.full(len(telling), "", dtype=object)
        cited[telling] = cells
        return pa.array(cited, TEXT)

    def _of_record(self, event_id: str, quotes: str, sources: str, urls: str) -> str:
        """What one record tells; returns the ids of its sources, joined."""
        source_ids = list(self._sources(TEXTS.split(sources), TEXTS.split(urls)))
        source_id = source_ids[0] if len(source_ids) == 1 else ""
        for text in TEXTS.split(quotes):
            quote_id = f"quote-{len(self.quotes) + 1}"
            self.quotes.append(Quote(quote_id, event_id, source_id, text))
        return join_values(source_ids)

    def _sources(self, titles: list[str], urls: list[str]) -> Iterator[str]:
        """Ids of the sources of one event, which are never the same one twice."""
        seen: list[tuple[str, str]] = []
        for known in zip_longest(titles, urls, fillvalue=""):
            key = (*known, seen.count(known))
            seen.append(known)
            if key not in self.sources:
                number = len(self.sources) + 1
                self.sources[key] = Source(f"source-{number}", "", known[0], url=known[1])
            yield self.sources[key].source_id


def _as_imported(name: str, cells: pa.Array) -> pa.Array:
    """Without the apostrophes that an export puts before what looks like a formula."""
    if not pc.any(pc.starts_with(cells, "'")).as_py():
        return cells
    return mapped(cells, lambda cell: without_apostrophe(name, cell))


FORMAT: Final = Format(EXPORT, recognises, read)
