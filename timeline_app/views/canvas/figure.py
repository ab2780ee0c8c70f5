"""Pictures of the timeline for print and web: PNG, SVG and PDF from the painter of the screen."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter

from timeline_app.core.dataset import Dataset
from timeline_app.core.lanes import Floats
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.projection import Projection
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import Titles
from timeline_app.core.view_state import ViewState
from timeline_app.core.window import fitted
from timeline_app.io.atomic import replacing
from timeline_app.models.words import filter_in_words
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.beyond import draw_beyond
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.era_painter import era_rows, rows_height
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.figure_files import figure_font, image, pdf, png, svg
from timeline_app.views.canvas.frame import Fonts, Frame, count_text
from timeline_app.views.canvas.painter import legend_height, paint_timeline
from timeline_app.views.canvas.undated_painter import with_undated
from timeline_app.views.theme import UNIT, Theme

KINDS: Final = ("png", "svg", "pdf")
MARGIN_PX: Final = 24.0
TITLE_PX: Final = 44.0
LINE_PX: Final = 18.0
BODY_PX: Final = 13
SMALL_PX: Final = 12
LARGE_PX: Final = 21
MOST_PIXELS: Final = 200_000_000

translate = QCoreApplication.translate


def render_figure(
    path: Path,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    choices: FigureChoices,
) -> None:
    """Draw the filtered timeline to a PNG, SVG or PDF (by the ending of `path`).

    Raises:
        TimelineError: another ending, a picture too large, or the file cannot be written.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise TimelineError(_wrong_ending(path))
    content = figure_content(kind, dataset, projection, state, choices)
    with replacing(path, keep=dataset.files) as file:
        file.write(content)


def figure_content(
    kind: str,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    choices: FigureChoices,
) -> bytes:
    """The bytes of such a file; `kind` is one of KINDS.

    Raises:
        TimelineError: the picture is too large.
    """
    figure = _checked(dataset, projection, state, choices)
    size, dpi, title = choices.size, choices.dpi, figure.title
    if kind == "png":
        return png(partial(figure.draw, vector=False), size, dpi, title)
    writer = {"svg": svg, "pdf": pdf}[kind]
    return writer(partial(figure.draw, vector=True), size, dpi, title)


def figure_image(
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    choices: FigureChoices,
) -> QImage:
    """The picture itself, as for the clipboard.

    Raises:
        TimelineError: it is too large.
    """
    figure = _checked(dataset, projection, state, choices)
    return image(partial(figure.draw, vector=False), choices.size, choices.dpi)


def _checked(
    dataset: Dataset, projection: Projection, state: ViewState, choices: FigureChoices
) -> "_Figure":
    if choices.size[0] * choices.size[1] * (choices.dpi / 96) ** 2 > MOST_PIXELS:
        raise TimelineError(_too_large())
    if choices.whole_span:
        index = dataset.time_index
        window = fitted(index, projection.events, state.filter) or fitted(index)
        state = replace(state, window=window or state.window)
    return _Figure(dataset, projection, state, choices.size, choices.theme, choices.title)


