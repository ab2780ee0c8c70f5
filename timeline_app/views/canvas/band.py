"""The band of a span of time that is being chosen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.core.scale import TimeScale
from timeline_app.core.when import Span
from timeline_app.core.window import time_clause
from timeline_app.models.words import time_in_words
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.theme import UNIT, Theme


def draw_band(
    painter: QPainter, frame: Frame, scale: TimeScale, span: Span, theme: Theme, fonts: Fonts
) -> None:
    """The chosen span as a band over the plot, with the dates that will be filtered by."""
    plot = frame.plot
    left, right = plot.left() + scale.x(span.start), plot.left() + scale.x(span.end)
    ground = QColor(theme.accent)
    ground.setAlphaF(0.14)
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), ground)
    for x in (left, right):
        painter.fillRect(QRectF(round(x), plot.top(), 1, plot.height()), QColor(theme.accent))
    text = time_in_words(time_clause(span))
    wide = fonts.label_metrics.horizontalAdvance(text) + 4 * UNIT
    x = min(max((left + right - wide) / 2, plot.left()), plot.right() - wide)
    box = QRectF(x, plot.top() + UNIT, wide, 22)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(box, UNIT, UNIT)
    painter.setPen(QColor(theme.on_accent))
    painter.setFont(fonts.small)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
