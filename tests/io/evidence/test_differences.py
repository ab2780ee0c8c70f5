"""What is different between two passages is told word by word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.evidence.differences import differences

WORDS = st.lists(st.sampled_from(["the", "army", "came", "back", " ", "\n", "", "x."])).map(
    " ".join
)


@given(WORDS, WORDS)
def test_the_pieces_make_both_texts(exact: str, found: str) -> None:
    pieces = differences(exact, found)
    assert "".join(text for kind, text in pieces if kind != "added") == exact
    assert "".join(text for kind, text in pieces if kind != "removed") == found
    assert all(text for _, text in pieces)
    kinds = [kind for kind, _ in pieces]
    assert all(one != other for one, other in pairwise(kinds))


def test_whole_words_are_told() -> None:
    assert differences("the five officers died", "the six police officers died") == [
        ("equal", "the "),
        ("removed", "five"),
        ("added", "six police"),
        ("equal", " officers died"),
    ]


def test_equal_texts_have_one_piece() -> None:
    assert differences("so it is", "so it is") == [("equal", "so it is")]
    assert differences("", "") == []


def test_scripts_without_blanks_are_compared_by_letters() -> None:
    assert differences("造成六人失踪。另有7人受伤。", "造成八人失踪。另有17人受伤。") == [
        ("equal", "造成"),
        ("removed", "六"),
        ("added", "八"),
        ("equal", "人失踪。另有"),
        ("removed", "7"),
        ("added", "17"),
        ("equal", "人受伤。"),
    ]
