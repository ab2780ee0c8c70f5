"""What is said of the rows of a text table that are not as they should be."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.lenient_csv import Flaw
from timeline_app.io.finding import say

OPEN: Final = {
    Flaw.OPEN: say(
        QT_TRANSLATE_NOOP(
            "io",
            "A quoted cell begins in this line and is never closed; close it with a double quote "
            '(").',
        )
    ),
    Flaw.CUT: say(
        QT_TRANSLATE_NOOP(
            "io",
            "The file ends inside a quoted cell of this row; get the whole file, or close the cell "
            'with a double quote (").',
        )
    ),
}
QUOTES: Final = say(
    QT_TRANSLATE_NOOP(
        "io",
        "A quoted cell is followed by text, which was taken into it; within a quoted cell a double "
        'quote is written "".',
    )
)
NULS: Final = say(QT_TRANSLATE_NOOP("io", "The row holds NUL bytes; the file may be damaged."))
COUNTED: Final = say(
    QT_TRANSLATE_NOOP(
        "io", "The first column has no name and only counts the rows; it was left out."
    )
)


@lru_cache
def too_wide(cells: int, columns: int, delimiter: str) -> Message:
    """A row has cells for which there is no column."""
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The row has {cells} cells where there are {columns} columns; a cell that holds "
            '"{delimiter}" must stand in double quotes.',
        ),
        cells=cells,
        columns=columns,
        delimiter="\\t" if delimiter == "\t" else delimiter,
    )


@lru_cache
def too_narrow(cells: int, columns: int) -> Message:
    """A row has too few cells."""
    return say(
        QT_TRANSLATE_NOOP(
            "io", "The row has {cells} of {columns} cells; the last ones are taken as empty."
        ),
        cells=cells,
        columns=columns,
    )


def surplus(names: Sequence[str]) -> Message:
    """The header lacks names, by which the last columns are called."""
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "The rows have more cells than the header has names; the last ones are called "
            '"{names}".',
        ),
        names='", "'.join(names),
    )


def usually_narrow(cells: int, columns: int) -> Message:
    """Most rows lack their last cells."""
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "Most rows have {cells} cells where the header names {columns} columns; the last ones "
            "are taken as empty.",
        ),
        cells=cells,
        columns=columns,
    )
