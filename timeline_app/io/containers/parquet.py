"""Parquet and Feather files as tables of text, group of rows by group of rows."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final

import pyarrow as pa

from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Done, Progress, tell
from timeline_app.io.containers.arrow_text import Texts, is_plain
from timeline_app.io.containers.exact_csv import wrong_names
from timeline_app.io.containers.gathered import Gathered
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.limits import LIMITS, Limits, check_columns
from timeline_app.io.containers.raw_table import RawTable, ReadingLog
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import reading
from timeline_app.io.finding import HEADER_ROW, read_error, say

MARK: Final = b"PAR1"
FEATHER_MARKS: Final = (b"ARROW1", b"FEA1")
STREAM_MARK: Final = b"\xff\xff\xff\xff"
"""What Arrow's format begins with, as a file and as a stream."""
PREVIEW_FROM: Final = 500_000
"""Rows from which a table is worth to be shown before it is read to its end."""
_FIRST_ROWS: Final = 100_000
_SUFFIXES: Final = (".parquet", ".feather", ".arrow", ".ipc", ".arrows")
_LEVELS: Final = 8
"""Structs within structs become columns down to here; below, the text of their JSON."""

_Batches = Iterator[tuple[pa.RecordBatch, float]]
"""Rows, and the fraction of the file that is read with them."""


