"""Figures of people killed, from the columns of a file that hold them."""

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.cells import first_filled, rows_where
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.number_cells import CODES, counts, plain_numbers


def put_killed(columns: EventColumns, best: str, low: str = "", high: str = "") -> None:
    """The figures of each event, from columns of the best, the lowest and the highest; "" for none.

    The columns stay, with what is no figure in them, which is told.
    """
    found, least, most = (_counts(columns, name) for name in (best, low, high))
    columns.killed(first_filled(least, found), first_filled(most, found))


def _counts(columns: EventColumns, name: str) -> pa.Array:
    numbers = plain_numbers(columns.table.cells(name), whole=True)
    found = counts(numbers)
    missing = pc.is_in(numbers, pa.array(sorted(CODES), TEXT))
    if pc.any(missing).as_py():
        codes = pc.unique(numbers.filter(missing)).to_pylist()
        template = QT_TRANSLATE_NOOP("io", 'In column "{column}" {codes} means that it is unknown.')
        told = say(template, column=name, codes=", ".join(codes))
        columns.table.log.notes.append(told)
    odd = pc.and_(pc.and_(pc.equal(found, ""), pc.not_equal(numbers, "")), pc.invert(missing))
    template = QT_TRANSLATE_NOOP(
        "io", "This is no number of people, so it counts as no figure; write a whole one, like 12."
    )
    columns.problem(rows_where(odd), say(template), column=name)
    return found
