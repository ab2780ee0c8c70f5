"""How rows of the table are painted: with air around texts, type colours, a soft selection.

Qt would ask model, delegate and style a dozen times for each cell; here a text is made and laid out
once and kept while its row stands.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QStaticText

from timeline_app.models.event_model import TYPE_RANK_ROLE, EventModel
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import UNIT, Theme

BAR_PX = 3
"""Width of the accent at the left of a selected row."""
PADDING_PX = 2 * UNIT
_MOST_KEPT = 4000
"""Texts that are kept laid out; some screens full."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column on screen; `section` is its number in the model."""

    section: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a cell of some width shows."""

    width: int
    text: QStaticText
    offset: QPointF
    """Of the text from the cell's upper left corner."""
    rank: int | None
    """Of the event type, if the cell has its colour."""


class RowPainter:
    """Paints rows of an event model."""

    def __init__(self, model: EventModel) -> None:
        self._model = model
        self._cells: dict[tuple[int, int], _Cell] = {}

    def forget(self) -> None:
        """The rows, or what they look like, have changed."""
        self._cells.clear()

    def paint_ground(
        self, painter: QPainter, rect: QRect, theme: Theme, *, is_odd: bool, is_selected: bool
    ) -> None:
        """What lies behind the texts of a row."""
        if is_selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
            bar = QRect(rect.left(), rect.top(), BAR_PX, rect.height())
            painter.fillRect(bar, QColor(theme.accent))
        elif is_odd:
            painter.fillRect(rect, QColor(theme.stripe))

    def paint_cell(
        self, painter: QPainter, row: int, column: Column, top: int, height: int, theme: Theme
    ) -> None:
        """The text of a cell, and the mark of its event type."""
        cell = self._cells.get((row, column.section))
        if cell is None or cell.width != column.width:
            cell = self._laid_out(painter, row, column, height)
        if cell.rank is not None:
            centre = QPointF(column.left + PADDING_PX + SWATCH_PX / 2, top + height / 2)
            paint_type_swatch(painter, centre, cell.rank, theme)
        painter.drawStaticText(QPointF(column.left, top) + cell.offset, cell.text)

    def _laid_out(self, painter: QPainter, row: int, column: Column, height: int) -> _Cell:
        if len(self._cells) >= _MOST_KEPT:
            self._cells.clear()
        index = self._model.index(row, column.section)
        rank = self._model.data(index, TYPE_RANK_ROLE)
        metrics = QFontMetrics(painter.font())
        left: float = PADDING_PX + (SWATCH_PX + 2 * UNIT if rank is not None else 0)
        room = int(column.width - left - PADDING_PX)
        shown = metrics.elidedText(
            str(self._model.data(index)), Qt.TextElideMode.ElideRight, max(room, 0)
        )
        text = QStaticText(shown)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(font=painter.font())
        if self._model.is_number(column.section):
            left = column.width - PADDING_PX - text.size().width()
        offset = QPointF(left, (height - text.size().height()) / 2)
        cell = _Cell(column.width, text, offset, rank if isinstance(rank, int) else None)
        self._cells[row, column.section] = cell
        return cell
