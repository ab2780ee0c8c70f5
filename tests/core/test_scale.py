import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.calendar import DAY, EARLIEST, HOUR, LATEST, YEAR, us_of
from timeline_app.core.scale import FAR, LONGEST, MARGIN, SHORTEST, TimeScale, fit, limited
from timeline_app.core.when import OPEN, UNDATED, Span

widths = st.floats(50, 8000)
lengths = st.one_of(st.integers(SHORTEST, 300 * YEAR), st.integers(SHORTEST, LONGEST))


@st.composite
def windows(draw):
    length = draw(lengths)
    start = draw(st.integers(EARLIEST, LATEST - length))
    return Span(start, start + length)


@st.composite
def scales(draw):
    return TimeScale(draw(windows()), draw(widths))


modern = st.builds(
    lambda start, length, width: TimeScale(Span(start, start + length), width),
    st.integers(us_of(1700), us_of(2100)),
    st.integers(10**6, 300 * YEAR),
    widths,
)


@given(scales(), st.floats(0, 1))
def test_a_place_and_its_time_are_within_a_pixel_of_each_other(scale, part):
    x = part * scale.width
    assert scale.x(scale.time(x)) == pytest.approx(x, abs=max(1, 1 / scale.us_per_px))


@given(scales())
def test_the_window_fills_the_width(scale):
    assert scale.x(scale.window.start) == pytest.approx(0, abs=1e-3)
    assert scale.x(scale.window.end) == pytest.approx(scale.width, abs=1e-3)


@given(scales(), st.lists(st.integers(UNDATED, OPEN), min_size=2))
def test_places_keep_the_order_of_times_and_never_overflow(scale, times):
    x = scale.x(np.array(sorted(times), dtype=np.int64))
    assert (np.diff(x) >= 0).all()
    assert (np.abs(x) <= FAR).all()
    near = np.abs(x) < 1e4
    assert x[near] == pytest.approx(
        [scale.x(time) for time in np.array(sorted(times))[near].tolist()], abs=0.01
    )


@given(scales())
def test_the_open_end_and_the_undated_lie_far_outside(scale):
    assert scale.x(OPEN) == FAR
    assert scale.x(np.array([UNDATED])).tolist() == [-FAR]


@given(modern, st.floats(0.2, 5), st.floats(0, 1))
def test_zoom_keeps_the_time_under_the_pointer(scale, factor, part):
    x = part * scale.width
    zoomed = scale.zoomed(factor, x)
    assert zoomed.window.length == pytest.approx(scale.window.length / factor, abs=2)
    assert zoomed.x(scale.time(x)) == pytest.approx(x, abs=0.1)


@given(modern, st.floats(0.2, 5), st.floats(0, 1))
def test_zooming_in_and_out_again_returns(scale, factor, part):
    x = part * scale.width
    back = scale.zoomed(factor, x).zoomed(1 / factor, x)
    assert abs(back.window.start - scale.window.start) <= 10
    assert abs(back.window.length - scale.window.length) <= 10


@given(scales(), st.floats(1e-9, 1e9), st.floats(-1e5, 1e5))
def test_no_zoom_and_no_pan_leaves_time(scale, factor, x):
    for moved in (scale.zoomed(factor, x), scale.panned(x)):
        assert SHORTEST <= moved.window.length <= LONGEST
        assert EARLIEST <= moved.window.start < moved.window.end <= LATEST


def test_a_pull_to_the_right_shows_earlier_times():
    scale = TimeScale(Span(0, 10 * HOUR), 100)
    assert scale.panned(20).window == Span(-2 * HOUR, 8 * HOUR)


def test_a_window_without_width_can_still_be_asked():
    scale = TimeScale(Span(0, HOUR), 0)
    assert scale.time(0) == 0
    assert scale.zoomed(2, 0).window.length == HOUR // 2


@given(windows())
def test_a_window_within_the_limits_stays_as_it_is(window):
    assert limited(window) == window


def test_fit_shows_every_dated_event_with_a_margin():
    start = np.array([UNDATED, us_of(2000), us_of(2006), EARLIEST])
    end = np.array([UNDATED, us_of(2000) + DAY, OPEN, us_of(2010)])
    window = fit(start, end)
    margin = MARGIN * 10 * YEAR
    assert window.start == pytest.approx(us_of(2000) - margin, abs=DAY)
    assert window.end == pytest.approx(us_of(2010) + margin, abs=DAY)


def test_fit_of_nothing_is_a_window_all_the_same():
    none = np.empty(0, dtype=np.int64)
    assert fit(none, none) == Span(us_of(2000), us_of(2030))


def test_fit_of_all_of_time_stays_within_it():
    window = fit(np.array([EARLIEST + 1]), np.array([LATEST]))
    assert window == Span(EARLIEST, LATEST)
