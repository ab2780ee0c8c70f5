"""The sources of a figure at its foot: each once, with the numbers of the events it supports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from timeline_app.core.dataset import Dataset
from timeline_app.models.citation import citation
from timeline_app.models.phrases import number
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.figure_fonts import figure_font
from timeline_app.views.canvas.figure_text import Paragraph, wrapped
from timeline_app.views.theme import UNIT, Theme

NOTE_PX: Final = 10
LINE_PX: Final = 13.0
GAP_PX: Final = 2.0
"""Free ground under a note."""
GUTTER_PX: Final = 6.0 * UNIT
"""Between columns."""
NUMBERS_PART: Final = 0.3
"""How much of a column its numbers may take."""
MOST_COLUMNS: Final = 3


class How(Enum):
    """How much is said of a source, and how wide its column is at least, in px."""

    SHORT = 230.0
    """Publisher and date."""
    TITLED = 330.0
    ADDRESSED = 331.0


translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Note:
    """A source, and the numbers of its events as they are listed: "1–4, 8"."""

    numbers: tuple[int, ...]
    text: str
    undated: bool = False
    """Whether it also supports events that have a dot without a number."""

    @property
    def listed(self) -> list[str]:
        """Its numbers in words, not to be broken: "1–4", "8", "undated"."""
        extra = [translate("figure", "undated")] if self.undated else []
        return [*ranges(self.numbers), *extra]


def notes_of(
    dataset: Dataset, numbers: Mapping[int, int], undated: Iterable[int], how: How
) -> list[Note]:
    """The notes on numbered rows, and on undated ones, by their first number.

    What names no source has a note of its own at the end.
    """
    field = dataset.fields["source"]
    held: dict[str, tuple[list[int], list[int]]] = {}
    for row, place in [*sorted(numbers.items()), *((row, 0) for row in undated)]:
        for key in field.keys_of(row) or ("",):
            held.setdefault(key, ([], []))[0 if place else 1].append(place)
    nameless = held.pop("", None)
    notes = [
        Note(tuple(dated), _cited(dataset, key, how), bool(others))
        for key, (dated, others) in held.items()
    ]
    notes.sort(key=lambda note: (not note.numbers, note.numbers, note.text))
    if notes and nameless:
        dated, others = nameless
        words = translate("figure", "No source is named.")
        notes.append(Note(tuple(dated), words, bool(others)))
    return notes


def ranges(numbers: Sequence[int]) -> list[str]:
    """Ascending numbers, three and more in a row as a range: 1–4, 8."""
    breaks = [i + 1 for i, (a, b) in enumerate(pairwise(numbers)) if b != a + 1]
    texts = []
    for start, end in pairwise([0, *breaks, len(numbers)]):
        run = [number(each) for each in numbers[start:end]]
        texts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
    return texts


def _cited(dataset: Dataset, key: str, how: How) -> str:
    source = dataset.sources.get(key)
    if source is None:
        return dataset.fields["source"].label_of(key)
    titled = replace(source, url="")
    short = replace(titled, title="" if source.publisher else source.title)
    said = {How.SHORT: short, How.TITLED: titled, How.ADDRESSED: source}[how]
    return citation(said) or citation(source)


@dataclass(frozen=True, slots=True)
class _Entry:
    numbers: Paragraph
    text: Paragraph

    @property
    def height(self) -> float:
        return max(self.numbers.height, self.text.height) + GAP_PX


@dataclass(frozen=True, slots=True)
class PlacedNotes:
    """Notes set in columns under a heading."""

    heading: Paragraph
    columns: tuple[tuple[_Entry, ...], ...]
    column_px: float
    numbers_px: float
    listed: int
    """How many of the notes stand for themselves."""
    is_complete: bool
    """Whether these are all; else the last entry counts the others."""

    @property
    def height(self) -> float:
        return self.heading.height + max(self._heights)

    @property
    def free_px(self) -> float:
        """The height at the foot of the last column that no note takes."""
        return max(self._heights) - self._heights[-1]

    @property
    def _heights(self) -> list[float]:
        return [sum(entry.height for entry in column) for column in self.columns]

    def draw(self, painter: QPainter, x: float, y: float, theme: Theme) -> None:
        self.heading.draw(painter, x, y, self.column_px, theme.text)
        text_px = self.column_px - self.numbers_px
        for column in self.columns:
            top = y + self.heading.height
            for entry in column:
                entry.numbers.draw(painter, x, top, self.numbers_px, theme.text)
                entry.text.draw(painter, x + self.numbers_px, top, text_px, theme.muted)
                top += entry.height
            x += self.column_px + GUTTER_PX


def placed(
    heading: str, notes: Sequence[Note], width: float, most_px: float, least_px: float
) -> PlacedNotes | None:
    """The notes in one to three columns; the last ones are only counted where the room ends.

    Columns are `least_px` wide at least. None where not even half of the notes have room.
    """
    count = min(max(int((width + GUTTER_PX) // (least_px + GUTTER_PX)), 1), MOST_COLUMNS)
    count = min(count, len(notes))
    most_px -= LINE_PX + GAP_PX  # the heading's
    if not notes or most_px < LINE_PX:
        return None
    column_px = (width - (count - 1) * GUTTER_PX) / count
    strong = figure_font(NOTE_PX, QFont.Weight.DemiBold)
    plain = figure_font(NOTE_PX)
    most_numbers_px = NUMBERS_PART * column_px

    def numbers_width(note: Note) -> float:
        return min(_listed(note.listed, strong, np.inf).width + 1.0, most_numbers_px)

    widths = [numbers_width(note) for note in notes]

    @cache
    def entry(note: Note, numbers_px: float) -> _Entry:
        numbers = _listed(note.listed, strong, numbers_px)
        text_px = column_px - numbers_px - 2 * UNIT
        return _Entry(numbers, wrapped(note.text, plain, text_px, LINE_PX, False))

    listed = min(len(notes), int(count * most_px / LINE_PX))
    while listed >= len(notes) / 2:
        rest = [_rest(notes[listed:])] if listed < len(notes) else []
        numbers_px = max([*widths[:listed], *map(numbers_width, rest)])
        entries = [entry(note, numbers_px) for note in [*notes[:listed], *rest]]
        columns = _balanced(entries, count, most_px)
        if columns is not None:
            head = wrapped(heading, strong, column_px, LINE_PX + GAP_PX)
            numbers_px += 2 * UNIT
            return PlacedNotes(head, columns, column_px, numbers_px, listed, not rest)
        listed -= 1
    return None


def _listed(texts: Sequence[str], font: QFont, width: float) -> Paragraph:
    """The texts with commas, broken between them only."""
    metrics, lines = QFontMetricsF(font), [""]
    for i, text in enumerate(texts):
        part = text if i == len(texts) - 1 else f"{text},"
        longer = f"{lines[-1]} {part}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return Paragraph(tuple(filter(None, lines)), font, LINE_PX)


def _rest(notes: Sequence[Note]) -> Note:
    numbers = sorted({number for note in notes for number in note.numbers})
    text = Counts().more_sources(len(notes))
    return Note(tuple(numbers), text, any(note.undated for note in notes))


def _balanced(
    entries: Sequence[_Entry], count: int, most_px: float
) -> tuple[tuple[_Entry, ...], ...] | None:
    """The entries in so many columns, one after the other, as low as can be; None if too high."""
    height = max(entry.height for entry in entries)
    while height <= most_px + 0.01:
        columns: list[list[_Entry]] = [[]]
        used = 0.0
        for entry in entries:
            if used + entry.height > height + 0.01:
                columns.append([])
                used = 0.0
            columns[-1].append(entry)
            used += entry.height
        if len(columns) <= count:
            return tuple(tuple(column) for column in columns)
        height += 1.0
    return None
