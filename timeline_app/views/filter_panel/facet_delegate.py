"""How one value of a facet is drawn: check box, label, count, and what can be done with it."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from timeline_app.models.facet_model import FacetRole
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, Theme, current_theme, font
from timeline_app.views.widgets import paint_focus_ring, paint_ground, paint_icon, plain_tooltip

_Index = QModelIndex | QPersistentModelIndex
_BOX_PX = 14
_BAR_PX = 2


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


class FacetDelegate(QStyledItemDelegate):
    """Draws values of a facet; knows where a row's targets are."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.largest = 0
        """The largest count, which the column of counts is as wide as."""

    def row_height(self) -> int:
        return max(TARGET_MIN_PX + 2, QFontMetrics(self._view.font()).height() + 2 * UNIT + 2)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(10 * UNIT, self.row_height())

    def parts(self, row: QRect, *, targets: bool) -> RowParts:
        """The parts of a row; with `targets`, "only" and "exclude" take room from the label."""
        metrics = QFontMetrics(self._count_font())
        count_px = metrics.horizontalAdvance(QLocale().toString(self.largest)) + 2 * UNIT
        only_px = max(TARGET_MIN_PX, metrics.horizontalAdvance(self.tr("only")) + 2 * UNIT)
        exclude_px = TARGET_MIN_PX
        if not targets:
            only_px = exclude_px = 0
        top, height = row.top(), row.height()
        check = QRect(row.left(), top, TARGET_MIN_PX, height)
        count = QRect(row.right() + 1 - count_px, top, count_px, height)
        exclude = QRect(count.left() - exclude_px, top, exclude_px, height)
        only = QRect(exclude.left() - only_px, top, only_px, height)
        left = check.right() + 1
        label = QRect(left, top, max(0, only.left() - UNIT - left), height)
        return RowParts(check, label, only, exclude, count)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        state, row = option.state, option.rect
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        parts = self.parts(row, targets=hovered or focused)
        mode, count = index.data(FacetRole.MODE), index.data(FacetRole.COUNT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hovered:
            paint_ground(painter, row, theme.faint)
        self._paint_bar(painter, parts, index.data(FacetRole.SHARE), theme)
        self._paint_check(painter, parts.check, mode, theme)
        self._paint_label(painter, parts.label, index, theme)
        self._paint_targets(painter, parts, mode, theme)
        painter.setFont(self._count_font())
        painter.setPen(QColor(theme.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(
            parts.count.adjusted(0, 0, -UNIT, 0), int(right), QLocale().toString(count)
        )
        if focused:
            paint_focus_ring(painter, row, theme)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        if not index.isValid():
            return super().helpEvent(event, view, option, index)
        parts = self.parts(view.visualRect(index), targets=True)
        tips = {
            "only": self.tr("Show only events with this value"),
            "exclude": self.tr("Leave out events with this value"),
            "toggle": index.data(),
        }
        QToolTip.showText(event.globalPos(), plain_tooltip(tips[parts.at(event.pos().x())]), view)
        return True

    def _count_font(self) -> QFont:
        return font("small")

    def _paint_bar(self, painter: QPainter, parts: RowParts, share: float, theme: Theme) -> None:
        whole = parts.count.right() - UNIT - parts.label.left()
        top = parts.label.bottom() - _BAR_PX
        painter.fillRect(
            QRectF(parts.label.left(), top, max(0.0, whole * share), _BAR_PX), QColor(theme.line)
        )

    def _paint_check(self, painter: QPainter, place: QRect, mode: str, theme: Theme) -> None:
        if mode == "exclude":
            paint_icon(painter, "not", place, theme.text)
            return
        box = QRectF(0, 0, _BOX_PX - 1, _BOX_PX - 1)
        box.moveCenter(QRectF(place).center())
        on = mode == "include"
        painter.setPen(QColor(theme.accent if on else theme.muted))
        painter.setBrush(QColor(theme.accent if on else theme.surface))
        painter.drawRoundedRect(box, 3, 3)
        if on:
            paint_icon(painter, "check", place, theme.on_accent)

    def _paint_label(self, painter: QPainter, place: QRect, index: _Index, theme: Theme) -> None:
        mode = index.data(FacetRole.MODE)
        quiet = mode == "exclude" or (not index.data(FacetRole.COUNT) and mode == "off")
        letters = QFont(self._view.font())
        letters.setStrikeOut(mode == "exclude")
        if mode == "include":
            letters.setWeight(QFont.Weight.DemiBold)
        rank = index.data(FacetRole.TYPE_RANK)
        if rank is not None:
            centre = QPointF(place.left() + SWATCH_PX / 2, QRectF(place).center().y())
            paint_type_swatch(painter, centre, rank, theme)
            place = place.adjusted(SWATCH_PX + UNIT + 2, 0, 0, 0)
        text = " ".join(str(index.data()).split())
        line = QFontMetrics(letters).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.setFont(letters)
        painter.setPen(QColor(theme.muted if quiet else theme.text))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, int(middle), line)

    def _paint_targets(self, painter: QPainter, parts: RowParts, mode: str, theme: Theme) -> None:
        if not parts.only.width():
            return
        pointer = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        for name, part in (("only", parts.only), ("exclude", parts.exclude)):
            lit = part.contains(pointer)
            if lit:
                paint_ground(painter, part.adjusted(0, 2, 0, -2), theme.line)
            colour = theme.text if lit else theme.muted
            if name == "only":
                painter.setFont(self._count_font())
                painter.setPen(QColor(colour))
                painter.drawText(part, int(Qt.AlignmentFlag.AlignCenter), self.tr("only"))
            elif mode != "exclude":
                paint_icon(painter, "not", part, colour)