def is_parquet(path: Path) -> bool:
    """Whether a file is one of Parquet, by its content or, where that is damaged, by its name."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK or path.suffix.lower() == ".parquet"


def is_arrow(head: bytes, path: Path) -> bool:
    """Whether a file that begins so is Parquet, Feather or Arrow, or by its name a damaged one."""
    if head.startswith((MARK, *FEATHER_MARKS)):
        return True
    return (head.startswith(STREAM_MARK) or b"\0" in head) and path.suffix.lower() in _SUFFIXES


def read_arrow(
    path: Path,
    file: str,
    progress: Progress | None = None,
    *,
    most: int | None = None,
    preview: Callable[[RawTable], None] | None = None,
    limits: Limits = LIMITS,
) -> RawTable:
    """A Parquet, Feather or Arrow file, whatever its columns hold.

    A field `b` of a struct `a` is the column `a.b`; dates and times are ISO 8601 in UTC, lists have
    `|` between their values.

    Args:
        path: where it is.
        file: what problems call it.
        progress: told how far the work is.
        most: rows that are read.
        preview: given the first rows of a very large file as soon as they are read.
        limits: how many columns and cells it may have.

    Raises:
        ReadError: it is damaged, or has too many columns or cells.
        Cancelled: `progress` answered False.
    """
    log = ReadingLog(file)
    with _opened(path, file) as (schema, batches):
        names = unique_names(_flat(schema.empty_table()).column_names)
        check_columns(file, len(names), limits.columns)
        gathered, texts, done = Gathered(names), Texts(), 0
        for batch, fraction in batches:
            batch.validate(full=True)
            part = _flat(pa.Table.from_batches([batch])).slice(0, most and most - done)
            done += len(part)
            if done * len(names) > limits.values:
                raise read_error(file, HEADER_ROW, _too_many(done, len(names), limits.values))
            cells = zip(names, part.columns, strict=True)
            columns = [texts.of(column.combine_chunks(), name) for name, column in cells]
            gathered.add(pa.table(columns, names=list(names)))
            tell(progress, Done(fraction, done))
            if done == most:
                break
            if preview is not None and done >= PREVIEW_FROM * fraction:
                preview(RawTable(gathered.frame(), range(1, done + 1), ReadingLog(file)))
            preview = None
    log.notes.extend(_hexadecimal(name) for name in names if name in texts.hexadecimal)
    return RawTable(gathered.whole(), range(1, done + 1), log)


def first_rows(path: Path, file: str, most: int) -> RawTable:
    """The first rows of a Parquet, Feather or Arrow file.

    Raises:
        ReadError: it is damaged.
    """
    return read_arrow(path, file, most=most)


def read_parquet(
    path: Path,
    file: str,
    progress: Progress | None = None,
    preview: Callable[[Table], None] | None = None,
) -> Table:
    """A table of a dataset of ours: a column must have a name of its own, and plain values.

    Raises:
        ReadError: it is damaged, or a column has neither.
        Cancelled: `progress` answered False.
    """
    with _opened(path, file) as (schema, _):
        names = [name.strip() or f"column {n}" for n, name in enumerate(schema.names, 1)]
        if message := wrong_names(names):
            raise read_error(file, HEADER_ROW, message)
        for name, kind in zip(names, schema.types, strict=True):
            if not is_plain(kind):
                raise read_error(file, HEADER_ROW, _no_plain(name, kind))
    shown = None if preview is None else lambda first: preview(_table(first))
    return _table(read_arrow(path, file, progress, preview=shown))


def _table(rows: RawTable) -> Table:
    return Table(rows.log.file, rows.frame, range(HEADER_ROW + 1, HEADER_ROW + 1 + len(rows)))


@contextmanager
def _opened(path: Path, file: str) -> Iterator[tuple[pa.Schema, _Batches]]:
    """A file while it is read; what is wrong with it becomes a sentence."""
    with reading(path, file), path.open("rb") as start:
        mark = start.read(max(map(len, FEATHER_MARKS)))
    try:
        with ExitStack() as stack:
            yield _source(path, mark, stack)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise read_error(file, HEADER_ROW, _damaged(error)) from None


def _source(path: Path, mark: bytes, stack: ExitStack) -> tuple[pa.Schema, _Batches]:
    if mark.startswith(MARK):
        from pyarrow import parquet  # not at start-up

        source = stack.enter_context(parquet.ParquetFile(path))
        return source.schema_arrow, _of_parquet(source)
    if mark.startswith(FEATHER_MARKS[1]):
        from pyarrow import feather

        table = feather.read_table(path)
        return table.schema, ((batch, 1.0) for batch in table.to_batches(_FIRST_ROWS))
    stream = stack.enter_context(pa.OSFile(str(path)))
    if mark == FEATHER_MARKS[0]:
        reader = pa.ipc.open_file(stream)
        count = reader.num_record_batches
        return reader.schema, ((reader.get_batch(n), (n + 1) / count) for n in range(count))
    size = max(stream.size(), 1)
    reader = pa.ipc.open_stream(stream)
    return reader.schema, ((batch, stream.tell() / size) for batch in reader)


def _of_parquet(source: Any) -> _Batches:
    done, count = 0, max(source.metadata.num_rows, 1)
    for batch in source.iter_batches(batch_size=_FIRST_ROWS):
        done += len(batch)
        yield batch, done / count


def _flat(table: pa.Table) -> pa.Table:
    """A table whose structs are columns of their own."""
    for _ in range(_LEVELS):
        if not any(pa.types.is_struct(kind) for kind in table.schema.types):
            break
        table = table.flatten()
    return table


def _no_plain(name: str, kind: pa.DataType) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            'The column "{name}" holds {kind}; a column must hold texts, numbers, dates, '
            "or lists of them.",
        ),
        name=name,
        kind=str(kind),
    )


def _hexadecimal(name: str) -> Message:
    message = QT_TRANSLATE_NOOP(
        "io", 'The column "{name}" holds bytes that are no text; they are written in hexadecimal.'
    )
    return say(message, name=name)


def _too_many(rows: int, columns: int, most: int) -> Message:
    message = QT_TRANSLATE_NOOP(
        "io",
        "It has {rows:,} rows or more of {columns:,} columns; {most:,} cells can be read. Save it "
        "in parts.",
    )
    return say(message, rows=rows, columns=columns, most=most)


def _damaged(error: Exception) -> Message:
    return say(
        QT_TRANSLATE_NOOP(
            "io",
            "This is no Parquet or Feather file that can be read ({reason}); get it again, or save "
            "the table as CSV.",
        ),
        reason=str(error).partition("\n")[0].rstrip("."),
    )
