"""Small widgets that the views share: quiet buttons, chips, elided text, section headers."""

from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from timeline_app.views.flow_layout import FlowLayout
from timeline_app.views.icons import ICON_PX, icon
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, Theme, current_theme, font

__all__ = [
    "ICON_PX",
    "Chip",
    "ElidedLabel",
    "FlowLayout",
    "QuietButton",
    "SectionHeader",
    "heading_font",
    "icon",
    "paint_focus_ring",
    "paint_ground",
    "plain_tooltip",
]

_ONE_LINE = int(Qt.TextFlag.TextSingleLine)


def plain_tooltip(text: str) -> str:
    """`text` so that a tooltip shows it as it is: Qt would take markup in it for markup."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""


class ElidedLabel(QLabel):
    """One line of plain text; where it is too long it is cut, and a tooltip has all of it."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tooltip()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._line()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * UNIT, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tooltip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        line = self.fontMetrics().elidedText(
            self._line(), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(self.rect(), int(self.alignment()) | _ONE_LINE, line)

    def _line(self) -> str:
        return " ".join(self.text().split())

    def _update_tooltip(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self._line()) > self.width()
        self.setToolTip(plain_tooltip(self.text()) if cut else "")


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
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        rest = self.rect().adjusted(UNIT, 0, -UNIT, 0)
        if self._icon_name:
            place = QRect(rest.left(), 0, ICON_PX, self.height())
            if not self.text():
                place = self.rect()
            colour = theme.text if lit else theme.muted
            icon(self._icon_name, theme, colour).paint(
                painter, place, Qt.AlignmentFlag.AlignCenter, mode
            )
            rest.setLeft(place.right() + UNIT)
        if self.text():
            if self.menu() is not None:
                place = QRect(rest.right() - ICON_PX, 0, ICON_PX, self.height())
                icon("chevron-down", theme, theme.muted).paint(painter, place)
            painter.setPen(QColor(theme.text if self.isEnabled() else theme.muted))
            side = Qt.AlignmentFlag.AlignLeft if self._icon_name else Qt.AlignmentFlag.AlignHCenter
            if self.menu() is not None:
                side = Qt.AlignmentFlag.AlignLeft
            painter.drawText(rest, int(side | Qt.AlignmentFlag.AlignVCenter), self.text())


def paint_ground(painter: QPainter, rect: QRect, colour: str) -> None:
    """A rounded ground, as of a button under the pointer."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(rect), UNIT, UNIT)


def paint_focus_ring(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The ring around what has the keyboard focus."""
    painter.setPen(QColor(theme.accent))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), UNIT, UNIT)


class SectionHeader(QAbstractButton):
    """The heading of a section that folds: a chevron, a title, and a number where one is set."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self.setText(title)
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def set_number(self, number: int, description: str = "") -> None:
        """Show how many values are active; `description` says it to screen readers."""
        self._number = number
        self.setAccessibleDescription(description)
        self.update()

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
        icon(name, theme, colour).paint(painter, QRect(0, 0, ICON_PX, self.height()))
        letters = heading_font()
        painter.setFont(letters)
        painter.setPen(QColor(colour))
        rest = self.rect().adjusted(ICON_PX + UNIT, 0, 0, 0)
        metrics = QFontMetrics(letters)
        middle = int(Qt.AlignmentFlag.AlignVCenter) | _ONE_LINE
        title = metrics.elidedText(
            self.text().upper(), Qt.TextElideMode.ElideRight, rest.width() - 6 * UNIT
        )
        painter.drawText(rest, middle, title)
        if self._number:
            painter.setPen(QColor(theme.accent))
            rest.setLeft(rest.left() + metrics.horizontalAdvance(title) + 2 * UNIT)
            painter.drawText(rest, middle, self.locale().toString(self._number))


def heading_font() -> QFont:
    """The small spaced capitals of section headings."""
    letters = font("small")
    letters.setWeight(QFont.Weight.DemiBold)
    letters.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.6)
    return letters


class Chip(QWidget):
    """An active condition: its text and a button that removes it."""

    removed = Signal()
    MAX_TEXT_PX = 240

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = ElidedLabel(text)
        self._label.setMaximumWidth(self.MAX_TEXT_PX)
        self.button = QuietButton("close", self.tr("Remove condition: {text}").format(text=text))
        self.button.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._label)
        row.addWidget(self.button)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._label.text()

    def sizeHint(self) -> QSize:
        hint = self._label.sizeHint()
        width = min(hint.width(), self.MAX_TEXT_PX) + self.button.sizeHint().width() + 2 * UNIT
        return QSize(width, max(TARGET_MIN_PX + UNIT, hint.height() + UNIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.surface))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, UNIT, UNIT)
