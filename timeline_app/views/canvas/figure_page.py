"""A figure laid out: from above title, timeline, caption, sources and credit."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.figure_caption import caption_text, credit_text
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.figure_explained import Laid, Room, explained
from timeline_app.views.canvas.figure_foot import NOTHING, Foot
from timeline_app.views.canvas.figure_notes import PlacedNotes
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
LINE_PART: Final = 0.1
"""How much of the height inside the margins each may take; less where it is low."""
LEAST_TIMELINE_PX: Final = 90.0
LOW: Final = 1.2
"""Texts share so many times the height that this leaves."""
LOW_PX: Final = 240.0
"""A picture that is no higher does not say how many sources there are."""
TITLE_GAP_PX: Final = 3.0 * UNIT


class FigurePage:
    """One picture, laid out in px of 1/96 inch, or in parts of them where its type is finer."""

    def __init__(
        self,
        dataset: Dataset,
        projection: Projection,
        state: ViewState,
        choices: FigureChoices,
        scale: float = 1.0,
    ) -> None:
        """`scale`: how large its type is, as a part of the usual size."""
        self._dataset, self._projection, self._state = dataset, projection, state
        self._choices, self._scale = choices, scale
        self._margin = (INSET_MARGIN_PX if choices.inset else MARGIN_PX) / scale
        self._width = choices.size[0] / scale - 2 * self._margin
        self._height = choices.size[1] / scale - 2 * self._margin
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
        self._laid_out = laid
        self._timeline, self._foot = laid.timeline, laid.foot
        self.caption = self._caption(laid.timeline)

    def draw(self, painter: QPainter, *, vector: bool) -> None:
        """Draw all of it; `vector` where the device keeps shapes."""
        theme, width = self._choices.theme, self._width
        painter.fillRect(QRectF(0, 0, *self._choices.size), QColor(theme.surface))
        painter.scale(self._scale, self._scale)
        x = y = self._margin
        self._head.draw(painter, x, y, width, theme.text)
        painter.save()
        painter.translate(QPointF(x, y + self._head_px))
        self._timeline.draw(painter, theme, vector=vector)
        painter.restore()
        self._foot.draw(painter, x, y + self._height, width, theme)

    @property
    def is_whole(self) -> bool:
        """Whether every event is drawn, and explained if that is wished."""
        drawn = not self._timeline.crowded and not self._timeline.lost
        return drawn and (not self._choices.numbers or self._laid_out.is_explained)

    @property
    def worth(self) -> tuple[int, bool]:
        """How much of it there is: of the events, in fifths, and whether they are numbered.

        What is counted in a density is half there.
        """
        missing = self._timeline.crowded + 2 * self._timeline.lost
        return -(5 * missing // (2 * max(self._projection.total, 1))), bool(self._foot.notes)

    @property
    def _head_px(self) -> float:
        return self._head.height + (TITLE_GAP_PX if self._head.lines else 0.0)

    def _inset(self) -> Laid:
        """Only the timeline, numbered where that is legible."""
        foot = Foot(NOTHING, (), NOTHING, NOTHING)
        timeline = self._timeline_in(self._height, {})
        if self._choices.numbers:
            places = {row: self._projection.place_of(row) + 1 for row in timeline.rows}
            numbered = self._timeline_in(self._height, places)
            timeline = numbered if numbered.is_numbered else timeline
        return Laid(timeline, foot)

    def _timeline_in(self, height: float, numbers: Mapping[int, int]) -> FigureTimeline:
        size = self._width, max(height, 1.0)
        return FigureTimeline(self._dataset, self._projection, self._state, size, numbers)

    def _numbered(self) -> Laid | None:
        """With numbers; None where they have no room or explain nothing."""
        bare = self._laid((), NOTHING, {})
        spare = self._height - self._head_px - bare.foot.height
        room = Room(self._width, self._height, spare, self._texts_px)
        return explained(self._dataset, bare, self._laid, room, self._sources_line())

    def _plain(self) -> Laid:
        """Without numbers."""
        return self._laid((), self._sources_line(), {})

    def _sources_line(self) -> Paragraph:
        """How many sources there are, in place of them."""
        field = self._dataset.fields["source"]
        counts = field.postings.counts(self._projection.events).tolist()
        documents = sum(count > 0 for key, count in zip(field.keys, counts, strict=True) if key)
        said = documents and self._height > LOW_PX
        return self._line(Counts().sources(documents)) if said else NOTHING

    def _laid(
        self,
        notes: tuple[PlacedNotes, ...],
        sources: Paragraph,
        numbers: Mapping[int, int],
        notes_px: float = 0.0,
    ) -> Laid:
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
                return Laid(timeline, Foot(said, notes, sources, credit, notes_px))
            caption = said

    def _caption(self, timeline: FigureTimeline | None) -> str:
        return caption_text(self._dataset, self._projection, self._state.filter, timeline)

    def _said(self, caption: str) -> Paragraph:
        most = CAPTION_PART * self._texts_px
        return fitting(caption, self._width, most, CAPTION_SIZES)

    def _line(self, text: str) -> Paragraph:
        return fitting(text, self._width, LINE_PART * self._texts_px, LINE_SIZES)
