"""Level of detail: which events of a lane are drawn one by one, and in which sub-row.

One rule at every zoom: an event is drawn by itself unless more events than the lane has sub-rows
begin together at its beginning, within QUIET_PX of it or anywhere along it, or more of the other
marks than that lie over its beginning; all others are counted in the lane's density. Where marks
crowd, those that last long go first: they leave half of the sub-rows to what happened meanwhile.
Marks are laid out in px since the dataset's first event, never since the window's start, so panning
changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import EARLIEST, LATEST
from timeline_app.core.lane_heights import LANE_PAD_PX, ROW_MAX_PX, ROW_PX, Wants
from timeline_app.core.lanes import Columns, LaneEvents
from timeline_app.core.packing import (
    ALONE_GAP_PX,
    APART_PX,
    LABEL_GAP_PX,
    crowding,
    first_of_runs,
    pack,
)
from timeline_app.core.ranges import ranges
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
SIGN_PAD_PX = 3.0
"""Free ground around signs."""
EDGE_PX = 4.0
"""How far from the beginning or end of time a mark stands, where no window has a margin."""
BEYOND_PX = 2_000.0
"""More than any label reaches beyond its mark."""
FINEST_PX = 1e12
"""Places are exact to a ten-thousandth px up to here."""
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
    lanes: Sequence[tuple[LaneEvents, int]], scale: TimeScale, titles: Titles, near: MarkColumns
) -> list[Layout]:
    """The marks of lanes, given with their sub-rows, that show or lead to what shows.

    All lanes are worked on at once, one behind the other on one axis of px.
    """
    index, origin = titles.index, origin_of(titles.index)
    per_px = scale.window.length / scale.width
    start = (scale.window.start - origin) / per_px
    pairs = [_near(events, rows, near) for events, rows in lanes]
    sizes = [len(rows) for rows, _ in pairs]
    if not any(sizes):
        return [NO_MARKS] * len(lanes)
    found = np.concatenate([rows for rows, _ in pairs])
    lane = np.repeat(np.arange(len(lanes)), sizes)
    left, right = _extents(index, found, per_px)
    right = right + SIGN_PX * signs(index.times, titles.disputed, found)
    high = max(float(left.max()), start + scale.width) + BEYOND_PX
    step = high - min(float(left.min()), start) + 2 * BEYOND_PX
    if len(lanes) > 1 and step * len(lanes) > FINEST_PX:
        return [lay_out([one], scale, titles, near)[0] for one in lanes]
    left, right = left + lane * step, np.minimum(right, high) + lane * step
    busy = [(times - origin) / per_px + i * step for i, (_, times) in enumerate(pairs)]
    order = np.argsort(left, kind="stable")
    marks = _Marks(found[order], lane[order], left[order], right[order])
    rows = np.array([rows for _, rows in lanes])
    marks = _calm(marks, index, rows, np.concatenate(busy))
    starts = start + step * np.arange(len(lanes), dtype=np.float64)
    layouts = [NO_MARKS] * len(lanes)
    for i, run in _runs_in_window(marks, starts, scale.width):
        found, left, right = marks.rows[run], marks.left[run], marks.right[run]
        numbers = _number_room(titles, found)
        room = _label_room(titles, found) - numbers
        within = float(starts[i]), float(starts[i]) + scale.width
        level = pack(left, right, room, int(rows[i]), numbers, within)
        left, right = left - starts[i], right - starts[i]
        kept = (level >= 0) & (right > 0) & (left < scale.width)
        layouts[i] = Layout(found[kept], left[kept], right[kept], level[kept])
    return layouts


@dataclass(frozen=True, slots=True, eq=False)
class _Marks:
    """Marks of several lanes, one behind the other, left edge ascending."""

    rows: Ints
    lane: Ints
    left: Floats
    right: Floats

    def only(self, kept: npt.NDArray[np.bool_]) -> "_Marks":
        return _Marks(self.rows[kept], self.lane[kept], self.left[kept], self.right[kept])


def _calm(marks: _Marks, index: TimeIndex, rows: Ints, busy: Floats) -> _Marks:
    """Those that are drawn by themselves where lanes have so many sub-rows.

    `busy`: places where so many events begin that they are not among the marks.
    """
    together = marks.left[_begin_together(marks.left) > rows[marks.lane]]
    crowds = np.sort(np.concatenate([busy, together]))
    marks = marks.only(_clear(marks.left, marks.right - MARK_PX, crowds))
    crowded = crowding(marks.left, marks.right) > rows[marks.lane]
    if crowded.any():
        marks = marks.only(_not_in_the_way(marks, index, rows))
        crowded = crowding(marks.left, marks.right) > rows[marks.lane]
    return marks.only(_clear(marks.left, marks.left, marks.left[crowded]))


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
    edge = (scale.window.end - origin_of(index)) / per_px
    within = edge - scale.width, edge
    marks = _rows_of_marks(left, right, _number_room(titles, rows[order]), within)
    if not labels:
        return Wants(marks, marks, events.count)
    room = _label_room(titles, rows[order])
    before = (right + room > edge) & (right < edge)
    begin, reach = np.where(before, left - room, left), np.where(before, right, right + room)
    order = np.argsort(begin)
    return Wants(marks, int(crowding(begin[order], reach[order]).max()), events.count)


def _rows_of_marks(
    left: Floats, right: Floats, numbers: Floats, within: tuple[float, float]
) -> int:
    """How many sub-rows have all marks and numbers."""
    count, none = int(crowding(left, right).max()), np.zeros(len(left))
    while numbers.any() and count < len(left):
        without = int((pack(left, right, none, count, numbers, within) < 0).sum())
        if not without:
            break
        count += 1 + without // 4
    return count


def _label_room(titles: Titles, rows: Ints) -> Floats:
    """What labels take beside their marks, with the free ground around them."""
    return titles.widths(rows) + LABEL_GAP_PX + APART_PX


def _number_room(titles: Titles, rows: Ints) -> Floats:
    """What numbers take that stand alone beside their marks, with the free ground around them."""
    leads = titles.leads(rows)
    return np.where(leads > 0, leads + 2 * ALONE_GAP_PX, 0.0)


def _not_in_the_way(marks: _Marks, index: TimeIndex, rows: Ints) -> npt.NDArray[np.bool_]:
    """All but what would take the sub-rows from what happened meanwhile.

    Of what is long, more than half of the sub-rows deep.
    """
    lasts = index.end[marks.rows] - index.start[marks.rows] != index.width
    long = (marks.right - marks.left > LONG_PX) & lasts
    kept = np.asarray(~long, np.bool_)
    depth = crowding(marks.left[long], marks.right[long])
    kept[long] = depth <= np.maximum(rows[marks.lane[long]] // 2, 1)
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
    count = at[1:] - at[:-1]
    places = MARK_PX * np.arange(len(count), dtype=np.float64)
    busy = count > rows
    if busy.all():
        return earlier.astype(np.int64), near.columns.edges[:-1]
    lonely = (count > 0) & _clear(places, places, places[busy])
    starts_here = ranges(at[:-1][lonely], count[lonely])
    found = np.concatenate([earlier, events.rows[starts_here]]).astype(np.int64)
    return found, near.columns.edges[:-1][busy]


def _runs_in_window(marks: _Marks, starts: Floats, width: float) -> Iterator[tuple[int, slice]]:
    """Lanes of which anything shows, with their marks from the beginning of its run on."""
    bound = marks.right + 2 * (LABEL_GAP_PX + APART_PX + LABEL_MAX_PX)
    begin = starts[marks.lane]
    shows = np.flatnonzero((bound > begin) & (marks.left < begin + width))
    if not len(shows):
        return
    runs, lanes = first_of_runs(marks.left, bound), marks.lane[shows]
    changes = np.flatnonzero(lanes[1:] != lanes[:-1])
    firsts, lasts = np.append(0, changes + 1), np.append(changes, len(shows) - 1)
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        yield int(lanes[first]), slice(int(runs[shows[first]]), int(shows[last]) + 1)
