"""The tables of one or several datasets, ready to be built into one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app.core.build import CITED, build_dataset
from timeline_app.core.columns import TEXT, column_of, texts_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.reading import Outcome
from timeline_app.core.records import Actor, Claim, Era, EventType, Quote, Source
from timeline_app.core.span import Form
from timeline_app.core.text import join_values, split_values
from timeline_app.io.containers.raw_table import ReadingLog
from timeline_app.io.containers.text_file import readable
from timeline_app.io.finding import say


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What was read from one path; the fields are those of Dataset, each event has its own id."""

    name: str
    title: str
    location: str
    files: tuple[Path, ...]
    events: pd.DataFrame
    several: frozenset[str] = frozenset()
    version: str = ""
    description: str = ""
    actors: list[Actor] = field(default_factory=list)
    event_types: list[EventType] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    eras: list[Era] = field(default_factory=list)
    about: Mapping[str, Any] = field(default_factory=dict)
    format: str = ""
    """The name of the format that it was read as."""
    lines: Sequence[int] = ()
    """Where in the file each event stands, as problems call it; empty where nobody asks."""
    log: ReadingLog = field(default_factory=lambda: ReadingLog(""))
    """What is told of the reading so far."""


def build(parts: Sequence[Parts]) -> Dataset:
    """One dataset from all parts, in their order, which are given up.

    An actor or event type of several parts is that of the first. An event or source whose id is
    taken gets a number behind it ("id (2)"), in its quotes and claims too. Of several parts each
    event knows its file, in a column of its own.
    """
    names = _file_names(parts)
    column = _free_column(parts) if len(parts) > 1 else ""
    whole, *others = (
        _with_file(part, column, name) for part, name in zip(parts, names, strict=True)
    )
    for part in others:
        whole = _joined(whole, part)
    dataset = build_dataset(
        name=whole.name,
        title=whole.title,
        version=whole.version,
        description=whole.description,
        location=whole.location,
        files=whole.files,
        events=whole.events,
        consume=True,
        several=whole.several,
        actors=_first_of_each(whole.actors, "actor_id"),
        event_types=_first_of_each(whole.event_types, "event_type"),
        sources=_first_of_each(whole.sources, "source_id"),
        quotes=whole.quotes,
        claims=whole.claims,
        eras=whole.eras,
        about=whole.about,
    )
    undated = dataset.times.form == Form.UNDATED
    readings = []
    for part, name in zip(parts, names, strict=True):
        mine = (dataset.events[column] == name).to_numpy() if column else np.ones_like(undated)
        events, without_date = int((mine & ~undated).sum()), int((mine & undated).sum())
        readings.append(part.log.reading(part.format, events, without_date))
    return replace(dataset, readings=tuple(readings))


def _file_names(parts: Sequence[Parts]) -> list[str]:
    """What the events of each part say of where they are from: the file's name, or its place."""
    names = [Path(part.location).name for part in parts]
    return [
        readable(part.location if names.count(name) > 1 else name)
        for part, name in zip(parts, names, strict=True)
    ]


def _free_column(parts: Sequence[Parts]) -> str:
    taken = {str(name) for part in parts for name in part.events.columns}
    return "file" if "file" not in taken else _FreeNames(taken).like("file")


def _with_file(part: Parts, column: str, name: str) -> Parts:
    """Each event with the file that it is from, before what else its file says; as it is where
    there is no such column."""
    if not column:
        return part
    events = part.events.assign(**{column: name}).astype({column: "str"})
    return replace(part, events=events[[column, *part.events.columns]])


def _first_of_each(items: Sequence[Any], key: str) -> list[Any]:
    first: dict[str, Any] = {}
    for item in items:
        first.setdefault(getattr(item, key), item)
    return list(first.values())


