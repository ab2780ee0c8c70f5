"""Figures and disputes: what the claims on an event amount to (DESIGN 4.1 and 5)."""

import re
from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Final

from timeline_app.core.when import DateError, Form, Span, parse_when

if TYPE_CHECKING:
    from timeline_app.core.dataset import Claim

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


def fatalities(claims: Iterable["Claim"]) -> tuple[int | None, int | None]:
    """Lowest and highest number of people killed by the claims on one event.

    Within a subject the lowest low and the highest high, then the sum over subjects; the high is
    None where any is open, both are None without a `killed` claim. Values that cannot be read
    (`timeline-app check` reports them) count for nothing.
    """
    ranges: dict[str, list[tuple[int, int | None]]] = {}
    for claim in claims:
        if claim.attribute == "killed" and (found := range_or_none(claim.value)):
            ranges.setdefault(claim.subject, []).append(found)
    if not ranges:
        return None, None
    low = sum(min(low for low, _ in found) for found in ranges.values())
    highs = [_highest(high for _, high in found) for found in ranges.values()]
    return low, None if None in highs else sum(high or 0 for high in highs)


def conflicts(claims: Iterable["Claim"]) -> list[list["Claim"]]:
    """The disputed matters of one event: all its claims on one attribute and subject, a list each.

    A matter is disputed when two of its values exclude each other or its source says so.
    """
    matters: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        matters.setdefault((claim.attribute, claim.subject), []).append(claim)
    return [
        matter
        for (attribute, _), matter in matters.items()
        if any(claim.disputed for claim in matter)
        or any(
            values_exclude(attribute, one.value, other.value)
            for one, other in combinations(matter, 2)
        )
    ]


def values_exclude(attribute: str, one: str, other: str) -> bool:
    """Whether two values of an attribute cannot both be true; False where one cannot be read.

    Numbers and dates exclude each other when their ranges share nothing, attributions when they
    name different actors. Places never do: one may lie in the other.
    """
    if attribute in COUNTED:
        ranges = range_or_none(one), range_or_none(other)
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
    return attribute == "attribution" and one != other


def range_or_none(value: str) -> tuple[int, int | None] | None:
    """What `value_range` says, None for a value that has none of its forms."""
    try:
        return value_range(value)
    except ValueError:
        return None


def _highest(highs: Iterable[int | None]) -> int | None:
    known = list(highs)
    return None if None in known else max(high or 0 for high in known)


def _possible_spans(text: str) -> tuple[Span, ...]:
    """Where in time a date may lie; empty where it says nothing."""
    try:
        when = parse_when(text)
    except DateError:
        return ()
    return () if when.form is Form.UNDATED else when.parts or (when.span,)
