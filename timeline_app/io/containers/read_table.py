"""A file as a table: Parquet, or CSV, exactly record by record or, where it is large, by Arrow."""

from pathlib import Path
from typing import Final

from timeline_app.core.progress import Progress
from timeline_app.io.containers.exact_csv import read_exact
from timeline_app.io.containers.large_csv import Preview, read_large
from timeline_app.io.containers.parquet import is_parquet, read_parquet
from timeline_app.io.containers.tables import Table
from timeline_app.io.containers.text_file import decode, read_bytes, reading

LARGE: Final = 4_000_000
"""Bytes from which a table is read by Arrow."""


def read_table(
    path: Path,
    file: str,
    *,
    exact: bool = False,
    progress: Progress | None = None,
    preview: Preview | None = None,
) -> Table:
    """Read a UTF-8 CSV file whose first record names the columns, or a Parquet file.

    Args:
        path: where it is.
        file: what findings call it.
        exact: go on behind a mistake by which something is lost, to tell all of them.
        progress: told how far the work is.
        preview: given the first records of a very large file as soon as they are read.

    Raises:
        ReadError: it cannot be read at all, is no UTF-8, is empty or ends inside a quoted cell.
        Cancelled: `progress` answered False.
    """
    with reading(path, file):
        size = path.stat().st_size
        if is_parquet(path):
            return read_parquet(path, file, progress, preview)
        if size >= LARGE and not exact:
            with path.open("rb") as stream:
                return read_large(stream, file, max(size, 1), progress, preview)
    return read_exact(decode(read_bytes(path, file), file), file)
