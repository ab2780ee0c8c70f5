"""Lanes: who stands where, and how they share the height."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from timeline_app.core.calendar import DAY
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.lanes import LANE_MIN_PX, Lanes, share_height
from timeline_app.core.projection import project
from timeline_app.core.when import Span


def lanes_of(dataset: Dataset, group: str, *clauses: ValueClause) -> Lanes:
    return Lanes(dataset, project(dataset, clauses), group)


def test_an_event_with_several_values_stands_in_each_lane():
    dataset = small_dataset()
    lanes = lanes_of(dataset, "country")
    row = dataset.row_of("2024-06-late")
    holding = [lane.key for lane in lanes.lanes if row in lane.rows]
    assert sorted(holding) == ["GTM", "MEX"]


def test_lanes_keep_the_order_of_the_fields_values_and_empty_ones_are_left_out():
    dataset = small_dataset()
    every = [lane.key for lane in lanes_of(dataset, "actor").lanes]
    assert every == list(dataset.fields["actor"].keys)
    some = [lane.key for lane in lanes_of(dataset, "actor", ValueClause("type", ("Attack",))).lanes]
    assert some == [key for key in every if key in some]
    assert len(some) < len(every)


def test_without_a_grouping_there_is_one_lane_of_all_events():
    (lane,) = lanes_of(small_dataset(), "").lanes
    assert lane.count == 12
    assert len(lane) == 11  # the dated ones


def test_no_event_makes_no_lane():
    dataset = make_dataset()
    assert lanes_of(dataset, "country").lanes == []
    assert lanes_of(dataset, "").lanes == []


dates = st.dates().map(lambda day: day.isoformat())
intervals = st.tuples(dates, dates).map(lambda pair: "/".join(sorted(pair)))


@given(st.lists(dates | intervals | st.just("2006-12/.."), max_size=40), dates, st.integers(1, 9))
def test_events_of_a_span_are_those_that_touch_it(texts, day, days):
    dataset = make_dataset(*({"date": text} for text in texts))
    events = lanes_of(dataset, "").all
    start = int(np.datetime64(day, "us").astype(np.int64))
    span = Span(start, start + days * DAY * 400)
    plain = [
        i for i in range(len(events)) if events.start[i] < span.end and events.end[i] > span.start
    ]
    assert events.within(span).tolist() == plain
    assert events.count_in(span) == len(plain)


def test_colours_follow_the_whole_dataset_not_the_filter():
    dataset = small_dataset()
    every = lanes_of(dataset, "")
    some = lanes_of(dataset, "", ValueClause("country", ("MEX",)))
    assert (every.type_rank == some.type_rank).all()
    assert set(some.ranks) <= set(every.ranks)
    assert every.type_rank[dataset.row_of("no-date")] == -1


wants = st.lists(st.integers(1, 400), min_size=1, max_size=40)


@given(wants, st.floats(60, 3000))
def test_lanes_are_never_lower_than_the_least_and_fill_no_more_than_there_is(counts, height):
    heights = share_height(counts, counts, height)
    assert len(heights) == len(counts)
    assert min(heights) >= LANE_MIN_PX
    if LANE_MIN_PX * len(counts) <= height:
        assert sum(heights) <= height + 0.01


@given(wants, st.floats(60, 3000))
def test_who_wants_more_gets_no_less(counts, height):
    heights = share_height(counts, counts, height)
    for (one, low), (other, high) in zip(
        sorted(zip(counts, heights, strict=True))[:-1],
        sorted(zip(counts, heights, strict=True))[1:],
        strict=True,
    ):
        assert one <= other
        assert low <= high + 1e-6


def test_lanes_that_do_not_fit_use_all_the_height_there_is():
    assert sum(share_height([50, 3, 80], [50, 3, 80], 600)) == pytest.approx(600)
