"""The columns of an export, in the order and form of DESIGN 5."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, Column, cells_of, empty_column
from timeline_app.core.dataset import Dataset, Field, Source
from timeline_app.core.figures import fatalities
from timeline_app.core.ranges import ranges, sums
from timeline_app.io.joined import NAMES, TEXTS

Rows = npt.NDArray[np.int64]

EXPORT_COLUMNS: Final = (
    "event_id", "title", "date", "start", "end", "date_basis", "event_type", "countries", "actors",
    "place", "latitude", "longitude", "fatalities_low", "fatalities_high", "summary", "quotes",
    "sources", "source_urls",
)  # fmt: skip
"""What every export has; the imported columns follow."""
EVIDENCE_COLUMNS: Final = ("fatalities_low", "fatalities_high", "quotes", "sources", "source_urls")
"""What quotes and claims say of an event."""

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
        **_evidence(dataset, rows),
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


def _texts(values: npt.NDArray[np.object_] | Sequence[str]) -> pa.Array:
    return pa.array(values, type=pa.large_string())


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


def _joined(field: Field, values: Iterable[str], rows: Rows) -> pa.Array:
    escaped = pa.array([NAMES.escape(value) for value in values], type=pa.string())
    first, last = field.pairs_of(rows)
    sizes = last - first
    texts = escaped.take(pa.array(field.codes[ranges(first, sizes)]))
    lists = pa.LargeListArray.from_arrays(pa.array(sums(sizes)), texts)
    return pc.binary_join(lists, NAMES.separator).cast(TEXT)


def _evidence(dataset: Dataset, rows: Rows) -> dict[str, pa.Array]:
    """What quotes and claims say of each event."""
    known = dataset.quotes.keys() | dataset.claims.keys()
    if not known:
        nothing = cells_of(empty_column(len(rows)))
        return dict.fromkeys(EVIDENCE_COLUMNS, nothing)
    cells = {name: np.full(len(rows), "", dtype=object) for name in EVIDENCE_COLUMNS}
    row_of = dict(zip(known, dataset.rows_of(known).tolist(), strict=True))
    places = np.full(len(dataset), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    for event_id, row in row_of.items():
        if row >= 0 and places[row] >= 0:
            _tell(dataset, event_id, cells, int(places[row]))
    return {name: _texts(texts) for name, texts in cells.items()}


def _tell(
    dataset: Dataset, event_id: str, cells: dict[str, npt.NDArray[np.object_]], number: int
) -> None:
    quotes = dataset.quotes.get(event_id, ())
    low, high = fatalities(dataset.claims.get(event_id, ()))
    named = dict.fromkeys(quote.source_id for quote in quotes)
    sources = [dataset.sources[source_id] for source_id in named if source_id in dataset.sources]
    cells["fatalities_low"][number] = "" if low is None else str(low)
    cells["fatalities_high"][number] = "" if high is None else str(high)
    cells["quotes"][number] = TEXTS.join(quote.exact for quote in quotes if quote.exact)
    cells["sources"][number] = TEXTS.join(source_text(source) for source in sources)
    cells["source_urls"][number] = TEXTS.join(source.url for source in sources)
