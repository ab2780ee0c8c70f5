"""Where a quote stands in a text: at its place, elsewhere with its context, nearly, or nowhere."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from timeline_app.core.anchors import CONTEXT, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.text import fold
from timeline_app.io.evidence.alignment import nearest_words
from timeline_app.io.evidence.folded_text import (
    LETTER,
    LETTERS,
    FoldedText,
    reading_length,
    without_marks,
)
from timeline_app.io.evidence.surroundings import Place, Surroundings

FEW: Final = 40
"""Words of fewer code points may stand anywhere: their context must be alike, too."""
_INSIDE: Final = rf"\d[.,'\u2019]?\d|{LETTER}{LETTER}"
_ENDS_INSIDE: Final = re.compile(rf"(?:{_INSIDE})\Z")
_BEGINS_INSIDE: Final = re.compile(_INSIDE)
"""Within a number or a word."""
_MOST_PLACES: Final = 500
"""So many places of the same words are compared."""

LOST: Final = Anchor(AnchorState.LOST)


def place_of(quote: Quote, text: FoldedText, *, is_same: bool) -> Place:
    """Where a quote stands in a text.

    Args:
        quote: its words, its context and its place in the text it was taken from.
        text: the document as it is now.
        is_same: whether that is the very text that the quote was taken from.
    """
    if is_same and misplaced(quote, text.original) == "":
        return Place(Anchor(AnchorState.EXACT, quote.start, quote.end))
    shown = _shown(quote)
    if text.shown is not text or shown != quote:
        place = _place_of(shown, text.shown)
        if place.anchor.start >= 0:
            found = text.original[place.anchor.start : place.anchor.end]
            return replace(place, anchor=replace(place.anchor, found=place.anchor.found and found))
    return _place_of(quote, text)


def _shown(quote: Quote) -> Quote:
    """A quote without the marks of Markdown."""
    prefix, exact, suffix = map(without_marks, (quote.prefix, quote.exact, quote.suffix))
    return replace(quote, prefix=prefix, exact=exact, suffix=suffix)


def _place_of(quote: Quote, text: FoldedText) -> Place:
    """Where the words of a quote, or nearly the same ones, stand in a text."""
    words = fold(quote.exact)
    if not words:
        return Place(LOST)
    context = Surroundings(quote, text.original)
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
        for gap in ("", " "):  # a line may end, or a program put a blank, before a sign
            before, behind = head and head + gap, tail and gap + tail
            first -= len(before) * text.folded.endswith(before, 0, first)
            last += len(behind) * text.folded.startswith(behind, last)
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
