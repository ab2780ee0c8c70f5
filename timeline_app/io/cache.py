"""Large datasets as they were built, in files that the second opening maps into memory.

A file of the cache is an Arrow IPC file, a description as JSON behind it, and the length of that.
It stands for one file of events, and is used only while that has the same size, time and content
as far as sampled. What is damaged or of another version counts as absent.
"""

import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app import __version__
from timeline_app.core.columns import cells_of, column_of, empty_column, is_empty, memory_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.fields import Field
from timeline_app.core.when import Span, Times
from timeline_app.io.atomic import replacing
from timeline_app.io.finding import WriteError
from timeline_app.io.package import is_single_table
from timeline_app.io.progress import Progress, tell

FORMAT: Final = f"timeline-app {__version__} 1"
"""Caches of another format are not read."""
WORTH_IT: Final = 16 << 20
"""Bytes from which a file is kept in the cache."""
MOST_BYTES: Final = 8 << 30
"""So much the whole cache takes at most, but for the newest file."""
_ENDING: Final = ".timeline-cache"
_SAMPLE: Final = 1 << 16
_SAMPLES: Final = 16
_LENGTH: Final = 8
"""Bytes that tell the length of the description."""
_STEP: Final = 16 << 20
"""Bytes that are written between two looks at whether to stop."""


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
        columns, told = _opened(path)
        if told["format"] != FORMAT or told["stamp"] != asdict(stamp):
            return None
        dataset = _dataset(columns, told)
        os.utime(path)  # used last: dropped last
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, IndexError):
        return None
    return dataset


def keep(dataset: Dataset, stamp: Stamp, folder: Path, progress: Progress | None = None) -> None:
    """Keep a dataset for the next opening of its file, if that can be.

    Raises:
        Cancelled: `progress` answered False; nothing is kept.
    """
    tables = dataset.actors, dataset.event_types, dataset.sources, dataset.quotes, dataset.claims
    if any(tables):
        return  # only plain events are kept
    path = stamp.file_in(folder)
    with suppress(OSError, WriteError):
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder, path)
        with replacing(path) as file:
            columns = _columns(dataset)
            sink = _Sink(file, progress)
            with pa.ipc.new_file(sink, columns.schema) as writer:
                writer.write_batch(columns)
            sink.end_step()
            told = json.dumps(_description(dataset, stamp) | {"sums": sink.sums}).encode()
            file.write(told + len(told).to_bytes(_LENGTH, "little"))


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


class _Sink(io.RawIOBase):
    """Writes in steps, with a look at whether to go on and a check sum of a part of each."""

    def __init__(self, file: BinaryIO, progress: Progress | None) -> None:
        super().__init__()
        self._file = file
        self._progress = progress
        self._step = bytearray()
        self.sums: list[int] = []

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell() + len(self._step)

    def write(self, data: Any) -> int:
        view = memoryview(data).cast("B")
        left = view
        while len(left):
            room = _STEP - len(self._step)
            self._step += left[:room]
            left = left[room:]
            if len(self._step) == _STEP:
                self.end_step()
        return len(view)

    def end_step(self) -> None:
        """Write what is waiting."""
        tell(self._progress, 0.0)
        self.sums += _sums(self._step)
        self._file.write(self._step)
        self._step.clear()


def _sums(content: Any) -> list[int]:
    """Check sums of parts of what is kept."""
    view = memoryview(content)
    return [zlib.crc32(view[begin : begin + _SAMPLE]) for begin in range(0, len(view), _STEP)]


def _columns(dataset: Dataset) -> pa.RecordBatch:
    """All that a dataset has one of for each event."""
    times = dataset.times
    columns: dict[str, pa.Array] = {}
    for name, cells in dataset.events.items():
        if not is_empty(cells):
            columns[f"event {name}"] = cells_of(cells)
    for name in ("start", "end", "solid_start", "solid_end", "form"):
        columns[f"time {name}"] = pa.array(getattr(times, name))
    for name in ("uncertain", "approximate"):
        columns[f"time {name}"] = pa.array(getattr(times, name).view(np.uint8))
    codes = pa.array(times.codes)
    for name in ("first", "last"):
        columns[f"time {name}"] = pa.DictionaryArray.from_arrays(codes, getattr(times, name))
    for name, field in dataset.fields.items():
        codes = pa.array(field.codes)
        if field.offsets is not None:
            codes = pa.ListArray.from_arrays(pa.array(field.offsets), codes)
        columns[f"field {name}"] = codes
    return pa.record_batch(columns)


