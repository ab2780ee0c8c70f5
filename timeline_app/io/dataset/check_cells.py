"""What each cell must be by itself: filled, unique, of its type, from its closed list."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeGuard, cast

import pandas as pd

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import nearest
from timeline_app.io.containers.tables import Table
from timeline_app.io.dataset.descriptor import schema_fields
from timeline_app.io.dataset.faults import out_of_range
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ENUMS, TABLES, TYPES, TableSpec
from timeline_app.io.finding import Finding, say

_OWN_PATTERNS: Final = frozenset({"event_id", "countries", "url", "sha256"})
"""Columns whose form is checked with words of their own instead of a descriptor's pattern."""
_SHOWN: Final = 12
"""How many values of a closed list a message names."""


def check_cells(package: Package) -> Iterator[Finding]:
    """Findings of all tables by the descriptor's Table Schema, else by the built-in rules."""
    for spec in TABLES:
        table = package.tables.get(spec.name)
        if table is None:
            continue
        for column, rule in _rules(package, spec, set(table.frame.columns)).items():
            for row, message in _faults(table, column, rule):
                yield Finding(table.file, row, message)


def _faults(table: Table, column: str, rule: Mapping[str, Any]) -> Iterator[tuple[int, Message]]:
    """Records and what is wrong with their cells; each different cell is looked at once."""
    cells = table.frame[column]
    faults = {cell: fault for cell in cells.unique() if (fault := _fault(column, cell, rule))}
    if faults:
        for row, cell in _where(table, column, cells.isin(list(faults))):
            yield row, faults[cell]
    if rule.get("unique"):
        first: dict[str, int] = {}
        for row, cell in _where(table, column, cells.duplicated(keep=False) & (cells != "")):
            if first.setdefault(cell, row) != row:
                yield row, _repeated(column, cell, first[cell])


def _where(table: Table, column: str, chosen: "pd.Series[bool]") -> Iterator[tuple[int, str]]:
    """The chosen records' numbers and cells."""
    for place, cell in table.frame[column][chosen].items():
        yield table.rows[cast("int", place)], cell


def _rules(package: Package, spec: TableSpec, found: set[str]) -> dict[str, dict[str, Any]]:
    """Column to its constraints, with its `type`; only columns that there are."""
    fields = {
        field["name"]: {**_dict(field.get("constraints")), "type": field.get("type")}
        for field in schema_fields(package.descriptor, spec.name)
    }
    key = {"required": True, "unique": True}
    rules: dict[str, dict[str, Any]] = {}
    for column in (*spec.columns, *fields):
        if column not in found or column in rules:
            continue
        rule = dict(fields.get(column, {}))
        if column in spec.filled:
            rule["required"] = True
        if column == spec.key:
            rule |= key
        if "enum" not in rule and (spec.name, column) in ENUMS:
            rule["enum"] = ENUMS[spec.name, column]
        if rule.get("type") is None:
            rule["type"] = TYPES.get((spec.name, column))
        rules[column] = rule
    return rules


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _fault(column: str, cell: str, rule: Mapping[str, Any]) -> Message | None:
    """What is wrong with a cell by itself."""
    if not cell:
        return _empty(column) if rule.get("required") else None
    allowed = rule.get("enum")
    if isinstance(allowed, list | tuple) and cell not in map(str, allowed):
        return _not_one_of(cell, column, tuple(map(str, allowed)))
    kind = rule.get("type")
    if kind in ("integer", "number"):  # no set: a damaged descriptor may say anything
        number = _number(cell, kind)
        if number is None:
            return say(
                QT_TRANSLATE_NOOP("io", '"{value}" in column "{column}" is no number like {like}.'),
                value=cell,
                column=column,
                like="12" if kind == "integer" else "12.5",
            )
        low, high = rule.get("minimum"), rule.get("maximum")
        if (_is_number(low) and number < low) or (_is_number(high) and number > high):
            return out_of_range(cell, column, low, high)
    if kind == "boolean" and cell.casefold() not in {"true", "false", "1", "0"}:
        return _not_one_of(cell, column, ("true", "false"))
    longest = rule.get("maxLength")
    if isinstance(longest, int) and len(cell) > longest:
        return say(
            QT_TRANSLATE_NOOP(
                "io", 'The text in column "{column}" has {length} letters; at most {longest} fit.'
            ),
            column=column,
            length=len(cell),
            longest=longest,
        )
    pattern = rule.get("pattern")
    if isinstance(pattern, str) and column not in _OWN_PATTERNS and not _matches(pattern, cell):
        return say(
            QT_TRANSLATE_NOOP(
                "io", '"{value}" in column "{column}" must have the form {pattern} (a pattern).'
            ),
            value=cell,
            column=column,
            pattern=pattern,
        )
    return None


@lru_cache(maxsize=10_000)
def _not_one_of(cell: str, column: str, allowed: tuple[str, ...]) -> Message:
    """A value that is not in a closed list, with the one that was most likely meant."""
    near = nearest(cell, allowed)
    if near is not None:
        return say(
            QT_TRANSLATE_NOOP(
                "io", '"{value}" is not allowed in column "{column}"; did you mean "{near}"?'
            ),
            value=cell,
            column=column,
            near=near,
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io", '"{value}" is not allowed in column "{column}"; allowed are: {allowed}.'
        ),
        value=cell,
        column=column,
        allowed=", ".join(allowed[:_SHOWN]) + (" ..." if len(allowed) > _SHOWN else ""),
    )


def _empty(column: str) -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", 'Column "{column}" is empty; it must be filled.'), column=column
    )


def _repeated(column: str, cell: str, first: int) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            '"{value}" in column "{column}" stands in row {first} already; each needs its own.',
        ),
        value=cell,
        column=column,
        first=first,
    )


def _number(cell: str, kind: object) -> float | None:
    pattern = r"[+-]?\d+" if kind == "integer" else r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"
    return float(cell) if re.fullmatch(pattern, cell, re.ASCII) else None


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _matches(pattern: str, cell: str) -> bool:
    try:
        return re.fullmatch(pattern, cell) is not None
    except re.error:
        return True
