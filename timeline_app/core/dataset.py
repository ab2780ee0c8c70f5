"""The dataset in memory: frozen events, actors, types, sources, quotes and claims (DESIGN 4).

Modules that bring pandas or Arrow are imported where they are needed: a window is shown before.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from dataclasses import fields as fields_of
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

from timeline_app.core.anchors import NOT_CHECKED, Anchor, AnchorState
from timeline_app.core.bitmaps import bitmap_of_flags
from timeline_app.core.calendar import Int64Array
from timeline_app.core.fields import Field as Field
from timeline_app.core.figures import conflicts
from timeline_app.core.kinds import Kinds, kinds_of, usual_kinds
from timeline_app.core.reading import Reading
from timeline_app.core.records import Actor, Claim, Era, Event, EventType, Quote, Source
from timeline_app.core.reported import ReportedDate, reported_dates
from timeline_app.core.text import split_values
from timeline_app.core.time_index import TimeIndex
from timeline_app.core.when import DateError, Form, Times, When, parse_when

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from timeline_app.core.evidence_fields import EvidenceFields
    from timeline_app.core.order import Orders
    from timeline_app.core.search import SearchIndex

EVENT_COLUMNS = (
    "event_id", "title", "date", "date_basis", "date_note", "event_type", "countries", "actors",
    "place", "admin1", "latitude", "longitude", "place_precision", "summary", "related",
)  # fmt: skip
"""The columns of events.csv that the program has words for; others are kept as `extra_columns`."""

FIELD_OF_COLUMN = {
    "event_type": "type",
    "countries": "country",
    "actors": "actor",
    "sources": "source",
}
"""Columns, of events.csv and of the table, that are fields under another name."""

FACETS = ("country", "actor", "type")
"""The fields of the filter panel, in its order."""

_BY_ANCHORS = ("anchor_counts", "_evidence_fields", "passing")
"""What a dataset works out that depends on where its quotes stand."""

MOST_REMEMBERED = 100_000
"""Ids whose rows are remembered."""


@dataclass(frozen=True, eq=False)
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
    events: "pd.DataFrame"
    """EVENT_COLUMNS and then `extra_columns`, all text ("" for nothing), index 0..n-1.

    A column of few different values may be a Categorical.
    """
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
    killed: "pd.Series[str] | None" = None
    """What the file itself says of people killed, as a claim's value, "" for nothing: a claim of
    each event beside `claims`, for figures come with millions of rows."""
    extra_columns: tuple[str, ...] = ()
    several: frozenset[str] = frozenset()
    """Those of `extra_columns` whose cells hold several values, joined as those of `actors` are."""
    files: tuple[Path, ...] = ()
    """Absolute paths of all it was read from; nothing may be written over them."""
    eras: tuple[Era, ...] = ()
    """Spans behind the events, in the order of the file."""
    about: Mapping[str, Any] = made_by(default_factory=dict)
    """What else its descriptor says, as it stands there: licences, contributors, schemas."""
    readings: tuple[Reading, ...] = ()
    """The report on each file that was read."""
    anchors: Mapping[Quote, Anchor] = made_by(default_factory=dict)
    """Where each quote stands in the texts that were looked at; none where none was."""

    def __len__(self) -> int:
        return len(self.events)

    def row_of(self, event_id: str) -> int | None:
        """The row of an event, None where there is none of that id."""
        row = self._recent.get(event_id)
        if row is None:
            row = int(self.rows_of([event_id])[0])
        return row if row >= 0 else None

    def id_of(self, row: int) -> str:
        """The event_id of a row."""
        event_id = str(self._ids[row])
        self._remember({event_id: row})
        return event_id

    def rows_of(self, event_ids: Iterable[str]) -> Int64Array:
        """The row of each of several events, -1 where there is none: one pass for all of them."""
        ids = list(event_ids)
        recent = self._recent
        wanted = list(dict.fromkeys(ids))
        rows = {event_id: recent[event_id] for event_id in wanted if event_id in recent}
        if len(rows) < len(wanted):
            from timeline_app.core.ids import rows_of

            rows = dict(zip(wanted, rows_of(self._ids, wanted).tolist(), strict=True))
            self._remember(rows)
        return np.array([rows[event_id] for event_id in ids], dtype=np.int64)

    def event(self, row: int, *, with_extra: bool = True) -> Event:
        """Everything known of one event, with or without the columns we have no word for."""
        cells = {name: str(self._cells[name][row]) for name in EVENT_COLUMNS}
        extra = self.extra_columns if with_extra else ()
        event_id = cells["event_id"]
        return Event(
            row=row,
            event_id=event_id,
            title=cells["title"],
            when=_when(cells["date"]),
            date_basis=cells["date_basis"],
            date_note=cells["date_note"],
            event_type=cells["event_type"],
            countries=self.fields["country"].keys_of(row),
            actors=self.fields["actor"].keys_of(row),
            place=cells["place"],
            admin1=cells["admin1"],
            latitude=cells["latitude"],
            longitude=cells["longitude"],
            place_precision=cells["place_precision"],
            summary=cells["summary"],
            related=split_values(cells["related"]),
            quotes=self.quotes.get(event_id, ()),
            claims=self.claims_at(row),
            sources=tuple(filter(None, self.fields["source"].keys_of(row))),
            extra={name: self.in_words(name, str(self._cells[name][row])) for name in extra},
        )

    def claims_at(self, row: int) -> tuple[Claim, ...]:
        """All that is claimed of one event."""
        event_id = self.id_of(row)
        claims = self.claims.get(event_id, ())
        value = "" if self.killed is None else str(self.killed.array[row])
        return (*claims, Claim("", event_id, "", "killed", "people", value)) if value else claims

    def source(self, source_id: str) -> Source:
        """The source of an id; one that the dataset does not describe is called by its id."""
        return self.sources.get(source_id) or Source(source_id, "", source_id)

    def every_quote(self) -> Iterator[Quote]:
        """All quotes, event by event."""
        return chain.from_iterable(self.quotes.values())

    def anchor_of(self, quote: Quote) -> Anchor:
        """How far a quote was proved to stand in the text of its source."""
        return self.anchors.get(quote, NOT_CHECKED)

    def with_anchors(self, anchors: Mapping[Quote, Anchor]) -> "Dataset":
        """The same dataset with its quotes looked up in texts.

        What was worked out is kept, but for what depends on where quotes stand.
        """
        made = replace(self, anchors=anchors)
        others = {*(one.name for one in fields_of(self)), *_BY_ANCHORS}
        known = self.__dict__.copy()  # in one step: other threads may be adding to it
        made.__dict__.update({name: known[name] for name in known.keys() - others})
        return made

    def with_anchors_of(self, other: "Dataset") -> "Dataset":
        """The same dataset with what is known of its quotes from another that has them too."""
        if not other.anchors:
            return self
        known = other.anchors
        return self.with_anchors({q: known[q] for q in self.every_quote() if q in known})

    def in_words(self, name: str, cell: str) -> str:
        """A cell of an extra column as people read it."""
        return ", ".join(split_values(cell)) if name in self.several else cell

    def field(self, name: str) -> Field | None:
        """The field of that name; any column makes one when asked for. None if there is none.

        One that follows from the evidence (`core.evidence_fields`) comes after columns.
        """
        if name not in self.extra_columns:
            name = FIELD_OF_COLUMN.get(name, name)
        if name in self.fields:
            return self.fields[name]
        if name not in self._column_fields and name in self.events:
            from timeline_app.core.make_fields import column_field

            several = name == "related" or name in self.several
            self._column_fields[name] = column_field(name, self.events[name], several=several)
        found = self._column_fields.get(name)
        return self._evidence_fields.field(name) if found is None else found

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields that are offered: `fields`, then those that follow from the evidence."""
        return (*self.fields, *self._evidence_fields.names)

    def prepare(self) -> None:
        """Make at once what every first screen asks for, which takes a while for many events."""
        with ThreadPoolExecutor(2) as pool:
            made = [pool.submit(getattr, self.fields[name], "postings") for name in FACETS]
            _ = self.time_index.end_rank, self.kinds, self.vague, self.signed
            for job in made:
                job.result()

    @cached_property
    def anchor_counts(self) -> Mapping[AnchorState, int]:
        """How many quotes there are of each state, in the order of the states."""
        found = Counter(self.anchor_of(quote).state for quote in self.every_quote())
        return {state: found[state] for state in AnchorState if found[state]}

    @cached_property
    def _cells(self) -> Mapping[str, Any]:
        """The columns of `events` as arrays, which are looked up faster than those of pandas."""
        return {str(name): cells.array for name, cells in self.events.items()}

    @cached_property
    def actor_names(self) -> Mapping[str, str]:
        """actor_id to name."""
        return {actor_id: actor.name for actor_id, actor in self.actors.items()}

    @cached_property
    def disputed(self) -> npt.NDArray[np.bool_]:
        """One flag per event: do its claims conflict, or does a source call one disputed."""
        flags = np.zeros(len(self), dtype=bool)
        rows = self.rows_of(key for key, claims in self.claims.items() if conflicts(claims))
        flags[rows[rows >= 0]] = True
        return flags

    @cached_property
    def reported(self) -> Mapping[int, tuple[ReportedDate, ...]]:
        """Row to the dates that claims give of an event, but for its own."""
        return reported_dates(self)

    @cached_property
    def orders(self) -> "Orders":
        """The rows in the order of each column, made when first asked for."""
        from timeline_app.core.order import Orders  # which needs to know what a dataset is

        return Orders(self)

    @cached_property
    def time_index(self) -> TimeIndex:
        """The dated events in order of time."""
        return TimeIndex(self.times)

    @cached_property
    def signed(self) -> "Signed":
        """The dated events that have a sign beside their mark, or reported dates."""
        dated, times = self.time_index.dated, self.times
        return Signed(
            uncertain=bitmap_of_flags(times.uncertain) & dated,
            approximate=bitmap_of_flags(times.approximate) & dated,
            disputed=bitmap_of_flags(self.disputed) & dated,
            reported=BitMap(self.reported),
        )

    @cached_property
    def vague(self) -> BitMap:
        """Dated events of which not even the day is known when they happened, began or ended."""
        times = self.times
        bounded = times.form == Form.LASTING
        lasting = bounded | (times.form == Form.ONGOING) | (times.form == Form.OPEN_END)
        vague_start = lasting & (times.solid_start != times.start)
        vague_end = bounded & (times.solid_end != times.end)
        within = (times.form == Form.WITHIN) | (times.form == Form.ONE_OF)
        return bitmap_of_flags(within | vague_start | vague_end)

    @cached_property
    def kinds(self) -> tuple[Kinds, Kinds]:
        """Kinds of events for densities: of all, and of those that last as long as most do."""
        kinds = kinds_of(self.fields["type"])
        return kinds, usual_kinds(kinds, self.time_index)

    @cached_property
    def passing(self) -> dict[object, BitMap]:
        """The events that pass each clause asked for of late (`core.clauses.events_of`)."""
        return {}

    @cached_property
    def search_index(self) -> "SearchIndex":
        """The texts of all events, made ready at the first search."""
        from timeline_app.core.search import SearchIndex

        return SearchIndex(self)

    @cached_property
    def _ids(self) -> "pa.Array":
        from timeline_app.core.columns import texts_of

        return texts_of(self.events["event_id"])

    @cached_property
    def _recent(self) -> dict[str, int]:
        """The rows of ids asked for lately, -1 for what is no event's."""
        return {}

    def _remember(self, rows: Mapping[str, int]) -> None:
        if len(self._recent) + len(rows) > MOST_REMEMBERED:
            self._recent.clear()
        self._recent.update(rows)

    @cached_property
    def _evidence_fields(self) -> "EvidenceFields":
        from timeline_app.core.evidence_fields import EvidenceFields  # which knows datasets

        return EvidenceFields(self)

    @cached_property
    def _column_fields(self) -> dict[str, Field]:
        return {}


@dataclass(frozen=True, slots=True)
class Signed:
    """Sets of events by the signs of their marks."""

    uncertain: BitMap
    approximate: BitMap
    disputed: BitMap
    reported: BitMap


def _when(text: str) -> When:
    """The meaning of a date; what cannot be read is undated with its text kept."""
    try:
        return parse_when(text)
    except DateError:
        return replace(parse_when(""), text=text)
