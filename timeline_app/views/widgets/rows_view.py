"""A few rows of plain text as a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets.text import plain_tooltip

MOST_CHARS = 200
MOST_PX = 60 * UNIT
LEAST_PX = 16 * UNIT


def make_plain(table: QTableView) -> None:
    """Rows of one line each without a grid, in the style that the theme has for them."""
    table.setObjectName("plain")
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(6 * UNIT)
    table.horizontalHeader().setHighlightSections(False)


class RowsView(QTableWidget):
    """Shows cells as they are, cut to one line; nothing can be changed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        make_plain(self)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        )

    def show_rows(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows under headings; rows may be shorter or longer than these."""
        same = self.columnCount() == len(headings) and self.rowCount() == len(rows)
        self.setColumnCount(len(headings))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(headings))  # the columns' widths depend on them
        for number, row in enumerate(rows):
            for column in range(len(headings)):
                text = row[column] if column < len(row) else ""
                self.setItem(number, column, QTableWidgetItem(" ".join(text[:MOST_CHARS].split())))
        if not same:
            for column in range(len(headings)):
                self.resizeColumnToContents(column)
                width = min(max(self.columnWidth(column), LEAST_PX), MOST_PX)
                self.setColumnWidth(column, width)
        for column, heading in enumerate(headings):
            self._cut_heading(column, heading)

    def _cut_heading(self, column: int, heading: str) -> None:
        """Cut each line of a heading; Qt would cut all of them at the first."""
        metrics, room = self.horizontalHeader().fontMetrics(), self.columnWidth(column) - 4 * UNIT
        lines = [
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            for line in heading.split("\n")
        ]
        item = QTableWidgetItem("\n".join(lines))
        item.setToolTip(plain_tooltip(heading))
        self.setHorizontalHeaderItem(column, item)
