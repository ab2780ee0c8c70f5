"""The timeline of a figure: laid out for a size, with or without numbers before its titles."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import numpy as np
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.core.bitmaps import rows_in
from timeline_app.core.dataset import Dataset
from timeline_app.core.detail import FEW
from timeline_app.core.eras import Eras
from timeline_app.core.lane_heights import LANE_MIN_PX
from timeline_app.core.lanes import Floats
from timeline_app.core.projection import Projection
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import NumberedTitles, Titles
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Form
from timeline_app.models.phrases import number
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.beyond import draw_beyond
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.era_painter import era_rows, rows_height
from timeline_app.views.canvas.figure_fonts import figure_font
from timeline_app.views.canvas.figure_text import in_line, wrapped
from timeline_app.views.canvas.form_swatch import form_in_words
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.legend import Entry, draw_entries, place_entries
from timeline_app.views.canvas.painter import HEAD_LINE_PX, head_box, paint_timeline
from timeline_app.views.canvas.report_painter import REPORTED
from timeline_app.views.canvas.undated_painter import with_undated
from timeline_app.views.theme import UNIT, Theme

BODY_PX: Final = 13
LABEL_PX: Final = 12
NUMBER_PX: Final = LABEL_PX - 2
"""As `Fonts` makes the type of numbers."""
LEGEND_PX: Final = 11
LEGEND_LINE_PX: Final = 16.0
HEAD_MOST_PX: Final = 320.0
LEGEND_PART: Final = 0.2
"""How much of a timeline's height its legend may take before it names fewer types."""
ERAS_LEAST_PX: Final = 120.0
"""In a timeline that is lower their titles have no room beside a lane."""
LEGEND_MOST_PART: Final = 0.35
"""What is more than so much of it leaves no room to the lanes, and there is no legend."""
LEAST_PART: Final = 0.5
"""Of a title that stands nowhere in full, and that nobody can point at."""
FEW_LOST: Final = 0.1
"""So many of all events rather have no room than lanes draw density."""
NOTE_PX: Final = 18.0
"""Height of the line that counts lanes without room."""

translate = QCoreApplication.translate


