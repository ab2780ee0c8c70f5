"""Large datasets as they were built, in files that the second opening maps into memory.

Each stands for one file of events, and is used only while that has the same size, time and content
as far as sampled. What is damaged or of another version counts as absent.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO, Final

import pyarrow as pa

from timeline_app import __version__
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.atomic import replacing
from timeline_app.io.cache_file import read_dataset, write_dataset
from timeline_app.io.dataset.package import is_single_table
from timeline_app.io.finding import WriteError
from timeline_app.io.own_columns import OWN

FORMAT: Final = f"timeline-app {__version__} 4"
"""Caches of another format are not read."""
WORTH_IT: Final = 16 << 20
"""Bytes from which a file is kept in the cache."""
MOST_BYTES: Final = 8 << 30
"""So much the whole cache takes at most, but for the newest file."""
_ENDING: Final = ".timeline-cache"
_SAMPLE: Final = 1 << 16
_SAMPLES: Final = 16


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file of events as it is now."""

    path: str
    size: int
    time: int
    """Its last change in nanoseconds."""
    sample: str
    """A hash of parts of its content."""

    def file_in(self, folder: Path) -> Path:
        """Where it is kept: one place for each path, so that a new one takes the old one's."""
        name = hashlib.sha256(self.path.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        return folder / f"{name}{_ENDING}"


def stamp_of(paths: list[Path]) -> Stamp | None:
    """What tells whether a cache of the only file of events is still true; None if it has none."""
    try:
        if len(paths) != 1 or not is_single_table(paths[0]):
            return None
        path = paths[0].absolute()
        found = path.stat()
        if found.st_size < WORTH_IT:
            return None
        with path.open("rb") as file:
            parts = b"".join(_samples(file, found.st_size))
    except OSError:
        return None
    sample = hashlib.sha256(parts).hexdigest()
    return Stamp(str(path), found.st_size, found.st_mtime_ns, sample)


def kept(stamp: Stamp, folder: Path) -> Dataset | None:
    """The dataset that was kept of a file; None where there is none or it is out of date."""
    path = stamp.file_in(folder)
    try:
        dataset = read_dataset(path, {"format": FORMAT, "stamp": asdict(stamp)})
        os.utime(path)  # used last: dropped last
    except (OSError, ValueError, TypeError, LookupError, pa.ArrowException):
        return None
    return dataset


def keep(dataset: Dataset, stamp: Stamp, folder: Path, progress: Progress | None = None) -> None:
    """Keep a dataset for the next opening of its file, if that can be.

    Raises:
        Cancelled: `progress` answered False; nothing is kept.
    """
    tables = dataset.actors, dataset.event_types, dataset.sources, dataset.quotes, dataset.claims
    others = dataset.eras, dataset.about
    if any((*tables, *others)) or any(r.format not in OWN for r in dataset.readings):
        return  # only plain events are kept, of tables that nobody has to explain
    path = stamp.file_in(folder)
    with suppress(OSError, WriteError):
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder, path)
        with replacing(path) as file:
            write_dataset(dataset, file, {"format": FORMAT, "stamp": asdict(stamp)}, progress)


def _make_room(folder: Path, path: Path) -> None:
    """Drop what was used longest ago, and what another version of the program has left."""
    files = [file for file in folder.glob(f"*{_ENDING}") if file != path]
    files.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    total = 0
    for file in files:
        total += file.stat().st_size
        if total > MOST_BYTES:
            file.unlink()


def _samples(file: BinaryIO, size: int) -> Iterator[bytes]:
    """The begin, the end and parts between of a file."""
    for number in range(_SAMPLES + 1):
        file.seek(max(size - _SAMPLE, 0) * number // _SAMPLES)
        yield file.read(_SAMPLE)
