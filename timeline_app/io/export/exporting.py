"""What all exports of a table have in common: the records, the file that is replaced, progress."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import texts_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.containers.limits import LIMITS, MB
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import Piece, lines, text
from timeline_app.io.export.export_table import Export, Rows, export_of
from timeline_app.io.finding import WriteError, say

BATCH: Final = 32_768
"""Records that are made ready at a time, at most ..."""
_BYTES: Final = 4 * MB
"""... and the bytes that they have, about."""
THREADS: Final = 2
_AHEAD: Final = 3
"""Batches that are made ready before the first of them is written."""
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
    size: int
    """Bytes of the text in all cells."""
    batch: int
    """Records that are made ready at a time."""

    def write(
        self,
        make: Callable[[int], pa.Buffer],
        write: Callable[[pa.Buffer], object] | None = None,
    ) -> None:
        """Write all records.

        Args:
            make: gives those from a place on, as many as a batch has; called in other threads.
            write: takes them in their order; by default the file does.

        Raises:
            Cancelled: it should stop.
        """
        write = write or self.file.write
        waiting: deque[Future[pa.Buffer]] = deque()
        written = 0
        with ThreadPoolExecutor(THREADS) as pool:
            for first in range(0, len(self.export.rows), self.batch):
                waiting.append(pool.submit(make, first))
                if len(waiting) > _AHEAD:
                    write(waiting.popleft().result())
                    self.done(written := written + self.batch)
            while waiting:
                write(waiting.popleft().result())
                self.done(written := written + self.batch)

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
    markup: int = 0,
) -> Iterator[Job]:
    """The records to write and a file that takes the place of `path` when the block ends.

    `markup` is about how many bytes stand beside the text of each cell.

    Raises:
        UnknownColumn: a column that is chosen, or sorted by, does not exist.
        WriteError: the file cannot be written, or would not be read; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    with replacing(path, keep=dataset.files) as file:
        tell(progress, 0.0)
        export = export_of(dataset, rows, choices, part_of(progress, 0.0, _MADE))
        check_columns(path, export.table.num_columns)
        size = sum(_size_of(column.chunk(0)) for column in export.table.columns)
        whole = size + markup * export.table.num_columns * len(export.rows)
        batch = max(1, min(BATCH, _BYTES * len(export.rows) // max(whole, 1)))
        yield Job(file, export, part_of(progress, _MADE, 1 - _MADE), size, batch)


def check_columns(path: Path, count: int) -> None:
    """Whether a file of so many columns is read again.

    Raises:
        WriteError: it is not.
    """
    if count > LIMITS.columns:
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "{path} cannot be written: it would have {count:,} columns, and at most "
                    "{most:,} can be read again; choose some, or write a folder.",
                ),
                path=path,
                count=count,
                most=LIMITS.columns,
            )
        )


def _size_of(cells: pa.Array) -> int:
    """Bytes of the text in cells."""
    if pa.types.is_dictionary(cells.type):
        lengths = pc.binary_length(cells.dictionary).take(cells.indices)
    else:
        lengths = pc.binary_length(cells)
    return pc.sum(lengths).as_py() or 0


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


Ahead = Callable[[int, int], list[Piece]]
"""What stands before so many records, from a place on."""


def write_records(
    job: Job,
    before: Sequence[str],
    end: str,
    escape: Callable[[str, pa.Array], pa.Array],
    ahead: Ahead | None = None,
) -> None:
    """Write records as text.

    Args:
        job: what to write, and where.
        before: what stands before the cell of each column.
        end: what stands behind a record.
        escape: the cells of a column, by its name, as they stand in the file. Of a column of few
            values each is made once.
        ahead: makes what stands before records beside that.

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

    def records(first: int) -> pa.Buffer:
        pieces = ahead(first, job.batch) if ahead else []
        for name, start, whole in zip(table.column_names, before, ready, strict=True):
            cells = whole.slice(first, job.batch)
            are_ready = pa.types.is_dictionary(cells.type)
            pieces += [text(start), cells if are_ready else escape(name, cells)]
        return lines([*pieces, text(end)])

    job.write(records)
