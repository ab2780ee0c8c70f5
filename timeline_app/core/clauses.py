"""The filter: clauses joined by AND, values in a clause by OR (DESIGN 4.4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from pyroaring import BitMap

from timeline_app.core.bitmaps import bitmap_of_flags, range_of
from timeline_app.core.dataset import FACETS, Dataset
from timeline_app.core.when import OPEN, UNDATED, Span, parse_when

MOST_KEPT: Final = 32
"""The sets of so many clauses are kept."""


@dataclass(frozen=True, slots=True)
class ValueClause:
    """Events that have (or, excluded, have not) any of the values of a field."""

    field: str
    keys: tuple[str, ...]
    """Keys of the field's values, sorted, without repeats."""
    exclude: bool = False


@dataclass(frozen=True, slots=True)
class TimeClause:
    """Events possibly in (or certainly in) a span. `start`, `end` are EDTF or "" for unbounded.

    Both ends are included: from `start`'s earliest day (moment) to `end`'s latest.
    """

    start: str = ""
    end: str = ""
    certain: bool = False


@dataclass(frozen=True, slots=True)
class TextClause:
    """Events in whose text all the words occur, without case and accents."""

    text: str


Mode = Literal["include", "exclude", "only", "off"]
"""What can be asked of one value of a field; `only` drops the field's other conditions."""

Clause = ValueClause | TimeClause | TextClause
Filter = tuple[Clause, ...]
"""At most one ValueClause per (field, exclude) and one TimeClause; any number of TextClauses.
Order: as the person added them."""


def in_order(filter_: Filter) -> Filter:
    """The filter with its clauses in the order of the command line's flags.

    Exports say the filter in words, and are to be the same in whatever order it was made.
    """
    return tuple(sorted(filter_, key=_rank))


def _rank(clause: Clause) -> int:
    if isinstance(clause, ValueClause):
        if clause.exclude:
            return len(FACETS) + 1
        return FACETS.index(clause.field) if clause.field in FACETS else len(FACETS)
    return len(FACETS) + (2 if isinstance(clause, TimeClause) else 3)


def events_of(dataset: Dataset, clause: Clause) -> BitMap:
    """The events that pass a clause, as a set of rows; those of the last clauses are kept at hand.

    Raises:
        DateError: an end of a time clause is no date.
    """
    kept = dataset.passing
    found = kept.pop(clause, None)
    if found is None:
        found = _found(dataset, clause)
    kept[clause] = found
    if len(kept) > MOST_KEPT:
        del kept[next(iter(kept))]
    return found


def _found(dataset: Dataset, clause: Clause) -> BitMap:
    match clause:
        case ValueClause():
            field = dataset.field(clause.field)
            found = field.postings.any_of(field.codes_of(clause.keys)) if field else BitMap()
            return range_of(0, len(dataset)) - found if clause.exclude else found
        case TimeClause():
            span = Span(*time_bounds(clause))
            index = dataset.time_index
            return index.within(span) if clause.certain else index.touching(span)
        case TextClause():
            return bitmap_of_flags(dataset.search_index.mask(clause.text))


def all_of(n: int, events: Sequence[BitMap]) -> BitMap:
    """The events, of n, that are in every set."""
    return BitMap.intersection(*events) if events else range_of(0, n)


def time_bounds(clause: TimeClause) -> tuple[int, int]:
    """The span [start, end) of a time clause in microseconds; UNDATED + 1 and OPEN where unbounded.

    Raises:
        DateError: one of its ends is no date.
    """
    start = parse_when(clause.start).start if clause.start else UNDATED
    end = parse_when(clause.end).end if clause.end else OPEN
    return max(start, UNDATED + 1), OPEN if end == UNDATED else end


def mode_of(filter_: Filter, field: str, key: str) -> Literal["include", "exclude", "off"]:
    """What the filter asks of one value of a field."""
    for clause in filter_:
        if isinstance(clause, ValueClause) and clause.field == field and key in clause.keys:
            return "exclude" if clause.exclude else "include"
    return "off"


def with_value(filter_: Filter, field: str, key: str, mode: Mode) -> Filter:
    """The filter with one value of a field included, excluded, the only one included, or let go."""
    result = filter_
    for exclude in (False, True):
        keys = _keys(filter_, field, exclude=exclude) - {key}
        if mode == "only":
            keys = set()
        if (mode == "exclude") == exclude and mode != "off":
            keys |= {key}
        result = _with_keys(result, field, keys, exclude=exclude)
    return result


def without_field(filter_: Filter, field: str) -> Filter:
    """The filter without any condition on the values of a field."""
    return tuple(
        clause
        for clause in filter_
        if not (isinstance(clause, ValueClause) and clause.field == field)
    )


def with_time(filter_: Filter, clause: TimeClause | None) -> Filter:
    """The filter with this time clause for its own; None or an unbounded one takes it away."""
    if clause and not (clause.start or clause.end):
        clause = None
    at = next((i for i, old in enumerate(filter_) if isinstance(old, TimeClause)), None)
    return _with_clause(filter_, at, clause)


def with_text(filter_: Filter, text: str) -> Filter:
    """The filter with its last text clause replaced by this text; blank text takes it away."""
    found = [i for i, old in enumerate(filter_) if isinstance(old, TextClause)]
    at = found[-1] if found else None
    return _with_clause(filter_, at, TextClause(text) if text.strip() else None)


def without_chip(filter_: Filter, clause_index: int, key: str | None) -> Filter:
    """The filter without one value of a clause, or without the whole clause where `key` is None."""
    clause = filter_[clause_index]
    if key is None or not isinstance(clause, ValueClause):
        return _with_clause(filter_, clause_index, None)
    keys = tuple(kept for kept in clause.keys if kept != key)
    return _with_clause(filter_, clause_index, replace(clause, keys=keys) if keys else None)


def easing_clauses(dataset: Dataset, filter_: Filter) -> list[tuple[int, int]]:
    """For a filter that nothing passes: the clauses whose removal alone lets events through.

    Pairs of the index of the clause and how many events, the most first.
    """
    passing = [events_of(dataset, clause) for clause in filter_]
    found = []
    for index in range(len(passing)):
        others = passing[:index] + passing[index + 1 :]
        if events := len(all_of(len(dataset), others)):
            found.append((index, events))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def _keys(filter_: Filter, field: str, *, exclude: bool) -> set[str]:
    at = _index(filter_, field, exclude=exclude)
    clause = None if at is None else filter_[at]
    return set(clause.keys) if isinstance(clause, ValueClause) else set()


def _with_keys(filter_: Filter, field: str, keys: set[str], *, exclude: bool) -> Filter:
    clause = ValueClause(field, tuple(sorted(keys)), exclude) if keys else None
    return _with_clause(filter_, _index(filter_, field, exclude=exclude), clause)


def _index(filter_: Filter, field: str, *, exclude: bool) -> int | None:
    for index, clause in enumerate(filter_):
        if isinstance(clause, ValueClause) and (clause.field, clause.exclude) == (field, exclude):
            return index
    return None


def _with_clause(filter_: Filter, at: int | None, clause: Clause | None) -> Filter:
    """The filter with the clause at that place replaced (None: taken out); at None it is added."""
    new = () if clause is None else (clause,)
    if at is None:
        return (*filter_, *new)
    return (*filter_[:at], *new, *filter_[at + 1 :])
