"""The report on how a file was read, as lines for the command line."""

from collections.abc import Iterator

from timeline_app.core.reading import Outcome, Problem, Reading


def reading_lines(reading: Reading) -> Iterator[str]:
    """Each problem with its place, then how the file was understood, then the counts."""
    for problem in reading.problems:
        yield problem_line(problem)
    if reading.format:
        yield f"{reading.file}: read as {reading.format}"
    for note in reading.notes:
        yield f"{reading.file}: {note}"
    yield f"{reading.file}: {counts_line(reading)}"


def problem_line(problem: Problem) -> str:
    """`FILE:LINE: what is wrong and what would be right (column: what stands there)`."""
    mark = "" if problem.outcome is Outcome.SET_ASIDE else "warning: "
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    seen = ""
    if problem.text:
        seen = f" ({problem.column}: {problem.text})" if problem.column else f" ({problem.text})"
    return f"{place}: {mark}{problem.outcome}: {problem.reason}{seen}"


def counts_line(reading: Reading) -> str:
    """Rows, and what became of them; together they are all rows."""
    parts = [
        f"{reading.events} events",
        f"{reading.undated} undated",
        f"{reading.set_aside} set aside",
        f"{sum(reading.no_events.values())} no events",
    ]
    kinds = ", ".join(f"{count} {kind}" for kind, count in reading.no_events.items())
    if kinds:
        parts[-1] += f" ({kinds})"
    return f"{reading.rows} rows: {', '.join(parts)}; {reading.repaired} repaired"
