"""A drag in progress: panning, or choosing a span of time."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from timeline_app.core.scale import TimeScale
from timeline_app.core.when import Span
from timeline_app.views.canvas.frame import Frame


class DragKind(Enum):
    NONE = "none"
    PAN = "pan"
    SPAN = "span"


@dataclass
class Drag:
    """Where a drag began, with the scale and the scrolling of that moment, and where it is."""

    kind: DragKind
    origin: QPointF
    scale: TimeScale
    scroll: int
    place: QPointF
    moved: bool = False

    def move(self, place: QPointF) -> None:
        """Follow the pointer; a drag begins after a few px, so that a click stays a click."""
        self.place = place
        if (place - self.origin).manhattanLength() >= QApplication.startDragDistance():
            self.moved = True

    def span(self, frame: Frame) -> Span:
        """The span of time between beginning and end of the drag, within the plot."""
        plot = frame.plot
        first, last = sorted(
            min(max(x - plot.left(), 0.0), plot.width()) for x in (self.origin.x(), self.place.x())
        )
        start = self.scale.time(first)
        return Span(start, max(self.scale.time(last), start + 1))
