"""`python3 run.py bench`: how fast the real window is, against the budget."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.data import Shape, csv_of
from tests.bench.fresh import run_fresh
from tests.bench.report import as_data, table
from tests.bench.worker import Request


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit status."""
    options = parse(arguments)
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as scratch:
        folder = options.folder or Path(scratch)
        runs = {}
        for events in options.events:
            path = csv_of(Shape(events, options.lanes), folder)
            request = Request(str(path), events, options.lanes)
            runs[events] = run_fresh("tests.bench.worker", request.text())
    print(table(runs))
    if options.json:
        options.json.write_text(json.dumps({"figures": as_data(runs)}, indent=1), "utf-8")
    return 0


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--events", type=_numbers, default=(100_000,), metavar="N[,N...]")
    parser.add_argument("--lanes", type=int, choices=(12, 300), default=12)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--folder", type=Path, metavar="DIR")
    return parser.parse_args(arguments)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
