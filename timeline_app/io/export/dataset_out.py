"""Filtered events as a dataset of their own: a folder, or a zip file of one.

What is written opens again as it was, with quotes and claims, but for white space around the names
of columns and of actors. Nothing in it is made safe for spreadsheets, as a dataset's texts are
verbatim.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, tell
from timeline_app.io.atomic import new_folder, replacing
from timeline_app.io.containers.limits import LIMITS, size_words
from timeline_app.io.dataset.schema import DESCRIPTOR
from timeline_app.io.export.csv_cells import Piece, Style, lines, ready, text
from timeline_app.io.export.dataset_descriptor import LINE_END, descriptor_of
from timeline_app.io.export.dataset_tables import Batch, WrittenTable, dataset_tables
from timeline_app.io.export.export_table import Rows
from timeline_app.io.finding import WriteError, say

Block: TypeAlias = "bytes | pa.Buffer"

_FIRST_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can say; it says it of all members, whenever it is made."""
_UNIX: Final = 3
_PLAIN_FILE: Final = 0o100644 << 16
_NO_FLAGS: Final = np.zeros(0, dtype=bool)
_VERBATIM: Final = Style(raw=True)


def write_folder(dataset: Dataset, rows: Rows, path: Path, progress: Progress | None = None) -> int:
    """Write events as a dataset's folder, which is there in one step.

    Args:
        dataset: where the events are.
        rows: rows of `dataset`, ascending.
        path: the folder; there is none yet, or an empty one.
        progress: told the fraction done (0 to 1); answers False to stop.

    Returns:
        How many events were written.

    Raises:
        WriteError: the folder cannot be written; nothing is left of it.
        Cancelled: `progress` answered False; nothing is left of it.
    """
    with new_folder(path) as folder:
        for name, blocks in _files(dataset, rows, progress):
            with (folder / name).open("xb") as file:
                for block in blocks:
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
    return len(rows)


def write_zip(dataset: Dataset, rows: Rows, path: Path, progress: Progress | None = None) -> int:
    """Write events as a zip file of a dataset's folder, replacing the file in one step.

    The same events give the same bytes. What would not be unpacked when it is opened is refused.
    The rest is as for `write_folder`.
    """
    size = 0
    with replacing(path, keep=dataset.files) as file:
        with ZipFile(file, "w") as archive:
            for name, blocks in _files(dataset, rows, progress):
                with archive.open(member_of(name), "w", force_zip64=True) as member:
                    for block in blocks:
                        size += len(block)
                        _check_size(path, size, LIMITS.unpacked)
                        member.write(block)
        _check_size(path, size, LIMITS.unpacked_of(file.tell()))
    return len(rows)


def _check_size(path: Path, size: int, most: int) -> None:
    """Whether so many bytes are unpacked again.

    Raises:
        WriteError: they are not.
    """
    if size > most:
        raise WriteError(
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "{path} cannot be written: its tables have more than the {most} that are "
                    "unpacked from such a zip file when it is opened; write a folder or JSON.",
                ),
                path=path,
                most=size_words(most),
            )
        )


def member_of(name: str) -> ZipInfo:
    """A file in an archive, which says nothing of when and where it was made."""
    info = ZipInfo(name, _FIRST_TIME)
    info.compress_type = ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
    return info


def _files(
    dataset: Dataset, rows: Rows, progress: Progress | None
) -> Iterator[tuple[str, Iterable[Block]]]:
    """The files of a dataset's folder, of which each is to be taken before the next one."""
    tell(progress, 0.0)
    tables = dataset_tables(dataset, rows)
    yield DESCRIPTOR, [json_bytes(descriptor_of(dataset, tables)) + b"\n"]
    done = counted(tables, progress)
    for table in tables:
        yield table.spec.file, _csv(table, done)


def json_bytes(value: Any) -> bytes:
    """JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


def counted(tables: Iterable[WrittenTable], progress: Progress | None) -> Callable[[int], None]:
    """What is told how many records of all tables were written since it was told last."""
    whole = max(sum(table.count for table in tables), 1)
    written = 0

    def done(count: int) -> None:
        nonlocal written
        written += count
        tell(progress, min(written / whole, 1.0))

    return done


def _csv(table: WrittenTable, done: Callable[[int], None]) -> Iterator[Block]:
    yield _records([pa.array([name], TEXT) for name in table.columns])
    for batch in table.batches():
        yield _records(batch)
        done(len(batch[0]))


def _records(batch: Batch) -> pa.Buffer:
    pieces: list[Piece] = []
    for cells in batch:
        pieces += ready("", cells, _NO_FLAGS, _VERBATIM)
        pieces.append(text(","))
    return lines([*pieces[:-1], text(LINE_END)])
