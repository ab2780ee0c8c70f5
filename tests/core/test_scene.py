"""The scene: every event visible, exact counts, nothing that moves when one pans."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from tests.core.scenes import HEIGHT, WIDTH, scene_of, source_of, window_of
from timeline_app.core import detail
from timeline_app.core.calendar import DAY, EARLIEST, LATEST
from timeline_app.core.dataset import Dataset
from timeline_app.core.detail import MARK_PX
from timeline_app.core.hits import column_at, lane_at, mark_at
from timeline_app.core.scale import TimeScale, limited
from timeline_app.core.scene import Scene
from timeline_app.core.when import Span
from timeline_app.core.window import fitted


def crowd(number: int, day: str = "2020-01-01") -> list[dict[str, str]]:
    return [{"date": day, "title": f"Event {i}"} for i in range(number)]


def plain_undrawn(dataset: Dataset, scene: Scene) -> int:
    """Events of the window without a mark, counted one by one."""
    window, drawn = scene.scale.window, set(scene.marks.row.tolist())
    times = dataset.times
    return sum(
        bool(times.form[row]) and times.start[row] < window.end and times.end[row] > window.start
        and row not in drawn
        for row in range(len(dataset))
    )  # fmt: skip


day_numbers = st.lists(st.integers(0, 4000), min_size=1, max_size=120)
windows = st.tuples(st.integers(-500, 4200), st.integers(1, 4000))


def days_of(numbers: list[int]) -> Dataset:
    base = np.datetime64("2000-01-01")
    types = ("Attack", "Protest", "Talks")
    return make_dataset(
        *(
            {"date": str(base + n), "title": f"Event {n}", "event_type": types[n % 3]}
            for n in numbers
        )
    )


@settings(max_examples=60)
@given(day_numbers, windows, st.sampled_from(["", "type"]))
def test_every_event_of_the_window_is_a_mark_or_counted_in_a_density(numbers, window, group):
    dataset = days_of(numbers)
    scene = scene_of(dataset, group, window_of(*window))
    times, span = dataset.times, scene.scale.window
    drawn = set(scene.marks.row.tolist())
    held = [d for d in scene.densities if d.totals.any()]
    missing = 0
    for row in range(len(dataset)):
        if times.start[row] >= span.end or times.end[row] <= span.start or row in drawn:
            continue
        missing += 1
        middle = (max(times.start[row], span.start) + min(times.end[row], span.end)) // 2
        at = scene.scale.x(int(middle))
        assert any(d.totals[np.searchsorted(d.x, at, side="right") - 1] > 0 for d in held)
    assert missing == scene.undrawn == plain_undrawn(dataset, scene)


@settings(max_examples=60)
@given(day_numbers, windows, st.integers(-3000, 3000))
def test_panning_moves_marks_and_never_changes_their_sub_row(numbers, window, pan):
    source = source_of(days_of(numbers))
    scale = TimeScale(window_of(*window), WIDTH)
    moved = scale.panned(pan / 7)
    one, other = source.scene(scale, HEIGHT), source.scene(moved, HEIGHT)
    shift = (moved.window.start - scale.window.start) * WIDTH / scale.window.length
    places = {row: (x, y) for row, x, y in places_of(other)}
    for row, x, y in places_of(one):
        if row in places:
            assert places[row][1] == y
            assert places[row][0] == pytest.approx(x - shift, abs=0.01)
        else:  # gone only because it left the window
            assert x - shift < 2 * MARK_PX or x - shift > WIDTH - 2 * MARK_PX


def places_of(scene: Scene) -> list[tuple[int, float, float]]:
    """Rows with their place, but for marks that the window's edge cuts."""
    marks = scene.marks
    whole = (marks.x0 > 0) & (marks.x1 < WIDTH)
    middle = (marks.x0 + marks.x1) / 2
    return list(
        zip(marks.row[whole].tolist(), middle[whole].tolist(), marks.y[whole].tolist(), strict=True)
    )


