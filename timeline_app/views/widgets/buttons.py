"""Buttons that stay in the background."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets.icons import ICON_PX, paint_icon
from timeline_app.views.widgets.painting import paint_focus_ring, paint_frame, paint_ground
from timeline_app.views.widgets.text import menu_text, plain_tooltip


class QuietButton(QToolButton):
    """A flat button of an icon, a text or both; shows a ground on hover and a ring on focus."""

    def __init__(
        self,
        icon_name: str = "",
        name: str = "",
        text: str = "",
        parent: QWidget | None = None,
        *,
        framed: bool = False,
    ) -> None:
        """`name` is what tooltip and screen readers say; `text`, if any, is shown as it is.

        A `framed` button has a thin line around it, for where it stands alone.
        """
        super().__init__(parent)
        self._icon_name = icon_name
        self._framed = framed
        self.setText(text)
        self.setAccessibleName(name or text)
        self.setToolTip(plain_tooltip(name))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show a text; an `&` in it is an `&`."""
        super().setText(menu_text(text))
        self._text = text
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        """Change what tooltip and screen readers say."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tooltip(name))

    def set_icon_name(self, icon_name: str) -> None:
        self._icon_name = icon_name
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        side = max(TARGET_MIN_PX, metrics.height() + UNIT)
        if not self._text:
            return QSize(side, side)
        width = 2 * self._margin() + metrics.horizontalAdvance(self._text) + 2
        if self._icon_name:
            width += ICON_PX + UNIT
        if self.menu() is not None:
            width += ICON_PX
        return QSize(max(width, side), side + UNIT if self._framed else side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.isEnabled() and (self.underMouse() or self.isDown() or self.isChecked())
        if self._framed:
            paint_frame(painter, self.rect(), theme)
        if lit:
            ground = theme.accent_soft if self.isChecked() else theme.line
            paint_ground(painter, self.rect(), ground)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), theme)
        colour = theme.text if lit else theme.muted
        if not self._text:
            paint_icon(painter, self._icon_name, self.rect(), colour, enabled=self.isEnabled())
            return
        rest = self.rect().adjusted(self._margin(), 0, -self._margin(), 0)
        side = Qt.AlignmentFlag.AlignHCenter
        if self._icon_name:
            place = QRect(rest.left(), 0, ICON_PX, self.height())
            paint_icon(painter, self._icon_name, place, colour, enabled=self.isEnabled())
            rest.setLeft(place.right() + 1 + UNIT)
            side = Qt.AlignmentFlag.AlignLeft
        if self.menu() is not None:
            place = QRect(rest.right() + 1 - ICON_PX, 0, ICON_PX, self.height())
            paint_icon(painter, "chevron-down", place, theme.muted)
            rest.setRight(place.left() - 1)
            side = Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
        line = self.fontMetrics().elidedText(
            self._text, Qt.TextElideMode.ElideRight, rest.width() + 1
        )
        painter.drawText(rest, int(side | Qt.AlignmentFlag.AlignVCenter), line)

    def _margin(self) -> int:
        return 3 * UNIT if self._framed else UNIT + UNIT // 2
