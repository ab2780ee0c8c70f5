"""Datasets for tests: `small_dataset()` has one event of every kind, `make_dataset` any others."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from timeline_app.core.build import build_dataset
from timeline_app.core.columns import encoded
from timeline_app.core.dataset import EVENT_COLUMNS, Dataset
from timeline_app.core.dates import read_dates
from timeline_app.core.records import Actor, Claim, EventType, Quote, Source
from timeline_app.core.when import Times

MARKUP = "<b>x</b>"
"""Text that must be shown as it stands."""


def make_dataset(
    *events: Mapping[str, str],
    actors: Iterable[Actor] = (),
    event_types: Iterable[EventType] = (),
    sources: Iterable[Source] = (),
    quotes: Iterable[Quote] = (),
    claims: Iterable[Claim] = (),
    columns: Sequence[str] = EVENT_COLUMNS,
) -> Dataset:
    """A dataset of events given by some of their columns; `event_id` is e0, e1, ... by default."""
    rows = [{"event_id": f"e{number}", **event} for number, event in enumerate(events)]
    return build_dataset(
        name="test-set",
        title="Test set",
        version="1.0.0",
        description="Events invented for tests.",
        location="tests",
        events=pd.DataFrame(rows, columns=None if rows else list(columns)),
        actors=actors,
        event_types=event_types,
        sources=sources,
        quotes=quotes,
        claims=claims,
    )


def parse_times(texts: Sequence[str]) -> Times:
    """The dates of a column of events."""
    codes, different = encoded(pd.Series(texts, dtype="str"))
    return read_dates(different).times(codes)


def make_quote(quote_id: str, event_id: str, source_id: str = "s1", exact: str = "") -> Quote:
    return Quote(quote_id, event_id, source_id, exact or f"Words of {quote_id}.")


def make_claim(
    attribute: str,
    value: str,
    *,
    subject: str = "",
    event_id: str = "e0",
    disputed: bool = False,
    claim_id: str = "c",
    quote_id: str = "q",
) -> Claim:
    return Claim(claim_id, event_id, quote_id, attribute, subject, value, disputed)


ACTORS = (
    Actor(
        "gtm-army", "Guatemalan Army", "state force", "GTM", ("Ejército de Guatemala", "the army")
    ),
    Actor("perez-molina", "Otto Pérez Molina", "political leader", "GTM", ("Pérez Molina", "OPM")),
    Actor("zetas", "Los Zetas", "criminal group", "MEX", ("Zetas",)),
    Actor("sinaloa", "Sinaloa Cartel", "criminal group", "MEX", ("Cártel de Sinaloa",)),
    Actor("migrants", f"Migrants {MARKUP}", "civilians"),
)
EVENT_TYPES = (
    EventType("Armed clash", "Two armed sides exchange fire.", "Armed clash"),
    EventType("Attack", "One side attacks.", "Attack"),
    EventType("Policy or statement", "A government announces something.", "none"),
    EventType("Displacement", "People leave their homes.", "none"),
)
SOURCES = (
    Source("s1", "Prensa Ejemplar", "Ataque en la frontera", "2025-06-09", "https://example.org/1"),
    Source(
        "s2", "The Example Times", "Clashes on the border", "2024-07-24", "https://example.org/2"
    ),
    Source("s3", "The Example Times", f"A year on {MARKUP}", "2025-07-01"),
)


def _event(
    event_id: str,
    title: str,
    date: str,
    event_type: str,
    countries: str,
    actors: str,
    **others: str,
) -> dict[str, str]:
    return {
        "event_id": event_id,
        "title": title,
        "date": date,
        "date_basis": "stated",
        "event_type": event_type,
        "countries": countries,
        "actors": actors,
        **others,
    }


EVENTS = (
    _event("1986", "Peace talks begin", "1986", "Policy or statement", "GTM", "", weight="3",
           region="north"),
    _event("2006-12", "Operation begins", "2006-12/..", "Policy or statement", "MEX", "",
           weight="12"),
    _event("2007-01-open", "Camp is set up", "2007-01/", "Displacement", "MEX", "migrants"),
    _event("2010-december", "State of siege", "[2010-12,2011-12]", "Policy or statement", "GTM",
           "gtm-army|perez-molina", place="Cobán", admin1="Alta Verapaz"),
    _event("2012-02", "Pérez Molina proposes a debate", "2012-02?", "Policy or statement",
           "GTM|MEX", "perez-molina", date_basis="inferred", date_note="The text says last month."),
    _event("2024-06-late", "Families cross the border", "[2024-06-21..2024-06-30]", "Displacement",
           "GTM|MEX", "migrants", place="Cuilco", admin1="Huehuetenango", latitude="15.4",
           longitude="-91.9", place_precision="municipality", summary="About 200 people flee."),
    _event("2024-07-23", "Clashes in Chiapas", "2024-07-23/2024-08-02", "Armed clash", "MEX",
           "zetas|sinaloa", place="Frontera Comalapa", region="south"),
    _event("2024-08", "Roadblocks until autumn", "2024-08~/2024-10", "Armed clash", "MEX",
           "sinaloa", region="south"),
    _event("2025-06-08", "Five police officers killed", "2025-06-08", "Attack", "MEX", "sinaloa",
           place="Frontera Comalapa", summary="A patrol is ambushed.", related="2025-06-08-reply"),
    _event("2025-06-08-reply", "Gunmen chased across the border", "2025-06-08T14:30:00Z",
           "Armed clash", "GTM|MEX", "gtm-army|sinaloa", place="La Mesilla",
           related="2025-06-08|2024-07-23", date_basis="external"),
    _event("2025-12-08", f"Attack on an outpost {MARKUP}", "2025-12-08%", "Attack", "GTM", "zetas",
           summary=f"Said {MARKUP} & more.", place=f"Tecún Umán {MARKUP}"),
    _event("no-date", "Rumour of a tunnel", "", "", "", "", note="a|b"),
)  # fmt: skip

QUOTES = (
    Quote("q1", "2025-06-08", "s1", "Murieron cinco policías en el ataque.", "", "", 10, 47,
          "cinco policías"),
    Quote("q2", "2025-06-08", "s2", "At least four officers died, officials said.",
          emphasis="four"),
    Quote("q3", "2025-06-08-reply", "s1", "Four gunmen were killed by the army."),
    Quote("q4", "2025-12-08", "s3", f"Who did it is contested {MARKUP}."),
    Quote("q5", "2024-07-23", "s2", "The clashes lasted\u00a0eleven days."),
    Quote("q6", "2024-06-late", "s2", "About 200 people fled in late June."),
)  # fmt: skip
CLAIMS = (
    Claim("c1", "2025-06-08", "q1", "killed", "police officers", "5"),
    Claim("c2", "2025-06-08", "q2", "killed", "police officers", ">=4"),
    Claim("c3", "2025-06-08-reply", "q3", "killed", "gunmen", "4"),
    Claim("c4", "2025-12-08", "q4", "attribution", "", "zetas", disputed=True),
    Claim("c5", "2025-12-08", "q4", "attribution", "", "sinaloa", disputed=True),
    Claim("c6", "2024-06-late", "q6", "displaced", "people", "~200"),
)


def small_dataset() -> Dataset:
    """Twelve events: every form of date, several and missing values, accents, markup as text.

    `weight` is an extra column of numbers, `note` of free text, `region` makes a facet. Only
    "2025-12-08" is disputed; "no-date" has no type, country, actor, place or quote.
    """
    return make_dataset(
        *EVENTS,
        actors=ACTORS,
        event_types=EVENT_TYPES,
        sources=SOURCES,
        quotes=QUOTES,
        claims=CLAIMS,
    )
