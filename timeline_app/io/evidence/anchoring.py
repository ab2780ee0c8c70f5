"""Where a quote stands in a text: at its place, elsewhere with its context, nearly, or nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import Indel

from timeline_app.core.anchors import CONTEXT, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.text import fold
from timeline_app.io.evidence.alignment import nearest_words
from timeline_app.io.evidence.folded_text import FoldedText

FEW: Final = 40
"""Words of fewer code points may stand anywhere: their context must be alike, too."""
ALIKE: Final = 0.7
"""How alike a context must be, where 1 is the same."""
_SHORT_CONTEXT: Final = 8
_MOST_PLACES: Final = 500
"""So many places of the same words are compared."""

LOST: Final = Anchor(AnchorState.LOST)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a quote may stand in a text."""

    anchor: Anchor
    likeness: float = 0.0
    """How alike the context is, of both sides together: 0 to 2."""
    is_confirmed: bool = False
    """Whether the context of one side at least is that of the quote."""


def place_of(quote: Quote, text: FoldedText, *, is_same: bool) -> Place:
    """Where a quote stands in a text.

    Args:
        quote: its words, its context and its place in the text it was taken from.
        text: the document as it is now.
        is_same: whether that is the very text that the quote was taken from.
    """
    if is_same and misplaced(quote, text.original) == "":
        return Place(Anchor(AnchorState.EXACT, quote.start, quote.end), 2.0, is_confirmed=True)
    words = fold(quote.exact)
    if not words:
        return Place(LOST)
    context = _Context(quote, text)
    same = [context.place(*span) for span in _spans_of(quote, words, text)]
    is_certain = len(same) == 1 and len(quote.exact) >= FEW
    if kept := [place for place in same if is_certain or place.is_confirmed]:
        return max(kept, key=context.rank)
    span = nearest_words(quote, text)
    if span is None:
        return Place(LOST)
    near = context.place(*span)
    return near if len(quote.exact) >= FEW or near.likeness >= 2 * ALIKE else Place(LOST)


def misplaced(quote: Quote, text: str) -> str:
    """Which of its parts is not what stands at the quote's place: exact, prefix, suffix, or ""."""
    start, end = quote.start, quote.end
    if start < 0 or not quote.exact or text[start:end] != quote.exact:
        return "exact"
    prefix, suffix = context_of(quote, text)
    if quote.prefix != prefix:
        return "prefix"
    return "" if quote.suffix == suffix else "suffix"


def context_of(quote: Quote, text: str) -> tuple[str, str]:
    """What stands before and behind the quote's place."""
    return text[max(0, quote.start - CONTEXT) : quote.start], text[quote.end : quote.end + CONTEXT]


def _spans_of(quote: Quote, words: str, text: FoldedText) -> Iterator[tuple[int, int]]:
    """Where the same words stand, by places of the original; white space as the quote has it."""
    before = len(quote.exact) - len(quote.exact.lstrip())
    after = len(quote.exact) - len(quote.exact.rstrip())
    places = list(islice(text.places_of(words), _MOST_PLACES + 1))
    if len(places) > _MOST_PLACES:  # a word or two, which stands everywhere
        places = list(_with_context(quote, words, text))
    for place in places:
        start, end = text.start_of(place), text.end_of(place + len(words))
        wide = max(start - before, 0), end + after
        yield wide if text.original[wide[0] : wide[1]] == quote.exact else (start, end)


def _with_context(quote: Quote, words: str, text: FoldedText) -> Iterator[int]:
    """The places of words before or behind which exactly their context stands."""
    before, behind = fold(f"{quote.prefix}|")[:-1], fold(f"|{quote.suffix}")[1:]
    for place in islice(text.places_of(before + words), _MOST_PLACES):
        yield place + len(before)
    yield from islice(text.places_of(words + behind), _MOST_PLACES)


class _Context:
    """Compares what stands around a place of a text with the context of a quote."""

    def __init__(self, quote: Quote, text: FoldedText) -> None:
        self._quote = quote
        self._text = text.original
        self._prefix, self._suffix = fold(quote.prefix), fold(quote.suffix)

    def place(self, start: int, end: int) -> Place:
        """A place of the text as one where the quote may stand."""
        found = self._text[start:end]
        has_same_words = found.split() == self._quote.exact.split()
        anchor = Anchor(AnchorState.ELSEWHERE, start, end, "" if has_same_words else found)
        before = fold(self._text[max(0, start - 3 * CONTEXT) : start])
        behind = fold(self._text[end : end + 3 * CONTEXT])
        left = _likeness(before[::-1], self._prefix[::-1])
        right = _likeness(behind, self._suffix)
        return Place(anchor, left + right, max(left, right) >= ALIKE)

    def rank(self, place: Place) -> tuple[float, bool, int]:
        """What makes one place likelier than another: context, the very words, nearness."""
        anchor = place.anchor
        return (round(place.likeness, 2), not anchor.found, -abs(anchor.start - self._quote.start))


def _likeness(there: str, context: str) -> float:
    """How alike a context is to what stands there, both from the quote outwards.

    A short one ended with its document, and is alike only where this one ends, too.
    """
    if len(context) < _SHORT_CONTEXT:
        return float(there == context)
    return Indel.normalized_similarity(there[: len(context)], context)
