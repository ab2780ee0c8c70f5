"""What sources say of each other: which repeats which. Wrong, they count as independent."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.text import fold
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import SOURCES
from timeline_app.io.finding import Finding, say

_SLIP: Final = 80
"""Likeness of two ids, in hundredths, from which one may be the other with a slip."""


def check_origins(package: Package) -> Iterator[Finding]:
    """Findings for sources derived from themselves, from one that is not named by its id, and for
    texts that are there twice."""
    table = package.tables.get(SOURCES.name)
    if table is None:
        return
    records = list(table.records())
    derived = {cells["source_id"]: cells["derived_from"].strip() for _row, cells in records}
    ids_of = _ids_of(records)
    first_of: dict[str, str] = {}
    for row, cells in records:
        source_id, words = cells["source_id"], derived[cells["source_id"]]
        way = _way_back(source_id, derived)
        if source_id and way:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    'The source is "derived_from" itself: {way}; name the report that it repeats, '
                    "or leave it empty.",
                ),
                way=" <- ".join(way),
            )
            yield Finding(table.file, row, message)
        meant = _meant(words, derived, ids_of)
        if meant and meant != source_id:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    '"{words}" in column "derived_from" seems to be the source "{meant}"; write '
                    "its source_id, or the two count as independent.",
                ),
                words=words,
                meant=meant,
            )
            yield Finding(table.file, row, message, "warning")
        digest = cells["sha256"].lower()
        if digest and first_of.setdefault(digest, source_id) != source_id and not words:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io",
                    'The text has the SHA-256 of "{other}", too; the two count as one source. Say '
                    'in "derived_from" which repeats which, or take one out.',
                ),
                other=first_of[digest],
            )
            yield Finding(table.file, row, message, "warning")


def _ids_of(records: Sequence[tuple[int, Record]]) -> dict[str, str]:
    """What may be written in place of a source_id, to that; nothing that two sources share."""
    named: dict[str, set[str]] = {}
    for _row, cells in records:
        for column in ("source_id", "title", "url"):
            if name := fold(cells[column]):
                named.setdefault(name, set()).add(cells["source_id"])
    return {name: next(iter(ids)) for name, ids in named.items() if len(ids) == 1}


def _way_back(source_id: str, derived: Mapping[str, str]) -> Sequence[str]:
    """The sources by way of which one is derived from itself, itself at both ends; else none."""
    way = [source_id]
    while (origin := derived.get(way[-1], "")) and origin not in way:
        way.append(origin)
    return [*way, source_id] if origin == source_id else ()


def _meant(words: str, derived: Mapping[str, str], ids_of: Mapping[str, str]) -> str | None:
    """The source that words are likely to name that are no source_id."""
    if not words or words in derived:
        return None
    if found := ids_of.get(fold(words)):
        return found
    if re.search(r"[\s.,:/]", words):  # words that name a report
        return None
    near = process.extractOne(
        words, {key: key for key in derived}, scorer=fuzz.ratio, score_cutoff=_SLIP, processor=fold
    )
    return None if near is None else str(near[2])
