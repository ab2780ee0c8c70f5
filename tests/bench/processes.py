"""What only fresh processes can tell: how long the program takes to start and to open a file."""

import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final

from tests.bench.clock import PATIENCE, RUNS, median_seconds
from tests.bench.fresh import run_fresh
from tests.bench.request import Request
from tests.bench.start import BEGAN

FEW: Final = 3
"""Runs where only a ratio is wanted."""

Figures = Mapping[str, float]


def starts(runs: int = RUNS) -> dict[str, float]:
    """Seconds until the window and the shipped events are painted, once all is in memory."""

    def start() -> Figures:
        return run_fresh("tests.bench.start", more={BEGAN: repr(time.time())})

    start()
    return medians(start, runs)


def openings(request: Request, *, again: bool) -> dict[str, float]:
    """Seconds to open a CSV, and to read its bytes and count its lines.

    `again`: and to open it when the user's cache folder has what an earlier opening left there.
    """
    path = Path(request.csv)
    only_open = replace(request, parts=())
    figures = {"floor.read": median_seconds(lambda: path.read_bytes().count(b"\n"))}
    figures |= _load(medians(lambda: measure(only_open), RUNS if again else FEW))
    if not again:
        return figures
    with tempfile.TemporaryDirectory(prefix="timeline-bench-cache-") as cache:
        measure(only_open, Path(cache))
        second = _load(medians(lambda: measure(only_open, Path(cache))))
    return figures | {key.replace("load", "cached"): value for key, value in second.items()}


def _load(figures: Figures) -> dict[str, float]:
    return {key: value for key, value in figures.items() if key.startswith("load")}


def measure(request: Request, cache: Path | None = None) -> dict[str, float]:
    """What a worker of its own finds."""
    return run_fresh("tests.bench.worker", request.text(), cache=cache)


def medians(run: Callable[[], Figures], runs: int = RUNS) -> dict[str, float]:
    """The medians of the figures of some runs, or of fewer where they take too long."""
    begin, found = time.perf_counter(), [run()]
    while len(found) < runs and time.perf_counter() - begin < PATIENCE:
        found.append(run())
    return {key: median(one[key] for one in found) for key in found[0]}
