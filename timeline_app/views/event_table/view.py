"""Qt's table view as the event table needs it: whole rows, calm look, keys, column widths."""

from PySide6.QtCore import QEvent, QItemSelectionRange, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from timeline_app.models.event_model import EventModel
from timeline_app.views.event_table.header import EventHeader
from timeline_app.views.event_table.row_painter import Column, RowPainter
from timeline_app.views.theme import TARGET_MIN_PX, UNIT, current_theme
from timeline_app.views.widgets import paint_focus_ring

WIDEST = {"date": 36, "title": 44, "event_type": 26, "countries": 22, "actors": 30, "sources": 24}
"""Characters that a column is given at most unasked; `title` takes what is left over too."""
OTHER_WIDEST = 20
SAMPLE = 60
"""Rows whose texts are measured for the usual widths."""


class EventTableView(QTableView):
    """A table of whole rows that never edits and never sorts by itself."""

    copy_requested = Signal()
    menu_requested = Signal(int, QPoint)
    """Row, and global position of its menu: that under the pointer, by key the current one."""

    def __init__(self, model: EventModel) -> None:
        super().__init__()
        self._events = model
        self._usual_widths: dict[str, int] = {}
        self._chosen_widths: dict[str, int] = {}
        self._fitting = False
        self.setHorizontalHeader(EventHeader(self))
        self.setModel(model)
        self._rows = RowPainter(model)
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._rows.forget)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSortingEnabled(True)  # the model's sort does nothing: the head shows wishes

        self.horizontalHeader().sectionResized.connect(self._on_resized)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._set_row_height()

    def selected_rows(self, limit: int) -> list[int]:
        """Numbers of the first `limit` selected rows, ascending."""
        rows: set[int] = set()
        for part in self._selected_parts():
            rows.update(range(part.top(), min(part.bottom() + 1, part.top() + limit)))
        return sorted(rows)[:limit]

    def selected_count(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in self._selected_parts())

    def _selected_parts(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def first_column(self) -> int:
        """The section that stands first."""
        header = self.horizontalHeader()
        sections = (header.logicalIndex(place) for place in range(header.count()))
        return next((s for s in sections if not header.isSectionHidden(s)), 0)

    def show_row(self, row: int) -> None:
        """Bring a row into sight, sideways scrolling untouched; nothing moves if it is."""
        index = self._events.index(row, self.first_column())
        sideways = self.horizontalScrollBar().value()
        visible = self.viewport().rect().top() <= self.rowViewportPosition(row)
        visible &= self.rowViewportPosition(row) + self.rowHeight(row) <= self.viewport().height()
        if not visible:
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
            self.horizontalScrollBar().setValue(sideways)

    def measure_columns(self) -> None:
        """Find the usual width of each column from its head and some of its texts."""
        metrics = self.fontMetrics()
        count = self._events.rowCount()
        rows = range(0, count, max(count // SAMPLE, 1))
        for name in self._events.names:
            limit = metrics.averageCharWidth() * WIDEST.get(name, OTHER_WIDEST)
            widest = metrics.horizontalAdvance(self._events.heading(name)) + 4 * UNIT
            for row in rows:
                text = self._events.cell(row, name)[: 2 * OTHER_WIDEST]
                widest = max(widest, metrics.horizontalAdvance(text))
            dot = 5 * UNIT if name == "event_type" else 0
            self._usual_widths[name] = min(widest, limit) + dot + 5 * UNIT

    def fit_columns(self) -> None:
        """Give each column its chosen or usual width and the title what is left over."""
        self._fitting = True
        header = self.horizontalHeader()
        left = self.viewport().width()
        title = 0
        for section, name in enumerate(self._events.names):
            width = self._chosen_widths.get(name, self._usual_widths.get(name, 25 * UNIT))
            header.resizeSection(section, width)
            if not header.isSectionHidden(section):
                left -= width
                title = section if name == "title" else title
        if left > 0 and title and "title" not in self._chosen_widths:
            header.resizeSection(title, header.sectionSize(title) + left)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rows.forget()
            self._set_row_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not plain:
            last = self._events.rowCount() - 1
            if last >= 0:
                row = 0 if event.key() == Qt.Key.Key_Home else last
                self.setCurrentIndex(self._events.index(row, self.first_column()))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        if index.isValid():
            self.menu_requested.emit(index.row(), self.viewport().mapToGlobal(place))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Whole rows at once; Qt's own way costs a hundred times as much."""
        count = self._events.rowCount()
        area = event.rect()
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        rows = range(first, (count if last < 0 else last + 1)) if first >= 0 else range(0)
        columns = self._columns_in(area)
        with QPainter(self.viewport()) as painter:
            if not count:
                painter.setPen(QColor(current_theme().muted))
                place = Qt.AlignmentFlag.AlignCenter
                painter.drawText(self.viewport().rect(), place, self.tr("No events to list"))
            elif columns:
                self._paint_rows(painter, rows, columns)

    def _paint_rows(self, painter: QPainter, rows: range, columns: list[Column]) -> None:
        theme = current_theme()
        height = self.verticalHeader().defaultSectionSize()
        left, width = -self.horizontalHeader().offset(), self.horizontalHeader().length()
        selected, current = self.selectionModel(), self.currentIndex().row()
        placed = [(row, self.rowViewportPosition(row)) for row in rows]
        for row, top in placed:
            rect = QRect(left, top, width, height)
            is_selected = selected.isSelected(self._events.index(row, columns[0].section))
            self._rows.paint_ground(
                painter, rect, theme, is_odd=bool(row % 2), is_selected=is_selected
            )
            if row == current and self.hasFocus():
                paint_focus_ring(painter, rect, theme)
        painter.setPen(QColor(theme.text))
        for column in columns:
            painter.setFont(self._events.font_of(column.section) or self.font())
            self._rows.paint_column(painter, column, placed, height)

    def _columns_in(self, area: QRect) -> list[Column]:
        """The columns that are seen in a part of the viewport."""
        header = self.horizontalHeader()
        columns = [
            Column(section, header.sectionViewportPosition(section), header.sectionSize(section))
            for section in range(header.count())
            if not header.isSectionHidden(section)
        ]
        return [c for c in columns if c.left <= area.right() and c.left + c.width > area.left()]

    def _set_row_height(self) -> None:
        height = max(TARGET_MIN_PX + UNIT, self.fontMetrics().height() + 2 * UNIT)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if not self._fitting and new:
            self._chosen_widths[self._events.names[section]] = new
