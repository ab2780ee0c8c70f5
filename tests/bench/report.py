"""The figures as a table for people and as JSON for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.bench.budget import LINES, Line
from tests.bench.gates import Gate, Runs

WIDE, CELL, JUDGED = 44, 26, 14
"""Widths in characters: of the words, of a figure with its budget, of the budget alone."""


def table(runs: Runs) -> str:
    """A row for each line that was measured: per number of events figure, budget, met or not."""
    head = "".join(f"{f'{events:,} events':>{CELL}}" for events in runs)
    rows = [f"{'':{WIDE}}{head}"]
    for line in LINES:
        if any(line.key in figures for figures in runs.values()):
            cells = (_cell(line, events, found.get(line.key)) for events, found in runs.items())
            rows.append(f"{line.words:{WIDE}}" + "".join(f"{cell:>{CELL}}" for cell in cells))
    return "\n".join(row.rstrip() for row in rows)


def ratios(gates: Sequence[Gate]) -> str:
    """A row for each ratio."""
    rows = []
    for gate in gates:
        row = f"{gate.words:{WIDE + 12}}{amount(gate.ratio):>8}"
        if gate.limit is not None:
            sign = ">=" if gate.at_least else "<="
            row += f"  must be {sign} {amount(gate.limit)}{'' if gate.met else '   NO'}"
            if not gate.met and gate.holds and gate.guard is not None:
                row += f" (no failure up to {amount(gate.guard)})"
        rows.append(row)
    return "\n".join(rows)


def facts(machine: Mapping[str, str]) -> str:
    """What the figures were measured on."""
    return "\n".join(f"{name:10} {value}" for name, value in machine.items())


def as_data(runs: Runs) -> list[dict[str, Any]]:
    """One entry for each figure."""
    return [
        {
            "events": events,
            "key": line.key,
            "words": line.words.strip(),
            "unit": line.unit,
            "value": figures[line.key],
            "budget": line.allowed(events),
            "met": line.is_met(events, figures[line.key]),
        }
        for events, figures in runs.items()
        for line in LINES
        if line.key in figures
    ]


def _cell(line: Line, events: int, value: float | None) -> str:
    if value is None:
        return f"-{'':{JUDGED}}"
    allowed, met = line.allowed(events), line.is_met(events, value)
    figure = f"{amount(value)} {line.unit:2}"
    judged = ""
    if allowed is not None:
        judged = f" {'<=' if met else ' >'} {amount(allowed)}{'' if met else ' NO'}"
    return f"{figure}{judged:{JUDGED}}"


def amount(value: float) -> str:
    """A number with as many digits as matter."""
    if value == int(value) or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"
