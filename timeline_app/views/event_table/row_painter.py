"""How rows of the table are painted: with air around texts, type colours, a soft selection.

Qt would ask model, delegate and style a dozen times for each cell; here a text is made and fitted
once and kept while its row stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from timeline_app.models.event_model import EventModel
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import UNIT, Theme, current_theme

BAR_PX = 3
"""Width of the accent at the left of a selected row."""
PADDING_PX = 2 * UNIT
_MOST_KEPT = 4000
"""Texts that are kept fitted; some screens full."""


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
    text: str
    offset: int
    """Of the text from the cell's left edge."""
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

    def paint_column(
        self, painter: QPainter, column: Column, rows: Iterable[tuple[int, int]], height: int
    ) -> None:
        """The texts of a column, and the marks of event types; rows come with their tops."""
        theme, metrics = current_theme(), QFontMetrics(painter.font())
        base = (height + metrics.ascent() - metrics.descent()) // 2
        for row, top in rows:
            cell = self._cells.get((row, column.section))
            if cell is None or cell.width != column.width:
                cell = self._fitted(row, column, metrics)
            if cell.rank is not None:
                centre = QPointF(column.left + PADDING_PX + SWATCH_PX / 2, top + height / 2)
                paint_type_swatch(painter, centre, cell.rank, theme)
            painter.drawText(column.left + cell.offset, top + base, cell.text)

    def _fitted(self, row: int, column: Column, metrics: QFontMetrics) -> _Cell:
        if len(self._cells) >= _MOST_KEPT:
            self._cells.clear()
        model, section = self._model, column.section
        rank = model.type_rank(row, section)
        offset = PADDING_PX if rank is None else PADDING_PX + SWATCH_PX + 2 * UNIT
        room = max(column.width - offset - PADDING_PX, 0)
        text = model.line(row, section)
        if len(text) * metrics.height() > room:  # else it is short enough, whatever its letters
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        if model.is_number(section):
            offset += room - metrics.horizontalAdvance(text)
        cell = self._cells[row, section] = _Cell(column.width, text, offset, rank)
        return cell
