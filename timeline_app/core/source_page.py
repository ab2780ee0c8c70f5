"""The text of a source with the places of all quotes from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from timeline_app.core.anchors import CONTEXT, Anchor, AnchorState
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote

GAP: Final = "…\N{NO-BREAK SPACE}"
"""Stands for what is not known of a text before a passage, and the other way round behind it."""
BETWEEN: Final = "\n\n"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote from code point `start` to before `end` of a page's text."""

    quote: Quote
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that lies in the same marks all along."""

    start: int
    end: int
    depth: int
    """How many marks it lies in, at least one."""


@dataclass(frozen=True, eq=False)
class SourcePage:
    """What can be read of a source."""

    text: str
    marks: tuple[Mark, ...]
    """By their starts, of one start the longer first."""
    lost: tuple[Quote, ...] = ()
    """Quotes that the text does not hold."""
    is_whole: bool = True
    """Whether it is the whole text, not just the passages that the dataset quotes."""

    def at(self, place: int) -> list[Mark]:
        """The marks around a code point, the shortest first."""
        found = [mark for mark in self.marks if mark.start <= place < mark.end]
        return sorted(found, key=lambda mark: mark.end - mark.start)

    def pieces_within(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces of which a part lies between two code points."""
        first = bisect_right(self.pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self.pieces, end, key=lambda piece: piece.start)
        return self.pieces[first:last]

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All marked stretches in order; none overlaps another."""
        steps: dict[int, int] = {}
        for mark in self.marks:
            steps[mark.start] = steps.get(mark.start, 0) + 1
            steps[mark.end] = steps.get(mark.end, 0) - 1
        places = sorted(steps)
        depths = accumulate(steps[place] for place in places)
        return tuple(
            Piece(start, end, depth)
            for (start, end), depth in zip(pairwise(places), depths, strict=False)
            if depth
        )


def whole_page(
    text: str, quotes: Iterable[Quote], anchor_of: Callable[[Quote], Anchor]
) -> SourcePage:
    """The page of a source whose text is there."""
    marks, lost = [], []
    for quote in quotes:
        anchor = anchor_of(quote)
        if 0 <= anchor.start < anchor.end <= len(text):
            marks.append(Mark(quote, anchor.start, anchor.end))
        elif anchor.state is AnchorState.LOST:
            lost.append(quote)
    return SourcePage(text, _ordered(marks), tuple(lost))


def passages_page(quotes: Iterable[Quote]) -> SourcePage:
    """What a dataset itself tells of a text: each quote between the words around it."""
    same: dict[tuple[object, ...], list[Quote]] = {}
    for quote in sorted(quotes, key=lambda quote: (quote.start, quote.end)):
        passage = (quote.start, quote.end, quote.exact, quote.prefix, quote.suffix)
        same.setdefault(passage, []).append(quote)
    marks: list[Mark] = []
    passages: list[str] = []
    done = 0
    for of_place in same.values():
        quote = of_place[0]
        prefix, suffix = _on_one_line(quote.prefix), _on_one_line(quote.suffix)
        before = f"{_gap(quote.prefix, prefix[:1])}{prefix.lstrip()}" if prefix else ""
        after = f"{suffix.rstrip()}{_gap(quote.suffix, suffix[-1:])[::-1]}" if suffix else ""
        passages.append(f"{before}{quote.exact}{after}")
        start = done + len(before)
        marks += [Mark(quote, start, start + len(quote.exact)) for quote in of_place]
        done += len(passages[-1]) + len(BETWEEN)
    return SourcePage(BETWEEN.join(passages), _ordered(marks), is_whole=False)


def quotes_by_source(dataset: Dataset) -> Mapping[str, Sequence[Quote]]:
    """All quotes of a dataset by source_id."""
    found: dict[str, list[Quote]] = {}
    for quote in dataset.every_quote():
        found.setdefault(quote.source_id, []).append(quote)
    return found


def _gap(context: str, outermost: str) -> str:
    """The gap beside a context: right at a word that its length may have cut."""
    is_cut = len(context) >= CONTEXT and outermost.isalnum()
    return GAP[:1] if is_cut else GAP


def _on_one_line(context: str) -> str:
    return re.sub(r"\s+", " ", context)


def _ordered(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))
