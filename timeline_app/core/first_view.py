"""What is shown of a dataset that was never open before."""

from dataclasses import replace
from datetime import date

import numpy as np

from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Form, Span
from timeline_app.core.window import fitted


def first_view(dataset: Dataset, filter_: Filter = ()) -> ViewState:
    """The whole span with a margin (without dates this year), and the newest event open.

    Under a filter the newest of the events that pass.
    """
    state = ViewState(filter=filter_, window=fitted(dataset.times) or this_year())
    rows = project(dataset, filter_, fields=()).rows
    if not len(rows):
        return state
    dated = rows[dataset.times.form[rows] != Form.UNDATED]
    newest = dated[np.argmax(dataset.times.start[dated])] if len(dated) else rows[0]
    return replace(state, selection=(dataset.id_of(int(newest)),))


def this_year() -> Span:
    """The year that it is now."""
    year = date.today().year
    return Span(us_of(year), us_of(year + 1))
