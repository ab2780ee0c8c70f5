"""From tables of text to a Dataset: sorted by time, dates parsed, fields made."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import (
    TEXT,
    Column,
    column_of,
    empty_column,
    encoded,
    taken,
    texts_of,
)
from timeline_app.core.countries import country_code, country_label, country_names
from timeline_app.core.dataset import EVENT_COLUMNS, Dataset
from timeline_app.core.dates import read_dates
from timeline_app.core.fields import Field
from timeline_app.core.ids import order_of, rows_of
from timeline_app.core.make_fields import column_field, is_a_facet, make_field, makes_a_facet
from timeline_app.core.reading import Reading
from timeline_app.core.records import Actor, Claim, Era, EventType, Quote, Source
from timeline_app.core.text import fold, join_values, split_values
from timeline_app.core.web_address import host_of

Evidence = TypeVar("Evidence", Quote, Claim)

CITED: Final = "\0cited"
"""A column of `events` beside those of the file: the source_ids of each event, joined as values of
a cell are, that its file names without a quote from them."""
KILLED: Final = "\0killed"
"""Another: what the file says of people killed in each event, as the value of a claim."""


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
    several: Collection[str] = (),
    actors: Iterable[Actor] = (),
    event_types: Iterable[EventType] = (),
    sources: Iterable[Source] = (),
    quotes: Iterable[Quote] = (),
    claims: Iterable[Claim] = (),
    eras: Iterable[Era] = (),
    about: Mapping[str, Any] | None = None,
    readings: Iterable[Reading] = (),
) -> Dataset:
    """A dataset from its tables.

    `events` holds text; columns of EVENT_COLUMNS that it lacks are empty, others are kept as extra
    columns in their order. Dates that cannot be read leave the event undated, with their text kept;
    countries that have no code and actors that are in no list stay as the words they are.
    With `consume` the columns of `events` are emptied, so that they are not held twice. The extra
    columns of `several` hold several values in a cell, joined as those of `actors` are.
    """
    columns = _complete(events, consume)
    codes, texts = encoded(columns["date"])
    dates = read_dates(texts)
    order = _time_order(dates.ranks()[codes], texts_of(columns["event_id"]))
    actors_by_id = {actor.actor_id: actor for actor in actors}
    sources_by_id = {source.source_id: source for source in sources}
    quotes_by_event = _by_event(quotes)
    with ThreadPoolExecutor(1) as long_texts, ThreadPoolExecutor(2) as pool:
        moving = _reordered(columns, order, long_texts, pool)
        making = _fields(moving, several, actors_by_id, sources_by_id, quotes_by_event, pool)
        moving.pop(CITED, None)
        killed = moving.pop(KILLED, None)
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
        killed=killed.result() if killed else None,
        extra_columns=tuple(moving)[len(EVENT_COLUMNS) :],
        several=frozenset(several).intersection(tuple(moving)[len(EVENT_COLUMNS) :]),
        files=tuple(files),
        eras=tuple(eras),
        about=about or {},
        readings=tuple(readings),
    )


def _fields(
    columns: Mapping[str, Future[Column]],
    several: Collection[str],
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
        "source": made(partial(_source_field, quotes, sources, columns.get(CITED)), "event_id"),
        "admin1": made(partial(_extra_field, "admin1", False), "admin1"),
    }
    beside = {CITED, KILLED, *known}
    others = [name for name in list(columns)[len(EVENT_COLUMNS) :] if name not in beside]
    extra = (made(partial(_extra_field, name, name in several), name) for name in others)
    return [*known.values(), *extra]


def _extra_field(name: str, several: bool, cells: Column) -> Field | None:
    if several:
        field = column_field(name, cells, several=True)
        return field if is_a_facet(field) else None
    return column_field(name, cells) if makes_a_facet(cells) else None


def _complete(events: pd.DataFrame, consume: bool) -> dict[str, Column]:
    """All known columns first, then the others; all text, nothing missing."""
    empty = empty_column(len(events))
    found = {str(name): cells for name, cells in events.items()}
    if consume:
        for place in range(len(found)):
            events.isetitem(place, empty.array)  # popping 600 columns takes two seconds
    others = [name for name in found if name not in EVENT_COLUMNS]
    return {
        name: _filled(found.pop(name)) if name in found else empty
        for name in (*EVENT_COLUMNS, *others)
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
    columns: dict[str, Column], order: Int64Array | None, long_texts: Executor, pool: Executor
) -> dict[str, Future[Column]]:
    """The columns in another order, made by two pools; those given are given up.

    Columns of many different texts have one to themselves that should have but one thread: they
    need much memory while they are moved.
    """
    return {
        name: (long_texts if columns[name].dtype == "str" else pool).submit(
            taken, columns.pop(name), order
        )
        for name in list(columns)
    }


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
    quotes: Mapping[str, tuple[Quote, ...]],
    sources: Mapping[str, Source],
    cited: Future[Column] | None,
    ids: Column,
) -> Field:
    """The sources of the events: those that their quotes are from, then those cited beside."""
    labels = source_labels(sources.values())

    def label_of(key: str) -> str:
        return labels.get(key, key)

    def names_of(key: str) -> Iterable[str]:
        return [sources[key].title] if key in sources else ()

    if cited is not None:
        cells = cited.result()
        if quotes:
            cells = _with_quoted(texts_of(cells), ids, quotes)
        return column_field("source", cells, several=True, label_of=label_of, names_of=names_of)
    if not quotes:
        nothing = np.zeros(len(ids), dtype=np.uint8)
        return make_field("source", [""], None, nothing, counts=np.array([len(ids)]))
    codes_of_keys = {"": 0}
    sizes = np.ones(len(ids), dtype=np.int32)
    codes_of_rows: dict[int, list[int]] = {}
    for row, named in _quoted(ids, quotes):
        sizes[row] = len(named)
        codes_of_rows[row] = [codes_of_keys.setdefault(key, len(codes_of_keys)) for key in named]
    offsets = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)
    codes = np.zeros(offsets[-1], dtype=np.int32)
    for row, found in codes_of_rows.items():
        codes[offsets[row] : offsets[row + 1]] = found
    return make_field(
        "source",
        list(codes_of_keys),
        None if len(codes) == len(ids) else offsets,
        codes,
        label_of=label_of,
        names_of=names_of,
    )


def _quoted(
    ids: Column, quotes: Mapping[str, tuple[Quote, ...]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows of events with the source_ids that their quotes name, each once."""
    rows = rows_of(texts_of(ids), quotes).tolist()
    for row, told in zip(rows, quotes.values(), strict=True):
        named = list(dict.fromkeys(quote.source_id for quote in told if quote.source_id))
        if named and row >= 0:
            yield row, named


def _with_quoted(cited: pa.Array, ids: Column, quotes: Mapping[str, tuple[Quote, ...]]) -> Column:
    """The cited source_ids, behind those that the quotes of each event name."""
    cells: list[str] = cited.to_pylist()
    for row, named in _quoted(ids, quotes):
        cells[row] = join_values(dict.fromkeys((*named, *split_values(cells[row]))))
    return column_of(pa.array(cells, TEXT))


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
    return source.publisher or source.title or host_of(source.url) or source.source_id


def _publisher_and_year(source: Source) -> str:
    return f"{_publisher(source)} {source.published[:4]}".strip()


def _publisher_and_title(source: Source) -> str:
    if source.title:
        return f"{_publisher(source)}, {source.title}"
    return source.url.partition("://")[2].removeprefix("www.") or _publisher(source)