@given(st.integers(-12, 3))
def test_a_lone_event_is_a_mark_at_every_zoom(power):
    dataset = make_dataset({"date": "2020-06-15", "title": "Alone"})
    start = int(dataset.times.start[0])
    length = int(365 * DAY * 10.0**power)
    scene = scene_of(dataset, "", Span(start - length // 2, start + length // 2))
    assert len(scene.marks) == 1
    assert scene.marks.x1[0] - scene.marks.x0[0] >= MARK_PX
    assert scene.undrawn == 0


def test_marks_become_density_where_they_crowd_and_the_lone_one_stays():
    dataset = make_dataset(*crowd(200), {"date": "2010-05-05", "title": "Lone"})
    scene = scene_of(dataset)
    assert [dataset.events["title"].iat[row] for row in scene.marks.row.tolist()] == ["Lone"]
    (density,) = scene.densities
    assert density.totals.max() == 200
    assert scene.undrawn == 200


def test_few_events_of_one_day_are_marks_one_above_the_other():
    scene = scene_of(make_dataset(*crowd(6)))
    assert len(scene.marks) == 6
    assert len(set(scene.marks.y.tolist())) == 6
    assert len(scene.labels) == 6


def test_long_lanes_are_counted_like_short_ones(monkeypatch):
    rng = np.random.default_rng(7)
    dataset = days_of(rng.integers(0, 4000, 700).tolist())
    short = scene_of(dataset)
    monkeypatch.setattr(detail, "FEW", 50)
    long = scene_of(dataset)
    assert plain_undrawn(dataset, long) == long.undrawn
    assert long.visible == short.visible
    for lane in long.densities:
        assert (lane.shares >= 0).all()


def test_lanes_that_do_not_fit_scroll():
    dataset = make_dataset(
        *({"date": "2020-01-01", "title": "x", "place": f"P{i}"} for i in range(50))
    )
    source = source_of(dataset, "place")
    scale = TimeScale(fitted(dataset.time_index) or Span(0, 1), WIDTH)
    top = source.scene(scale, HEIGHT)
    assert top.content_height > HEIGHT
    end = source.scene(scale, HEIGHT, 1e9)
    last = end.lanes[-1]
    assert last.y + last.height == pytest.approx(HEIGHT)
    assert max(lane.index for lane in end.lanes) == 49
    assert max(lane.index for lane in top.lanes) < 49
    assert set(end.marks.lane.tolist()) <= set(range(len(end.lanes)))


def test_few_events_scroll_rather_than_become_density():
    dataset = make_dataset(
        *({"date": "2020-01-01", "title": "x", "place": f"P{i % 8}"} for i in range(40))
    )
    squeezed = source_of(dataset, "place")
    scrolled = replace(squeezed, scrolls=True)
    scale = TimeScale(fitted(dataset.time_index) or Span(0, 1), WIDTH)
    assert squeezed.scene(scale, HEIGHT).densities
    scene = scrolled.scene(scale, HEIGHT)
    assert scene.content_height > HEIGHT
    assert scene.densities == ()
    assert scene.undrawn == 0


def test_height_to_spare_makes_room_for_whole_labels():
    far = [{"date": f"20{i:02}-01-01", "title": "x" * 60, "place": "P"} for i in range(8)]
    dataset = make_dataset(*far, *({"date": "2004", "place": f"Q{i}"} for i in range(3)))
    source = source_of(dataset, "place")
    scale = TimeScale(fitted(dataset.time_index) or Span(0, 1), WIDTH)
    texts = [label.text for label in source.scene(scale, 260.0).labels]
    assert texts.count("x" * 60) == 8
    texts = [label.text for label in source.scene(scale, 130.0).labels]
    assert texts.count("x" * 60) < 8


def test_undated_events_are_counted_and_have_no_mark():
    dataset = small_dataset()
    scene = scene_of(dataset, "country")
    assert scene.undated == 1
    assert dataset.row_of("no-date") not in scene.marks.row


def test_forms_reach_the_painter():
    dataset = small_dataset()
    scene = scene_of(dataset, "")
    marks = scene.marks
    index = {dataset.events["event_id"].iat[row]: i for i, row in enumerate(marks.row.tolist())}
    assert marks.endless[index["2006-12"]]
    assert marks.x1[index["2006-12"]] > WIDTH
    assert marks.uncertain[index["2012-02"]]
    assert marks.approximate[index["2024-08"]]
    assert marks.disputed[index["2025-12-08"]]
    parts = dict(scene.parts)[index["2010-december"]]
    assert len(parts) == 2


@pytest.mark.parametrize(
    "window",
    [
        Span(EARLIEST, LATEST),
        limited(Span(-(10**19), 10**19)),
        Span(EARLIEST, EARLIEST + 1000),
        Span(LATEST - 1000, LATEST),
        Span(0, 1),
    ],
)
def test_all_of_time_and_its_ends_can_be_shown(window):
    dataset = make_dataset(
        *({"date": text} for text in ("Y-200000", "Y250000", "../2006", "2006/..", "2020-01-01"))
    )
    scene = scene_of(dataset, "", window)
    assert scene.undrawn == plain_undrawn(dataset, scene)


@pytest.mark.parametrize("window", [Span(EARLIEST, LATEST), Span(EARLIEST, EARLIEST + 10**17)])
def test_a_mark_at_the_beginning_or_end_of_time_shows_whole(window):
    scene = scene_of(make_dataset({"date": "Y-289999"}, {"date": "Y289999~"}), "", window)
    assert len(scene.marks) > 0
    assert (scene.marks.x0 > 0).all()
    assert (scene.marks.x1 < WIDTH).all()


def test_signs_stand_beside_the_mark_and_left_of_it_at_the_windows_edge():
    dataset = make_dataset({"date": "2020-01-01?"}, {"date": "2021-01-01~"})
    inside = scene_of(dataset).marks
    assert (inside.sign_x >= inside.x1).all()
    last = int(dataset.times.end[1])
    first = int(dataset.times.start[0])
    at_edge = scene_of(dataset, "", Span(first - DAY, last + 2 * DAY)).marks
    assert at_edge.sign_x[1] + at_edge.signs_px[1] <= at_edge.x0[1]


@pytest.mark.parametrize("date", ["2020-06?", "2020-06~", "2020-06%"])
@pytest.mark.parametrize("years", [1, 5, 20, 100])
def test_a_short_label_stands_beside_its_mark_and_its_signs(date, years):
    dataset = make_dataset({"date": date, "title": "q"})
    first = int(dataset.times.start[0])
    scene = scene_of(dataset, "", Span(first - years * 365 * DAY, first + years * 365 * DAY))
    (label,), marks = scene.labels, scene.marks
    if label.inside:
        assert marks.x0[0] < label.x < label.x + label.width < marks.x1[0]
    else:
        assert label.x >= marks.sign_x[0] + marks.signs_px[0]


def test_the_label_in_a_bar_ends_before_the_density_over_it():
    dataset = make_dataset({"date": "2010/..", "title": "Begins and goes on and on"}, *crowd(300))
    source = source_of(dataset)
    for days in (4000, 2000, 1000, 500, 300):
        window = Span(int(dataset.times.start[0]) - DAY, int(dataset.times.start[-1]) + DAY)
        window = Span(window.end - days * DAY, window.end)
        scene = source.scene(TimeScale(window, WIDTH), 100.0)
        starts, ends = scene.densities[0].runs()
        for label in scene.labels:
            assert not ((starts < label.x + label.width) & (ends > label.x)).any()


def test_an_empty_dataset_has_an_empty_scene():
    scene = scene_of(make_dataset(), "country")
    assert len(scene.marks) == 0
    assert scene.lanes == ()
    assert scene.undrawn == 0


def test_what_is_at_a_place():
    dataset = make_dataset(
        {"date": "2010-05-05", "title": "Lone", "countries": "MEX"},
        *({**event, "countries": "GTM"} for event in crowd(200)),
    )
    scene = scene_of(dataset, "country")
    marks = scene.marks
    x, y = float((marks.x0[0] + marks.x1[0]) / 2), float(marks.y[0])
    assert mark_at(scene, x, y) == 0
    assert mark_at(scene, x - 40, y) is None
    lane = lane_at(scene, y)
    assert lane is not None
    assert lane.key == "MEX"
    label = scene.labels[0]
    assert mark_at(scene, label.x + 2, label.y) == 0
    (density,) = scene.densities
    column = int(density.totals.argmax())
    at = float(density.x[column : column + 2].mean())
    found = column_at(scene, at, scene.lanes[density.lane].y + 5)
    assert found is not None
    assert found.count == 200
    assert found.around.start < found.span.start < found.span.end < found.around.end
    assert column_at(scene, x, y) is None


def test_signs_lie_over_no_mark_however_near_the_edge():
    dataset = make_dataset({"date": "2020-01-01%"})
    first = int(dataset.times.start[0])
    for px in range(4, 60):
        window = Span(first - 365 * DAY, first + round(365 * DAY * px / WIDTH))
        marks = scene_of(dataset, "", window).marks
        sign = float(marks.sign_x[0])
        if marks.x1[0] <= WIDTH:
            assert sign >= marks.x1[0] or sign + marks.signs_px[0] <= marks.x0[0]


def test_lanes_that_fill_take_all_height_and_spread_what_they_show():
    dataset = make_dataset(
        *({"date": f"20{i:02}-01-01", "title": "e", "countries": "GTM"} for i in range(20)),
        {"date": "2010-01-01", "title": "e", "countries": "MEX"},
    )
    source = replace(source_of(dataset, "country"), fills=True)
    scene = source.scene(TimeScale(fitted(dataset.time_index) or Span(0, DAY), WIDTH), HEIGHT)
    assert sum(lane.height for lane in scene.lanes) == pytest.approx(HEIGHT)
    for place, lane in enumerate(scene.lanes):
        y = scene.marks.y[scene.marks.lane == place]
        assert (y.min() + y.max()) / 2 == pytest.approx(lane.y + lane.height / 2)


def test_cut_labels_that_say_too_little_are_left_out():
    dataset = make_dataset(*({"date": f"201{i}-01-01", "title": "word " * 15} for i in range(8)))
    every = source_of(dataset)
    scale = TimeScale(fitted(dataset.time_index) or Span(0, DAY), WIDTH)
    assert any(label.width < 225 for label in every.scene(scale, 60.0).labels)
    every.titles.least_part = 0.5
    assert all(label.width >= 225 for label in every.scene(scale, 60.0).labels)
