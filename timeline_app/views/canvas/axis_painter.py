"""Draws the axis of a timeline and the grid under its marks."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from timeline_app.core.ticks import Tick
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.theme import UNIT, Theme

TICK_PX: Final = 84.0
"""Least distance between two labels of the axis."""
LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def draw_grid(
    painter: QPainter, frame: Frame, marked: Sequence[Tick], places: Sequence[float], theme: Theme
) -> None:
    """Draw a line through the plot at each mark of the axis."""
    plot = frame.plot
    for tick, x in zip(marked, places, strict=True):
        if 0 <= x <= plot.width():
            colour = QColor(theme.line if tick.major else theme.faint)
            painter.fillRect(QRectF(plot.left() + round(x), plot.top(), 1, plot.height()), colour)


def draw_axis(
    painter: QPainter,
    frame: Frame,
    marked: Sequence[Tick],
    places: Sequence[float],
    theme: Theme,
    fonts: Fonts,
    tick_text: Callable[[Tick], str],
    context: str,
) -> None:
    """Draw the axis: what its marks have in common, and what each says where it has room."""
    plot, foot = frame.plot, frame.axis_px
    for y in {foot, plot.top()}:
        painter.fillRect(QRectF(0, y - 1, frame.width, 1), QColor(theme.line))
    painter.save()
    painter.setClipRect(QRectF(plot.left(), 0, plot.width(), foot))
    half = foot / 2
    painter.setFont(fonts.strong)
    painter.setPen(QColor(theme.text))
    room = QRectF(plot.left() + 2 * UNIT, 2, plot.width() - 4 * UNIT, half)
    elide = Qt.TextElideMode.ElideRight
    text = QFontMetricsF(fonts.strong).elidedText(context, elide, room.width())
    painter.drawText(room, LEFT, text)
    painter.setFont(fonts.small)
    metrics = fonts.label_metrics
    baseline = round(1.5 * half - 1 + (metrics.ascent() - metrics.descent()) / 2)
    end = -1e9
    for tick, x in zip(marked, places, strict=True):
        text = tick_text(tick)
        wide = fonts.small_width(text)
        at = plot.left() + round(x)
        if at < plot.left() - 1 or at + wide + 2 * UNIT > plot.right() or at < end:
            continue
        painter.fillRect(QRectF(at, foot - (10 if tick.major else 6), 1, 10), QColor(theme.line))
        painter.setPen(QColor(theme.text if tick.major else theme.muted))
        painter.drawText(QPointF(at + UNIT, baseline), text)
        end = at + wide + 2 * UNIT
    painter.restore()
