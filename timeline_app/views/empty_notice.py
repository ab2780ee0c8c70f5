"""What is said in place of the timeline where no event passes the filter."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from timeline_app.core.clauses import Clause, Filter
from timeline_app.core.dataset import Dataset
from timeline_app.models.words import chip_texts
from timeline_app.views.theme import UNIT, font
from timeline_app.views.widgets import QuietButton, plain_label

_MOST_OFFERS = 5
_MOST_VALUES = 3
_TEXT_PX = 420


class EmptyNotice(QWidget):
    """Says that no event passes and which condition to drop, or that there is no event at all."""

    clause_dropped = Signal(int)
    """Index of the clause to drop."""
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self._title = plain_label()
        self._title.setFont(font("title"))
        self._advice = plain_label(muted=True)
        for label in (self._title, self._advice):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        offers = QWidget()
        offers.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._offers = QVBoxLayout(offers)
        self._offers.setContentsMargins(0, 0, 0, 0)
        self._offers.setSpacing(UNIT)
        self.clear_button = QuietButton(text=self.tr("Clear all conditions"))
        self.clear_button.clicked.connect(self.clear_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * UNIT, 6 * UNIT, 6 * UNIT, 6 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addStretch(2)
        column.addWidget(self._title)
        column.addWidget(self._advice)
        column.addSpacing(2 * UNIT)
        column.addWidget(offers, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(UNIT)
        column.addWidget(self.clear_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def offers(self) -> list[QuietButton]:
        """The buttons that drop one condition each, the one that helps most first."""
        items = (self._offers.itemAt(i) for i in range(self._offers.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QuietButton)]

    def show_easing(self, dataset: Dataset, filter_: Filter, easing: list[tuple[int, int]]) -> None:
        """Offer to drop one condition: pairs of its index and how many events then pass."""
        for button in self.offers():
            self._offers.removeWidget(button)
            button.hide()
            button.deleteLater()
        for index, events in easing[:_MOST_OFFERS]:
            self._offer(index, self._words(dataset, filter_[index]), events)
        if not filter_:
            self._say(self.tr("No events"), self.tr("The dataset that is open holds none yet."))
        elif easing:
            self._say_none_passes(self.tr("Dropping one of them is enough:"))
        else:
            self._say_none_passes(self.tr("Dropping any one of them is not enough."))
        self.clear_button.setVisible(bool(filter_))

    def _say_none_passes(self, advice: str) -> None:
        self._say(self.tr("No event passes all conditions"), advice)

    def _say(self, title: str, advice: str) -> None:
        self._title.setText(title)
        self._advice.setText(advice)

    def _offer(self, index: int, condition: str, events: int) -> None:
        template = (
            self.tr("Without “{condition}”: 1 event")
            if events == 1
            else self.tr("Without “{condition}”: {n} events")
        )
        number = self.locale().toString(events)
        short = self.fontMetrics().elidedText(condition, Qt.TextElideMode.ElideRight, _TEXT_PX)
        button = QuietButton(
            name=template.format(condition=condition, n=number),
            text=template.format(condition=short, n=number),
            framed=True,
        )
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.clause_dropped.emit(index))
        self._offers.addWidget(button)

    def _words(self, dataset: Dataset, clause: Clause) -> str:
        texts = [text for _key, text in chip_texts(dataset, clause)]
        more = [self.tr("{n} more").format(n=len(texts) - _MOST_VALUES)]
        return ", ".join(texts[:_MOST_VALUES] + (more if len(texts) > _MOST_VALUES else []))
