"""The small sign of an event type: in the legend, and wherever the type is named."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from timeline_app.views.canvas.marks import type_style
from timeline_app.views.theme import Theme

SWATCH_PX = 10


def paint_type_swatch(
    painter: QPainter, centre: QPointF, rank: int, theme: Theme, size: float = SWATCH_PX
) -> None:
    """A dot, or a diamond for the types beyond the palette, in the type's colour."""
    style = type_style(theme, rank)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(style.colour)
    if style.diamond:
        d = size * 0.6
        ends = (QPointF(0, -d), QPointF(d, 0), QPointF(0, d), QPointF(-d, 0))
        painter.drawPolygon(QPolygonF([centre + end for end in ends]))
    else:
        box = QRectF(0, 0, size, size)
        box.moveCenter(centre)
        painter.drawEllipse(box)
    painter.restore()
