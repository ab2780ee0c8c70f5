"""Columns of text keep their cells, however they are held."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.columns import (
    TEXT,
    cells_of,
    column_of,
    empty_column,
    encoded,
    is_empty,
    taken,
    texts_of,
)

texts = st.lists(st.text(max_size=3), max_size=12) | st.lists(
    st.text("abé", min_size=2, max_size=2), max_size=12
)


@given(texts, st.booleans(), st.randoms())
def test_cells_are_taken_in_any_order(cells: list[str], few: bool, random) -> None:
    order = list(range(len(cells)))
    random.shuffle(order)
    column: Any = pd.Series(cells, dtype="str").astype("category" if few else "str")
    found = taken(column, np.array(order, dtype=np.int64))
    assert found.tolist() == [cells[row] for row in order]
    assert found.dtype == column.dtype


@given(texts)
def test_a_dictionary_and_plain_text_hold_the_same(cells: list[str]) -> None:
    plain = column_of(pa.array(cells, TEXT))
    coded = column_of(pa.array(cells, pa.string()).dictionary_encode())
    for column in (plain, coded):
        assert column.tolist() == cells
        assert texts_of(column).to_pylist() == cells
        codes, values = encoded(column)
        assert [values[code].as_py() for code in codes.tolist()] == cells
    assert pa.types.is_dictionary(cells_of(coded).type)


def test_several_pieces_are_one_column() -> None:
    column = column_of(pa.chunked_array([["a"], ["b"]], TEXT))
    assert cells_of(column).to_pylist() == ["a", "b"]


def test_an_empty_column_is_known_as_such() -> None:
    column = empty_column(3)
    assert column.tolist() == ["", "", ""]
    assert is_empty(column)
    other: Any = pd.Series(["", "a"], dtype="category")
    assert not is_empty(other)
    assert not is_empty(pd.Series(["", ""], dtype="str"))


def test_a_dictionary_with_many_values_is_searched_by_position() -> None:
    values = [f"v{number}" for number in range(1000)]
    column = column_of(pa.array(values[::-1], pa.string()).dictionary_encode())
    assert column.iat[0] == "v999"
    assert (column == "v5").sum() == 1
    with pytest.raises(IndexError):
        _ = column.iat[1000]
