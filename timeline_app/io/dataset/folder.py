"""A dataset's folder as events, actors, types, sources, quotes and claims."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from timeline_app.core.build import CITED, KILLED
from timeline_app.core.progress import Progress
from timeline_app.core.records import Actor, Claim, Era, EventType, Quote, Source
from timeline_app.core.text import split_values
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.descriptor import columns_holding
from timeline_app.io.dataset.package import Package, read_package
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
from timeline_app.io.finding import ReadError
from timeline_app.io.own_columns import DATASET, own_columns
from timeline_app.io.parts import Parts

Made = TypeVar("Made")

_TEXTS = ("name", "title", "version", "description", "profile")
"""Properties of a descriptor that a dataset has by themselves, or that follow from what it is."""

TRUE_WORDS = frozenset({"true", "yes", "1"})
"""What `disputed` may say for yes, without case."""


def read_folder(path: Path, progress: Progress | None = None) -> Parts:
    """Read a dataset's folder, or its datapackage.json.

    Raises:
        ReadError: there is no dataset, or something of it would be lost.
        Cancelled: `progress` answered False.
    """
    package = read_package(path, progress=progress)
    if package.lost:
        raise ReadError(package.lost[0])
    return parts_of(package)


def parts_of(package: Package) -> Parts:
    """What stands in the tables of a package; absent tables and columns are empty."""
    name = package.text("name") or package.folder.resolve().name
    events = package.tables[EVENTS.name]
    held = partial(columns_holding, package.descriptor)
    names = {
        name: ours
        for cells, ours in ((KILLED_CELLS, KILLED), (CITED_CELLS, CITED))
        for name in held(cells)[:1]
    }
    frame = events.frame.rename(columns=names)
    columns = own_columns(RawTable(frame, events.rows, ReadingLog(events.file)))
    return Parts(
        name=name,
        title=package.text("title") or name,
        version=package.text("version"),
        description=package.text("description"),
        location=str(package.folder),
        files=package.files,
        events=columns.frame(),
        several=frozenset(held(SEVERAL_CELLS)),
        actors=_made(package, ACTORS, _actor),
        event_types=_made(package, EVENT_TYPES, _event_type),
        sources=_made(package, SOURCES, source_of),
        quotes=_made(package, QUOTES, quote_of),
        claims=_made(package, CLAIMS, _claim),
        eras=_made(package, ERAS, _era),
        about={name: told for name, told in package.descriptor.items() if name not in _TEXTS},
        format=DATASET,
        lines=events.rows,
        log=columns.table.log,
    )


def _made(package: Package, spec: TableSpec, make: Callable[[Record], Made]) -> list[Made]:
    table = package.tables.get(spec.name)
    return [make(record) for _row, record in table.records()] if table else []


def _actor(record: Record) -> Actor:
    return Actor(
        actor_id=record["actor_id"],
        name=record["name"] or record["actor_id"],
        kind=record["kind"],
        country=record["country"],
        aliases=split_values(record["aliases"]),
        description=record["description"],
    )


def _event_type(record: Record) -> EventType:
    return EventType(*(record[column] for column in EVENT_TYPES.columns))


def source_of(record: Record) -> Source:
    """A source as a record of its table tells of it."""
    return Source(*(record[column] for column in SOURCES.columns))


def quote_of(record: Record) -> Quote:
    """A quote as a record of its table tells of it."""
    return Quote(
        quote_id=record["quote_id"],
        event_id=record["event_id"],
        source_id=record["source_id"],
        exact=record["exact"],
        prefix=record["prefix"],
        suffix=record["suffix"],
        start=record.offset("start"),
        end=record.offset("end"),
        emphasis=record["emphasis"],
    )


def _era(record: Record) -> Era:
    return Era(record["title"], record["date"], record["colour"])


def _claim(record: Record) -> Claim:
    return Claim(
        claim_id=record["claim_id"],
        event_id=record["event_id"],
        quote_id=record["quote_id"],
        attribute=record["attribute"],
        subject=record["subject"],
        value=record["value"],
        disputed=record["disputed"].casefold() in TRUE_WORDS,
        note=record["note"],
    )
