"""The problems of files as a table's model."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import Qt as GuiQt

from timeline_app.core.reading import Problem
from timeline_app.models.reading_words import outcome_in_words
from timeline_app.models.words import message_in_words

Index = QModelIndex | QPersistentModelIndex

COLUMNS = ("file", "line", "outcome", "column", "text", "reason")
MAX_CELL_CHARS = 300


class ProblemModel(QAbstractTableModel):
    """One row per problem, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[Problem] = ()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show these problems."""
        self.beginResetModel()
        self._problems = problems
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._problems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(COLUMNS[section])
        return self._heading(COLUMNS[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._problems):
            return None
        name = COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self.cell(index.row(), name)[:MAX_CELL_CHARS].split())
            case Qt.ItemDataRole.ToolTipRole:
                text = self.cell(index.row(), name)
                return GuiQt.convertFromPlainText(text) if text else None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(name)
        return None

    def cell(self, row: int, name: str) -> str:
        """The whole text of a cell."""
        problem = self._problems[row]
        match name:
            case "line":
                return QLocale().toString(problem.line) if problem.line else ""
            case "reason":
                return message_in_words(problem.reason)
            case "outcome":
                return outcome_in_words(problem.outcome)
        return str(getattr(problem, name))

    def _heading(self, name: str) -> str:
        return {
            "file": self.tr("File"),
            "line": self.tr("Line"),
            "column": self.tr("Column"),
            "text": self.tr("What stands there"),
            "reason": self.tr("What is wrong"),
            "outcome": self.tr("What became of it"),
        }[name]


def _alignment(name: str) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if name == "line" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
