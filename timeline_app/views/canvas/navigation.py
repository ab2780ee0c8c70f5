"""Which event comes next when one moves through a timeline by keys, and which window shows it."""

import numpy as np
import numpy.typing as npt

from timeline_app.core.dataset import Dataset
from timeline_app.core.lanes import Lanes
from timeline_app.core.scale import limited
from timeline_app.core.when import Form, Span

Rows = npt.NDArray[np.int64]


def next_row(rows: Rows, current: int | None, step: int, window: Span, starts: Rows) -> int | None:
    """The row `step` (1 or -1) further in time than the current one, None at the ends.

    Without a current row: the first that begins in the window, or the last before its end.
    """
    if not len(rows):
        return None
    if current is None:
        at = int(np.searchsorted(starts[rows], window.start if step > 0 else window.end))
        at = at if step > 0 else at - 1
    else:
        at = int(np.searchsorted(rows, current))
        found = at < len(rows) and rows[at] == current
        at = at + step if found or step < 0 else at
    return int(rows[at]) if 0 <= at < len(rows) else None


def lane_of(lanes: Lanes, row: int, key: str) -> int | None:
    """The index of the lane with that key if it holds the row, else of the first lane that does."""
    holding = [i for i, lane in enumerate(lanes.lanes) if _holds(lane.rows, row)]
    return next((i for i in holding if lanes.lanes[i].key == key), holding[0] if holding else None)


def nearest_in_lane(lanes: Lanes, lane: int, row: int) -> int | None:
    """The row of a lane whose beginning is nearest in time to that of `row`."""
    events = lanes.lanes[lane]
    if not len(events):
        return None
    start = int(lanes.dataset.times.start[row])
    return int(events.rows[int(np.argmin(np.abs(events.start - start)))])


def _holds(rows: Rows, row: int) -> bool:
    at = int(np.searchsorted(rows, row))
    return at < len(rows) and int(rows[at]) == row


def window_on(dataset: Dataset, row: int) -> Span:
    """The window that an event fills to a third."""
    times = dataset.times
    start, end = int(times.start[row]), int(times.end[row])
    if times.form[row] in (Form.ONGOING, Form.OPEN_END):
        end = max(int(times.solid_end[row]), start + 1)
    length = max(end - start, 1)
    return limited(Span(start - length, end + length))
