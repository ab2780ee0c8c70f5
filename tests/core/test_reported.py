"""Dates that sources report: which there are, and where they have room in a scene."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_claim, make_dataset
from tests.core.scenes import WIDTH, scene_of, source_of, window_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.hits import mark_at, report_at
from timeline_app.core.report_places import APART_PX, BELOW_PX, LEAST_BELOW_PX, REPORT_PX
from timeline_app.core.scale import TimeScale
from timeline_app.core.when import parse_when


def told(*values: str, date: str = "2024-06-28") -> Dataset:
    """One event, and claims on its date."""
    claims = [make_claim("date", value, claim_id=f"c{n}") for n, value in enumerate(values)]
    return make_dataset({"date": date, "title": "Clash"}, claims=claims)


def test_a_date_that_is_not_the_events_own_is_reported_once() -> None:
    late, first = "[2024-06-21..2024-06-30]", "2024-07-01"
    dataset = told(first, late, "2024-06-28", late, "soon")
    (found,) = dataset.reported.values()
    assert [date.span for date in found] == [parse_when(late).span, parse_when(first).span]
    assert [[claim.claim_id for claim in date.claims] for date in found] == [["c1", "c3"], ["c0"]]


def test_each_of_several_possible_dates_is_reported() -> None:
    (found,) = told("[2010-12,2011-12]").reported.values()
    assert [date.span for date in found] == [
        parse_when("2010-12").span,
        parse_when("2011-12").span,
    ]


@pytest.mark.parametrize(
    "dataset",
    [
        told("2024-06-28"),
        told("soon", "", "2024\ud800"),
        told("2024-07", date=""),
        make_dataset({"date": "2024"}, claims=[make_claim("killed", "5")]),
        make_dataset({"date": "2024"}, claims=[make_claim("date", "2023", event_id="other")]),
    ],
)
def test_nothing_is_reported_where_no_claim_differs_on_a_dated_event(dataset: Dataset) -> None:
    assert dict(dataset.reported) == {}
    assert not dataset.signed.reported


def test_a_reported_date_stands_below_its_mark_at_its_time() -> None:
    dataset = told("[2024-06-21..2024-06-30]", "2024-08")
    scene = scene_of(dataset, window=window_of(8900, 120))
    late, august = scene.reports
    assert (late.x0, late.x1) == pytest.approx(edges(scene.scale, "2024-06-21/2024-06-30"))
    assert (august.x0, august.x1) == pytest.approx(edges(scene.scale, "2024-08"))
    for report in scene.reports:
        assert report.mark == 0
        assert scene.marks.y[0] < report.y <= scene.marks.y[0] + BELOW_PX
        place = report.x1 - 1, report.y
        assert report_at(scene, *place) == report
        assert mark_at(scene, *place) == 0
    assert report_at(scene, late.x0 - 20, late.y) is None


def edges(scale: TimeScale, date: str) -> tuple[float, float]:
    span = parse_when(date).span
    return scale.x(span.start), scale.x(span.end)


def test_from_far_away_what_lies_below_the_dot_itself_is_left_out() -> None:
    dataset = told("2024-06-27")
    assert scene_of(dataset, window=window_of(0, 12_000)).reports == ()
    assert len(scene_of(dataset, window=window_of(8900, 120)).reports) == 1


def test_no_room_is_made_for_what_is_out_of_sight() -> None:
    dataset = told("2023")
    assert scene_of(dataset, window=window_of(8900, 120)).reports == ()


def test_in_low_sub_rows_there_is_room_where_nothing_stands_below() -> None:
    events = [{"date": f"{2010 + i}-06-15", "title": f"Event {i}"} for i in range(8)]
    claims = [make_claim("date", f"{2010 + i}-05", event_id=f"e{i}") for i in range(8)]
    dataset = make_dataset(*events, claims=claims)
    window = window_of(3652, 3000)
    scene = source_of(dataset).scene(TimeScale(window, 3000.0), 60.0)
    assert scene.lanes[0].row_height < 20
    assert len(scene.reports) == 8
    crowd = [
        {"date": f"2014-06-{1 + i:02d}/2014-08", "title": "A long title of an event"}
        for i in range(12)
    ]
    claims = [make_claim("date", "2014-06-20/2014-08-10", event_id=f"e{i}") for i in range(12)]
    scene = source_of(make_dataset(*crowd, claims=claims)).scene(
        TimeScale(window_of(5200, 200), WIDTH), 180.0
    )
    assert scene.lanes[0].row_height < 20
    assert len(scene.marks) > 2
    assert len(scene.reports) < 2


days = st.integers(0, 300)
events = st.lists(
    st.tuples(days, st.lists(st.tuples(days, st.integers(0, 60)), max_size=3)), max_size=14
)


@settings(max_examples=80)
@given(
    events,
    st.integers(-50, 250),
    st.integers(20, 400),
    st.sampled_from(["", "type"]),
    st.sampled_from([60.0, 150.0, 500.0]),
)
def test_a_reported_date_touches_no_other_event(
    given_: list[tuple[int, list[tuple[int, int]]]],
    first: int,
    length: int,
    group: str,
    tall: float,
) -> None:
    base = np.datetime64("2000-01-01")
    rows = [
        {"date": str(base + day), "title": f"Event {n}", "event_type": "AB"[n % 2]}
        for n, (day, _) in enumerate(given_)
    ]
    claims = [
        make_claim("date", f"{base + start}/{base + start + last}", event_id=f"e{n}")
        for n, (_, dates) in enumerate(given_)
        for start, last in dates
    ]
    dataset = make_dataset(*rows, claims=claims)
    scene = source_of(dataset, group).scene(TimeScale(window_of(first, length), WIDTH), tall)
    marks = scene.marks
    rows_of_marks = list(zip(marks.lane.tolist(), marks.y.tolist(), strict=True))
    for report in scene.reports:
        span = dataset.reported[int(marks.row[report.mark])][report.place].span
        start, end = scene.scale.x(span.start), scene.scale.x(span.end)
        assert report.x0 <= max(start, -REPORT_PX) + 1e-6
        assert report.x1 >= min(end, WIDTH + REPORT_PX) - 1e-6
        lane = scene.lanes[int(marks.lane[report.mark])]
        assert report.y + 2 <= lane.y + lane.height + 1e-6
        for label in scene.labels:
            if label.mark != report.mark and abs(label.y - report.y) < LEAST_BELOW_PX - 1e-6:
                beside = max(label.x - report.x1, report.x0 - label.x - label.width)
                assert beside >= APART_PX - 1e-6
        for other in range(len(marks)):
            same = rows_of_marks[other] == rows_of_marks[report.mark]
            near = abs(marks.y[other] - report.y) < LEAST_BELOW_PX - 1e-6
            if other != report.mark and (same or near):
                aside = marks.left[other] - report.x1, report.x0 - marks.right[other]
                assert max(aside) >= APART_PX - 1e-6
        for also in scene.reports:
            same = rows_of_marks[also.mark] == rows_of_marks[report.mark]
            if also.mark != report.mark and same:
                assert max(also.x0 - report.x1, report.x0 - also.x1) >= APART_PX - 1e-6
