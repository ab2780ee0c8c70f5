"""What has to be said about a text before it is read: absent, changed, without some quotes."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.io.evidence.differences import Difference, differences
from timeline_app.io.evidence.folders import Unread
from timeline_app.models.words import message_in_words
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import QuietButton
from timeline_app.views.widgets.flow_text import FlowText, cut

MOST_LOST: Final = 3
"""Lost quotes that are listed before somebody asks for the others."""
MOST_UNREAD: Final = 3
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
        self._absent.setAccessibleName(self.tr("Why the text is not shown"))
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

    def show_absent(
        self, has_folders: bool, has_passages: bool, unread: Sequence[Unread] = ()
    ) -> None:
        """Say that there is no text, what may be why, and offer to name a folder.

        Args:
            has_folders: whether texts were looked for in any.
            has_passages: whether at least the passages that the dataset quotes are shown.
            unread: folders and files that could not be read.
        """
        text = self._absent
        text.clear()
        if has_folders:
            text.add(self.tr("The text of this source is not in the folders that you named."))
        else:
            text.add(self.tr("No folder with the texts of the sources is named yet."))
        if has_passages:
            text.add(" ").add(self.tr("Shown is what the dataset itself quotes of it."))
        for one in unread[:MOST_UNREAD]:
            text.add(f"\n{one.path}: {message_in_words(one.reason)}", muted=True)
        self._show_absent(True)

    def hide_absent(self) -> None:
        """The text is there, or none is to be expected."""
        self._show_absent(False)

    def _show_absent(self, shown: bool) -> None:
        for widget in (self._absent, self._choose):
            widget.setVisible(shown)

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
            pieces = differences(quote.exact, anchor.found)
            text.add(self.tr("The dataset quotes: "), muted=True)
            _add_pieces(text, Difference.REMOVED, pieces)
            text.add("\n").add(self.tr("Here now stands: "), muted=True)
            _add_pieces(text, Difference.ADDED, pieces)
        text.setVisible(bool(differs))

    def _choose_lost(self, quote: Quote) -> None:
        self.quote_chosen.emit(quote)


def _add_pieces(text: FlowText, kind: Difference, pieces: list[tuple[Difference, str]]) -> None:
    """Words that stand in both texts, and in bold those that stand only in one."""
    for found, words in pieces:
        if found in (Difference.EQUAL, kind):
            text.add(words, strong=found is kind)
