"""A figure laid out: from above title, timeline, caption, sources and credit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.figure_caption import caption_text, credit_text
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.figure_foot import GAP_PX, NOTHING, Foot, height_of
from timeline_app.views.canvas.figure_notes import How, Note, PlacedNotes, notes_of, placed
from timeline_app.views.canvas.figure_text import Paragraph, fitting
from timeline_app.views.canvas.figure_timeline import FigureTimeline
from timeline_app.views.theme import UNIT

MARGIN_PX: Final = 24.0
INSET_MARGIN_PX: Final = 8.0
TITLE_SIZES: Final = ((21, 27.0), (17, 22.0), (14, 18.0))
CAPTION_SIZES: Final = ((11, 15.0), (10, 13.0), (8, 10.0))
LINE_SIZES: Final = ((10, 13.0), (8, 10.0))
"""Type and line in px, the first with which a paragraph takes no more than its part."""
TITLE_PART: Final = 0.12
LONG_TITLE_PART: Final = 0.3
CAPTION_PART: Final = 0.35
NOTES_PART: Final = 0.25
LINE_PART: Final = 0.1
"""How much of the height inside the margins each may take; less where it is low."""
LEAST_TIMELINE_PX: Final = 90.0
LOW: Final = 1.2
"""Texts share so many times the height that this leaves."""
LOW_PX: Final = 240.0
"""A picture that is no higher does not say how many sources there are."""
TIMELINE_PART: Final = 0.5
"""How much of it sources leave to the timeline in any case."""
TITLE_GAP_PX: Final = 3.0 * UNIT
MOST_TRIES: Final = 5

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Laid:
    """What stands under the title."""

    timeline: FigureTimeline
    foot: Foot

    named: frozenset[int] = frozenset()
    """The events whose titles stand in full at the foot."""

    @property
    def is_complete(self) -> bool:
        """Whether something of every title stands somewhere, and every source."""
        return self.timeline.nameless <= self.named and self.foot.notes[-1].is_complete

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """How many sources are named, how many events drawn, and of how many of these the title.

        Last, of how many on the spot.
        """
        elided = self.timeline.elided
        listed, lost = self.foot.notes[-1].listed, self.timeline.lost
        return listed, -lost, -len(elided - self.named), -len(elided)


class FigurePage:
    """One picture, laid out in px of 1/96 inch."""

    def __init__(
        self,
        dataset: Dataset,
        projection: Projection,
        state: ViewState,
        choices: FigureChoices,
    ) -> None:
        self._dataset, self._projection, self._state = dataset, projection, state
        self._choices = choices
        self._margin = INSET_MARGIN_PX if choices.inset else MARGIN_PX
        self._width = choices.size[0] - 2 * self._margin
        self._height = choices.size[1] - 2 * self._margin
        self._texts_px = min(self._height, LOW * max(self._height - LEAST_TIMELINE_PX, 0.0))
        self.title = choices.title or dataset.title or dataset.name
        title = partial(fitting, self.title, self._width, weight=QFont.Weight.DemiBold)
        self._head = title(TITLE_PART * self._texts_px, TITLE_SIZES)
        if self._head.is_cut:
            self._head = title(LONG_TITLE_PART * self._texts_px, TITLE_SIZES[-1:])
        if choices.inset:
            self._head = NOTHING
            laid = self._inset()
        else:
            laid = (self._numbered() if choices.numbers else None) or self._plain()
        self._timeline, self._foot = laid.timeline, laid.foot
        self.caption = self._caption(laid.timeline)

    def draw(self, painter: QPainter, *, vector: bool) -> None:
        """Draw all of it; `vector` where the device keeps shapes."""
        theme, width = self._choices.theme, self._width
        painter.fillRect(QRectF(0, 0, *self._choices.size), QColor(theme.surface))
        x = y = self._margin
        self._head.draw(painter, x, y, width, theme.text)
        painter.save()
        painter.translate(QPointF(x, y + self._head_px))
        self._timeline.draw(painter, theme, vector=vector)
        painter.restore()
        self._foot.draw(painter, x, self._choices.size[1] - self._margin, width, theme)

    @property
    def _head_px(self) -> float:
        return self._head.height + (TITLE_GAP_PX if self._head.lines else 0.0)

    def _inset(self) -> _Laid:
        """Only the timeline, numbered where that is legible."""
        foot = Foot(NOTHING, (), NOTHING, NOTHING)
        timeline = self._timeline_in(self._height, {})
        if self._choices.numbers:
            places = {row: self._projection.place_of(row) + 1 for row in timeline.rows}
            numbered = self._timeline_in(self._height, places)
            timeline = numbered if numbered.is_numbered else timeline
        return _Laid(timeline, foot)

    def _timeline_in(self, height: float, numbers: Mapping[int, int]) -> FigureTimeline:
        size = self._width, max(height, 1.0)
        return FigureTimeline(self._dataset, self._projection, self._state, size, numbers)

    def _plain(self) -> _Laid:
        """Without numbers."""
        field = self._dataset.fields["source"]
        counts = field.postings.counts(self._projection.events).tolist()
        documents = sum(count > 0 for key, count in zip(field.keys, counts, strict=True) if key)
        said = documents and self._height > LOW_PX
        line = self._line(Counts().sources(documents)) if said else NOTHING
        return self._laid((), line, {})

    def _numbered(self) -> _Laid | None:
        """With numbers and what they stand for at the foot; None where that is not legible.

        Sources with addresses if these cost nothing else, with publisher and date only if need be.
        """
        bare = self._laid((), NOTHING, {})
        if bare.timeline.crowded or not (bare.timeline.rows or bare.timeline.dots):
            return None
        titled = self._explained(bare, How.TITLED)
        complete = titled is not None and titled.is_complete
        other = self._explained(bare, How.ADDRESSED if complete else How.SHORT)
        if titled is None or other is None:
            return titled or other
        better = other.worth >= titled.worth if complete else other.is_complete
        return other if better else titled

    def _explained(self, bare: _Laid, how: How) -> _Laid | None:
        """With so much said of each source, and as many titles in full as there is room for."""
        first = self._with_notes(bare, how, lambda timeline: set())
        if first is None:
            return None
        elided = self._with_notes(bare, how, lambda timeline: timeline.elided)
        return elided or self._with_notes(bare, how, lambda timeline: timeline.nameless) or first

    def _with_notes(
        self, bare: _Laid, how: How, missing: Callable[[FigureTimeline], set[int]]
    ) -> _Laid | None:
        """With the titles of `missing` events in full; None where there is no room for that.

        What the foot takes may cost more titles, or lanes, of which none comes back.
        """
        rows, named, notes_px = bare.timeline.rows, set[int](), 0.0
        for _ in range(MOST_TRIES):
            numbers = {row: number for number, row in enumerate(rows, 1)}
            notes = self._notes(bare, numbers, named & numbers.keys(), how)
            if notes is None:
                return None
            notes_px = max(notes_px, height_of(notes))
            laid = self._laid(notes, NOTHING, numbers, notes_px)
            timeline = laid.timeline
            if timeline.lost and not timeline.crowded and timeline.rows != rows:
                rows = timeline.rows
                continue
            if not timeline.is_numbered:
                return None
            if missing(timeline) <= named:
                return replace(laid, named=frozenset(named))
            named |= missing(timeline)
        return None

    def _notes(
        self, bare: _Laid, numbers: Mapping[int, int], named: set[int], how: How
    ) -> tuple[PlacedNotes, ...] | None:
        """Titles of these rows, and the sources of all; None where they have no room."""
        spare = self._height - self._head_px - bare.foot.height - TIMELINE_PART * self._texts_px
        most = min(NOTES_PART * self._height, spare)
        blocks = list[PlacedNotes]()
        if named:
            titles = [Note((numbers[row],), bare.timeline.title(row)) for row in sorted(named)]
            heading = translate("figure", "Titles in full")
            block = placed(heading, titles, self._width, most, How.TITLED.value)
            if block is None or not block.is_complete:
                return None
            blocks.append(block)
            most -= block.height + GAP_PX
        sources = notes_of(self._dataset, numbers, bare.timeline.dots, how)
        heading = translate("figure", "Sources")
        block = placed(heading, sources, self._width, most, how.value)
        return None if block is None else (*blocks, block)

    def _laid(
        self,
        notes: tuple[PlacedNotes, ...],
        sources: Paragraph,
        numbers: Mapping[int, int],
        notes_px: float = 0.0,
    ) -> _Laid:
        """The timeline in the height that the foot leaves, which says what the timeline shows."""
        caption, credit = (
            self._said(self._caption(None)),
            self._line(credit_text(self._dataset, self._choices.credit)),
        )
        while True:
            foot = Foot(caption, notes, sources, credit, notes_px)
            height = self._height - self._head_px - foot.height
            timeline = self._timeline_in(height, numbers)
            said = self._said(self._caption(timeline))
            if said.height <= caption.height:
                return _Laid(timeline, Foot(said, notes, sources, credit, notes_px))
            caption = said

    def _caption(self, timeline: FigureTimeline | None) -> str:
        return caption_text(self._dataset, self._projection, self._state.filter, timeline)

    def _said(self, caption: str) -> Paragraph:
        most = CAPTION_PART * self._texts_px
        return fitting(caption, self._width, most, CAPTION_SIZES)

    def _line(self, text: str) -> Paragraph:
        return fitting(text, self._width, LINE_PART * self._texts_px, LINE_SIZES)
