"""What a dataset holds, one record at a time (DESIGN 4)."""

from collections.abc import Mapping
from dataclasses import dataclass

from timeline_app.core.when import When


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
    """Of its text as UTF-8."""
    note: str = ""
    derived_from: str = ""
    """What it republishes or closely rewrites: another source_id, or words that name a report that
    is no source here. Sources of one origin count as one independent source."""

    def in_line(self) -> str:
        """`Publisher, Title, published`, without what is not known."""
        return ", ".join(filter(None, (self.publisher, self.title, self.published)))


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

    def parts(self) -> tuple[str, str, str]:
        """The words before, in and after those that carry the event; all before where none do."""
        if self.emphasis and self.emphasis in self.exact:
            return self.exact.partition(self.emphasis)
        return self.exact, "", ""


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


@dataclass(frozen=True, slots=True)
class Era:
    """A named span of time behind the events, such as a war or a term of office; no event."""

    title: str
    date: str
    """EDTF, as for an event; one that cannot be read is drawn nowhere."""
    colour: str = ""
    """`#rrggbb` where the file gives one."""


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
    sources: tuple[str, ...]
    """Keys of the field `source`: those of its quotes, and others that the file names."""
    extra: Mapping[str, str]
