"""One CSV table as text, with the number of each record, and what is wrong with its shape."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from timeline_app.io.finding import Finding

_OFFSET: Final = re.compile("[0-9]{1,18}")


class Record(dict[str, str]):
    """The cells of a record by column; a column that the table lacks is empty."""

    def __missing__(self, column: str) -> str:
        return ""

    def offset(self, column: str) -> int:
        """A place in a text, counted from 0; -1 where the cell says none."""
        cell = self[column]
        return int(cell) if _OFFSET.fullmatch(cell) else -1


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of text: `rows[i]` is the record number of line i of `frame`, the header being 1."""

    file: str
    frame: pd.DataFrame
    rows: Sequence[int]
    lost: tuple[Finding, ...] = ()
    """Mistakes of shape by which something would be lost; a dataset with them is not opened."""
    kept: tuple[Finding, ...] = ()
    """Mistakes of shape that lose nothing."""
    ragged: frozenset[int] = frozenset()
    """Records of a wrong width: their cells may stand under wrong columns."""

    @property
    def is_shifted(self) -> bool:
        """Whether no cell can be trusted to stand under its column."""
        return bool(self.lost) and len(self.ragged) == len(self.rows)

    def records(self) -> Iterator[tuple[int, Record]]:
        """Each record's number and its cells by column."""
        names = list(self.frame.columns)
        lines = zip(*(self.frame[name].tolist() for name in names), strict=True)
        for row, line in zip(self.rows, lines, strict=True):
            yield row, Record(zip(names, line, strict=True))
