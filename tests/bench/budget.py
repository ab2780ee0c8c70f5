"""The lines of the benchmark: what each figure means, its unit, and what it may come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

SIZES: Final = (100_000, 1_000_000, 10_000_000)
"""The numbers of events that the budget is for."""
SORTED: Final = ("title", "date", "event_type", "actors", "place")
"""The columns that the table is sorted by."""


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
            _line(f"{key}.max", "  the slowest of them", "ms"),
        ]
    return lines


def _searches() -> list[Line]:
    kinds = ("rare", "medium", "frequent", "accented")
    return [_line(f"search.{kind}", f"search, {kind} words", "ms", 15, 60, 450) for kind in kinds]


def _sorts() -> list[Line]:
    return [
        _line(f"sort.{one}", f"sort by {one}, first time", "ms", 30, 300, 3000) for one in SORTED
    ]


LINES: Final = (
    _line("frame.p50", "frame, p50", "ms", 5, 6, 8),
    _line("frame.p95", "frame, p95", "ms", 12, 12, 16),
    _line("frame.max", "frame, worst", "ms", 33, 33, 33),
    _line("frame.rest", "  longest pause when left alone", "ms", 33, 33, 33),
    _line("frame.count", "  frames painted", ""),
    _line("frame.unpainted", "  steps that painted nothing", ""),
    _line("frame.zoom.p50", "  zoom, all to a day and back: p50", "ms"),
    _line("frame.pan.p50", "  pan by wheel: p50", "ms"),
    _line("frame.drag.p50", "  pan by dragging: p50", "ms"),
    _line("frame.scroll.p50", "  scroll the lanes: p50", "ms"),
    _line("frame.few.p50", "  zoom on few events, with titles: p50", "ms"),
    _line("naive.p50", "pyqtgraph scatter: frame, p50", "ms"),
    _line("naive.p95", "pyqtgraph scatter: frame, p95", "ms"),
    _line("naive.max", "pyqtgraph scatter: frame, worst", "ms"),
    _line("naive.count", "  frames painted", ""),
    _line("naive.load", "  from arrays to the first frame", "s"),
    *_toggles(),
    _line("brush.alone", "drag a time clause, all counts", "ms", 2, 4, 8),
    _line("brush.others", "  with two other clauses", "ms", 2, 4, 8),
    _line("brush.window", "  with these, shown by the window", "ms"),
    *_searches(),
    _line("search.first", "  the very first search", "ms"),
    _line("search.window", "  medium words, shown by the window", "ms"),
    *_sorts(),
    _line("sort.click", "sort by a click, slowest column", "ms", 30, 300, 3000),
    _line("load.first", "CSV to first events", "s", 0.4, 0.8, 2),
    _line("load.whole", "CSV to whole and usable", "s", 0.4, 1.5, 12),
    _line("load.pause", "  longest pause of the window", "ms"),
    _line("cached.first", "opened again, to first events", "s", 0.4, 0.4, 2),
    _line("cached.whole", "opened again, to whole and usable", "s", 0.4, 0.4, 2),
    _line("cached.pause", "  longest pause of the window", "ms"),
    _line("memory.peak", "peak memory", "MB", 300, 700, 3500),
    _line("export.all", "export all to CSV", "s", 0.6, 0.6),
    _line("start.window", "process start to window", "s", 0.3, 0.3, 0.3),
    _line("start.events", "process start to shipped events", "s", 1.0, 1.0, 1.0),
    _line("floor.blit.p50", "floor: blit with text, p50", "ms"),
    _line("floor.read", "floor: read the CSV, count lines", "s"),
    _line("floor.to_csv", "floor: pandas writes the same table", "s"),
)
"""All figures, in the order in which they are told."""

BY_KEY: Final = {line.key: line for line in LINES}
