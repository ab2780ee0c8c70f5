"""The filters of a command line, by their names, as clauses on a dataset."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from timeline_app.core.clauses import (
    Clause,
    Filter,
    TextClause,
    TimeClause,
    ValueClause,
    in_order,
)
from timeline_app.core.countries import country_code, country_names
from timeline_app.core.dataset import Dataset, Field
from timeline_app.core.evidence_fields import EVIDENCE_FIELDS, possible_key
from timeline_app.core.text import fold, nearest

if TYPE_CHECKING:
    from timeline_app.app.options import Options


class UsageError(Exception):
    """What was typed means nothing in this dataset; the text says what is nearest."""


def filter_from(options: "Options", dataset: Dataset) -> Filter:
    """The filter that a command line asks for: repeats of a flag OR, different flags AND.

    Raises:
        UsageError: a field or a value is unknown.
    """
    clauses: list[Clause] = []
    for name in ("country", "actor", "type"):
        values = getattr(options, name)
        if values:
            clauses.append(_clause(dataset, name, values))
    for pairs, exclude in ((options.include, False), (options.exclude, True)):
        named = [_named(dataset, *pair) for pair in pairs]
        for name in dict.fromkeys(name for name, _value in named):
            values = [value for other, value in named if other == name]
            clauses.append(_clause(dataset, name, values, exclude=exclude))
    if options.start or options.end:
        clauses.append(TimeClause(options.start, options.end, options.certain))
    clauses += [TextClause(text) for text in options.search if text.strip()]
    return in_order(tuple(dict.fromkeys(clauses)))


def _named(dataset: Dataset, name: str, value: str) -> tuple[str, str]:
    """The field and the value that `FIELD=VALUE` means; the name of a column may have a `=`, too.

    Raises:
        UsageError: there is no such field or column.
    """
    text = f"{name}={value}"
    for sign in re.finditer("=", text):
        with suppress(UsageError):
            return field_name(dataset, text[: sign.start()].strip()), text[sign.end() :]
    return field_name(dataset, name), value


def field_name(dataset: Dataset, name: str) -> str:
    """The field that a name means.

    Raises:
        UsageError: there is no such field or column.
    """
    columns = [*dataset.field_names, *dataset.events.columns]
    same = [column for column in columns if fold(name) == fold(column)]
    for column in [name, *same] if name in columns else same:
        field = dataset.field(column)
        if field is not None:
            return field.name
    raise UsageError(_unknown("field", name, nearest(name, columns)))


def _clause(
    dataset: Dataset, name: str, values: Iterable[str], *, exclude: bool = False
) -> ValueClause:
    field = dataset.field(name)
    assert field is not None
    keys = {key_of(dataset, field, value) for value in values}
    return ValueClause(name, tuple(sorted(keys)), exclude)


def key_of(dataset: Dataset, field: Field, value: str) -> str:
    """The key of a typed value: of one that an event has, else of one that the dataset knows.

    Raises:
        UsageError: it means nothing.
    """
    code = field.code_of_key.get(value, field.code_of(value))
    if code is not None:
        return field.keys[code]
    unused = _unused_key(dataset, field.name, value)
    if unused is not None:
        return unused
    near = nearest(value, field.labels)
    if near is None and (alias := nearest(value, field.aliases)):
        near = field.labels[field.aliases[alias]]
    raise UsageError(_unknown(field.name, value, near))


def _unused_key(dataset: Dataset, field: str, value: str) -> str | None:
    """The key of something that is well known although no event has it."""
    wanted = fold(value)
    if not wanted:
        return ""
    if field == "country" and country_names(country_code(value)):
        return country_code(value)
    if field == "related" and dataset.row_of(value) is not None:
        return value
    if field in EVIDENCE_FIELDS and field not in dataset.events:
        return possible_key(field, wanted)
    known: list[tuple[str, Iterable[str]]] = []
    if field == "actor":
        known = [(key, (key, a.name, *a.aliases)) for key, a in dataset.actors.items()]
    elif field == "type":
        known = [(key, (key,)) for key in dataset.event_types]
    elif field == "source":
        known = [(key, (key, source.title)) for key, source in dataset.sources.items()]
    return next((key for key, names in known if wanted in map(fold, names)), None)


def _unknown(what: str, name: str, near: str | None) -> str:
    if near is None:
        return f"there is no {what} {name!r} in this dataset"
    return f"there is no {what} {name!r} in this dataset; did you mean {near!r}?"
