"""The keys of a column are those of each of its texts."""

from decimal import Decimal
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.byte_order import ByteKeys, sorted_rows
from timeline_app.core.natural_order import keys_of, text_keys
from timeline_app.core.progress import Cancelled
from timeline_app.core.text import natural_key

TEXTS = st.lists(st.text(alphabet="aB 0019é٣²ß\t", max_size=14), max_size=20)


def texts_of(keys: ByteKeys) -> list[str]:
    data, offsets = keys.data.tobytes(), keys.offsets.tolist()
    return [data[a:b].decode() for a, b in pairwise(offsets)]


def column(texts: list[str], cut: int = 0) -> pa.ChunkedArray:
    return pa.chunked_array([texts[:cut], texts[cut:]], pa.large_string())


@given(TEXTS, st.integers(0, 20))
def test_keys_of_texts(texts: list[str], cut: int) -> None:
    assert texts_of(text_keys(column(texts, cut))) == [natural_key(text) for text in texts]


NUMBERS = st.one_of(
    st.integers(-(10**18), 10**18).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(str),
    st.sampled_from(["-0", "0.0", "1e3", " 7 ", "+5"]),
)


@given(st.lists(NUMBERS, min_size=1))
def test_numbers_sort_by_size(texts: list[str]) -> None:
    rows = sorted_rows(keys_of(column(texts))).rows.tolist()
    if all(text.strip("+- ").isdigit() for text in texts):
        sizes = [Decimal(texts[row]) for row in rows]
    else:
        sizes = [Decimal(float(texts[row])) for row in rows]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize("other", ["", "b", "nan"])
def test_what_is_not_all_numbers_is_text(other: str) -> None:
    assert texts_of(keys_of(column(["10", other])))[0] == natural_key("10")


def test_stopped() -> None:
    with pytest.raises(Cancelled):
        text_keys(column(["a"]), lambda fraction: False)


def test_no_texts() -> None:
    assert np.array_equal(text_keys(column([])).offsets, [0])
