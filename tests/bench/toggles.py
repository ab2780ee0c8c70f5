"""Filters switched on and off in the window: when the timeline shows it, and when all panes do."""

import time
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from tests.bench import words
from tests.bench.data import Shape
from tests.bench.stage import Stage
from timeline_app.core.clauses import Mode

MODES: Final[tuple[Mode, ...]] = ("include", "exclude", "off")
VALUES: Final = 5
"""So many values of a field, from the busiest to the rarest."""


def toggle(stage: Stage, shape: Shape) -> dict[str, float]:
    """Median ms from the wish until the timeline is painted, and until everything is."""
    fields = {"country": shape.countries, "type": words.TYPES, "actor": shape.actors}
    figures: dict[str, float] = {}
    for field, values in fields.items():
        times = list(_toggles(stage, field, spread_out(values)))
        painted, settled = np.median(np.array(times), axis=0).tolist()
        figures |= {f"toggle.{field}.painted": painted, f"toggle.{field}.settled": settled}
        figures[f"toggle.{field}.max"] = max(settled for _, settled in times)
    return figures


def spread_out(values: Sequence[str]) -> list[str]:
    """VALUES of the values: the first, the last, and some between."""
    places = np.linspace(0, len(values) - 1, VALUES).round().astype(int)
    return [values[place] for place in dict.fromkeys(places.tolist())]


def _toggles(stage: Stage, field: str, values: Sequence[str]) -> Iterator[tuple[float, float]]:
    for value in values:
        for mode in MODES:
            stage.watch.begin()
            start = time.perf_counter()
            stage.program.presenter.change_value(field, value, mode)
            stage.settle()
            settled = time.perf_counter()
            painted = stage.watch.first_at or settled  # it gives way where no event is left
            yield 1000 * (painted - start), 1000 * (settled - start)
