"""One file of the cache: a dataset as it was built, without copying mapped into memory.

It is an Arrow IPC file, a description as JSON behind it, and the length and check sum of that.
"""

import io
import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app.core.columns import cells_of, column_of, empty_column, is_empty, memory_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.fields import Field
from timeline_app.core.progress import Progress, tell
from timeline_app.core.when import Span, Times
from timeline_app.io.reading_json import reading_as_json, reading_from_json

_SAMPLE: Final = 1 << 16
"""Bytes of each step that have a check sum."""
_STEP: Final = 16 << 20
"""Bytes that are written between two looks at whether to stop."""
_FOOT: Final = struct.Struct("<QI")
"""Length and check sum of the description."""


def write_dataset(
    dataset: Dataset, file: BinaryIO, stamp: Mapping[str, Any], progress: Progress | None
) -> None:
    """Write a dataset of plain events, and with it a stamp to know it again by.

    Raises:
        Cancelled: `progress` answered False.
        OSError: it cannot be written.
    """
    columns = _columns(dataset)
    sink = _Sink(file, progress)
    with pa.ipc.new_file(sink, columns.schema) as writer:
        writer.write_batch(columns)
    sink.end_step()
    told = _description(dataset) | {"stamp": stamp, "sums": sink.sums}
    text = json.dumps(told).encode()
    file.write(text + _FOOT.pack(len(text), zlib.crc32(text)))


def read_dataset(path: Path, stamp: Mapping[str, Any]) -> Dataset:
    """The dataset of a file, if it has this stamp.

    Raises:
        OSError, ValueError, TypeError, LookupError, pyarrow.ArrowException: there is none, it is
            damaged, or has another stamp.
    """
    return _dataset(*_opened(path, stamp))


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
    if dataset.killed is not None:
        columns["killed"] = cells_of(dataset.killed)
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


def _description(dataset: Dataset) -> dict[str, Any]:
    """All else that is known of it."""
    return {
        "texts": {
            name: getattr(dataset, name)
            for name in ("name", "title", "version", "description", "location")
        },
        "files": [str(file) for file in dataset.files],
        "columns": list(dataset.events.columns),
        "extra": list(dataset.extra_columns),
        "several": sorted(dataset.several),
        "parts": [
            [row, [[span.start, span.end] for span in spans]]
            for row, spans in dataset.times.parts.items()
        ],
        "readings": [reading_as_json(reading) for reading in dataset.readings],
        "fields": [
            [field.name, field.keys, field.labels, field.aliases]
            for field in dataset.fields.values()
        ],
    }


def _opened(path: Path, stamp: Mapping[str, Any]) -> tuple[pa.RecordBatch, dict[str, Any]]:
    """The columns of a file in mapped memory, and its description."""
    with pa.memory_map(str(path)) as file:
        content = file.read_buffer()
    behind = content.size - _FOOT.size
    if behind < 0:
        raise ValueError(path)
    length, check_sum = _FOOT.unpack(content[behind:].to_pybytes())
    text = content[max(0, behind - length) : behind].to_pybytes()
    if zlib.crc32(text) != check_sum:
        raise ValueError(path)
    told = json.loads(text)
    content = content[: behind - length]
    if told["stamp"] != stamp or _sums(content) != told["sums"]:
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
        killed=column_of(columns["killed"]) if "killed" in known else None,
        extra_columns=tuple(told["extra"]),
        several=frozenset(told["several"]),
        files=tuple(map(Path, told["files"])),
        readings=tuple(map(reading_from_json, told["readings"])),
    )
