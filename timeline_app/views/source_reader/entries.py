"""A list of entries of a few lines each: the first says what it is, the others are quiet."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from timeline_app.models.source_model import LINES_ROLE, EntryModel
from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets import paint_focus_ring

Index = QModelIndex | QPersistentModelIndex

BAR_PX: Final = 3
"""Width of the accent at the left of what is chosen."""
_SIDE: Final = 3 * UNIT
_ABOVE: Final = 2 * UNIT


class EntryList(QListView):
    """Shows an EntryModel; each entry is as high as the others."""

    def __init__(self, model: EntryModel, name: str, lines: int, parent: QWidget | None = None):
        """`lines`: of each entry."""
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_EntryPainter(lines, self))


class _EntryPainter(QStyledItemDelegate):
    """Paints the lines of an entry one under the other, each cut where it is too long."""

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        small = QFontMetrics(font("small")).height()
        height = QFontMetrics(font()).height() + (self._lines - 1) * (small + 2)
        return QSize(20 * UNIT, height + 2 * _ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = current_theme()
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, QColor(theme.accent_soft))
            painter.fillRect(QRect(place.topLeft(), QSize(BAR_PX, place.height())), theme.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, QColor(theme.faint))
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus_ring(painter, place, theme)
        top = place.top() + _ABOVE
        for number, line in enumerate(filter(None, index.data(LINES_ROLE) or ())):
            letters = font("small" if number else "body")
            metrics = QFontMetrics(letters)
            painter.setFont(letters)
            painter.setPen(QColor(theme.muted if number else theme.text))
            room = place.width() - 2 * _SIDE
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place.left() + _SIDE, top + metrics.ascent(), shown)
            top += metrics.height() + 2