@dataclass
class _Figure:
    """One picture, laid out in px of 1/96 inch."""

    dataset: Dataset
    projection: Projection
    state: ViewState
    size: tuple[int, int]
    theme: Theme
    title: str

    def __post_init__(self) -> None:
        self.title = self.title or self.dataset.title or self.dataset.name
        self._fonts = Fonts.made_of(figure_font(BODY_PX), figure_font(SMALL_PX))
        group = self.state.group
        titles = Titles(self.dataset, self._fonts.label_width)
        source = SceneSource.of(self.dataset, self.projection, group, titles)
        width = self.size[0] - 2 * MARGIN_PX
        height = self.size[1] - 2 * MARGIN_PX - TITLE_PX - 2 * LINE_PX - 2 * UNIT
        self._heads = wording.head_texts(self.dataset, group, source)
        self._legend = wording.legend_entries(self.dataset, source)
        legend_px = legend_height(self._legend, width, self._fonts)
        most = max((lane.count for lane in source.lanes.lanes), default=0)
        eras_px = rows_height(source.eras, height)
        frame = Frame.around(width, height, self._heads, most, self._fonts, legend_px, eras_px)
        self._frame = with_undated(frame, source, self._fonts, wording.undated_heading())
        plot = self._frame.plot
        scale = TimeScale(self.state.window, plot.width())
        fitting = _fitting(source.heights(plot.width(), plot.height()), plot.height())
        self._left_out = len(source.lanes.lanes) - fitting
        self._heads = self._heads[:fitting]
        rows = era_rows(height)
        height = plot.height() - (LINE_PX if self._left_out else 0.0)
        shown = source.with_lanes(fitting)
        side = self._frame.undated_px
        self._scene: Scene = shown.scene(scale, height, side=side, era_rows=rows)
        self._lost = shown.lanes.left_out(scale.window) if self._left_out else 0

    def draw(self, painter: QPainter, *, vector: bool) -> None:
        theme, width = self.theme, self.size[0] - 2 * MARGIN_PX
        painter.fillRect(QRectF(0, 0, *self.size), QColor(theme.surface))
        large = figure_font(LARGE_PX, QFont.Weight.DemiBold)
        box = QRectF(MARGIN_PX, MARGIN_PX, width, TITLE_PX)
        _text(painter, box, self.title, large, theme.text, Qt.AlignmentFlag.AlignTop)
        painter.save()
        painter.translate(QPointF(MARGIN_PX, MARGIN_PX + TITLE_PX))
        words = wording.words_of(self._heads, self._legend, self._scene)
        paint_timeline(painter, self._frame, self._scene, theme, self._fonts, words, vector=vector)
        if beyond := wording.beyond_words(self._scene):
            draw_beyond(painter, beyond, self._frame, theme, self._fonts, live=False)
        if self._left_out:
            note = Counts().lanes_left_out(self._left_out)
            foot = self._frame.plot.bottom() - LINE_PX
            line = QRectF(3 * UNIT, foot, width - 6 * UNIT, LINE_PX)
            _text(painter, line, note, self._fonts.small, theme.muted)
        painter.restore()
        foot = self.size[1] - MARGIN_PX - 2 * LINE_PX
        for i, line_text in enumerate((self._caption(width), self._credit())):
            line = QRectF(MARGIN_PX, foot + i * LINE_PX, width, LINE_PX)
            _text(painter, line, line_text, self._fonts.small, theme.muted)

    def _caption(self, width: float) -> str:
        """The filter, elided where all does not fit, and what the picture shows of it."""
        filter_ = filter_in_words(self.dataset, self.state.filter)
        counted = " · ".join(["", *self._counted()])
        metrics = self._fonts.label_metrics
        room = width - metrics.horizontalAdvance(counted) - 1.0
        shown = f"{filter_[:1].upper()}{filter_[1:]}"
        return metrics.elidedText(shown, Qt.TextElideMode.ElideRight, max(room, 0.0)) + counted

    def _counted(self) -> list[str]:
        """How many events there are, and how many of them have no mark, for which reason."""
        scene, template = self._scene, translate("figure", "{count} of {total} events")
        filtered, total = count_text(len(self.projection.rows)), count_text(len(self.dataset))
        parts = [template.format(count=filtered, total=total)]
        if outside := scene.total - scene.undated - scene.visible:
            template = translate("figure", "{count} outside of the time shown")
            parts.append(template.format(count=count_text(outside)))
        if crowded := scene.undrawn - self._lost:
            template = translate("figure", "{count} not drawn one by one")
            parts.append(template.format(count=count_text(crowded)))
        if self._lost:
            template = translate("figure", "{count} not drawn, in lanes left out")
            parts.append(template.format(count=count_text(self._lost)))
        return parts

    def _credit(self) -> str:
        version = f", {self.dataset.version}" if self.dataset.version else ""
        name = self.dataset.title or self.dataset.name
        return translate("figure", "Data: {dataset}").format(dataset=name + version)


def _fitting(heights: Floats, height: float) -> int:
    """How many lanes fit whole, leaving a line for a note where not all do."""
    if heights.sum() <= height + 0.5:
        return len(heights)
    used, fitting = LINE_PX, 0
    for lane in heights:
        used += lane
        if used > height:
            break
        fitting += 1
    return fitting


def _text(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter,
) -> None:
    """One line, elided where it is too long."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    line = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, align | Qt.AlignmentFlag.AlignLeft, line)


def _wrong_ending(path: Path) -> Message:
    template = QT_TRANSLATE_NOOP(
        "figure", "{path} cannot be drawn: the name must end in .png, .svg or .pdf."
    )
    return Message("figure", template, {"path": path})


def _too_large() -> Message:
    template = QT_TRANSLATE_NOOP(
        "figure", "The picture would be too large; choose a smaller size or fewer dots per inch."
    )
    return Message("figure", template)
