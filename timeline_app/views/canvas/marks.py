"""How one event is drawn: a shape for what is known of its date, signs, and what is selected."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from timeline_app.core.detail import MARK_PX, SIGN_PAD_PX, SIGN_PX
from timeline_app.core.scene import Marks, Scene
from timeline_app.core.when import Form
from timeline_app.views.canvas.frame import Fonts
from timeline_app.views.theme import Theme, mixed

BAR_PX = 12.0
"""Height of a bar; a dot is MARK_PX wide."""
SOFT = 0.26
"""How much of the type's colour the ground of a soft bar has."""
FADE_PX = 14.0
"""Length of a soft end."""
LABEL_CLEAR_PX = 4.0
"""How far from a label a line that would run through it ends."""
HOLLOW_PX = 40.0
"""A soft bar shorter than this is drawn hollow."""
DISPUTED = "≠"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """How an event type is told apart: a colour, and a second shape beyond the palette."""

    colour: QColor
    diamond: bool


@lru_cache(maxsize=256)
def type_style(theme: Theme, rank: int) -> TypeStyle:
    """The style of the event type of that rank (-1: no type)."""
    known = len(theme.types)
    if rank < 0 or rank >= 2 * known:
        return TypeStyle(QColor(theme.other), diamond=rank >= 0)
    return TypeStyle(QColor(theme.types[rank % known]), diamond=rank >= known)


def pointed(box: QRectF) -> QPolygonF:
    """A box with pointed ends; a diamond where it is no wider than high."""
    point = min(box.height() / 2, box.width() / 2)
    y, left, right = box.center().y(), box.left(), box.right()
    return QPolygonF(
        [
            QPointF(left, y),
            QPointF(left + point, box.top()),
            QPointF(right - point, box.top()),
            QPointF(right, y),
            QPointF(right - point, box.bottom()),
            QPointF(left + point, box.bottom()),
        ]
    )


def ink_on(colour: QColor) -> QColor:
    """Black or white, whichever is easier to read on a colour."""
    r, g, b = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return QColor("#000000" if 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 else "#ffffff")


