"""How each file was understood, and every row that was not taken as it stands."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from timeline_app.core.reading import Outcome, Problem, Reading
from timeline_app.models.problem_model import COLUMNS, ProblemModel
from timeline_app.models.reading_words import ReadingWords, outcome_in_words
from timeline_app.models.words import message_in_words
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import Choice, QuietButton, breakable, plain_label, section_label
from timeline_app.views.widgets.rows_view import make_plain

NOTES_PX = 90 * UNIT
_WIDTHS = {"file": 32, "line": 16, "outcome": 36, "column": 24, "text": 34, "reason": 180}
"""In units of space; a reason is a sentence or two."""


class ProblemsPane(QWidget):
    """Notes on the files at the left, a table of problems at the right."""

    save_requested = Signal(object)
    """list[Problem]: the problems that are shown, to be saved as a file."""
    close_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("How the files were read"))
        self.setMinimumHeight(30 * UNIT)
        self._readings: Sequence[Reading] = ()
        self._problems: list[Problem] = []
        self._model = ProblemModel(self)
        self.table = self._make_table()
        self.setFocusProxy(self.table)
        self._notes = QScrollArea()
        self._notes.setWidgetResizable(True)
        self._notes.setFrameShape(QFrame.Shape.NoFrame)
        self._notes.setMinimumWidth(48 * UNIT)
        self._notes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._notes.setAccessibleName(self.tr("How the files were understood"))
        self._nothing = plain_label(self.tr("Every row was taken as it stands."), muted=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        right = QWidget()
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addWidget(self.table)
        stack.addWidget(self._nothing)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.setHandleWidth(1)
        across.setChildrenCollapsible(False)
        for widget in (self._notes, right):
            across.addWidget(widget)
        across.setStretchFactor(0, 1)
        across.setStretchFactor(1, 3)
        across.setSizes([NOTES_PX, 3 * NOTES_PX])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(across, 1)
        self.show_readings(())

    def show_readings(self, readings: Sequence[Reading]) -> None:
        """Show the reports on the files that are open."""
        self._readings = readings
        self._fill_notes()
        self._fill_choices()
        self.table.setColumnHidden(COLUMNS.index("file"), len(readings) < 2)
        self._show_problems()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fill_notes()

    def _head(self) -> QWidget:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(3 * UNIT, UNIT, 2 * UNIT, UNIT)
        row.setSpacing(2 * UNIT)
        self.choice = Choice(self.tr("Which problems are shown"), [])
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.choice.currentIndexChanged.connect(self._show_problems)
        self.save_button = QuietButton(text=self.tr("Save as CSV…"), framed=True)
        self.save_button.clicked.connect(lambda: self.save_requested.emit(self._problems))
        close = QuietButton("close", self.tr("Close"))
        close.clicked.connect(self.close_requested)
        row.addWidget(section_label(self.tr("How the files were read")))
        row.addStretch(1)
        for widget in (self.choice, self.save_button, close):
            row.addWidget(widget)
        return head

    def _make_table(self) -> QTableView:
        table = QTableView()
        make_plain(table)
        table.setModel(self._model)
        table.setAccessibleName(self.tr("Problems"))
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setAutoScroll(False)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for name, width in _WIDTHS.items():
            table.setColumnWidth(COLUMNS.index(name), width * UNIT)
        return table

    def _fill_choices(self) -> None:
        counts = dict.fromkeys(Outcome, 0)
        for reading in self._readings:
            for problem in reading.problems:
                counts[problem.outcome] += 1
        number = self.locale().toString
        total = number(sum(counts.values()))
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItem(self.tr("All problems ({count})").format(count=total), None)
            for outcome, count in counts.items():
                if count:
                    self.choice.addItem(f"{outcome_in_words(outcome)} ({number(count)})", outcome)

    def _show_problems(self) -> None:
        wanted = self.choice.currentData()
        self._problems = [
            problem
            for reading in self._readings
            for problem in reading.problems
            if wanted is None or problem.outcome == wanted
        ]
        self._model.show_problems(self._problems)
        some = bool(self._problems)
        self.table.setVisible(some)
        self._nothing.setVisible(not some and bool(self._readings))
        self.save_button.setEnabled(some)
        self.choice.setEnabled(some)

    def _fill_notes(self) -> None:
        """For each file its name and format, what became of its rows, and how it was understood."""
        page = QWidget()
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 3 * UNIT)
        column.setSpacing(UNIT)
        words = ReadingWords()
        for reading in self._readings:
            name = plain_label(breakable(reading.file))
            bold = name.font()
            bold.setBold(True)
            name.setFont(bold)
            column.addWidget(name)
            if reading.format:
                column.addWidget(plain_label(reading.format))
            column.addWidget(plain_label(words.counts(reading)))
            for note in reading.notes:
                column.addWidget(plain_label(breakable(message_in_words(note)), muted=True))
            column.addSpacing(2 * UNIT)
        column.addStretch(1)
        self._notes.setWidget(page)
