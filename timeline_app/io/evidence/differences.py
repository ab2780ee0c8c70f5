"""What is different between the words of a quote and those that were found, for people."""

import re
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from timeline_app.io.evidence.folded_text import UNSPACED

_ALONE: Final = rf"{UNSPACED}\u3001-\u303f\uff01-\uff0f"
_PART: Final = re.compile(rf"\s+|[{_ALONE}]|[^\s{_ALONE}]+")


class Difference(StrEnum):
    """What became of some words of a quote."""

    EQUAL = "equal"
    REMOVED = "removed"
    ADDED = "added"


def differences(exact: str, found: str) -> list[tuple[Difference, str]]:
    """What stands in both texts, in the first only (removed), in the second only (added).

    Word by word, or letter by letter where no blanks are between words, in their order. What is
    equal or removed makes the first text, what is equal or added the second; no piece is empty.
    """
    ours, theirs = (_PART.findall(text) for text in (exact, found))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    pieces: list[tuple[Difference, str]] = []
    removed = added = ""
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        here, there = "".join(ours[a:a_end]), "".join(theirs[b:b_end])
        if tag != "equal" or (here.isspace() and removed and added and a_end < len(ours)):
            removed, added = removed + here, added + there
            continue
        pieces += _change(removed, added)
        removed = added = ""
        pieces.append((Difference.EQUAL, here))
    return pieces + _change(removed, added)


def _change(removed: str, added: str) -> list[tuple[Difference, str]]:
    change = ((Difference.REMOVED, removed), (Difference.ADDED, added))
    return [(kind, text) for kind, text in change if text]
