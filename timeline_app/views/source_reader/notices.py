"""What has to be said about a text before it is read: absent, changed, without some quotes."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.dataset import Quote
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import QuietButton
from timeline_app.views.widgets.flow_text import FlowText, cut

MOST_LOST: Final = 3
"""Lost quotes that are listed before somebody asks for the others."""
MOST_CHARS: Final = 300


class Notices(QWidget):
    """Sentences between the head of a source and its text; hidden while there is none."""

    quote_chosen = Signal(object)
    """A lost Quote that was clicked."""
    folder_requested = Signal()
    """The person wants to name a folder with texts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lost: Sequence[Quote] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2 * UNIT, 0, 0)
        self._column.setSpacing(2 * UNIT)
        self._absent = FlowText()
        self._choose = QuietButton(
            "open", text=self.tr("Choose folder with the texts…"), framed=True
        )
        self._choose.clicked.connect(self.folder_requested)
        self._lost_list = FlowText("small")
        self._lost_list.setAccessibleName(self.tr("Quotes that are not in the text"))
        self._difference = FlowText("small")
        self._difference.setAccessibleName(self.tr("How the quote differs"))
        for widget in (self._absent, self._choose, self._lost_list, self._difference):
            self._column.addWidget(widget)
            widget.hide()

    def show_absent(self, sentence: str) -> None:
        """Say that there is no text, and offer to name a folder; nothing for ""."""
        _say(self._absent, sentence)
        self._choose.setVisible(bool(sentence))

    def show_lost(self, quotes: Sequence[Quote], most: int = MOST_LOST) -> None:
        """List the quotes that the text does not hold."""
        self._lost = quotes
        text = self._lost_list
        text.clear()
        if quotes:
            heading = self.tr(
                "Lost: %Ln quote(s) of this source are not in the text", "", len(quotes)
            )
            text.add(heading, colour=current_theme().warning)
        for quote in quotes[:most]:
            text.add("\n")
            text.add_link(f"“{cut(quote.exact, MOST_CHARS)}”", partial(self._choose_lost, quote))
        if len(quotes) > most:
            text.add("\n")
            text.add_link(self.tr("Show all"), partial(self.show_lost, quotes, len(quotes)))
        text.setVisible(bool(quotes))

    def show_difference(self, quote: Quote | None, anchor: Anchor) -> None:
        """Say what stands in the place of a quote that was found in other words."""
        text = self._difference
        text.clear()
        differs = quote is not None and anchor.state is AnchorState.ELSEWHERE and anchor.found
        if quote is not None and differs:
            text.add(self.tr("The dataset quotes: "), muted=True).add(quote.exact)
            text.add(self.tr("\nHere now stands: "), muted=True).add(anchor.found)
        text.setVisible(bool(differs))

    def _choose_lost(self, quote: Quote) -> None:
        self.quote_chosen.emit(quote)


def _say(text: FlowText, sentence: str) -> None:
    text.clear()
    text.add(sentence)
    text.setVisible(bool(sentence))
