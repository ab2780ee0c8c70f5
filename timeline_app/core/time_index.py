"""The dated events of a dataset in order of time: what touches a span, without looking at all."""

from functools import cached_property

import numpy as np
from pyroaring import BitMap

from timeline_app.core.bitmaps import Rows, bitmap_of, range_of, rows_in
from timeline_app.core.calendar import EARLIEST, Int64Array
from timeline_app.core.span import OPEN, UNDATED, Span
from timeline_app.core.when import Times

_SAMPLE = 10_000


class TimeIndex:
    """Ranks of times among the starts of events, which are the rows of the dataset.

    Most events of a dataset last equally long (a day, a second): where one of these ends follows
    from where it starts. Only the others, `spans`, are looked at for their ends.
    """

    def __init__(self, times: Times) -> None:
        self.times = times
        self.count = int(np.count_nonzero(times.start != UNDATED))
        """How many events are dated; they are the first rows."""
        self.start: Int64Array = times.start[: self.count]
        self.end: Int64Array = times.end[: self.count]
        sample = slice(None, None, max(1, self.count // _SAMPLE))
        lengths, counts = np.unique(self.end[sample] - self.start[sample], return_counts=True)
        usual = int(lengths[np.argmax(counts)]) if len(counts) else 1
        self.width = max(usual, 1)
        """The length of most events in µs: of all but `spans`."""
        self.spans: Rows = np.flatnonzero(self.end - self.start != self.width).astype(np.uint32)
        self.span_end: Int64Array = self.end[self.spans]
        self._before = (UNDATED, np.zeros(3, np.uint32))
        """The last answer of `before`: all lanes of a picture ask for the same time."""

    @cached_property
    def span_set(self) -> BitMap:
        """`spans` as a set."""
        return bitmap_of(self.spans)

    @cached_property
    def dated(self) -> BitMap:
        """All dated events."""
        return range_of(0, self.count)

    def started(self, times: Int64Array) -> Rows:
        """How many events start before each of these times: the first row that does not."""
        return np.searchsorted(self.start, times).astype(np.uint32)

    def over(self, times: Int64Array) -> Rows:
        """How many events start so early that one of the usual length is over at these times."""
        earlier = np.maximum(times, UNDATED + 1 + self.width) - self.width
        return np.searchsorted(self.start, earlier, side="right").astype(np.uint32)

    def before(self, time: int) -> Rows:
        """At a time: how many of the usual length are over, have started, and of `spans` ended."""
        if self._before[0] != time:
            ends = np.array([time], np.int64)
            started = self.started(ends)
            over = np.minimum(self.over(ends), started)
            self._before = (time, np.concatenate([over, started, self.ended(ends)]))
        return self._before[1]

    @cached_property
    def _span_ends(self) -> Int64Array:
        """The ends of `spans`, ascending."""
        return np.sort(self.span_end)

    @cached_property
    def end_rank(self) -> Rows:
        """For each event of `spans` its place among them by end; for other events nothing.

        Of 32 bits, so that looking up and sorting the ends of a lane costs a third.
        """
        ranks = np.empty(len(self.spans), np.uint32)
        ranks[np.argsort(self.span_end)] = np.arange(len(self.spans), dtype=np.uint32)
        by_row = np.zeros(self.count, np.uint32)
        by_row[self.spans] = ranks
        return by_row

    def ended(self, times: Int64Array) -> Rows:
        """How many of `spans` have ended at each of these times: theirs are the lower ranks."""
        return self._span_ends.searchsorted(times, side="right").astype(np.uint32)

    def count_in(self, span: Span) -> int:
        """How many of all events touch a span."""
        over, _started, ended = self.before(span.start).tolist()
        usual = int(over) - int(self.spans.searchsorted(np.uint32(over)))
        return int(self.started(np.array([span.end]))[0]) - usual - int(ended)

    def extremes(self, events: BitMap) -> tuple[Int64Array, Int64Array]:
        """The earliest and latest starts and ends of the dated ones of some events.

        With and without what has no known beginning or end; both empty where none is dated.
        """
        usual, others = (events & self.dated) - self.span_set, rows_in(events & self.span_set)
        rows = [usual.min(), usual.max()] if usual else []
        starts, ends = self.start[rows], self.end[rows]
        if len(others):
            other_starts, other_ends = self.start[others], self.end[others]
            known = other_starts[other_starts > EARLIEST][:1]
            bounded = other_ends[other_ends != OPEN]
            last = other_ends[other_ends == OPEN][:1]
            around = (
                [bounded.min(initial=OPEN), bounded.max(initial=UNDATED)] if len(bounded) else []
            )
            starts = np.concatenate([starts, other_starts[:1], known, other_starts[-1:]])
            ends = np.concatenate([ends, np.array(around, np.int64), last])
        return starts, ends

    def touching(self, span: Span) -> BitMap:
        """The events whose possible span shares something with a span."""
        ends = np.array([span.start, span.end], np.int64)
        first, after = self.started(ends).tolist()
        usual = min(int(self.over(ends[:1])[0]), first)
        found = range_of(usual, after)
        found -= range_of(usual, first) & self.span_set
        found |= self.active(span.start, min(first, after))
        for row, parts in self.times.parts.items():
            touches = any(part.start < span.end and part.end > span.start for part in parts)
            (found.add if touches else found.discard)(row)
        return found

    def active(self, time: int, before: int) -> BitMap:
        """The spans among the first so many events that reach beyond a time."""
        count = int(np.searchsorted(self.spans, before))
        return bitmap_of(self.spans[:count][self.span_end[:count] > time])

    def within(self, span: Span) -> BitMap:
        """The events whose whole possible span lies in a span."""
        first = int(self.started(np.array([span.start]))[0])
        after = self.count if span.end == OPEN else int(self.over(np.array([span.end]))[0])
        begin, end = np.searchsorted(self.spans, [first, self.count])
        ended = self.span_end[begin:end] <= span.end
        return (range_of(first, after) - self.span_set) | bitmap_of(self.spans[begin:end][ended])
