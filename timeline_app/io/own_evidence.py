"""Quotes and sources as the cells of an export tell them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.records import Quote, Source
from timeline_app.core.text import join_values
from timeline_app.io.containers.raw_table import Flags
from timeline_app.io.export.column_names import EVIDENCE_COLUMNS, QUOTE_COLUMNS
from timeline_app.io.export.joined import TEXTS


class Evidence:
    """Quotes and sources, as they are met."""

    def __init__(self) -> None:
        self.sources: dict[tuple[str, str, int], Source] = {}
        self.quotes: list[Quote] = []

    def of_events(self, ids: pa.Array, texts: Mapping[str, pa.Array]) -> pa.Array | None:
        """What the records of events tell; returns the source_ids that each cites, None where
        none does."""
        nothing = pa.repeat(pa.scalar("", TEXT), len(ids))
        told = [texts.get(name, nothing) for name in EVIDENCE_COLUMNS]
        telling = _are_filled(told)
        cells = [self._of_record(*record) for record in _records(telling, ids, *told)]
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

    def of_quotes(self, ids: pa.Array, cells: Mapping[str, pa.Array]) -> None:
        """What the records of quotes tell: columns by the names that an export has for them."""
        names = [name for name in QUOTE_COLUMNS if name != "anchor"]
        told = [cells[name] for name in names]
        for event_id, *record in _records(_are_filled(told), ids, *told):
            self._of_quote(event_id, **dict(zip(names, record, strict=True)))

    def _of_quote(
        self,
        event_id: str,
        *,
        quote_id: str,
        source_id: str,
        quote: str,
        prefix: str,
        suffix: str,
        quote_start: str,
        quote_end: str,
        source: str,
        source_url: str,
    ) -> None:
        key = (source_id, "", 0) if source_id else (source, source_url, 0)
        if (source_id or source or source_url) and key not in self.sources:
            number = len(self.sources) + 1
            self.sources[key] = Source(source_id or f"source-{number}", "", source, url=source_url)
        found = self.sources.get(key)
        self.quotes.append(
            Quote(
                quote_id or f"quote-{len(self.quotes) + 1}",
                event_id,
                found.source_id if found else "",
                quote,
                prefix,
                suffix,
                _place(quote_start),
                _place(quote_end),
            )
        )

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


def _are_filled(columns: Sequence[pa.Array]) -> Flags:
    """The rows where any of these cells is filled."""
    filled = np.zeros(len(columns[0]), dtype=bool)
    for cells in columns:
        filled |= pc.not_equal(cells, "").to_numpy(zero_copy_only=False)
    return filled


def _records(rows: Flags, *columns: pa.Array) -> Iterator[tuple[str, ...]]:
    """The cells of some rows."""
    places = pa.array(np.flatnonzero(rows))
    return zip(*(cells.take(places).to_pylist() for cells in columns), strict=True)


def _place(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else -1
