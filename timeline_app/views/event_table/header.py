"""The head of the table: flat, quiet, with a small triangle where the rows are sorted."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme, font

PADDING_PX = 2 * UNIT
ARROW_PX = 7


class EventHeader(QHeaderView):
    """Columns that can be moved, resized and clicked to sort."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(10 * UNIT)
        self.setAccessibleName(self.tr("Columns"))

    def sizeHint(self) -> QSize:
        height = max(TARGET_MIN_PX, QFontMetrics(font("small")).height() + 2 * UNIT)
        return QSize(super().sizeHint().width(), height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = current_theme()
        model = self.model()
        role = Qt.ItemDataRole
        text = str(model.headerData(section, self.orientation(), role.DisplayRole))
        side = Qt.AlignmentFlag(
            model.headerData(section, self.orientation(), role.TextAlignmentRole)
        )
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        painter.save()
        painter.fillRect(rect, QColor(theme.surface))
        painter.setPen(QColor(theme.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(
            rect.right(), rect.top() + 2 * UNIT, rect.right(), rect.bottom() - 2 * UNIT
        )
        inner = rect.adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        if is_sorted:
            self._paint_arrow(painter, inner, theme.text)
            inner.setRight(inner.right() - ARROW_PX - UNIT)
        painter.setFont(font("small"))
        painter.setPen(QColor(theme.text if is_sorted else theme.muted))
        line = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, int(side | Qt.TextFlag.TextSingleLine), line)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, area: QRect, colour: str) -> None:
        """A triangle at the right of the area: up for ascending, down for descending."""
        ascending = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        tip = -ARROW_PX / 4 if ascending else ARROW_PX / 4
        right, middle = area.right(), area.center().y() + 0.5
        points = [
            QPointF(right - ARROW_PX, middle - tip),
            QPointF(right, middle - tip),
            QPointF(right - ARROW_PX / 2, middle + tip),
        ]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF(points))
