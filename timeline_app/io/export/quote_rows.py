"""One row per quote: which rows there are, and what stands in the columns of a quote."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote


def by_quotes(dataset: Dataset, rows: Int64Array) -> tuple[Int64Array, list[Quote | None]]:
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
            return dataset.source(quote.source_id).in_line()
        case "source_url":
            return dataset.source(quote.source_id).url
        case "anchor":
            return dataset.anchor_of(quote).state.value
    return str(getattr(quote, name))
