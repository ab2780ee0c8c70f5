"""A text without case, accents, typographic signs and repeated blanks, and where each letter stood.

What people save, copy and convert differs in these; words are looked up in the folded text, and
told by their places in the text as it stands.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from timeline_app.core.fold_bulk import Folder, Places

UNSPACED: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that have no blanks between words."""
_ANY_UNSPACED: Final = re.compile(f"[{UNSPACED}]")
_INDIC: Final = "\u0900-\u0963\u0966-\u0dff"
"""Scripts whose vowel signs are no letters to Python."""
_JOINT: Final = r"(?:'|(?<=\d)[.,](?=\d))"
"""What stands within a word, or a number."""
_WORD: Final = re.compile(rf"[^\W_]+(?:[{_INDIC}][^\W_]*|{_JOINT}[^\W_]+)*")
_SPACED: Final = rf"(?:(?![{UNSPACED}])[^\W_])+"
_WORD_OR_LETTER: Final = re.compile(rf"[{UNSPACED}]|{_SPACED}(?:{_JOINT}{_SPACED})*")
_DENSE: Final = re.compile(f"[{UNSPACED}\uac00-\ud7af]")
LETTER: Final = rf"(?:(?![{UNSPACED}])[^\W\d_]|[{_INDIC}])"
"""A letter of a script with blanks between words."""
LETTERS: Final = re.compile(rf"[\w{_INDIC}{UNSPACED}]+")
_LETTERS_OF_A_SIGN: Final = 3
SENTENCE_END: Final = re.compile(
    "[.!?\u2026\u061f\u06d4\u0964\u0965]+[\"'\u2018-\u201f\u00ab\u00bb\u2039\u203a)\\]]*\\s+"
    "|[\u3002\uff01\uff1f]+[\"'\u2018-\u201f\u300d\u300f\uff09)]*\\s*|[\r\n]+"
)
"""Where a sentence ends; rather too often, as after an abbreviation."""

_FOLDER: Final = Folder()
_MARKS: Final = re.compile(
    r"!?\[(?=[^\[\]\n]*\][(\[])"
    r"|\]\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+\"[^\"\n]*\"|\s+'[^'\n]*')?\)"
    r"|\]\[[^\[\]\n]*\]"
    r"|\[\^[\w-]+\]"
    r"|(?<=[^\s\[])\[\d{1,3}\](?!\()"
    r"|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[^\W_])_{1,3}(?!\w)"
    r"|\\(?=[!-/:-@\[-`{-~])"
)
"""Where Markdown leads to, signs of notes and of emphasis; what is shown stands between."""
_UNSEEN_MARK: Final = "\u200b"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in their order, and where each begins and ends in the folded text.

    Of scripts without blanks between words each letter counts as one.
    """

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]


def reading_length(text: str) -> int:
    """How long a text is in letters of an alphabet: a Chinese or Korean sign says more."""
    return len(text) + (_LETTERS_OF_A_SIGN - 1) * len(_DENSE.findall(text))


def is_unspaced(word: str) -> bool:
    """Whether a word is a letter of a script that has no blanks between words."""
    return _ANY_UNSPACED.match(word) is not None


def words_of(folded: str) -> list[str]:
    """The words of a folded text without their places, which takes less time."""
    return _word_in(folded).findall(folded)


def _word_in(folded: str) -> re.Pattern[str]:
    return _WORD_OR_LETTER if _ANY_UNSPACED.search(folded) else _WORD


def without_marks(text: str) -> str:
    """A text, of the same length, in which signs that nobody sees stand for marks of Markdown."""
    if not any(sign in text for sign in "[*_\\"):
        return text
    return _MARKS.sub(lambda mark: _UNSEEN_MARK * len(mark[0]), text)


class FoldedText:
    """A text as it stands and, made when first asked for, as it is compared."""

    def __init__(self, original: str) -> None:
        self.original = original

    @cached_property
    def shown(self) -> "FoldedText":
        """The text without the marks of Markdown, letter by letter at the same places."""
        shown = without_marks(self.original)
        return self if shown == self.original else FoldedText(shown)

    def start_of(self, place: int) -> int:
        """Where the letter at a place of the folded text begins in the original."""
        return int(self._folding[1][place])

    def end_of(self, place: int) -> int:
        """Where the letter before a place of the folded text ends in the original."""
        if not place:
            return 0
        end = self.start_of(place - 1) + 1
        while end < len(self.original) and unicodedata.combining(self.original[end]):
            end += 1
        return end

    def places_of(self, words: str) -> Iterator[int]:
        """Each place of the folded text where folded words stand."""
        place = self.folded.find(words)
        while place >= 0:
            yield place
            place = self.folded.find(words, place + 1)

    def places_of_letters(self, letters: str) -> Iterator[tuple[int, int]]:
        """Each span of the folded text with these letters, whatever blanks and signs are between.

        So a word is found that was parted at the end of a line, or by a program.
        """
        there, runs, starts = self._letters
        found = there.find(letters)
        while found >= 0:
            last = found + len(letters) - 1
            first_run, last_run = (bisect_right(runs, place) - 1 for place in (found, last))
            yield (
                starts[first_run] + found - runs[first_run],
                starts[last_run] + last - runs[last_run] + 1,
            )
            found = there.find(letters, found + 1)

    @cached_property
    def _letters(self) -> tuple[str, list[int], list[int]]:
        """The letters and digits; where each run of them begins there, and in the folded text."""
        runs, starts, pieces, length = [], [], [], 0
        for run in LETTERS.finditer(self.folded):
            runs.append(length)
            starts.append(run.start())
            pieces.append(run[0])
            length += len(run[0])
        return "".join(pieces), runs, starts

    @cached_property
    def words(self) -> Words:
        """Its words."""
        spans = [match.span() for match in _word_in(self.folded).finditer(self.folded)]
        starts, ends = zip(*spans, strict=True) if spans else ((), ())
        return Words([self.folded[start:end] for start, end in spans], starts, ends)

    @cached_property
    def places_of_words(self) -> Mapping[str, Places]:
        """Where each different word stands, by numbers of words."""
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words.words):
            places[word].append(number)
        return {word: np.array(numbers, np.int32) for word, numbers in places.items()}

    @property
    def folded(self) -> str:
        """The text without case, accents, typographic signs and repeated blanks."""
        return self._folding[0]

    @cached_property
    def _folding(self) -> tuple[str, Places]:
        """The folded text, and where in the original each letter of it comes from."""
        return _FOLDER.fold_text(self.original)
