"""What events must be: their ids, dates, countries, places, and whom and what they name."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.text import split_values
from timeline_app.core.when import parse_when
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.faults import country_faults, date_fault, out_of_range, reference_fault
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ACTORS, EVENT_TYPES, EVENTS, QUOTES
from timeline_app.io.finding import Finding, Severity, say

_EVENT_ID: Final = re.compile(r"(-?\d{4}(?:-\d\d){0,2})?((?:^|-)[^\W_]+)+")
_DATE_OF_ID: Final = re.compile(r"\d{4}(?:-\d\d){0,2}(?!\d)")
_RANGES: Final = {"latitude": 90, "longitude": 180}
_WIDE: Final = ("department or state", "country")
"""Precisions of places that need no point, such as a whole border."""


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
    if fault := date_fault(date):
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
    named = _DATE_OF_ID.match(cells["event_id"])
    if named and not _may_be_one(named[0], cells["date"]):
        yield say(
            QT_TRANSLATE_NOOP(
                "io",
                "The id says {named}, the date is {date}; change one of them if it is wrong.",
            ),
            named=named[0],
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


@lru_cache(maxsize=100_000)
def _may_be_one(named: str, stated: str) -> bool:
    """Whether two dates have a moment in common, or one of them cannot be read."""
    if not stated or date_fault(named) or date_fault(stated):
        return True
    one, other = parse_when(named), parse_when(stated)
    return one.start < other.end and other.start < one.end


def _references(package: Package, cells: Record) -> Iterator[Message]:
    for column, spec in (("actors", ACTORS), ("event_type", EVENT_TYPES), ("related", EVENTS)):
        cell = cells[column]
        if not cell:
            continue
        values = (cell,) if column == "event_type" else split_values(cell)
        for value, times in Counter(values).items():
            if fault := reference_fault(package, spec, value, column):
                yield fault
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
