"""Buttons without a frame."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.icons import ICON_PX, paint_icon
from timeline_app.views.widgets.painting import paint_focus_ring, paint_ground
from timeline_app.views.widgets.text import plain_tooltip


class QuietButton(QToolButton):
    """A flat button of an icon, a text or both; shows a ground on hover and a ring on focus."""

    def __init__(
        self, icon_name: str = "", name: str = "", text: str = "", parent: QWidget | None = None
    ) -> None:
        """`name` is what tooltip and screen readers say; `text`, if any, is shown."""
        super().__init__(parent)
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setToolTip(plain_tooltip(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Change what tooltip and screen readers say."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def set_icon_name(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        width = ICON_PX + 2 * UNIT if self._icon_name else 2 * UNIT
        if self.text():
            width += metrics.horizontalAdvance(self.text()) + UNIT
        if self.menu() is not None and self.text():
            width += ICON_PX
        side = max(TARGET_MIN_PX, metrics.height() + UNIT)
        return QSize(max(width, side), side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown() or self.isChecked()
        if lit and self.isEnabled():
            paint_ground(
                painter, self.rect(), theme.accent_soft if self.isChecked() else theme.line
            )
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), theme)
        rest = self.rect().adjusted(UNIT, 0, -UNIT, 0)
        side = Qt.AlignmentFlag.AlignHCenter
        if self._icon_name:
            place = QRect(rest.left(), 0, ICON_PX, self.height()) if self.text() else self.rect()
            colour = theme.text if lit else theme.muted
            paint_icon(painter, self._icon_name, place, colour, enabled=self.isEnabled())
            rest.setLeft(place.right() + UNIT)
            side = Qt.AlignmentFlag.AlignLeft
        if not self.text():
            return
        if self.menu() is not None:
            place = QRect(rest.right() - ICON_PX, 0, ICON_PX, self.height())
            paint_icon(painter, "chevron-down", place, theme.muted)
            side = Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        painter.drawText(rest, int(side | Qt.AlignmentFlag.AlignVCenter), self.text())
