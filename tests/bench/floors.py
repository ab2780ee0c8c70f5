"""The least that any program would need here: what ours is held against, in the same run."""

from pathlib import Path
from typing import Final

import pandas as pd
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QPaintEvent, Qt
from PySide6.QtWidgets import QWidget

from tests.bench.clock import median_seconds, seconds, spread
from tests.bench.stage import SIZE, Stage
from timeline_app.io.export.csv_out import write_csv

FRAMES: Final = 200
LANES, TICKS = 12, 14
"""Texts that are drawn beside the lanes and along the axis."""


class Blit(QWidget):
    """Puts a ready picture on screen and writes the texts of lanes and axis on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.resize(*SIZE)
        self._image = QImage(*SIZE, QImage.Format.Format_RGB32)
        self._image.fill(Qt.GlobalColor.white)

    def paintEvent(self, event: QPaintEvent) -> None:
        wide, high = SIZE
        with QPainter(self) as painter:
            painter.drawImage(0, 0, self._image)
            for lane in range(LANES):
                painter.drawText(QPoint(8, 40 + lane * (high - 60) // LANES), f"Lane {lane}")
            for tick in range(TICKS):
                painter.drawText(
                    QPoint(100 + tick * (wide - 100) // TICKS, high - 8), f"{1990 + tick}"
                )


def blit(stage: Stage) -> dict[str, float]:
    """Ms of a frame that only blits and writes, timed as the frames of the window are."""
    widget = Blit()
    stage.show(widget)
    times = [stage.timed(widget.update) for _ in range(FRAMES)]
    widget.deleteLater()
    stage.settle()
    return spread(times, "floor.blit")


def export(stage: Stage, folder: Path) -> dict[str, float]:
    """Seconds to write all events as CSV, and those that pandas needs for the same table."""
    presenter = stage.program.presenter
    dataset, rows = presenter.dataset, presenter.projection.rows.astype("int64")
    ours, theirs = folder / "ours.csv", folder / "theirs.csv"
    took = median_seconds(lambda: write_csv(dataset, rows, ours))
    table = pd.read_csv(ours, dtype="str", keep_default_na=False)
    plain = seconds(lambda: table.to_csv(theirs, index=False))
    return {"export.all": took, "floor.to_csv": plain}
