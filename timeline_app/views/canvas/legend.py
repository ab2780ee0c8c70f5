"""The legend: what colours and signs mean, in as many lines as they need."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from timeline_app.core.when import Form
from timeline_app.views.canvas.form_swatch import FORM_PX, paint_form_swatch
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.report_painter import REPORTED, paint_report_swatch
from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import UNIT, Theme

LINE_PX = 20.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing explained: an event type by its rank, a sign, or the shape of a kind of date."""

    text: str
    rank: int = -1
    sign: str = ""
    form: Form = Form.UNDATED

    @property
    def swatch_px(self) -> float:
        """The width of what stands before the text."""
        return FORM_PX if self.form else SWATCH_PX


def place_entries(
    entries: Sequence[Entry], width: float, fonts: Fonts, line_px: float = LINE_PX
) -> tuple[list[tuple[Entry, QRectF]], float]:
    """Where each entry stands, from (0, 0) on, and the height of all."""
    x, y = 0.0, 0.0
    placed: list[tuple[Entry, QRectF]] = []
    for entry in entries:
        wide = entry.swatch_px + 1.5 * UNIT + fonts.small_width(entry.text) + 1.0
        wide = min(wide, width)
        if x > 0 and x + wide > width:
            x, y = 0.0, y + line_px
        placed.append((entry, QRectF(x, y, wide, line_px)))
        x += wide + 4 * UNIT
    return placed, y + line_px if entries else 0.0


def draw_entries(
    painter: QPainter,
    placed: Sequence[tuple[Entry, QRectF]],
    origin: QPointF,
    theme: Theme,
    fonts: Fonts,
) -> None:
    """Draw the entries as placed, moved by `origin`."""
    metrics = fonts.label_metrics
    for entry, place in placed:
        box = place.translated(origin)
        wide = entry.swatch_px
        swatch = QRectF(box.left(), box.center().y() - SWATCH_PX / 2, wide, SWATCH_PX)
        if entry.form:
            paint_form_swatch(painter, swatch, entry.form, theme)
        elif entry.sign == REPORTED:
            paint_report_swatch(painter, swatch.center(), QColor(theme.muted))
        elif entry.sign:
            painter.setFont(fonts.strong)
            painter.setPen(QColor(theme.muted))
            painter.drawText(
                swatch.adjusted(-4, -5, 4, 5), Qt.AlignmentFlag.AlignCenter, entry.sign
            )
        else:
            paint_type_swatch(painter, swatch.center(), entry.rank, theme)
        painter.setFont(fonts.small)
        painter.setPen(QColor(theme.muted))
        words = box.adjusted(wide + 1.5 * UNIT, 0, 0, 0)
        text = metrics.elidedText(entry.text, Qt.TextElideMode.ElideRight, words.width() + 0.5)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def paint_legend(
    painter: QPainter, frame: Frame, theme: Theme, fonts: Fonts, entries: Sequence[Entry]
) -> None:
    """Draw the legend at the foot, if there is any."""
    top = frame.height - frame.legend_px
    if not frame.legend_px:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, top, frame.width, 1), QColor(theme.line))
    placed, _ = place_entries(entries, frame.width - 6 * UNIT, fonts)
    draw_entries(painter, placed, QPointF(3 * UNIT, top + 1.5 * UNIT), theme, fonts)


def legend_height(entries: Sequence[Entry], width: float, fonts: Fonts) -> float:
    """The height of the legend strip, 0 for no entries."""
    height = place_entries(entries, width - 6 * UNIT, fonts)[1]
    return height + 3 * UNIT if height else 0.0
