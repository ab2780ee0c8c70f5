"""What all exports of a table have in common: the records, the file that is replaced, progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from timeline_app.core.columns import texts_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import Piece, lines, text
from timeline_app.io.export.export_table import Export, Rows, export_of

BATCH: Final = 16_384
"""Records that are written between two looks at whether to stop."""
_EVENTS: Final = 4096
"""Events that are told to another program between two such looks."""
_MADE: Final = 0.2
"""The part of the work that is done when the records are there."""


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """An export that is being written."""

    file: BinaryIO
    export: Export
    progress: Progress | None
    """Of the writing."""

    def done(self, records: int) -> None:
        """Tell how many records are written.

        Raises:
            Cancelled: it should stop.
        """
        tell(self.progress, min(1.0, records / max(len(self.export.rows), 1)))


@contextmanager
def exporting(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None,
) -> Iterator[Job]:
    """The records to write and a file that takes the place of `path` when the block ends.

    Raises:
        UnknownColumn: a column that is chosen, or sorted by, does not exist.
        WriteError: the file cannot be written; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    with replacing(path, keep=dataset.files) as file:
        tell(progress, 0.0)
        export = export_of(dataset, rows, choices, part_of(progress, 0.0, _MADE))
        yield Job(file, export, part_of(progress, _MADE, 1 - _MADE))


def events_in(
    dataset: Dataset, rows: Rows, names: Sequence[str], progress: Progress | None
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a dataset with their cells in columns of events.csv, for formats of other programs.

    Raises:
        Cancelled: `progress` answered False.
    """
    tell(progress, 0.0)
    for first in range(0, len(rows), _EVENTS):
        some = rows[first : first + _EVENTS]
        columns = (texts_of(dataset.events[name].iloc[some]).to_pylist() for name in names)
        for row, *cells in zip(some.tolist(), *columns, strict=True):
            yield row, dict(zip(names, cells, strict=True))
        tell(progress, min((first + _EVENTS) / len(rows), 1.0))


def write_records(
    job: Job, before: Sequence[str], end: str, escape: Callable[[str, pa.Array], pa.Array]
) -> None:
    """Write records as text.

    Args:
        job: what to write, and where.
        before: what stands before the cell of each column.
        end: what stands behind a record.
        escape: the cells of a column, by its name, as they stand in the file. Of a column of few
            values each is made once.

    Raises:
        Cancelled: it should stop.
    """
    table = job.export.table
    ready: list[Piece] = []
    for name in table.column_names:
        cells = table[name].chunk(0)
        if pa.types.is_dictionary(cells.type):
            values = escape(name, cells.dictionary)
            cells = pa.DictionaryArray.from_arrays(cells.indices, values, safe=False)
        ready.append(cells)
    for first in range(0, len(table), BATCH):
        pieces: list[Piece] = []
        for name, start, whole in zip(table.column_names, before, ready, strict=True):
            cells = whole.slice(first, BATCH)
            are_ready = pa.types.is_dictionary(cells.type)
            pieces += [text(start), cells if are_ready else escape(name, cells)]
        job.file.write(lines([*pieces, text(end)]))
        job.done(first + BATCH)
