"""What separates the cells of a text table, which line is its header, and how wide its rows are."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from timeline_app.core.text import fold
from timeline_app.io.containers.headers import (
    ABOVE,
    Cells,
    are_counted,
    header_place,
    kind_of,
    unique_names,
)
from timeline_app.io.containers.lenient_csv import LenientReader, Record

_COUNT: Final = re.compile(r"(?:.*[\s_-])?id|n[or]?\.?|#|num(?:ber|mer|ero)?|index|row|key")
"""Names, folded, of columns that count the rows or have their ids."""
DELIMITERS: Final = (",", ";", "\t", "|")
_MOST: Final = 0.8
"""A delimiter that gives so many records the same number of cells may be it."""
FIRST: Final = 50
"""Records below the header that are looked at."""


def first_records(text: str, delimiter: str, *, is_whole: bool) -> list[Record]:
    """The first records of a text that are not blank."""
    reader = LenientReader(text, delimiter, is_last=is_whole, spaced=is_spaced(text, delimiter))
    filled = (record for record in reader if any(map(str.strip, record.cells)))
    return list(islice(filled, FIRST + ABOVE))


def is_spaced(text: str, delimiter: str) -> bool:
    """Whether a space stands between delimiters and quoted cells, in most lines."""
    return 2 * text.count(f'{delimiter} "') > max(text.count("\n"), text.count("\r"))


def delimiter_of(text: str, *, is_whole: bool) -> str:
    """The sign by which most records get the same number of cells, two at least.

    Of several the tab, where most records have some (it hardly stands in a text, whereas places
    such as "Minsk, Belarus" may have as many commas in each row), then the one that gives more
    cells, or the comma. One that the first record lacks gives way to one that it has and that fits
    most records, too: within cells it parts several values. A text in one column gets one that it
    does not hold.
    """
    scores = {}
    heads = set()
    for delimiter in DELIMITERS:
        records = first_records(text, delimiter, is_whole=is_whole)
        widths = Counter(len(record.cells) for record in records)
        several = [(count, width) for width, count in widths.items() if width > 1]
        if records and len(records[0].cells) > 1:
            heads.add(delimiter)
        if several:
            count, width = max(several)
            scores[delimiter] = (count / widths.total(), width)
        with_several = sum(count for width, count in widths.items() if width > 2)
        if delimiter == "\t" and with_several >= _MOST * widths.total() > 0:
            return delimiter
    fitting = {one: score for one, score in scores.items() if one in heads and score[0] >= _MOST}
    best = max(fitting or scores, key=lambda delimiter: scores[delimiter], default=",")
    if scores and scores[best][0] >= 0.5:
        return best
    return next((delimiter for delimiter in DELIMITERS if delimiter not in text), best)


def header_of(records: Sequence[Record]) -> int | None:
    """The physical lines above the header; None where the first full record is clearly data."""
    place = header_place([record.cells for record in records])
    return None if place is None else records[place].begin


def _usual_width(rows: Sequence[Cells]) -> int:
    counts = Counter(map(len, rows))
    return max(counts, key=lambda width: (counts[width], width), default=0)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the cells of a table's rows belong to its columns."""

    names: tuple[str, ...]
    """All columns, those without a name included."""
    width: int
    """Cells that most rows have; fewer than columns where the last ones are left out."""
    header: tuple[str, ...]
    """The cells of the header, by which its copies are known; () without header."""
    nameless: tuple[str, ...]
    """The last columns, which have no names."""
    surplus: int
    """How many of these the header does not even leave empty."""
    counts: bool
    """Whether the first column, which has no name, numbers the rows."""
    spaced: bool
    """Whether spaces behind a delimiter are no part of the cell."""

    @property
    def needed(self) -> int:
        """Cells of which none may be missing."""
        return min(self.width, len(self.names) - len(self.nameless))


def layout_of(
    header: Cells | None, names: Cells | None, first: Sequence[Cells], *, spaced: bool
) -> Layout:
    """The columns of a table from its header or from names, and its first rows."""
    cells = [_plain(cell) for cell in (names or () if header is None else header)]
    width = _usual_width(first)
    if cells and 2 * sum(len(row) == width for row in first) <= len(first):
        width = len(cells)
    surplus = max(width - len(cells), 0)
    counts = header is not None and width > 1 and are_counted([row[0] for row in first])
    if counts and surplus == 1 and not _is_of_count(cells[0], [row[1:2] for row in first]):
        cells.insert(0, "")  # R names the rows, and not their column
        surplus = 0
    if width < len(cells) and first and not any(cells[width:]):
        del cells[width:]
    cells += [""] * surplus
    found = unique_names(cells)
    named = next((n for n in range(len(cells), 0, -1) if cells[n - 1]), 0)
    return Layout(
        names=found,
        width=width,
        header=tuple(header or ()),
        nameless=found[named:] if named else (),
        surplus=surplus,
        counts=counts and bool(named) and not cells[0],
        spaced=spaced,
    )


def _is_of_count(name: str, beside: Sequence[Cells]) -> bool:
    """Whether a name is that of a column that counts the rows, and not of ids beside it."""
    ids = {cell for cells in beside for cell in cells}
    are_ids = len(ids) == len(beside) and all(map(_is_id, ids))
    return _COUNT.fullmatch(fold(name)) is not None and not are_ids


def _is_id(cell: str) -> bool:
    has_figure = any(sign.isdigit() for sign in cell)
    return has_figure and not any(map(str.isspace, cell)) and kind_of(cell) != "date"


def _plain(name: str) -> str:
    return name.replace("\ufeff", "").replace("\0", "").strip()
