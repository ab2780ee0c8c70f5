import json

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.columns import TEXT
from timeline_app.core.text import split_values
from timeline_app.io.several_values import JSON_LIST, separator_of, split_cells


def column(*cells: str) -> pa.Array:
    return pa.array(cells, TEXT)


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (("Army; Police", "Police", "Army", "Army;Rebels"), ";"),
        (("a|b", "c|d", "e"), "|"),
        (('["a", "b"]', "[]", '["a"]'), JSON_LIST),
        (("['it''s', 'b']", "['a']"), None),
        (("['a', 'b']", "['b']", "[]"), JSON_LIST),
        (("Smith, John; Doe, Jane", "Doe, Jane", "Smith, John"), ";"),
        (("Army, Police", "Police", "Army", "Police, Army"), ","),
        (("red,green", "green,blue", "blue,red", "green,red"), ","),
        (("http://a.org/x;http://b.org", "http://b.org", "http://a.org/x"), ";"),
    ],
)
def test_what_stands_between_values_is_seen_in_the_column(
    cells: tuple[str, ...], separator: str | None
) -> None:
    assert separator_of(column(*cells)) == separator


@pytest.mark.parametrize(
    "cells",
    [
        (),
        ("", " "),
        ("one", "two"),
        ("Smith, John", "Smith, Jane", "Doe, John", "Roe, Richard"),
        ("Paris, Texas", "Austin, Texas", "Texas", "Waco, Texas"),
        ("1,234", "1", "234", "1,1", "234,1", "1,234,1"),
        ("38.74, 26.48", "26.48", "38.74", "26.48, 38.74"),
        ("They came; they saw.", "He fled.", "Nobody knows why.", "The end."),
        ("http://a.org/x;y=1", "http://a.org/x;y=2"),
        ("On Monday, they left", "On Tuesday, they came", "On Friday, all was quiet"),
        ("[1] see below", "[2] see above"),
        ('[{"a": 1}]', '[["b"]]'),
    ],
)
def test_what_is_one_value_is_not_cut(cells: tuple[str, ...]) -> None:
    assert separator_of(column(*cells)) is None


def test_values_are_joined_as_the_program_reads_them() -> None:
    cells = column("Army; Police ;; Army", r"a|b\c", "", " x ")
    assert [split_values(cell) for cell in split_cells(cells, ";").to_pylist()] == [
        ("Army", "Police"),
        (r"a|b\c",),
        (),
        ("x",),
    ]


def test_lists_are_read_as_json_or_as_python_writes_them() -> None:
    cells = column(
        '["caf\\u00e9", 7, null, true]', r"['it\'s', 'b, c']", "[]", "no list", "[broken"
    )
    assert [split_values(cell) for cell in split_cells(cells, JSON_LIST).to_pylist()] == [
        ("café", "7", "true"),
        ("it's", "b, c"),
        (),
        ("no list",),
        ("[broken",),
    ]


def test_a_cell_without_separator_is_one_value() -> None:
    cells = split_cells(column("a|b; c", " d "), None).to_pylist()
    assert [split_values(cell) for cell in cells] == [("a|b; c",), ("d",)]


def test_a_deep_list_is_text() -> None:
    assert separator_of(column("[" * 100_000 + "]" * 100_000)) is None


values = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(values, max_size=4), max_size=6))
def test_json_lists_keep_each_value_once(lists: list[list[str]]) -> None:
    cells = split_cells(column(*map(json.dumps, lists)), JSON_LIST).to_pylist()
    expected = [tuple(dict.fromkeys(v for text in row if (v := text.strip()))) for row in lists]
    assert [split_values(cell) for cell in cells] == expected


@given(st.lists(st.text(alphabet="ab;|,[]'\"\\ {1", max_size=12), max_size=8))
def test_no_letter_but_separators_is_lost(texts: list[str]) -> None:
    cells = column(*texts)
    separator = separator_of(cells)
    read = [set("".join(split_values(c))) for c in split_cells(cells, separator).to_pylist()]
    marks = set(" ,[]'\"\\") if separator == JSON_LIST else {" ", separator}
    for text, letters in zip(texts, read, strict=True):
        assert set(text) - marks <= letters
