"""What is shown of a dataset that was never open before."""

from datetime import date

from tests.builders import make_dataset, small_dataset
from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import TextClause, ValueClause
from timeline_app.core.first_view import first_view
from timeline_app.core.when import Form


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