class FigureTimeline:
    """A timeline without scroll bars: lanes that do not fit whole are counted at its foot."""

    def __init__(
        self,
        dataset: Dataset,
        projection: Projection,
        state: ViewState,
        size: tuple[float, float],
        numbers: Mapping[int, int] | None = None,
    ) -> None:
        """`numbers`: those that stand before the titles of rows."""
        width, height = size
        self._fonts = fonts = Fonts.made_of(figure_font(BODY_PX), figure_font(LABEL_PX))
        self._legend_fonts = Fonts.made_of(figure_font(LEGEND_PX), figure_font(LEGEND_PX))
        self._numbers = {row: number(place) for row, place in (numbers or {}).items()}
        titles = self._titles(dataset)
        label = partial(in_line, font=fonts.label)
        shown_eras = dataset.eras if height >= ERAS_LEAST_PX else ()
        eras = Eras(replace(era, title=label(era.title)) for era in shown_eras)
        self._source = source = SceneSource.of(
            dataset, projection, state.group, titles, eras, fills=True
        )
        heads = wording.head_texts(dataset, state.group, source)
        heads = [in_line(head, fonts.head) for head in heads]
        forms = _form_entries(dataset, source)

        def fits(entries: list[Entry]) -> bool:
            return self._legend_px([*entries, *forms], width) <= LEGEND_PART * height

        entries = wording.legend_entries(dataset, source, fits)
        self._legend = [replace(entry, text=label(entry.text)) for entry in [*entries, *forms]]
        if self._legend_px(self._legend, width) > LEGEND_MOST_PART * height:
            self._legend = []
        if state.group == "type":  # the lanes are its legend
            self._legend = [entry for entry in self._legend if entry.sign or entry.form]
        most = max((lane.count for lane in source.lanes.lanes), default=0)
        frame = Frame.around(
            width,
            height - self._legend_px(self._legend, width),
            heads,
            most,
            fonts,
            0.0,
            rows_height(source.eras, height),
            HEAD_MOST_PX,
        )
        self._frame = with_undated(frame, source, fonts, wording.undated_heading())
        plot = self._frame.plot
        era = era_rows(height)
        scale = TimeScale(state.window, plot.width())

        def shown(heights: Floats) -> tuple[Scene, int, int]:
            count = _fitting(heights, plot.height())
            left_out = len(heights) - count
            some = source.with_lanes(count)
            room = plot.height() - (NOTE_PX if left_out else 0.0)
            scene = some.scene(scale, room, side=self._frame.undated_px, era_rows=era)
            return scene, left_out, some.lanes.left_out(scale.window) if left_out else 0

        size = plot.width(), plot.height()
        found = shown(source.heights(*size))
        if found[0].undrawn > found[2]:
            roomy = shown(replace(source, scrolls=True).heights(*size))
            if roomy[0].undrawn <= min(FEW_LOST * source.total, found[0].undrawn):
                found = roomy
        self.scene, self._left_out, self.lost = found
        if not self.scene.reports:
            self._legend = [entry for entry in self._legend if entry.sign != REPORTED]
        words = wording.words_of(self._broken(heads), [], self.scene)
        self._words = replace(words, numbers=self._numbers, clear=True)

    @property
    def crowded(self) -> int:
        """Events of the lanes shown that are not drawn one by one."""
        return self.scene.undrawn - self.lost

    @property
    def rows(self) -> list[int]:
        """The events that are drawn one by one, in order of time."""
        return sorted(set(self.scene.marks.row.tolist()))

    @property
    def dots(self) -> list[int]:
        """The undated events that are drawn one by one."""
        return sorted({int(row) for lane in self.scene.undated_lanes for row in lane.rows})

    @property
    def is_numbered(self) -> bool:
        """Whether every event is drawn one by one, and each mark has its number beside it."""
        labelled = {label.mark for label in self.scene.labels}
        every = self._numbers.keys() == set(self.rows)
        return every and not self.crowded and len(labelled) == len(self.scene.marks)

    @property
    def elided(self) -> set[int]:
        """The events whose title stands nowhere as a whole."""
        return set(self.rows) - self._titled(lambda shown, title: shown == title)

    @property
    def nameless(self) -> set[int]:
        """The events of whose title nothing stands anywhere."""
        return set(self.rows) - self._titled(lambda shown, title: bool(shown) or not title)

    def title(self, row: int) -> str:
        """The title of an event as a whole."""
        return self._source.titles.text(row)

    def draw(self, painter: QPainter, theme: Theme, *, vector: bool) -> None:
        """Draw it from (0, 0) on."""
        frame, fonts = self._frame, self._fonts
        paint_timeline(painter, frame, self.scene, theme, fonts, self._words, vector=vector)
        painter.fillRect(QRectF(0, frame.height - 1, frame.width, 1), QColor(theme.line))
        legend, _ = self._placed(self._legend, frame.width)
        corner = QPointF(3 * UNIT, frame.height + 1.5 * UNIT)
        draw_entries(painter, legend, corner, theme, self._legend_fonts)
        if beyond := wording.beyond_words(self.scene):
            draw_beyond(painter, beyond, frame, theme, fonts, live=False)
        if self._left_out and frame.plot.height() >= NOTE_PX:
            room = frame.width - 6 * UNIT
            line = QRectF(3 * UNIT, frame.plot.bottom() - NOTE_PX, room, NOTE_PX)
            painter.setFont(fonts.small)
            painter.setPen(QColor(theme.muted))
            note = fonts.small_elided(Counts().lanes_left_out(self._left_out), room)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, note)

    def _titles(self, dataset: Dataset) -> Titles:
        fonts = self._fonts
        plain = partial(in_line, font=fonts.label)
        if not self._numbers:
            titles = Titles(dataset, fonts.label_width, plain)
            titles.least_part = LEAST_PART
            return titles
        leads = {row: fonts.lead_width(number) for row, number in self._numbers.items()}
        return NumberedTitles(dataset, fonts.label_width, plain, leads)

    def _titled(self, holds: Callable[[str, str], bool]) -> set[int]:
        rows = self.scene.marks.row.tolist()
        return {
            rows[label.mark]
            for label in self.scene.labels
            if holds(label.text, self._source.titles.text(rows[label.mark]))
        }

    def _placed(
        self, entries: list[Entry], width: float
    ) -> tuple[list[tuple[Entry, QRectF]], float]:
        return place_entries(entries, width - 6 * UNIT, self._legend_fonts, LEGEND_LINE_PX)

    def _legend_px(self, entries: list[Entry], width: float) -> float:
        height = self._placed(entries, width)[1]
        return height + 2 * UNIT if height else 0.0

    def _broken(self, heads: list[str]) -> list[str]:
        """The heads in as many lines as their lanes have room for."""
        broken = list(heads)
        for lane in self.scene.lanes:
            count = self._fonts.small_width(number(lane.count))
            room = head_box(self._frame, lane).width() - count - 2 * UNIT
            lines = wrapped(heads[lane.index], self._fonts.head, room, HEAD_LINE_PX)
            below = lane.height - 3 * UNIT - lane.row_height / 2  # the middle of the first line
            broken[lane.index] = "\n".join(lines.cut(HEAD_LINE_PX + max(below, 0.0)).lines)
        return broken


def _form_entries(dataset: Dataset, source: SceneSource) -> list[Entry]:
    """What the shapes of marks mean, where there are not too many events for marks."""
    if source.total > FEW:
        return []
    rows = rows_in(source.lanes.all.events & dataset.time_index.dated).astype(np.int64)
    forms = [Form(form) for form in np.unique(dataset.times.form[rows]).tolist()]
    return [Entry(words, form=form) for form in forms if (words := form_in_words(form))]


def _fitting(heights: Floats, height: float) -> int:
    """How many lanes fit whole, leaving a line for a note where not all do.

    Where none does, how many would if they were as low as can be.
    """
    if heights.sum() <= height + 0.5:
        return len(heights)
    used, fitting = NOTE_PX, 0
    for lane in heights:
        used += lane
        if used > height:
            break
        fitting += 1
    return fitting or max(int((height - NOTE_PX) // LANE_MIN_PX), 0)
