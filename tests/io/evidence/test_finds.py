"""Texts are folded letter by letter, and words found in them stand where they are said to."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from timeline_app.core.text import fold
from timeline_app.io.evidence.finds import Finds
from timeline_app.io.evidence.folded_text import FoldedText

ODD = st.text(
    st.characters() | st.sampled_from("aAe\u0301 éßÆœ\r\n\u00a0\u200b\u00ad…\u064e\u0640😀")
)


@given(ODD)
@example("a \u00a8 \u200b b")
@example("\ud800 x")
def test_a_folded_text_is_what_the_search_makes_of_it(text: str) -> None:
    assert FoldedText(text).folded.strip(" ") == fold(text)


@given(ODD)
def test_each_folded_letter_comes_from_one_that_folds_to_it(text: str) -> None:
    folded = FoldedText(text)
    for place, letter in enumerate(folded.folded):
        start, end = folded.start_of(place), folded.end_of(place + 1)
        assert start < end
        assert letter in fold(f"x{text[start:end]}x")
    assert folded.start_of(len(folded.folded)) == len(text)


def found(text: str, words: str) -> list[str]:
    finds = Finds(FoldedText(text), words)
    spans = [finds.span(number) for number in range(len(finds))]
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The army. THE ARMY!", "the army", ["The army", "THE ARMY"]),
        ("Población, poblacio\u0301n", "poblacion", ["Población", "poblacio\u0301n"]),
        ("huyo\u0301 hoy", "huyo", ["huyo\u0301"]),
        ("😀 el ejército 😀 del Ejército", "EJÉRCITO", ["ejército", "Ejército"]),
        ("at the\r\n  river", "the river", ["the\r\n  river"]),
        ("the \N{NO-BREAK SPACE}river", " the   river ", ["the \N{NO-BREAK SPACE}river"]),
        ("“It’s here”", "\"it's", ["“It’s"]),
        ("para\N{SOFT HYPHEN}military", "paramilitary", ["para\N{SOFT HYPHEN}military"]),
        ("Straße, Œuvre", "oeuvre", ["Œuvre"]),
        ("Straße", "asse", ["aße"]),
        ("وَصَلَ إلى الحُدُودِ", "الحدود", ["الحُدُودِ"]),
        ("a.b axb", "a.b", ["a.b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "  ", []),
        ("anything", "\N{COMBINING ACUTE ACCENT}", []),
        ("", "x", []),
    ],
)
def test_words_are_found_as_the_program_compares_them(
    text: str, words: str, expected: list[str]
) -> None:
    assert found(text, words) == expected


@given(ODD, st.integers(0, 30), st.integers(1, 4))
def test_what_is_copied_from_a_text_is_found_where_it_stood(
    text: str, start: int, length: int
) -> None:
    words = text[start : start + length]
    if any(unicodedata.combining(letter) for letter in words) or not fold(words):
        return
    finds = Finds(FoldedText(text), words)
    spans = [finds.span(number) for number in range(len(finds))]
    assert spans == sorted(spans)
    assert any(fold(words) in fold(text[begin:end]) for begin, end in spans)


def test_matches_are_numbered_from_a_place_and_within_a_stretch() -> None:
    text = "😀 one e\u0301 one two one"
    finds = Finds(FoldedText(text), "one")
    starts = [text.index("one"), text.index("one", 5), text.rindex("one")]
    assert [finds.span(number)[0] for number in range(3)] == starts
    assert [finds.first_from(start) for start in starts] == [0, 1, 2]
    assert [finds.first_from(start + 1) for start in starts] == [1, 2, 3]
    assert finds.within(0, len(text)) == range(3)
    assert finds.within(starts[0] + 2, starts[1] + 1) == range(2)
    assert finds.within(starts[0] + 3, starts[1]) == range(1, 1)
    assert finds.within(0, 0) == range(0)
