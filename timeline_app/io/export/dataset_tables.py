"""The tables of a dataset as they stand on disk (DESIGN 4.1), of all events or of some of them.

Of some events: their quotes and claims, the sources, actors and types that they use, and what these
sources are derived from. Texts are never changed, but that `related` names only events that are
written.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, cells_of, in_pieces
from timeline_app.core.dataset import EVENT_COLUMNS, Dataset
from timeline_app.core.fields import Field
from timeline_app.core.ranges import ranges
from timeline_app.core.records import Source
from timeline_app.core.text import join_values, split_values
from timeline_app.io.cells import mapped
from timeline_app.io.containers.limits import MB
from timeline_app.io.dataset.schema import (
    ACTORS,
    CITED_CELLS,
    CLAIMS,
    ERAS,
    EVENT_TYPES,
    EVENTS,
    KILLED_CELLS,
    QUOTES,
    SEVERAL_CELLS,
    SOURCES,
    TableSpec,
)
from timeline_app.io.export.cited_sources import CitedSources
from timeline_app.io.export.export_table import Rows

BATCH: Final = 8_192
"""Records that are made ready at a time, at most ..."""
_BYTES: Final = 4 * MB
"""... and the bytes of texts that differ in them, about."""
Batch = list[pa.Array]
"""The cells of some records, column by column: text, or a dictionary of it."""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """One table, whose records are made when they are asked for."""

    spec: TableSpec
    columns: tuple[str, ...]
    count: int
    batches: Callable[[], Iterator[Batch]]
    """All records, so many at a time as stay in a processor's cache."""
    holds: Mapping[str, str] = field(default_factory=dict)
    """Columns to what they hold (`schema.OURS`)."""


def dataset_tables(dataset: Dataset, rows: Rows) -> list[WrittenTable]:
    """The tables that hold these events (rows of `dataset`, ascending), or all there is."""
    kept = dataset if len(rows) == len(dataset) else _Used(dataset, rows)
    quotes, claims = (
        list(chain.from_iterable(items.values())) for items in (kept.quotes, kept.claims)
    )
    tables = [
        _events(dataset, rows),
        _records(ACTORS, kept.actors.values()),
        _records(EVENT_TYPES, kept.event_types.values()),
        _records(SOURCES, kept.sources.values()),
        _records(QUOTES, quotes),
        _records(CLAIMS, claims),
    ]
    return [*tables, _records(ERAS, dataset.eras)] if dataset.eras else tables


class _Used:
    """What of a dataset some of its events use; the attributes are those of Dataset."""

    def __init__(self, dataset: Dataset, rows: Rows) -> None:
        self.quotes = _of_rows(dataset, dataset.quotes, rows)
        self.claims = _of_rows(dataset, dataset.claims, rows)
        named = {claim.value for claims in self.claims.values() for claim in claims}
        actors = named | _keys(dataset.fields["actor"], rows)
        types, sources = (_keys(dataset.fields[name], rows) for name in ("type", "source"))
        self.actors = {key: actor for key, actor in dataset.actors.items() if key in actors}
        self.event_types = {key: it for key, it in dataset.event_types.items() if key in types}
        sources = _with_origins(sources, dataset.sources)
        self.sources = {key: it for key, it in dataset.sources.items() if key in sources}


def _of_rows(dataset: Dataset, items: Mapping[str, Any], rows: Rows) -> dict[str, Any]:
    """Quotes or claims of some events."""
    wanted = np.isin(dataset.rows_of(items), rows).tolist()
    return {key: items[key] for key, is_wanted in zip(items, wanted, strict=True) if is_wanted}


def _keys(field: Field, rows: Rows) -> set[str]:
    """The values that some events have in a field."""
    first, last = field.pairs_of(rows)
    codes = np.unique(field.codes[ranges(first, last - first)])
    return {field.keys[code] for code in codes.tolist()}


def _with_origins(used: set[str], sources: Mapping[str, Source]) -> set[str]:
    """Sources with those that they are derived from, and what these are derived from."""
    found = set(used)
    left = list(used)
    while left:
        source = sources.get(left.pop())
        origin = source.derived_from.strip() if source else ""
        if origin and origin not in found:
            found.add(origin)
            left.append(origin)
    return found


def _records(spec: TableSpec, items: Iterable[Any]) -> WrittenTable:
    """A table of things whose attributes are called as its columns."""
    records = list(items)

    def batches() -> Iterator[Batch]:
        left = iter(records)
        while some := list(islice(left, BATCH)):
            yield [
                pa.array([_cell(getattr(record, name)) for record in some], TEXT)
                for name in spec.columns
            ]

    return WrittenTable(spec, spec.columns, len(records), batches)


def _cell(value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return join_values(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value) if value >= 0 else ""


def _events(dataset: Dataset, rows: Rows) -> WrittenTable:
    make: dict[str, Callable[[Rows], pa.Array]] = {
        name: partial(_taken, in_pieces(dataset.events[name]))
        for name in (*EVENT_COLUMNS, *dataset.extra_columns)
    }
    holds = {name: SEVERAL_CELLS for name in dataset.extra_columns if name in dataset.several}
    if len(rows) < len(dataset):
        make["related"] = _Related(dataset, rows)
    if dataset.killed is not None:
        holds[name := _free("killed", make)] = KILLED_CELLS
        make[name] = partial(_taken, in_pieces(dataset.killed))
    cited = CitedSources(dataset)
    if any(cited.any_of(rows[first : first + BATCH]) for first in range(0, len(rows), BATCH)):
        holds[name := _free("cited_sources", make)] = CITED_CELLS
        make[name] = cited

    plain = (in_pieces(dataset.events[name]) for name in dataset.events)
    whole = sum(cells.nbytes for cells in plain if not pa.types.is_dictionary(cells.type))
    size = max(1, min(BATCH, _BYTES * len(dataset) // max(whole, 1)))

    def batches() -> Iterator[Batch]:
        for first in range(0, len(rows), size):
            some = rows[first : first + size]
            yield [cells(some) for cells in make.values()]

    return WrittenTable(EVENTS, tuple(make), len(rows), batches, holds)


def _free(name: str, taken: Mapping[str, object]) -> str:
    number = 1
    while (free := name if number == 1 else f"{name} ({number})") in taken:
        number += 1
    return free


def _taken(cells: pa.Array | pa.ChunkedArray, rows: Rows) -> pa.Array:
    first = int(rows[0])
    if int(rows[-1]) - first + 1 == len(rows):
        cells = cells.slice(first, len(rows))
    else:
        cells = cells.take(pa.array(rows))
    if isinstance(cells, pa.ChunkedArray):
        cells = cells.combine_chunks()
    if pa.types.is_dictionary(cells.type) and len(cells.dictionary) > len(cells):
        return cells.cast(TEXT)
    return cells


class _Related:
    """The events that each names, as far as they are written."""

    def __init__(self, dataset: Dataset, rows: Rows) -> None:
        self._cells = cells_of(dataset.events["related"])
        different = pc.unique(self._cells.take(pa.array(rows)).cast(TEXT))
        named = list({value for cell in different.to_pylist() for value in split_values(cell)})
        written = np.isin(dataset.rows_of(named), rows).tolist()
        self._lost = {name for name, is_there in zip(named, written, strict=True) if not is_there}

    def __call__(self, rows: Rows) -> pa.Array:
        cells = _taken(self._cells, rows).cast(TEXT)
        return mapped(cells, self._without_lost) if self._lost else cells

    def _without_lost(self, cell: str) -> str:
        names = split_values(cell)
        if self._lost.isdisjoint(names):
            return cell
        return join_values(name for name in names if name not in self._lost)
