"""Headers and footers of pages, which stand in the midst of sentences that go over a page."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

_MOST_LINES: Final = 4
"""So many lines at either end of a page may be of its header and footer."""
_ONE_PAGE_IN: Final = 3
"""They are the same, but for the page's number, on one page in so many, and on two at least."""
_LONGEST: Final = 200
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,4}(?!\d)")

Keys = frozenset[str]
"""What a line has in common with those of other pages."""


def without_running_lines(pages: Sequence[str]) -> list[str]:
    """Pages without their headers and footers, each of which is kept where it first stands."""
    lines = [page.split("\n") for page in pages]
    keys = [[_keys(line, number) for line in page] for number, page in enumerate(lines)]
    running = _running(keys)
    seen: set[str] = set()
    kept: list[str] = []
    for page, its_keys in zip(lines, keys, strict=True):
        ends = set(_running_ends(its_keys, running))
        kept.append(
            "\n".join(
                line
                for number, line in enumerate(page)
                if number not in ends or not its_keys[number] & running & seen
            )
        )
        seen.update(*(its_keys[number] for number in ends))
    return kept


def _running(pages: Sequence[Sequence[Keys]]) -> Keys:
    """What headers and footers have in common: it stands at the ends of pages only."""
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for page in pages:
        counts.update(frozenset().union(*page[:_MOST_LINES], *page[-_MOST_LINES:]))
        inside.update(*page[_MOST_LINES:-_MOST_LINES])
    least = max(2, len(pages) / _ONE_PAGE_IN)
    return frozenset(key for key, count in counts.items() if count >= least) - inside


def _running_ends(page: Sequence[Keys], running: Keys) -> Iterator[int]:
    """Numbers of the lines of a page's header and footer, from its ends inwards."""

    def first_of(numbers: Iterable[int]) -> Iterator[int]:
        return takewhile(lambda number: bool(page[number] & running), numbers)

    yield from first_of(range(min(_MOST_LINES, len(page))))
    yield from first_of(range(len(page) - 1, max(-1, len(page) - 1 - _MOST_LINES), -1))


def _keys(line: str, page: int) -> Keys:
    """A line itself, and for each number in it all but this, which may be the page's."""
    words = " ".join(line.split())
    if not words or len(words) > _LONGEST:
        return frozenset()
    numbered = (
        f"{words[: found.start()]}\0{int(found[0]) - page}{words[found.end() :]}"
        for found in _NUMBER.finditer(words)
    )
    return frozenset((words, *numbered))
