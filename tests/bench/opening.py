"""A CSV opened in the window: when it shows events, when it is whole, how long the window froze."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.bench.stage import Pauses, Stage, StuckError, drain

PROC_STATUS: Final = Path("/proc/self/status")


def open_csv(stage: Stage, path: Path, events: int) -> Mapping[str, float]:
    """Seconds from the wish to open it until events are painted, and until all is usable."""
    opener, watch = stage.program.opener, stage.watch
    failed: list[BaseException] = []
    opener.failed.connect(failed.append)

    def shown(least: int) -> bool:
        if failed:
            raise StuckError(f"{path} was not opened: {failed[0]}")
        return stage.has_events(least) and watch.count > 0

    import timeline_app.io.cache
    import timeline_app.io.open  # noqa: F401 - modules are loaded once a start, not once a file

    pauses = Pauses()
    watch.begin()
    start = time.perf_counter()
    opener.open([path])
    stage.wait_until(lambda: shown(1))
    stage.wait_until(lambda: shown(events))
    drain()
    whole = time.perf_counter()
    pauses.stop()
    stage.settle()  # what it still does beside, such as keeping a copy for the next time
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
