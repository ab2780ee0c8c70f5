"""Which files may be the changed text of a source: by its title, and by words of its quotes."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from timeline_app.core.dataset import Quote, Source
from timeline_app.core.text import fold
from timeline_app.io.evidence.anchoring import FEW, Place, place_of
from timeline_app.io.evidence.documents import Document
from timeline_app.io.evidence.folded_text import FoldedText

MOST_FOR_A_SOURCE: Final = 3
"""So many of the likeliest documents of a source are looked at closely."""
_WORDS: Final = 3
"""Words in a row that are looked up; a title of fewer words is no proof by itself."""
_HEAD: Final = 2_000
"""Within so many letters a text says its title."""

Shingle = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be the text of a source."""

    source_id: str
    document: Document
    is_titled: bool
    """Whether it bears the title of the source."""
    hits: int
    """How many rows of words it has in common with the quotes of the source."""


class Candidates:
    """Keeps the likeliest documents of each source while all documents are looked through."""

    def __init__(self, sources: Iterable[Source], quotes: Mapping[str, Sequence[Quote]]) -> None:
        self._quotes = quotes
        self._titles: dict[str, str] = {}
        self._owners: defaultdict[Shingle, set[str]] = defaultdict(set)
        self._kept: dict[str, list[Candidate]] = {}
        for source in sources:
            self._kept[source.source_id] = []
            if title := _plain(source.title):
                self._titles[source.source_id] = title
            for quote in quotes.get(source.source_id, ()):
                words = FoldedText(quote.prefix + quote.exact + quote.suffix).words.words
                for shingle in _shingles(words):
                    self._owners[shingle].add(source.source_id)

    def look_at(self, document: Document) -> None:
        """Keep a document where it is among the likeliest of a source."""
        hits: defaultdict[str, int] = defaultdict(int)
        if self._owners:
            words = FoldedText(document.text).words.words
            for shingle in self._owners.keys() & _shingles(words):
                for source_id in self._owners[shingle]:
                    hits[source_id] += 1
        names = _names_of(document)
        titled = {one for one, title in self._titles.items() if _bears(names, title)}
        for source_id in sorted(hits.keys() | titled):
            found = Candidate(source_id, document, source_id in titled, hits[source_id])
            kept = [*self._kept[source_id], found]
            kept.sort(key=lambda one: (one.is_titled, one.hits), reverse=True)
            self._kept[source_id] = kept[:MOST_FOR_A_SOURCE]

    def chosen(self) -> dict[str, Document]:
        """source_id to its document, each document for one source, the surest first."""
        texts: dict[str, FoldedText] = {}
        sure: list[tuple[int, Candidate]] = []
        for candidate in (one for kept in self._kept.values() for one in kept):
            document = candidate.document
            text = texts.setdefault(str(document.path), FoldedText(document.text))
            quotes = self._quotes.get(candidate.source_id, ())
            places = [(one, place_of(one, text, is_same=False)) for one in quotes]
            confirmed = [quote for quote, place in places if _is_proof(quote, place)]
            if self._is_enough(candidate, confirmed, len(quotes)):
                sure.append((len(confirmed) + candidate.is_titled, candidate))
        sure.sort(key=lambda pair: (-pair[0], -pair[1].hits))
        found: dict[str, Document] = {}
        taken: set[str] = set()
        for _, candidate in sure:
            path = str(candidate.document.path)
            if candidate.source_id not in found and path not in taken:
                found[candidate.source_id] = candidate.document
                taken.add(path)
        return found

    def _is_enough(self, candidate: Candidate, confirmed: Sequence[Quote], count: int) -> bool:
        """Whether a document is the source's: by its title, or by half of the quotes."""
        title = self._titles.get(candidate.source_id, "")
        if candidate.is_titled and (confirmed or len(title.split()) >= _WORDS):
            return True
        said = sum(len(one.prefix + one.exact + one.suffix) for one in confirmed)
        return bool(confirmed) and 2 * len(confirmed) >= count and said >= FEW


def _is_proof(quote: Quote, place: Place) -> bool:
    """Whether a quote stands there in its context, or is long and has none."""
    return place.is_confirmed or (place.anchor.start >= 0 and not quote.prefix + quote.suffix)


def _shingles(words: Sequence[str]) -> set[Shingle]:
    """All rows of so many words."""
    return set(zip(*(words[first:] for first in range(_WORDS)), strict=False))


def _names_of(document: Document) -> Collection[str]:
    """What a document may be called: its first lines, what it calls itself, its file's name."""
    lines = document.text[:_HEAD].splitlines()
    return {_plain(name) for name in (document.title, document.path.stem, *lines)} - {""}


def _bears(names: Collection[str], title: str) -> bool:
    """Whether one of some names is a title, or has a long title and little more in it."""
    if title in names:
        return True
    if len(title.split()) < _WORDS:
        return False
    return any(f" {title} " in f" {name} " and len(name) <= 2 * len(title) for name in names)


def _plain(name: str) -> str:
    """A name without case, accents and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(name)))
