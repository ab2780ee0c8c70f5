"""Rows and counts, against a plain version that looks at one event at a time."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from timeline_app.core.clauses import (
    Clause,
    Filter,
    TextClause,
    TimeClause,
    ValueClause,
    time_bounds,
)
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import histogram, project
from timeline_app.core.when import OPEN, UNDATED, Span, parse_when

SMALL = small_dataset()

EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "date": st.sampled_from(["", "1986", "2024-06", "2024-06-10", "2024/..", "2030"]),
            "event_type": st.sampled_from(["", "Attack", "Accident"]),
            "countries": st.sampled_from(["", "GTM", "MEX", "GTM|MEX", "GTM|MEX|BLZ"]),
            "actors": st.sampled_from(["", "army", "zetas|army", "zetas"]),
            "title": st.sampled_from(["one", "two", "one two"]),
        }
    ),
    max_size=12,
)
KEYS = {
    "country": ["GTM", "MEX", "BLZ", "FRA", ""],
    "actor": ["army", "zetas", ""],
    "type": ["Attack", "Accident", ""],
}


@st.composite
def value_clauses(draw: st.DrawFn) -> ValueClause:
    field = draw(st.sampled_from(sorted(KEYS)))
    keys = draw(st.sets(st.sampled_from(KEYS[field]), min_size=1))
    return ValueClause(field, tuple(sorted(keys)), draw(st.booleans()))


TIMES = st.builds(
    TimeClause, st.sampled_from(["", "2024"]), st.sampled_from(["", "2025"]), st.booleans()
)
FILTERS = st.lists(
    st.one_of(value_clauses(), TIMES, st.sampled_from([TextClause("one"), TextClause("two one")])),
    max_size=5,
).map(tuple)


def passes(dataset: Dataset, row: int, clause: Clause) -> bool:
    """The meaning of a clause as DESIGN 4.4 says it, for one event."""
    event = dataset.event(row)
    match clause:
        case ValueClause(name, keys, exclude):
            values = {
                "country": event.countries,
                "actor": event.actors,
                "type": (event.event_type,),
            }
            return bool(set(values[name] or ("",)) & set(keys)) != exclude
        case TimeClause(certain=certain):
            low, high = time_bounds(clause)
            start, end = event.when.start, event.when.end
            if start == UNDATED:
                return False
            return (low <= start and end <= high) if certain else (start < high and low < end)
        case TextClause(text):
            return all(word in event.title for word in text.split())


@settings(max_examples=50)
@given(EVENTS, FILTERS)
def test_a_projection_is_what_looking_at_each_event_gives(
    events: list[dict[str, str]], filter_: Filter
) -> None:
    dataset = make_dataset(*events)
    projection = project(dataset, filter_)
    everyone = range(len(dataset))

    def rows_passing(clauses: Sequence[Clause]) -> list[int]:
        return [row for row in everyone if all(passes(dataset, row, one) for one in clauses)]

    assert projection.rows.tolist() == rows_passing(filter_)
    assert projection.total == len(projection.rows)
    for name in ("country", "actor", "type"):
        field = dataset.fields[name]
        others = [c for c in filter_ if not (isinstance(c, ValueClause) and c.field == name)]
        had = [key for row in rows_passing(others) for key in field.keys_of(row) or ("",)]
        assert projection.counts[name].tolist() == [had.count(key) for key in field.keys]
    undated = {row for row in everyone if dataset.event(row).when.start == UNDATED}
    timeless = [clause for clause in filter_ if not isinstance(clause, TimeClause)]
    timed = len(timeless) < len(filter_)
    assert projection.undated == len(undated & set(projection.rows.tolist()))
    assert projection.undated_dropped == (
        len(undated & set(rows_passing(timeless))) if timed else 0
    )


def test_all_fields_are_counted_and_any_column_when_asked_for() -> None:
    counts = project(SMALL, ()).counts
    assert list(counts) == list(SMALL.fields)
    assert counts["date_basis"].sum() == len(SMALL)
    with pytest.raises(KeyError):
        counts["nothing"]


@given(EVENTS, FILTERS, st.integers(-1, 13))
def test_places_of_rows_among_the_filtered_ones(
    events: list[dict[str, str]], filter_: Filter, row: int
) -> None:
    projection = project(make_dataset(*events), filter_)
    rows = projection.rows.tolist()
    assert [projection.row_at(place) for place in range(len(rows))] == rows
    if row >= 0:
        assert (row in projection) == (row in rows)
        assert projection.place_of(row) == sum(other < row for other in rows)


def test_a_facet_ignores_its_own_clauses_only() -> None:
    only_guatemala = (ValueClause("country", ("GTM",)), ValueClause("type", ("Attack",)))
    projection = project(SMALL, only_guatemala)
    country, type_ = SMALL.fields["country"], SMALL.fields["type"]
    by_country = dict(zip(country.labels, projection.counts["country"].tolist(), strict=True))
    by_type = dict(zip(type_.labels, projection.counts["type"].tolist(), strict=True))
    assert by_country == {"Mexico": 1, "Guatemala": 1, "": 0}
    assert by_type == {
        "Policy or statement": 3,
        "Armed clash": 1,
        "Attack": 1,
        "Displacement": 1,
        "": 0,
    }


@pytest.mark.parametrize(
    ("date", "vague"),
    [
        ("2025-06-08", False),
        ("2025-06-08~", False),
        ("2025-06-08T14:30:00Z", False),
        ("2025-06", True),
        ("1986", True),
        ("[2024-06-21..2024-06-30]", True),
        ("[2010-12,2011-12]", True),
        ("2024-07-23/2024-08-02", False),
        ("2024-07/2024-08-02", True),
        ("2024-07-23/2024", True),
        ("2006-12-11/..", False),
        ("2006-12/..", True),
        ("2006-12-11/", False),
        ("2006/", True),
        ("", False),
    ],
)
def test_events_not_known_to_the_day(date: str, vague: bool) -> None:
    assert project(make_dataset({"date": date}), ()).without_day == int(vague)


def test_events_without_a_day_are_counted_among_the_filtered_ones() -> None:
    dataset = make_dataset({"date": "2024"}, {"date": "1986"}, {"date": "2024-01-01"}, {})
    assert project(dataset, (TimeClause("2000"),)).without_day == 1


def test_the_histogram_counts_where_events_begin() -> None:
    dataset = make_dataset(
        {"date": "2020-01-01"}, {"date": "2021"}, {"date": "2020/.."}, {"date": "2023-12-31"}, {}
    )
    span = Span(parse_when("2020").start, parse_when("2023").end)
    rows = project(dataset, ()).events
    assert histogram(dataset, rows, span, 4).tolist() == [2, 1, 0, 1]
    assert histogram(dataset, rows[:1], span, 2).tolist() == [1, 0]
    assert histogram(dataset, rows[:0], span, 3).tolist() == [0, 0, 0]
    later = Span(parse_when("2021").start, parse_when("2021").end)
    assert histogram(dataset, rows, later, 1).tolist() == [1]


def test_a_histogram_over_all_of_time() -> None:
    rows = project(SMALL, ()).events
    assert histogram(SMALL, rows, Span(UNDATED + 1, OPEN), 10).sum() == len(SMALL) - 1
