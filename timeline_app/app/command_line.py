"""The program from a command line: opens the window, exports, draws, checks (DESIGN 5)."""

import gc
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from timeline_app.app.arguments import parse
from timeline_app.app.options import PROGRAM, REPORT, Options
from timeline_app.core.anchors import AnchorState
from timeline_app.core.message import TimelineError
from timeline_app.paths import shipped_dataset

if TYPE_CHECKING:
    from timeline_app.core.clauses import Filter
    from timeline_app.core.dataset import Dataset
    from timeline_app.core.projection import Projection
    from timeline_app.core.view_state import ViewState

__all__ = ["Options", "filter_from", "main", "parse"]

OK, WRONG, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str]) -> int:
    """Run the program.

    Returns:
        0; 1 when the data is wrong, cannot be read, or a write failed; 2 for wrong usage.
    """
    _make_streams_safe()
    try:
        status = _run(argv)
        with _printing(sys.stdout):
            sys.stdout.flush()
    except _OutputError as error:
        _tell(f"{PROGRAM}: the output cannot be written: {error}", sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def filter_from(options: Options, dataset: "Dataset") -> "Filter":
    """The filter that a command line asks for.

    Raises:
        UsageError: a field or a value is unknown.
    """
    from timeline_app.app import filter_names

    return filter_names.filter_from(options, dataset)


def _run(argv: Sequence[str]) -> int:
    try:
        options = parse(argv)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    commands = {"window": _window, "export": _export, "render": _render, "check": _check}
    from timeline_app.app.filter_names import UsageError
    from timeline_app.io.mapping.mapping import MappingError

    try:
        return commands[options.command](options)
    except (UsageError, MappingError) as error:
        name = PROGRAM if options.command == "window" else f"{PROGRAM} {options.command}"
        _tell(f"{name}: error: {error}", sys.stderr)
        return USAGE
    except TimelineError as error:
        _tell(f"{PROGRAM}: {error}", sys.stderr)
        return WRONG


def _window(options: Options) -> int:
    gc.disable()  # nothing to collect while modules are loaded; IdleCollector takes over
    from timeline_app.app.main import open_window

    return open_window(options.paths, options)


def _export(options: Options) -> int:
    if options.again is not None:
        from timeline_app.app.again import make_again

        return OK if make_again(options.again, options.out, _tell) else WRONG
    if options.format == REPORT:
        return _render(options)
    from timeline_app.core.view_state import ViewState

    _check_place(options)
    dataset, projection = _filtered(options)
    state = ViewState(filter=filter_from(options, dataset))
    _write(options, dataset, projection, state)
    return OK


def _render(options: Options) -> int:
    from timeline_app.app.export_names import state_of
    from timeline_app.app.main import create_drawing_application

    _check_place(options)
    application = create_drawing_application()
    dataset, projection = _filtered(options)
    state = state_of(options, dataset, filter_from(options, dataset))
    _write(options, dataset, projection, state)
    application.processEvents()
    return OK


def _check_place(options: Options) -> None:
    """Fail before the data is read where nothing could be written."""
    from timeline_app.io.atomic import check_place

    assert options.out is not None
    check_place(options.out, is_folder=options.format == "folder")
    if options.manifest:
        from timeline_app.app.manifest import manifest_path

        check_place(manifest_path(options.out))


def _write(
    options: Options, dataset: "Dataset", projection: "Projection", state: "ViewState"
) -> None:
    """Write or draw what was asked for, and tell it."""
    from timeline_app.app.export_names import request_of
    from timeline_app.app.exports import run_export

    result = run_export(request_of(options, dataset), dataset, projection, state)
    events = f"{projection.total - result.left_out} of {len(dataset)} events"
    if options.rows == "quotes":
        events = f"{result.rows} rows for {events}"
    done = "drawn" if options.command == "render" else "written"
    rest = f", {result.left_out} {result.reason} left out" if result.left_out else ""
    _tell(f"{events} {done} to {result.path}{rest}")
    if result.manifest is not None:
        _tell(f"How it was made: {result.manifest}")


def _check(options: Options) -> int:
    return WRONG if sum(_errors(path, options) for path in _paths(options)) else OK


def _errors(path: Path, options: Options) -> int:
    """Tell what is wrong with a dataset or a file; returns how many mistakes there are."""
    from timeline_app.io.open_file import is_foreign, unpacked

    with unpacked(path) as inner:
        if is_foreign(inner, options.choices):
            return _report(path, options)
        return _findings(path, inner, options)


def _report(path: Path, options: Options) -> int:
    """Tell how a file of another program was read."""
    from timeline_app.app.reading_lines import reading_lines

    dataset = _opened(options, path)
    for reading in dataset.readings:
        for line in reading_lines(reading):
            _tell(line)
    if not options.sources or not dataset.quotes:
        return sum(reading.set_aside for reading in dataset.readings)
    states = [dataset.anchor_of(quote).state for quote in dataset.every_quote()]
    _tell(_states_line(states))
    lost = sum(state in (AnchorState.LOST, AnchorState.NOT_CHECKED) for state in states)
    return lost + sum(reading.set_aside for reading in dataset.readings)


def _findings(path: Path, inner: Path, options: Options) -> int:
    """Tell what is wrong with a dataset of ours, which may be packed: then `inner` is what a file
    of that path holds."""
    from timeline_app.io.dataset.check import check

    checked = check(inner, options.sources)
    findings, anchors = checked.findings, checked.anchors
    if options.has_filter and (passing := _filtered_ids(inner, options)) is not None:
        event_of, ids = passing
        findings = [one for one in findings if event_of.get((one.file, one.row), "") in ids]
        anchors = {quote: anchor for quote, anchor in anchors.items() if quote.event_id in ids}
    for finding in findings:
        mark = "warning: " if finding.severity == "warning" else ""
        _tell(f"{finding.file}:{finding.row}: {mark}{finding.message}")
    errors = sum(finding.severity == "error" for finding in findings)
    told = ""
    if options.sources:
        told = f" against the texts in {' and '.join(map(str, options.sources))}"
    elif anchors:
        told = f" ({len(anchors)} quotes not checked)"
    _tell(
        f"{path} checked{told}: "
        + (f"{errors} wrong, {len(findings) - errors} doubtful" if findings else "nothing wrong")
    )
    if options.sources:
        _tell(_states_line([anchor.state for anchor in anchors.values()]))
    return errors


def _states_line(states: "Sequence[AnchorState]") -> str:
    """How many quotes are in each state."""
    order = (AnchorState.EXACT, AnchorState.ELSEWHERE, AnchorState.LOST, AnchorState.NOT_CHECKED)
    return "quotes: " + ", ".join(f"{states.count(state)} {state}" for state in order)


def _filtered_ids(
    path: Path, options: Options
) -> "tuple[dict[tuple[str, int], str], set[str]] | None":
    """Which event each record tells of, and the events that pass; None if no filter can be applied.

    What tells of no event passes.
    """
    from timeline_app.io.dataset.check import events_of_places
    from timeline_app.io.finding import ReadError

    try:
        event_of = events_of_places(path)
        dataset, projection = _filtered(options, path)
    except ReadError:
        return None
    return event_of, {"", *dataset.events["event_id"].to_numpy()[projection.rows]}


def _filtered(options: Options, *paths: Path) -> "tuple[Dataset, Projection]":
    """The dataset of some paths (default: those of the options) and what passes the filter."""
    from timeline_app.core.projection import project

    dataset = _opened(options, *paths)
    return dataset, project(dataset, filter_from(options, dataset))


def _opened(options: Options, *paths: Path) -> "Dataset":
    """The dataset of some paths, with its quotes looked up in the folders that were named."""
    from timeline_app.app.origin import open_origin

    origin = options.origin
    return open_origin(replace(origin, paths=paths) if paths else origin)


def _paths(options: Options) -> tuple[Path, ...]:
    return options.paths or (shipped_dataset(),)


class _OutputError(Exception):
    """What was told could not be written; the text says why."""


@contextmanager
def _printing(stream: TextIO) -> Iterator[None]:
    """Printing to a stream, which falls silent when nobody reads it any more.

    Raises:
        _OutputError: it cannot be written for another reason.
    """
    try:
        yield
    except OSError as error:
        with Path(os.devnull).open("wb") as nothing:  # what is left over must not fail again
            os.dup2(nothing.fileno(), stream.fileno())
        if not isinstance(error, BrokenPipeError) and stream is sys.stdout:
            raise _OutputError(error.strerror or str(error)) from None


def _tell(line: str, stream: TextIO | None = None) -> None:
    """Print one line; control characters of data are made visible, so that it stays one."""
    stream = stream or sys.stdout
    with _printing(stream):
        print(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", _visible, line), file=stream)


def _visible(found: re.Match[str]) -> str:
    return repr(found[0])[1:-1]


def _make_streams_safe() -> None:
    """Nothing printed may fail: not on narrow consoles, nor where there is none (Windows)."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
