"""Any other table: which column is what is said by a person, or guessed and told."""

from dataclasses import replace
from typing import Final

from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Content
from timeline_app.io.formats.format import event_parts
from timeline_app.io.mapping.mapped_table import put_several, read_mapped
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.parts import Parts

NAME: Final = "Table"

_READ: Final = 0.5
"""The part of the work that is done when all rows are read."""


def read_with(
    content: Content,
    mapping: TableMapping,
    progress: Progress | None = None,
    table: RawTable | None = None,
) -> Parts:
    """The events of a file of any columns; `table` are its rows where they are read already.

    Raises:
        MappingError: the mapping names a column that the file lacks.
        ReadError: the file cannot be read.
        Cancelled: `progress` answered False.
    """
    if table is None:
        table = content.table(part_of(progress, 0, _READ))
    tell(progress, _READ)
    read = read_mapped(table, mapping)
    several = put_several(read.columns, mapping)
    parts = event_parts(content, read.columns, NAME, sources=read.sources, several=several)
    return replace(parts, quotes=read.quotes)
