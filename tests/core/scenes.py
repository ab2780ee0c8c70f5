"""Scenes of small datasets, for the tests of what is drawn."""

import numpy as np

from timeline_app.core.calendar import DAY
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import Titles
from timeline_app.core.when import Span
from timeline_app.core.window import fitted

WIDTH, HEIGHT = 800.0, 300.0


def source_of(dataset: Dataset, group: str = "") -> SceneSource:
    return SceneSource.of(
        dataset, project(dataset, ()), group, Titles(dataset, lambda text: 6.0 * len(text))
    )


def scene_of(dataset: Dataset, group: str = "", window: Span | None = None) -> Scene:
    window = window or fitted(dataset.time_index) or Span(0, DAY)
    return source_of(dataset, group).scene(TimeScale(window, WIDTH), HEIGHT)


def window_of(first: int, days: int) -> Span:
    base = int(np.datetime64("2000-01-01", "us").astype(np.int64))
    return Span(base + first * DAY, base + (first + days) * DAY)
