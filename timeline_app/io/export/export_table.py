"""The cells of an export, in the form of DESIGN 5."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, Column, cells_of, empty_column, used_only
from timeline_app.core.dataset import Dataset, Field
from timeline_app.core.killed import MANY, killed_of
from timeline_app.core.order import table_order
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.core.ranges import ranges, sums
from timeline_app.core.records import Quote
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import (
    QUOTE_COLUMNS,
    check_sort,
    export_columns,
    extra_name,
    our_columns,
)
from timeline_app.io.export.joined import NAMES, TEXTS, Joiner
from timeline_app.io.export.quote_rows import by_quotes, quote_cells

Rows = npt.NDArray[np.int64]

_DEFAULT: Final = TableChoices()
_QUOTES: Final = 4096
"""Events whose quotes are put together between two looks at whether to stop."""
_SORTED: Final = 0.5
"""The part of the work that is done when the rows are in their order."""


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """The records of an export: nothing is neutralised yet."""

    table: pa.Table
    """All text or dictionaries of what stands in it, each column in one chunk."""
    rows: Rows
    """The row of the dataset that each record tells of."""
    ours: tuple[str, ...]
    """The names that are not those of imported columns."""


def export_of(
    dataset: Dataset,
    rows: Rows,
    choices: TableChoices = _DEFAULT,
    progress: Progress | None = None,
) -> Export:
    """The records that `choices` ask for.

    With one row per quote, the event's columns are the same in all rows of an event, `quotes,
    sources, source_urls` are left out, and these follow, all empty where an event has no quote:
    `quote_id`, `source_id`; `quote`, `prefix` and `suffix` verbatim; `quote_start` and `quote_end`
    in code points of the source's text; `source` (`Publisher, Title, published`) and `source_url`;
    `anchor`, the word of `core.anchors.AnchorState`.

    Args:
        dataset: where the events are.
        rows: rows of `dataset`, ascending; or in the order to write, where no sort is chosen.
        choices: columns, order, rows per quote, claims.
        progress: told how far the work is, after each column.

    Raises:
        UnknownColumn: a column that is chosen, or sorted by, does not exist.
        Cancelled: `progress` answered False.
    """
    names = export_columns(dataset, choices)
    rows = _ordered(dataset, rows, choices, part_of(progress, 0.0, _SORTED))
    quotes: Sequence[Quote | None] = ()
    if choices.per_quote:
        rows, quotes = by_quotes(dataset, rows)
    ours = our_columns(per_quote=choices.per_quote, claims=choices.claims)
    cells = _Cells(dataset, rows, quotes, ours)
    columns = {}
    for place, name in enumerate(names):
        share = (1 - _SORTED) / len(names)
        part = part_of(progress, _SORTED + share * place, share)
        columns[name] = used_only(cells.of(name, part))
        tell(part, 1.0)
    return Export(pa.table(columns), rows, ours)


def _ordered(
    dataset: Dataset, rows: Rows, choices: TableChoices, progress: Progress | None
) -> Rows:
    check_sort(dataset, choices.sort[0])
    dataset.orders.rows(choices.sort, progress)  # what takes long of the next line, and can stop
    return table_order(dataset, rows, choices.sort).astype(np.int64, copy=False)


class _Cells:
    """Makes the columns of an export by their names."""

    def __init__(
        self, dataset: Dataset, rows: Rows, quotes: Sequence[Quote | None], ours: tuple[str, ...]
    ) -> None:
        self._dataset = dataset
        self._rows = rows
        self._every = np.array_equal(rows, np.arange(len(dataset)))
        self._quotes = quotes
        self._ours = frozenset(ours)
        self._imported = {extra_name(name, ours): name for name in dataset.extra_columns}

    def of(self, name: str, progress: Progress | None) -> pa.Array:
        """The cells of one column; raises Cancelled where `progress` answers False."""
        if name not in self._ours:
            return self._taken(self._imported[name])
        if name in QUOTE_COLUMNS:
            return quote_cells(self._dataset, name, self._quotes)
        dataset, rows = self._dataset, self._rows
        match name:
            case "start":
                return dataset.times.first_texts(rows)
            case "end":
                return dataset.times.last_texts(rows)
            case "countries":
                return _several(dataset.fields["country"], dataset.events[name], "keys", rows)
            case "actors":
                return _several(dataset.fields["actor"], dataset.events[name], "labels", rows)
            case "fatalities_low" | "fatalities_high":
                return self._figures[name]
            case "quotes":
                return _quotes(dataset, rows, progress)
            case "sources" | "source_urls":
                return _sources(dataset, rows, name)
            case "sources_disagree":
                return _words(dataset.disputed[rows])
        return self._taken(name)

    def _taken(self, name: str) -> pa.Array:
        cells = cells_of(self._dataset.events[name])
        return cells if self._every else cells.take(pa.array(self._rows))

    @cached_property
    def _figures(self) -> dict[str, pa.Array]:
        return _figures(self._dataset, self._rows)


def _words(flags: npt.NDArray[np.bool_]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(flags.astype(np.int8)), pa.array(["no", "yes"], TEXT)
    )


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


def _sources(dataset: Dataset, rows: Rows, name: str) -> pa.Array:
    """The sources of each event, or their addresses in the same order with blanks kept."""
    field = dataset.fields["source"]
    if not any(field.keys):
        return _nothing(rows)
    known = [dataset.source(key) for key in field.keys]
    texts = [source.in_line() if name == "sources" else source.url for source in known]
    return _joined(field, texts, rows, TEXTS)


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


def _quotes(dataset: Dataset, rows: Rows, progress: Progress | None) -> pa.Array:
    """The verbatim words of each event's quotes."""
    if not dataset.quotes:
        return _nothing(rows)
    places = np.full(len(dataset), -1, dtype=np.int64)
    places[rows] = np.arange(len(rows))
    cells = np.full(len(rows), "", dtype=object)
    found = dataset.rows_of(dataset.quotes).tolist()
    for number, (row, quotes) in enumerate(zip(found, dataset.quotes.values(), strict=True)):
        if number % _QUOTES == 0:
            tell(progress, number / len(found))
        if row >= 0 and places[row] >= 0:
            cells[places[row]] = TEXTS.join(quote.exact for quote in quotes if quote.exact)
    return pa.array(cells, TEXT)


def _nothing(rows: Rows) -> pa.Array:
    return cells_of(empty_column(len(rows)))
