"""What is shown of a dataset that was never open before."""

from datetime import date

from tests.builders import make_dataset, small_dataset
from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import TextClause, ValueClause
from timeline_app.core.first_view import first_view
from timeline_app.core.when import Form, parse_when


def test_everything_is_fitted_and_the_newest_event_is_open():
    dataset = small_dataset()
    view = first_view(dataset)
    dated = dataset.times.form != Form.UNDATED
    assert view.window.start < dataset.times.start[dated].min()
    assert view.current == dataset.events["event_id"].iat[int(dataset.times.start[dated].argmax())]


def test_under_a_filter_the_newest_event_that_passes_is_open():
    dataset = make_dataset(
        {"date": "2010", "countries": "HND"}, {"date": "2009", "countries": "HND"},
        {"date": "2020", "countries": "GTM"},
    )  # fmt: skip
    honduras = (ValueClause("country", ("HND",)),)
    assert first_view(dataset, honduras).current == "e0"
    assert first_view(dataset, honduras).filter == honduras
    assert first_view(dataset, (TextClause("nowhere"),)).selection == ()


def test_without_dates_the_window_is_this_year_and_the_first_event_is_open():
    view = first_view(make_dataset({"date": ""}, {"date": ""}))
    assert view.window.start == us_of(date.today().year)
    assert view.current == "e0"


def test_without_events_nothing_is_open():
    assert first_view(make_dataset()).selection == ()


def test_a_few_events_far_off_do_not_press_the_others_together() -> None:
    near = [{"date": f"{2000 + number % 20}"} for number in range(300)]
    view = first_view(make_dataset(*near, {"date": "1142"}))
    assert parse_when("1950").start < view.window.start < parse_when("2000").end
    few = first_view(make_dataset(*near[:20], {"date": "1142"}))
    assert few.window.start < parse_when("1142").start


def test_lanes_are_of_the_first_field_that_says_anything() -> None:
    assert first_view(make_dataset({"countries": "GTM", "event_type": "x"})).group == "country"
    assert first_view(make_dataset({"event_type": "x", "actors": "a"})).group == "type"
    assert first_view(make_dataset({"title": "x"})).group == ""
