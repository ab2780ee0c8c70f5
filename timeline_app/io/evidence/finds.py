"""Where words that somebody looks for stand in a text, as a browser's or a PDF viewer's search."""

import re
from bisect import bisect_left

import numpy as np

from timeline_app.core.text import fold
from timeline_app.io.evidence.folded_text import FoldedText


class Finds:
    """All matches of some words, whatever their case, accents and blanks; none overlaps another."""

    def __init__(self, text: FoldedText, words: str) -> None:
        """Words without a letter are found nowhere."""
        self._text = text
        self._words = fold(words)
        found = re.finditer(re.escape(self._words), text.folded) if self._words else ()
        self._places = np.fromiter((match.start() for match in found), dtype=np.int32)

    def __len__(self) -> int:
        return len(self._places)

    def span(self, number: int) -> tuple[int, int]:
        """The code points of the text from where a match begins to before its end."""
        place = int(self._places[number])
        return self._text.start_of(place), self._text.end_of(place + len(self._words))

    def first_from(self, place: int) -> int:
        """The number of the first match that begins at a code point or behind; else how many."""
        return bisect_left(range(len(self)), place, key=lambda number: self.span(number)[0])

    def within(self, start: int, end: int) -> range:
        """The numbers of the matches of which a part lies between two code points."""
        first = bisect_left(range(len(self)), start + 1, key=lambda number: self.span(number)[1])
        return range(first, max(first, self.first_from(end)))