class MarkPainter:
    """Draws the marks of one scene; (0, 0) is the plot's upper left corner."""

    def __init__(
        self, painter: QPainter, scene: Scene, theme: Theme, fonts: Fonts, *, clip: bool = False
    ) -> None:
        """`clip`: end bars at the plot's edges, for devices that do not clip (SVG)."""
        self._painter = painter
        self._marks: Marks = scene.marks
        self._parts = dict(scene.parts)
        self._inside = {label.mark: label for label in scene.labels if label.inside}
        self._width = scene.scale.width
        self._theme = theme
        self._fonts = fonts
        self._clip = clip
        self._ground = QColor(theme.surface)
        self._grounds = [
            QColor(theme.stripe if lane.striped else theme.surface) for lane in scene.lanes
        ]
        self._over_eras = bool(scene.eras)
        ranks = np.unique(self._marks.type_rank).tolist()
        self._styles = {rank: type_style(theme, rank) for rank in ranks}

    def draw_all(self) -> None:
        marks = self._marks
        x0, x1 = marks.x0, marks.x1
        if self._clip:
            x0, x1 = np.clip(x0, 0, self._width), np.clip(x1, 0, self._width)
        columns = (marks.form, marks.type_rank, marks.lane, x0, x1, marks.y)
        flagged = (marks.uncertain | marks.approximate | marks.disputed).tolist()
        self._painter.setPen(Qt.PenStyle.NoPen)
        for i, (form, rank, lane, a, b, y) in enumerate(
            zip(*(column.tolist() for column in columns), strict=True)
        ):
            self._ground = self._grounds[lane]
            self._draw(i, Form(form), self._styles[rank], a, b, y)
            if flagged[i]:
                self._draw_signs(i, y)

    def draw_halo(self, index: int, colour: QColor, width: float) -> None:
        """A ring around a mark and its signs: what is selected, or under the pointer."""
        marks, painter = self._marks, self._painter
        gap = 2.5 + width / 2
        x0, x1, y = float(marks.x0[index]), float(marks.x1[index]), float(marks.y[index])
        if signs := float(marks.signs_px[index]):
            sign_x = float(marks.sign_x[index]) + SIGN_PAD_PX / 2
            x0, x1 = min(x0, sign_x), max(x1, sign_x + signs)
        box = QRectF(x0, y - BAR_PX / 2, x1 - x0, BAR_PX).adjusted(-gap, -gap, gap, gap)
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)

    def _draw(self, i: int, form: Form, style: TypeStyle, x0: float, x1: float, y: float) -> None:
        marks = self._marks
        if form in (Form.DAY, Form.MOMENT):
            if x1 - x0 <= MARK_PX + 0.5:
                self._draw_dot(style, (x0 + x1) / 2, y)
            else:
                self._draw_solid(style, x0, x1, y)
        elif form == Form.ONE_OF and i in self._parts:
            self._draw_one_of(i, style, x0, x1, y)
        elif form in (Form.ONGOING, Form.OPEN_END):
            known = min(max(float(marks.solid_x1[i]), x0 + MARK_PX), self._width)
            self._draw_open(style, x0, known, y, ends=form == Form.OPEN_END)
            if form == Form.OPEN_END:
                self._draw_open_end(i, style, max(known, x0), y)
        else:
            solid_x0 = max(float(marks.solid_x0[i]), x0)
            solid_x1 = min(float(marks.solid_x1[i]), x1)
            if form == Form.LASTING and x1 - x0 <= MARK_PX + 0.5 and solid_x1 > solid_x0:
                solid_x0, solid_x1 = x0, x1
            if solid_x1 <= solid_x0 or solid_x0 > x0 or solid_x1 < x1:
                self._draw_soft(style, x0, x1, y)
            if solid_x1 > solid_x0:
                self._draw_solid(style, solid_x0, solid_x1, y)

    def _draw_dot(self, style: TypeStyle, x: float, y: float) -> None:
        painter, half = self._painter, MARK_PX / 2
        painter.setBrush(style.colour)
        if style.diamond:
            d = half * 1.2
            corners = [QPointF(x, y - d), QPointF(x + d, y), QPointF(x, y + d), QPointF(x - d, y)]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawEllipse(QRectF(x - half, y - half, MARK_PX, MARK_PX))

    def _draw_solid(self, style: TypeStyle, x0: float, x1: float, y: float) -> None:
        painter = self._painter
        box = QRectF(x0, y - BAR_PX / 2, x1 - x0, BAR_PX)
        painter.setBrush(style.colour)
        if style.diamond:
            painter.drawPolygon(pointed(box))
        else:
            painter.drawRoundedRect(box, 2, 2)

    def _draw_soft(self, style: TypeStyle, x0: float, x1: float, y: float) -> None:
        """A bar that may be anywhere in it: pale, both ends fading, on a fading line.

        One too short for ends that fade is hollow.
        """
        if x1 - x0 < HOLLOW_PX:
            self._draw_hollow(style, x0, x1, y)
            return
        fade = FADE_PX / (x1 - x0)
        stops = ((0.0, 0.0), (fade, 1.0), (1.0 - fade, 1.0), (1.0, 0.0))
        top = y - BAR_PX / 2
        self._fill_fading(QRectF(x0, top, x1 - x0, BAR_PX), style, stops, SOFT)
        self._fill_fading(QRectF(x0, top + BAR_PX - 2, x1 - x0, 2), style, stops, 1.0)

    def _draw_hollow(self, style: TypeStyle, x0: float, x1: float, y: float) -> None:
        painter = self._painter
        painter.setBrush(mixed(style.colour, self._ground, SOFT))
        painter.setPen(QPen(style.colour, 1.6))
        box = QRectF(x0, y - MARK_PX / 2, x1 - x0, MARK_PX).adjusted(0.6, 0.6, -0.6, -0.6)
        if style.diamond:
            painter.drawPolygon(pointed(box))
        else:
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(Qt.PenStyle.NoPen)

    def _draw_open(
        self, style: TypeStyle, x0: float, known: float, y: float, *, ends: bool
    ) -> None:
        """A bar that begins in x0..known and fades out, sooner if it did end at some time."""
        right = self._width
        top = y - BAR_PX / 2
        length = min(right - x0, 120.0) if ends else right - x0
        if ends and x0 + length < 0:
            length = right - x0
        body = QRectF(x0, top, max(length, MARK_PX), BAR_PX)
        stops = ((0.0, 1.0), (0.6, 0.8), (1.0, 0.0))
        self._fill_fading(body, style, stops, SOFT + 0.06)
        self._fill_fading(QRectF(x0, top + BAR_PX - 2, body.width(), 2), style, stops, 1.0)
        if known > x0 and known > 0:
            self._draw_solid(style, x0, known, y)

    def _draw_open_end(self, i: int, style: TypeStyle, start: float, y: float) -> None:
        """A dotted line to the window's end, interrupted under the label on it."""
        pen = QPen(style.colour, 2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1.5, 2.5])
        self._painter.setPen(pen)
        label = self._inside.get(i)
        gap = (start, start)
        if label:
            gap = (label.x - LABEL_CLEAR_PX, label.x + label.width + LABEL_CLEAR_PX)
        for x0, x1 in ((start, gap[0]), (gap[1], self._width)):
            if x1 > x0:
                self._painter.drawLine(QLineF(x0, y + BAR_PX / 2, x1, y + BAR_PX / 2))
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _draw_one_of(self, i: int, style: TypeStyle, start: float, end: float, y: float) -> None:
        parts = self._parts[i]
        pen = QPen(style.colour, 1.5)
        pen.setDashPattern([1.5, 2.5])
        self._painter.setPen(pen)
        first, last = max(parts[0][1], start), min(parts[-1][0], end)
        self._painter.drawLine(QLineF(first, y, max(first, last), y))
        self._painter.setPen(Qt.PenStyle.NoPen)
        for x0, x1 in parts:
            wide = max(MARK_PX, x1 - x0)
            left = min(max((x0 + x1 - wide) / 2, start), end - MARK_PX)
            right = min(left + wide, end)
            if right > 0 and left < self._width:
                self._draw_soft(style, left, right, y)

    def _fill_fading(
        self,
        box: QRectF,
        style: TypeStyle,
        stops: tuple[tuple[float, float], ...],
        alpha: float,
    ) -> None:
        gradient = QLinearGradient(box.left(), 0, box.right(), 0)
        for at, part in stops:
            gradient.setColorAt(at, self._tone(style.colour, alpha * part))
        self._painter.fillRect(box, QBrush(gradient))

    def _tone(self, colour: QColor, part: float) -> QColor:
        """A part of a colour: opaque on the lane's ground, but where eras show through it."""
        if not self._over_eras:
            return mixed(colour, self._ground, part)
        tone = QColor(colour)
        tone.setAlphaF(part)
        return tone

    def _draw_signs(self, i: int, y: float) -> None:
        marks, painter = self._marks, self._painter
        signs = [
            sign
            for sign, flags in (
                ("?", marks.uncertain),
                ("~", marks.approximate),
                (DISPUTED, marks.disputed),
            )
            if flags[i]
        ]
        x = float(marks.sign_x[i])
        painter.setFont(self._fonts.strong)
        for sign in signs:
            ink = self._theme.warning if sign == DISPUTED else self._theme.text
            painter.setPen(QColor(ink))
            box = QRectF(x, y - 10, SIGN_PX + SIGN_PAD_PX, 20)
            if x >= 0:  # half a sign says nothing
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
            x += SIGN_PX
        painter.setPen(Qt.PenStyle.NoPen)
