"""What stands under the timeline of a figure: caption, notes or a line in their place, credit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QFont, QPainter

from timeline_app.views.canvas.figure_notes import PlacedNotes
from timeline_app.views.canvas.figure_text import Paragraph
from timeline_app.views.theme import UNIT, Theme

GAP_PX: Final = 2.0 * UNIT
NOTHING: Final = Paragraph((), QFont(), 1.0)


def height_of(notes: Sequence[PlacedNotes]) -> float:
    """The height of blocks of notes, with the free ground between them, in px."""
    return sum(block.height + GAP_PX for block in notes)


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under the timeline."""

    caption: Paragraph
    notes: tuple[PlacedNotes, ...]
    """Titles, if any, and sources."""
    sources: Paragraph
    """In place of notes."""
    credit: Paragraph
    notes_px: float = 0.0
    """The notes have so much height although they may need less."""

    @property
    def height(self) -> float:
        notes = max(height_of(self.notes), self.notes_px)
        own = 0.0 if self.is_tucked else self.credit.height
        return 2 * GAP_PX + self.caption.height + notes + self.sources.height + own

    @property
    def is_tucked(self) -> bool:
        """Whether the credit stands in what the last column leaves free."""
        if not self.notes:
            return False
        last = self.notes[-1]
        fits = self.credit.width <= last.column_px
        return fits and last.free_px >= self.credit.height + GAP_PX

    def draw(self, painter: QPainter, x: float, bottom: float, width: float, theme: Theme) -> None:
        """Draw it above `bottom`, in so much width."""
        y = bottom - self.height + 2 * GAP_PX
        self.caption.draw(painter, x, y, width, theme.text)
        y += self.caption.height
        for block in self.notes:
            block.draw(painter, x, y + GAP_PX / 2, theme)
            y += block.height + GAP_PX
        self.sources.draw(painter, x, y, width, theme.muted)
        y = bottom - self.credit.height
        if self.is_tucked:
            x, y = x + width - self.credit.width, y - GAP_PX
        self.credit.draw(painter, x, y, width, theme.muted)
