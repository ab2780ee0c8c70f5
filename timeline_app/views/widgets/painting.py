"""What hand-painted widgets have in common."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.views.theme import UNIT, Theme

_EDGE_ALPHA = 110


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


def paint_frame(painter: QPainter, rect: QRect, theme: Theme) -> None:
    """The ground and thin frame of what can be filled in, pressed or removed."""
    edge = QColor(theme.muted)
    edge.setAlpha(_EDGE_ALPHA)
    painter.setPen(edge)
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), UNIT, UNIT)
