"""Which words of a quote stand in a passage of a text, as they are or spelled otherwise."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel

SPELLED_ALIKE: Final = 0.7
"""How alike the letters of two words are that differ in spelling only, where 1 is the same."""
JOINED_ALIKE: Final = 0.8
"""How alike the letters of several words must be."""

Block = tuple[int, int, int]


def paired(words: Sequence[str], there: Sequence[str]) -> dict[int, int]:
    """Number of the word there for each word that stands there, by their numbers."""
    matcher = SequenceMatcher(None, words, there, autojunk=False)
    blocks = _together([(a, b, n) for a, b, n in matcher.get_matching_blocks() if n])
    if not blocks:
        return {}
    pairs = {a + step: b + step for a, b, n in blocks for step in range(n)}
    (a, b, _), (a_last, b_last, n_last) = blocks[0], blocks[-1]
    a_end, b_end = a_last + n_last, b_last + n_last
    gaps = [(max(0, a - b), a, max(0, b - a), b)]
    gaps += [(a + n, c, b + n, d) for (a, b, n), (c, d, _) in pairwise(blocks)]
    ahead = min(len(words) - a_end, len(there) - b_end)
    gaps.append((a_end, a_end + ahead, b_end, b_end + ahead))
    for gap in gaps:
        pairs.update(_spelled_alike(words, there, gap))
    return dict(sorted(pairs.items()))


def _together(blocks: list[Block]) -> list[Block]:
    """Without words at either end that stand there by chance: fewer than those between."""
    for _ in range(2):
        for number in range(len(blocks) - 1, 0, -1):
            (a, b, _n), (c, d, _m) = blocks[number - 1 : number + 1]
            apart = abs((d - b) - (c - a))
            if sum(n for _a, _b, n in blocks[:number]) < apart:
                blocks = blocks[number:]
                break
        blocks = [(-a - n, -b - n, n) for a, b, n in reversed(blocks)]
    return blocks


def _spelled_alike(
    words: Sequence[str], there: Sequence[str], gap: tuple[int, int, int, int]
) -> dict[int, int]:
    """The words of a gap that only are spelled otherwise, or joined or parted, in another text."""
    a, a_end, b, b_end = gap
    if a_end - a == b_end - b:
        return {
            a + step: b + step
            for step in range(a_end - a)
            if _are_alike(words[a + step], there[b + step], SPELLED_ALIKE)
        }
    if not _are_alike("".join(words[a:a_end]), "".join(there[b:b_end]), JOINED_ALIKE):
        return {}
    return dict.fromkeys(range(a, a_end - 1), b) | {a_end - 1: b_end - 1}


def _are_alike(ours: str, theirs: str, least: float) -> bool:
    """Whether words are the same but for their spelling; a number with another digit is another."""
    is_alike = Indel.normalized_similarity(ours, theirs) >= least
    return is_alike and digits(ours) == digits(theirs)


def digits(word: str) -> str:
    """The digits of a word."""
    return "".join(filter(str.isdigit, word))
