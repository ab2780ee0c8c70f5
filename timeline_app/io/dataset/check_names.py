"""What actors and sources must be: their names, countries, addresses and digests."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.text import fold, split_values
from timeline_app.io.dataset.descriptor import columns_holding
from timeline_app.io.dataset.faults import country_faults, date_fault
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ACTORS, CITED_CELLS, EVENTS, QUOTES, SOURCES
from timeline_app.io.finding import Finding, say

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def check_actors(package: Package) -> Iterator[Finding]:
    """Findings of the table of actors: their countries, names that clash, those nobody uses."""
    table = package.tables.get(ACTORS.name)
    if table is None:
        return
    used = _used_actors(package)
    owners: dict[str, str] = {}
    for row, cells in table.records():
        actor_id = cells["actor_id"]
        for message in country_faults(cells["country"]):
            yield Finding(table.file, row, message)
        for name in filter(None, (actor_id, cells["name"], *split_values(cells["aliases"]))):
            owner = owners.setdefault(fold(name), actor_id)
            if owner != actor_id:
                message = say(
                    QT_TRANSLATE_NOOP(
                        "io", '"{name}" is a name of "{owner}" too; a name must mean one actor.'
                    ),
                    name=name,
                    owner=owner,
                )
                yield Finding(table.file, row, message, "warning")
        if used is not None and actor_id and actor_id not in used:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", 'No event names the actor "{actor}"; take it out or use it.'
                ),
                actor=actor_id,
            )
            yield Finding(table.file, row, message, "warning")


def _used_actors(package: Package) -> set[str] | None:
    """The actors that events and claims name; None where the events are not known."""
    if EVENTS.name not in package.tables:
        return None
    used: set[str] = set()
    for name, column in (("events", "actors"), ("claims", "value")):
        table = package.tables.get(name)
        if table is not None and column in table.frame.columns:
            for cell in table.frame[column].unique():
                used.update(split_values(cell))
    return used


def check_sources(package: Package) -> Iterator[Finding]:
    """Findings of the table of sources: their values, and those that no quote is from."""
    table = package.tables.get(SOURCES.name)
    if table is None:
        return
    used = _used_sources(package)
    for row, cells in table.records():
        source_id = cells["source_id"]
        if used is not None and source_id and source_id not in used:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", 'No quote is from the source "{source}"; take it out or quote it.'
                ),
                source=source_id,
            )
            yield Finding(table.file, row, message, "warning")
        published, url, digest = cells["published"], cells["url"], cells["sha256"]
        language = cells["language"]
        if language and not _LANGUAGE.fullmatch(language):
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", '"{value}" is no language tag (BCP 47); write one like en or es-GT.'
                ),
                value=language,
            )
            yield Finding(table.file, row, message)
        if fault := date_fault(published):
            yield Finding(table.file, row, fault)
        if url and not _is_web(url):
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", '"{value}" is no web address; it must begin with http:// or https://.'
                ),
                value=url,
            )
            yield Finding(table.file, row, message)
        if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", '"{value}" is no SHA-256; it must be 64 digits of 0 to 9 and a to f.'
                ),
                value=digest,
            )
            yield Finding(table.file, row, message)


def _used_sources(package: Package) -> set[str] | None:
    """The sources that quotes are from, events cite beside them, or others are derived from; None
    without quotes."""
    used = package.names(QUOTES.name, "source_id")
    if used is None:
        return None
    cited = {
        value
        for column in columns_holding(package.descriptor, CITED_CELLS)
        for cell in package.names(EVENTS.name, column) or ()
        for value in split_values(cell)
    }
    return {*used, *cited, *(package.names(SOURCES.name, "derived_from") or ())}


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", url)
