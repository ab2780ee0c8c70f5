"""One set of events measured in a process of its own: `python -m tests.bench.worker REQUEST`.

REQUEST is a `Request` as JSON. The last line of the output is a JSON object, key of a line of the
budget to figure.
"""

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.data import Shape
from tests.bench.frames import run_script
from tests.bench.stage import Stage, StuckError
from tests.bench.toggles import toggle

PARTS = ("frames", "toggles")


@dataclass(frozen=True)
class Request:
    """What is to be measured."""

    csv: str
    events: int
    lanes: int = 12
    parts: tuple[str, ...] = PARTS

    def text(self) -> str:
        return json.dumps(asdict(self))


def measure(request: Request) -> dict[str, float]:
    """Open the CSV in the window and measure the parts that are asked for."""
    shape = Shape(request.events, request.lanes)
    stage = Stage()
    figures = load(stage, Path(request.csv), request.events)
    stage.program.presenter.change_group(shape.group)
    stage.settle()
    if "frames" in request.parts:
        figures |= run_script(stage, shape).figures()
    if "toggles" in request.parts:
        figures |= toggle(stage, shape)
    stage.close()
    return figures


def load(stage: Stage, path: Path, events: int) -> dict[str, float]:
    """Seconds from the wish to open a CSV until events are painted, and until all is usable."""
    presenter, opener = stage.program.presenter, stage.program.opener
    failed: list[BaseException] = []
    opener.failed.connect(failed.append)

    def shown(least: int) -> bool:
        if failed:
            raise StuckError(f"{path} was not opened: {failed[0]}")
        return presenter.has_dataset and len(presenter.dataset) >= least and stage.watch.count > 0

    stage.watch.begin()
    start = time.perf_counter()
    opener.open([path])
    stage.wait_until(lambda: shown(1))
    first = time.perf_counter()
    stage.wait_until(lambda: shown(events))
    stage.settle()
    return {"load.first": first - start, "load.whole": time.perf_counter() - start}


if __name__ == "__main__":
    asked = json.loads(sys.argv[1])
    found = measure(Request(**asked | {"parts": tuple(asked["parts"])}))
    sys.stdout.write(f"{json.dumps(found)}\n")
