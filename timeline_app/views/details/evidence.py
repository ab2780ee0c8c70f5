"""What the sources claim of an event: figures one by one, disputed matters side by side."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from timeline_app.core.dataset import Claim, Dataset, Event, Quote
from timeline_app.models.words import claim_in_words
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import plain_tooltip
from timeline_app.views.widgets.flow_text import FlowText


class Evidence:
    """The quotes of one event by number, and the words for its claims."""

    def __init__(self, dataset: Dataset, event: Event) -> None:
        self._dataset = dataset
        self._quotes = event.quotes
        self._actor_names: Mapping[str, str] = {
            actor_id: actor.name for actor_id, actor in dataset.actors.items()
        }

    def quote_of(self, claim: Claim) -> Quote | None:
        """The quote that a claim rests on."""
        return next((quote for quote in self._quotes if quote.quote_id == claim.quote_id), None)

    def words(self, claim: Claim) -> str:
        """The claim as people say it."""
        words = claim_in_words(claim, self._actor_names)
        return words[:1].upper() + words[1:]

    def value(self, claim: Claim) -> str:
        """The claim where it stands under a heading that says what it is about."""
        if claim.attribute == "attribution":
            return self._actor_names.get(claim.value, claim.value)
        return self.words(claim)

    def reference(self, quote: Quote) -> str:
        """A short name for a quote: its publisher, and its number where there are several."""
        source = self._dataset.sources.get(quote.source_id)
        publisher = (source.publisher if source else "") or quote.source_id
        if len(self._quotes) < 2:
            return publisher
        return f"{publisher} [{self._quotes.index(quote) + 1}]"


class ClaimText(FlowText):
    """One claim in words, with a link to the quote that it rests on and the note on it."""

    quote_requested = Signal(str)
    """quote_id"""

    def __init__(self, claim: Claim, evidence: Evidence, *, apart: bool = False) -> None:
        """`apart` sets the reference on a line of its own."""
        super().__init__()
        self.add(evidence.value(claim) if apart else evidence.words(claim), strong=apart)
        quote = evidence.quote_of(claim)
        if quote:
            self.add("\n" if apart else "  ")
            self.add_link(
                evidence.reference(quote),
                lambda: self.quote_requested.emit(quote.quote_id),
                muted=True,
            )
            self.setToolTip(plain_tooltip(quote.exact))
        if claim.note:
            self.add(f"\n{claim.note}", muted=True)


class DisputedMatter(QWidget):
    """Claims that exclude each other, side by side in a frame."""

    quote_requested = Signal(str)

    def __init__(self, claims: Sequence[Claim], evidence: Evidence) -> None:
        super().__init__()
        heading = FlowText().add(matter_in_words(claims[0]), colour=current_theme().warning)
        heading.setAccessibleName(self.tr("Disputed"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4 * UNIT)
        self._grid.setVerticalSpacing(2 * UNIT)
        for place, claim in enumerate(claims):
            text = ClaimText(claim, evidence, apart=True)
            text.quote_requested.connect(self.quote_requested)
            self._grid.addWidget(text, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in range(min(len(claims), 2)):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 3 * UNIT)
        layout.setSpacing(2 * UNIT)
        layout.addWidget(heading)
        layout.addLayout(self._grid)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.line))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), UNIT, UNIT)
        if self._grid.columnCount() > 1:
            area = self._grid.geometry()
            painter.drawLine(area.center().x(), area.top(), area.center().x(), area.bottom())


def matter_in_words(claim: Claim) -> str:
    """What is disputed, as the heading of its claims."""
    matters = {
        "attribution": QCoreApplication.translate("DisputedMatter", "Who did it is disputed"),
        "date": QCoreApplication.translate("DisputedMatter", "The date is disputed"),
        "place": QCoreApplication.translate("DisputedMatter", "The place is disputed"),
        "killed": QCoreApplication.translate("DisputedMatter", "How many were killed is disputed"),
        "injured": QCoreApplication.translate(
            "DisputedMatter", "How many were injured is disputed"
        ),
        "arrested": QCoreApplication.translate(
            "DisputedMatter", "How many were arrested is disputed"
        ),
        "displaced": QCoreApplication.translate(
            "DisputedMatter", "How many were displaced is disputed"
        ),
    }
    other = QCoreApplication.translate("DisputedMatter", "The figures are disputed")
    words = matters.get(claim.attribute, other)
    has_subject = claim.subject and claim.attribute != "attribution"
    return f"{words} ({claim.subject})" if has_subject else words
