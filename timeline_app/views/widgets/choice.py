"""A choice of one of a few, with the frame that the whole window has."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.icons import ICON_PX, paint_icon
from timeline_app.views.widgets.painting import paint_focus_ring, paint_frame

MOST_PX = 120 * UNIT
"""Width of the list at most."""


class Choice(QComboBox):
    """A combo box of plain texts."""

    def __init__(self, name: str, texts: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.addItems(texts)
        self.setItemDelegate(QStyledItemDelegate(self))  # the only one that heeds a style sheet
        self.setMinimumHeight(TARGET_MIN_PX + UNIT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Wide enough for what `paintEvent` writes, where the width is to fit the texts."""
        size = super().sizeHint()
        if self.sizeAdjustPolicy() == QComboBox.SizeAdjustPolicy.AdjustToContents:
            widths = [
                self.fontMetrics().horizontalAdvance(self.itemText(index))
                for index in range(self.count())
            ]
            size.setWidth(max(size.width(), max(widths, default=0) + ICON_PX + 4 * UNIT))
        return size

    def showPopup(self) -> None:
        """The list is wider than the choice where its texts are."""
        view = self.view()
        wanted = view.sizeHintForColumn(0) + view.verticalScrollBar().sizeHint().width() + UNIT
        view.setMinimumWidth(min(max(wanted, self.width()), MOST_PX))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls what the choice stands in, and changes nothing by accident."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_frame(painter, self.rect(), theme)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), theme)
        arrow = QRect(self.width() - ICON_PX - UNIT, 0, ICON_PX, self.height())
        paint_icon(painter, "chevron-down", arrow, theme.muted, enabled=self.isEnabled())
        place = self.rect().adjusted(UNIT + UNIT // 2, 0, -ICON_PX - 2 * UNIT, 0)
        line = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, place.width()
        )
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line)
