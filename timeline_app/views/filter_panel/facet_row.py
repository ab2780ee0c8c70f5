"""How one value of a facet is drawn: check box, label, count, and what can be done with it."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

from timeline_app.models.facet_model import FacetValue
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, Theme, font
from timeline_app.views.widgets import paint_focus_ring, paint_ground, paint_icon

_BOX_PX = 14
_BAR_PX = 2
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class RowParts:
    """Where the parts of a row are; `only` and `exclude` are shown on hover and on focus."""

    check: QRect
    label: QRect
    only: QRect
    exclude: QRect
    count: QRect

    def at(self, x: int) -> str:
        """The part under `x`: "only", "exclude", or "toggle" for all the rest of the row."""
        for name, part in (("only", self.only), ("exclude", self.exclude)):
            if part.width() and part.left() <= x <= part.right():
                return name
        return "toggle"


class RowPainter:
    """Draws the rows of a list; holds fonts, colours and measures for as long as they stay."""

    def __init__(self, theme: Theme, body: QFont, largest: int) -> None:
        """`body` is the font of the labels, `largest` the largest count that may be drawn."""
        self._theme = theme
        self._only = QCoreApplication.translate("RowPainter", "only")
        self._number = QLocale().toString
        self._small = font("small")
        self._letters = {mode: _letters(body, mode) for mode in ("include", "exclude", "off")}
        self._metrics = {mode: QFontMetrics(letters) for mode, letters in self._letters.items()}
        small = QFontMetrics(self._small)
        self._count_px = small.horizontalAdvance(self._number(largest)) + 2 * UNIT
        self._only_px = max(TARGET_MIN_PX, small.horizontalAdvance(self._only) + 2 * UNIT)
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._accent, self._line = QColor(theme.accent), QColor(theme.line)
        self._surface = QColor(theme.surface)
        self._elided = lru_cache(1000)(self._elide)

    def parts(self, row: QRect, *, targets: bool) -> RowParts:
        """The parts of a row; with `targets`, "only" and "exclude" take room from the label."""
        only_px, exclude_px = (self._only_px, TARGET_MIN_PX) if targets else (0, 0)
        top, height = row.top(), row.height()
        check = QRect(row.left(), top, TARGET_MIN_PX, height)
        count = QRect(row.right() + 1 - self._count_px, top, self._count_px, height)
        exclude = QRect(count.left() - exclude_px, top, exclude_px, height)
        only = QRect(exclude.left() - only_px, top, only_px, height)
        left = check.right() + 1
        label = QRect(left, top, max(0, only.left() - UNIT - left), height)
        return RowParts(check, label, only, exclude, count)

    def paint(
        self,
        painter: QPainter,
        row: QRect,
        value: FacetValue,
        pointer: QPoint | None,
        *,
        focused: bool,
    ) -> None:
        """Draw a value; `pointer` is where the mouse is, None where it is not over the list."""
        hovered = pointer is not None and row.contains(pointer)
        parts = self.parts(row, targets=hovered or focused)
        if hovered:
            paint_ground(painter, row, self._theme.faint)
        self._paint_bar(painter, parts, value.share)
        self._paint_check(painter, parts.check, value.mode)
        self._paint_label(painter, parts.label, value)
        if hovered or focused:
            self._paint_targets(painter, parts, value.mode, pointer)
        painter.setFont(self._small)
        painter.setPen(self._muted)
        painter.drawText(parts.count.adjusted(0, 0, -UNIT, 0), _RIGHT, self._number(value.count))
        if focused:
            paint_focus_ring(painter, row, self._theme)

    def _paint_bar(self, painter: QPainter, parts: RowParts, share: float) -> None:
        left = parts.label.left()
        whole = max(0, parts.count.right() - UNIT - left)
        top = parts.label.bottom() - _BAR_PX
        painter.fillRect(QRectF(left, top, whole * share, _BAR_PX), self._line)

    def _paint_check(self, painter: QPainter, place: QRect, mode: str) -> None:
        if mode == "exclude":
            paint_icon(painter, "not", place, self._theme.text)
            return
        box = QRectF(0, 0, _BOX_PX - 1, _BOX_PX - 1)
        box.moveCenter(QRectF(place).center())
        on = mode == "include"
        painter.setPen(self._accent if on else self._muted)
        painter.setBrush(self._accent if on else self._surface)
        painter.drawRoundedRect(box, 3, 3)
        if on:
            paint_icon(painter, "check", place, self._theme.on_accent)

    def _paint_label(self, painter: QPainter, place: QRect, value: FacetValue) -> None:
        quiet = value.mode == "exclude" or (not value.count and value.mode == "off")
        if value.type_rank is not None:
            centre = QPointF(place.left() + SWATCH_PX / 2, QRectF(place).center().y())
            paint_type_swatch(painter, centre, value.type_rank, self._theme)
            place = place.adjusted(SWATCH_PX + UNIT + 2, 0, 0, 0)
        painter.setFont(self._letters[value.mode])
        painter.setPen(self._muted if quiet else self._text)
        painter.drawText(place, _MIDDLE, self._elided(value.label, value.mode, place.width()))

    def _elide(self, label: str, mode: str, width: int) -> str:
        line = " ".join(label.split())
        return self._metrics[mode].elidedText(line, Qt.TextElideMode.ElideRight, width)

    def _paint_targets(
        self, painter: QPainter, parts: RowParts, mode: str, pointer: QPoint | None
    ) -> None:
        for name, part in (("only", parts.only), ("exclude", parts.exclude)):
            lit = pointer is not None and part.contains(pointer)
            if lit:
                paint_ground(painter, part.adjusted(0, 2, 0, -2), self._theme.line)
            if name == "only":
                painter.setFont(self._small)
                painter.setPen(self._text if lit else self._muted)
                painter.drawText(part, _CENTRE, self._only)
            elif mode != "exclude":
                paint_icon(painter, "not", part, self._theme.text if lit else self._theme.muted)


def _letters(body: QFont, mode: str) -> QFont:
    letters = QFont(body)
    letters.setStrikeOut(mode == "exclude")
    if mode == "include":
        letters.setWeight(QFont.Weight.DemiBold)
    return letters
