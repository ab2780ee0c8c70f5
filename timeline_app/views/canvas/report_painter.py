"""How the dates are drawn that sources report beside an event's own: hollow, below its mark."""

from itertools import groupby
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from timeline_app.core.report_places import REPORT_PX
from timeline_app.core.scene import Scene
from timeline_app.views.canvas.marks import BAR_PX, type_style
from timeline_app.views.theme import Theme

HEIGHT_PX: Final = 4.0
REPORTED: Final = "▭"
"""What stands for it in the list of signs; it is drawn, not written."""


def draw_reports(painter: QPainter, scene: Scene, theme: Theme, *, clip: bool) -> None:
    """Draw the reported dates of a scene; (0, 0) is the plot's upper left corner.

    Those of one event are joined by a line, and to their mark if none lies below it. `clip`: end
    them at the plot's edges.
    """
    marks, low, high = scene.marks, 0.0, scene.scale.width
    if not clip:
        low, high = low - REPORT_PX, high + REPORT_PX
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for mark, group in groupby(scene.reports, key=lambda report: report.mark):
        reports = list(group)
        y = reports[0].y
        painter.setPen(QPen(type_style(theme, int(marks.type_rank[mark])).colour, 1.0))
        boxes = [(max(report.x0, low), min(report.x1, high)) for report in reports]
        for x0, x1 in boxes:
            _draw_hollow(painter, QRectF(x0, y - HEIGHT_PX / 2, x1 - x0, HEIGHT_PX))
        left, right = float(marks.x0[mark]), float(marks.x1[mark])
        if not any(x0 <= right and left <= x1 for x0, x1 in boxes):
            middle = (max(left, low) + min(right, high)) / 2
            boxes.append((middle, middle))
            painter.drawLine(QLineF(middle, float(marks.y[mark]) + BAR_PX / 2, middle, y))
        boxes.sort()
        reached = boxes[0][1]
        for x0, x1 in boxes[1:]:
            if x0 > reached:
                painter.drawLine(QLineF(reached, y, x0, y))
            reached = max(reached, x1)
    painter.setPen(Qt.PenStyle.NoPen)


def paint_report_swatch(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    """The small sign of a reported date, for the legend."""
    box = QRectF(0, 0, 3 * HEIGHT_PX, HEIGHT_PX)
    box.moveCenter(centre)
    painter.setPen(QPen(colour, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw_hollow(painter, box)


def _draw_hollow(painter: QPainter, box: QRectF) -> None:
    painter.drawRoundedRect(box, HEIGHT_PX / 2, HEIGHT_PX / 2)
