"""Makes scenes of one dataset, filter and grouping: lays out lanes, marks and labels."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from timeline_app.core.dataset import Dataset
from timeline_app.core.densities import Densities
from timeline_app.core.density import Density, nice_ceiling
from timeline_app.core.detail import (
    FEW,
    MARK_PX,
    SIGN_PAD_PX,
    Layout,
    MarkColumns,
    Rows,
    lay_out,
    rows_wanted,
)
from timeline_app.core.eras import MOST_ROWS, Eras
from timeline_app.core.lane_heights import LANE_MIN_PX, LANE_PAD_PX, Wants, share_height
from timeline_app.core.lanes import Floats, Lanes
from timeline_app.core.packing import LABEL_GAP_PX, Ground, place_labels
from timeline_app.core.projection import Projection
from timeline_app.core.report_places import place_reports
from timeline_app.core.scale import TimeScale, fit
from timeline_app.core.scene import Label, Lane, Marks, Scene
from timeline_app.core.titles import Titles
from timeline_app.core.undated import UndatedColumn, UndatedLane
from timeline_app.core.when import Form, Span

FEW_SCROLLED = 200
"""Up to so many events lanes rather scroll than draw density."""
MOST_PLACES = 50
"""Of so many selected events the places in densities are shown."""
FEW_LABELLED = 500
"""Up to so many events lanes ask for room for all labels."""


@dataclass(frozen=True, slots=True, eq=False)
class SceneSource:
    """What scenes of one dataset, filter and grouping are made from."""

    lanes: Lanes
    titles: Titles
    total: int
    undated: UndatedColumn
    eras: Eras
    scrolls: bool = False
    """Whether there is a way to lanes that do not show: few events then have marks, always."""
    fills: bool = False
    """Whether lanes take all height, and what they show all of theirs: where nothing moves."""
    _wants: dict[tuple[float, bool], list[Wants]] = field(init=False, default_factory=dict)
    """Sub-rows that each lane wants, for the last widths asked for."""
    _heights: dict[tuple[float, float], Floats] = field(init=False, default_factory=dict)
    """Heights of all lanes for the last sizes asked for."""

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        projection: Projection,
        group: str,
        titles: Titles,
        eras: Eras | None = None,
        *,
        scrolls: bool = False,
        fills: bool = False,
    ) -> "SceneSource":
        """The source of scenes; `titles` and `eras` are those of the dataset."""
        lanes = Lanes(dataset, projection, group)
        eras = Eras(dataset.eras) if eras is None else eras
        return cls(lanes, titles, len(projection), UndatedColumn(lanes), eras, scrolls, fills)

    def with_lanes(self, count: int) -> "SceneSource":
        """The same with only the first lanes, and the height that these want."""
        lanes = self.lanes.first(count)
        undated = UndatedColumn(lanes)
        return SceneSource(lanes, self.titles, self.total, undated, self.eras, fills=self.fills)

    def heights(self, width: float, height: float) -> Floats:
        """The heights of all lanes in a plot of this size."""
        size = width, height
        if size not in self._heights:
            if len(self._heights) > 3:
                self._heights.clear()
            shared = share_height(self._wanted(width, height), height, scrolls=self._few_scroll)
            heights = np.array(shared)
            if self.fills and 0 < heights.sum() < height:
                heights *= height / heights.sum()
            self._heights[size] = heights
        return self._heights[size]

    @property
    def _few_scroll(self) -> bool:
        return self.scrolls and self.total <= FEW_SCROLLED

    def _wanted(self, width: float, height: float) -> list[Wants]:
        """What each lane wants; where not even the least height is there for all, for its count."""
        lanes = self.lanes.lanes
        crowded = len(lanes) * LANE_MIN_PX > height and not self._few_scroll
        if (width, crowded) not in self._wants:
            if len(self._wants) > 2:
                self._wants.clear()
            if crowded or all(lane.count > FEW for lane in lanes):
                wants = [Wants(lane.count, lane.count, lane.count) for lane in lanes]
            else:
                starts, ends = self.lanes.index.extremes(self.lanes.all.events)
                whole = TimeScale(fit(starts, ends), width)
                labels = self.total <= FEW_LABELLED
                wants = [rows_wanted(lane, whole, self.titles, labels=labels) for lane in lanes]
            self._wants[width, crowded] = wants
        return self._wants[width, crowded]

    def scene(
        self,
        scale: TimeScale,
        height: float,
        scroll: float = 0.0,
        sample: int | None = None,
        *,
        side: float = 0.0,
        era_rows: int = MOST_ROWS,
    ) -> Scene:
        """What shows of the window in `height` px, scrolled down by `scroll` px.

        The composition of densities is counted from about `sample` events, None: from all. The
        column of undated events is `side` px wide; titles of eras have so many rows.
        """
        heights = self.heights(scale.width, height)
        tops = np.cumsum(heights) - heights
        content = float(heights.sum())
        scroll = min(max(scroll, 0.0), max(0.0, content - height))
        tops = tops - scroll
        shown = np.flatnonzero((tops < height) & (tops + heights > 0))
        if self._few_scroll:  # few: all are counted
            shown = np.arange(len(heights))
        near = MarkColumns.around(scale, self.lanes.index)
        each = sample and sample // max(len(shown), 1)
        crowds = Densities(self.lanes.dataset, scale, each)
        rows = [Rows.of(self.lanes.lanes[i].count, float(heights[i])) for i in shown.tolist()]
        held = [
            (place, self.lanes.lanes[i], rows[place].count)
            for place, i in enumerate(shown.tolist())
            if len(self.lanes.lanes[i])
        ]
        layouts: list[tuple[int, Layout]] = []
        found = lay_out([(events, rows) for _, events, rows in held], scale, self.titles, near)
        for (place, events, _), layout in zip(held, found, strict=True):
            if len(layout.rows):
                layouts.append((place, layout))
                if self.fills:
                    inner = float(heights[shown[place]]) - 2 * LANE_PAD_PX
                    used = int(layout.level.max()) + 1
                    rows[place] = Rows(used, inner / used)
            crowds.add(place, events, layout.rows)
        lanes = [
            self._lane(i, float(tops[i]), float(heights[i]), rows[place].height)
            for place, i in enumerate(shown.tolist())
        ]
        densities = crowds.counted()
        marks = self._marks(lanes, layouts, scale)
        labels = self._labels(layouts, marks, densities, scale)
        visible = self.lanes.all.count_in(scale.window)
        earlier, later = (0, 0) if visible else self._beyond(scale.window)
        top = max((int(d.heights.max(initial=0)) for d in densities), default=1)
        return Scene(
            scale=scale,
            height=height,
            scroll=scroll,
            content_height=content,
            lanes=tuple(lanes),
            marks=marks,
            parts=self._parts(marks, scale),
            reports=place_reports(
                self.lanes.dataset.reported, marks, labels, lanes, densities, scale
            ),
            labels=labels,
            densities=tuple(densities),
            density_top=nice_ceiling(top),
            types=self.lanes.type_keys,
            visible=visible,
            undrawn=visible - self._drawn_in(marks, scale.window),
            undated=self.undated.total,
            total=self.total,
            eras=self.eras.bands(scale, era_rows),
            undated_lanes=self._undated_lanes(lanes, side) if side else (),
            earlier=earlier,
            later=later,
            sampled=any(dense.sampled for dense in densities),
        )

    def places(self, scene: Scene, rows: Collection[int]) -> list[tuple[int, float, float]]:
        """Where events of a scene are that have no mark: lane, left and right edge in px.

        Of many events none, since nobody would find them in that.
        """
        if len(rows) > MOST_PLACES:
            return []
        index, window = self.lanes.index, scene.scale.window
        drawn = set(scene.marks.row.tolist()) if rows else set()
        found = []
        for row in rows:
            if row in drawn or row >= index.count:
                continue
            start, end = int(index.start[row]), int(index.end[row])
            if start >= window.end or end <= window.start:
                continue
            left = max(scene.scale.x(start), 0.0)
            right = min(scene.scale.x(end), scene.scale.width)
            found += [
                (place, left, right)
                for place, lane in enumerate(scene.lanes)
                if self.lanes.lanes[lane.index].holds(row)
            ]
        return found

    def _lane(self, index: int, y: float, height: float, row_height: float) -> Lane:
        events = self.lanes.lanes[index]
        return Lane(
            index, events.key, events.label, y, height, row_height, events.count, index % 2 == 1
        )

    def _drawn_in(self, marks: Marks, window: Span) -> int:
        """How many events of the window have a mark."""
        times, rows = self.lanes.dataset.times, np.unique(marks.row)
        return int(((times.start[rows] < window.end) & (times.end[rows] > window.start)).sum())

    def _marks(
        self, lanes: list[Lane], layouts: list[tuple[int, Layout]], scale: TimeScale
    ) -> Marks:
        times = self.lanes.dataset.times
        lane = np.repeat(
            np.array([i for i, _ in layouts], np.int64), [len(o.left) for _, o in layouts]
        )
        row = _joined([o.rows for _, o in layouts], np.int64)
        left = _joined([o.left for _, o in layouts], np.float64)
        right = _joined([o.right for _, o in layouts], np.float64)
        level = _joined([o.level for _, o in layouts], np.int64)
        top = np.array([one.y + LANE_PAD_PX for one in lanes])
        row_height = np.array([one.row_height for one in lanes])
        low, high = -2 * MARK_PX, scale.width + 2 * MARK_PX
        x0, x1 = scale.x(times.start[row]), scale.x(times.end[row])
        narrow = x1 - x0 < MARK_PX
        x0, x1 = np.where(narrow, left, x0), np.where(narrow, left + MARK_PX, x1)
        marks = Marks(
            row=row,
            lane=lane,
            left=np.maximum(left, low),
            right=np.minimum(right, high),
            x0=np.clip(x0, low, high),
            x1=np.clip(x1, low, high),
            solid_x0=np.clip(scale.x(times.solid_start[row]), low, high),
            solid_x1=np.clip(scale.x(times.solid_end[row]), low, high),
            y=top[lane] + (level + 0.5) * row_height[lane],
            form=times.form[row],
            uncertain=times.uncertain[row],
            approximate=times.approximate[row],
            disputed=self.titles.disputed[row],
            sign_x=right,
            type_rank=self.lanes.ranks_of(row),
        )
        signs = marks.signs_px
        after = np.where(marks.endless, marks.known, right) - signs
        pad = np.where(signs > 0, SIGN_PAD_PX, 0.0)
        cut = (after + signs + pad > scale.width) & (marks.x1 <= scale.width)
        sign_x = np.where(cut, marks.x0 - signs - SIGN_PAD_PX, after)
        last = np.where(signs > 0, scale.width - signs - SIGN_PAD_PX, np.inf)
        return replace(marks, sign_x=np.minimum(sign_x, last))

    def _undated_lanes(self, lanes: list[Lane], side: float) -> tuple[UndatedLane, ...]:
        made = self.undated.lane
        return tuple(made(lane.index, side, lane.height, lane.row_height) for lane in lanes)

    def _beyond(self, window: Span) -> tuple[int, int]:
        """How many dated events come before and after a window that none touches."""
        events, index = self.lanes.all.events, self.lanes.index
        before = events.range_cardinality(0, int(index.started(np.array([window.start]))[0]))
        return before, self.total - self.undated.total - before

    def _parts(
        self, marks: Marks, scale: TimeScale
    ) -> tuple[tuple[int, tuple[tuple[float, float], ...]], ...]:
        parts = self.lanes.dataset.times.parts
        indices = np.flatnonzero(marks.form == Form.ONE_OF).tolist()
        return tuple(
            (i, tuple((scale.x(part.start), scale.x(part.end)) for part in parts[row]))
            for i, row in zip(indices, marks.row[indices].tolist(), strict=True)
            if row in parts
        )

    def _labels(
        self,
        layouts: list[tuple[int, Layout]],
        marks: Marks,
        densities: list[Density],
        scale: TimeScale,
    ) -> tuple[Label, ...]:
        labels: list[Label] = []
        first = 0
        labelled = {lane for lane, _ in layouts}
        taken = {dense.lane: dense.runs() for dense in densities if dense.lane in labelled}
        begin, end = marks.inner(scale.width)
        for lane, layout in layouts:
            wanted = self.titles.widths(layout.rows).tolist()
            leads = self.titles.leads(layout.rows).tolist()
            ground = Ground(LABEL_GAP_PX, scale.width, *([taken[lane]] if lane in taken else []))
            own = slice(first, first + len(layout.left))
            inner = begin[own], end[own]
            left = np.minimum(layout.left, marks.sign_x[own])
            placed = place_labels(
                left,
                layout.right,
                inner,
                layout.level,
                wanted,
                ground,
                leads,
                self.titles.least_part,
            )
            for place in placed:
                mark = first + place.mark
                text = self.titles.elided(int(marks.row[mark]), place.width)
                labels.append(
                    Label(mark, text, place.x, float(marks.y[mark]), place.width, place.inside)
                )
            first += len(layout.left)
        return tuple(labels)


def _joined(arrays: list[Any], kind: type[np.generic]) -> npt.NDArray[Any]:
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
