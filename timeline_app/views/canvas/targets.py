"""What lies at a place of the canvas."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from timeline_app.core.eras import EraBand
from timeline_app.core.hits import Column, column_at, lane_at, mark_at, report_at
from timeline_app.core.report_places import Report
from timeline_app.core.scene import Lane, Scene
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.beyond import link_at
from timeline_app.views.canvas.era_painter import bands_at
from timeline_app.views.canvas.frame import Frame
from timeline_app.views.canvas.undated_painter import UndatedPlace, undated_at

if TYPE_CHECKING:
    from timeline_app.views.canvas.timeline_canvas import TimelineCanvas


class Targets:
    """Finds in the picture of the canvas, as it is now, what can be pressed or told about."""

    def __init__(self, canvas: "TimelineCanvas") -> None:
        self._canvas = canvas

    def in_plot(self, place: QPointF) -> bool:
        frame = self._canvas.frame()
        return frame is not None and frame.plot.contains(place)

    def lane(self, place: QPointF) -> Lane | None:
        """The lane at a height."""
        scene, frame = self._canvas.scene(), self._canvas.frame()
        if scene is None or frame is None or not 0 <= place.y() - frame.plot.top() < scene.height:
            return None
        return lane_at(scene, place.y() - frame.plot.top())

    def head(self, place: QPointF) -> Lane | None:
        """The lane whose name and count stand at a place."""
        frame = self._canvas.frame()
        if frame is None or not self._canvas.group or place.x() >= frame.head_px:
            return None
        return self.lane(place)

    def column(self, place: QPointF) -> Column | None:
        """The column of a density."""
        found = self._scene_at(place)
        return column_at(found[0], found[1].x(), found[1].y()) if found else None

    def mark(self, place: QPointF) -> int | None:
        """The index of a mark, by it or its label."""
        found = self._scene_at(place)
        return mark_at(found[0], found[1].x(), found[1].y()) if found else None

    def report(self, place: QPointF) -> Report | None:
        """The date that sources report."""
        found = self._scene_at(place)
        return report_at(found[0], found[1].x(), found[1].y()) if found else None

    def row(self, place: QPointF) -> int | None:
        """The row of the event whose mark or dot is at a place."""
        mark, scene = self.mark(place), self._canvas.scene()
        if mark is not None and scene is not None:
            return int(scene.marks.row[mark])
        undated = self.undated(place)
        return undated.row if undated else None

    def undated(self, place: QPointF) -> UndatedPlace | None:
        """What of the column of undated events."""
        found = self._picture()
        return undated_at(*found, place) if found else None

    def eras(self, place: QPointF) -> list[EraBand]:
        """The eras whose titles stand at a place."""
        found = self._picture()
        return bands_at(*found, place) if found else []

    def link(self, place: QPointF) -> int:
        """The link to events before (-1) or after (1) a window without any, 0 for none."""
        found = self._picture()
        beyond = wording.beyond_words(found[1]) if found else None
        if found is None or beyond is None:
            return 0
        return link_at(beyond, found[0], self._canvas.fonts, place)

    def can_press(self, place: QPointF) -> bool:
        """Whether a press at a place does anything, where there is no mark."""
        return (
            self.head(place) is not None
            or self.undated(place) is not None
            or self.column(place) is not None
            or self.link(place) != 0
        )

    def text(self, place: QPointF) -> str:
        """The words about what is at a place, "" for nothing; plain text."""
        canvas = self._canvas
        dataset, scene, row = canvas.dataset, canvas.scene(), self.row(place)
        if dataset is None or scene is None:
            return ""
        if report := self.report(place):
            return wording.report_tooltip(dataset, int(scene.marks.row[report.mark]), report.place)
        if row is not None:
            return wording.event_tooltip(dataset, row)
        if column := self.column(place):
            return wording.column_tooltip(dataset, column)
        if undated := self.undated(place):
            return wording.undated_tooltip(dataset, scene.undated, undated.block)
        if self.link(place):
            return wording.beyond_tooltip()
        return wording.era_tooltip(self.eras(place))

    def _picture(self) -> tuple[Frame, Scene] | None:
        scene, frame = self._canvas.scene(), self._canvas.frame()
        return None if scene is None or frame is None else (frame, scene)

    def _scene_at(self, place: QPointF) -> tuple[Scene, QPointF] | None:
        """The scene and the place in the plot, if it is in it."""
        found = self._picture()
        if found is None or not found[0].plot.contains(place):
            return None
        return found[1], place - found[0].plot.topLeft()
