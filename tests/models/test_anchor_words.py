"""What was found of quotes, in words."""

import pytest

from timeline_app.core.anchors import NOT_CHECKED, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.models.words import anchor_in_words, anchors_in_words


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        (NOT_CHECKED, ""),
        (Anchor(AnchorState.EXACT, 3, 9), "Stands in the source at its place"),
        (Anchor(AnchorState.ELSEWHERE, 3, 9), "Found elsewhere in the text"),
        (Anchor(AnchorState.ELSEWHERE, 2, 7), "Found in the text at its place"),
        (Anchor(AnchorState.ELSEWHERE, 3, 9, "others"), "Found in the text in other words"),
        (Anchor(AnchorState.LOST), "Lost: not in the text that was found"),
    ],
)
def test_each_state_has_its_words(anchor: Anchor, words: str) -> None:
    assert anchor_in_words(anchor, Quote("q", "e", "s", "words", start=2, end=7)) == words


def test_a_quote_without_a_place_stands_nowhere_else() -> None:
    quote = Quote("q", "e", "s", "words")
    found = Anchor(AnchorState.ELSEWHERE, 3, 8)
    assert anchor_in_words(found, quote) == "Found in the text; no place is stated"
    found = Anchor(AnchorState.ELSEWHERE, 3, 9, "others")
    assert anchor_in_words(found, quote) == "Found in the text in other words; no place is stated"
    assert anchor_in_words(NOT_CHECKED, quote) == ""


def test_counts_are_told_in_the_order_of_the_states() -> None:
    counts = {AnchorState.LOST: 1, AnchorState.EXACT: 29, AnchorState.ELSEWHERE: 2}
    assert anchors_in_words(counts) == "quotes: 29 exact, 2 found elsewhere, 1 lost"
    assert anchors_in_words({AnchorState.NOT_CHECKED: 31}) == "quotes: 31 not checked here"
    assert anchors_in_words({}) == ""
