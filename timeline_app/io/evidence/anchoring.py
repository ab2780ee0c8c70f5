"""Where a quote stands in a text: at its place, elsewhere with its context, nearly, or nowhere."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from rapidfuzz.distance import Indel

from timeline_app.core.anchors import CONTEXT, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.text import UNSEEN, fold
from timeline_app.io.evidence.alignment import nearest_words
from timeline_app.io.evidence.folded_text import (
    LETTER,
    LETTERS,
    SENTENCE_END,
    FoldedText,
    reading_length,
)

FEW: Final = 40
"""Words of fewer code points may stand anywhere: their context must be alike, too."""
_A_SENTENCE: Final = 24
"""A whole sentence of so many, however it was moved, stands where its words stand."""
ALIKE: Final = 0.7
"""How alike a context must be, where 1 is the same."""
_WELL_ALIKE: Final = 0.85
"""How alike it must be on both sides where words of the quote are other ones."""
_SHORT_CONTEXT: Final = 8
_INSIDE: Final = rf"\d[.,'\u2019]?\d|{LETTER}{LETTER}"
_ENDS_INSIDE: Final = re.compile(rf"(?:{_INSIDE})\Z")
_BEGINS_INSIDE: Final = re.compile(_INSIDE)
"""Within a number or a word."""
_LINE_END: Final = re.compile(r"[-\u2010\u00ad]\s*[\r\n]\s*")
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
    for spans in (_spans_of(quote, words, text), _spans_of_letters(quote, words, text)):
        same = [context.place(*span) for span in spans]
        is_certain = (
            len(same) == 1 and reading_length(quote.exact) >= FEW and context.has_its_ends(same[0])
        )
        if kept := [place for place in same if is_certain or place.is_confirmed]:
            return max(kept, key=context.rank)
    near = nearest_words(quote, text)
    if near is None:
        return Place(LOST)
    place = context.place(*near.span)
    is_backed = place.is_confirmed or not context.is_known
    is_slight = near.is_slight and len(quote.exact) >= FEW and is_backed
    return place if is_slight or context.is_well_alike(place) else Place(LOST)


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
        if not _is_cut_out(quote, text.original, start, end):
            wide = max(start - before, 0), end + after
            yield wide if text.original[wide[0] : wide[1]] == quote.exact else (start, end)


def _spans_of_letters(quote: Quote, words: str, text: FoldedText) -> Iterator[tuple[int, int]]:
    """Where the same letters stand, though words are parted or joined there."""
    runs = [run.span() for run in LETTERS.finditer(words)]
    if not runs:
        return
    letters = "".join(words[start:end] for start, end in runs)
    head, tail = words[: runs[0][0]], words[runs[-1][1] :]
    for first, last in islice(text.places_of_letters(letters), _MOST_PLACES):
        first -= len(head) * text.folded.startswith(head, max(0, first - len(head)))
        last += len(tail) * text.folded.startswith(tail, last)
        start, end = text.start_of(first), text.end_of(last)
        if not _is_cut_out(quote, text.original, start, end):
            yield start, end


def _is_cut_out(quote: Quote, text: str, start: int, end: int) -> bool:
    """Whether a place is a part of longer words or numbers, as "7 hurt" is of "17 hurt"."""
    cut_before = _ENDS_INSIDE.search(text[max(0, start - 2) : start + 1])
    cut_behind = _BEGINS_INSIDE.match(text[max(0, end - 1) : end + 2])
    return bool(
        (cut_before and not _ENDS_INSIDE.search(quote.prefix[-2:] + quote.exact[:1]))
        or (cut_behind and not _BEGINS_INSIDE.match(quote.exact[-1:] + quote.suffix[:2]))
    )


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
        self._around = _rest_of_sentence(quote)

    def place(self, start: int, end: int) -> Place:
        """A place of the text as one where the quote may stand."""
        found = self._text[start:end]
        has_same_words = _is_seen_alike(found, self._quote.exact)
        anchor = Anchor(AnchorState.ELSEWHERE, start, end, "" if has_same_words else found)
        before, behind = self._around_of(anchor)
        left = _likeness(before, self._prefix[::-1])
        right = _likeness(behind, self._suffix)
        is_confirmed = max(left, right) >= ALIKE or self._is_in_its_sentence(start, end)
        return Place(anchor, left + right, is_confirmed)

    @property
    def is_known(self) -> bool:
        """Whether anything is known of what stood around the quote."""
        return bool(self._prefix or self._suffix)

    def is_well_alike(self, place: Place) -> bool:
        """Whether the context of both sides is that of the quote, down to the numbers in it."""
        before, behind = self._around_of(place.anchor)
        return (
            place.likeness >= 2 * _WELL_ALIKE
            and _has_same_numbers(before, self._prefix[::-1])
            and _has_same_numbers(behind, self._suffix)
        )

    def has_its_ends(self, place: Place) -> bool:
        """Whether the quote's first and last sign stand there: its sentence does not go on."""
        there = fold(self._text[place.anchor.start : place.anchor.end])
        words = fold(self._quote.exact)
        return (there[:1], there[-1:]) == (words[:1], words[-1:])

    def _around_of(self, anchor: Anchor) -> tuple[str, str]:
        """What stands before and behind a place, both from there outwards."""
        before = fold(self._text[max(0, anchor.start - 3 * CONTEXT) : anchor.start])
        return before[::-1], fold(self._text[anchor.end : anchor.end + 3 * CONTEXT])

    def _is_in_its_sentence(self, start: int, end: int) -> bool:
        """Whether all of the quote's sentence stands there, if that is long enough and known."""
        if self._around is None:
            return False
        head, tail = self._around
        there = self._text[max(0, start - len(head)) : end + len(tail)]
        return fold(there) == fold(head + self._quote.exact + tail)

    def rank(self, place: Place) -> tuple[float, bool, int]:
        """What makes one place likelier than another: context, the very words, nearness."""
        anchor = place.anchor
        return (round(place.likeness, 2), not anchor.found, -abs(anchor.start - self._quote.start))


