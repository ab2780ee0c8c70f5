"""What stands around a quote, and around a place of a text where it may stand."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from timeline_app.core.anchors import CONTEXT, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.text import UNSEEN, fold
from timeline_app.io.evidence.folded_text import SENTENCE_END, reading_length

_A_SENTENCE: Final = 24
"""A whole sentence of so many, however it was moved, stands where its words stand."""
ALIKE: Final = 0.7
"""How alike a context must be, where 1 is the same."""
_WELL_ALIKE: Final = 0.85
"""How alike it must be on both sides where words of the quote are other ones."""
_SHORT_CONTEXT: Final = 8
_WIDTH: Final = 12 * CONTEXT
"""Code points that are looked at: repeated blanks and addresses in Markdown count for none."""
_LINE_END: Final = re.compile(r"[-\u2010\u00ad]\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words of a quote may stand in a text."""

    anchor: Anchor
    likeness: float = 0.0
    """How alike the context is, of both sides together: 0 to 2."""
    is_confirmed: bool = False
    """Whether the context of one side at least is that of the quote."""


class Surroundings:
    """Compares what stands around a place of a text with the context of a quote."""

    def __init__(self, quote: Quote, text: str) -> None:
        self._quote = quote
        self._text = text
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
        before = fold(self._text[max(0, anchor.start - _WIDTH) : anchor.start])
        return before[::-1], fold(self._text[anchor.end : anchor.end + _WIDTH])

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
