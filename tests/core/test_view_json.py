"""Saved views: what was written is read, what is damaged is as by default."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.clauses import TextClause, TimeClause, ValueClause
from timeline_app.core.view_json import added_fields, from_json, to_json
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span

STATE = ViewState(
    filter=(
        ValueClause("country", ("", "GTM")),
        ValueClause("country", ("MEX",), exclude=True),
        TimeClause("2010", "2025-06", certain=True),
        TextClause("pérez"),
        TextClause("army"),
    ),
    window=Span(-(10**15), 10**15),
    group="actor",
    sort=("title", True),
    selection=("a", "b"),
)
OTHER = ViewState(window=Span(5, 6), group="type", selection=("x",))


@pytest.mark.parametrize("state", [STATE, ViewState()])
def test_a_written_view_is_read_back(state: ViewState) -> None:
    assert from_json(json.loads(json.dumps(to_json(state)))) == state
    assert from_json(json.loads(json.dumps(to_json(state))), OTHER) == state


@pytest.mark.parametrize("data", [None, [], "text", 3, {}, {"version": 2}, {"version": "1"}])
def test_what_is_no_view_of_this_version_is_the_default(data: object) -> None:
    assert from_json(data) == ViewState()
    assert from_json(data, OTHER) == OTHER


@pytest.mark.parametrize(
    ("part", "damaged"),
    [
        ("window", [3, 3]),
        ("window", [5, 1]),
        ("window", [0, 2**63]),
        ("window", ["0", "1"]),
        ("window", {"start": 0}),
        ("group", None),
        ("sort", ["title"]),
        ("sort", ["title", 1]),
        ("selection", ["a", 3]),
        ("selection", "abc"),
        ("filter", {"field": "country"}),
    ],
)
def test_a_damaged_part_is_as_by_default_and_the_others_stand(part: str, damaged: object) -> None:
    data = {**to_json(STATE), part: damaged}
    read = from_json(data, OTHER)
    for name in ("filter", "window", "group", "sort", "selection"):
        assert getattr(read, name) == getattr(OTHER if name == part else STATE, name)


@pytest.mark.parametrize(
    "damaged",
    [
        None,
        {},
        {"field": "country"},
        {"field": "country", "keys": [], "exclude": False},
        {"field": "country", "keys": [1], "exclude": False},
        {"field": "country", "keys": ["a"], "exclude": "no"},
        {"start": "soon", "end": "", "certain": False},
        {"start": "", "end": "", "certain": False},
        {"text": "  "},
    ],
)
def test_damaged_clauses_are_left_out(damaged: object) -> None:
    data = to_json(STATE)
    data["filter"].insert(0, damaged)
    assert from_json(data).filter == STATE.filter


def test_a_filter_has_one_clause_where_there_can_be_one() -> None:
    data = to_json(STATE)
    data["filter"] += [
        {"start": "1990", "end": "", "certain": False},
        {"field": "country", "keys": ["BLZ"], "exclude": False},
        {"field": "actor", "keys": ["b", "a", "b"], "exclude": False},
    ]
    assert from_json(data).filter == (*STATE.filter, ValueClause("actor", ("a", "b")))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["field", "keys", "exclude", "start", "end", "certain", "text"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
PARTS = st.sampled_from(["filter", "window", "group", "sort", "selection", "added"])


@given(st.dictionaries(PARTS, JSON, max_size=5))
def test_anything_at_all_is_taken(parts: dict[str, Any]) -> None:
    state = from_json({"version": 1, **parts})
    added = added_fields({"version": 1, **parts})
    assert from_json(to_json(state, added)) == state
    assert added_fields(to_json(state, added)) == added


def test_added_fields_stand_beside_the_view_and_older_views_have_none() -> None:
    data = json.loads(json.dumps(to_json(STATE, ["place", "language"])))
    assert from_json(data) == STATE
    assert added_fields(data) == ("place", "language")
    older = to_json(STATE)
    del older["added"]
    assert from_json(older) == STATE
    assert added_fields(older) == ()


@pytest.mark.parametrize(
    "data",
    [None, [], {"added": ["place"]}, {"version": 2, "added": ["place"]}]
    + [{"version": 1, "added": added} for added in (None, "place", ["place", 3], {"place": 1})],
)
def test_damaged_added_fields_are_none(data: object) -> None:
    assert added_fields(data) == ()
