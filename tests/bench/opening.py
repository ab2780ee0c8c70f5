"""A CSV opened in the window: when it shows events, when it is whole, how long the window froze."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer

from tests.bench.stage import Stage, StuckError

TICK_MS: Final = 5
PROC_STATUS: Final = Path("/proc/self/status")


class Pauses:
    """Watches for how long the event loop answers nothing."""

    def __init__(self) -> None:
        self.longest = 0.0
        """In seconds."""
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def stop(self) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def open_csv(stage: Stage, path: Path, events: int) -> Mapping[str, float]:
    """Seconds from the wish to open it until events are painted, and until all is usable."""
    opener, watch = stage.program.opener, stage.watch
    failed: list[BaseException] = []
    opener.failed.connect(failed.append)

    def shown(least: int) -> bool:
        if failed:
            raise StuckError(f"{path} was not opened: {failed[0]}")
        return stage.has_events(least) and watch.count > 0

    pauses = Pauses()
    watch.begin()
    start = time.perf_counter()
    opener.open([path])
    stage.wait_until(lambda: shown(1))
    stage.wait_until(lambda: shown(events))
    stage.settle()
    whole = time.perf_counter()
    pauses.stop()
    return {
        "load.first": watch.first_at - start,
        "load.whole": whole - start,
        "load.pause": 1000 * pauses.longest,
    }


def peak_memory() -> float:
    """The most memory that this process has held so far, in MB (10**6 bytes).

    Not `ru_maxrss` where there is better: on Linux that holds what the parent process had, too.
    """
    if PROC_STATUS.exists():
        for line in PROC_STATUS.read_text("ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    try:
        import resource
    except ImportError:  # Windows
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes on macOS
