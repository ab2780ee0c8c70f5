"""Matters, figures and disputes: what the claims on an event amount to (DESIGN 4.1 and 5)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations
from typing import TYPE_CHECKING, Final

from timeline_app.core.date_errors import DateError
from timeline_app.core.edtf_forms import Reading, read
from timeline_app.core.origins import origins
from timeline_app.core.span import OPEN, Form, Span
from timeline_app.core.text import fold

if TYPE_CHECKING:
    from timeline_app.core.records import Claim, Source

COUNTED: Final = ("killed", "injured", "arrested", "displaced", "troops_before", "troops_after")
"""The attributes whose values are numbers."""

VALUE: Final = re.compile(
    r"(?P<sign>~|>=|>|<=)?(?P<number>\d{1,15})|(?P<low>\d{1,15})-(?P<high>\d{1,15})", re.ASCII
)
"""The forms of such a number; its digits are those that a column of int64 can add up."""


def value_range(value: str) -> tuple[int, int | None]:
    """Lowest and highest number that a claim's value stands for; None where it is open upwards.

    `N` and `~N` give N, N; `>=N` gives N, None; `>N` N+1, None; `<=N` 0, N; `a-b` a, b.

    Raises:
        ValueError: the value has none of these forms, or `a` is above `b`.
    """
    found = VALUE.fullmatch(value)
    if not found or (found["low"] and int(found["low"]) > int(found["high"])):
        raise ValueError(value)
    if found["low"]:
        return int(found["low"]), int(found["high"])
    number = int(found["number"])
    match found["sign"]:
        case ">=":
            return number, None
        case ">":
            return number + 1, None
        case "<=":
            return 0, number
        case _:
            return number, number


@dataclass(frozen=True, slots=True)
class Matter:
    """One attribute and subject of an event, with all its claims."""

    attribute: str
    subject: str
    claims: "tuple[Claim, ...]"

    @property
    def disputed(self) -> bool:
        """Whether two of its values exclude each other or its source says so."""
        return any(claim.disputed for claim in self.claims) or any(
            values_exclude(self.attribute, one.value, other.value)
            for one, other in combinations(self.claims, 2)
        )

    @property
    def figures(self) -> tuple[int, int | None] | None:
        """Lowest and highest number, None where any is open; None where there is no number."""
        if self.attribute not in COUNTED:
            return None
        ranges = [found for claim in self.claims if (found := range_or_none(claim.value))]
        if not ranges:
            return None
        return min(low for low, _ in ranges), _highest(high for _, high in ranges)

    @property
    def dates(self) -> tuple[str, str] | None:
        """Earliest and latest day (or moment) as EDTF, "" where open; None where there is none."""
        if self.attribute != "date":
            return None
        found = [date for claim in self.claims if (date := _date(claim.value))]
        if not found:
            return None
        first = min(found, key=lambda date: date.start)
        last = max(found, key=lambda date: date.end)
        return first.first, "" if last.end == OPEN else last.last


class Agreement(Enum):
    """How far the sources of a matter say the same."""

    ONE_SOURCE = auto()
    """There is but one, and it says one thing."""
    AGREE = auto()
    ONE_ORIGIN = auto()
    """They say the same, but go back to one report."""
    UNDECIDED = auto()
    """There is but one, which says several things or calls the matter disputed."""
    DISAGREE = auto()


def matters(claims: "Iterable[Claim]") -> "list[Matter]":
    """The matters of one event, in the order of their first claims.

    Subjects that differ in case, accents or blanks are one, as the first claim writes it.
    """
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.attribute, fold(claim.subject)), []).append(claim)
    return [Matter(told[0].attribute, told[0].subject, tuple(told)) for told in found.values()]


def agreement(
    matter: Matter, source_of_quote: Mapping[str, str], sources: "Mapping[str, Source]"
) -> Agreement:
    """How far the sources of a matter agree; claims without a quote have a source of their own."""
    told = {source_of_quote.get(claim.quote_id, "") for claim in matter.claims}
    if matter.disputed:
        return Agreement.DISAGREE if len(told) > 1 else Agreement.UNDECIDED
    if len(told) == 1:
        return Agreement.ONE_SOURCE
    is_one = len(set(origins(told, sources).values())) == 1
    return Agreement.ONE_ORIGIN if is_one else Agreement.AGREE


def fatalities(claims: "Iterable[Claim]") -> tuple[int | None, int | None]:
    """Lowest and highest number of people killed by the claims on one event.

    Within a subject the lowest low and the highest high, then the sum over subjects; the high is
    None where any is open, both are None without a `killed` claim. Values that cannot be read
    (`timeline-app check` reports them) count for nothing.
    """
    killed = [matter for matter in matters(claims) if matter.attribute == "killed"]
    ranges = [found for matter in killed if (found := matter.figures)]
    if not ranges:
        return None, None
    highs = [high for _, high in ranges]
    return sum(low for low, _ in ranges), None if None in highs else sum(filter(None, highs))


def conflicts(claims: "Iterable[Claim]") -> "list[list[Claim]]":
    """The disputed matters of one event: all claims of each."""
    return [list(matter.claims) for matter in matters(claims) if matter.disputed]


def values_exclude(attribute: str, one: str, other: str) -> bool:
    """Whether two values of an attribute cannot both be true; False where one cannot be read.

    Numbers and dates exclude each other when their ranges share nothing, attributions when they
    name different actors. Places never do: one may lie in the other. `~N` may be what lies within
    a tenth of N, or within 1.
    """
    if attribute in COUNTED:
        ranges = _possible_range(one), _possible_range(other)
        if not ranges[0] or not ranges[1]:
            return False
        (low, high), (other_low, other_high) = ranges[0], ranges[1]
        return (high is not None and high < other_low) or (
            other_high is not None and other_high < low
        )
    if attribute == "date":
        spans, other_spans = _possible_spans(one), _possible_spans(other)
        touching = any(a.start < b.end and b.start < a.end for a in spans for b in other_spans)
        return bool(spans and other_spans) and not touching
    return attribute == "attribution" and bool(one and other) and one != other


def range_or_none(value: str) -> tuple[int, int | None] | None:
    """What `value_range` says, None for a value that has none of its forms."""
    try:
        return value_range(value)
    except ValueError:
        return None


def _possible_range(value: str) -> tuple[int, int | None] | None:
    """Lowest and highest number that may be meant; None where it cannot be read."""
    found = range_or_none(value)
    if found is None or not value.startswith("~"):
        return found
    about = max(1, found[0] // 10)
    return found[0] - about, found[0] + about


def _highest(highs: Iterable[int | None]) -> int | None:
    known = list(highs)
    return None if None in known else max(high or 0 for high in known)


def _possible_spans(text: str) -> tuple[Span, ...]:
    """Where in time a date may lie; empty where it says nothing."""
    date = _date(text)
    return () if date is None else date.parts or (Span(date.start, date.end),)


def _date(text: str) -> Reading | None:
    """What a claim's date means, None where it says nothing."""
    try:
        reading = read(text)
    except DateError:
        return None
    return None if reading.form is Form.UNDATED else reading
