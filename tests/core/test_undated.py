"""The column of undated events: each has its dot or is counted, once in each of its lanes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from tests.core.scenes import HEIGHT, WIDTH, source_of
from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.scale import TimeScale
from timeline_app.core.scene import Scene
from timeline_app.core.scene_source import SceneSource
from timeline_app.core.titles import Titles
from timeline_app.core.undated import CELL_PX, LEAST_PX, MOST_PX
from timeline_app.core.when import Span

SCALE = TimeScale(Span(us_of(2000), us_of(2030)), WIDTH)
numbers = st.lists(st.integers(0, 150), min_size=1, max_size=6)


def events_in(lanes: list[int], dated: int = 1) -> Dataset:
    """So many undated events in lanes A, B, ..., each of which has some dated ones too."""
    return make_dataset(
        *(
            {"date": "", "place": chr(65 + lane), "title": f"{lane}-{i}", "event_type": "XY"[i % 2]}
            for lane, count in enumerate(lanes)
            for i in range(count)
        ),
        *({"date": "2020", "place": chr(65 + i)} for i in range(len(lanes)) for _ in range(dated)),
    )


def scene_of(source: SceneSource, side: float) -> Scene:
    return source.scene(SCALE, HEIGHT, side=side)


@settings(max_examples=60)
@given(numbers)
def test_every_undated_event_has_a_dot_or_is_counted_and_no_two_dots_overlap(lanes):
    dataset = events_in(lanes)
    source = source_of(dataset, "place")
    side = source.undated.width(WIDTH, HEIGHT, 0.0)
    scene = scene_of(source, side)
    assert (side > 0) == any(lanes)
    for lane, held in zip(scene.lanes, scene.undated_lanes, strict=bool(side)):
        expected = lanes[ord(lane.key) - 65]
        assert len(held.events) == expected
        assert sum(count for _, count in held.shares) == (expected if held.is_block else 0)
        assert held.is_block or held.rows.tolist() == list(held.events)
        middles = set(zip(held.x.tolist(), held.y.tolist(), strict=True))
        assert len(middles) == len(held.rows)
        for x, y in middles:
            assert CELL_PX / 2 <= x <= side - CELL_PX / 2
            assert CELL_PX / 2 <= y <= lane.height - CELL_PX / 2
            assert held.dot_at(x + 3, y - 3) in held.rows


@given(numbers, st.floats(0, 60))
def test_the_column_is_as_wide_as_it_needs_within_bounds(lanes, least):
    width = source_of(events_in(lanes), "place").undated.width(WIDTH, HEIGHT, least)
    assert width == 0 or max(LEAST_PX, least) <= width <= MOST_PX


def test_there_is_none_without_undated_events():
    source = source_of(make_dataset({"date": "2020", "title": "x"}))
    assert source.undated.width(WIDTH, HEIGHT, 50.0) == 0
    assert scene_of(source, 0.0).undated_lanes == ()


def test_only_filtered_events_count():
    dataset = small_dataset()
    projection = project(dataset, (ValueClause("country", ("GTM",)),))
    source = SceneSource.of(dataset, projection, "country", Titles(dataset, len))
    assert source.undated.width(WIDTH, HEIGHT, 50.0) == 0
    assert source_of(dataset, "country").undated.total == 1


def test_a_block_tells_types_apart_and_dots_have_their_ranks():
    source = source_of(events_in([900, 3]), "place")
    block, dots = scene_of(source, 40.0).undated_lanes
    assert dict(block.shares) == {0: 450, 1: 450}
    assert dots.ranks.tolist() == [0, 1, 0]


def test_it_is_worked_out_once_for_each_size():
    source = source_of(events_in([20, 300]), "place")
    first, again = scene_of(source, 40.0), scene_of(source, 40.0)
    assert all(a is b for a, b in zip(first.undated_lanes, again.undated_lanes, strict=True))


def test_an_event_stands_in_each_of_its_lanes():
    dataset = make_dataset({"date": "", "countries": "GTM|MEX"}, {"date": "", "countries": "MEX"})
    scene = scene_of(source_of(dataset, "country"), 40.0)
    held = {
        lane.key: lane_held.rows.tolist()
        for lane, lane_held in zip(scene.lanes, scene.undated_lanes, strict=True)
    }
    assert held == {"MEX": [0, 1], "GTM": [0]}
