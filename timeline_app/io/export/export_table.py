"""The columns of an export, in the order and form of DESIGN 5."""

import re
from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, Column, cells_of, empty_column
from timeline_app.core.dataset import Dataset, Field, Source
from timeline_app.core.killed import MANY, killed_of
from timeline_app.core.ranges import ranges, sums
from timeline_app.io.export.joined import NAMES, TEXTS, Joiner

Rows = npt.NDArray[np.int64]

EXPORT_COLUMNS: Final = (
    "event_id", "title", "date", "start", "end", "date_basis", "event_type", "countries", "actors",
    "place", "latitude", "longitude", "fatalities_low", "fatalities_high", "summary", "quotes",
    "sources", "source_urls",
)  # fmt: skip
"""What every export has; the imported columns follow."""

_CLASHING: Final = re.compile(rf"(?:orig_)*(?:{'|'.join(EXPORT_COLUMNS)})")


def extra_name(column: str) -> str:
    """The name of an imported column in an export: with `orig_` in front where it clashes.

    A name that an export gave is a clash as well, so that each name is used once and reading an
    export back finds the old ones.
    """
    return f"orig_{column}" if _CLASHING.fullmatch(column) else column


def imported_name(column: str) -> str:
    """The inverse of `extra_name`."""
    clashed = column.startswith("orig_") and _CLASHING.fullmatch(column)
    return column.removeprefix("orig_") if clashed else column


def export_table(dataset: Dataset, rows: Rows) -> pa.Table:
    """The columns of an export of these rows, all text or dictionaries of it, nothing neutralised.

    Args:
        dataset: where the events are.
        rows: rows of `dataset` in the order to write (a projection's are by start, end, event_id).
    """
    events, times = dataset.events, dataset.times
    every = np.array_equal(rows, np.arange(len(dataset)))

    def taken(name: str) -> pa.Array:
        cells = cells_of(events[name])
        return cells if every else cells.take(pa.array(rows))

    columns: dict[str, pa.Array] = {
        "start": times.first_texts(rows),
        "end": times.last_texts(rows),
        **{
            name: _several(dataset.fields[field], events[name], named, rows)
            for name, field, named in (
                ("countries", "country", "keys"),
                ("actors", "actor", "labels"),
            )
        },
        **_figures(dataset, rows),
        "quotes": _quotes(dataset, rows),
        **_sources(dataset, rows),
    }
    for name in EXPORT_COLUMNS:
        if name not in columns:
            columns[name] = taken(name)
    table = {name: columns[name] for name in EXPORT_COLUMNS}
    table |= {extra_name(name): taken(name) for name in dataset.extra_columns}
    return pa.table(table)


def source_text(source: Source) -> str:
    """A source as `Publisher, Title, published`, without what is not known."""
    parts = (source.publisher, source.title, source.published)
    return ", ".join(part for part in parts if part)


def _several(field: Field, column: Column, named: str, rows: Rows) -> pa.Array:
    """The values of each event joined in one cell, in the order of the data.

    Events that have the same cell in a column of few values have the same values.
    """
    cells = cells_of(column)
    if not pa.types.is_dictionary(cells.type):
        return _joined(field, getattr(field, named), rows)
    codes = cells.indices.to_numpy()
    example = np.zeros(len(cells.dictionary), dtype=np.int64)
    example[codes] = np.arange(len(codes))
    texts = _joined(field, getattr(field, named), example if len(codes) else example[:0])
    return pa.DictionaryArray.from_arrays(pa.array(codes[rows]), texts)


def _joined(field: Field, values: Iterable[str], rows: Rows, joiner: Joiner = NAMES) -> pa.Array:
    escaped = pa.array([joiner.escape(value) for value in values], type=pa.string())
    first, last = field.pairs_of(rows)
    sizes = last - first
    texts = escaped.take(pa.array(field.codes[ranges(first, sizes)]))
    lists = pa.LargeListArray.from_arrays(pa.array(sums(sizes)), texts)
    return pc.binary_join(lists, joiner.separator).cast(TEXT)


def _sources(dataset: Dataset, rows: Rows) -> dict[str, pa.Array]:
    """The sources of each event, and their addresses in the same order with blanks kept."""
    field = dataset.fields["source"]
    known = [dataset.sources.get(key, Source("", "", key)) for key in field.keys]
    texts = {
        "sources": [source_text(source) for source in known],
        "source_urls": [source.url for source in known],
    }
    if not any(field.keys):
        return dict.fromkeys(texts, _nothing(rows))
    return {name: _joined(field, values, rows, TEXTS) for name, values in texts.items()}


def _figures(dataset: Dataset, rows: Rows) -> dict[str, pa.Array]:
    """The lowest and the highest number of people killed in each event."""
    if dataset.killed is None and not dataset.claims:
        return dict.fromkeys(("fatalities_low", "fatalities_high"), _nothing(rows))
    low, high, is_known = killed_of(dataset)
    return {
        "fatalities_low": _numbers(low[rows], is_known[rows]),
        "fatalities_high": _numbers(high[rows], (is_known & (high < MANY))[rows]),
    }


def _numbers(values: Rows, is_known: npt.NDArray[np.bool_]) -> pa.Array:
    return pc.fill_null(pa.array(values, mask=~is_known).cast(TEXT), "")


def _quotes(dataset: Dataset, rows: Rows) -> pa.Array:
    """The verbatim words of each event's quotes."""
    if not dataset.quotes:
        return _nothing(rows)
    places = np.full(len(dataset), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    cells = np.full(len(rows), "", dtype=object)
    found = dataset.rows_of(dataset.quotes).tolist()
    for row, quotes in zip(found, dataset.quotes.values(), strict=True):
        if row >= 0 and places[row] >= 0:
            cells[places[row]] = TEXTS.join(quote.exact for quote in quotes if quote.exact)
    return pa.array(cells, TEXT)


def _nothing(rows: Rows) -> pa.Array:
    return cells_of(empty_column(len(rows)))
