"""Times of things done again and again."""

import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

import numpy as np

RUNS: Final = 5
"""How often a thing is done for its median."""
PATIENCE: Final = 60.0
"""Seconds after which a thing is not done once more."""


def seconds(work: Callable[[], object]) -> float:
    """How long it takes, once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ms(work: Callable[[], object]) -> float:
    """The same in milliseconds."""
    return 1000 * seconds(work)


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of some runs, or of fewer where they take longer than anyone's patience."""
    found: list[float] = []
    while len(found) < runs and sum(found) < PATIENCE:
        found.append(seconds(work))
    return median(found)


def spread(times: Sequence[float], name: str) -> dict[str, float]:
    """Median, 95th percentile, maximum and number of times."""
    p50, p95 = np.percentile(times, [50, 95]).tolist()
    return {
        f"{name}.p50": p50,
        f"{name}.p95": p95,
        f"{name}.max": max(times),
        f"{name}.count": len(times),
    }
