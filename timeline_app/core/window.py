"""Where the window goes: fitted to events, brought to one event, turned into a time clause."""

from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import DAY, EARLIEST, LATEST, MINUTE, SECOND, day_text, moment_text
from timeline_app.core.clauses import TimeClause
from timeline_app.core.when import OPEN, UNDATED, Form, Span, Times

MARGIN: Final = 0.04
"""Ground left at either side of what is fitted, as a part of its length."""
ROOM: Final = {Form.DAY: 30 * DAY, Form.MOMENT: 10 * MINUTE}
"""Time shown at either side of a single day or moment that is zoomed to."""


def known_end(times: Times, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The latest possible end of events; where it is open, the end of what is certain."""
    end = times.end[rows]
    return np.where(end == OPEN, np.maximum(times.solid_end[rows], times.start[rows]), end)


def span_of(times: Times, rows: npt.NDArray[np.int64]) -> Span | None:
    """The shortest span that holds all dated events of `rows`; None where none is dated."""
    rows = rows[times.form[rows] != Form.UNDATED]
    if not len(rows):
        return None
    return Span(int(times.start[rows].min()), int(known_end(times, rows).max()))


def fitted(times: Times, rows: npt.NDArray[np.int64]) -> Span | None:
    """The window that shows all dated events of `rows`, with a margin."""
    span = span_of(times, rows)
    if span is None:
        return None
    if len(rows) == 1:
        room = ROOM.get(Form(int(times.form[rows[0]])), span.length)
    else:
        room = max(int(span.length * MARGIN), SECOND)
    return clamped(span.start - room, span.end + room)


def clamped(start: int, end: int) -> Span:
    """The span within the years that have a date."""
    start = min(max(start, EARLIEST), LATEST - 2)
    return Span(start, max(min(end, LATEST), start + 1))


def brought_into(window: Span, event: Span) -> Span:
    """The window moved, never zoomed, so that the event's beginning is on screen."""
    end = event.start if event.end == OPEN else min(event.end, event.start + window.length // 2)
    if event.start == UNDATED or (window.start <= event.start and end <= window.end):
        return window
    middle = (event.start + end) // 2
    start = middle - window.length // 2
    return clamped(start, start + window.length)


def around(window: Span, span: Span) -> Span:
    """The window moved to a date's middle; zoomed out where the date does not fit."""
    length = max(window.length, span.length * 2)
    start = (span.start + span.end) // 2 - length // 2
    return clamped(start, start + length)


def time_clause(span: Span, certain: bool = False) -> TimeClause:
    """The clause for a span: in whole days where it is longer than two, else in seconds."""
    last = max(span.end - 1, span.start)
    if span.length > 2 * DAY:
        return TimeClause(day_text(span.start), day_text(last), certain)
    return TimeClause(moment_text(span.start, SECOND), moment_text(last, SECOND), certain)
