"""The line at the foot of the window: what is shown, what is not, and how far it is checked."""

from PySide6.QtCore import QLocale, QObject

from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.models.words import anchors_in_words, window_in_words

SEPARATOR = "  ·  "


class StatusLine(QObject):
    """Says in one line what the window shows; what is zero is left out."""

    def text(self, dataset: Dataset, projection: Projection, state: ViewState, undrawn: int) -> str:
        """`22 of 26 events · 9 not known to the day · window 2010-2025 · ...`."""
        number = QLocale().toString
        shown, total = projection.total, len(dataset)
        selected = len(state.selection)
        events = self.tr("%Ln event(s)", "", total)
        if state.filter:
            of_all = self.tr("{shown} of %Ln event(s)", "", total)
            events = of_all.format(shown=number(shown))
        window = self.tr("window {window}").format(window=window_in_words(state.window))
        counts = (
            (projection.without_day, self.tr("{count} not known to the day")),
            (projection.undated, self.tr("{count} undated")),
            (projection.undated_dropped, self.tr("{count} undated left out by the dates")),
            (undrawn, self.tr("{count} not drawn one by one")),
            (selected if selected > 1 else 0, self.tr("{count} selected")),
        )
        parts = [events, window]
        parts += [words.format(count=number(count)) for count, words in counts if count]
        parts += filter(None, [anchors_in_words(dataset.anchor_counts)])
        return SEPARATOR.join([*parts, "UTC"])
