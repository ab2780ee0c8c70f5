"""Fields say what the cells say, however they are split in bulk."""

from typing import Any

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.make_fields import column_field, makes_a_facet
from timeline_app.core.text import split_values

cells = st.lists(
    st.text(alphabet="ab|\\ \u00a0\x1f", max_size=6) | st.sampled_from(["a|b", "b|a", "x"]),
    max_size=12,
)
KEYS = {"a": "A", "b": "A"}
"""Two values that mean the same."""


def key_of(value: str) -> str:
    return KEYS.get(value, value)


def column(texts: list[str], *, few: bool) -> Any:
    return pd.Series(texts, dtype="str").astype("category" if few else "str")


@given(cells, st.booleans(), st.booleans())
def test_each_event_has_the_keys_of_its_values_once(
    texts: list[str], several: bool, few: bool
) -> None:
    field = column_field("x", column(texts, few=few), several=several, key_of=key_of)
    assert len(field) == len(texts)
    for row, text in enumerate(texts):
        values = split_values(text) if several else [text] if text else []
        assert field.keys_of(row) == tuple(dict.fromkeys(map(key_of, values)))
        start, end = (
            (row, row + 1)
            if field.offsets is None
            else (field.offsets[row], field.offsets[row + 1])
        )
        assert end - start >= 1
    assert set(field.codes.tolist()) == set(range(len(field.keys)))


@given(cells)
def test_values_that_no_event_has_any_more_are_left_out(texts: list[str]) -> None:
    every = column([*texts, "gone"], few=True)
    rest = column_field("x", every.iloc[: len(texts)], several=True)
    assert rest.keys == column_field("x", column(texts, few=False), several=True).keys


@given(st.lists(st.sampled_from(["", "a", "b", "c"])), st.booleans())
def test_what_makes_a_facet(texts: list[str], few: bool) -> None:
    filled = [text for text in texts if text]
    expected = 1 < len(set(filled)) < len(filled)
    assert makes_a_facet(column(texts, few=few)) is expected


def test_many_events_are_put_down_part_by_part(monkeypatch) -> None:
    texts = ["a|b", "", "c", "a|b|c", "b"] * 3
    whole = column_field("x", column(texts, few=False), several=True)
    monkeypatch.setattr("timeline_app.core.make_fields._AT_ONCE", 2)
    parts = column_field("x", column(texts, few=False), several=True)
    assert parts.codes.tolist() == whole.codes.tolist()
    assert parts.keys_of(3) == ("a", "b", "c")
