"""Rows sorted by bytes stand as Python would sort them."""

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core import byte_order
from timeline_app.core.byte_order import ByteKeys, byte_keys, fixed_keys, sorted_rows
from timeline_app.core.progress import Cancelled

KEYS = st.lists(st.text(alphabet="abé", max_size=3).map(lambda text: text * 3), max_size=40)


def keys_of(texts: list[str]) -> ByteKeys:
    parts = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, parts)], dtype=np.int64)
    return byte_keys(offsets, np.frombuffer(b"".join(parts), np.uint8))


@given(KEYS, st.sampled_from([1, 2, 5, 1 << 16]))
def test_rows_stand_in_the_order_of_their_keys(texts: list[str], block: int) -> None:
    with patch.object(byte_order, "BLOCK", block):
        order = sorted_rows(keys_of(texts))
    rows = order.rows.tolist()
    assert rows == sorted(range(len(texts)), key=lambda row: texts[row])
    assert order.descending().tolist() == sorted(
        range(len(texts)), key=lambda row: texts[row], reverse=True
    ) or order.descending().tolist() == [
        row for text in sorted(set(texts), reverse=True) for row, t in enumerate(texts) if t == text
    ]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2**63 - 1))))
def test_numbers_one_after_the_other(pairs: list[tuple[int, int]]) -> None:
    first, second = (
        np.array(column, dtype=np.int64)
        for column in ([p[0] for p in pairs], [p[1] for p in pairs])
    )
    rows = sorted_rows(fixed_keys(first, second)).rows
    assert [pairs[row] for row in rows] == sorted(pairs)


def test_long_keys_that_begin_alike_on_two_threads() -> None:
    rng = np.random.default_rng(1)
    texts = ["beginning " * 3 + str(number) for number in rng.integers(0, 400, 3000)]
    with patch.object(byte_order, "BLOCK", 100):
        rows = sorted_rows(keys_of(texts)).rows.tolist()
    assert rows == sorted(range(len(texts)), key=lambda row: texts[row])


def test_sorting_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        sorted_rows(keys_of(["b", "a"]), lambda fraction: False)
