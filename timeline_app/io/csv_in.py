"""A CSV that this program exported, as events again, as far as its columns tell them.

An export names the quotes and the sources of an event, but not which quote stands in which source.
So quotes are given to a source only where the event has just one; else they stand without a source,
and each source stands as a quote without words.
"""

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

import pandas as pd

from timeline_app.core.dataset import EVENT_COLUMNS, Claim, Quote, Source
from timeline_app.core.text import join_values
from timeline_app.io.csv_cells import without_apostrophe
from timeline_app.io.export_table import EXPORT_COLUMNS, imported_name
from timeline_app.io.finding import ReadError
from timeline_app.io.joined import NAMES, TEXTS
from timeline_app.io.parts import Parts
from timeline_app.io.tables import Table


def is_export(table: Table) -> bool:
    """Whether a table has the columns of an export."""
    return tuple(table.frame.columns[: len(EXPORT_COLUMNS)]) == EXPORT_COLUMNS


def read_export(table: Table, path: Path) -> Parts:
    """The events of an export.

    Raises:
        ReadError: a record does not fit the header.
    """
    if table.lost:
        raise ReadError(table.lost[0])
    frame = _as_imported(table.frame)
    names = {
        name: imported_name(name) for name in frame.columns if name not in EXPORT_COLUMNS
    }  # what was imported may be named like one of our columns
    events = frame[[name for name in EXPORT_COLUMNS if name in EVENT_COLUMNS]].assign(
        countries=_relisted(frame["countries"]), actors=_relisted(frame["actors"])
    )
    events = events.join(frame[list(names)].rename(columns=names))
    evidence = _Evidence()
    told = ("event_id", "quotes", "sources", "source_urls", "fatalities_low", "fatalities_high")
    telling = frame[(frame[list(told[1:])] != "").any(axis=1)]
    for cells in zip(*(telling[name].tolist() for name in told), strict=True):
        evidence.add(*cells)
    return Parts(
        name=path.stem,
        title=path.stem,
        location=str(path),
        files=(path.absolute(),),
        events=events,
        sources=list(evidence.sources.values()),
        quotes=evidence.quotes,
        claims=evidence.claims,
    )


class _Evidence:
    """Quotes, sources and claims, as they are met."""

    def __init__(self) -> None:
        self.sources: dict[tuple[str, str, int], Source] = {}
        self.quotes: list[Quote] = []
        self.claims: list[Claim] = []

    def add(self, event_id: str, quotes: str, sources: str, urls: str, low: str, high: str) -> None:
        """What one record tells."""
        source_ids = list(self._sources(TEXTS.split(sources), TEXTS.split(urls)))
        texts = TEXTS.split(quotes)
        if len(source_ids) == 1 and texts:
            self._quote(event_id, source_ids[0], texts)
        else:
            self._quote(event_id, "", texts)
            for source_id in source_ids:
                self._quote(event_id, source_id, [""])
        if low or high:
            value = low if low == high else f"{low}-{high}" if high else f">={low}"
            claim_id = f"claim-{len(self.claims) + 1}"
            self.claims.append(Claim(claim_id, event_id, "", "killed", "people", value))

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

    def _quote(self, event_id: str, source_id: str, texts: Iterable[str]) -> None:
        for text in texts:
            quote_id = f"quote-{len(self.quotes) + 1}"
            self.quotes.append(Quote(quote_id, event_id, source_id, text))


def _as_imported(frame: pd.DataFrame) -> pd.DataFrame:
    """Without the apostrophes that an export puts before what looks like a formula."""
    suspects = {name: frame[name].str.startswith("'") for name in frame.columns}
    columns = {name: frame[name].copy() for name in frame.columns}
    for name, suspect in suspects.items():
        if suspect.any():
            cells = columns[name][suspect]
            columns[name][suspect] = [without_apostrophe(name, cell) for cell in cells]
    return pd.DataFrame(columns).astype("str")


def _relisted(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Values joined as in an export, joined as in a dataset's table."""
    different = {cell: join_values(NAMES.split(cell)) for cell in cells.unique()}
    return cells.map(different).astype("str")
