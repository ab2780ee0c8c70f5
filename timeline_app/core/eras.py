"""Eras: named spans of time behind the events, and rows in which their titles do not overlap."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from timeline_app.core.calendar import EARLIEST
from timeline_app.core.records import Era
from timeline_app.core.scale import TimeScale
from timeline_app.core.when import OPEN, DateError, Form, When, parse_when

MOST_ROWS: Final = 4
"""Rows of titles; what finds no row of its own shares the last one."""
REACH_PX: Final = 3.0
"""How far from a narrow era the pointer still meets it."""
_COLOUR: Final = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Dated:
    """An era with what its date means; its end is cut where only the next one may have begun."""

    title: str
    colour: str
    """`#rrggbb`, "" for none."""
    when: When
    start: int
    end: int
    row: int
    """Where its title stands, 0 at the top, as if there were no end of rows."""

    @property
    def opens(self) -> tuple[bool, bool]:
        """Whether it has no known beginning, no known end."""
        return self.start <= EARLIEST, self.end == OPEN


@dataclass(frozen=True, slots=True)
class EraBand:
    """An era in the window: its number in time, and from where to where it reaches in px."""

    number: int
    era: Dated
    row: int
    x0: float
    x1: float
    title_x1: float
    """Where the next title of the row begins, if that is within this era."""


class Eras:
    """The eras of a dataset that have a date, in order of time."""

    def __init__(self, eras: Iterable[Era]) -> None:
        self.all = _in_rows(_read(eras))
        self._start = np.array([era.start for era in self.all], np.int64)
        self._end = np.array([era.end for era in self.all], np.int64)

    def rows(self, most: int = MOST_ROWS) -> int:
        """How many rows the titles take, of so many at most."""
        return min(max((era.row for era in self.all), default=-1) + 1, most)

    def bands(self, scale: TimeScale, most: int = MOST_ROWS) -> tuple[EraBand, ...]:
        """The eras of a window by their beginning, with their titles in so many rows at most."""
        window = scale.window
        shown = np.flatnonzero((self._start < window.end) & (self._end > window.start))
        if not len(shown):
            return ()
        left = np.maximum(scale.x(self._start[shown]), 0.0).tolist()
        right = np.minimum(scale.x(self._end[shown]), scale.width).tolist()
        following, found = [scale.width] * most, list[EraBand]()
        for number, x0, x1 in zip(shown[::-1].tolist(), left[::-1], right[::-1], strict=True):
            era = self.all[number]
            row = min(era.row, most - 1)
            found.append(EraBand(number, era, row, x0, x1, min(x1, following[row])))
            following[row] = x0
        return tuple(reversed(found))


def eras_at(bands: Iterable[EraBand], x: float, row: int) -> list[EraBand]:
    """The eras whose title would stand at a place of a row: several in a row that they share."""
    inside = [band for band in bands if band.row == row and band.x0 <= x < band.x1]
    return inside or [
        band for band in bands if band.row == row and band.x0 - REACH_PX <= x <= band.x1 + REACH_PX
    ]


def _read(eras: Iterable[Era]) -> list[tuple[When, Era]]:
    """Those that have a date, by beginning, of several the longest first."""
    dated = []
    for era in eras:
        try:
            when = parse_when(era.date.strip())
        except DateError:
            continue
        if when.form != Form.UNDATED:
            dated.append((when, era))
    return sorted(dated, key=lambda pair: (pair[0].start, -pair[0].end))


def _in_rows(eras: list[tuple[When, Era]]) -> tuple[Dated, ...]:
    """Each in the topmost row that is free when it begins.

    Where two overlap only in what is not certain of the first one's end (1901 to 1910, 1910 to
    1936), the first one ends where the second begins.
    """
    found: list[Dated] = []
    last: list[int] = []
    for when, era in eras:
        row = next((i for i, at in enumerate(last) if _sure_end(found[at].when) <= when.start), -1)
        if row < 0:
            row = len(last)
            last.append(0)
        else:
            before = found[last[row]]
            found[last[row]] = replace(before, end=min(before.end, when.start))
        colour = era.colour if _COLOUR.fullmatch(era.colour) else ""
        last[row] = len(found)
        found.append(Dated(era.title, colour, when, when.start, when.end, row))
    return tuple(found)


def _sure_end(when: When) -> int:
    """Up to when an era lasts at least."""
    if when.form != Form.LASTING:
        return when.end
    return when.solid_end if when.start < when.solid_end else when.end
