"""A Parquet file as a table of text, group of rows by group of rows."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import DAY, SECOND
from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.core.progress import Progress, tell
from timeline_app.io.exact_csv import wrong_names
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.gathered import Gathered
from timeline_app.io.tables import Table

MARK: Final = b"PAR1"
PREVIEW_FROM: Final = 500_000
"""Rows from which a table is worth to be shown before it is read to its end."""
_FIRST_ROWS: Final = 100_000
_NUMBERS: Final = (
    pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean,
    pa.types.is_date, pa.types.is_time,
)  # fmt: skip


def is_parquet(path: Path) -> bool:
    """Whether a file is one of Parquet, by its content or, where that is damaged, by its name."""
    with path.open("rb") as file:
        return file.read(len(MARK)) == MARK or path.suffix.lower() == ".parquet"


def read_parquet(
    path: Path,
    file: str,
    progress: Progress | None = None,
    preview: Callable[[Table], None] | None = None,
) -> Table:
    """All cells as text: dates and times as ISO 8601 in UTC, lists with `|` between their values.

    Raises:
        ReadError: it is damaged, or a column has no name of its own or holds something else.
        Cancelled: `progress` answered False.
    """
    from pyarrow import parquet  # not at start-up

    try:
        with parquet.ParquetFile(path) as source:
            given = source.schema_arrow.names
            names = [name.strip() or f"column {n}" for n, name in enumerate(given, 1)]
            if message := wrong_names(names):
                raise read_error(file, HEADER_ROW, message)
            gathered, done = Gathered(names), 0
            clocks: set[str] = set()
            count = source.metadata.num_rows
            for batch in source.iter_batches(batch_size=_FIRST_ROWS):
                gathered.add(
                    pa.table(
                        {
                            name: _text(cells, name, file, clocks)
                            for name, cells in zip(names, batch.columns, strict=True)
                        }
                    )
                )
                done += len(batch)
                tell(progress, done / max(count, 1))
                if preview is not None and count >= PREVIEW_FROM:
                    preview(_table(file, gathered, done))
                    preview = None
            return Table(file, gathered.whole(), range(HEADER_ROW + 1, HEADER_ROW + 1 + done))
    except (pa.ArrowException, OSError) as error:
        raise read_error(file, HEADER_ROW, _damaged(error)) from None


def _table(file: str, gathered: Gathered, rows: int) -> Table:
    return Table(file, gathered.frame(), range(HEADER_ROW + 1, HEADER_ROW + 1 + rows))


def _text(cells: pa.Array, name: str, file: str, clocks: set[str]) -> pa.Array:
    """Cells of any plain type as text, "" for what is missing.

    `clocks` gets the columns of times that are not all midnights.
    """
    kind = cells.type
    if pa.types.is_null(kind):
        return pa.repeat(pa.scalar("", TEXT), len(cells))
    if pa.types.is_dictionary(kind):
        return _text(cells.dictionary_decode(), name, file, clocks)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _joined(cells, name, file, clocks).fill_null("")
    if pa.types.is_timestamp(kind):
        return _times(cells, name, clocks).fill_null("")
    plain = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    if not plain and not pa.types.is_string_view(kind) and not any(is_(kind) for is_ in _NUMBERS):
        raise read_error(
            file,
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    'The column "{name}" holds {kind}; a column must hold texts, numbers, dates, '
                    "or lists of them.",
                ),
                name=name,
                kind=str(kind),
            ),
        )
    return cells.cast(TEXT).fill_null("")


def _joined(lists: pa.Array, name: str, file: str, clocks: set[str]) -> pa.Array:
    """The values of each list as in a table of ours: `|` between them, `\\` before one inside."""
    large = lists.cast(pa.large_list(lists.type.value_type))
    texts = _text(large.values, name, file, clocks)
    for sign in ("\\", "|"):
        texts = pc.replace_substring(texts, sign, "\\" + sign)
    joined = pa.LargeListArray.from_arrays(
        large.offsets, texts.cast(pa.string()), mask=large.is_null()
    )
    return pc.binary_join(joined.cast(pa.list_(pa.string())), "|").cast(TEXT)


def _times(cells: pa.Array, name: str, clocks: set[str]) -> pa.Array:
    """Points in time: as days where each so far is a midnight, else in UTC."""
    zone = None if cells.type.tz is None else "UTC"
    cells = cells.cast(pa.timestamp("us", zone), safe=False)
    if name not in clocks and _are_whole(cells, DAY):
        return pc.strftime(cells, "%Y-%m-%d").cast(TEXT)
    clocks.add(name)
    if _are_whole(cells, SECOND):
        cells = cells.cast(pa.timestamp("s", zone))
    return pc.strftime(cells, "%Y-%m-%dT%H:%M:%SZ").cast(TEXT)


def _are_whole(cells: pa.Array, unit: int) -> bool:
    """Whether all times are multiples of so many microseconds."""
    numbers = cells.cast(pa.int64())
    rest = pc.subtract(numbers, pc.multiply(pc.divide(numbers, unit), unit))
    return bool(pc.all(pc.equal(rest, 0)).as_py() is not False)


def _damaged(error: Exception) -> Message:
    return say(
        QT_TRANSLATE_NOOP("io", "This is no Parquet file that can be read: {reason}"),
        reason=str(error).partition("\n")[0],
    )
