"""The tables of one or several datasets, ready to be built into one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.compute as pc

from timeline_app.core.build import build_dataset
from timeline_app.core.columns import texts_of
from timeline_app.core.dataset import Actor, Claim, Dataset, EventType, Quote, Source
from timeline_app.core.ids import have_repeats
from timeline_app.core.text import join_values, split_values


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What was read from one path; the fields are those of Dataset."""

    name: str
    title: str
    location: str
    files: tuple[Path, ...]
    events: pd.DataFrame
    version: str = ""
    description: str = ""
    actors: list[Actor] = field(default_factory=list)
    event_types: list[EventType] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)


def build(parts: Sequence[Parts]) -> Dataset:
    """One dataset from all parts, in their order, which are given up.

    An actor or event type of several parts is that of the first. An event or source whose id is
    taken gets a number behind it ("id (2)"), in its quotes and claims too.
    """
    whole = _with_unique_events(parts[0])
    for part in parts[1:]:
        whole = _joined(whole, part)
    return build_dataset(
        name=whole.name,
        title=whole.title,
        version=whole.version,
        description=whole.description,
        location=whole.location,
        files=whole.files,
        events=whole.events,
        consume=True,
        actors=_first_of_each(whole.actors, "actor_id"),
        event_types=_first_of_each(whole.event_types, "event_type"),
        sources=_first_of_each(whole.sources, "source_id"),
        quotes=whole.quotes,
        claims=whole.claims,
    )


def _first_of_each(items: Sequence[Any], key: str) -> list[Any]:
    first: dict[str, Any] = {}
    for item in items:
        first.setdefault(getattr(item, key), item)
    return list(first.values())


def _with_unique_events(part: Parts) -> Parts:
    """Events whose id is empty or stood above already get a number, so that none hides another."""
    ids = part.events["event_id"]
    cells = texts_of(ids)
    if not have_repeats(cells) and not pc.any(pc.equal(cells, "")).as_py():
        return part
    free = _FreeNames(ids)
    seen: set[str] = set()
    unique = []
    for event_id in ids.tolist():
        if not event_id or event_id in seen:
            event_id = free.like(event_id or "event")
        seen.add(event_id)
        unique.append(event_id)
    return replace(part, events=part.events.assign(event_id=pd.Series(unique, dtype="str")))


def _joined(one: Parts, other: Parts) -> Parts:
    other = _with_unique_events(other)
    other = _renamed_sources(other, {source.source_id for source in one.sources})
    other = _renamed_events(other, set(one.events["event_id"]))
    return Parts(
        name=f"{one.name}+{other.name}",
        title=f"{one.title} + {other.title}",
        location=f"{one.location}, {other.location}",
        files=one.files + other.files,
        events=pd.concat([one.events, other.events], ignore_index=True).fillna(""),
        actors=one.actors + other.actors,
        event_types=one.event_types + other.event_types,
        sources=one.sources + other.sources,
        quotes=one.quotes + other.quotes,
        claims=one.claims + other.claims,
    )


def _renamed_events(part: Parts, taken: set[str]) -> Parts:
    ids = part.events["event_id"].tolist()
    names = _FreeNames(taken, ids).instead_of(ids, taken)
    if not names:
        return part
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


def _renamed_sources(part: Parts, taken: set[str]) -> Parts:
    ids = [source.source_id for source in part.sources]
    names = _FreeNames(taken, ids).instead_of(ids, taken)
    if not names:
        return part
    return replace(
        part,
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
