"""What the sources claim of an event: single claims in a line, several on one matter together."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.figures import Agreement, Matter, agreement
from timeline_app.core.records import Claim, Event, Quote
from timeline_app.models.phrases import capitalised
from timeline_app.models.words import (
    claim_in_words,
    date_text_in_words,
    matter_in_words,
    outcome_in_words,
)
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import plain_tooltip
from timeline_app.views.widgets.flow_text import FlowText, cut

QUOTE_CHARS = 160
"""So much of a quote stands under the claim that rests on it."""


class Evidence:
    """The quotes of one event by number, and the words for its claims."""

    def __init__(self, dataset: Dataset, event: Event) -> None:
        self._dataset = dataset
        self._quotes = event.quotes

    def quote_of(self, claim: Claim) -> Quote | None:
        """The quote that a claim rests on."""
        return next((quote for quote in self._quotes if quote.quote_id == claim.quote_id), None)

    def agreement(self, matter: Matter) -> Agreement:
        """How far the sources of a matter agree."""
        source_of_quote = {quote.quote_id: quote.source_id for quote in self._quotes}
        return agreement(matter, source_of_quote, self._dataset.sources)

    def words(self, claim: Claim) -> str:
        """The claim as people say it."""
        return capitalised(claim_in_words(claim, self._dataset.actor_names))

    def value(self, claim: Claim) -> str:
        """The claim where it stands under a heading that says what it is about."""
        if claim.attribute == "attribution":
            return self._dataset.actor_names.get(claim.value, claim.value)
        if claim.attribute == "place":
            return claim.value
        if claim.attribute == "date":
            return capitalised(date_text_in_words(claim.value))
        return self.words(claim)

    def reference(self, quote: Quote) -> str:
        """A short name for a quote: its publisher, and its number where there are several."""
        source = self._dataset.sources.get(quote.source_id)
        publisher = (source.publisher if source else "") or quote.source_id
        if len(self._quotes) < 2:
            return publisher
        return f"{publisher} [{self._quotes.index(quote) + 1}]"


class ClaimText(FlowText):
    """One claim in words, with a link to the quote that it rests on, and the note on it."""

    quote_requested = Signal(str)
    """quote_id"""

    def __init__(self, claim: Claim, evidence: Evidence, *, apart: bool = False) -> None:
        """`apart` sets the reference on a line of its own, with the words of the quote."""
        super().__init__()
        self.setAccessibleName(self.tr("Claim"))
        self.add(evidence.value(claim) if apart else evidence.words(claim), strong=apart)
        quote = evidence.quote_of(claim)
        if quote:
            self.add("\n" if apart else "  ")
            self.add_link(
                evidence.reference(quote),
                lambda: self.quote_requested.emit(quote.quote_id),
                muted=True,
            )
            if apart:
                self.add(f"\n“{cut(quote.emphasis or quote.exact, QUOTE_CHARS)}”", muted=True)
            self.setToolTip(plain_tooltip(quote.exact))
        if claim.note:
            self.add(f"\n{claim.note}", muted=True)


class MatterBox(QWidget):
    """All claims on one matter side by side in a frame, and what they amount to."""

    quote_requested = Signal(str)

    def __init__(self, matter: Matter, evidence: Evidence) -> None:
        super().__init__()
        heading = FlowText()
        if matter.disputed:
            heading.add(matter_in_words(matter), colour=current_theme().warning)
            heading.setAccessibleName(self.tr("Disputed"))
        else:
            heading.add(matter_in_words(matter), muted=True)
            heading.setAccessibleName(self.tr("Matter"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4 * UNIT)
        self._grid.setVerticalSpacing(2 * UNIT)
        self._paired: list[QWidget] = []
        for place, claim in enumerate(matter.claims):
            text = ClaimText(claim, evidence, apart=True)
            text.quote_requested.connect(self.quote_requested)
            row, column = divmod(place, 2)
            is_alone = column == 0 and place == len(matter.claims) - 1
            if not is_alone:
                self._paired.append(text)
            columns = 2 if is_alone else 1
            self._grid.addWidget(text, row, column, 1, columns, Qt.AlignmentFlag.AlignTop)
        for column in range(min(len(matter.claims), 2)):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 3 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(heading)
        layout.addLayout(self._grid)
        if outcome := outcome_in_words(matter, evidence.agreement(matter)):
            foot = FlowText("small").add(outcome)
            foot.setAccessibleName(self.tr("What the claims amount to"))
            layout.addWidget(foot)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.line))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), UNIT, UNIT)
        if self._paired:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)  # one sharp pixel
            area = self._grid.geometry()
            end = max(text.geometry().bottom() for text in self._paired)
            painter.drawLine(area.center().x(), area.top(), area.center().x(), end)
