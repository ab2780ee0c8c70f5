"""The dataset in memory: frozen events, actors, types, sources, quotes and claims (DESIGN 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline_app.core.when import Times, When

EVENT_COLUMNS = (
    "event_id", "title", "date", "date_basis", "date_note", "event_type", "countries", "actors",
    "place", "admin1", "latitude", "longitude", "place_precision", "summary", "related",
)  # fmt: skip
"""The columns of events.csv that the program has words for; others are kept as `extra_columns`."""

FACETS = ("country", "actor", "type")
"""The fields of the filter panel, in its order."""
GROUPINGS = ("country", "actor", "type", "source", "")
"""The fields that lanes can be made of; "" is one lane."""


@dataclass(frozen=True, slots=True)
class Actor:
    actor_id: str
    name: str
    kind: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    event_type: str
    definition: str = ""
    acled_type: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    source_id: str
    publisher: str
    title: str
    published: str = ""
    """EDTF."""
    url: str = ""
    language: str = ""
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of a source; `start` and `end` count code points (W3C Web Annotation)."""

    quote_id: str
    event_id: str
    source_id: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1
    emphasis: str = ""
    """The part of `exact` that carries the event, or empty."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One attribute of an event as one quote states it."""

    claim_id: str
    event_id: str
    quote_id: str
    attribute: str
    subject: str
    value: str
    disputed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field to filter, count and group by: its values, and which events have which.

    Events and values are joined by pairs (rows[i], codes[i]), sorted by row, without repeats; an
    event with several values has several pairs. An event without a value has the pair of the value
    whose key is "" (present only where some event needs it), so each event has at least one pair.
    """

    name: str
    """`country actor type place source`, or the name of an imported column."""
    keys: tuple[str, ...]
    """What clauses store: alpha-3 code, actor_id, event type, source_id, else the value itself."""
    labels: tuple[str, ...]
    """What people read, same order; the label of the key "" is ""."""
    rows: npt.NDArray[np.int32]
    codes: npt.NDArray[np.int32]
    aliases: Mapping[str, int] = field(default_factory=dict)
    """Folded key, label and alias to code, for typed names (`core.text.fold`)."""

    def code_of(self, name: str) -> int | None:
        """The code of a typed name, matched without case and accents, by alias too; None if unknown."""
        raise NotImplementedError

    def keys_of(self, row: int) -> tuple[str, ...]:
        """The keys of one event, in order of appearance in the data."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Event:
    """One event as the details show it."""

    row: int
    event_id: str
    title: str
    when: When
    date_basis: str
    date_note: str
    event_type: str
    countries: tuple[str, ...]
    """Keys of the field `country`."""
    actors: tuple[str, ...]
    """Keys of the field `actor`."""
    place: str
    admin1: str
    latitude: str
    longitude: str
    place_precision: str
    summary: str
    related: tuple[str, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    extra: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Dataset:
    """All events with their actors, types, sources, quotes and claims; never changed once built.

    Rows of `events` and of `times` are sorted by (start, end, event_id), undated last.
    """

    name: str
    title: str
    version: str
    description: str
    location: str
    """Folder or file it was read from, as shown to people."""
    events: pd.DataFrame
    """EVENT_COLUMNS and then `extra_columns`, all text ("" for nothing), index 0..n-1."""
    times: Times
    fields: Mapping[str, Field]
    """`country actor type place source` first, then extra columns that make good facets."""
    actors: Mapping[str, Actor]
    event_types: Mapping[str, EventType]
    sources: Mapping[str, Source]
    quotes: Mapping[str, tuple[Quote, ...]]
    """event_id to its quotes, in the order of quotes.csv."""
    claims: Mapping[str, tuple[Claim, ...]]
    """event_id to its claims, in the order of claims.csv."""
    extra_columns: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.events)

    def row_of(self, event_id: str) -> int | None:
        """The row of an event, None where there is none of that id."""
        raise NotImplementedError

    def event(self, row: int) -> Event:
        """Everything known of one event."""
        raise NotImplementedError
