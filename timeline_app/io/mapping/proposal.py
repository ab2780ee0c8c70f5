"""What a mapping makes of a table, for a person who settles it."""

from dataclasses import dataclass, replace
from typing import Final

import pyarrow.compute as pc

from timeline_app.core.columns import texts_of
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.reading import Problem, Reading
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.finding import say
from timeline_app.io.formats.table import NAME
from timeline_app.io.mapping.guess import guess
from timeline_app.io.mapping.mapped_table import read_mapped
from timeline_app.io.mapping.mapping import TableMapping

LOOKED_AT: Final = 100_000
"""Rows that are read to show what comes of a mapping."""
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A mapping, and what reading a table with it comes to."""

    names: tuple[str, ...]
    first: tuple[tuple[str, ...], ...]
    """The cells of the first rows."""
    mapping: TableMapping
    dates: tuple[Message, ...]
    """How each column of dates was understood, from the whole column."""
    asks_order: bool
    """Whether day and month cannot be told apart: the person must choose. The order of the mapping
    is what was chosen so far."""
    problems: tuple[Problem, ...]
    reading: Reading
    notes: tuple[Message, ...] = ()
    """How the text of the file was understood, and whether only its first rows were looked at."""


def propose(table: RawTable, mapping: TableMapping | None = None) -> Proposal:
    """What a mapping comes to, by default a guessed one; of a long table by its first rows.

    Raises:
        MappingError: the mapping names a column that the table lacks.
    """
    if mapping is None:
        mapping = guess(table)
    looked_at, notes = table, list(table.log.notes)
    if len(table) > LOOKED_AT:
        looked_at = replace(
            table, frame=table.frame.iloc[:LOOKED_AT], lines=table.lines[:LOOKED_AT]
        )
        template = QT_TRANSLATE_NOOP("io", "Only the first {count} rows were looked at so far.")
        notes.insert(0, say(template, count=f"{LOOKED_AT:,}"))
    read = read_mapped(looked_at, mapping)
    log = read.columns.table.log
    frame = read.columns.frame()
    dated = pc.sum(pc.not_equal(texts_of(frame["date"]), "")).as_py() if "date" in frame else 0
    reading = log.reading(NAME, dated or 0, len(looked_at) - (dated or 0))
    first = (tuple(map(str, row)) for row in table.frame.iloc[:_SHOWN].to_numpy())
    return Proposal(
        names=tuple(table.names),
        first=tuple(first),
        mapping=mapping,
        dates=read.dates.told,
        asks_order=not read.dates.is_settled,
        problems=reading.problems,
        reading=reading,
        notes=tuple(notes),
    )
