"""Lanes: which events stand in which, and how the lanes share the height there is."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import numpy.typing as npt

from timeline_app.core.dataset import Dataset, Field
from timeline_app.core.projection import Projection
from timeline_app.core.when import Form, Span

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

LANE_MIN_PX = 28.0
LANE_PAD_PX = 4.0
"""Free ground above and below the sub-rows of a lane."""
ROW_PX = 14.0
"""Height of a sub-row; `ROW_MAX_PX` where there is height to spare."""
ROW_MAX_PX = 32.0
SCROLLED_LANE_PX = 2 * LANE_PAD_PX + 5 * ROW_PX
"""What a busy lane gets when the lanes do not fit anyway."""
_BLOCK = 256


class LaneEvents:
    """The filtered events of one lane, sorted by start, ready to be counted along time.

    `rows` ascending rows of the dataset, `count` all of them, undated ones too.
    """

    def __init__(self, key: str, label: str, rows: Ints, count: int, dataset: Dataset) -> None:
        self.key = key
        self.label = label
        self.count = count
        self.rows = rows
        self.start: Ints = dataset.times.start[rows]
        self.end: Ints = np.maximum(dataset.times.end[rows], self.start + 1)
        self._by_type: Mapping[int, tuple[Ints, Ints]] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def ends(self) -> Ints:
        """All ends, ascending."""
        return np.sort(self.end)

    @cached_property
    def _block_end(self) -> Ints:
        """The latest end of each block of _BLOCK events."""
        return np.maximum.reduceat(self.end, np.arange(0, len(self.end), _BLOCK))

    def count_in(self, span: Span) -> int:
        """How many events touch a span."""
        return int(
            np.searchsorted(self.start, span.end) - np.searchsorted(self.ends, span.start, "right")
        )

    def by_type(self, type_rank: npt.NDArray[np.int16]) -> Mapping[int, tuple[Ints, Ints]]:
        """Rank of each type, ascending, to the sorted starts and the sorted ends of its events."""
        if self._by_type is None:
            ranks = type_rank[self.rows]
            order = np.argsort(ranks, kind="stable")
            types, first = np.unique(ranks[order], return_index=True)
            parts = np.split(order, first[1:])
            self._by_type = {
                int(rank): (self.start[part], np.sort(self.end[part]))
                for rank, part in zip(types, parts, strict=True)
            }
        return self._by_type

    def within(self, span: Span) -> Ints:
        """Positions (ascending) of the events that touch a span."""
        if not len(self.rows):
            return np.empty(0, np.int64)
        first, last = np.searchsorted(self.start, [span.start, span.end]).tolist()
        blocks = np.flatnonzero(self._block_end[: first // _BLOCK + 1] > span.start)
        earlier = (blocks[:, None] * _BLOCK + np.arange(_BLOCK)).ravel()
        earlier = earlier[earlier < first]
        earlier = earlier[self.end[earlier] > span.start]
        return np.concatenate([earlier, np.arange(first, last)])


class Lanes:
    """The lanes of a dataset under a filter: ordered by the field's codes, empty ones left out."""

    def __init__(self, dataset: Dataset, projection: Projection, group: str) -> None:
        self.dataset = dataset
        field = dataset.field(group) if group else None
        rows = projection.rows
        self.all = LaneEvents("", "", self._dated(rows), len(rows), dataset)
        self.lanes = self._split(projection, field) if field else [self.all][: len(projection.rows)]
        self.type_rank, self.type_keys = type_ranks(dataset)
        found = np.bincount(self.type_rank[rows] + 1, minlength=1)[1:]
        self.ranks: list[int] = np.flatnonzero(found).tolist()
        """Ranks of the types of the filtered events, ascending."""

    def first(self, count: int) -> "Lanes":
        """The same with only the first lanes."""
        fewer = copy(self)
        fewer.lanes = self.lanes[:count]
        return fewer

    def left_out(self, span: Span) -> int:
        """How many events of a span stand in none of the lanes."""
        if not len(self.all):
            return 0
        shown = [lane.rows[lane.within(span)] for lane in self.lanes]
        return self.all.count_in(span) - len(np.unique(np.concatenate(shown)) if shown else ())

    def _dated(self, rows: npt.NDArray[np.integer]) -> Ints:
        """The dated ones of ascending rows (the undated stand last in a dataset)."""
        dated: Ints = rows[self.dataset.times.form[rows] != Form.UNDATED].astype(np.int64)
        return dated

    def _split(self, projection: Projection, field: Field) -> list[LaneEvents]:
        kept = projection.mask[field.rows]
        rows, codes = field.rows[kept].astype(np.int64), field.codes[kept]
        if len(field.keys) < np.iinfo(np.int16).max:
            codes = codes.astype(np.int16)  # sorted by radix, ten times faster
        order = np.argsort(codes, kind="stable")
        counts = np.bincount(codes, minlength=len(field.keys))
        parts = np.split(rows[order], np.cumsum(counts)[:-1])
        return [
            LaneEvents(field.keys[c], field.labels[c], self._dated(part), len(part), self.dataset)
            for c, part in enumerate(parts)
            if len(part)
        ]


