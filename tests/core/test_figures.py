"""Figures of claims and matters in dispute."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_claim, small_dataset
from timeline_app.core.figures import (
    Agreement,
    agreement,
    conflicts,
    fatalities,
    matters,
    value_range,
    values_exclude,
)
from timeline_app.core.records import Source

NUMBERS = st.integers(0, 500)
VALUES = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["", "~", ">=", ">", "<="]), NUMBERS),
    st.tuples(NUMBERS, NUMBERS).map(lambda pair: f"{min(pair)}-{max(pair)}"),
)


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("5", (5, 5)),
        ("~200", (200, 200)),
        (">=19", (19, None)),
        (">19", (20, None)),
        ("<=4", (0, 4)),
        ("3-7", (3, 7)),
        ("0", (0, 0)),
    ],
)
def test_what_a_value_stands_for(value: str, bounds: tuple[int, int | None]) -> None:
    assert value_range(value) == bounds


@pytest.mark.parametrize(
    "value", ["", "five", "5-3", "<4", "-3", "3.5", "1,000", "~", "5 ", "٣", ">=5-8", "9" * 16]
)
def test_other_values_are_refused(value: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(value)}$"):
        value_range(value)


def killed(*values: tuple[str, str]) -> tuple[int | None, int | None]:
    return fatalities([make_claim("killed", value, subject=subject) for subject, value in values])


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ([], (None, None)),
        ([("soldiers", "3")], (3, 3)),
        ([("soldiers", "3"), ("soldiers", "5")], (3, 5)),
        ([("soldiers", "3"), ("gunmen", "~5")], (8, 8)),
        ([("soldiers", "3"), ("soldiers", ">=2")], (2, None)),
        ([("soldiers", "3"), ("gunmen", ">4")], (8, None)),
        ([("people", "<=4"), ("people", "2-9")], (0, 9)),
        ([("people", "many")], (None, None)),
        ([("people", "many"), ("people", "2")], (2, 2)),
    ],
)
def test_fatalities(values: list[tuple[str, str]], result: tuple[int | None, int | None]) -> None:
    assert killed(*values) == result


def test_only_claims_of_killed_count() -> None:
    claims = [make_claim("injured", "9"), make_claim("killed", "0")]
    assert fatalities(claims) == (0, 0)
    assert fatalities(claims[:1]) == (None, None)


@given(st.lists(st.tuples(st.sampled_from("ab"), VALUES), min_size=1))
def test_fatalities_hold_every_claim(values: list[tuple[str, str]]) -> None:
    low, high = killed(*values)
    assert low is not None
    assert high is None or low <= high
    assert killed(*reversed(values)) == (low, high)
    for value in values:
        one_low, one_high = killed(value)
        if high is not None:
            assert one_high is not None
            assert one_high <= high
        if len({subject for subject, _ in values}) == 1:
            assert one_low is not None
            assert low <= one_low


@pytest.mark.parametrize(
    ("attribute", "one", "other", "exclude"),
    [
        ("killed", "5", "4", True),
        ("killed", "5", ">=4", False),
        ("killed", "3-5", "5-7", False),
        ("killed", "<=3", ">3", True),
        ("killed", "5", "many", False),
        ("troops_after", "150", "450", True),
        ("displaced", "~1000", "1005", False),
        ("displaced", "~1000", "1100", False),
        ("displaced", "~1000", "1101", True),
        ("displaced", "~1000", "~1150", False),
        ("displaced", "~1000", "~1250", True),
        ("displaced", "~1000", ">1000", False),
        ("displaced", "~1000", "<=899", True),
        ("killed", "~7", "8", False),
        ("killed", "~7", "9", True),
        ("killed", "~0", "1", False),
        ("killed", "1000", "1005", True),
        ("date", "2025-06-08", "2025-06", False),
        ("date", "2025-06-08", "2025-06-09", True),
        ("date", "[2010-12,2011-12]", "2011-06", True),
        ("date", "2006-12/..", "2024", False),
        ("date", "2025", "", False),
        ("date", "2025", "soon", False),
        ("attribution", "zetas", "sinaloa", True),
        ("attribution", "zetas", "zetas", False),
        ("attribution", "zetas", "", False),
        ("place", "Comitán", "Chiapas", False),
    ],
)
def test_values_that_exclude_each_other(
    attribute: str, one: str, other: str, exclude: bool
) -> None:
    assert values_exclude(attribute, one, other) is exclude
    assert values_exclude(attribute, other, one) is exclude


@given(VALUES, VALUES)
def test_numbers_exclude_each_other_when_no_number_is_both(one: str, other: str) -> None:
    def allowed(value: str) -> set[int]:
        low, high = value_range(value)
        about = max(1, low // 10) if value.startswith("~") else 0
        return set(range(low - about, (1000 if high is None else high + about) + 1))

    assert values_exclude("killed", one, other) == allowed(one).isdisjoint(allowed(other))
    assert not values_exclude("killed", one, one)


def test_a_matter_in_dispute_comes_with_all_its_claims() -> None:
    five = make_claim("killed", "5", subject="police")
    four = make_claim("killed", "4", subject="police")
    some = make_claim("killed", ">=1", subject="police")
    others = [
        make_claim("killed", "9", subject="gunmen"),
        make_claim("injured", "9", subject="police"),
    ]
    assert conflicts([five, others[0], four, others[1], some]) == [[five, four, some]]
    assert conflicts([five, some, *others]) == []


def test_a_subject_is_one_however_it_is_written() -> None:
    claims = [
        make_claim("killed", "5", subject=one) for one in ("Police officers", "police  officers")
    ]
    (matter,) = matters(claims)
    assert (matter.subject, len(matter.claims)) == ("Police officers", 2)
    assert fatalities(claims) == (5, 5)


def test_a_source_may_call_a_claim_disputed() -> None:
    claim = make_claim("attribution", "zetas", disputed=True)
    assert conflicts([claim]) == [[claim]]


def test_disputed_events() -> None:
    dataset = small_dataset()
    ids = dataset.events["event_id"]
    assert ids[dataset.disputed].tolist() == ["2025-12-08"]


CLAIMS = st.lists(
    st.builds(
        make_claim,
        st.sampled_from(["killed", "injured", "date", "place"]),
        VALUES | st.sampled_from(["2024-06", "2024-06-28", "2024-06-30/..", "../2023", "x", ""]),
        subject=st.sampled_from(["", "soldiers"]),
        disputed=st.booleans(),
    ),
    max_size=6,
)


@given(CLAIMS)
def test_each_claim_is_in_the_one_matter_that_it_is_about(claims: list) -> None:
    found = matters(claims)
    assert len({(matter.attribute, matter.subject) for matter in found}) == len(found)
    for matter in found:
        about = [
            claim
            for claim in claims
            if (claim.attribute, claim.subject) == (matter.attribute, matter.subject)
        ]
        assert list(matter.claims) == about
    assert sum(len(matter.claims) for matter in found) == len(claims)
    assert conflicts(claims) == [list(matter.claims) for matter in found if matter.disputed]


@given(st.lists(VALUES, min_size=1, max_size=5))
def test_the_figures_of_a_matter_span_all_its_values(values: list[str]) -> None:
    (matter,) = matters([make_claim("injured", value) for value in [*values, "some"]])
    ranges = [value_range(value) for value in values]
    assert matter.figures is not None
    low, high = matter.figures
    assert low == min(low for low, _ in ranges)
    if any(most is None for _, most in ranges):
        assert high is None
    else:
        assert high == max(most or 0 for _, most in ranges)
    assert matter.dates is None


@pytest.mark.parametrize(
    ("values", "dates"),
    [
        (["2024-06-28", "[2024-06-21..2024-06-30]"], ("2024-06-21", "2024-06-30")),
        (["2024-06-28", "2024-07/.."], ("2024-06-28", "")),
        (["../2023", "2024"], ("", "2024-12-31")),
        (["2024", "soon"], ("2024-01-01", "2024-12-31")),
        (["soon", ""], None),
    ],
)
def test_the_dates_of_a_matter(values: list[str], dates: tuple[str, str] | None) -> None:
    (matter,) = matters([make_claim("date", value) for value in values])
    assert matter.dates == dates
    assert matter.figures is None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("q1", "5")], Agreement.ONE_SOURCE),
        ([("q1", "5"), ("q1b", "5")], Agreement.ONE_SOURCE),
        ([("q1", "5"), ("q1b", "6")], Agreement.UNDECIDED),
        ([("q1", "5"), ("q2", ">=4")], Agreement.AGREE),
        ([("q1", "5"), ("q2", "6")], Agreement.DISAGREE),
        ([("q2", "5"), ("q3", "5")], Agreement.ONE_ORIGIN),
        ([("q2", "5"), ("q3", "6")], Agreement.DISAGREE),
        ([("q2", "5"), ("q3", "5"), ("q1", "5")], Agreement.AGREE),
        ([("q1", "5"), ("", "5")], Agreement.AGREE),
    ],
)
def test_how_far_sources_agree(told: list[tuple[str, str]], expected: Agreement) -> None:
    source_of = {"q1": "s1", "q1b": "s1", "q2": "s2", "q3": "s3"}
    sources = {"s3": Source("s3", "", "", derived_from="s2"), "s2": Source("s2", "", "")}
    claims = [make_claim("killed", value, quote_id=quote_id) for quote_id, value in told]
    (matter,) = matters(claims)
    assert agreement(matter, source_of, sources) is expected


def test_a_source_may_call_its_own_claim_disputed() -> None:
    (matter,) = matters([make_claim("killed", "5", quote_id="q1", disputed=True)])
    assert agreement(matter, {"q1": "s1"}, {}) is Agreement.UNDECIDED
