"""How far quotes were proved to stand in their sources, in words for people."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.records import Quote
from timeline_app.models.phrases import number

_COUNTS: Final = {
    AnchorState.EXACT: QT_TRANSLATE_NOOP("AnchorWords", "{count} exact"),
    AnchorState.ELSEWHERE: QT_TRANSLATE_NOOP("AnchorWords", "{count} found elsewhere"),
    AnchorState.LOST: QT_TRANSLATE_NOOP("AnchorWords", "{count} lost"),
    AnchorState.NOT_CHECKED: QT_TRANSLATE_NOOP("AnchorWords", "{count} not checked here"),
}

translate = QCoreApplication.translate


def anchor_in_words(anchor: Anchor, quote: Quote) -> str:
    """What was found of a quote; "" where nothing was looked at."""
    match anchor.state:
        case AnchorState.EXACT:
            return translate("AnchorWords", "Stands in the source at its place")
        case AnchorState.ELSEWHERE if quote.start < 0 and anchor.found:
            return translate("AnchorWords", "Found in the text in other words; no place is stated")
        case AnchorState.ELSEWHERE if quote.start < 0:
            return translate("AnchorWords", "Found in the text; no place is stated")
        case AnchorState.ELSEWHERE if anchor.found:
            return translate("AnchorWords", "Found in the text in other words")
        case AnchorState.ELSEWHERE if anchor.start == quote.start:
            return translate("AnchorWords", "Found in the text at its place")
        case AnchorState.ELSEWHERE:
            return translate("AnchorWords", "Found elsewhere in the text")
        case AnchorState.LOST:
            return translate("AnchorWords", "Lost: not in the text that was found")
    return ""


def anchors_in_words(counts: Mapping[AnchorState, int]) -> str:
    """`quotes: 29 exact, 1 lost`; "" where there is no quote."""
    parts = [
        translate("AnchorWords", words).format(count=number(counts[state]))
        for state, words in _COUNTS.items()
        if counts.get(state)
    ]
    told = translate("AnchorWords", "quotes: {counts}")
    return told.format(counts=", ".join(parts)) if parts else ""
