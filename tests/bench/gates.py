"""Ratios of figures of one run, which hold on any machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tests.bench.budget import SIZES

Runs = Mapping[int, Mapping[str, float]]
"""Number of events to the key of a line of the budget to its figure."""

SMALL, MIDDLE, LARGE = SIZES
PARTS: Final[tuple[str, ...]] = ("frames", "floor", "export")
"""The parts of a run that the ratios are made from, besides opening the file."""


@dataclass(frozen=True)
class Gate:
    """A ratio and what it must be at most (or at least)."""

    words: str
    ratio: float
    limit: float | None
    """What is asked for; None: the ratio is told, not judged."""
    at_least: bool = False
    guard: float | None = None
    """What fails the run, where that is not the limit: it is not reached yet, or on a quiet machine
    only, and must not get worse unseen."""

    @property
    def met(self) -> bool:
        """Whether it is as asked for."""
        return self._is_within(self.limit)

    @property
    def holds(self) -> bool:
        """Whether the run passes."""
        return self._is_within(self.limit if self.guard is None else self.guard)

    def _is_within(self, bound: float | None) -> bool:
        if bound is None:
            return True
        return self.ratio >= bound if self.at_least else self.ratio <= bound


def gates(runs: Runs) -> list[Gate]:
    """All ratios whose figures were measured."""
    return list(_gates(runs))


def _gates(runs: Runs) -> Iterator[Gate]:
    def ratio(over: tuple[int, str], under: tuple[int, str]) -> float | None:
        high, low = (runs.get(events, {}).get(key) for events, key in (over, under))
        return high / low if high is not None and low else None

    for events in runs:
        for over, under, limit, guard, at_least, words in (
            ("frame.p50", "floor.blit.p50", 12.0, 30.0, False, "frame p50 / a bare blit with text"),
            ("load.whole", "floor.read", 6.0, 18.0, False, "usable load / read and count lines"),
            ("floor.to_csv", "export.all", 8.0, 6.0, True, "DataFrame.to_csv / export"),
        ):
            found = ratio((events, over), (events, under))
            if found is not None:
                is_judged = events == MIDDLE
                bounds = (limit, guard) if is_judged else (None, None)
                yield Gate(f"{words}, {events:,}", found, bounds[0], at_least, bounds[1])
    limits: tuple[tuple[int, float | None], ...] = ((MIDDLE, None), (LARGE, 2.0))
    for events, most in limits:
        found = ratio((events, "frame.p50"), (SMALL, "frame.p50"))
        if found is not None:
            yield Gate(f"frame p50, {events:,} / {SMALL:,}", found, most)
