"""What dragging at a brush, the window shown over the whole time, asks for."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from timeline_app.core.scale import TimeScale, limited, moved
from timeline_app.core.when import Span

EDGE_PX: Final = 6
"""How far from an edge of the brush the pointer takes hold of it."""
BRUSH_MIN_PX: Final = 16
"""A narrower brush is taken as this wide by the pointer, so that it can still be moved."""
DRAG_MIN_PX: Final = 4


class Hold(Enum):
    """The part of the brush that the pointer has hold of; GROUND is all around it."""

    START = auto()
    END = auto()
    BODY = auto()
    GROUND = auto()


@dataclass(slots=True)
class Drag:
    """One drag: what it holds, where it began (px) and the window at that time."""

    hold: Hold
    from_x: float
    window: Span
    has_moved: bool = False

    def moves(self, x: float) -> bool:
        """Whether the pointer has moved so far that a drag is meant."""
        self.has_moved = self.has_moved or abs(x - self.from_x) >= DRAG_MIN_PX
        return self.has_moved

    def asks(self, x: float, scale: TimeScale) -> Span:
        """The window that the pointer at x asks for."""
        begin, now = scale.time(self.from_x), scale.time(x)
        match self.hold:
            case Hold.BODY:
                return moved(self.window, now - begin)
            case Hold.START:
                ends = self.window.start + now - begin, self.window.end
            case Hold.END:
                ends = self.window.start, self.window.end + now - begin
            case Hold.GROUND:
                ends = begin, now
        return limited(Span(min(ends), max(ends)))


def hold_at(x: float, window: Span, scale: TimeScale) -> Hold:
    """The part of the brush of a window that stands at x.

    A brush over everything counts as ground, since a new one could begin nowhere else.
    """
    left, right = scale.x(window.start), scale.x(window.end)
    spare = max(BRUSH_MIN_PX - (right - left), 0) / 2
    left, right = left - spare, right + spare
    inner = min(EDGE_PX, (right - left) / 4)
    if left + inner < x < right - inner:
        covers_all = left < EDGE_PX and right > scale.width - EDGE_PX
        return Hold.GROUND if covers_all else Hold.BODY
    if left - EDGE_PX <= x <= left + inner:
        return Hold.START
    return Hold.END if right - inner <= x <= right + EDGE_PX else Hold.GROUND
