"""Level of detail: which events of a lane are drawn one by one, and in which sub-row.

One rule at every zoom: an event is drawn by itself unless at its beginning, or within QUIET_PX of
it, more marks crowd than the lane has sub-rows, or more events than that begin together anywhere
along it; all others are counted in the lane's density. Where marks crowd, those that last long go
first: they leave half of the sub-rows to what happened meanwhile. Marks are laid out in px since
the dataset's first event, never since the window's start, so panning changes nothing.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import EARLIEST, LATEST
from timeline_app.core.lanes import LANE_PAD_PX, ROW_MAX_PX, ROW_PX, Columns, LaneEvents, Wants
from timeline_app.core.packing import APART_PX, LABEL_GAP_PX, crowding, first_of_runs, pack
from timeline_app.core.scale import TimeScale
from timeline_app.core.time_index import TimeIndex
from timeline_app.core.titles import LABEL_MAX_PX, Titles
from timeline_app.core.when import OPEN, Span, Times

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MARK_PX = 10.0
"""Least width of a mark."""
SIGN_PX = 9.0
"""Room right of a mark for each of its signs (`?`, `~`, disputed)."""
EDGE_PX = 4.0
"""How far from the beginning or end of time a mark stands, where no window has a margin."""
LONG_PX = 15.0
"""What is longer goes first where marks crowd."""
QUIET_PX = 40.0
"""How far a crowd reaches: a region is drawn as marks or as density, not as a mixture."""
FEW = 2_000
"""A lane of so many events is packed as a whole; of a longer one, what lies near the window."""


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The events of a lane that are drawn one by one: rows of the dataset, left edge ascending.

    `left`, `right` in px from the window's start, `right` with the signs; `level` is the sub-row.
    """

    rows: Ints
    left: Floats
    right: Floats
    level: Ints


NO_MARKS = Layout(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0, np.int64))