def _joined(one: Parts, other: Parts) -> Parts:
    other = _renamed_sources(other, {source.source_id for source in one.sources})
    other = _renamed_events(other, set(one.events["event_id"]))
    return Parts(
        name=f"{one.name}+{other.name}",
        title=f"{one.title} + {other.title}",
        location=f"{one.location}, {other.location}",
        files=one.files + other.files,
        several=one.several | other.several,
        events=_stacked(one.events, other.events),
        actors=one.actors + other.actors,
        event_types=one.event_types + other.event_types,
        sources=one.sources + other.sources,
        quotes=one.quotes + other.quotes,
        claims=one.claims + other.claims,
        eras=one.eras + other.eras,
        about=_both_about(one.about, other.about),
    )


def _both_about(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What two descriptors list, such as licences and contributors, each once."""
    lists: dict[str, Any] = {}
    for about in (one, other):
        for name, value in about.items():
            if isinstance(value, list) and name != "resources":
                known = lists.setdefault(name, [])
                known += [item for item in value if item not in known]
    return lists


def _stacked(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The rows of both; a column that one of them lacks is empty there."""
    return pd.DataFrame(
        {
            name: column_of(pa.chunked_array([_cells(one, name), _cells(other, name)]))
            for name in dict.fromkeys([*one.columns, *other.columns])
        },
        copy=False,
    )


def _cells(frame: pd.DataFrame, name: str) -> pa.Array:
    return texts_of(frame[name]) if name in frame else pa.repeat(pa.scalar("", TEXT), len(frame))


def _renamed_events(part: Parts, taken: set[str]) -> Parts:
    ids = part.events["event_id"].tolist()
    names = _FreeNames(taken, ids).instead_of(ids, taken)
    if not names:
        return part
    for place, event_id in enumerate(ids):
        if event_id in names:
            part.log.tell(
                Outcome.REPAIRED,
                part.lines[place] if part.lines else 0,
                _taken(event_id, names[event_id]),
                column="event_id",
                text=event_id,
            )
    events = part.events.assign(
        event_id=pd.Series([names.get(event_id, event_id) for event_id in ids], dtype="str")
    )
    if "related" in events:
        events["related"] = [_renamed_list(cell, names) for cell in events["related"]]
    return replace(
        part,
        events=events,
        quotes=[replace(q, event_id=names.get(q.event_id, q.event_id)) for q in part.quotes],
        claims=[replace(c, event_id=names.get(c.event_id, c.event_id)) for c in part.claims],
    )


def _taken(event_id: str, new: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            'The id "{event_id}" is that of an event of another file, too; this one is called '
            '"{new}".',
        ),
        event_id=event_id,
        new=new,
    )


def _renamed_sources(part: Parts, taken: set[str]) -> Parts:
    ids = [source.source_id for source in part.sources]
    names = _FreeNames(taken, ids).instead_of(ids, taken)
    if not names:
        return part
    events = part.events
    if CITED in events:
        events = events.assign(**{CITED: [_renamed_list(cell, names) for cell in events[CITED]]})
    return replace(
        part,
        events=events,
        sources=[replace(s, source_id=names.get(s.source_id, s.source_id)) for s in part.sources],
        quotes=[replace(q, source_id=names.get(q.source_id, q.source_id)) for q in part.quotes],
    )


def _renamed_list(cell: str, names: dict[str, str]) -> str:
    return join_values(names.get(value, value) for value in split_values(cell)) if cell else cell


class _FreeNames:
    """Gives names that nobody has: "name (2)", "name (3)" ..."""

    def __init__(self, *taken: Iterable[str]) -> None:
        self._taken = set(chain(*taken))
        self._last: dict[str, int] = {}

    def like(self, name: str) -> str:
        """The next free name after this one."""
        number = self._last.get(name, 1) + 1
        while (free := f"{name} ({number})") in self._taken:
            number += 1
        self._last[name] = number
        self._taken.add(free)
        return free

    def instead_of(self, names: Iterable[str], clashing: set[str]) -> dict[str, str]:
        """Those of the names that clash, with a free one for each."""
        return {name: self.like(name) for name in names if name in clashing}
