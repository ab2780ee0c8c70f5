"""Which letters of a page are marked, and how they look."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtGui import QColor, QTextCharFormat

from timeline_app.core.source_page import Mark, SourcePage
from timeline_app.io.evidence.finds import Finds
from timeline_app.views.theme import Theme, mixed

Marked = tuple[int, int, QTextCharFormat]
"""The code points from where marked letters begin to before their end, and how they look."""

_DEEP: Final = 0.25
"""How much of the accent what lies in several marks takes on."""


def quote_marks(
    page: SourcePage, current: Mark | None, first: int, last: int, theme: Theme
) -> Iterator[Marked]:
    """The quotes between two code points, the current one last and more strongly."""
    for piece in page.pieces_within(first, last):
        yield piece.start, piece.end, _of_depth(piece.depth, theme)
    if current is not None and current.start < last and current.end > first:
        yield current.start, current.end, _coloured(theme.on_accent, theme.accent)


def find_marks(finds: Finds, current: int, first: int, last: int, theme: Theme) -> Iterator[Marked]:
    """The matches of a search between two code points; `current` is the number of one of them."""
    now, others = _coloured(theme.on_found_now, theme.found_now), _coloured(theme.text, theme.found)
    for number in finds.within(first, last):
        yield *finds.span(number), now if number == current else others


def _of_depth(depth: int, theme: Theme) -> QTextCharFormat:
    """How letters of quotes look; those of several quotes are underlined and darker."""
    ground = QColor(theme.accent_soft)
    if depth > 1:
        ground = mixed(QColor(theme.accent), ground, _DEEP)
    letters = _coloured(theme.text, ground)
    letters.setFontUnderline(depth > 1)
    return letters


def _coloured(letters: str, ground: str | QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(letters))
    look.setBackground(QColor(ground))
    return look
