"""Which files may be the changed text of a source: by its title, and by words of its quotes."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made_by
from pathlib import Path
from typing import Final

from timeline_app.core.records import Quote, Source
from timeline_app.core.text import fold
from timeline_app.io.evidence.anchoring import FEW, place_of
from timeline_app.io.evidence.contested import without_contested
from timeline_app.io.evidence.documents import Document
from timeline_app.io.evidence.folded_text import (
    FoldedText,
    reading_length,
    without_marks,
    words_of,
)
from timeline_app.io.evidence.surroundings import Place

MOST_FOR_A_SOURCE: Final = 3
"""So many of the likeliest documents of a source are looked at closely."""
LEAST_IN_COMMON: Final = 0.25
"""This part of the rows of words in a source's quotes stands in a document without its title."""
_WORDS: Final = 3
"""Words in a row that are looked up; a title of fewer words is no proof by itself."""
_TITLE: Final = 24
"""Letters of a title that is long though it has fewer words, as in Chinese."""
_MOST_WORDS: Final = 60
"""Of a line that holds a title; longer ones are sentences."""
_HEAD: Final = 2_000
"""Within so many letters a text says its title."""

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A document as the text of a source, and where the quotes of the source stand in it."""

    source_id: str
    document: Document
    is_titled: bool
    """Whether it bears the title of the source."""
    hits: int
    """How many rows of words it has in common with the quotes of the source."""
    places: Mapping[Quote, Place] = made_by(default_factory=dict)

    @property
    def confirmed(self) -> list[Quote]:
        """The quotes that stand there in their context, or are long and have none."""
        return [
            quote
            for quote, place in self.places.items()
            if place.is_confirmed or (place.anchor.start >= 0 and not quote.prefix + quote.suffix)
        ]


class Candidates:
    """Keeps the likeliest documents of each source while all documents are looked through."""

    def __init__(self, sources: Iterable[Source], quotes: Mapping[str, Sequence[Quote]]) -> None:
        self._quotes = quotes
        self._titles: dict[str, str] = {}
        self._by_title: defaultdict[str, set[str]] = defaultdict(set)
        self._owners: defaultdict[Row, set[str]] = defaultdict(set)
        self._least: dict[str, float] = {}
        self._kept: dict[str, list[Match]] = {}
        for source in sources:
            source_id = source.source_id
            if title := _plain(source.title):
                self._titles[source_id] = title
                self._by_title[title].add(source_id)
            rows: set[Row] = set()
            for quote in quotes.get(source_id, ()):
                rows.update(_rows(quote.prefix + quote.exact + quote.suffix))
            for row in rows:
                self._owners[row].add(source_id)
            self._least[source_id] = len(rows) * LEAST_IN_COMMON

    def look_at(self, document: Document) -> None:
        """Keep a document where it is among the likeliest of a source."""
        owners = self._owners
        hits: Counter[str] = Counter()
        if owners:
            common = {row for row in _rows(document.text) if row in owners}
            hits.update(source_id for row in common for source_id in owners[row])
        titled = self._titled(document)
        alike = {one for one, count in hits.items() if count >= self._least[one]}
        for source_id in sorted(alike | titled):
            found = Match(source_id, document, source_id in titled, hits[source_id])
            kept = [*self._kept.get(source_id, ()), found]
            kept.sort(key=lambda one: (one.is_titled, one.hits), reverse=True)
            self._kept[source_id] = kept[:MOST_FOR_A_SOURCE]

    def matches(self) -> list[Match]:
        """The surest document of each source, each document for one source."""
        by_path: defaultdict[str, list[Match]] = defaultdict(list)
        for candidate in (one for kept in self._kept.values() for one in kept):
            by_path[str(candidate.document.path)].append(candidate)
        sure: list[tuple[int, Match]] = []
        for candidates in by_path.values():
            text = FoldedText(candidates[0].document.text)  # let go of before the next
            for candidate in candidates:
                quotes = self._quotes.get(candidate.source_id, ())
                places = {quote: place_of(quote, text, is_same=False) for quote in quotes}
                match = replace(candidate, places=without_contested(places))
                if self._is_enough(match):
                    sure.append((len(match.confirmed) + match.is_titled, match))
        sure.sort(key=lambda pair: (-pair[0], -pair[1].hits))
        found: dict[str, Match] = {}
        taken: set[Path] = set()
        for _, match in sure:
            if match.source_id not in found and match.document.path not in taken:
                found[match.source_id] = match
                taken.add(match.document.path)
        return list(found.values())

    def _titled(self, document: Document) -> set[str]:
        """The sources whose title a document bears; none if it is a list of titles."""
        borne = {title for name in _names_of(document) for title in _titles_in(name)}
        titles = borne & self._by_title.keys()
        whole = [one for one in titles if not any(one in other for other in titles - {one})]
        return self._by_title[whole[0]] if len(whole) == 1 else set()

    def _is_enough(self, match: Match) -> bool:
        """Whether a document is the source's: by its title, or by half of the quotes."""
        confirmed = match.confirmed
        title = self._titles.get(match.source_id, "")
        if match.is_titled and (confirmed or _is_telling(title)):
            return True
        said = sum(reading_length(one.prefix + one.exact + one.suffix) for one in confirmed)
        return 2 * len(confirmed) >= len(match.places) and said >= FEW


def _rows(text: str) -> Iterator[Row]:
    """All rows of so many words."""
    words = words_of(fold(without_marks(text)))
    return zip(*(words[first:] for first in range(_WORDS)), strict=False)


def _names_of(document: Document) -> Collection[str]:
    """What a document may be called: its first lines, what it calls itself, its file's name."""
    lines = without_marks(document.text[:_HEAD]).splitlines()
    return {_plain(name) for name in (document.title, document.path.stem, *lines)} - {""}


def _titles_in(name: str) -> Iterator[str]:
    """What may be the title in a name: all of it, or a long part with little more around it."""
    yield name
    words = name.split()
    if len(words) > _MOST_WORDS:
        return
    for length in range((len(words) + 1) // 2, len(words)):
        for first in range(len(words) - length + 1):
            if _is_telling(part := " ".join(words[first : first + length])):
                yield part


def _is_telling(title: str) -> bool:
    """Whether a title is long enough to be a proof by itself."""
    return len(title.split()) >= _WORDS or reading_length(title) >= _TITLE


def _plain(name: str) -> str:
    """A name without case, accents and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))
