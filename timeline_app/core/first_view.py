"""What is shown of a dataset that was never open before."""

from dataclasses import replace
from datetime import date

from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted


def first_view(dataset: Dataset, filter_: Filter = ()) -> ViewState:
    """The whole span with a margin (without dates this year), and the newest event open.

    Under a filter the newest of the events that pass.
    """
    index, events = dataset.time_index, project(dataset, filter_).events
    state = ViewState(filter=filter_, window=fitted(index) or this_year())
    if not events:
        return state
    dated = events & index.dated
    newest = events.min()
    if dated:
        first = int(index.started(index.start[[dated.max()]])[0])
        newest = dated[dated.range_cardinality(0, first)]
    return replace(state, selection=(dataset.id_of(newest),))


def this_year() -> Span:
    """The year that it is now."""
    year = date.today().year
    return Span(us_of(year), us_of(year + 1))
