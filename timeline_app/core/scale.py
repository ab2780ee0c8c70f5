"""Between time and pixels: a window of time over a width."""

from dataclasses import dataclass
from typing import Final, Self, overload

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import EARLIEST, LATEST, MILLISECOND, Int64Array, us_of
from timeline_app.core.when import OPEN, UNDATED, Span

SHORTEST: Final = MILLISECOND
"""The shortest window."""
LONGEST: Final = LATEST - EARLIEST
"""The longest window: all of time, 580,001 years."""
FAR: Final = 1e7
"""No place lies further than this from the left edge, in pixels: painters never overflow."""
MARGIN: Final = 0.04
"""The part of what is fitted that is left free at either side."""

_HUGE: Final = 2**60
_REACH: Final = 2**62


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A window of time drawn `width` pixels wide, its start at x = 0."""

    window: Span
    width: float

    @property
    def us_per_px(self) -> float:
        """Microseconds that one pixel stands for."""
        return self.window.length / max(self.width, 1.0)

    @overload
    def x(self, us: int) -> float: ...
    @overload
    def x(self, us: Int64Array) -> npt.NDArray[np.float64]: ...
    def x(self, us: int | Int64Array) -> float | npt.NDArray[np.float64]:
        """Where times lie, in pixels; OPEN is FAR to the right, UNDATED FAR to the left."""
        if not isinstance(us, np.ndarray):
            if us in (OPEN, UNDATED):
                return FAR if us == OPEN else -FAR
            return min(max((us - self.window.start) / self.us_per_px, -FAR), FAR)
        start = self.window.start
        if self.window.length > _HUGE:  # the difference may exceed 64 bits; a float is exact enough
            distance = us.astype(np.float64) - start
        else:
            low, high = max(start - _REACH, UNDATED), min(start + _REACH, OPEN)
            distance = (np.clip(us, low, high) - start).astype(np.float64)
        x = np.clip(distance / self.us_per_px, -FAR, FAR)
        x[us == OPEN] = FAR
        x[us == UNDATED] = -FAR
        return x

    def time(self, x: float) -> int:
        """The time at a place."""
        return self.window.start + round(x * self.us_per_px)

    def zoomed(self, factor: float, x: float) -> Self:
        """`factor` times as close (more than 1 zooms in); the time under `x` stays there."""
        length = min(max(self.window.length / factor, SHORTEST), LONGEST)
        shift = x * (self.us_per_px - length / max(self.width, 1.0))
        start = self.window.start + round(shift)
        return type(self)(limited(Span(start, start + round(length))), self.width)

    def panned(self, dx: float) -> Self:
        """After its content was pulled `dx` pixels to the right."""
        return type(self)(moved(self.window, -round(dx * self.us_per_px)), self.width)


def limited(window: Span) -> Span:
    """The nearest window that is neither too short nor too long and lies within all of time."""
    length = min(max(window.length, SHORTEST), LONGEST)
    start = (window.start + window.end - length) // 2
    start = min(max(start, EARLIEST), LATEST - length)
    return Span(start, start + length)


def moved(window: Span, by: int) -> Span:
    """The window as long as before, `by` microseconds later."""
    return limited(Span(window.start + by, window.end + by))


def fit(start: Int64Array, end: Int64Array) -> Span:
    """The window that shows all events, with a margin at both sides.

    Undated events are left out, and so are the ends of what has no known beginning or end. Without
    any date the window holds the years 2000 to 2029.
    """
    first = start[(start != UNDATED) & (start > EARLIEST)]
    last = end[(end != UNDATED) & (end != OPEN)]
    times = np.concatenate([first, last])
    if not len(times):
        return Span(us_of(2000), us_of(2030))
    low, high = int(times.min()), int(times.max())
    extra = max(round((high - low) * MARGIN), SHORTEST)
    return limited(Span(low - extra, high + extra))