@dataclass(frozen=True, slots=True, eq=False)
class MarkColumns:
    """Columns as wide as a mark, from a window or two before what shows to as much after it.

    They begin at whole windows since the dataset's first event, so that panning within one changes
    nothing.
    """

    span: Span
    columns: Columns

    @classmethod
    def around(cls, scale: TimeScale, index: TimeIndex) -> "MarkColumns":
        window, origin = scale.window, origin_of(index)
        before = (window.start - origin) // window.length - 1
        after = -(-(window.end - origin) // window.length) + 1
        span = Span(
            max(origin + before * window.length, origin),
            min(origin + after * window.length, OPEN - 1),
        )
        width = max(1, round(MARK_PX * window.length / scale.width))
        first = (span.start - origin) // width
        count = min((span.end - origin) // width - first + 1, (OPEN - 1 - origin) // width - first)
        edges = origin + (first + np.arange(max(count, 0) + 1)) * width
        return cls(span, Columns.between(edges, index))


def origin_of(index: TimeIndex) -> int:
    """The time that places of marks are counted from: the start of the dataset's first event."""
    return int(index.start[0]) if index.count else 0


@dataclass(frozen=True, slots=True)
class Rows:
    """How many sub-rows a lane of this height has, and how high each is."""

    count: int
    height: float

    @classmethod
    def of(cls, events: int, height: float) -> "Rows":
        inner = height - 2 * LANE_PAD_PX
        count = max(1, min(int((inner + 0.01) // ROW_PX), events))  # heights are rounded down
        return cls(count, min(inner / count, ROW_MAX_PX))


def signs(times: Times, disputed: npt.NDArray[np.bool_], rows: Ints) -> Ints:
    """How many signs stand beside the mark of each event."""
    return times.uncertain[rows].astype(np.int64) + times.approximate[rows] + disputed[rows]


def lay_out(
    events: LaneEvents,
    scale: TimeScale,
    rows: int,
    titles: Titles,
    near: MarkColumns,
) -> Layout:
    """The marks of a lane that show in the window or lead to what shows there."""
    if not len(events):
        return NO_MARKS
    index = events.index
    origin = origin_of(index)
    per_px = scale.window.length / scale.width
    offset = (scale.window.start - origin) / per_px
    found, busy = _near(events, rows, near)
    if not len(found):
        return NO_MARKS
    left, right = _extents(index, found, per_px)
    right = right + SIGN_PX * signs(index.times, titles.disputed, found)
    order = np.argsort(left, kind="stable")
    found, left, right = found[order], left[order], right[order]

    crowds = np.union1d((busy - origin) / per_px, left[_begin_together(left) > rows])
    crowded = crowding(left, right) > rows
    if crowded.any():
        kept = _not_in_the_way(index, found, left, right, rows)
        found, left, right = found[kept], left[kept], right[kept]
        crowded = crowding(left, right) > rows
    calm = _clear(left, left, left[crowded]) & _clear(left, right - MARK_PX, crowds)
    if not calm.any():
        return NO_MARKS
    found, left, right = found[calm], left[calm], right[calm]
    shown = _runs_in_window(left, right, offset, offset + scale.width)
    found, left, right = found[shown], left[shown], right[shown]

    level = pack(left, right, _label_room(titles, found), rows)
    kept = (level >= 0) & (right > offset) & (left < offset + scale.width)
    return Layout(found[kept], left[kept] - offset, right[kept] - offset, level[kept])


def rows_wanted(events: LaneEvents, scale: TimeScale, titles: Titles, *, labels: bool) -> Wants:
    """How many sub-rows show each event by itself at a scale, without `labels` only its mark.

    Labels count right of their marks, left where the window ends before them. A long lane wants a
    sub-row for every event.
    """
    if events.count > FEW:
        return Wants(events.count, events.count, events.count)
    count = len(events)
    if not count:
        return Wants(0, 0, events.count)
    index, per_px = events.index, scale.window.length / scale.width
    rows = events.rows.astype(np.int64)
    left, right = _extents(index, rows, per_px)
    right = right + SIGN_PX * signs(index.times, titles.disputed, rows)
    order = np.argsort(left, kind="stable")
    left, right = left[order], right[order]
    marks = int(crowding(left, right).max())
    if not labels:
        return Wants(marks, marks, events.count)
    room = _label_room(titles, rows[order])
    edge = (scale.window.end - origin_of(index)) / per_px
    before = (right + room > edge) & (right < edge)
    begin, reach = np.where(before, left - room, left), np.where(before, right, right + room)
    order = np.argsort(begin)
    return Wants(marks, int(crowding(begin[order], reach[order]).max()), events.count)


def _label_room(titles: Titles, rows: Ints) -> Floats:
    """What labels take beside their marks, with the free ground around them."""
    return titles.widths(rows) + LABEL_GAP_PX + APART_PX


def _not_in_the_way(
    index: TimeIndex, rows_: Ints, left: Floats, right: Floats, rows: int
) -> npt.NDArray[np.bool_]:
    """All but what would take the sub-rows from what happened meanwhile.

    Of what is long, more than half of the sub-rows deep.
    """
    lasts = index.end[rows_] - index.start[rows_] != index.width
    long = (right - left > LONG_PX) & lasts
    kept = np.asarray(~long, np.bool_)
    kept[long] = crowding(left[long], right[long]) <= max(rows // 2, 1)
    return kept


def _begin_together(left: Floats) -> Ints:
    """How many marks begin within a mark's width, from the beginning of each on (ascending)."""
    return np.asarray(left.searchsorted(left + MARK_PX) - np.arange(len(left)))


def _clear(first: Floats, last: Floats, places: Floats) -> npt.NDArray[np.bool_]:
    """Which stretches, widened by QUIET_PX, hold none of the places (ascending)."""
    after = places.searchsorted(last + QUIET_PX, side="right")
    return np.asarray(places.searchsorted(first - QUIET_PX) >= after)


def _extents(index: TimeIndex, rows: Ints, per_px: float) -> tuple[Floats, Floats]:
    """Left and right edges in px since the first event; what is narrower than a mark is widened.

    At the ends of time it is moved inwards, so that it shows as a whole.
    """
    origin = origin_of(index)
    start = (index.start[rows].astype(np.float64) - origin) / per_px
    end = index.end[rows]
    after = np.where(end == OPEN, np.inf, (end.astype(np.float64) - origin) / per_px)
    narrow = after - start < MARK_PX
    first, last = (EARLIEST - origin) / per_px, (LATEST - origin) / per_px
    middle = np.where(narrow, (start + np.where(narrow, after, start)) / 2, start)
    middle = np.maximum(
        np.minimum(middle, last - EDGE_PX - MARK_PX / 2), first + EDGE_PX + MARK_PX / 2
    )
    return (
        np.where(narrow, middle - MARK_PX / 2, start),
        np.where(narrow, middle + MARK_PX / 2, after),
    )


def _near(events: LaneEvents, rows: int, near: MarkColumns) -> tuple[Ints, Ints]:
    """The events to lay out, and times at which so many begin that none of them is among these.

    All events of a short lane, else those near the window; where events are many, only those that
    few others share a mark's width with.
    """
    never = np.empty(0, np.int64)
    if len(events) <= FEW:
        return events.rows.astype(np.int64), never
    if near.span.end <= near.span.start:
        return never, never
    at = events.begun(near.columns.started)
    earlier = events.reaching(near.span.start, rows + 1)
    if len(earlier) > rows:
        earlier = earlier[:0]
    if at[-1] - at[0] + len(earlier) <= FEW:
        return np.concatenate([earlier, events.rows[at[0] : at[-1]]]).astype(np.int64), never
    count = np.diff(at)
    places = MARK_PX * np.arange(len(count), dtype=np.float64)
    busy = count > rows
    lonely = (count > 0) & _clear(places, places, places[busy])
    begins, lengths = at[:-1][lonely], count[lonely]
    starts_here = np.repeat(begins - np.cumsum(lengths) + lengths, lengths) + np.arange(
        lengths.sum()
    )
    found = np.concatenate([earlier, events.rows[starts_here]]).astype(np.int64)
    return found, near.columns.edges[:-1][busy]


def _runs_in_window(
    left: Floats, right: Floats, start: float, end: float
) -> npt.NDArray[np.bool_] | slice:
    """The marks from the beginning of the first run that shows in the window on."""
    bound = right + 2 * (LABEL_GAP_PX + APART_PX + LABEL_MAX_PX)
    shows = np.flatnonzero((bound > start) & (left < end))
    if not len(shows):
        return slice(0, 0)
    return slice(int(first_of_runs(left, bound)[shows[0]]), int(shows[-1]) + 1)
