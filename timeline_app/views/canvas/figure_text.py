"""Paragraphs of figures: plain text in any script, wrapped to a width and drawn line by line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import dropwhile
from typing import Final
from unicodedata import bidirectional, category, combining, normalize

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QTextLayout,
    QTextOption,
)

from timeline_app.core.text import one_line
from timeline_app.core.utf16 import Utf16
from timeline_app.views.canvas.figure_fonts import figure_font

MOST_LETTERS: Final = 20_000
"""No paragraph is longer."""
OVER_PX: Final = 1.0
"""Ink may be so far above or below what the font says of its lines."""
NO_LETTER: Final = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ELLIPSIS: Final = "…"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of a text in px; it has the height that it needs."""

    lines: tuple[str, ...]
    font: QFont
    line_px: float
    to_left: bool = False
    """Whether it is read from right to left."""
    is_cut: bool = False
    """Whether its end had no room."""

    @property
    def height(self) -> float:
        return self.line_px * len(self.lines)

    @property
    def width(self) -> float:
        metrics = QFontMetricsF(self.font)
        return max((metrics.horizontalAdvance(line) for line in self.lines), default=0.0)

    def cut(self, height: float) -> "Paragraph":
        """As many of its lines as are no higher than that, one at least; the last one says so."""
        fitting = max(int((height + 0.01) // self.line_px), 1)
        if fitting >= len(self.lines):
            return self
        last = self.lines[fitting - 1][:-2].rstrip() + ELLIPSIS
        return replace(self, lines=(*self.lines[: fitting - 1], last), is_cut=True)

    def draw(self, painter: QPainter, x: float, y: float, width: float, colour: str) -> None:
        """Draw it from its upper left corner on, in so much width."""
        painter.setFont(self.font)
        painter.setPen(QColor(colour))
        before = painter.layoutDirection()
        way = Qt.LayoutDirection.RightToLeft if self.to_left else Qt.LayoutDirection.LeftToRight
        painter.setLayoutDirection(way)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for i, line in enumerate(self.lines):
            box = QRectF(x, y + i * self.line_px, width, self.line_px)
            painter.drawText(box, flags | Qt.TextFlag.TextDontClip, line)
        painter.setLayoutDirection(before)


def in_line(text: str, font: QFont) -> str:
    """The text in one line that no letter leaves.

    Control characters are replaced, marks without a letter left out; where the font piles marks up
    or puts them elsewhere, all but those that make one letter with theirs.
    """
    line = NO_LETTER.sub("\ufffd", one_line(text))
    if line.isascii():
        return line
    line = one_line(" ".join("".join(dropwhile(_is_mark, word)) for word in line.split()))
    metrics, path = QFontMetricsF(font), QPainterPath()
    path.addText(0, 0, font, line)
    ink = path.boundingRect()
    if ink.top() >= -metrics.ascent() - OVER_PX and ink.bottom() <= metrics.descent() + OVER_PX:
        return line
    return "".join(letter for letter in normalize("NFC", line) if not _is_mark(letter))


def _is_mark(letter: str) -> bool:
    return combining(letter) > 0 or category(letter) == "Me"


def wrapped(
    text: str, font: QFont, width: float, line_px: float, to_left: bool | None = None
) -> Paragraph:
    """The text in one paragraph, broken between words, within one only where it fills a line.

    Which way it is read its first letter says, but where `to_left` does.
    """
    text = in_line(text[:MOST_LETTERS], font)
    to_left = is_to_left(text) if to_left is None else to_left
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    lines = []
    units = Utf16(text)
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        start, end = line.textStart(), line.textStart() + line.textLength()
        lines.append(text[units.place(start) : units.place(end)].strip())
    layout.endLayout()
    return Paragraph(tuple(filter(None, lines)), font, line_px, to_left)


def fitting(
    text: str,
    width: float,
    most_px: float,
    sizes: Iterable[tuple[int, float]],
    weight: QFont.Weight = QFont.Weight.Normal,
) -> Paragraph:
    """The text in the first of the sizes (type, line, in px) that is no higher than `most_px`.

    Where none is, what the last of them has room for.
    """
    made = Paragraph((), QFont(), 1.0)
    for pixels, line_px in sizes:
        made = wrapped(text, figure_font(pixels, weight), width, line_px)
        if made.height <= most_px:
            return made
    return made.cut(most_px)


def is_to_left(text: str) -> bool:
    """Whether its first letter that has a direction is read from right to left."""
    ways = (bidirectional(letter) for letter in text)
    return next((way in ("R", "AL") for way in ways if way in ("L", "R", "AL")), False)
