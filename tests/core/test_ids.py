"""Ids are put in order, and repeats found, as by comparing them one by one."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.columns import TEXT
from timeline_app.core.ids import are_ascending, have_repeats, order_of

alike = st.integers(0, 10**6).map(lambda number: f"ACLED-{number:07}")
ids = st.lists(alike, max_size=20) | st.lists(st.text(max_size=3) | alike, max_size=20)


@given(ids)
def test_the_order_is_that_of_the_texts(texts: list[str]) -> None:
    cells = pa.array(texts, TEXT)
    order = order_of(cells)
    rows = list(range(len(texts)))
    expected = sorted(rows, key=lambda row: texts[row].encode())
    assert (rows if order is None else order.tolist()) == expected


@given(ids)
def test_repeats_are_found(texts: list[str]) -> None:
    cells = pa.array(texts, TEXT)
    assert have_repeats(cells) is (len(set(texts)) < len(texts))
    assert are_ascending(cells) is (texts == sorted(set(texts)))


@pytest.mark.parametrize("text", ["", "a", "a" * 20])
def test_ids_that_are_all_alike(text: str) -> None:
    cells = pa.array([text] * 3, TEXT)
    assert have_repeats(cells)
    order = order_of(cells)
    assert order is not None
    assert order.tolist() == [0, 1, 2]
    assert order_of(cells.slice(1, 0)) is None


def test_a_part_of_a_column_is_ordered_by_itself() -> None:
    order = order_of(pa.array(["zz9", "b", "a", "c"], TEXT).slice(1))
    assert order is not None
    assert order.tolist() == [1, 0, 2]
