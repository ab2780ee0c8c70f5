"""A file's rows as text, before anything is made of them, with a log of what became of each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from timeline_app.core.columns import TEXT, texts_of
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.reading import NoEvent, Outcome, Problem, Reading
from timeline_app.io.finding import say

Flags = npt.NDArray[np.bool_]

_NO_ROWS: Final = QT_TRANSLATE_NOOP("io", "The file has no rows; it holds no events.")


@dataclass(slots=True)
class ReadingLog:
    """What is told of a file while it is read; in the end a Reading."""

    file: str
    """What problems call the file."""
    set_aside: int = 0
    no_events: Counter[NoEvent] = field(default_factory=Counter)
    notes: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tell(
        self, outcome: Outcome, line: int, reason: Message, *, column: str = "", text: str = ""
    ) -> None:
        """One problem; a row that is SET_ASIDE is counted here and must be no event."""
        self.problems.append(Problem(self.file, line, column, text, reason, outcome))
        self.set_aside += outcome is Outcome.SET_ASIDE

    def reading(self, format_: str, events: int, undated: int) -> Reading:
        """The report, `events` of whose rows are dated events."""
        rows = events + undated + self.set_aside + self.no_events.total()
        notes = self.notes if rows else [say(_NO_ROWS), *self.notes]
        repaired = {p.line for p in self.problems if p.outcome is Outcome.REPAIRED}
        return Reading(
            file=self.file,
            format=format_,
            rows=rows,
            events=events,
            undated=undated,
            set_aside=self.set_aside,
            repaired=len(repaired),
            no_events=dict(self.no_events),
            notes=tuple(notes),
            problems=tuple(sorted(self.problems, key=lambda problem: problem.line)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """Rows of text under unique, trimmed names.

    `lines[i]` is where row i of `frame` stands in the file (see `Problem.line`). What the file
    holds beside these rows is in the log already: what was set aside, blank and repeated lines.
    """

    frame: pd.DataFrame
    lines: Sequence[int]
    log: ReadingLog

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, name: str) -> bool:
        return name in self.frame.columns

    @property
    def names(self) -> list[str]:
        return [str(name) for name in self.frame.columns]

    def cells(self, name: str) -> pa.Array:
        """A column as plain text; all empty where there is none of that name."""
        if name in self:
            return texts_of(self.frame[name])
        return pa.repeat(pa.scalar("", TEXT), len(self))

    def without(self, rows: Flags, why: NoEvent) -> "RawTable":
        """The table without some rows that are no events, which are counted."""
        if not rows.any():
            return self
        self.log.no_events[why] += int(rows.sum())
        left = np.flatnonzero(~rows)
        return replace(
            self,
            frame=self.frame.iloc[left].reset_index(drop=True),
            lines=[self.lines[row] for row in left.tolist()],
        )

    def in_lower_case(self) -> "RawTable":
        """The table with its names in small letters, as far as they stay different."""
        return self.spelled(name.lower() for name in self.names)

    def spelled(self, names: Iterable[str]) -> "RawTable":
        """The table with these names as they are here, where it has them in other letters.

        Names that differ by their letters alone stay as they are.
        """
        wanted = {name.casefold(): name for name in names}
        uses = Counter(name.casefold() for name in self.names)
        spelled = [
            wanted.get(name.casefold(), name) if uses[name.casefold()] == 1 else name
            for name in self.names
        ]
        if spelled == self.names:
            return self
        return replace(self, frame=self.frame.set_axis(pd.Index(spelled), axis=1))
