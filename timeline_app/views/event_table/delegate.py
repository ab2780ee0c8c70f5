"""How a cell of the table is painted: with air around it, type colours and a soft selection."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from timeline_app.models.event_model import TYPE_RANK_ROLE
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import UNIT, current_theme

BAR_PX = 3
"""Width of the accent at the left of a selected row."""
Index = QModelIndex | QPersistentModelIndex


class EventDelegate(QStyledItemDelegate):
    """Paints text cells; the type column has the colour of the event type."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        theme = current_theme()
        option.palette.setColor(QPalette.ColorRole.Highlight, QColor(theme.accent_soft))
        option.palette.setColor(QPalette.ColorRole.HighlightedText, QColor(theme.text))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = bool(option.state & QStyle.StateFlag.State_HasFocus)
        theme = current_theme()
        if is_selected:
            painter.fillRect(rect, QColor(theme.accent_soft))
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.rect = rect.adjusted(UNIT, 0, -UNIT, 0)
        rank = index.data(TYPE_RANK_ROLE)
        if rank is not None:
            centre = QPointF(rect.left() + 2 * UNIT + SWATCH_PX / 2, QRectF(rect).center().y())
            paint_type_swatch(painter, centre, rank, theme)
            option.rect.adjust(SWATCH_PX + 2 * UNIT, 0, 0, 0)
        super().paint(painter, option, index)
        if is_selected and rect.left() <= 0:
            painter.fillRect(QRect(rect.left(), rect.top(), BAR_PX, rect.height()), theme.accent)
        if is_current and not is_selected:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.accent)
