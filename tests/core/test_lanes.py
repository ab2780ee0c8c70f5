"""Lanes: who stands where, and how they share the height."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from timeline_app.core.calendar import DAY
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.lane_heights import (
    LANE_MIN_PX,
    LANE_PAD_PX,
    ROW_MAX_PX,
    ROW_PX,
    Wants,
    share_height,
)
from timeline_app.core.lanes import Lanes
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
        row
        for row in range(len(dataset))
        if dataset.times.start[row] < span.end and dataset.times.end[row] > span.start
    ]
    assert events.within(span).tolist() == plain
    assert events.count_in(span) == len(plain)


def test_colours_follow_the_whole_dataset_not_the_filter():
    dataset = small_dataset()
    every = lanes_of(dataset, "")
    some = lanes_of(dataset, "", ValueClause("country", ("MEX",)))
    assert (every.types == some.types).all()
    assert every.type_keys == some.type_keys
    assert set(some.ranks) <= set(every.ranks)
    assert every.types[dataset.row_of("no-date")] == len(every.type_keys)


rows = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)).map(sorted)
wants = st.lists(rows.map(lambda three: Wants(*three)), min_size=1, max_size=40)


@given(wants, st.floats(60, 3000))
def test_lanes_are_never_lower_than_the_least_and_fill_no_more_than_there_is(asked, height):
    heights = share_height(asked, height)
    assert len(heights) == len(asked)
    assert min(heights) >= LANE_MIN_PX
    if LANE_MIN_PX * len(asked) <= height:
        assert sum(heights) <= height + 0.01


@given(wants, st.floats(60, 3000))
def test_height_is_left_over_only_where_every_lane_has_the_most_it_can_use(asked, height):
    heights = share_height(asked, height)
    most = [max(LANE_MIN_PX, 2 * LANE_PAD_PX + ROW_MAX_PX * want.most) for want in asked]
    if LANE_MIN_PX * len(asked) <= height and sum(heights) < height - 0.01:
        assert heights == pytest.approx(most)


@given(st.lists(st.integers(1, 400), min_size=2, max_size=40), st.floats(60, 3000))
def test_who_wants_more_gets_no_less(counts, height):
    counts = sorted(counts)
    heights = share_height([Wants(count, count, count) for count in counts], height)
    assert all(low <= high + 1e-6 for low, high in itertools.pairwise(heights))


def test_marks_come_before_labels_and_labels_before_air():
    asked = [Wants(2, 10, 10), Wants(10, 10, 10)]
    marks, labels = 2 * 2 * LANE_PAD_PX + 12 * ROW_PX, 2 * 2 * LANE_PAD_PX + 20 * ROW_PX
    assert share_height(asked, marks) == pytest.approx([36, 148], abs=0.01)
    assert share_height(asked, marks + 28) == pytest.approx([64, 148], abs=0.01)
    assert share_height(asked, labels) == pytest.approx([148, 148], abs=0.01)
    assert share_height(asked, labels + 100) == pytest.approx([198, 198], abs=0.01)


def test_lanes_that_scroll_have_room_for_all_marks_but_are_no_higher_than_the_plot():
    asked = [Wants(5, 9, 9), Wants(100, 100, 100), Wants(1, 1, 1)]
    heights = share_height(asked, 300, scrolls=True)
    assert heights == [2 * LANE_PAD_PX + 5 * ROW_PX, 300, LANE_MIN_PX]
    assert sum(share_height(asked, 3000, scrolls=True)) <= 3000


@given(st.lists(dates | intervals | st.just("2006-12/.."), max_size=40), dates, st.integers(1, 9))
def test_events_of_a_span_are_counted_alike_with_and_without_a_filter(texts, day, days):
    dataset = make_dataset(*({"date": text, "event_type": "A"} for text in texts), {"date": "1900"})
    start = int(np.datetime64(day, "us").astype(np.int64))
    span = Span(start, start + days * DAY * 400)
    every = lanes_of(dataset, "").all
    assert every.count_in(span) == len(every.within(span))
    some = lanes_of(dataset, "", ValueClause("type", ("A",))).all
    assert some.count_in(span) == len(some.within(span))
