"""The column of undated events right of time: a dot for each, or a block that counts them."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from pyroaring import BitMap
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from timeline_app.core.hits import lane_at
from timeline_app.core.lane_heights import LANE_PAD_PX
from timeline_app.core.scene import Lane, Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.undated import CELL_PX, DOT_PX, UndatedLane
from timeline_app.models.phrases import number
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.marks import type_style
from timeline_app.views.canvas.type_swatch import paint_type_swatch
from timeline_app.views.theme import UNIT, Theme

BLOCK_PX = 20.0
BAR_PX = 5.0
"""Heights of a block and of the bar of types at its foot, under the count."""
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class UndatedPlace:
    """What is under the pointer: one event, else all of a lane's block; neither: the heading."""

    lane: Lane | None = None
    row: int | None = None
    block: UndatedLane | None = None


def with_undated(frame: Frame, source: SceneSource, fonts: Fonts, heading: str) -> Frame:
    """The frame with a column for undated events, if there are any."""
    texts = heading, number(source.undated.total)
    wide = max(fonts.small_width(text) for text in texts) + 4 * UNIT
    plot = frame.plot
    return replace(frame, undated_px=round(source.undated.width(plot.width(), plot.height(), wide)))


def undated_at(frame: Frame, scene: Scene, place: QPointF) -> UndatedPlace | None:
    """What of the column is at a place, None for nothing."""
    if frame.undated_heading.contains(place):
        return UndatedPlace()
    if not frame.undated.contains(place) or not scene.undated_lanes:
        return None
    at = place - frame.undated.topLeft()
    lane = lane_at(scene, at.y())
    if lane is None:
        return None
    held = scene.undated_lanes[scene.lanes.index(lane)]
    if held.is_block:
        box = _block_box(frame, lane).translated(-frame.undated.topLeft())
        return UndatedPlace(lane, block=held) if box.contains(at) else None
    row = held.dot_at(at.x(), at.y() - lane.y)
    return None if row is None else UndatedPlace(lane, row)


def blocks_with(scene: Scene, selected: BitMap) -> list[int]:
    """The lanes in whose block something is selected."""
    if not selected:
        return []
    return [
        place
        for place, held in enumerate(scene.undated_lanes)
        if held.is_block and held.events.intersect(selected)
    ]


def draw_undated(
    painter: QPainter, frame: Frame, scene: Scene, theme: Theme, fonts: Fonts, heading: str
) -> None:
    """The column with its heading, which stands where it is while time moves."""
    area, above = frame.undated, frame.undated_heading
    painter.fillRect(QRectF(area.left(), 0, 1, area.bottom()), QColor(theme.line))
    half = frame.axis_px / 2
    painter.setFont(fonts.small)
    room = above.width() - 2 * UNIT
    for text, top, ink in (
        (heading, 2.0, theme.text),
        (number(scene.undated), half - 1, theme.muted),
    ):
        painter.setPen(QColor(ink))
        box = QRectF(above.left() + 2 * UNIT, top, room, half)
        painter.drawText(box, LEFT, fonts.small_elided(text, room))
    painter.save()
    painter.setClipRect(area)
    for lane, held in zip(scene.lanes, scene.undated_lanes, strict=True):
        if lane.y > area.height() or lane.y + lane.height < 0:
            continue
        if held.is_block:
            _draw_block(painter, _block_box(frame, lane), held, theme, fonts)
            continue
        origin = area.topLeft() + QPointF(0, lane.y)
        for x, y, rank in zip(held.x.tolist(), held.y.tolist(), held.ranks.tolist(), strict=True):
            if lane.y + y < area.height():
                paint_type_swatch(painter, origin + QPointF(x, y), rank, theme, DOT_PX)
    painter.restore()


def draw_rings(
    painter: QPainter,
    frame: Frame,
    scene: Scene,
    theme: Theme,
    *,
    selected: Collection[int],
    hovered: int,
    blocks: Collection[int],
) -> None:
    """What is selected or under the pointer."""
    area = frame.undated
    painter.save()
    painter.setClipRect(area)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for place, (lane, held) in enumerate(zip(scene.lanes, scene.undated_lanes, strict=True)):
        if place in blocks:
            painter.setPen(QPen(QColor(theme.accent), 2.0))
            box = _block_box(frame, lane).adjusted(-3, -1, 3, 2)
            painter.drawRoundedRect(box, UNIT, UNIT)
        for i, row in enumerate(held.rows.tolist()):
            if row == hovered or row in selected:
                is_selected = row in selected
                colour = QColor(theme.accent if is_selected else theme.muted)
                painter.setPen(QPen(colour, 2.0 if is_selected else 1.25))
                middle = area.topLeft() + QPointF(held.x[i], lane.y + held.y[i])
                painter.drawEllipse(middle, CELL_PX / 2, CELL_PX / 2)
    painter.restore()


def _block_box(frame: Frame, lane: Lane) -> QRectF:
    """Beside the lane's name."""
    top = max(LANE_PAD_PX + lane.row_height / 2 - BLOCK_PX / 2, UNIT)
    area = frame.undated
    x, y = area.left() + 2 * UNIT, area.top() + lane.y + top
    return QRectF(x, y, area.width() - 4 * UNIT, BLOCK_PX)


def _draw_block(
    painter: QPainter, box: QRectF, held: UndatedLane, theme: Theme, fonts: Fonts
) -> None:
    """The count, and under it how the types share it."""
    count = len(held.events)
    painter.setFont(fonts.small)
    painter.setPen(QColor(theme.text))
    words = box.adjusted(0, -UNIT, 2 * UNIT, -BAR_PX + UNIT)
    painter.drawText(words, LEFT, number(count))
    x = box.left()
    for rank, share in held.shares:
        wide = box.width() * share / count
        painter.fillRect(
            QRectF(x, box.bottom() - BAR_PX, wide, BAR_PX), type_style(theme, rank).colour
        )
        x += wide
    painter.setPen(Qt.PenStyle.NoPen)
