"""A value of the event as a small button: a click filters by it, its menu offers more."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from timeline_app.views.canvas.type_swatch import SWATCH_PX, paint_type_swatch
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets import paint_focus_ring, plain_tooltip

MAX_CHARS = 200


class ValueButton(QAbstractButton):
    """Shows one value of a field; reports by `value_requested` how to filter by it."""

    value_requested = Signal(str, str, str)
    """Field, key, and mode: include, exclude or only."""

    def __init__(
        self,
        field: str,
        key: str,
        label: str,
        *,
        type_rank: int | None = None,
        tooltip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`type_rank` gives the colour of an event type; `tooltip` is plain text."""
        super().__init__(parent)
        self._field, self._key, self._label = field, key, label
        self._type_rank = type_rank
        self.setText(label[:MAX_CHARS])
        self.setShortcut(QKeySequence())  # a `&` in the data is no mnemonic
        self.setAccessibleName(label[:MAX_CHARS])
        self.setAccessibleDescription(self.tr("Filter by this value"))
        self.setToolTip(plain_tooltip(tooltip))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self._ask("include"))

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self._line()) + 4 * UNIT + 2
        if self._type_rank is not None:
            width += SWATCH_PX + UNIT
        return QSize(width, max(TARGET_MIN_PX, metrics.height() + UNIT))

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * UNIT, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        painter.setPen(QColor(theme.line))
        painter.setBrush(QColor(theme.line if lit else theme.window))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, UNIT, UNIT)
        if self.hasFocus():
            paint_focus_ring(painter, self.rect(), theme)
        rest = self.rect().adjusted(2 * UNIT, 0, -2 * UNIT + 2, 0)
        if self._type_rank is not None:
            centre = QPointF(rest.left() + SWATCH_PX / 2, self.height() / 2)
            paint_type_swatch(painter, centre, self._type_rank, theme)
            rest.setLeft(rest.left() + SWATCH_PX + UNIT + 2)
        painter.setPen(QColor(theme.text))
        line = self.fontMetrics().elidedText(
            self._line(), Qt.TextElideMode.ElideRight, rest.width()
        )
        middle_line = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rest, int(middle_line), line)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the value."""
        menu = QMenu(self)
        for text, mode in (
            (self.tr("&Include"), "include"),
            (self.tr("&Exclude"), "exclude"),
            (self.tr("&Only this"), "only"),
        ):
            menu.addAction(text).triggered.connect(lambda _=False, mode=mode: self._ask(mode))
        menu.addSeparator()
        menu.addAction(self.tr("&Copy")).triggered.connect(self._copy)
        return menu

    def _ask(self, mode: str) -> None:
        self.value_requested.emit(self._field, self._key, mode)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._label)

    def _line(self) -> str:
        return " ".join(self.text().split())
