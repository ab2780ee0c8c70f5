"""The passage of a text that says nearly what a quote says, word by word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.fold_bulk import Places
from timeline_app.core.records import Quote
from timeline_app.io.evidence.folded_text import SENTENCE_END, FoldedText, is_unspaced
from timeline_app.io.evidence.pairing import digits, paired

MOST_GONE_TOGETHER: Final = 3
"""So many words in a row may be others than those of the quote ..."""
WORDS_A_CHANGE: Final = 5
"""... one for each five words ..."""
CHANGES: Final = 2
WORDS_A_FURTHER_CHANGE: Final = 20
"""... and two, with one more for each twenty words."""
_WORDS_A_SLIGHT_CHANGE: Final = 8
"""One word in so many may be another one where little else speaks for a passage ..."""
_WORDS_A_NUMBER: Final = 15
"""... and one in so many where numbers differ."""
_LETTERS_A_WORD: Final = 4
"""So many letters of a script without blanks between words are taken for one of these words."""

_MOST_PLACES: Final = 100_000
"""So many places of a quote's words, of the rarest first, say where it may stand."""
_STRIDE: Final = 8
_MOST_PASSAGES: Final = 3

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that says nearly what a quote says."""

    span: Span
    """By places of the original text."""
    is_slight: bool
    """Whether hardly a word is another one, least of all a number."""


def nearest_words(quote: Quote, text: FoldedText) -> Near | None:
    """Where a text says nearly what a quote says; None if nowhere.

    Spelling, punctuation and a word or two may differ. Not where a run of words or as much of a
    sentence as the quote holds is gone.
    """
    wanted = _Wanted(quote)
    aligned = [_Alignment(wanted, text, start) for start in _passages(wanted.words.words, text)]
    kept = [one for one in aligned if one.is_near]
    if not kept:
        return None
    best = max(kept, key=lambda one: one.likeness)
    return Near(best.span, best.is_slight)


class _Wanted:
    """The words of a quote between those of its context."""

    def __init__(self, quote: Quote) -> None:
        self.text = FoldedText(quote.prefix + quote.exact + quote.suffix)
        self.words = self.text.words
        start = len(quote.prefix)
        end = start + len(quote.exact)
        starts = [self.text.start_of(place) for place in self.words.starts]
        ends = [self.text.end_of(place) for place in self.words.ends]
        inside = [
            number
            for number, (first, last) in enumerate(zip(starts, ends, strict=True))
            if first < end and last > start
        ]
        self.own = range(inside[0], inside[-1] + 1) if inside else range(0)
        """Numbers of the words that are the quote's."""
        breaks = [match.end() for match in SENTENCE_END.finditer(self.text.original)]
        self.sentences = [sum(place <= first for place in breaks) for first in starts]
        """Number of the sentence of each word."""
        first, last = (starts[inside[0]], ends[inside[-1]]) if inside else (start, start)
        self.head = FoldedText(self.text.original[start:first]).folded
        self.tail = FoldedText(self.text.original[last:end]).folded
        """Signs before the first and behind the last word of the quote."""