def _rest_of_sentence(quote: Quote) -> tuple[str, str] | None:
    """What is before and behind a quote of its sentence; None if that is short or ends too far."""
    starts = [found.end() for found in SENTENCE_END.finditer(quote.prefix)]
    end = SENTENCE_END.search(quote.exact[-1:] + quote.suffix)
    if (not starts and len(quote.prefix) >= CONTEXT) or (not end and len(quote.suffix) >= CONTEXT):
        return None
    head = quote.prefix[starts[-1] :] if starts else quote.prefix
    tail = quote.suffix[: end.end() - len(quote.exact[-1:])] if end else quote.suffix
    sentence = head + quote.exact + tail.rstrip()
    return (head, tail.rstrip()) if reading_length(sentence) >= _A_SENTENCE else None


def _is_seen_alike(found: str, exact: str) -> bool:
    """Whether two texts differ in blanks, ends of lines and encoding at most."""
    if _LINE_END.search(found):
        found, exact = _LINE_END.sub("", found), exact.replace("-", "")
        found = found.replace("-", "")
    return _as_seen(found) == _as_seen(exact)


def _as_seen(text: str) -> str:
    seen = text.translate(dict.fromkeys(map(ord, UNSEEN)))
    return "".join(unicodedata.normalize("NFC", seen).split())


def _likeness(there: str, context: str) -> float:
    """How alike a context is to what stands there, both from the quote outwards.

    A short one ended with its document, and is alike only where this one ends, too.
    """
    if len(context) < _SHORT_CONTEXT:
        return float(there == context)
    return Indel.normalized_similarity(there[: len(context)], context)


def _has_same_numbers(there: str, context: str) -> bool:
    """Whether a context has the digits of what stands there; the last may be cut off."""
    ours, theirs = ("".join(re.findall(r"\d", text[:CONTEXT])) for text in (context, there))
    return ours.startswith(theirs) or theirs.startswith(ours)
