"""One row per quote: which rows there are, and what stands in the columns of a quote."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source

Rows = npt.NDArray[np.int64]


def source_text(source: Source) -> str:
    """A source as `Publisher, Title, published`, without what is not known."""
    parts = (source.publisher, source.title, source.published)
    return ", ".join(part for part in parts if part)


def by_quotes(dataset: Dataset, rows: Rows) -> tuple[Rows, list[Quote | None]]:
    """The event of each record, and its quote: as many records as quotes, one at least."""
    found = dict(
        zip(dataset.rows_of(dataset.quotes).tolist(), dataset.quotes.values(), strict=True)
    )
    found.pop(-1, None)
    sizes = np.ones(len(dataset), dtype=np.int64)
    for row, quotes in found.items():
        sizes[row] = len(quotes)
    records = np.repeat(rows, sizes[rows])
    quoted: list[Quote | None] = [None] * len(records)
    last = np.cumsum(sizes[rows])
    is_quoted = np.isin(rows, np.array(list(found), dtype=np.int64))
    for place in np.flatnonzero(is_quoted).tolist():
        quotes = found[int(rows[place])]
        quoted[last[place] - len(quotes) : last[place]] = quotes
    return records, quoted


def quote_cells(dataset: Dataset, name: str, quotes: Sequence[Quote | None]) -> pa.Array:
    """One of `QUOTE_COLUMNS`, "" where a record has no quote."""
    cells = ("" if quote is None else _cell(dataset, name, quote) for quote in quotes)
    return pa.array(cells, TEXT)


def _cell(dataset: Dataset, name: str, quote: Quote) -> str:
    match name:
        case "quote":
            return quote.exact
        case "quote_start" | "quote_end":
            place = quote.start if name == "quote_start" else quote.end
            return str(place) if place >= 0 else ""
        case "source":
            return source_text(
                dataset.sources.get(quote.source_id) or Source("", "", quote.source_id)
            )
        case "source_url":
            source = dataset.sources.get(quote.source_id)
            return source.url if source else ""
        case "anchor":
            return dataset.anchor_of(quote).state.value
    return str(getattr(quote, name))
