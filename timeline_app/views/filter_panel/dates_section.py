"""Dates to filter by: from, to, and whether an event must lie in them for certain."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from timeline_app.core.clauses import TimeClause, time_bounds
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.when import UNDATED, DateError, parse_when
from timeline_app.models.words import message_in_words
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import (
    Choice,
    ErrorLabel,
    LineField,
    QuietButton,
    SectionHeader,
    plain_label,
    plain_tooltip,
)


class DatesSection(QWidget):
    """Two dates as the person types them; only what can be read becomes a wish."""

    time_requested = Signal(object)
    """TimeClause, or None for no condition."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clause: TimeClause | None = None
        self.header = SectionHeader(self.tr("Dates"))
        self.header.toggled.connect(self._update_visible)
        self.clear_button = QuietButton("close", self.tr("Clear the dates"))
        self.clear_button.clicked.connect(self._on_clear_clicked)
        self.start = self._date_field(self.tr("From date"))
        self.end = self._date_field(self.tr("To date"))
        self.how = Choice(
            self.tr("How certain the date must be"),
            [self.tr("possibly in"), self.tr("certainly in")],
        )
        self.how.setToolTip(
            plain_tooltip(
                self.tr(
                    "possibly in: the event may have taken place between the dates\n"
                    "certainly in: it took place between them wherever in its span it lies"
                )
            )
        )
        self.how.activated.connect(self._on_edited)
        self.error = ErrorLabel()
        self._fields = QWidget()
        self._arrange()
        self._update_visible()

    def show_clause(self, clause: TimeClause | None) -> None:
        """Show the filter's dates; what is being typed stays while they are the same."""
        if clause != self._clause:
            self._clause = clause
            self.start.setText(clause.start if clause else "")
            self.end.setText(clause.end if clause else "")
            if clause:
                self.how.setCurrentIndex(int(clause.certain))
            self.error.show_text("")
        number = bool(clause and clause.start) + bool(clause and clause.end)
        self.header.set_number(number, self.tr("active") if number else "")
        self._update_visible()

    def tab_stops(self) -> list[QWidget]:
        """What the Tab key goes through, in order."""
        return [self.header, self.clear_button, self.start, self.end, self.how]

    def _date_field(self, name: str) -> LineField:
        field = LineField(name)
        field.setPlaceholderText(self.tr("2010 or 2010-06-15"))
        field.editingFinished.connect(self._on_edited)
        field.textEdited.connect(self._update_visible)
        return field

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.header, 1)
        head.addWidget(self.clear_button)
        grid = QGridLayout(self._fields)
        grid.setContentsMargins(UNIT, 0, 0, 0)
        grid.setSpacing(UNIT)
        for row, (text, field) in enumerate(
            ((self.tr("From"), self.start), (self.tr("To"), self.end))
        ):
            label = plain_label(text, muted=True)
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.error, 2, 1)
        grid.addWidget(self.how, 3, 1)
        grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(head)
        column.addWidget(self._fields)

    def _update_visible(self) -> None:
        self._fields.setVisible(self.header.isChecked())
        self.clear_button.setVisible(bool(self._clause or self.start.text() or self.end.text()))

    def _on_clear_clicked(self) -> None:
        self.start.clear()
        self.end.clear()
        self._on_edited()
        self.start.setFocus()

    def _on_edited(self) -> None:
        """Wish for what the fields say, or tell why it cannot be read; once for each change."""
        start, end = self.start.text().strip(), self.end.text().strip()
        clause = TimeClause(start, end, self.how.currentIndex() == 1) if start or end else None
        try:
            _check(clause)
        except DateError as error:
            self.error.show_text(message_in_words(error.message))
            return
        self.error.show_text("")
        self._update_visible()
        if clause != self._clause:
            self.time_requested.emit(clause)


def _check(clause: TimeClause | None) -> None:
    """Refuse what makes no time clause, with a DateError that says what would be right."""
    if clause is None:
        return
    for text in (clause.start, clause.end):
        if "/" in text:
            raise DateError(Message("dates", _ONE_DATE, {"text": text}))
        if text and parse_when(text).start == UNDATED:
            raise DateError(Message("dates", _TOO_FAR, {"text": text}))
    start, end = time_bounds(clause)
    if start >= end:
        raise DateError(Message("dates", _BACKWARDS))


_ONE_DATE = QT_TRANSLATE_NOOP(
    "dates", "“{text}” is a span: write its first date in From and its last in To."
)
_TOO_FAR = QT_TRANSLATE_NOOP(
    "dates", "“{text}” cannot be placed in time: write a date like 2010-06."
)
_BACKWARDS = QT_TRANSLATE_NOOP("dates", "The last date lies before the first.")
