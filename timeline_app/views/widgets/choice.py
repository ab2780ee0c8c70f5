"""A choice of one of a few, with the frame that the whole window has."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.icons import ICON_PX, paint_icon
from timeline_app.views.widgets.painting import paint_focus_ring, paint_frame


class Choice(QComboBox):
    """A combo box of plain texts."""

    def __init__(self, name: str, texts: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.addItems(texts)
        self.setMinimumHeight(TARGET_MIN_PX + UNIT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

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
