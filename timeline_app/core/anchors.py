"""How far each quote was proved to stand in the text of its source."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CONTEXT: Final = 32
"""Code points of a quote's prefix and suffix, fewer only at the ends of its document."""


class AnchorState(StrEnum):
    """What was found; the value is the word that people read and filter by."""

    NOT_CHECKED = "not checked"
    """The document is absent from the folders of texts that were named."""
    EXACT = "exact"
    """It stands at its place in the very text that the dataset was made from."""
    ELSEWHERE = "found elsewhere"
    """The quote, or nearly the same words, stand in a changed text, or not where it was stated."""
    LOST = "lost"
    """The document is there, and the quote is not in it."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands in the document that was found for its source."""

    state: AnchorState
    start: int = -1
    """Code points from the beginning of the document's text; -1 where it was not found."""
    end: int = -1
    found: str = ""
    """The words that stand there, where they differ from those of the quote by what can be seen."""


NOT_CHECKED = Anchor(AnchorState.NOT_CHECKED)