def type_ranks(dataset: Dataset) -> tuple[npt.NDArray[np.int16], tuple[str, ...]]:
    """For each row the rank of its event type (0 the most frequent, -1 none), and types by rank.

    That is the code of the field `type`: of the whole dataset, so that a filter never recolours an
    event.
    """
    field = dataset.fields.get("type")
    ranks = np.full(len(dataset), -1, np.int16)
    if field is None or not field.keys:
        return ranks, ()
    rank_of_code = np.array([c if key else -1 for c, key in enumerate(field.keys)], np.int16)
    ranks[field.rows] = rank_of_code[field.codes]
    return ranks, tuple(key for key in field.keys if key)


@dataclass(frozen=True, slots=True)
class Wants:
    """How many sub-rows a lane wants: for its marks, for whole labels too, and at the most."""

    marks: int
    labels: int
    most: int


def share_height(wants: Sequence[Wants], height: float, *, scrolls: bool = False) -> list[float]:
    """The heights of lanes in `height` px.

    Every lane gets LANE_MIN_PX. What is left goes to lanes that want more, the same to each until
    it has the sub-rows it wants, first for marks, then for labels; height to spare is shared out in
    proportion, up to ROW_MAX_PX for every event. Where not even LANE_MIN_PX is there for all, or,
    if `scrolls`, not enough for all marks, the lanes are higher together than `height`. Depends on
    neither window nor zoom, so that lanes keep their place.
    """
    if not wants:
        return []
    least = np.full(len(wants), LANE_MIN_PX)
    marks = np.maximum(least, _of_rows([want.marks for want in wants]))
    labels = np.maximum(marks, _of_rows([want.labels for want in wants]))
    most = np.maximum(labels, _of_rows([want.most for want in wants], ROW_MAX_PX))
    if scrolls and marks.sum() > height:
        return _listed(np.minimum(marks, max(height, LANE_MIN_PX)))
    if least.sum() > height:
        return _listed(np.minimum(marks, SCROLLED_LANE_PX))
    for given, asked in ((least, marks), (marks, labels)):
        if asked.sum() > height:
            return _listed(_filling(partial(np.clip, a_min=given, a_max=asked), height, height))
    return _listed(
        _filling(lambda part: np.minimum(labels * (1 + part), most), height / LANE_MIN_PX, height)
    )


def _of_rows(rows: Sequence[int], row_px: float = ROW_PX) -> Floats:
    return 2 * LANE_PAD_PX + row_px * np.asarray(rows, np.float64)


def _filling(heights: Callable[[float], Floats], end: float, height: float) -> Floats:
    """The largest of `heights(0)` to `heights(end)`, which only grow, whose sum is in `height`."""
    if heights(end).sum() <= height:
        return heights(end)
    start = 0.0
    for _ in range(50):
        middle = (start + end) / 2
        start, end = (middle, end) if heights(middle).sum() <= height else (start, middle)
    return heights(start)


def _listed(heights: Floats) -> list[float]:
    return [float(height) for height in heights]
