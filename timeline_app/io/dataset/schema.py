"""The tables of a dataset on disk: their columns and closed lists (DESIGN 4.1)."""

from dataclasses import dataclass
from typing import Final

from timeline_app.core.dataset import EVENT_COLUMNS

DESCRIPTOR: Final = "datapackage.json"
JSON_FORMAT: Final = "timeline-app dataset"
"""What a dataset in one JSON file calls its `format`."""
JSON_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class TableSpec:
    """What a table must hold."""

    name: str
    columns: tuple[str, ...]
    key: str
    """The column that names a record, unique in the table; "" for none."""
    needed: tuple[str, ...]
    """Columns without which nothing of the table can be used."""
    filled: tuple[str, ...]
    """Columns in which no cell may be empty."""
    optional: tuple[str, ...] = ()
    """Columns that may be absent: datasets were made before there were such."""
    is_optional: bool = False
    """Whether the table may be absent."""

    @property
    def file(self) -> str:
        """The file of the table where no descriptor names another."""
        return f"{self.name}.csv"


EVENTS: Final = TableSpec(
    "events",
    EVENT_COLUMNS,
    key="event_id",
    needed=("event_id", "title", "date"),
    filled=("event_id", "title", "date", "date_basis", "event_type"),
)
ACTORS: Final = TableSpec(
    "actors",
    ("actor_id", "name", "kind", "country", "aliases", "description"),
    key="actor_id",
    needed=("actor_id",),
    filled=("actor_id", "name", "kind"),
)
EVENT_TYPES: Final = TableSpec(
    "event_types",
    ("event_type", "definition", "acled_type"),
    key="event_type",
    needed=("event_type",),
    filled=("event_type", "definition", "acled_type"),
)
SOURCES: Final = TableSpec(
    "sources",
    (
        "source_id", "publisher", "title", "published", "url", "language", "sha256", "note",
        "derived_from",
    ),
    key="source_id",
    needed=("source_id",),
    filled=("source_id", "publisher", "title", "sha256"),
    optional=("derived_from",),
)  # fmt: skip
QUOTES: Final = TableSpec(
    "quotes",
    (
        "quote_id", "event_id", "source_id", "exact", "prefix", "suffix", "start", "end",
        "emphasis",
    ),
    key="quote_id",
    needed=("event_id", "source_id", "exact"),
    filled=("quote_id", "event_id", "source_id", "exact", "start", "end"),
)  # fmt: skip
CLAIMS: Final = TableSpec(
    "claims",
    (
        "claim_id", "event_id", "quote_id", "attribute", "subject", "value", "disputed", "note",
    ),
    key="claim_id",
    needed=("event_id", "attribute", "value"),
    filled=("claim_id", "event_id", "quote_id", "attribute", "value"),
)  # fmt: skip

ERAS: Final = TableSpec(
    "eras",
    ("title", "date", "colour"),
    key="",
    needed=("title", "date"),
    filled=("title", "date"),
    optional=("colour",),
    is_optional=True,
)

TABLES: Final = (EVENTS, ACTORS, EVENT_TYPES, SOURCES, QUOTES, CLAIMS, ERAS)

OURS: Final = "timeline_app"
"""A property of ours of a field in a descriptor, which says what a column of events holds, whatever
it is called: one of the following."""
KILLED_CELLS: Final = "killed"
"""What the file says of people killed in each event, as values of claims."""
CITED_CELLS: Final = "cited"
"""The sources of each event beside those of its quotes."""
SEVERAL_CELLS: Final = "several"
"""Several values in a cell."""

ENUMS: Final = {
    ("events", "date_basis"): ("stated", "inferred", "external"),
    ("events", "place_precision"): (
        "exact",
        "town",
        "municipality",
        "department or state",
        "country",
    ),
    ("actors", "kind"): (
        "state force",
        "government",
        "criminal group",
        "political leader",
        "international body",
        "civilians",
        "other",
    ),
    ("event_types", "acled_type"): (
        "Government regains territory", "Non-state actor overtakes territory", "Armed clash",
        "Excessive force against protesters", "Protest with intervention", "Peaceful protest",
        "Violent demonstration", "Mob violence", "Chemical weapon", "Air/drone strike",
        "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade", "Sexual violence", "Attack", "Abduction/forced disappearance", "Agreement",
        "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction",
        "Non-violent transfer of territory", "Other", "none",
    ),
    ("claims", "attribute"): (
        "date",
        "killed",
        "injured",
        "arrested",
        "displaced",
        "troops_before",
        "troops_after",
        "attribution",
        "place",
    ),
}  # fmt: skip
"""The closed lists where the descriptor gives none."""

TYPES: Final = {
    ("quotes", "start"): "integer",
    ("quotes", "end"): "integer",
    ("claims", "disputed"): "boolean",
}
"""The types that are not text, where the descriptor gives none."""
