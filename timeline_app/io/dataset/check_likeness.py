"""Actors and events that may be the same one twice."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from rapidfuzz import fuzz, process

from timeline_app.core.countries import country_code
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.text import fold, split_values
from timeline_app.core.when import DateError, Form, Span, parse_when
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ACTORS, EVENTS
from timeline_app.io.finding import Finding, say

_NAMES_ALIKE: Final = 92
"""Likeness of two names, in hundredths, from which they may mean one actor."""
_TITLES_ALIKE: Final = 88
_WORDS_ALIKE: Final = 75
_SHORTEST: Final = 5
"""Letters of a name below which one letter more or less makes another name: PAN, PRI."""
_MOST: Final = 5_000_000
"""Pairs that are compared: a second or two of work."""
_ALIKE: Final = 50
"""Two texts that are alike take as long to look at as so many pairs that are not."""


def check_likeness(package: Package) -> Iterator[Finding]:
    """Warnings for actors of nearly the same name, and events of nearly the same title and time."""
    yield from _alike_actors(package)
    yield from _alike_events(package)


def _alike_actors(package: Package) -> Iterator[Finding]:
    table = package.tables.get(ACTORS.name)
    if table is None:
        return
    names = [
        (row, cells["actor_id"], name)
        for row, cells in table.records()
        for name in filter(None, (cells["name"], *split_values(cells["aliases"])))
        if len(name) >= _SHORTEST
    ]
    folded = [" ".join(sorted(_words(name))) for _row, _actor, name in names]
    told: set[tuple[str, str]] = set()
    for one, other in _pairs(folded, [len(folded)] * len(folded), _NAMES_ALIKE):
        (_, first, known), (row, second, name) = names[one], names[other]
        if first != second and (first, second) not in told and fold(known) != fold(name):
            told.add((first, second))
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    '"{name}" is nearly a name of "{other}"; if both are one actor, make one of '
                    "them and keep the other name as an alias.",
                ),
                name=name,
                other=first,
            )
            yield Finding(table.file, row, message, "warning")


def _alike_events(package: Package) -> Iterator[Finding]:
    """Events are compared where one began while the other may have lasted."""
    table = package.tables.get(EVENTS.name)
    if table is None:
        return
    spans: dict[str, Span | None] = {}
    dated: list[tuple[Span, int, Record]] = []
    for row, cells in table.records():
        date = cells["date"]
        if date not in spans:
            spans[date] = _span(date)
        if span := spans[date]:
            dated.append((span, row, cells))
    dated.sort(key=lambda found: (found[0].start, found[1]))
    titles = [" ".join(_words(cells["title"])) for _span, _row, cells in dated]
    starts = [span.start for span, _row, _cells in dated]
    ends = [bisect_left(starts, span.end) for span, _row, _cells in dated]
    told: set[int] = set()
    for one, other in _pairs(titles, ends, _TITLES_ALIKE):
        (_, _, first), (_, row, second) = dated[one], dated[other]
        if row not in told and _may_be_one(first, second):
            told.add(row)
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    'The event is nearly the same as "{other}" in title and date; if it is one, '
                    "join the two.",
                ),
                other=first[EVENTS.key],
            )
            yield Finding(table.file, row, message, "warning")


def _pairs(texts: Sequence[str], ends: Sequence[int], least: int) -> Iterator[tuple[int, int]]:
    """Places of two texts that are alike, word by word, and have the same numbers in them.

    Each is compared with those after it up to its end, until `_MOST` were compared in all.
    """
    left = _MOST
    for place, text in enumerate(texts):
        last = min(ends[place], place + 1 + left)
        left -= max(0, last - place - 1)
        if not text or last <= place + 1:
            continue
        numbers = re.findall(r"\d+", text)
        later = texts[place + 1 : last]
        for other, _likeness, distance in process.extract_iter(
            text, later, scorer=fuzz.ratio, score_cutoff=least
        ):
            left -= _ALIKE
            if re.findall(r"\d+", other) == numbers and _has_like_words(text, other):
                yield place, place + 1 + distance


def _has_like_words(one: str, other: str) -> bool:
    """Whether words of one text that the other lacks are slips at most, unlike north and south."""
    ours, theirs = one.split(), other.split()
    for kind, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs).get_opcodes():
        if kind != "replace":
            continue
        pairs = [("".join(ours[a:a_end]), "".join(theirs[b:b_end]))]
        if a_end - a == b_end - b:
            pairs = list(zip(ours[a:a_end], theirs[b:b_end], strict=True))
        if not all(_may_be_one_word(word, there) for word, there in pairs):
            return False
    return True


def _may_be_one_word(one: str, other: str) -> bool:
    """Whether two words differ by a slip: not in their first letter, nor as names of countries."""
    if one[0] != other[0] or fuzz.ratio(one, other) < _WORDS_ALIKE:
        return False
    return country_code(one) == one or country_code(other) == other


def _may_be_one(first: Record, second: Record) -> bool:
    """Whether nothing speaks against two events being one: place, countries, being related."""
    if second[EVENTS.key] in split_values(first["related"]):
        return False
    if first[EVENTS.key] in split_values(second["related"]):
        return False
    places = fold(first["place"]), fold(second["place"])
    countries = set(split_values(first["countries"])), set(split_values(second["countries"]))
    return (not all(places) or places[0] == places[1]) and (
        not all(countries) or bool(countries[0] & countries[1])
    )


def _span(date: str) -> Span | None:
    """Where in time an event may lie; None where that is not known."""
    try:
        when = parse_when(date)
    except DateError:
        return None
    return None if when.form is Form.UNDATED else when.span


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
