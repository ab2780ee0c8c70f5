"""The headings of sections: of those that fold, and of others."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget

from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme, font
from timeline_app.views.widgets.icons import ICON_PX, paint_icon
from timeline_app.views.widgets.painting import paint_focus_ring
from timeline_app.views.widgets.text import plain_label, plain_tooltip

_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class SectionHeader(QAbstractButton):
    """The heading of a section that folds: a chevron, a title, and a number where one is set."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._shown = ""
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def set_number(self, number: int, description: str = "") -> None:
        """Show how many values are active; `description` says it to screen readers."""
        if number == self._number:
            return
        self._number = number
        self.setAccessibleDescription(description)
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut the title to its room; a tooltip says in full what is cut."""
        metrics = QFontMetrics(heading_font())
        room = self.width() - ICON_PX - UNIT
        if self._number:
            room -= metrics.horizontalAdvance(self._number_text()) + 2 * UNIT
        whole = self.text().upper()
        self._shown = metrics.elidedText(whole, Qt.TextElideMode.ElideRight, room)
        self.setToolTip(plain_tooltip("" if self._shown == whole else self.text()))

    def _number_text(self) -> str:
        return self.locale().toString(self._number)

    def sizeHint(self) -> QSize:
        return QSize(
            120, max(TARGET_MIN_PX + UNIT, QFontMetrics(font("small")).height() + 2 * UNIT)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), theme)
        lit = self.underMouse()
        colour = theme.text if lit else theme.muted
        name = "chevron-down" if self.isChecked() else "chevron-right"
        paint_icon(painter, name, QRect(0, 0, ICON_PX, self.height()), colour)
        letters = heading_font()
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        rest = self.rect().adjusted(ICON_PX + UNIT, 0, 0, 0)
        metrics = QFontMetrics(letters)
        painter.drawText(rest, int(_MIDDLE), self._shown)
        if self._number:
            painter.setPen(QColor(theme.accent))
            rest.setLeft(rest.left() + metrics.horizontalAdvance(self._shown) + 2 * UNIT)
            painter.drawText(rest, int(_MIDDLE), self._number_text())


def heading_font() -> QFont:
    """The small spaced capitals of section headings."""
    letters = font("small")
    letters.setWeight(QFont.Weight.DemiBold)
    letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return letters


def section_label(text: str) -> QLabel:
    """The heading of a section that does not fold, on one line."""
    label = plain_label(text.upper(), muted=True)
    label.setFont(heading_font())
    label.setWordWrap(False)
    return label
