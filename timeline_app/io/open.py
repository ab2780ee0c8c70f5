"""Whatever path a person names, as a dataset."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pyarrow as pa

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, part_of, tell
from timeline_app.io.csv_in import is_export, read_export
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.folder import events_alone, read_folder
from timeline_app.io.package import is_single_table
from timeline_app.io.parts import Parts, build
from timeline_app.io.read_table import read_table
from timeline_app.io.schema import DESCRIPTOR
from timeline_app.io.tables import Table

_READ: Final = 0.8
"""The part of the work that is done when all is read."""


def open_dataset(
    paths: Sequence[Path],
    progress: Progress | None = None,
    preview: Callable[[Dataset], None] | None = None,
) -> Dataset:
    """Read datasets and join them into one.

    Args:
        paths: each a dataset's folder, its datapackage.json, a table of events as CSV or
            Parquet, or a CSV that this program exported; a repeated one counts once, by other
            names too.
        progress: told how far the work is.
        preview: given the first events of a single very large table as soon as they are read.

    Raises:
        ReadError: something cannot be read, or something of it would be lost.
        Cancelled: `progress` answered False.
    """
    parts: list[Parts] = []
    different = {_real_name(path): path for path in paths}
    share = _READ / len(different)
    for number, path in enumerate(different.values()):
        tell(progress, share * number)
        parts.append(
            _read(
                path,
                part_of(progress, share * number, share),
                preview if len(different) == 1 else None,
            )
        )
    tell(progress, _READ)
    pa.default_memory_pool().release_unused()
    dataset = build(parts)
    pa.default_memory_pool().release_unused()
    tell(progress, 1.0)
    return dataset


def _real_name(path: Path) -> Path:
    """The one name of a dataset that may be called by several."""
    real = Path(os.path.realpath(path))
    return real.parent if real.name == DESCRIPTOR else real


def _read(
    path: Path, progress: Progress | None, preview: Callable[[Dataset], None] | None
) -> Parts:
    if not is_single_table(path):
        return read_folder(path, progress)
    if path.suffix.lower() not in (".csv", ".parquet"):
        raise read_error(
            str(path),
            HEADER_ROW,
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "Files of this kind cannot be opened; give a dataset's folder, its "
                    "{descriptor}, or a .csv or .parquet file.",
                ),
                descriptor=DESCRIPTOR,
            ),
        )

    def show(table: Table) -> None:
        if preview is not None:
            preview(build([_parts(table, path)]))

    table = read_table(path, path.name, progress=progress, preview=show if preview else None)
    return _parts(table, path)


def _parts(table: Table, path: Path) -> Parts:
    return read_export(table, path) if is_export(table) else events_alone(table, path)
