"""Figures of people killed, from the columns of a file that hold them."""

import re
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.cells import first_filled, mapped, rows_where
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.number_cells import CODES, counts, plain_numbers

_NUMBER: Final = r"(\d{1,15})"
_FORMS: Final = (
    (rf"(?:~|about|around|approx\.?|ca\.?|c\.)\s*{_NUMBER}", lambda n: (n, n)),
    (rf"(?:>=|≥|at least|minimum)\s*{_NUMBER}", lambda n: (n, "")),
    (rf"{_NUMBER}\s*(?:\+|or more)", lambda n: (n, "")),
    (rf"(?:>|more than|over)\s*{_NUMBER}", lambda n: (str(int(n) + 1), "")),
    (rf"(?:<=|≤|at most|up to|maximum)\s*{_NUMBER}", lambda n: ("0", n)),
    (rf"{_NUMBER}\s*(?:-|–|to)\s*{_NUMBER}", lambda low, high: (low, high)),
)
"""How people write a figure that is no plain number, and its lowest and highest value."""


def bounds_of(text: str) -> tuple[str, str] | None:
    """The lowest and the highest number that a figure such as "20+" or "3-5" stands for.

    "" where there is no bound; None for what is no such figure.
    """
    for pattern, bounds in _FORMS:
        if found := re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return bounds(*found.groups())
    return None


def put_killed(columns: EventColumns, best: str, low: str = "", high: str = "") -> None:
    """The figures of each event, from columns of the best, the lowest and the highest; "" for none.

    The columns stay, with what is no figure in them, which is told.
    """
    found, least, most = (_bounds(columns, name) for name in (best, low, high))
    columns.killed(first_filled(least[0], found[0]), first_filled(most[1], found[1]))


def _bounds(columns: EventColumns, name: str) -> tuple[pa.Array, pa.Array]:
    """The lowest and the highest number of each cell."""
    numbers = plain_numbers(columns.table.cells(name), whole=True)
    low = high = counts(numbers)
    missing = pc.is_in(numbers, pa.array(sorted(CODES), TEXT))
    if pc.any(missing).as_py():
        codes = pc.unique(numbers.filter(missing)).to_pylist()
        template = QT_TRANSLATE_NOOP("io", 'In column "{column}" {codes} means that it is unknown.')
        columns.table.log.notes.append(say(template, column=name, codes=", ".join(codes)))
    odd = pc.and_(pc.and_(pc.equal(low, ""), pc.not_equal(numbers, "")), pc.invert(missing))
    if pc.any(odd).as_py():
        texts = pc.unique(columns.table.cells(name).filter(odd)).to_pylist()
        known = {text: bounds for text in texts if (bounds := bounds_of(text))}
        if known:
            template = QT_TRANSLATE_NOOP(
                "io", 'In column "{column}" figures such as {text} are read as bounds.'
            )
            columns.table.log.notes.append(say(template, column=name, text=next(iter(known))))
            cells = columns.table.cells(name)
            is_known = pc.is_in(cells, pa.array(known, TEXT))
            lows = mapped(cells, lambda text: known.get(text, ("", ""))[0])
            highs = mapped(cells, lambda text: known.get(text, ("", ""))[1])
            low, high = (pc.if_else(is_known, ends, low) for ends in (lows, highs))
            odd = pc.and_(odd, pc.invert(is_known))
    template = QT_TRANSLATE_NOOP(
        "io", "This is no number of people, so it counts as no figure; write a whole one, like 12."
    )
    columns.problem(rows_where(odd), say(template), column=name)
    return low, high
