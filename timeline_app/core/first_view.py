"""What is shown of a dataset that was never open before."""

from dataclasses import replace
from datetime import date
from typing import Final

from timeline_app.core.calendar import us_of
from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.scale import fit
from timeline_app.core.time_index import TimeIndex
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted

MANY: Final = 50
"""Of so many events a few do not decide what is seen of the others."""
FAR: Final = 4
"""So many times the span of nearly all events is too long to see anything of them."""
GROUPS: Final = ("country", "type", "actor")


def first_view(dataset: Dataset, filter_: Filter = ()) -> ViewState:
    """The whole span with a margin (without dates this year), and the newest event open.

    Where a few events lie far off, it is the span of all others. Under a filter the newest of the
    events that pass is open. Lanes are those of the first field that says anything.
    """
    index, events = dataset.time_index, project(dataset, filter_).events
    window = _mass(index) or fitted(index) or this_year()
    group = next((name for name in GROUPS if any(dataset.fields[name].keys)), "")
    state = ViewState(filter=filter_, window=window, group=group)
    if not events:
        return state
    dated = events & index.dated
    newest = events.min()
    if dated:
        first = int(index.started(index.start[[dated.max()]])[0])
        newest = dated[dated.range_cardinality(0, first)]
    return replace(state, selection=(dataset.id_of(newest),))


def _mass(index: TimeIndex) -> Span | None:
    """The span of nearly all events, where those at the ends would leave it no room."""
    count = index.count
    if count < MANY:
        return None
    whole = fitted(index)
    ends = index.start[[count // 100, -1 - count // 100]]
    length = int(ends[1] - ends[0])
    if whole is None or not 0 < length * FAR < whole.length:
        return None
    return fit(ends[:1], ends[1:])


def this_year() -> Span:
    """The year that it is now."""
    year = date.today().year
    return Span(us_of(year), us_of(year + 1))
