"""What events, actors and sources must be in the light of each other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from timeline_app.core.countries import country_code, country_names
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import nearest, split_values
from timeline_app.core.when import DateError, parse_when
from timeline_app.io.check_cells import out_of_range
from timeline_app.io.finding import Finding, Severity, say
from timeline_app.io.package import Package
from timeline_app.io.schema import ACTORS, EVENT_TYPES, EVENTS, QUOTES
from timeline_app.io.tables import Record

_EVENT_ID: Final = re.compile(r"(-?\d{4}(?:-\d\d){0,2})?((?:^|-)[^\W_]+)+")
_RANGES: Final = {"latitude": 90, "longitude": 180}
_WIDE: Final = ("department or state", "country")
"""Precisions of places that need no point, such as a whole border."""


def unknown(cell: str, column: str, names: Iterable[str], table: str) -> Message:
    """A reference to nothing, with what was most likely meant."""
    near = nearest(cell, names)
    if near is None:
        return say(
            QT_TRANSLATE_NOOP(
                "io", '"{value}" in column "{column}" is not in {table}; add it there.'
            ),
            value=cell,
            column=column,
            table=table,
        )
    return say(
        QT_TRANSLATE_NOOP(
            "io", '"{value}" in column "{column}" is not in {table}; did you mean "{near}"?'
        ),
        value=cell,
        column=column,
        table=table,
        near=near,
    )


@lru_cache(maxsize=100_000)
def date_fault(text: str) -> Message | None:
    """What is wrong with a date."""
    try:
        parse_when(text)
    except DateError as error:
        return error.message
    return None


def check_events(package: Package) -> Iterator[Finding]:
    """Findings of the table of events."""
    table = package.tables.get(EVENTS.name)
    if table is None:
        return
    quoted = package.names(QUOTES.name, "event_id")
    for row, cells in table.records():
        for severity, message in _event_faults(package, cells, quoted):
            yield Finding(table.file, row, message, severity)


def _event_faults(
    package: Package, cells: Record, quoted: frozenset[str] | None
) -> Iterator[tuple[Severity, Message]]:
    for message in _date_errors(cells):
        yield "error", message
    for message in _date_warnings(cells):
        yield "warning", message
    for message in (
        *country_faults(cells["countries"]),
        *_references(package, cells),
        *_place(cells),
    ):
        yield "error", message
    if quoted is not None and cells["event_id"] not in quoted:
        yield (
            "warning",
            say(
                QT_TRANSLATE_NOOP(
                    "io", "No quote rests under this event; quote the words that report it."
                )
            ),
        )


def _date_errors(cells: Record) -> Iterator[Message]:
    event_id, date = cells["event_id"], cells["date"]
    if date and (fault := date_fault(date)):
        yield fault
    if event_id and not _EVENT_ID.fullmatch(event_id):
        yield say(
            QT_TRANSLATE_NOOP(
                "io",
                'The id "{value}" must be the date as far as it is known and a few words, joined '
                "by hyphens, like 2025-06-08-border-clash.",
            ),
            value=event_id,
        )


def _date_warnings(cells: Record) -> Iterator[Message]:
    found = re.match(r"\d{4}(?:-\d\d){0,2}(?!\d)", cells["event_id"])
    if found and cells["date"] and not date_fault(cells["date"]) and not date_fault(found[0]):
        stated, named = parse_when(cells["date"]), parse_when(found[0])
        if not (stated.start < named.end and named.start < stated.end):
            yield say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The id says {named}, the date is {date}; change one of them if it is wrong.",
                ),
                named=found[0],
                date=cells["date"],
            )
    basis, note = cells["date_basis"], cells["date_note"]
    if basis in {"inferred", "external"} and not note:
        yield say(
            QT_TRANSLATE_NOOP(
                "io", 'The date is "{basis}" but "date_note" is empty; say there how it was found.'
            ),
            basis=basis,
        )
    elif basis == "external" and not re.search(r"https?://", note):
        yield say(
            QT_TRANSLATE_NOOP(
                "io", 'The date is "external" but "date_note" names no address of the other report.'
            )
        )


@lru_cache(maxsize=10_000)
def country_faults(cell: str) -> list[Message]:
    """What is wrong with a cell of countries."""
    return list(_country_faults(split_values(cell)))


def _country_faults(codes: tuple[str, ...]) -> Iterator[Message]:
    for code in codes:
        meant = country_code(code)
        if meant == code and country_names(code):
            continue
        if country_names(meant):
            yield say(
                QT_TRANSLATE_NOOP("io", '"{value}" is no alpha-3 country code; write {code}.'),
                value=code,
                code=meant,
            )
        else:
            yield say(
                QT_TRANSLATE_NOOP(
                    "io", '"{value}" is no country; write its ISO 3166-1 alpha-3 code, like GTM.'
                ),
                value=code,
            )
    if list(codes) != sorted(set(codes)):
        yield say(
            QT_TRANSLATE_NOOP(
                "io", "The countries must stand in alphabetical order, each once: {right}."
            ),
            right="|".join(sorted(set(codes))),
        )


def _references(package: Package, cells: Record) -> Iterator[Message]:
    for column, spec in (("actors", ACTORS), ("event_type", EVENT_TYPES), ("related", EVENTS)):
        names = package.names(spec.name, spec.key)
        cell = cells[column]
        values = (cell,) if column == "event_type" and cell else split_values(cell)
        for value, times in Counter(values).items():
            if names is not None and value not in names:
                yield unknown(value, column, names, package.file_of(spec.name))
            if times > 1 or (column == "related" and value == cells["event_id"]):
                yield say(
                    QT_TRANSLATE_NOOP(
                        "io", '"{value}" in column "{column}" is said twice; take it out once.'
                    )
                    if times > 1
                    else QT_TRANSLATE_NOOP(
                        "io", '"{value}" in column "{column}" is the event itself; take it out.'
                    ),
                    value=value,
                    column=column,
                )


def _place(cells: Record) -> Iterator[Message]:
    filled = {column: cells[column] for column in (*_RANGES, "place_precision")}
    for column, most in _RANGES.items():
        cell = filled[column]
        try:
            number = float(cell) if cell else 0.0
        except ValueError:
            number = float("nan")
        if not -most <= number <= most:
            yield out_of_range(cell, column, -most, most)
    missing = [column for column, cell in filled.items() if not cell]
    without_point = missing == [*_RANGES] and filled["place_precision"] in _WIDE
    if missing and len(missing) < len(filled) and not without_point:
        yield say(
            QT_TRANSLATE_NOOP(
                "io",
                "Latitude, longitude and place_precision stand together or not at all; missing "
                "here: {missing}.",
            ),
            missing=", ".join(missing),
        )
