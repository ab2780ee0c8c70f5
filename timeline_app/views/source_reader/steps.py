"""The way from quote to quote of a text, and which one is shown."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from timeline_app.core.anchors import Anchor
from timeline_app.core.records import Quote
from timeline_app.models.source_words import SEPARATOR
from timeline_app.models.words import anchor_in_words
from timeline_app.views.source_reader.step_buttons import StepButtons
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ElidedLabel, QuietButton


class Steps(QWidget):
    """Buttons to the previous and the next quote, a line about the current one, and the search."""

    asked = Signal(int)
    """1 for the next quote, -1 for the previous one."""
    search_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(UNIT)
        self._buttons = StepButtons(
            self.tr("Previous quote (Shift+F3)"), self.tr("Next quote (F3)")
        )
        self._buttons.stepped.connect(self.asked)
        row.addWidget(self._buttons)
        self._told = ElidedLabel()
        self._told.setAccessibleName(self.tr("Current quote"))
        row.addSpacing(UNIT)
        row.addWidget(self._told, 1)
        search = QuietButton("search", self.tr("Find in this text (Ctrl+F)"))
        search.clicked.connect(self.search_requested)
        row.addWidget(search)

    def show_quote(
        self, quote: Quote | None, marked: Sequence[Quote], anchor: Anchor, event: str
    ) -> None:
        """Say which of the marked quotes is the current one, if any; `event` is what it is for."""
        parts = [self.tr("No quote of this source is in the dataset.")]
        if quote is not None:
            parts = [anchor_in_words(anchor, quote), event]
            if quote in marked:
                number, of = map(self.locale().toString, (marked.index(quote) + 1, len(marked)))
                where = self.tr("Quote {number} of {total}")
                parts.insert(0, where.format(number=number, total=of))
        self._told.setText(SEPARATOR.join(filter(None, parts)))
        self._buttons.setEnabled(quote is not None and len(marked) > 1)
