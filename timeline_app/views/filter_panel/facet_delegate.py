"""What Qt asks of the rows of a facet's list: their height and their tooltips."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from timeline_app.views.filter_panel.facet_row import RowPainter, RowParts
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets import plain_tooltip

_Index = QModelIndex | QPersistentModelIndex


class FacetDelegate(QStyledItemDelegate):
    """Knows the rows of one list: how they look, how high they are, where their targets are."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._largest = 0
        self._painter: RowPainter | None = None
        self._height = 0

    def set_largest(self, count: int) -> bool:
        """The largest count, which the column of counts is as wide as; whether it has changed."""
        changed = count != self._largest
        if changed:
            self._largest = count
            if self._painter is not None:
                self._painter.set_largest(count)
        return changed

    def forget_look(self) -> None:
        """Fonts or colours have changed."""
        self._painter, self._height = None, 0

    def row_height(self) -> int:
        if not self._height:
            letters_px = QFontMetrics(self._view.font()).height()
            self._height = max(TARGET_MIN_PX + 2, letters_px + 2 * UNIT + 2)
        return self._height

    def painter(self) -> RowPainter:
        """What draws the rows."""
        ratio = self._view.devicePixelRatioF()
        if self._painter is None or self._painter.ratio != ratio:
            self._painter = RowPainter(current_theme(), self._view.font(), ratio)
            self._painter.set_largest(self._largest)
        return self._painter

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10 * UNIT, self.row_height())

    def parts(self, row: QRect) -> RowParts:
        """Where the parts of a row are, its targets shown."""
        return self.painter().parts(row)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        parts = self.parts(view.visualRect(index))
        tips = {
            "only": self.tr("Show only events with this value"),
            "exclude": self.tr("Leave out events with this value"),
            "toggle": index.data(),
        }
        QToolTip.showText(event.globalPos(), plain_tooltip(tips[parts.at(event.pos().x())]), view)
        return True
