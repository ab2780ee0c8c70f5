"""How the dates of a table are read, and what comes of its rows."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from timeline_app.core.reading import Problem
from timeline_app.io.dates.ways import Order
from timeline_app.io.mapping.proposal import Proposal
from timeline_app.models.reading_words import ReadingWords, outcome_in_words
from timeline_app.models.words import message_in_words
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import Choice, plain_label, section_label

MOST_PROBLEMS = 6
"""Problems that are shown; the others are counted."""
DATES = frozenset({"date", "start", "end", "year", "end_year"})
"""Fields without which no event has a date."""
ORDERS = (None, Order.DAY_FIRST, Order.MONTH_FIRST)


class Told(QScrollArea):
    """What a Proposal says, in words; where it is too long for the room, it scrolls."""

    order_chosen = Signal(object)
    """Order | None: whether the day or the month comes first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._dates = plain_label(self.tr("Looking at the rows…"))
        self.order = Choice(
            self.tr("Order of day and month"),
            [
                self.tr("Say which comes first…"),
                self.tr("Day before month: 25/03/2024"),
                self.tr("Month before day: 03/25/2024"),
            ],
        )
        self.order.currentIndexChanged.connect(lambda index: self.order_chosen.emit(ORDERS[index]))
        self.order.hide()
        self._counts = plain_label()
        self._notes, self._problems = plain_label(muted=True), plain_label(muted=True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(2 * UNIT)
        column.addWidget(section_label(self.tr("How the dates are read")))
        column.addWidget(self._dates)
        column.addWidget(self.order)
        column.addWidget(section_label(self.tr("What comes of it")))
        column.addWidget(self._counts)
        column.addWidget(self._notes)
        column.addWidget(self._problems)
        column.addStretch(1)
        self.setWidget(page)

    def show_proposal(self, proposal: Proposal) -> None:
        """Say what a mapping comes to."""
        self._show_dates(proposal)
        self._show_outcome(proposal)

    def _show_dates(self, proposal: Proposal) -> None:
        told = [message_in_words(message) for message in proposal.dates]
        if DATES.isdisjoint(proposal.mapping.columns):
            told.append(self.tr("No column is a date: every event would be undated."))
        self._dates.setText("\n".join(told) or self.tr("The dates are read as they stand."))
        order = proposal.mapping.order
        with QSignalBlocker(self.order):
            self.order.setCurrentIndex(ORDERS.index(order) if order in ORDERS else 0)
        self.order.setVisible(proposal.asks_order or order is not None)

    def _show_outcome(self, proposal: Proposal) -> None:
        self._counts.setText(ReadingWords().counts(proposal.reading))
        self._notes.setText("\n".join(map(message_in_words, proposal.notes)))
        self._notes.setVisible(bool(proposal.notes))
        shown = proposal.problems[:MOST_PROBLEMS]
        lines = [
            self.tr("{place}: {outcome}. {reason}").format(
                place=self._place_of(problem),
                outcome=outcome_in_words(problem.outcome),
                reason=message_in_words(problem.reason),
            )
            for problem in shown
        ]
        if more := len(proposal.problems) - len(shown):
            lines.append(self.tr("and %Ln more problem(s)", "", more))
        self._problems.setText("\n".join(lines))
        self._problems.setVisible(bool(lines))

    def _place_of(self, problem: Problem) -> str:
        """Its line, and its column if it has one."""
        line = self.tr("Line {line}").format(line=self.locale().toString(problem.line))
        return f"{line}, {problem.column}" if problem.column else line
