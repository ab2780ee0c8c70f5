"""From tables of text to a Dataset: sorted by time, dates parsed, fields made."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import Column, empty_column, encoded, taken, texts_of
from timeline_app.core.countries import country_code, country_label, country_names
from timeline_app.core.dataset import EVENT_COLUMNS, Actor, Claim, Dataset, EventType, Quote, Source
from timeline_app.core.dates import read_dates
from timeline_app.core.fields import Field
from timeline_app.core.ids import order_of, rows_of
from timeline_app.core.make_fields import column_field, make_field, makes_a_facet
from timeline_app.core.text import fold

Evidence = TypeVar("Evidence", Quote, Claim)


def build_dataset(
    *,
    name: str,
    title: str = "",
    version: str = "",
    description: str = "",
    location: str = "",
    files: Iterable[Path] = (),
    events: pd.DataFrame,
    consume: bool = False,
    actors: Iterable[Actor] = (),
    event_types: Iterable[EventType] = (),
    sources: Iterable[Source] = (),
    quotes: Iterable[Quote] = (),
    claims: Iterable[Claim] = (),
) -> Dataset:
    """A dataset from its tables.

    `events` holds text; columns of EVENT_COLUMNS that it lacks are empty, others are kept as extra
    columns in their order. Dates that cannot be read leave the event undated, with their text kept;
    countries that have no code and actors that are in no list stay as the words they are.
    With `consume` the columns are taken out of `events`, so that they are not held twice.
    """
    columns = _complete(events, consume)
    codes, texts = encoded(columns["date"])
    dates = read_dates(texts)
    order = _time_order(dates.ranks()[codes], texts_of(columns["event_id"]))
    actors_by_id = {actor.actor_id: actor for actor in actors}
    sources_by_id = {source.source_id: source for source in sources}
    quotes_by_event = _by_event(quotes)
    with ThreadPoolExecutor(2) as pool:
        moving = _reordered(columns, order, pool)
        making = _fields(moving, actors_by_id, sources_by_id, quotes_by_event, pool)
        times = dates.times(codes if order is None else codes[order])
        frame = pd.DataFrame({name: job.result() for name, job in moving.items()}, copy=False)
        fields = [field for job in making if (field := job.result()) is not None]
    return Dataset(
        name=name,
        title=title,
        version=version,
        description=description,
        location=location,
        events=frame,
        times=times,
        fields={field.name: field for field in fields},
        actors=actors_by_id,
        event_types={event_type.event_type: event_type for event_type in event_types},
        sources=sources_by_id,
        quotes=quotes_by_event,
        claims=_by_event(claims),
        extra_columns=tuple(moving)[len(EVENT_COLUMNS) :],
        files=tuple(files),
    )


def _fields(
    columns: Mapping[str, Future[Column]],
    actors: Mapping[str, Actor],
    sources: Mapping[str, Source],
    quotes: Mapping[str, tuple[Quote, ...]],
    pool: Executor,
) -> list[Future[Field | None]]:
    """The fields of the events, made by a pool that makes their columns too."""

    def made(make: Callable[[Column], Field | None], column: str) -> Future[Field | None]:
        return pool.submit(lambda: make(columns[column].result()))

    known = {
        "country": made(_country_field, "countries"),
        "actor": made(lambda cells: _actor_field(cells, actors), "actors"),
        "type": made(lambda cells: column_field("type", cells), "event_type"),
        "place": made(lambda cells: column_field("place", cells), "place"),
        "source": made(lambda ids: _source_field(ids, quotes, sources), "event_id"),
    }
    others = [name for name in list(columns)[len(EVENT_COLUMNS) :] if name not in known]
    return [*known.values(), *(made(partial(_extra_field, name), name) for name in others)]


def _extra_field(name: str, cells: Column) -> Field | None:
    return column_field(name, cells) if makes_a_facet(cells) else None


def _complete(events: pd.DataFrame, consume: bool) -> dict[str, Column]:
    """All known columns first, then the others; all text, nothing missing."""
    others = [str(column) for column in events.columns if column not in EVENT_COLUMNS]
    empty = empty_column(len(events))
    found = events.pop if consume else events.__getitem__
    return {
        column: _filled(found(column)) if column in events else empty
        for column in (*EVENT_COLUMNS, *others)
    }


def _filled(cells: Column) -> Column:
    """A column of text without missing cells; one of few values stays as it is."""
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        cells = cells.astype("str").fillna("")
    return cells.reset_index(drop=True)


def _time_order(ranks: Int64Array, ids: pa.Array) -> Int64Array | None:
    """Rows by the ranks of their dates, then by event_id; None where they stand so already."""
    by_id = order_of(ids)
    keys = (ranks if by_id is None else ranks[by_id]) << 32
    keys |= np.arange(len(keys), dtype=np.int64)
    if (keys[1:] > keys[:-1]).all():
        return by_id
    keys.sort()
    keys &= 0xFFFFFFFF
    return keys if by_id is None else by_id[keys]


def _reordered(
    columns: dict[str, Column], order: Int64Array | None, pool: Executor
) -> dict[str, Future[Column]]:
    """The columns in another order, made by a pool; those given are given up one after another."""
    return {name: pool.submit(taken, columns.pop(name), order) for name in list(columns)}


def _by_event(items: Iterable[Evidence]) -> dict[str, tuple[Evidence, ...]]:
    """Quotes or claims by event_id, in their order."""
    found: dict[str, list[Evidence]] = {}
    for item in items:
        found.setdefault(item.event_id, []).append(item)
    return {event_id: tuple(group) for event_id, group in found.items()}


def _country_field(cells: Column) -> Field:
    return column_field(
        "country",
        cells,
        several=True,
        key_of=country_code,
        label_of=country_label,
        names_of=country_names,
    )


def _actor_field(cells: Column, actors: Mapping[str, Actor]) -> Field:
    """Actors by actor_id; a cell may also say a name or an alias."""
    ids = {fold(name): actor.actor_id for actor in actors.values() for name in actor.aliases}
    ids |= {fold(actor.name): actor.actor_id for actor in actors.values()}
    return column_field(
        "actor",
        cells,
        several=True,
        key_of=lambda word: word if word in actors else ids.get(fold(word), word),
        label_of=lambda key: actors[key].name if key in actors else key,
        names_of=lambda key: actors[key].aliases if key in actors else (),
    )


def _source_field(
    ids: Column, quotes: Mapping[str, tuple[Quote, ...]], sources: Mapping[str, Source]
) -> Field:
    """The sources that an event's quotes are from."""
    codes_of_keys = {"": 0}
    sizes = np.ones(len(ids), dtype=np.int32)
    codes_of_rows: dict[int, list[int]] = {}
    rows = rows_of(texts_of(ids), quotes).tolist() if quotes else []
    for row, told in zip(rows, quotes.values(), strict=True):
        named = dict.fromkeys(quote.source_id for quote in told if quote.source_id)
        if named and row >= 0:
            sizes[row] = len(named)
            codes_of_rows[row] = [
                codes_of_keys.setdefault(key, len(codes_of_keys)) for key in named
            ]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    codes = np.zeros(offsets[-1], dtype=np.int32)
    for row, found in codes_of_rows.items():
        codes[offsets[row] : offsets[row + 1]] = found
    labels = source_labels(sources.values())
    return make_field(
        "source",
        list(codes_of_keys),
        None if len(codes) == len(ids) else offsets,
        codes,
        label_of=lambda key: labels.get(key, key),
        names_of=lambda key: [sources[key].title] if key in sources else (),
    )


def source_labels(sources: Iterable[Source]) -> dict[str, str]:
    """A short name for each source_id: its publisher; with year, then title, where two share it."""
    left = list(sources)
    labels: dict[str, str] = {}
    for naming in (_publisher, _publisher_and_year, _publisher_and_title):
        uses = Counter(naming(source) for source in left)
        labels |= {source.source_id: naming(source) for source in left}
        left = [source for source in left if uses[naming(source)] > 1]
    return labels


def _publisher(source: Source) -> str:
    return source.publisher or source.title or source.source_id


def _publisher_and_year(source: Source) -> str:
    return f"{_publisher(source)} {source.published[:4]}".strip()


def _publisher_and_title(source: Source) -> str:
    return f"{_publisher(source)}, {source.title}".removesuffix(", ")
