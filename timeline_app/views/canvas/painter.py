"""Draws a timeline: the one function that the screen and pictures share.

Everything is rectangles, lines, paths and text in px of the painter, so that PNG, SVG and PDF show
the same.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from timeline_app.core.scene import Label, Lane, Scene
from timeline_app.core.ticks import Tick, ticks
from timeline_app.core.when import Form
from timeline_app.models.phrases import number
from timeline_app.views.canvas.axis_painter import LEFT, TICK_PX, draw_axis, draw_grid
from timeline_app.views.canvas.density_painter import draw_densities, draw_places
from timeline_app.views.canvas.era_painter import (
    ERA_ROW_PX,
    ROWS_PAD_PX,
    draw_eras,
)
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.legend import Entry, paint_legend
from timeline_app.views.canvas.marks import MarkPainter, ink_on, type_style
from timeline_app.views.canvas.report_painter import draw_reports
from timeline_app.views.canvas.undated_painter import draw_rings, draw_undated
from timeline_app.views.theme import UNIT, Theme

HEAD_LINE_PX = 15.0
"""From one line of a lane's head to the next."""
CLEAR_PX = 12.0
"""Height of the ground that is cleared for a label, less than a sub-row."""
RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of a picture that do not come from its scene."""

    heads: Sequence[str]
    """Of each lane, broken where it has lines for that."""
    legend: Sequence[Entry]
    tick: Callable[[Tick], str]
    context: str
    """What the axis' marks have in common, e.g. the year whose months they are."""
    empty: str = ""
    """Said in place of axis and marks where there is no dated event."""
    eras: str = ""
    """What the rows of eras are called, in the column of lane heads."""
    undated: str = ""
    """The heading of undated events."""
    numbers: Mapping[int, str] = field(default_factory=dict)
    """What stands before the titles of events, by row; the scene has left room for it."""
    clear: bool = False
    """Whether no line of the grid runs through a label."""


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What stands out: selected rows, the row under the pointer (-1: none)."""

    selected: Collection[int] = ()
    hovered: int = -1
    places: Sequence[tuple[int, float, float]] = ()
    """Where selected events are that are not drawn one by one: lane, left and right edge in px."""
    blocks: Collection[int] = ()
    """Lanes in whose blocks of undated events something is selected."""


def paint_timeline(
    painter: QPainter,
    frame: Frame,
    scene: Scene,
    theme: Theme,
    fonts: Fonts,
    words: Words,
    emphasis: Emphasis = Emphasis(),
    *,
    vector: bool = False,
) -> None:
    """Draw the whole timeline from (0, 0) on; `vector` where the device keeps shapes (SVG, PDF)."""
    paint_still(painter, frame, scene, theme, fonts, words)
    paint_legend(painter, frame, theme, fonts, words.legend)
    paint_moving(painter, frame, scene, theme, fonts, words, emphasis, vector=vector)


def paint_still(
    painter: QPainter,
    frame: Frame,
    scene: Scene,
    theme: Theme,
    fonts: Fonts,
    words: Words,
) -> None:
    """Draw what stays where it is while time moves: lanes, their heads and undated events."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, frame.width, frame.height), QColor(theme.surface))
    _draw_grounds(painter, frame, scene, theme)
    _draw_heads(painter, frame, scene, theme, fonts, words)
    if frame.undated_px:
        draw_undated(painter, frame, scene, theme, fonts, words.undated)


