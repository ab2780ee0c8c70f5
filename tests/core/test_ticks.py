from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.calendar import (
    DAY,
    EARLIEST,
    HOUR,
    LATEST,
    MINUTE,
    YEAR,
    date_of,
    day_text,
    moment_text,
    us_of,
)
from timeline_app.core.scale import LONGEST, SHORTEST
from timeline_app.core.ticks import ticks
from timeline_app.core.when import Span


@st.composite
def windows(draw):
    length = draw(st.one_of(st.integers(SHORTEST, LONGEST), st.integers(SHORTEST, 300 * YEAR)))
    power = draw(st.integers(0, 50))
    length = max(length >> power, SHORTEST)
    start = draw(st.integers(EARLIEST, LATEST - length))
    return Span(start, start + length)


widths = st.floats(200, 4000)


@given(windows(), widths)
def test_marks_lie_in_the_window_in_order_and_apart(window, width):
    times = [tick.time for tick in ticks(window, width)]
    assert all(window.start <= time <= window.end for time in times)
    per_us = width / window.length
    apart = [(b - a) * per_us for a, b in pairwise(times)]
    assert all(gap >= 89.999 for gap in apart)


@given(windows(), st.floats(1000, 4000))
def test_a_window_is_never_left_without_marks(window, width):
    assert 2 <= len(ticks(window, width)) <= width / 90 + 2


def days(window, width):
    return [day_text(tick.time) for tick in ticks(window, width)]


def test_forty_years_are_marked_by_fives():
    window = Span(us_of(1986), us_of(2026))
    assert days(window, 900) == [f"{year}-01-01" for year in range(1990, 2026, 5)]
    major = [day_text(tick.time)[:4] for tick in ticks(window, 900) if tick.major]
    assert major == ["1990", "2000", "2010", "2020"]


def test_two_years_are_marked_by_quarters_and_the_year_is_major():
    window = Span(us_of(2024), us_of(2026))
    marks = ticks(window, 800)
    assert [day_text(mark.time)[:7] for mark in marks] == [
        "2024-01", "2024-04", "2024-07", "2024-10",
        "2025-01", "2025-04", "2025-07", "2025-10", "2026-01",
    ]  # fmt: skip
    assert [mark.major for mark in marks] == [True, False, False, False] * 2 + [True]
    assert {mark.unit for mark in marks} == {"month"}


def test_days_are_counted_from_the_first_of_the_month():
    assert days(Span(us_of(2024, 2), us_of(2024, 4)), 700) == [
        "2024-02-01", "2024-02-11", "2024-02-21",
        "2024-03-01", "2024-03-11", "2024-03-21", "2024-04-01",
    ]  # fmt: skip
    assert days(Span(us_of(2024, 2, 20), us_of(2024, 3, 8)), 400) == [
        "2024-02-21", "2024-03-01", "2024-03-06",
    ]  # fmt: skip


def test_hours_and_minutes_stand_at_round_times():
    start = us_of(2025, 6, 8)
    assert [moment_text(t.time, MINUTE)[11:16] for t in ticks(Span(start, start + DAY), 900)] == [
        "00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00", "00:00",
    ]  # fmt: skip
    hour = [moment_text(t.time, MINUTE)[11:16] for t in ticks(Span(start, start + HOUR), 700)]
    assert hour == ["00:00", "00:10", "00:20", "00:30", "00:40", "00:50", "01:00"]


def test_a_millisecond_is_marked_in_microseconds():
    start = us_of(2025, 6, 8)
    marks = ticks(Span(start, start + 1000), 1000)
    assert [mark.time - start for mark in marks] == list(range(0, 1001, 100))
    assert {mark.unit for mark in marks} == {"us"}


def test_years_before_christ_are_round_in_their_own_count():
    marks = ticks(Span(us_of(-300), us_of(301)), 700)
    assert [date_of(mark.time)[0] for mark in marks] == [-299, -199, -99, 1, 100, 200, 300]


def test_all_of_time_has_round_marks():
    years = [date_of(mark.time)[0] for mark in ticks(Span(EARLIEST, LATEST), 700)]
    assert years == [-199_999, -99_999, 1, 100_000, 200_000]
