"""`python3 run.py bench`: how fast the real window is, against the budget."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench import gates
from tests.bench.data import Shape, csv_of
from tests.bench.machine import machine
from tests.bench.processes import measure, openings, starts
from tests.bench.report import as_data, facts, ratios, table
from tests.bench.request import PARTS, Request

ABOUT = """\
Measure the real window (1600 by 900, drawn offscreen) on generated events, each number of events
in processes of its own, and hold the figures against the budget. Frames are real paints, driven by
wheel and mouse events: all to one day and back, pans, drags, lane scrolling. Figures are medians.
"""
MORE = """\
examples:
  python3 run.py bench                                     100,000 events, a minute or two
  python3 run.py bench --events 100000,1000000,10000000 --folder events --json bench.json
  python3 run.py bench --gates                             only ratios, which hold on any machine
"""


def main(arguments: Sequence[str]) -> int:
    """Measure and print; returns the exit status: 1 when `--gates` finds one that does not hold."""
    options = parse(arguments)
    here = machine()
    with tempfile.TemporaryDirectory(prefix="timeline-bench-") as scratch:
        runs = {
            events: run(options, events, options.folder or Path(scratch))
            for events in options.events
        }
    if not (options.gates or options.no_files):
        tell("starting the program")
        runs[options.events[0]] |= starts()
    found = gates.gates(runs)
    if not options.gates:
        print(facts(here), table(runs), sep="\n\n", end="\n\n")
    print(ratios(found))
    if options.json:
        data = {
            "machine": here,
            "lanes": options.lanes,
            "figures": as_data(runs),
            "ratios": [{**vars(gate), "holds": gate.holds} for gate in found],
        }
        options.json.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return int(options.gates and not all(gate.holds for gate in found))


def run(options: argparse.Namespace, events: int, folder: Path) -> dict[str, float]:
    """All figures of one number of events."""
    tell(f"{events:,} events: writing the CSV")
    path = csv_of(Shape(events, options.lanes), folder)
    parts = gates.PARTS if options.gates else PARTS
    no_files = options.no_files or (options.gates and events != gates.MIDDLE)
    if no_files or events > gates.MIDDLE:
        parts = tuple(part for part in parts if part != "export")
    if options.compare:
        parts = (*parts, "naive")
    request = Request(str(path), events, options.lanes, parts)
    tell(f"{events:,} events: {', '.join(parts)}")
    figures = measure(request)
    if no_files:
        return {key: value for key, value in figures.items() if not key.startswith("load")}
    tell(f"{events:,} events: opening")
    return figures | openings(request, again=not options.gates)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="run.py bench",
        description=ABOUT,
        epilog=MORE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--events",
        type=_numbers,
        metavar="N[,N...]",
        help="numbers of events (100000; with --gates 100000,1000000); ten million take long"
        " and 1.3 GB of disk",
    )
    parser.add_argument(
        "--lanes",
        type=int,
        choices=(12, 300),
        default=12,
        help="12: lanes by country, 12 of them (the default); 300: by actor, 300 of them, of which"
        " an event has up to three",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures to FILE, too")
    parser.add_argument(
        "--compare", action="store_true", help="show the same events with pyqtgraph's scatter, too"
    )
    parser.add_argument(
        "--gates",
        action="store_true",
        help="measure only the ratios that hold on any machine; exit status 1 when one does not",
    )
    parser.add_argument(
        "--no-files",
        action="store_true",
        help="leave out opening, exporting and starting: only what happens in the window",
    )
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="DIR",
        help="keep the generated CSV files in DIR and use those that are there",
    )
    options = parser.parse_args(arguments)
    options.events = options.events or (
        (gates.SMALL, gates.MIDDLE) if options.gates else (gates.SMALL,)
    )
    if options.gates and (options.no_files or gates.MIDDLE not in options.events):
        parser.error(f"--gates needs {gates.MIDDLE} events, and files")
    return options


def tell(line: str) -> None:
    """Say what is under way; standard output belongs to the figures."""
    print(line, file=sys.stderr, flush=True)


def _numbers(text: str) -> tuple[int, ...]:
    try:
        numbers = tuple(int(part.replace("_", "")) for part in text.split(","))
    except ValueError:
        numbers = ()
    if not numbers or min(numbers) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of events")
    return numbers


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