def _description(dataset: Dataset, stamp: Stamp) -> dict[str, Any]:
    """All else that is known of it."""
    return {
        "format": FORMAT,
        "stamp": asdict(stamp),
        "texts": {
            name: getattr(dataset, name)
            for name in ("name", "title", "version", "description", "location")
        },
        "files": [str(file) for file in dataset.files],
        "columns": list(dataset.events.columns),
        "extra": list(dataset.extra_columns),
        "parts": [
            [row, [[span.start, span.end] for span in spans]]
            for row, spans in dataset.times.parts.items()
        ],
        "fields": [
            [field.name, field.keys, field.labels, field.aliases]
            for field in dataset.fields.values()
        ],
    }


def _opened(path: Path) -> tuple[pa.RecordBatch, dict[str, Any]]:
    """The columns of a cache in mapped memory, and its description."""
    with pa.memory_map(str(path)) as file:
        content = file.read_buffer()
    behind = content.size - _LENGTH
    if behind < 0:
        raise ValueError(path)
    length = int.from_bytes(content[behind:].to_pybytes(), "little")
    told = json.loads(content[behind - length : behind].to_pybytes())
    content = content[: behind - length]
    if _sums(content) != told["sums"]:
        raise ValueError(path)
    columns = pa.ipc.open_file(content).get_batch(0)
    if not all(map(_is_sound, columns.columns)):
        raise ValueError(path)
    return columns, told


def _is_sound(cells: pa.Array) -> bool:
    """Whether no cell lies beyond the memory of its column, also where that is damaged."""
    cells.validate()
    if pa.types.is_dictionary(cells.type):
        codes, values = cells.indices.to_numpy(), cells.dictionary
        if len(codes) and not 0 <= codes.min() <= codes.max() < len(values):
            return False
        return _is_sound(values)
    if pa.types.is_list(cells.type):
        offsets, end = cells.offsets.to_numpy(), len(cells.values)
    elif pa.types.is_large_string(cells.type):
        offsets, data = memory_of(cells)
        end = len(data)
    else:
        return True
    return bool((offsets[1:] >= offsets[:-1]).all() and offsets[0] >= 0 and offsets[-1] <= end)


def _dataset(columns: pa.RecordBatch, told: Mapping[str, Any]) -> Dataset:
    def numbers(name: str) -> Any:
        return columns[name].to_numpy()

    known = set(columns.schema.names)
    empty = empty_column(len(columns))
    events = {
        name: column_of(columns[f"event {name}"]) if f"event {name}" in known else empty
        for name in told["columns"]
    }
    times = Times(
        start=numbers("time start"),
        end=numbers("time end"),
        solid_start=numbers("time solid_start"),
        solid_end=numbers("time solid_end"),
        form=numbers("time form"),
        uncertain=numbers("time uncertain").view(np.bool_),
        approximate=numbers("time approximate").view(np.bool_),
        parts={row: tuple(Span(*span) for span in spans) for row, spans in told["parts"]},
        codes=columns["time first"].indices.to_numpy(),
        first=columns["time first"].dictionary,
        last=columns["time last"].dictionary,
    )
    fields = {}
    for name, keys, labels, aliases in told["fields"]:
        codes, offsets = columns[f"field {name}"], None
        if pa.types.is_list(codes.type):
            codes, offsets = codes.values, codes.offsets.to_numpy()
        fields[name] = Field(name, tuple(keys), tuple(labels), offsets, codes.to_numpy(), aliases)
    return Dataset(
        **told["texts"],
        events=pd.DataFrame(events, copy=False),
        times=times,
        fields=fields,
        actors={},
        event_types={},
        sources={},
        quotes={},
        claims={},
        extra_columns=tuple(told["extra"]),
        files=tuple(map(Path, told["files"])),
    )