def _passages(words: Sequence[str], text: FoldedText) -> Iterator[int]:
    """Numbers of the words of a text at which a passage may begin, the likeliest first."""
    known = [
        (number, text.places_of_words[word])
        for number, word in enumerate(words)
        if word in text.places_of_words
    ]
    strides: list[Places] = []
    weights: list[npt.NDArray[np.float64]] = []
    left = _MOST_PLACES
    for number, places in sorted(known, key=lambda one: len(one[1])):
        left -= len(places)
        if strides and left < 0:
            break
        strides.append((places - number + len(words)) // _STRIDE)
        weights.append(np.full(len(places), np.log1p(len(text.words.words) / len(places))))
    if not strides:
        return
    votes = np.append(np.bincount(np.concatenate(strides), np.concatenate(weights)), 0)
    votes = votes[:-1] + votes[1:]
    for _ in range(_MOST_PASSAGES):
        best = int(votes.argmax())
        if votes[best]:
            yield best * _STRIDE - len(words)
        votes[max(0, best - 1) : best + 2] = 0


class _Alignment:
    """The words of a quote and its context beside those of one passage of a text."""

    def __init__(self, wanted: _Wanted, text: FoldedText, start: int) -> None:
        length = len(wanted.words.words)
        slack = 2 * _STRIDE + length // 2
        self._wanted = wanted
        self._text = text
        self._first = max(0, start - slack)
        self._there = text.words.words[self._first : start + length + slack]
        self._pairs = paired(wanted.words.words, self._there)
        """Number of the word there for each word of the quote and its context that stands there."""

    @cached_property
    def likeness(self) -> tuple[int, int]:
        """How many words of the quote stand there, and how many of its context."""
        own = sum(number in self._pairs for number in self._wanted.own)
        return own, len(self._pairs) - own

    @cached_property
    def is_near(self) -> bool:
        """Whether it is the quote but for small changes."""
        own = self._wanted.own
        gone = [number not in self._pairs for number in own]
        most = min(len(own) // WORDS_A_CHANGE, CHANGES + len(own) // WORDS_A_FURTHER_CHANGE)
        runs = [sum(1 for _ in run) for is_gone, run in groupby(gone) if is_gone]
        if not own or sum(gone) > most or max(runs, default=0) > MOST_GONE_TOGETHER:
            return False
        words, pairs = self._wanted.words.words, self._pairs
        same = sum(n in pairs and words[n] == self._there[pairs[n]] for n in own)
        if 2 * same < len(own):  # hardly a word is spelled as it was
            return False
        first, last = self._range
        inserted = last + 1 - first - len(own)
        return inserted <= max(MOST_GONE_TOGETHER, len(own) // 2) and not self._lacks_a_sentence

    @property
    def is_slight(self) -> bool:
        """Whether hardly a word is another one, least of all a number."""
        own, (first, last) = self._wanted.own, self._range
        ours, theirs = self._wanted.words.words[own.start : own.stop], self._there[first : last + 1]
        changes = sum((Counter(ours) - Counter(theirs)).values())
        changes = max(changes, sum((Counter(theirs) - Counter(ours)).values()))
        has_numbers = _numbers(ours) == _numbers(theirs)
        return (_WORDS_A_SLIGHT_CHANGE if has_numbers else _WORDS_A_NUMBER) * changes <= _size(ours)

    @property
    def span(self) -> Span:
        """Where it stands, by places of the original text."""
        words, folded = self._text.words, self._text.folded
        first, last = (self._first + number for number in self._range)
        start, end = words.starts[first], words.ends[last]
        head, tail = self._wanted.head, self._wanted.tail
        start -= _shared(head[::-1], folded[max(0, start - len(head)) : start][::-1])
        end += _shared(tail, folded[end : end + len(tail)])
        return self._text.start_of(start), self._text.end_of(end)

    @property
    def _lacks_a_sentence(self) -> bool:
        """Whether half of what is known of a sentence that the quote touches is gone."""
        sentences: dict[int, list[int]] = {}
        for number, sentence in enumerate(self._wanted.sentences):
            sentences.setdefault(sentence, []).append(number)
        for numbers in sentences.values():
            own = [number for number in numbers if number in self._wanted.own]
            gone = [number for number in numbers if number not in self._pairs]
            if own and 2 * len(gone) >= len(numbers):
                return True
        return False

    @cached_property
    def _range(self) -> Span:
        """Numbers of the first and last word there that stand for the quote.

        A changed word at an end counts where the context beyond it stands there, too.
        """
        own, pairs = self._wanted.own, self._pairs
        present = [number for number in own if number in pairs]
        first, last = pairs[present[0]], pairs[present[-1]]
        before = [pairs[number] for number in pairs if number < own.start]
        behind = [pairs[number] for number in pairs if number >= own.stop]
        if before:
            first = max(first - (present[0] - own.start), before[-1] + 1)
        if behind:
            last = min(last + own.stop - 1 - present[-1], behind[0] - 1)
        return first, last


def _size(words: Sequence[str]) -> int:
    letters = sum(is_unspaced(word) for word in words)
    return len(words) - letters + letters // _LETTERS_A_WORD


def _numbers(words: Iterable[str]) -> list[str]:
    return sorted(filter(None, map(digits, words)))


def _shared(ours: str, theirs: str) -> int:
    """How many signs two texts begin with in common."""
    return next(
        (n for n, (one, other) in enumerate(zip(ours, theirs, strict=False)) if one != other),
        min(len(ours), len(theirs)),
    )
