"""Arabic and Hebrew lines of PDF files, which go from left to right as they are seen, as read."""

import re
import unicodedata
from collections.abc import Iterable
from operator import itemgetter
from typing import Final

RANGES: Final = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefe"))
"""The first and last letters of the scripts that are written from right to left."""

_RIGHT: Final = "".join(f"{first}-{last}" for first, last in RANGES)
_DIGIT: Final = "0-9\u0660-\u0669\u06f0-\u06f9"
_FROM_RIGHT: Final = rf"(?![{_DIGIT}])[{_RIGHT}]"
_FROM_LEFT: Final = rf"(?![{_RIGHT}{_DIGIT}])[^\W_]"
_NUMBER: Final = rf"[{_DIGIT}](?:[.,:/\u066b\u066c]?[{_DIGIT}])*"
_RUN: Final = re.compile(
    rf"{_FROM_LEFT}(?:[^{_RIGHT}]*(?:{_FROM_LEFT}|[{_DIGIT}]))?|{_NUMBER}(?:-{_NUMBER})*%?"
)
"""What goes from left to right in a line from right to left: other words, and numbers."""
_ARABIC_RUN: Final = re.compile(
    rf"{_FROM_LEFT}(?:[^{_RIGHT}]*(?:{_FROM_LEFT}|[{_DIGIT}]))?|{_NUMBER}"
)
"""The same in Arabic, where two numbers with a hyphen between go each by itself (UAX 9, W2)."""
_RIGHT_RUN: Final = re.compile(
    rf"{_FROM_RIGHT}(?:(?!{_FROM_LEFT}|[{_DIGIT}]).)*{_FROM_RIGHT}|{_FROM_RIGHT}"
)
_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_LAST: Final = "\u0629\u0649\u05da\u05dd\u05df\u05e3\u05e5"
"""Letters that end words and never begin them: of Arabic, then of Hebrew."""
_LETTER: Final = "[^\\W\\d_]"
_BEGINS: Final = re.compile(rf"(?<!{_LETTER})[{_LAST}](?={_LETTER})")
_ENDS: Final = re.compile(rf"(?<={_LETTER})[{_LAST}](?!{_LETTER})")
_OPENING: Final = "([{\u00ab\u2039"
_CLOSING: Final = ")]}\u00bb\u203a"
_BRACKET: Final = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")
_MIRRORED: Final = str.maketrans(_OPENING + _CLOSING, _CLOSING + _OPENING)


Piece = tuple[float, str]
"""Where a part of a text begins, from the left, and its signs; lines end in it."""


def is_from_right(text: str) -> bool:
    """Whether a text has letters that are written from right to left."""
    return re.search(_FROM_RIGHT, text) is not None


def as_seen(pieces: Iterable[Piece]) -> str:
    """The text of a page whose pieces stand in any order within their lines."""
    lines: list[list[Piece]] = [[]]
    for place, text in pieces:
        first, *others = text.split("\n")
        lines[-1].append((place, first))
        lines += [[(place, other)] for other in others]
    shown = (sorted(line, key=itemgetter(0)) for line in lines)
    return "\n".join("".join(text for _, text in line) for line in shown)


def in_reading_order(text: str) -> str:
    """A text whose lines have their signs from left to right as they are seen, as it is read.

    A text without letters from right to left stands as it is, also one that is in reading order
    by the letters that its words end with.
    """
    if not is_from_right(text) or _is_as_read(text):
        return text
    lines = [_as_read(line) for line in text.split("\n")]
    changed = "\n".join(lines)
    first = _BRACKET.search("\n".join(filter(_is_line_from_right, lines)))
    if first is None or first[0] in _OPENING:
        return changed
    return "\n".join(
        line.translate(_MIRRORED) if _is_line_from_right(line) else line for line in lines
    )


def _is_as_read(text: str) -> bool:
    plain = unicodedata.normalize("NFKC", text)
    return len(_ENDS.findall(plain)) > len(_BEGINS.findall(plain))


def _as_read(line: str) -> str:
    """A line as it is read."""
    if not _is_line_from_right(line):
        return _RIGHT_RUN.sub(lambda run: run[0][::-1], line)
    pieces: list[str] = []
    done = 0
    for run in (_RUN if _HEBREW.search(line) else _ARABIC_RUN).finditer(line):
        pieces += (line[done : run.start()][::-1], run[0])
        done = run.end()
    return "".join(reversed([*pieces, line[done:][::-1]]))


def _is_line_from_right(line: str) -> bool:
    """Whether a line is one of letters from right to left, perhaps with other words in it."""
    right = len(re.findall(_FROM_RIGHT, line))
    return right > 0 and right >= len(re.findall(_FROM_LEFT, line))
