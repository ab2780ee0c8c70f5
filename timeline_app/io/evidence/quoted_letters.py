"""Which encoding a text is in that says it nowhere, by the letters of what is quoted from it."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from typing import Final

_ENCODINGS: Final = (
    "cp1252", "cp932", "euc_jp", "iso2022_jp", "gb18030", "big5", "cp949", "cp874", "cp1251",
    "koi8_u", "cp866", "iso8859_5", "mac_cyrillic", "cp1256", "iso8859_6", "cp1255", "cp1253",
    "iso8859_7", "cp1250", "iso8859_2", "cp852", "cp1254", "cp1257", "cp1258", "mac_roman",
    "cp850",
)  # fmt: skip
_NOT_PLAIN: Final = re.compile(r"[^\x00-\x7f]")
_MOST: Final = 0.75
"""The part of a quote's letters and signs that an encoding must have; old ones lack typography."""
_SAMPLE: Final = 1 << 16
"""Bytes of a text that are looked at."""
_ESCAPE: Final = b"\x1b$"
"""Begins Japanese letters in ISO-2022-JP, whose bytes are those of plain letters."""


class QuotedLetters:
    """The letters that quotes have, as far as encodings differ in them."""

    def __init__(self, quotes: Iterable[str]) -> None:
        self._quotes = tuple(quotes)

    def encoding_of(self, data: bytes, guess: str) -> str:
        """The encoding in which bytes hold the most of them, of several alike the first guess."""
        if not self._wanted or (guess.startswith("utf") and _ESCAPE not in data[:_SAMPLE]):
            return guess
        sample = data[:_SAMPLE]
        return max(
            (guess, *self._possible),
            key=lambda encoding: len(self._wanted & set(_rows(sample.decode(encoding, "replace")))),
        )

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(row for quote in self._quotes for row in _rows(quote))

    @cached_property
    def _possible(self) -> Sequence[str]:
        """The encodings that have nearly all letters of a quote."""
        quotes = [set("".join(_rows(quote))) for quote in self._quotes]
        return [one for one in _ENCODINGS if any(_has_most(one, quote) for quote in quotes)]


NO_LETTERS: Final = QuotedLetters(())


def _rows(text: str) -> Iterator[str]:
    """Each letter or sign that is no plain one, with its neighbours."""
    for found in _NOT_PLAIN.finditer(text):
        yield text[max(0, found.start() - 1) : found.end() + 1]


def _has_most(encoding: str, letters: Set[str]) -> bool:
    known = "".join(letters).encode(encoding, "ignore").decode(encoding)
    return bool(letters) and len(known) >= _MOST * len(letters)
