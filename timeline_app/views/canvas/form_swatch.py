"""The small sign of a kind of date, for readers who cannot ask a mark what its shape means."""

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen

from timeline_app.core.when import Form
from timeline_app.views.theme import Theme, mixed

FORM_PX = 24.0
HIGH_PX = 8.0

translate = QCoreApplication.translate


def form_in_words(form: Form) -> str:
    """What the shape of its marks means; "" where it needs no words."""
    match form:
        case Form.WITHIN:
            return translate("timeline", "some time within")
        case Form.ONE_OF:
            return translate("timeline", "at one of these times")
        case Form.ONGOING:
            return translate("timeline", "goes on")
        case Form.OPEN_END:
            return translate("timeline", "end unknown")
        case _:
            return ""


def paint_form_swatch(painter: QPainter, box: QRectF, form: Form, theme: Theme) -> None:
    """The shape in grey, since it has any type's colour."""
    ink, ground = QColor(theme.muted), QColor(theme.surface)
    bar = QRectF(box.left(), box.center().y() - HIGH_PX / 2, box.width(), HIGH_PX)
    dotted = QPen(ink, 1.5)
    dotted.setDashPattern([1.5, 2.0])
    dotted.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if form == Form.ONGOING:
        fading = QLinearGradient(bar.left(), 0, bar.right(), 0)
        fading.setColorAt(0.0, mixed(ink, ground, 0.5))
        fading.setColorAt(1.0, ground)
        painter.fillRect(bar, QBrush(fading))
        painter.fillRect(QRectF(bar.left(), bar.top(), HIGH_PX / 2, HIGH_PX), ink)
    elif form == Form.OPEN_END:
        painter.fillRect(QRectF(bar.left(), bar.top(), HIGH_PX / 2, HIGH_PX), ink)
        painter.setPen(dotted)
        y = bar.bottom() - 1
        painter.drawLine(QLineF(bar.left() + HIGH_PX / 2 + 2, y, bar.right(), y))
    else:
        ends = [QRectF(bar.left() + 5, bar.top(), bar.width() - 10, HIGH_PX)]
        if form == Form.ONE_OF:
            y = bar.center().y()
            painter.setPen(dotted)
            painter.drawLine(QLineF(bar.left() + HIGH_PX, y, bar.right() - HIGH_PX, y))
            ends = [
                QRectF(x, bar.top(), HIGH_PX, HIGH_PX) for x in (bar.left(), bar.right() - HIGH_PX)
            ]
        painter.setPen(QPen(ink, 1.4))
        painter.setBrush(mixed(ink, ground, 0.2))
        for end in ends:
            painter.drawRoundedRect(end, HIGH_PX / 2, HIGH_PX / 2)
    painter.restore()
