"""The same events as pyqtgraph shows them without further thought: one scatter, one date axis."""

import time
from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow.compute as pc

from tests.bench.clock import PATIENCE, spread
from tests.bench.data import Ints, Shape, batches
from tests.bench.stage import SIZE, PaintWatch, Stage
from timeline_app.core.when import Span

SECOND: Final = 1_000_000


def compare(stage: Stage, shape: Shape, windows: Sequence[Span]) -> dict[str, float]:
    """Ms of its frames in the windows that ours showed, as many as there is patience for."""
    import pyqtgraph as pg

    seconds, lanes = _points(shape)
    axis = pg.DateAxisItem(utcOffset=0)
    plot = pg.PlotWidget(axisItems={"bottom": axis}, enableMenu=False)  # they would stay behind
    plot.resize(*SIZE)
    start = time.perf_counter()
    plot.addItem(pg.ScatterPlotItem(x=seconds, y=lanes, size=7, pen=None, brush="#3366aa"))
    stage.show(plot)
    figures = {"naive.load": time.perf_counter() - start}
    watch = PaintWatch(plot.viewport(), lambda: True)
    times: list[float] = []
    before = Span(0, 1)
    for window in windows:
        if window == before or sum(times) > 1000 * PATIENCE:
            continue
        before = window
        watch.begin()
        start = time.perf_counter()
        plot.setXRange(window.start / SECOND, window.end / SECOND, padding=0)
        stage.settle()
        if watch.count:
            times.append(1000 * (time.perf_counter() - start))
    plot.deleteLater()
    stage.settle()
    return figures | spread(times, "naive")


def _points(shape: Shape) -> tuple[Ints, Ints]:
    """When each event begins, in seconds since 1970, and which lane it stands in (its first)."""
    column, values = (
        ("countries", shape.countries) if shape.group == "country" else ("actors", shape.actors)
    )
    place = {value: lane for lane, value in enumerate(values)}
    days, lanes = [], []
    for table in batches(shape):
        start = pc.list_element(pc.split_pattern(table["date"], "/"), 0)
        days.append(start.to_numpy().astype("datetime64[s]").astype(np.int64))
        first = pc.list_element(pc.split_pattern(table[column], "|"), 0)
        lanes.append(np.array([place[value] for value in first.to_pylist()]))
    return np.concatenate(days), np.concatenate(lanes)
