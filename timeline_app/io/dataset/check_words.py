"""Quotes that seem to belong to no event: no word in common with it, no claim resting on them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from timeline_app.core.countries import country_names
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.text import fold, split_values
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ACTORS, CLAIMS, EVENTS, QUOTES, SOURCES, TableSpec
from timeline_app.io.evidence.folded_text import UNSPACED
from timeline_app.io.finding import Finding, say

_FEWEST: Final = 4
"""Words of a quote below which nothing is said: "officials confirmed" may belong anywhere."""
_LETTERS: Final = 3
"""So many letters of a script without blanks are taken for a word."""
_ODD: Final = 4
"""One in so many quotes of a language may be strange to its event; where more are, nothing is
said."""
_STEM: Final = 5
"""Letters that are compared, so that "displaced" and "displacement" are alike."""
_WORD: Final = re.compile(rf"(?:(?![{UNSPACED}])\w)+")
_UNSPACED_RUN: Final = re.compile(f"[{UNSPACED}]+")
_TEXTS: Final = ("title", "date", "date_note", "event_type", "place", "admin1", "summary")


def check_quote_words(package: Package) -> Iterator[Finding]:
    """Warnings for quotes that overlap nothing of what the dataset says of their event.

    Only where that is odd: not where many quotes of a language do, as their events are told in
    another language or in a few words.
    """
    table = package.tables.get(QUOTES.name)
    events = _records(package, EVENTS)
    if table is None or not events:
        return
    claimed = package.names(CLAIMS.name, "quote_id") or frozenset()
    named, sources = _records(package, ACTORS), _records(package, SOURCES)
    words_of: dict[str, set[str]] = {}
    compared: Counter[str] = Counter()
    strange: defaultdict[str, list[tuple[int, Record]]] = defaultdict(list)
    for row, cells in table.records():
        event_id, source = cells["event_id"], sources.get(cells["source_id"])
        stems = _stems([cells["exact"]])
        if event_id not in events or _is_short(cells["exact"]):
            continue
        if event_id not in words_of:
            words_of[event_id] = _stems(_said(events[event_id], named))
        language = source["language"].partition("-")[0].lower() if source else ""
        compared[language] += 1
        if not stems & words_of[event_id]:
            strange[language].append((row, cells))
    for language, several in strange.items():
        if len(several) > max(1, compared[language] // _ODD) or compared[language] == 1:
            continue
        for row, cells in several:
            if cells["quote_id"] not in claimed:
                message = say(
                    QT_TRANSLATE_NOOP(
                        "io",
                        "The quote shares no word with its event, and no claim rests on it; see "
                        'whether it belongs to "{event}".',
                    ),
                    event=cells["event_id"],
                )
                yield Finding(table.file, row, message, "warning")


def _said(event: Record, actors: Mapping[str, Record]) -> Iterator[str]:
    """All that the dataset says of an event in words."""
    yield from (event[column] for column in _TEXTS)
    for country in split_values(event["countries"]):
        yield from country_names(country)
    for actor_id in split_values(event["actors"]):
        yield actor_id.replace("-", " ")
        if actor_id in actors:
            yield from (actors[actor_id]["name"], actors[actor_id]["aliases"])


def _stems(texts: Iterable[str]) -> set[str]:
    """The first letters of words of three letters and more, and all numbers.

    Of scripts without blanks between words all two letters in a row.
    """
    folded = fold("\n".join(texts))
    stems = {word[:_STEM] for word in _WORD.findall(folded) if len(word) > 2 or word.isdigit()}
    runs = _UNSPACED_RUN.findall(folded)
    return stems.union(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def _is_short(text: str) -> bool:
    """Whether a quote is of a few words, or of as many letters of a script without blanks."""
    letters = "".join(_UNSPACED_RUN.findall(text))
    return len(_stems([_UNSPACED_RUN.sub(" ", text)])) + len(letters) // _LETTERS < _FEWEST


def _records(package: Package, spec: TableSpec) -> dict[str, Record]:
    table = package.tables.get(spec.name)
    return {cells[spec.key]: cells for _row, cells in table.records()} if table else {}
