"""The filter: what passes a clause, and how gestures change it."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset, make_quote, small_dataset
from timeline_app.core.clauses import (
    Clause,
    Filter,
    Mode,
    TextClause,
    TimeClause,
    ValueClause,
    easing_clauses,
    events_of,
    in_order,
    mode_of,
    time_bounds,
    with_text,
    with_time,
    with_value,
    without_chip,
    without_field,
)
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Actor
from timeline_app.core.when import OPEN, UNDATED, DateError, parse_when

SMALL = small_dataset()


def passing(clause: Clause, dataset: Dataset = SMALL) -> list[str]:
    return dataset.events["event_id"].iloc[list(events_of(dataset, clause))].tolist()


def dated(*dates: str) -> Dataset:
    return make_dataset(*({"event_id": date or "none", "date": date} for date in dates))


def test_values_in_a_clause_join_with_or() -> None:
    assert passing(ValueClause("actor", ("gtm-army", "zetas"))) == [
        "2010-december",
        "2024-07-23",
        "2025-06-08-reply",
        "2025-12-08",
    ]


def test_exclude_drops_an_event_if_any_of_its_values_matches() -> None:
    kept = passing(ValueClause("country", ("GTM",), exclude=True))
    assert "2012-02" not in kept
    assert kept == [
        "2006-12",
        "2007-01-open",
        "2024-07-23",
        "2024-08",
        "2025-06-08",
        "no-date",
    ]


def test_events_without_a_value_have_the_key_of_none() -> None:
    assert passing(ValueClause("type", ("",))) == ["no-date"]
    assert "no-date" not in passing(ValueClause("type", ("",), exclude=True))
    assert "no-date" not in passing(ValueClause("actor", ("zetas",)))


def test_a_key_or_field_that_no_event_has() -> None:
    for clause in (ValueClause("country", ("FRA",)), ValueClause("mood", ("good",))):
        assert passing(clause) == []
    for clause in (ValueClause("country", ("FRA",), True), ValueClause("mood", ("good",), True)):
        assert len(passing(clause)) == len(SMALL)


def test_a_column_that_is_no_facet_can_be_filtered_too() -> None:
    assert passing(ValueClause("date_basis", ("inferred",))) == ["2012-02"]
    assert passing(ValueClause("note", ("a|b",))) == ["no-date"]


@pytest.mark.parametrize(
    ("start", "end", "possible", "certain"),
    [
        ("2024-06-15", "2024-06-25", "2024|2024-06|[2024-06-21..2024-06-30]|2006-12/..", ""),
        ("2024-06", "2024-06", "2024|2024-06|[2024-06-21..2024-06-30]|2006-12/..",
         "2024-06|[2024-06-21..2024-06-30]"),
        ("2024-07-01", "2024-07-01", "2024|2006-12/..", ""),
        ("", "2006-11", "", ""),
        ("", "2006-12-31", "2006-12/..", ""),
        ("2024-12-31", "", "2024|2006-12/..", ""),
        ("2006", "", "2024|2024-06|[2024-06-21..2024-06-30]|2006-12/..",
         "2024|2024-06|[2024-06-21..2024-06-30]|2006-12/.."),
    ],
)  # fmt: skip
def test_possibly_in_and_certainly_in(start: str, end: str, possible: str, certain: str) -> None:
    dataset = dated("2024", "2024-06", "[2024-06-21..2024-06-30]", "2006-12/..", "")
    found = set(passing(TimeClause(start, end), dataset))
    assert found == set(filter(None, possible.split("|")))
    found = set(passing(TimeClause(start, end, certain=True), dataset))
    assert found == set(filter(None, certain.split("|")))


def test_an_open_end_reaches_every_later_date() -> None:
    dataset = dated("2006-12/..", "2006-12/")
    assert len(passing(TimeClause("9999", ""), dataset)) == 2
    assert passing(TimeClause("2000", "9999", certain=True), dataset) == []


def test_one_of_several_dates_is_not_between_them() -> None:
    dataset = dated("[2010-12,2011-12]")
    assert passing(TimeClause("2011-03", "2011-06"), dataset) == []
    assert passing(TimeClause("2011-12-31", "2012"), dataset) == ["[2010-12,2011-12]"]
    assert passing(TimeClause("2010", "2011", certain=True), dataset) == ["[2010-12,2011-12]"]
    assert passing(TimeClause("2010-12", "2010-12", certain=True), dataset) == []


def test_both_ends_of_a_time_clause_are_included() -> None:
    assert time_bounds(TimeClause("2024", "2024")) == (
        parse_when("2024-01-01").start,
        parse_when("2024-12-31").end,
    )
    assert time_bounds(TimeClause()) == (UNDATED + 1, OPEN)
    dataset = dated("2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z")
    assert passing(TimeClause("", "2024"), dataset) == ["2024-12-31T23:59:59Z"]


def test_a_time_clause_that_is_no_date() -> None:
    with pytest.raises(DateError):
        events_of(SMALL, TimeClause("soon"))


DATES = ["", "1986", "2010-12", "2011-01-15", "2011-01-15/2011-03", "[2010-12,2011-12]", "2011/.."]


@given(
    st.lists(st.sampled_from(DATES), max_size=8),
    st.sampled_from(["", "1986-05", "2010-12-20", "2011"]),
    st.sampled_from(["", "2010-12-24", "2011-01-15", "2011-02", "2012"]),
)
def test_certainly_in_is_possibly_in_and_undated_is_neither(
    dates: list[str], start: str, end: str
) -> None:
    dataset = make_dataset(*({"date": date} for date in dates))
    low, high = time_bounds(TimeClause(start, end))
    possible = events_of(dataset, TimeClause(start, end))
    certain = events_of(dataset, TimeClause(start, end, certain=True))
    for row in range(len(dataset)):
        when = dataset.event(row).when
        spans = [] if when.start == UNDATED else when.parts or [when.span]
        assert (row in possible) == any(span.start < high and low < span.end for span in spans)
        inside = bool(spans) and all(low <= span.start and span.end <= high for span in spans)
        assert (row in certain) == inside
    if low < high:
        assert not certain - possible


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("PEREZ", ["2010-december", "2012-02"]),
        ("opm siege", ["2010-december"]),
        ("cinco policías", ["2025-06-08"]),
        ("policias officers", ["2025-06-08"]),
        ("coban", ["2010-december"]),
        ("huehuetenango", ["2024-06-late"]),
        ("ejercito", ["2010-december", "2025-06-08-reply"]),
        ("lasted eleven", ["2024-07-23"]),
        ('"officers killed"', ["2025-06-08"]),
        ('"killed officers"', []),
        ("killed officers", ["2025-06-08"]),
        ("<b>x</b> outpost", ["2025-12-08"]),
        ("patrol ambushed zetas", []),
        ("tecún uman", ["2025-12-08"]),
    ],
)
def test_search_finds_events_in_whose_texts_all_words_occur(text: str, ids: list[str]) -> None:
    assert passing(TextClause(text)) == ids


def test_a_search_for_nothing_finds_everything() -> None:
    for text in ("", "  ", '"'):
        assert len(passing(TextClause(text))) == len(SMALL)


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    dataset = make_dataset(
        {"title": "one two", "summary": "three four", "actors": "a"},
        actors=[Actor("a", "five six", aliases=("seven eight",))],
        quotes=[make_quote("q", "e0", exact="nine ten"), make_quote("q", "e0", exact="eleven")],
    )
    for found in ('"one two"', '"five six"', "one eight three ten eleven"):
        assert passing(TextClause(found), dataset) == ["e0"], found
    for lost in ('"two three"', '"six seven"', '"four nine"', '"ten eleven"'):
        assert passing(TextClause(lost), dataset) == [], lost


ACCIDENT = ValueClause("type", ("Accident",), exclude=True)
BOTH = ValueClause("country", ("GTM", "MEX"))


@pytest.mark.parametrize(
    ("before", "key", "mode", "after"),
    [
        ((), "MEX", "include", (ValueClause("country", ("MEX",)),)),
        ((ACCIDENT,), "MEX", "exclude", (ACCIDENT, ValueClause("country", ("MEX",), True))),
        ((ValueClause("country", ("MEX",)), ACCIDENT), "GTM", "include", (BOTH, ACCIDENT)),
        ((ValueClause("country", ("MEX",), True),), "MEX", "include",
         (ValueClause("country", ("MEX",)),)),
        ((BOTH,), "MEX", "exclude",
         (ValueClause("country", ("GTM",)), ValueClause("country", ("MEX",), True))),
        ((BOTH, ValueClause("country", ("USA",), True)), "GTM", "only",
         (ValueClause("country", ("GTM",)),)),
        ((BOTH,), "BLZ", "only", (ValueClause("country", ("BLZ",)),)),
        ((BOTH, ACCIDENT), "MEX", "off", (ValueClause("country", ("GTM",)), ACCIDENT)),
        ((ValueClause("country", ("MEX",), True), ACCIDENT), "MEX", "off", (ACCIDENT,)),
        ((), "MEX", "off", ()),
        ((), "", "include", (ValueClause("country", ("",)),)),
    ],
)  # fmt: skip
def test_one_value_of_a_field(before: Filter, key: str, mode: Mode, after: Filter) -> None:
    assert with_value(before, "country", key, mode) == after


FIELDS = st.sampled_from(["country", "actor"])
KEYS = st.sampled_from(["a", "b", "c", ""])
MODES = st.sampled_from(["include", "exclude", "only", "off"])


@given(st.lists(st.tuples(FIELDS, KEYS, MODES), min_size=1))
def test_the_last_word_on_a_value_counts(steps: list[tuple[str, str, Mode]]) -> None:
    filter_: Filter = ()
    for field, key, mode in steps:
        filter_ = with_value(filter_, field, key, mode)
    field, key, mode = steps[-1]
    assert mode_of(filter_, field, key) == ("include" if mode == "only" else mode)
    kinds = [(c.field, c.exclude) for c in filter_ if isinstance(c, ValueClause)]
    assert len(kinds) == len(set(kinds)) == len(filter_)
    for clause in filter_:
        assert isinstance(clause, ValueClause)
        assert clause.keys
        assert list(clause.keys) == sorted(set(clause.keys))


def test_there_is_one_time_clause() -> None:
    first, second = TimeClause("2010"), TimeClause("", "2020", certain=True)
    assert with_time((ACCIDENT,), first) == (ACCIDENT, first)
    assert with_time((first, ACCIDENT), second) == (second, ACCIDENT)
    assert with_time((first, ACCIDENT), None) == (ACCIDENT,)
    assert with_time((first, ACCIDENT), TimeClause(certain=True)) == (ACCIDENT,)
    assert with_time((), None) == ()


def test_typing_changes_the_last_text_clause() -> None:
    one, two = TextClause("one"), TextClause("two")
    assert with_text((), "one") == (one,)
    assert with_text((one, ACCIDENT), "two") == (two, ACCIDENT)
    assert with_text((one, two, ACCIDENT), "  ") == (one, ACCIDENT)
    assert with_text((), "") == ()


def test_chips_are_taken_away_one_by_one() -> None:
    assert without_chip((BOTH, ACCIDENT), 0, "MEX") == (ValueClause("country", ("GTM",)), ACCIDENT)
    assert without_chip((BOTH, ACCIDENT), 0, None) == (ACCIDENT,)
    assert without_chip((BOTH, ACCIDENT), 1, "Accident") == (BOTH,)
    assert without_chip((TimeClause("2010"), BOTH), 0, None) == (BOTH,)


def test_what_to_drop_when_nothing_passes() -> None:
    filter_ = (
        ValueClause("country", ("GTM",)),
        ValueClause("type", ("Displacement",)),
        TimeClause("2025"),
    )
    assert easing_clauses(SMALL, filter_) == [(1, 2), (0, 1), (2, 1)]
    assert easing_clauses(SMALL, (*filter_, TextClause("qqq"))) == []
    assert easing_clauses(SMALL, (ValueClause("country", ("FRA",)),)) == [(0, len(SMALL))]


def test_without_a_field_only_the_conditions_on_its_values_go():
    kept = (ValueClause("type", ("Attack",)), TextClause("army"), TimeClause(start="2010"))
    both = (ValueClause("country", ("GTM",)), *kept, ValueClause("country", ("MEX",), exclude=True))
    assert without_field(both, "country") == kept


def test_clauses_in_order_are_the_same_however_they_were_added() -> None:
    country, actor = ValueClause("country", ("GTM",)), ValueClause("actor", ("zetas",))
    region, without = ValueClause("region", ("south",)), ValueClause("type", ("Attack",), True)
    time, text = TimeClause("2024"), TextClause("army")
    ordered: Filter = (country, actor, region, without, time, text)
    for made in permutations(ordered):
        assert in_order(made) == ordered
