"""The view script: zoom, pan, drag and scroll, each step a frame that the window really painted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from math import log
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import Qt

from tests.bench.clock import spread
from tests.bench.data import DAYS, Shape
from tests.bench.stage import Stage
from timeline_app.core.when import Span

PLACES: Final = (0.2, 0.5, 0.85)
"""Parts of the plot's width that are zoomed to."""
NOTCHES: Final = round(log(DAYS) / log(1.2))
"""Notches of the wheel from all to one day; each makes the window 1.2 times shorter."""
PANS: Final = 20
DRAGS: Final = 40
SCROLLS: Final = 20
"""Steps of each kind, there and back again."""
DRAG_PX: Final = 15.0
RESTS: Final = 8
"""Views in which the window is left alone."""
FEW: Final = 5
"""So many of the rarest actors are left when titles are to be seen."""

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier

Step = tuple[str, Callable[[], None]]
"""The part of the script that it belongs to, and what the person does."""


@dataclass
class Frames:
    """How long frames took, in ms, by part of the script."""

    ms: dict[str, list[float]] = field(default_factory=dict)
    windows: list[Span] = field(default_factory=list)
    """What was on screen, frame by frame."""
    unpainted: int = 0
    """Steps that painted nothing (such as scrolling where all lanes show); they do not count."""

    def figures(self) -> dict[str, float]:
        """p50, p95 and worst of all frames, their number, and the p50 of each part."""
        found = spread([one for part in self.ms.values() for one in part], "frame")
        found |= {f"frame.{part}.p50": float(np.median(ms)) for part, ms in self.ms.items()}
        return found | {"frame.unpainted": self.unpainted}


def run_script(stage: Stage, shape: Shape) -> Frames:
    """All frames of the script."""
    frames = Frames()
    for part, act in script(stage, shape):
        took = stage.timed(act)
        if stage.watch.count:
            frames.ms.setdefault(part, []).append(took)
            frames.windows.append(stage.program.presenter.state.window)
        else:
            frames.unpainted += 1
    return frames


def rest(stage: Stage) -> dict[str, float]:
    """Ms that the window answers nothing when it is left alone in views from all to one day."""
    _show_all(stage)
    times = []
    for _ in range(RESTS):
        _closer(stage, NOTCHES // RESTS)
        times.append(stage.rest())
    _show_all(stage)
    return {"frame.rest": max(times)}


def script(stage: Stage, shape: Shape) -> Iterator[Step]:
    """What a person does: each step is to be done before the next is asked for."""
    for place in PLACES:
        yield from _zoom(stage, "zoom", place)
    for notches in (0, NOTCHES // 2, NOTCHES):  # in sight of all, of a year, of a day
        _show_all(stage)
        _closer(stage, notches)
        yield from _there_and_back("pan", PANS, partial(stage.wheel, modifiers=SHIFT), stage)
    _show_all(stage)
    _closer(stage, NOTCHES // 3)
    yield from _drag(stage)
    _show_all(stage)
    yield from _there_and_back("scroll", SCROLLS, stage.wheel, stage)
    for actor in shape.actors[-FEW:]:
        stage.program.presenter.change_value("actor", actor, "include")
    _show_all(stage)
    yield from _zoom(stage, "few", PLACES[1])  # few events: marks with their titles
    stage.program.presenter.clear_filter()
    _show_all(stage)


def _zoom(stage: Stage, part: str, place: float) -> Iterator[Step]:
    """From all to one day and back."""
    _show_all(stage)
    for notch in (1, -1):
        for _ in range(NOTCHES):
            yield part, partial(stage.wheel, stage.centre(place), notch, CONTROL)


def _there_and_back(
    part: str, steps: int, turn: Callable[[QPointF, int], None], stage: Stage
) -> Iterator[Step]:
    for notch in (-1, 1):
        for _ in range(steps):
            yield part, partial(turn, stage.centre(), notch)


def _drag(stage: Stage) -> Iterator[Step]:
    """Press, pull the content to the left and back to the right, let go."""
    start = stage.centre()
    stage.mouse(QEvent.Type.MouseButtonPress, start)
    for step in [*range(1, DRAGS + 1), *range(DRAGS - 1, -1, -1)]:
        place = start - QPointF(step * DRAG_PX, 0)
        yield "drag", partial(stage.mouse, QEvent.Type.MouseMove, place)
    stage.mouse(QEvent.Type.MouseButtonRelease, start)
    stage.settle()


def _show_all(stage: Stage) -> None:
    stage.program.presenter.fit_all()
    stage.settle()


def _closer(stage: Stage, notches: int) -> None:
    for _ in range(notches):
        stage.wheel(stage.centre(), 1, CONTROL)
    stage.settle()