def paint_moving(
    painter: QPainter,
    frame: Frame,
    scene: Scene,
    theme: Theme,
    fonts: Fonts,
    words: Words,
    emphasis: Emphasis = Emphasis(),
    *,
    vector: bool = False,
) -> None:
    """Draw what moves with time, over what stays: axis, eras, densities, marks; and emphasis."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    marked = [] if words.empty else ticks(scene.scale.window, scene.scale.width, TICK_PX)
    places = [scene.scale.x(tick.time) for tick in marked]
    draw_grid(painter, frame, marked, places, theme)
    if scene.eras:
        draw_eras(painter, frame, scene, theme, fonts, vector=vector)
    draw_axis(painter, frame, marked, places, theme, fonts, words.tick, words.context)
    plot = frame.plot
    painter.save()
    painter.setClipRect(plot)
    painter.translate(plot.topLeft())
    draw_densities(painter, scene, theme, vector=vector)
    draw_places(painter, scene, emphasis.places, theme)
    _draw_marks(painter, scene, theme, fonts, emphasis, words, clip=vector)
    painter.restore()
    if frame.undated_px:
        draw_rings(
            painter,
            frame,
            scene,
            theme,
            selected=emphasis.selected,
            hovered=emphasis.hovered,
            blocks=emphasis.blocks,
        )
    if words.empty:
        painter.setFont(fonts.head)
        painter.setPen(QColor(theme.muted))
        painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, words.empty)


def _draw_grounds(painter: QPainter, frame: Frame, scene: Scene, theme: Theme) -> None:
    plot = frame.plot
    for lane in scene.lanes:
        top, bottom = max(lane.y, 0.0), min(lane.y + lane.height, plot.height())
        if bottom <= top:
            continue
        if lane.striped:
            box = QRectF(0, plot.top() + top, frame.width, bottom - top)
            painter.fillRect(box, QColor(theme.stripe))
        if bottom == lane.y + lane.height:
            line = QRectF(0, plot.top() + bottom - 1, frame.width, 1)
            painter.fillRect(line, QColor(theme.faint))


def _draw_marks(
    painter: QPainter,
    scene: Scene,
    theme: Theme,
    fonts: Fonts,
    emphasis: Emphasis,
    words: Words,
    *,
    clip: bool,
) -> None:
    shapes = MarkPainter(painter, scene, theme, fonts, clip=clip)
    rows = scene.marks.row.tolist()
    selected = {i for i, row in enumerate(rows) if row in emphasis.selected}
    hovered = {i for i, row in enumerate(rows) if row == emphasis.hovered}
    if scene.reports:
        draw_reports(painter, scene, theme, clip=clip)
    shapes.draw_all()
    for i in hovered - selected:
        shapes.draw_halo(i, QColor(theme.muted), 1.25)
    for i in selected:
        shapes.draw_halo(i, QColor(theme.accent), 2.0)
    metrics = fonts.label_metrics
    painter.setFont(fonts.label)
    for label in scene.labels:
        ink = QColor(theme.text)
        if label.inside and _is_on_colour(scene, label):
            ink = ink_on(type_style(theme, int(scene.marks.type_rank[label.mark])).colour)
        elif label.mark in selected and not label.inside:
            ink = QColor(theme.accent)
        painter.setPen(ink)
        above = metrics.capHeight() if label.inside else metrics.ascent()
        x, baseline = label.x, label.y + (above - metrics.descent()) / 2
        if words.clear and not label.inside and not scene.eras:
            lane = scene.lanes[int(scene.marks.lane[label.mark])]
            ground = QRectF(x - 2, label.y - CLEAR_PX / 2, label.width + 4, CLEAR_PX)
            painter.fillRect(ground, QColor(theme.stripe if lane.striped else theme.surface))
        if lead := words.numbers.get(rows[label.mark]):
            painter.setFont(fonts.number)
            painter.drawText(QPointF(x, baseline), lead)
            painter.setFont(fonts.label)
            x += fonts.lead_width(lead)
        painter.drawText(QPointF(x, baseline), label.text)
    painter.setPen(Qt.PenStyle.NoPen)


def _is_on_colour(scene: Scene, label: Label) -> bool:
    """Whether a label within a mark stands, for its greater part, where that is filled."""
    marks, i = scene.marks, label.mark
    if marks.form[i] != Form.LASTING:
        return bool(marks.form[i] in (Form.DAY, Form.MOMENT))
    middle = label.x + label.width / 2
    return bool(marks.solid_x0[i] <= middle <= marks.solid_x1[i])


def _draw_heads(
    painter: QPainter,
    frame: Frame,
    scene: Scene,
    theme: Theme,
    fonts: Fonts,
    words: Words,
) -> None:
    if not frame.head_px:
        return
    plot = frame.plot
    if frame.eras_px:
        painter.setFont(fonts.small)
        painter.setPen(QColor(theme.muted))
        box = QRectF(3 * UNIT, frame.axis_px, frame.head_px - 5 * UNIT, ROWS_PAD_PX + ERA_ROW_PX)
        painter.drawText(box, LEFT, words.eras)
    painter.save()
    painter.setClipRect(QRectF(0, plot.top(), frame.head_px, plot.height()))
    metrics = QFontMetricsF(fonts.head)
    small = fonts.label_metrics
    for lane in scene.lanes:
        head = words.heads[lane.index]
        if lane.y > plot.height() or lane.y + lane.height < 0:
            continue
        box = head_box(frame, lane).adjusted(0, -UNIT, 0, UNIT)  # text is cut off at its box
        count = number(lane.count)
        room = box.width() - small.horizontalAdvance(count) - 2 * UNIT
        painter.setFont(fonts.head)
        painter.setPen(QColor(theme.text))
        lines = head.split("\n")
        above = min((len(lines) - 1) * HEAD_LINE_PX, lane.row_height - HEAD_LINE_PX) / 2
        for i, line in enumerate(lines):
            top = box.top() - max(above, 0.0) + i * HEAD_LINE_PX
            place = QRectF(box.left(), top, room, box.height())
            text = metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            painter.drawText(place, LEFT, text)
        painter.setFont(fonts.small)
        painter.setPen(QColor(theme.muted))
        painter.drawText(box, RIGHT, count)
    painter.restore()
    edge = QRectF(frame.head_px - 1, 0, 1, plot.bottom())
    painter.fillRect(edge, QColor(theme.line))


def head_box(frame: Frame, lane: Lane) -> QRectF:
    """Where a lane's name and count stand: beside its first sub-row."""
    top = frame.plot.top() + lane.y + UNIT
    return QRectF(3 * UNIT, top, frame.head_px - 5 * UNIT, lane.row_height)
