"""How one value of a facet is drawn: check box, label, count, and what can be done with it."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QPixmap,
    QStaticText,
    QTransform,
)

from timeline_app.models.facet_model import FacetValue
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, Theme, font
from timeline_app.views.widgets import paint_focus_ring, paint_ground, paint_icon

_BOX_PX = 14
_BAR_PX = 2
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True, slots=True)
class RowParts:
    """Where the parts of a row are; `only` and `exclude` are shown on hover and on focus."""

    check: QRect
    label: QRect
    only: QRect
    exclude: QRect
    count: QRect

    @property
    def number(self) -> QRect:
        """Where the count is written."""
        return self.count.adjusted(0, 0, -UNIT, 0)

    def all(self) -> tuple[QRect, ...]:
        return self.check, self.label, self.only, self.exclude, self.count

    def at(self, x: int) -> str:
        """The part under `x`: "only", "exclude", or "toggle" for all the rest of the row."""
        for name, part in (("only", self.only), ("exclude", self.exclude)):
            if part.width() and part.left() <= x <= part.right():
                return name
        return "toggle"


class RowPainter:
    """Draws the rows of a list; holds fonts, colours and drawings for as long as they stay.

    `body` is the font of the labels, `ratio` the screen's px per logical px.
    """

    def __init__(self, theme: Theme, body: QFont, ratio: float) -> None:
        self.ratio = ratio
        self._theme = theme
        self._only = QCoreApplication.translate("RowPainter", "only")
        self._number = QLocale().toString
        self._small = font("small")
        self._letters = {mode: _letters(body, mode) for mode in ("include", "exclude", "off")}
        only_px = QFontMetrics(self._small).horizontalAdvance(self._only) + 2 * UNIT
        self._only_px = max(TARGET_MIN_PX, only_px)
        self._count_px = 0
        self._text, self._muted = QPen(QColor(theme.text)), QPen(QColor(theme.muted))
        self._line = QColor(theme.line)
        self._parts = lru_cache(16)(self._new_parts)
        self._label = lru_cache(1000)(self._new_label)
        self._box = lru_cache(16)(self._new_box)
        self._swatch = lru_cache(100)(self._new_swatch)

    def set_largest(self, count: int) -> None:
        """Make the column of counts as wide as the largest of them."""
        number_px = QFontMetrics(self._small).horizontalAdvance(self._number(count))
        self._count_px = number_px + 2 * UNIT
        self._parts.cache_clear()

    def parts(self, row: QRect) -> RowParts:
        """The parts of a row whose targets show: "only" and "exclude" take room from the label."""
        parts = self._parts(row.width(), row.height(), True)
        return RowParts(*(part.translated(row.topLeft()) for part in parts.all()))

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
        parts = self._parts(row.width(), row.height(), hovered or focused)
        painter.translate(row.topLeft())
        if hovered:
            paint_ground(painter, QRect(QPoint(), row.size()), self._theme.faint)
        self._paint_bar(painter, parts, value.share)
        painter.drawPixmap(parts.check.topLeft(), self._box(value.mode, row.height()))
        self._paint_label(painter, parts.label, value)
        if hovered or focused:
            place = None if pointer is None else pointer - row.topLeft()
            self._paint_targets(painter, parts, value.mode, place)
        painter.setFont(self._small)
        painter.setPen(self._muted)
        painter.drawText(parts.number, _RIGHT, self._number(value.events))
        if focused:
            paint_focus_ring(painter, QRect(QPoint(), row.size()), self._theme)
        painter.translate(-row.topLeft())

    def _paint_bar(self, painter: QPainter, parts: RowParts, share: float) -> None:
        left = parts.label.left()
        whole = max(0, parts.number.right() - left)
        top = parts.label.bottom() - _BAR_PX
        painter.fillRect(QRectF(left, top, whole * share, _BAR_PX), self._line)

    def _paint_label(self, painter: QPainter, place: QRect, value: FacetValue) -> None:
        left, mode = place.left(), value.mode
        if value.type_rank is not None:
            painter.drawPixmap(place.topLeft(), self._swatch(value.type_rank, place.height()))
            left += SWATCH_PX + UNIT + 2
        painter.setFont(self._letters[mode])
        quiet = mode == "exclude" or (not value.events and mode == "off")
        painter.setPen(self._muted if quiet else self._text)
        text, top = self._label(value.label, mode, place.right() + 1 - left, place.height())
        painter.drawStaticText(left, top, text)

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

    def _new_parts(self, width: int, height: int, targets: bool) -> RowParts:
        """The parts of a row that stands at 0, 0."""
        only_px, exclude_px = (self._only_px, TARGET_MIN_PX) if targets else (0, 0)
        check = QRect(0, 0, TARGET_MIN_PX, height)
        count = QRect(width - self._count_px, 0, self._count_px, height)
        exclude = QRect(count.left() - exclude_px, 0, exclude_px, height)
        only = QRect(exclude.left() - only_px, 0, only_px, height)
        left = check.right() + 1
        label = QRect(left, 0, max(0, only.left() - UNIT - left), height)
        return RowParts(check, label, only, exclude, count)

    def _new_label(self, label: str, mode: str, width: int, height: int) -> tuple[QStaticText, int]:
        """A label as it fits in a width, and its upper edge."""
        letters = self._letters[mode]
        metrics = QFontMetrics(letters)
        line = " ".join(label.split())
        text = QStaticText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.prepare(QTransform(), letters)
        return text, (height - metrics.height()) // 2

    def _new_box(self, mode: str, height: int) -> QPixmap:
        place = QRect(0, 0, TARGET_MIN_PX, height)
        picture, painter = self._new_picture(place.size())
        with painter:
            if mode == "exclude":
                paint_icon(painter, "not", place, self._theme.text)
                return picture
            box = QRectF(0, 0, _BOX_PX - 1, _BOX_PX - 1)
            box.moveCenter(QRectF(place).center())
            on = mode == "include"
            painter.setPen(QColor(self._theme.accent if on else self._theme.muted))
            painter.setBrush(QColor(self._theme.accent if on else self._theme.surface))
            painter.drawRoundedRect(box, 3, 3)
            if on:
                paint_icon(painter, "check", place, self._theme.on_accent)
        return picture

    def _new_swatch(self, rank: int, height: int) -> QPixmap:
        picture, painter = self._new_picture(QSize(SWATCH_PX + UNIT, height))
        with painter:
            paint_type_swatch(painter, QPointF(SWATCH_PX / 2, height / 2), rank, self._theme)
        return picture

    def _new_picture(self, size: QSize) -> tuple[QPixmap, QPainter]:
        picture = QPixmap(size * self.ratio)
        picture.setDevicePixelRatio(self.ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return picture, painter


def _letters(body: QFont, mode: str) -> QFont:
    letters = QFont(body)
    letters.setStrikeOut(mode == "exclude")
    if mode == "include":
        letters.setWeight(QFont.Weight.DemiBold)
    return letters
