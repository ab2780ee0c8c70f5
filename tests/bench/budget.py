"""The lines of the benchmark: what each figure means, its unit, and what it may come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SIZES: Final = (100_000, 1_000_000, 10_000_000)
"""The numbers of events that the budget is for."""


@dataclass(frozen=True)
class Line:
    """One figure of a run."""

    key: str
    words: str
    unit: str
    """`ms`, `s`, `MB` (10**6 bytes), or "" for a number of things."""
    budget: Mapping[int, float] = field(default_factory=dict)
    """Number of events to the most that the figure may be; empty: told, not judged."""

    def allowed(self, events: int) -> float | None:
        """The budget at so many events: that of the next larger set there is one for."""
        return next((self.budget[size] for size in sorted(self.budget) if size >= events), None)

    def is_met(self, events: int, value: float) -> bool | None:
        """Whether the figure is within the budget, None where there is none."""
        allowed = self.allowed(events)
        return None if allowed is None else value <= allowed


def _line(key: str, words: str, unit: str, *budget: float | None) -> Line:
    allowed = {size: most for size, most in zip(SIZES, budget, strict=False) if most is not None}
    return Line(key, words, unit, allowed)


def _toggles() -> list[Line]:
    lines = []
    for name in ("country", "type", "actor"):
        key = f"toggle.{name}"
        lines += [
            _line(f"{key}.painted", f"toggle, {name}: timeline painted", "ms", 10, 16, 50),
            _line(f"{key}.settled", f"toggle, {name}: all counts and panes", "ms", 16, 25, 100),
            _line(f"{key}.max", f"toggle, {name}: the slowest, all panes", "ms"),
        ]
    return lines


def _columns(key: str, words: str) -> list[Line]:
    names = ("title", "date", "event_type", "actors", "place")
    return [_line(f"{key}.{name}", f"{words} by {name}", "ms", 30, 300, 3000) for name in names]


LINES: Final = (
    _line("frame.p50", "frame, p50", "ms", 5, 6, 8),
    _line("frame.p95", "frame, p95", "ms", 12, 12, 16),
    _line("frame.max", "frame, worst", "ms", 33, 33, 33),
    _line("frame.count", "frames painted", ""),
    _line("frame.unpainted", "steps that painted nothing", ""),
    _line("frame.zoom.p50", "  zoom, all to a day and back: p50", "ms"),
    _line("frame.pan.p50", "  pan by wheel: p50", "ms"),
    _line("frame.drag.p50", "  pan by dragging: p50", "ms"),
    _line("frame.scroll.p50", "  scroll the lanes: p50", "ms"),
    _line("frame.few.p50", "  zoom on few events, with titles: p50", "ms"),
    *_toggles(),
)

BY_KEY: Final = {line.key: line for line in LINES}
