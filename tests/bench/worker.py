"""One set of events measured in a process of its own: `python -m tests.bench.worker REQUEST`.

REQUEST is a `Request` as JSON. The last line of the output is a JSON object: key of a line of the
budget to figure.
"""

import json
import sys
import tempfile
from pathlib import Path

from tests.bench import floors, naive, queries
from tests.bench.data import Shape
from tests.bench.frames import Frames, rest, run_script
from tests.bench.fresh import keep_apart
from tests.bench.opening import open_csv, peak_memory
from tests.bench.request import Request
from tests.bench.stage import Stage
from tests.bench.toggles import toggle
from timeline_app.app.settings import cache_folder


def measure(request: Request) -> dict[str, float]:
    """Open the CSV in the window and measure the parts that are asked for.

    The peak of memory is that of opening, frames and toggles: what comes after is not for people.
    """
    shape = Shape(request.events, request.lanes)
    stage = Stage(cache_folder())
    figures = dict(open_csv(stage, Path(request.csv), request.events))
    stage.program.presenter.change_group(shape.group)
    stage.settle()
    frames = Frames()
    if "frames" in request.parts:
        frames = run_script(stage, shape)
        figures |= frames.figures() | rest(stage)
    if "toggles" in request.parts:
        figures |= toggle(stage, shape)
    figures["memory.peak"] = peak_memory()
    if "floor" in request.parts:
        figures |= floors.blit(stage)
    if "brush" in request.parts:
        figures |= queries.brush(stage, shape)
    if "search" in request.parts:
        figures |= queries.search(stage)
    if "sort" in request.parts:
        figures |= queries.sort(stage)
    if "export" in request.parts:
        with tempfile.TemporaryDirectory(prefix="timeline-bench-export-") as folder:
            figures |= floors.export(stage, Path(folder))
    if "naive" in request.parts:
        figures |= naive.compare(stage, shape, frames.windows)
    stage.close()
    return figures


if __name__ == "__main__":
    keep_apart()
    print(json.dumps(measure(Request.from_text(sys.argv[1]))))
