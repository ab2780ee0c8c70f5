"""What the numbers of a figure stand for, as much of it as has room at its foot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QCoreApplication

from timeline_app.core.dataset import Dataset
from timeline_app.views.canvas.figure_foot import GAP_PX, NOTHING, Foot, height_of
from timeline_app.views.canvas.figure_notes import How, Note, PlacedNotes, notes_of, placed
from timeline_app.views.canvas.figure_text import Paragraph
from timeline_app.views.canvas.figure_timeline import FigureTimeline

SHARES: Final = ((0.25, 0.5), (0.45, 0.3))
"""How much of the height notes may take, and how much they leave to the timeline in any case.

The second where the first has no room for all of them.
"""
MOST_TRIES: Final = 5
MOST_TRIED: Final = 150
"""More events are laid out in fewer ways, for each takes its time."""
MOST_DOTS: Final = 24
"""Of more undated events no titles are listed."""

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Laid:
    """What stands under the title."""

    timeline: FigureTimeline
    foot: Foot
    named: frozenset[int] = frozenset()
    """The events whose titles stand in full at the foot."""
    sources: PlacedNotes | None = None

    @property
    def is_complete(self) -> bool:
        """Whether something of every title stands somewhere, and every source."""
        return self.timeline.nameless <= self.named and self._has_sources

    @property
    def is_explained(self) -> bool:
        """Whether every title stands somewhere as a whole, and every source."""
        return not self.unsaid and (self._has_sources or not self.foot.sources.lines)

    @property
    def unsaid(self) -> set[int]:
        """The events whose title stands nowhere as a whole; of many undated ones none."""
        dots = self.timeline.dots
        listed = self.timeline.elided | set(dots if len(dots) <= MOST_DOTS else ())
        return listed - self.named

    @property
    def _has_sources(self) -> bool:
        return self.sources is not None and self.sources.is_complete

    @property
    def worth(self) -> tuple[int, int, int, int]:
        """How many events are drawn, how many sources named, and of how many events the title.

        Last, of how many on the spot.
        """
        listed = self.sources.listed if self.sources else 0
        return -self.timeline.lost, listed, -len(self.unsaid), -len(self.timeline.elided)


class Lay(Protocol):
    """Lays out a figure with these notes, or a line in their place, and numbers of rows."""

    def __call__(
        self,
        notes: tuple[PlacedNotes, ...],
        sources: Paragraph,
        numbers: Mapping[int, int],
        notes_px: float = 0.0,
    ) -> Laid: ...


class Room(NamedTuple):
    """Of a page, in px: its width and height, what of that is left, what texts share."""

    width: float
    height: float
    spare: float
    texts: float


def explained(dataset: Dataset, bare: Laid, lay: Lay, room: Room, line: Paragraph) -> Laid | None:
    """With numbers and what they stand for; None where that is not legible.

    Sources with addresses if these cost nothing else, with publisher and date only if need be; if
    not even half of them have room, then `line` in their place, and titles that are cut.

    Args:
        dataset: where titles and sources are.
        bare: the figure without any of it.
        lay: lays it out with some of it.
        room: what there is of the page.
        line: says how many sources there are.
    """
    if bare.timeline.crowded or not (bare.timeline.rows or bare.timeline.dots):
        return None
    told = _Explained(dataset, bare, lay, room, line)
    found: list[Laid] = []
    shares = SHARES if len(bare.timeline.rows) <= MOST_TRIED else SHARES[:1]
    for share in shares:
        titled = told.best(How.TITLED, share)
        complete = titled is not None and titled.is_complete
        other = told.best(How.ADDRESSED if complete else How.SHORT, share)
        found += filter(None, (other, titled) if complete else (titled, other))
        if any(laid.is_explained for laid in found):
            break
    if not found and bare.timeline.elided:
        found += filter(None, (told.best(None, share) for share in shares))
    return max(found, key=lambda laid: laid.worth, default=None)


@dataclass(frozen=True, slots=True)
class _Explained:
    dataset: Dataset
    bare: Laid
    lay: Lay
    room: Room
    line: Paragraph

    def best(self, how: How | None, share: tuple[float, float]) -> Laid | None:
        """With so much said of each source, and as many titles in full as there is room for."""
        first = self._with_notes(how, share, lambda timeline: set()) if how else None
        if how and first is None:
            return None
        listed = set(self.bare.timeline.dots)
        if 0 < len(listed) <= MOST_DOTS:
            laid = self._with_notes(how, share, lambda timeline: timeline.elided | listed)
            if laid is not None:
                return laid
        elided = self._with_notes(how, share, lambda timeline: timeline.elided)
        return elided or self._with_notes(how, share, lambda timeline: timeline.nameless) or first

    def _with_notes(
        self,
        how: How | None,
        share: tuple[float, float],
        missing: Callable[[FigureTimeline], set[int]],
    ) -> Laid | None:
        """With the titles of `missing` events in full; None where there is no room for that.

        What the foot takes may cost more titles, or lanes, of which none comes back.
        """
        rows, named, notes_px = self.bare.timeline.rows, set[int](), 0.0
        for _ in range(MOST_TRIES):
            numbers = {row: number for number, row in enumerate(rows, 1)}
            notes = self._notes(numbers, named, how, share)
            if notes is None:
                return None
            notes_px = max(notes_px, height_of(notes))
            laid = self.lay(notes, NOTHING if how else self.line, numbers, notes_px)
            timeline = laid.timeline
            if timeline.lost and not timeline.crowded and timeline.rows != rows:
                rows = timeline.rows
                continue
            if not timeline.is_numbered:
                return None
            if missing(timeline) <= named:
                hidden = len(timeline.nameless - named)
                if not notes or hidden > len(self.bare.timeline.nameless):
                    return None  # numbers with nothing to look up, or in place of titles
                sources = notes[-1] if how else None
                return replace(laid, named=frozenset(named), sources=sources)
            named |= missing(timeline)
        return None

    def _notes(
        self,
        numbers: Mapping[int, int],
        named: set[int],
        how: How | None,
        share: tuple[float, float],
    ) -> tuple[PlacedNotes, ...] | None:
        """Titles of these rows, and the sources of all; None where they have no room."""
        width, height, spare, texts = self.room
        most = min(share[0] * height, spare - share[1] * texts)
        title, dots = self.bare.timeline.title, self.bare.timeline.dots
        blocks = list[PlacedNotes]()
        titles = [Note((numbers[row],), title(row)) for row in sorted(named & numbers.keys())]
        titles += [Note((), title(row), undated=True) for row in dots if row in named]
        if titles:
            heading = translate("figure", "Titles in full")
            block = placed(heading, titles, width, most, How.TITLED.value)
            if block is None or not block.is_complete:
                return None
            blocks.append(block)
            most -= block.height + GAP_PX
        if how:
            heading = translate("figure", "Sources")
            sources = notes_of(self.dataset, numbers, dots, how)
            block = placed(heading, sources, width, most, how.value)
            if block is None:
                return None
            blocks.append(block)
        return tuple(blocks)
