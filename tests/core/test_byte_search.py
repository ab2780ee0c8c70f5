"""Searching in the bytes of texts finds what looking into each text finds."""

from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core import byte_search
from timeline_app.core.byte_search import ByteTexts
from timeline_app.core.progress import Cancelled

TEXTS = st.lists(st.text(alphabet="aAbB[{ é1\x11", max_size=6), max_size=30)
WORDS = st.text(alphabet="ab[é1 ", min_size=1, max_size=4)


def lowered(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


@given(TEXTS, WORDS, st.integers(0, 30), st.sampled_from([1, 7, 1 << 18]))
def test_plain_letters_match_in_both_cases(
    texts: list[str], word: str, cut: int, size: int
) -> None:
    with patch.object(byte_search, "SLICE", size):
        found = ByteTexts(pa.chunked_array([texts[:cut], texts[cut:]], pa.large_string())).holding(
            word
        )
    assert found.tolist() == [word in lowered(text) for text in texts]


@given(TEXTS, WORDS, st.sets(st.integers(0, 29)), st.integers(0, 30))
def test_some_of_the_texts(texts: list[str], word: str, chosen: set[int], cut: int) -> None:
    rows = np.array(sorted(row for row in chosen if row < len(texts)), dtype=np.int64)
    all_texts = ByteTexts(pa.chunked_array([texts[:cut], texts[cut:]], pa.string()))
    assert all_texts.take(rows).holding(word).tolist() == all_texts.holding(word)[rows].tolist()


@given(TEXTS, st.sampled_from([1, 7, 1 << 18]))
def test_irregular_texts(texts: list[str], size: int) -> None:
    with patch.object(byte_search, "SLICE", size):
        found = ByteTexts(pa.array(texts, pa.large_string())).irregular()
    irregular = [not t.isascii() or "  " in t or min(t, default=" ") < " " for t in texts]
    sure = set(np.flatnonzero(irregular).tolist())
    perhaps = {row for row, text in enumerate(texts) if text.startswith(" ")}  # a blank before it
    assert found.tolist() == sorted(set(found.tolist()))
    assert sure <= set(found.tolist()) <= sure | perhaps


def test_a_part_of_a_longer_array_is_searched_alone() -> None:
    texts = pa.array(["one", "two", "one"], pa.large_string()).slice(1, 2)
    assert ByteTexts(texts).holding("one").tolist() == [False, True]


def test_two_threads_find_the_same_as_one() -> None:
    texts = ["nothing", "A needle here", ""] * 500
    with patch.object(byte_search, "SLICE", 64):
        found = ByteTexts(pa.array(texts)).holding("needle")
    assert found.tolist() == ["needle" in text for text in texts]


def test_a_search_can_be_stopped() -> None:
    texts = ByteTexts(pa.array(["text"] * 100))
    asked: list[float] = []

    def stop_at_third(fraction: float) -> bool:
        asked.append(fraction)
        return len(asked) < 3

    with patch.object(byte_search, "SLICE", 8), pytest.raises(Cancelled):
        texts.holding("ex", stop_at_third)
    assert len(asked) < 100 / 2
