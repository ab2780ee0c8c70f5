"""Which column of a table is what, guessed by the columns' names and by what stands in them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np

from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.mapping.column_profile import ColumnProfile
from timeline_app.io.mapping.column_words import LATER, name_score, words_of
from timeline_app.io.mapping.guessed_dates import choose_dates
from timeline_app.io.mapping.mapped_places import HIGHEST
from timeline_app.io.mapping.mapping import FIELDS, TableMapping

_SAMPLE: Final = 5000
"""Rows that are looked at, from all over the table."""
_SURE: Final = 90
"""The score of a name that says a field and nothing else."""
_CERTAIN: Final = 99
_COMPANIONS: Final = ("actors", "countries", "source", "source_title", "source_url")
"""Fields of which further columns of the same name are taken, such as actor1, actor2."""
_PAIRS: Final = ("target", "destination", "dest", "dst")
"""What names the other one of two actors where the first is called source."""
_CLOCK: Final = (
    {"hour", "hr", "hora", "stunde", "heure"},
    {"minute", "min", "mn", "minuto", "minuten"},
    {"second", "sec", "segundo", "sekunde", "seconde"},
)

Profiles = dict[str, ColumnProfile]


def guess(table: RawTable) -> TableMapping:
    """The mapping that a table most likely has; a field that nothing speaks for has no column."""
    rows = np.unique(np.linspace(0, max(len(table) - 1, 0), _SAMPLE).astype(np.int64))
    sample = replace(table, frame=table.frame.iloc[rows[: len(table)]])
    profiles = {name: ColumnProfile(sample.cells(name)) for name in table.names}
    found = _by_names({name: column for name, column in profiles.items() if column.filled})
    choose_dates(found, profiles, sample)
    _by_content(found, profiles)
    return TableMapping({field: found[field] for field in FIELDS if field in found})


def _by_names(profiles: Profiles) -> dict[str, tuple[str, ...]]:
    """Fields whose columns are named so, and hold such things; the surest name first."""
    actors = _source_and_target(profiles)
    scored = [
        (-score, FIELDS.index(field), place, field, name)
        for place, (name, column) in enumerate(profiles.items())
        for field in FIELDS
        if (score := name_score(field, name)) and name not in actors
        if _fits(field, column, score) and not _is_later(field, name)
    ]
    found: dict[str, tuple[str, ...]] = {"actors": actors} if actors else {}
    taken = set(actors)
    for _, _, _, field, name in sorted(scored):
        if field not in found and name not in taken:
            found[field] = (name,)
            taken.add(name)
    for field in _COMPANIONS:
        for name in _companions(field, found, profiles):
            if name not in taken:
                found[field] = (*found[field], name)
                taken.add(name)
    if not {"fatalities", "fatalities_low", "fatalities_high"} <= set(found):
        _drop_bounds_of_something(found)
    if "time" not in found and (clock := _clock(profiles)):
        found["time"] = clock
    return found


def _is_later(field: str, name: str) -> bool:
    """Whether a date is that of a record or a report, not of the event."""
    return field in ("date", "start", "end", "time") and not LATER.isdisjoint(words_of(name))


def _companions(field: str, found: dict[str, tuple[str, ...]], profiles: Profiles) -> Iterator[str]:
    """Further columns of a field that has one, in the order of the file."""
    if field not in found:
        return
    words = words_of(found[field][0], digits=False)
    for name, column in profiles.items():
        alike = words_of(name, digits=False) == words and words_of(name) != words_of(
            found[field][0]
        )
        score = name_score(field, name)
        if (alike or (field == "actors" and score >= _SURE)) and _fits(field, column, score):
            yield name


def _source_and_target(profiles: Profiles) -> tuple[str, ...]:
    """Two columns of actors that are called source and target, with the same word beside."""
    first: dict[tuple[str, ...], str] = {}
    for name in profiles:
        first.setdefault(words_of(name), name)
    for rest in ((), ("name",), ("actor",)):
        one = first.get(("source", *rest))
        other = next((first[key] for word in _PAIRS if (key := (word, *rest)) in first), None)
        if one and other and _is_words(profiles[one]) and _is_words(profiles[other]):
            return one, other
    return ()


def _drop_bounds_of_something(found: dict[str, tuple[str, ...]]) -> None:
    """`low` and `high` alone may be those of prices or temperatures."""
    for field, word in (("fatalities_low", "low"), ("fatalities_high", "high")):
        if field in found and words_of(found[field][0]) == (word,):
            del found[field]


def _clock(profiles: Profiles) -> tuple[str, ...]:
    """Columns of hours, minutes and seconds."""
    found: list[str] = []
    for names in _CLOCK:
        fitting = (name for name, column in profiles.items() if _is_part(column, 60))
        name = next((name for name in fitting if names.issuperset(words_of(name))), None)
        if name is None:
            break
        found.append(name)
    return tuple(found)


def _fits(field: str, column: ColumnProfile, score: float) -> bool:
    """Whether a column holds what its name says."""
    match field:
        case "date":
            return column.dates >= 0.5 or (score >= _CERTAIN and column.numbers < 0.5)
        case "start" | "end" | "source_date":
            return column.dates >= 0.5
        case "year" | "end_year":
            return column.numbers >= 0.8 and -20_000 <= column.range[0] <= column.range[1] <= 3000
        case "month" | "end_month":
            return column.months >= 0.8 or _is_part(column, 12)
        case "day" | "end_day":
            return _is_part(column, 31)
        case "time" | "end_time":
            return column.clocks >= 0.5
        case "latitude" | "longitude":
            return column.numbers >= 0.5 and (
                score < _SURE or column.fractions > 0 or _in(field, column)
            )
        case "coordinates":
            return column.pairs >= 0.8
        case "fatalities" | "fatalities_low" | "fatalities_high":
            return column.numbers >= 0.5
        case "source_url":
            return column.addresses >= 0.5
        case "start_approximate" | "end_approximate":
            return column.says_yes_or_no
        case "event_id":
            return column.distinctness >= (0.5 if score >= _CERTAIN else 0.95) and column.words < 3
        case "event_type":
            return column.addresses < 0.5 and column.words < 12 and not column.holds_several
        case "countries":
            return _is_words(column) and (column.countries >= 0.2 or score >= _SURE)
    return _is_words(column)


def _is_words(column: ColumnProfile) -> bool:
    return column.numbers < 0.5 and column.addresses < 0.5 and column.pairs < 0.5


def _is_part(column: ColumnProfile, highest: int) -> bool:
    """Whether numbers are months, days or hours; negative ones and 99 stand for none."""
    low, high = column.range
    return column.numbers >= 0.8 and low >= -9999 and (high <= highest or high in (99, 999))


def _in(field: str, column: ColumnProfile) -> bool:
    low, high = column.range
    return -HIGHEST[field] <= low and high <= HIGHEST[field]


def _by_content(found: dict[str, tuple[str, ...]], profiles: Profiles) -> None:
    """Fields that no name speaks for, by what stands in the columns."""
    taken = {name for names in found.values() for name in names}
    free = {name: column for name, column in profiles.items() if name not in taken}

    def choose(field: str, is_one: Callable[[ColumnProfile], bool]) -> None:
        if field not in found:
            name = next((name for name, column in free.items() if is_one(column)), None)
            if name is not None:
                found[field] = (name,)
                del free[name]

    if "latitude" not in found and "coordinates" not in found:
        for ours, name in _degrees(list(free.items())):
            found[ours] = (name,)
            del free[name]
    if "latitude" not in found:
        choose("coordinates", lambda column: column.pairs >= 0.9)
    choose("source_url", lambda column: column.addresses >= 0.9)
    choose("countries", _holds_countries)
    choose("event_type", _holds_kinds)
    choose("summary", lambda c: c.is_text and c.length >= 100 and c.distinctness >= 0.5)
    if "summary" not in found and not {"event_type", "place"} <= set(found):
        choose("title", _holds_titles)


def _degrees(free: Sequence[tuple[str, ColumnProfile]]) -> Iterable[tuple[str, str]]:
    """Two columns beside each other whose numbers have decimals, as degrees have."""
    for (one, first), (other, second) in pairwise(free):
        if all(column.numbers >= 0.9 and column.fractions >= 0.5 for column in (first, second)):
            for names in ((one, other), (other, one)):
                columns = dict(free)
                pairs = list(zip(HIGHEST, names, strict=True))
                if all(_in(ours, columns[name]) for ours, name in pairs):
                    return pairs
    return ()


def _holds_countries(column: ColumnProfile) -> bool:
    return column.is_text and column.countries >= (0.95 if column.length <= 3 else 0.8)


def _holds_kinds(column: ColumnProfile) -> bool:
    """A few texts that repeat."""
    few = 2 <= column.different <= min(60, column.filled / 3)
    one = not (column.says_yes_or_no or column.holds_several)
    return few and column.is_text and column.length <= 60 and one


def _holds_titles(column: ColumnProfile) -> bool:
    several_words = column.words >= 1.5 and 5 <= column.length <= 150
    return several_words and column.is_text and column.distinctness >= 0.7
