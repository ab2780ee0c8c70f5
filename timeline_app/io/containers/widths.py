"""Records that have more or fewer cells than the header names columns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.finding import HEADER_ROW, Finding, say

_MANY: Final = 5
"""Records of one wrong width that are told one by one."""


def wrong_widths(
    file: str, columns: int, ragged: Mapping[int, Sequence[int]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings for too wide records, by which something would be lost, and for too narrow ones.

    Args:
        file: what findings call the table.
        columns: how many the header names.
        ragged: numbers of cells to the numbers of the records that have so many.
    """
    wide, narrow = (
        tuple(
            finding
            for cells, rows in ragged.items()
            if (cells > columns) is too_wide
            for finding in _each(file, columns, cells, rows)
        )
        for too_wide in (True, False)
    )
    return wide, narrow


def wrong_header(file: str, columns: int, cells: int) -> Finding:
    """The finding for a table whose records all have the same wrong width."""
    template = (
        QT_TRANSLATE_NOOP(
            "io",
            "Every record has {cells} cells where the header names {columns} columns; name each "
            "column there; a cell that holds a comma must stand in double quotes.",
        )
        if cells > columns
        else QT_TRANSLATE_NOOP(
            "io",
            "Every record has {cells} cells where the header names {columns} columns; name there "
            "only what the records have; empty cells need their commas too.",
        )
    )
    return Finding(file, HEADER_ROW, say(template, cells=cells, columns=columns))


def _each(file: str, columns: int, cells: int, rows: Sequence[int]) -> Iterator[Finding]:
    """A finding for each record of so many cells; where there are many, for the first ones."""
    right = (
        QT_TRANSLATE_NOOP("io", "a cell that holds a comma must stand in double quotes")
        if cells > columns
        else QT_TRANSLATE_NOOP("io", "empty cells need their commas too")
    )
    for row in rows[:_MANY]:
        message = say(
            QT_TRANSLATE_NOOP(
                "io",
                "The record has {found} cells where the header names {expected} columns; {right}.",
            ),
            found=cells,
            expected=columns,
            right=say(right),
        )
        yield Finding(file, row, message)
    if len(rows) > _MANY:
        message = say(
            QT_TRANSLATE_NOOP(
                "io",
                "This record and {more} further ones have {found} cells too where the header "
                "names {expected} columns.",
            ),
            more=len(rows) - _MANY - 1,
            found=cells,
            expected=columns,
        )
        yield Finding(file, rows[_MANY], message)
