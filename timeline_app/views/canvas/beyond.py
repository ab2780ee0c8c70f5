"""The hint where no event lies in the window: how many come before and after it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, Theme

GAP_PX = 6.0 * UNIT


@dataclass(frozen=True, slots=True)
class Beyond:
    """What is said: a title, and links to the nearest event before (-1) and after (1)."""

    title: str
    links: tuple[tuple[int, str], ...]


def link_at(beyond: Beyond, frame: Frame, fonts: Fonts, place: QPointF) -> int:
    """Which link is at a place: -1, 1 or 0 for none."""
    boxes = _boxes(beyond, frame, fonts)[1]
    return next((step for step, box in boxes if box.contains(place)), 0)


def draw_beyond(
    painter: QPainter, beyond: Beyond, frame: Frame, theme: Theme, fonts: Fonts, *, live: bool
) -> None:
    """Draw it in the middle of the plot; `live` where links can be pressed."""
    title, links = _boxes(beyond, frame, fonts)
    ground = title
    for _, box in links:
        ground = ground.united(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.surface))
    painter.drawRoundedRect(ground.adjusted(-3 * UNIT, -UNIT, 3 * UNIT, UNIT), UNIT, UNIT)
    painter.setFont(fonts.head)
    painter.setPen(QColor(theme.muted))
    painter.drawText(title, Qt.AlignmentFlag.AlignCenter, beyond.title)
    painter.setFont(fonts.small)
    painter.setPen(QColor(theme.accent if live else theme.muted))
    for (_, text), (_, box) in zip(beyond.links, links, strict=True):
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(Qt.PenStyle.NoPen)


def _boxes(beyond: Beyond, frame: Frame, fonts: Fonts) -> tuple[QRectF, list[tuple[int, QRectF]]]:
    """The places of the title and of the links: side by side, or else below each other."""
    plot = frame.plot
    middle, line = plot.center(), float(TARGET_MIN_PX)
    wide = fonts.head_width(beyond.title) + 2 * UNIT
    widths = [fonts.small_width(text) + 2 * UNIT for _, text in beyond.links]
    across = sum(widths) + GAP_PX * (len(widths) - 1)
    stacked = across > plot.width()
    lines = 1 + (len(widths) if stacked else 1)
    top = middle.y() - lines * line / 2
    title = QRectF(middle.x() - wide / 2, top, wide, line)
    boxes, x = list[tuple[int, QRectF]](), middle.x() - across / 2
    for (step, _), width in zip(beyond.links, widths, strict=True):
        top += line if stacked or not boxes else 0.0
        left = middle.x() - width / 2 if stacked else x
        boxes.append((step, QRectF(left, top, width, line)))
        x += width + GAP_PX
    return title, boxes
