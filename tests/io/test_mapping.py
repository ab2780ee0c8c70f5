import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.dates.columns import Order
from timeline_app.io.mapping.mapping import (
    FIELDS,
    SEVERAL,
    MappingError,
    TableMapping,
    check_fit,
    columns_key,
    mapping_text,
    parse_mapping,
)

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip)
columns = st.lists(names.filter(bool), unique=True, min_size=1, max_size=3).map(tuple)


@st.composite
def mappings(draw: st.DrawFn) -> TableMapping:
    chosen = draw(st.lists(st.sampled_from(FIELDS), unique=True))
    found: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        if name in chosen:
            found[name] = draw(columns) if name in SEVERAL else draw(columns)[:1]
    return TableMapping(found, draw(st.none() | st.sampled_from(Order)))


def test_a_typed_mapping_names_columns_and_the_order_of_dates() -> None:
    mapping = parse_mapping(
        "title=headline, start=date_start,actors=side_a,actors=side_b,dates=day-first"
    )
    assert mapping == TableMapping(
        {"title": ("headline",), "start": ("date_start",), "actors": ("side_a", "side_b")},
        Order.DAY_FIRST,
    )


def test_signs_of_names_are_escaped() -> None:
    mapping = parse_mapping(r"title=a\,b,place=x\=y\\z")
    assert mapping.columns == {"title": ("a,b",), "place": (r"x=y\z",)}


@given(mappings())
def test_a_mapping_is_read_back_from_its_text_and_from_json(mapping: TableMapping) -> None:
    assert parse_mapping(mapping_text(mapping)) == mapping
    assert TableMapping.from_json(mapping.as_json()) == mapping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("titel=a", 'did you mean "title"'),
        ("qqqqqq=a", "the fields are: event_id"),
        ("title", "title=headline"),
        ("title=", "title=headline"),
        ("dates=backwards", "day-first, month-first, year-first"),
        ("date=a,date=b", 'choose "a" or "b"'),
    ],
)
def test_what_cannot_be_read_is_told_with_what_would_be_right(text: str, told: str) -> None:
    with pytest.raises(MappingError, match=re.escape(told)):
        parse_mapping(text)


@given(st.text())
def test_any_text_is_a_mapping_or_an_error(text: str) -> None:
    try:
        mapping = parse_mapping(text)
    except MappingError:
        return
    assert set(mapping.columns) <= set(FIELDS)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(FIELDS),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from([*FIELDS, "columns", "dates"]), inner)
        ),
    )
)
def test_json_of_another_form_gives_what_can_be_used(told: object) -> None:
    mapping = TableMapping.from_json(told)
    assert set(mapping.columns) <= set(FIELDS)
    assert all(isinstance(name, str) for name in mapping.used)


def test_a_column_that_the_file_lacks_is_told_with_the_nearest() -> None:
    mapping = parse_mapping("title=headlin")
    with pytest.raises(MappingError, match='no column "headlin"; did you mean "headline"'):
        check_fit(mapping, ["date", "headline"])


def test_tables_with_the_same_columns_have_one_key() -> None:
    assert columns_key(["a", "b "]) == columns_key([" a", "b"])
    assert columns_key(["a", "b"]) != columns_key(["b", "a"])
    assert columns_key(["a,b"]) != columns_key(["a", "b"])
