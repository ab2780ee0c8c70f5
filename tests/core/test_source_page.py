"""Where quotes stand in what can be read of a source."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import small_dataset
from timeline_app.core.anchors import NOT_CHECKED, Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.core.source_page import passages_page, quotes_by_source, whole_page

TEXT = "One two three four five."


def quote(number: int, start: int = -1, end: int = -1, **others: str) -> Quote:
    exact = others.pop("exact", TEXT[start:end])
    return Quote(f"q{number}", f"e{number}", "s", exact, start=start, end=end, **others)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8))))
def test_pieces_say_for_each_letter_in_how_many_marks_it_lies(spans: list[tuple[int, int]]) -> None:
    text = "x" * 30
    quotes = [quote(n, start, start + size) for n, (start, size) in enumerate(spans)]
    page = whole_page(text, quotes, lambda quote: Anchor(AnchorState.EXACT, quote.start, quote.end))
    depths = [0] * len(text)
    for piece in page.pieces:
        assert piece.start < piece.end
        for place in range(piece.start, piece.end):
            assert depths[place] == 0, "pieces overlap"
            depths[place] = piece.depth
    for place in range(len(text)):
        around = [quote for quote in quotes if quote.start <= place < quote.end]
        assert depths[place] == len(around)
        found = page.at(place)
        assert {mark.quote for mark in found} == set(around)
        lengths = [mark.end - mark.start for mark in found]
        assert lengths == sorted(lengths)
    for start, end in ((0, 30), (5, 6), (10, 22)):
        within = [piece for piece in page.pieces if piece.start < end and piece.end > start]
        assert list(page.pieces_within(start, end)) == within


def test_lost_quotes_and_those_not_looked_for_have_no_mark() -> None:
    there, lost, unknown = quote(0, 4, 7), quote(1, 0, 3), quote(2, 8, 13)
    anchors = {there: Anchor(AnchorState.ELSEWHERE, 8, 13, "three"), lost: Anchor(AnchorState.LOST)}
    quotes = (there, lost, unknown)
    page = whole_page(TEXT, quotes, lambda quote: anchors.get(quote, NOT_CHECKED))
    assert [(mark.quote, mark.start, mark.end) for mark in page.marks] == [(there, 8, 13)]
    assert page.lost == (lost,)
    assert page.is_whole


def test_without_the_text_each_quote_stands_between_the_words_around_it() -> None:
    second = quote(0, 14, 18, prefix="three\n\n", suffix=" five.\n")
    first = quote(1, 4, 7, suffix=" three")
    page = passages_page([second, first])
    assert page.text == "two three\u00a0…\n\n…\u00a0three four five.\u00a0…"
    assert [page.text[mark.start : mark.end] for mark in page.marks] == ["two", "four"]
    assert [mark.quote for mark in page.marks] == [first, second]
    assert not page.is_whole
    again = replace(first, quote_id="other", event_id="other")
    assert passages_page([second, first, again]).text == page.text
    assert [mark.quote for mark in passages_page([first, again]).marks] == [first, again]
    assert passages_page([]).text == ""


@pytest.mark.parametrize(
    ("prefix", "suffix", "expected"),
    [
        ("ss the border and at the bridge ", " of the town, and nobody spoke wi",
         "…ss the border and at the bridge ONE of the town, and nobody spoke wi…"),
        (" over the border and the bridge ", " of the town, and nobody spoke a ",
         "…\u00a0over the border and the bridge ONE of the town, and nobody spoke a\u00a0…"),
        ("At noon. ", " Then all left.", "…\u00a0At noon. ONE Then all left.\u00a0…"),
    ],
)  # fmt: skip
def test_a_word_that_was_cut_is_shown_as_one(prefix: str, suffix: str, expected: str) -> None:
    one = quote(1, exact="ONE", prefix=prefix, suffix=suffix)
    assert passages_page([one]).text == expected


def test_quotes_are_found_by_their_source() -> None:
    found = quotes_by_source(small_dataset())
    assert {key: [quote.quote_id for quote in quotes] for key, quotes in found.items()} == {
        "s1": ["q1", "q3"],
        "s2": ["q2", "q5", "q6"],
        "s3": ["q4"],
    }
