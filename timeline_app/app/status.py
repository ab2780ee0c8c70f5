"""The line at the foot of the window: what is shown, what is not, and how far it is checked."""

from PySide6.QtCore import QCoreApplication, QLocale

from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.models.words import window_in_words

SEPARATOR = "  ·  "

translate = QCoreApplication.translate


def status_line(dataset: Dataset, projection: Projection, state: ViewState, undrawn: int) -> str:
    """`22 of 26 events · 9 without a day · window 2010-2025 · ...`; zeros are left out."""
    number = QLocale().toString
    shown, total = len(projection.rows), len(dataset)
    quotes = sum(len(of_event) for of_event in dataset.quotes.values())
    parts = [
        translate("Status", "{shown} of %n event(s)", None, total).format(shown=number(shown))
        if state.filter
        else translate("Status", "%n event(s)", None, total)
    ]
    for count, words in (
        (projection.without_day, translate("Status", "{count} without a day")),
        (projection.undated, translate("Status", "{count} undated")),
        (projection.undated_dropped, translate("Status", "{count} undated left out by the dates")),
    ):
        if count:
            parts.append(words.format(count=number(count)))
    window = window_in_words(state.window)
    parts.append(translate("Status", "window {window}").format(window=window))
    for count, words in (
        (undrawn, translate("Status", "{count} not drawn one by one")),
        (max(len(state.selection) - 1, 0) and len(state.selection),
         translate("Status", "{count} selected")),
        (quotes, translate("Status", "quotes: {count} not checked here")),
    ):  # fmt: skip
        if count:
            parts.append(words.format(count=number(count)))
    return SEPARATOR.join([*parts, "UTC"])
