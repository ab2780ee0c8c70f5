"""Which event comes next when one moves through a timeline by keys, and which window shows it."""

import numpy as np

from timeline_app.core.dataset import Dataset
from timeline_app.core.lanes import Lanes
from timeline_app.core.projection import Projection
from timeline_app.core.scale import limited
from timeline_app.core.when import Form, Span


def next_row(projection: Projection, current: int | None, step: int, window: Span) -> int | None:
    """The row `step` (1 or -1) further in time than the current one, None at the ends.

    Without a current row: the first that begins in the window, or the last before its end.
    """
    if current is None:
        time = np.array([window.start if step > 0 else window.end])
        at = projection.place_of(int(projection.dataset.time_index.started(time)[0]))
        at = at if step > 0 else at - 1
    else:
        at = projection.place_of(current)
        at = at + step if current in projection or step < 0 else at
    return projection.row_at(at) if 0 <= at < projection.total else None


def lane_of(lanes: Lanes, row: int, key: str) -> int | None:
    """The index of the lane with that key if it holds the row, else of the first lane that does."""
    holding = [i for i, lane in enumerate(lanes.lanes) if lane.holds(row)]
    return next((i for i in holding if lanes.lanes[i].key == key), holding[0] if holding else None)


def nearest_in_lane(lanes: Lanes, lane: int, row: int) -> int | None:
    """The row of a lane whose beginning is nearest in time to that of `row`.

    Undated events stand after all others, nearest to each other.
    """
    events, starts = lanes.lanes[lane], lanes.index.start
    undated = events.among(lanes.undated)
    if undated and (row >= len(starts) or not len(events)):
        at = undated.range_cardinality(0, row)
        return int(undated[min(at, len(undated) - 1)])
    if not len(events):
        return None
    if row >= len(starts):
        return int(events.rows[-1])
    at = int(np.searchsorted(events.rows, np.uint32(row)))
    around = events.rows[max(at - 1, 0) : at + 1].tolist()
    return int(min(around, key=lambda other: abs(int(starts[other]) - int(starts[row]))))


def window_on(dataset: Dataset, row: int) -> Span:
    """The window that an event fills to a third."""
    times = dataset.times
    start, end = int(times.start[row]), int(times.end[row])
    if times.form[row] in (Form.ONGOING, Form.OPEN_END):
        end = max(int(times.solid_end[row]), start + 1)
    length = max(end - start, 1)
    return limited(Span(start - length, end + length))
