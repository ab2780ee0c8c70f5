"""A view as JSON, for saved views and the last view of a dataset."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from timeline_app.core.clauses import Clause, Filter, TextClause, TimeClause, ValueClause
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import OPEN, UNDATED, DateError, Span, parse_when

VERSION: Final = 1


def to_json(state: ViewState, added: Sequence[str] = ()) -> dict[str, Any]:
    """A view as a value that `json.dumps` takes and `from_json` reads back.

    `added`: the fields with a section of their own in the filter panel because somebody added
    them, which `added_fields` reads back.
    """
    return {
        "version": VERSION,
        "filter": [clause_to_json(clause) for clause in state.filter],
        "window": [state.window.start, state.window.end],
        "group": state.group,
        "sort": list(state.sort),
        "selection": list(state.selection),
        "added": list(added),
    }


def from_json(data: object, default: ViewState | None = None) -> ViewState:
    """The view that `to_json` wrote; what is missing or damaged is as in `default`.

    Takes anything and never raises. A view of another version is the default.
    """
    default = default or ViewState()
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        return default
    state = default
    if isinstance(data.get("filter"), list):
        state = replace(state, filter=_filter(data["filter"]))
    match data.get("window"):
        case [int(start), int(end)] if UNDATED < start < end < OPEN:
            state = replace(state, window=Span(start, end))
    match data.get("group"):
        case str(group):
            state = replace(state, group=group)
    match data.get("sort"):
        case [str(column), bool(descending)]:
            state = replace(state, sort=(column, descending))
    match data.get("selection"):
        case list(ids) if _are_texts(ids):
            state = replace(state, selection=tuple(dict.fromkeys(ids)))
    return state


def added_fields(data: object) -> tuple[str, ...]:
    """The added fields that `to_json` wrote; none where they are missing or damaged."""
    match data:
        case {"version": version, "added": list(names)} if version == VERSION and _are_texts(names):
            return tuple(dict.fromkeys(names))
    return ()


def clause_to_json(clause: Clause) -> dict[str, Any]:
    """One condition as a value that `json.dumps` takes."""
    match clause:
        case ValueClause(field, keys, exclude):
            return {"field": field, "keys": list(keys), "exclude": exclude}
        case TimeClause(start, end, certain):
            return {"start": start, "end": end, "certain": certain}
        case TextClause(text):
            return {"text": text}


def _filter(items: Sequence[object]) -> Filter:
    """The clauses that can be read, only the first of those that a filter has one of."""
    clauses: dict[object, Clause] = {}
    for item in items:
        match clause_from_json(item):
            case ValueClause(field, _, exclude) as clause:
                clauses.setdefault((field, exclude), clause)
            case TimeClause() as clause:
                clauses.setdefault(TimeClause, clause)
            case TextClause() as clause:
                clauses.setdefault(clause, clause)
    return tuple(clauses.values())


def clause_from_json(item: object) -> Clause | None:
    """The condition that `clause_to_json` wrote; None for anything else."""
    match item:
        case {"field": str(field), "keys": [_, *_] as keys, "exclude": bool(exclude)}:
            if not _are_texts(keys):
                return None
            return ValueClause(field, tuple(sorted(set(keys))), exclude)
        case {"start": str(start), "end": str(end), "certain": bool(certain)}:
            readable = (start or end) and _is_date(start) and _is_date(end)
            return TimeClause(start, end, certain) if readable else None
        case {"text": str(text)} if text.strip():
            return TextClause(text)
        case _:
            return None


def _are_texts(items: Sequence[object]) -> bool:
    return all(isinstance(item, str) for item in items)


def _is_date(text: str) -> bool:
    try:
        parse_when(text)
    except DateError:
        return False
    return True
