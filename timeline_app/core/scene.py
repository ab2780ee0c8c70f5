"""What a timeline shows, as arrays in px: the same for the screen and for pictures of it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline_app.core.density import Density
from timeline_app.core.detail import MARK_PX, SIGN_PX
from timeline_app.core.eras import EraBand
from timeline_app.core.report_places import Report
from timeline_app.core.scale import TimeScale
from timeline_app.core.undated import UndatedLane
from timeline_app.core.when import Form

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane: the value it stands for, its place in px below the axis, its filtered events."""

    index: int
    """Its number among all lanes, whether they show or not."""
    key: str
    label: str
    y: float
    height: float
    row_height: float
    count: int
    striped: bool


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Events drawn one by one, lane by lane, left edge ascending; an array entry each.

    x0..x1 is the possible span, solid_x0..solid_x1 the certain one (empty: x1 <= x0), both in px
    and cut off a little beyond the window; left..right is what the mark takes, with its signs. `y`
    is the middle.
    """

    row: Ints
    lane: Ints
    left: Floats
    right: Floats
    x0: Floats
    x1: Floats
    solid_x0: Floats
    solid_x1: Floats
    y: Floats
    form: npt.NDArray[np.uint8]
    uncertain: Flags
    approximate: Flags
    disputed: Flags
    sign_x: Floats
    """Where the signs begin: right of the mark, at the window's right edge left of it."""
    type_rank: npt.NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.row)

    @property
    def endless(self) -> Flags:
        """Which have no known end."""
        return np.asarray((self.form == Form.ONGOING) | (self.form == Form.OPEN_END))

    @property
    def signs_px(self) -> Floats:
        """The room that the signs take."""
        return SIGN_PX * (self.uncertain.astype(np.float64) + self.approximate + self.disputed)

    @property
    def known(self) -> Floats:
        """Where what is known of an endless one ends, its signs included."""
        return np.maximum(self.solid_x1, self.x0 + MARK_PX) + self.signs_px

    def inner(self, width: float) -> tuple[Floats, Floats]:
        """Between where and where each has room for its label, in a window of this width.

        Signs stand right of a mark, at the window's right edge over one that reaches beyond it.
        """
        begin = np.where(self.endless, self.known, self.x0)
        return begin, np.where(self.endless, self.x1, np.minimum(self.x1, width - self.signs_px))


@dataclass(frozen=True, slots=True)
class Label:
    """The title beside or inside a mark: index of the mark, left edge, middle and width in px."""

    mark: int
    text: str
    x: float
    y: float
    width: float
    inside: bool


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Everything the timeline shows right of the lane heads and below the axis.

    x = 0 is the window's start, y = 0 the lower edge of the axis; `height` px of `content_height`
    show, from `scroll` on (y counts from there).
    """

    scale: TimeScale
    height: float
    scroll: float
    content_height: float
    lanes: tuple[Lane, ...]
    """The lanes that show, and some above and below; marks and densities count in these."""
    marks: Marks
    parts: tuple[tuple[int, tuple[tuple[float, float], ...]], ...]
    """Index of a ONE_OF mark and its alternatives in px."""
    labels: tuple[Label, ...]
    densities: tuple[Density, ...]
    density_top: int
    """The count that fills a lane."""
    types: tuple[str, ...]
    """Keys of event types by rank."""
    visible: int
    """Filtered events that touch the window."""
    undrawn: int
    """Those of them that are not drawn one by one."""
    undated: int
    """Filtered events without a date."""
    total: int
    eras: tuple[EraBand, ...] = ()
    """The eras that touch the window."""
    undated_lanes: tuple[UndatedLane, ...] = ()
    """Those of `lanes`, one each, where the column of undated events has any width."""
    earlier: int = 0
    """Filtered events before the window where none touches it."""
    later: int = 0
    """Filtered events after the window where none touches it."""
    reports: tuple[Report, ...] = ()
    """The dates that sources report of the events with marks, where there is room."""
    sampled: bool = False
    """Whether the composition of some density was taken from a part of its events."""
