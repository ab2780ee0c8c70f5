"""Where the window goes."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_dataset
from timeline_app.core.calendar import DAY, EARLIEST, LATEST, us_of
from timeline_app.core.clauses import TimeClause, time_bounds
from timeline_app.core.time_index import TimeIndex
from timeline_app.core.when import OPEN, Span
from timeline_app.core.window import around, brought_into, fitted, time_clause

TIMES = st.integers(EARLIEST, LATEST - 1)
SPANS = st.tuples(TIMES, TIMES).filter(lambda pair: pair[0] < pair[1]).map(lambda p: Span(*p))


def index_of(*dates: str) -> TimeIndex:
    return make_dataset(*({"date": date} for date in dates)).time_index


def test_nothing_dated_has_no_window():
    index = index_of("", "")
    assert fitted(index) is None


def test_what_is_fitted_has_a_margin_on_both_sides():
    index = index_of("2010-01-01", "", "2020-01-01")
    window = fitted(index)
    assert window is not None
    assert window.start < us_of(2010)
    assert window.end > us_of(2020, 1, 2)


def test_a_single_day_is_shown_with_the_weeks_around_it():
    index = index_of("2025-06-08")
    window = fitted(index)
    assert window is not None
    assert window.start <= us_of(2025, 6, 8) - 30 * DAY
    assert window.end >= us_of(2025, 6, 9) + 30 * DAY


def test_what_reaches_beyond_a_time_clause_does_not_widen_the_window():
    index = index_of("2006-12/", "2024-07-22", "2025-12-08")
    window = fitted(index, None, (TimeClause(start="2024"),))
    assert window is not None
    assert us_of(2023) < window.start < us_of(2024)
    assert us_of(2025, 12, 9) < window.end < us_of(2027)
    assert fitted(index, None, ()) == fitted(index)


def test_an_open_end_does_not_stretch_the_window():
    index = index_of("2006-12/..", "2007-02-03")
    window = fitted(index)
    assert window is not None
    assert window.length < 100 * DAY


@given(st.integers(-(10**15), 10**15), st.integers(1000, 10**15), SPANS)
def test_bringing_an_event_in_never_zooms_and_shows_it(start, length, event: Span):
    window = Span(start, start + length)
    moved = brought_into(window, event)
    assert moved.length == length
    assert moved.start < event.end
    assert event.start < moved.end


def test_an_event_on_screen_leaves_the_window_where_it_is():
    window = Span(us_of(2010), us_of(2020))
    assert brought_into(window, Span(us_of(2015), us_of(2015, 1, 2))) == window


def test_an_event_that_began_before_the_window_and_lasts_leaves_it_where_it_is():
    window = Span(us_of(2024), us_of(2025))
    assert brought_into(window, Span(us_of(2006), OPEN)) == window


def test_going_to_a_date_centres_it():
    window = around(Span(0, 100 * DAY), Span(us_of(2025, 6, 8), us_of(2025, 6, 9)))
    assert window.length == 100 * DAY
    assert window.start + window.length // 2 == us_of(2025, 6, 8) + DAY // 2


def test_a_long_span_becomes_a_clause_in_days_and_a_short_one_in_seconds():
    noon = us_of(2025, 6, 8) + DAY // 2
    assert time_clause(Span(noon, noon + 10 * DAY)) == TimeClause("2025-06-08", "2025-06-18")
    assert time_clause(Span(noon, noon + 60_000_000)) == TimeClause(
        "2025-06-08T12:00:00Z", "2025-06-08T12:00:59Z"
    )


@given(SPANS)
def test_a_clause_holds_the_span_it_was_made_of(span: Span):
    start, end = time_bounds(time_clause(span))
    assert start <= span.start
    assert span.end <= end
