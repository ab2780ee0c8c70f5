"""Where the window goes: fitted to events, brought to one event, turned into a time clause."""

from typing import Final

import numpy as np
from pyroaring import BitMap

from timeline_app.core.calendar import DAY, MINUTE, SECOND, day_text, moment_text
from timeline_app.core.clauses import Filter, TimeClause, time_bounds
from timeline_app.core.scale import fit, limited
from timeline_app.core.time_index import TimeIndex
from timeline_app.core.when import OPEN, UNDATED, Form, Span

ROOM: Final = {Form.DAY: 30 * DAY, Form.MOMENT: 10 * MINUTE}
"""Time shown at either side of a single day or moment that is zoomed to."""


def fitted(index: TimeIndex, events: BitMap | None = None, filter_: Filter = ()) -> Span | None:
    """The window that shows all dated events (of these), with a margin; None if none is dated.

    Of events that reach beyond a time clause of the filter, what lies outside is left out.
    """
    dated = index.dated if events is None else events & index.dated
    if not dated:
        return None
    start, end = index.extremes(dated)
    for clause in filter_:
        if isinstance(clause, TimeClause):
            first, last = time_bounds(clause)
            start, end = np.maximum(start, first), np.minimum(end, last)
    form = Form(int(index.times.form[dated.min()]))
    room = ROOM.get(form, 0) if len(dated) == 1 else 0
    span = fit(start, end)
    return limited(Span(span.start - room, span.end + room))


def fitted_or_all(index: TimeIndex, events: BitMap, filter_: Filter) -> Span | None:
    """The same for filtered events, for all events where none of these is dated."""
    return fitted(index, events, filter_) or fitted(index)


def brought_into(window: Span, event: Span) -> Span:
    """The window moved, never zoomed, to the event's beginning; as it is where the event shows."""
    shows = event.start < window.end and window.start < event.end
    if event.start == UNDATED or shows:
        return window
    end = event.start if event.end == OPEN else min(event.end, event.start + window.length // 2)
    start = (event.start + end) // 2 - window.length // 2
    return limited(Span(start, start + window.length))


def around(window: Span, span: Span) -> Span:
    """The window moved to a date's middle; zoomed out where the date does not fit."""
    length = max(window.length, span.length * 2)
    start = (span.start + span.end) // 2 - length // 2
    return limited(Span(start, start + length))


def time_clause(span: Span, certain: bool = False) -> TimeClause:
    """The clause for a span: in whole days where it is longer than two, else in seconds."""
    last = max(span.end - 1, span.start)
    if span.length > 2 * DAY:
        return TimeClause(day_text(span.start), day_text(last), certain)
    return TimeClause(moment_text(span.start, SECOND), moment_text(last, SECOND), certain)
