"""Which of a table's first rows names its columns, and names that are all different."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
import pyarrow.compute as pc

from timeline_app.io.containers.raw_table import Flags, RawTable
from timeline_app.io.number_cells import is_nothing

Cells = Sequence[str]

ABOVE: Final = 20
"""Rows among which the header is looked for."""
_NUMBER: Final = re.compile(r"[-+]?\d+([.,]\d+)*([eE][-+]?\d+)?")
_YEAR: Final = re.compile(r"[12]\d{3}")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d([T ]\d.*)?")
_TAG: Final = re.compile(r"#[a-z]+(?:\s*\+[a-z_0-9]+)*", re.IGNORECASE)
_TAG_LINES: Final = 3
_COMMENT: Final = re.compile(r"\s*#+\s+\S")


def header_place(rows: Sequence[Cells]) -> int | None:
    """The place of the header among a table's first rows; None where all are data.

    It is the first row that fills more than half of the columns, unless numbers and dates stand in
    it where they stand below; what stands above is a title. A comment is the header where only data
    follow it.
    """
    comments = [_filled(row) if _is_comment(row) else 0 for row in rows]
    rows = [_plain_row(row) for row in rows]
    filled = [_filled(row) for row in rows]
    if not any(filled):
        return None
    width = _width(rows) or max(filled)
    above = filled[:ABOVE]
    full = (place for place, count in enumerate(above) if count * 2 > width)
    place = next(full, above.index(max(above)))
    if not _is_data(rows[place], rows[place + 1 :]):
        return place
    return place - 1 if place and comments[place - 1] * 2 > width else None


def _filled(row: Cells) -> int:
    return sum(map(bool, map(str.strip, row)))


def _is_comment(row: Cells) -> bool:
    return bool(row) and _COMMENT.match(row[0]) is not None


def _plain_row(row: Cells) -> Cells:
    """A row as the header is looked for: comments are blank, the name above R's row numbers not."""
    if _is_comment(row):
        return []
    return ["index", *row[1:]] if len(row) > 1 and not row[0] and all(row[1:]) else row


def unique_names(cells: Iterable[str]) -> tuple[str, ...]:
    """The names of a header's columns without white space around and no two alike.

    A copy is numbered ("Name (2)"), a column without a name has its number for one ("column 3").
    """
    names = [" ".join(cell.replace("\ufeff", "").replace("\0", "").split()) for cell in cells]
    names = [name or f"column {number}" for number, name in enumerate(names, 1)]
    taken, found, last = set(names), dict[str, None](), dict[str, int]()
    for name in names:
        unique, copy = name, last.get(name, 1)
        while unique in found or (copy > 1 and unique in taken):
            copy += 1
            unique = f"{name} ({copy})"
        last[name] = copy
        found[unique] = None
    return tuple(found)


def header_rows(table: RawTable, header: Sequence[str]) -> Flags:
    """Which rows repeat the header, as it stands in the file."""
    same = np.ones(len(table), bool)
    for name, cell in zip(table.names, header, strict=True):
        if not same.any():
            break
        cells = pc.utf8_trim_whitespace(table.cells(name))
        same &= pc.equal(cells, cell.strip()).to_numpy(zero_copy_only=False)
    return same


def tag_lines(table: RawTable) -> Flags:
    """Lines of HXL tags (https://hxlstandard.org) below the header, which describe the columns."""
    flags = np.zeros(len(table), bool)
    for row in range(min(_TAG_LINES, len(table))):
        cells = [str(cell) for cell in table.frame.iloc[row] if cell]
        if len(cells) < 2 or not all(_TAG.fullmatch(cell.strip()) for cell in cells):
            break
        flags[row] = True
    return flags


def are_counted(cells: Cells) -> bool:
    """Whether cells are 0, 1, 2 ... or 1, 2, 3 ..."""
    start = int(cells[0]) if cells and cells[0] in ("0", "1") else None
    return start is not None and list(cells) == [str(start + n) for n in range(len(cells))]


def _width(rows: Sequence[Cells]) -> int:
    """How many columns have cells in more than one row."""
    counts: dict[int, int] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if cell.strip():
                counts[column] = counts.get(column, 0) + 1
    return sum(count > 1 for count in counts.values())


def _is_data(row: Cells, below: Sequence[Cells]) -> bool:
    """Whether numbers and dates stand in a row where they stand in most of those below."""
    if not below:
        alone = [kind_of(cell) for cell in row if not is_nothing(cell)]
        return "date" in alone or 2 * sum(map(bool, alone)) > len(alone)
    alike = other = 0
    for column, cell in enumerate(row):
        found = [r[column] for r in below if column < len(r) and not is_nothing(r[column])]
        kinds = Counter(map(kind_of, found))
        if found and not is_nothing(cell) and kinds[""] * 5 <= len(found):
            other += not kind_of(cell)
            alike += _is_like(kind_of(cell), kinds)
    return alike > other


def _is_like(kind: str, kinds: Counter[str]) -> bool:
    """Whether a value is like most of a column; years that name columns stand over numbers."""
    most = kinds["number"] + kinds["year"] if kind == "number" else kinds[kind]
    return bool(kind) and most * 5 >= 4 * kinds.total()


def kind_of(cell: str) -> str:
    """Whether it is a "year", another "number" or a "date"; "" for any other text."""
    cell = cell.strip()
    if _YEAR.fullmatch(cell):
        return "year"
    if _NUMBER.fullmatch(cell):
        return "number"
    return "date" if _DATE.fullmatch(cell) else ""
