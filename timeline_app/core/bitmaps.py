"""Sets of events as compressed bitmaps (Roaring): made in bulk, cut and counted in microseconds."""

from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from pyroaring import BitMap

Rows = npt.NDArray[np.uint32]

_CHUNK_BITS: Final = 16
_CHUNK: Final = 1 << _CHUNK_BITS
_MOST_LISTED: Final = 4096
"""A chunk of more events is a bitmap, of fewer a list."""
_FEW: Final = 2048
_RADIX: Final = 2
"""Numbers of so many bytes are sorted by their figures, which is faster than by pairs."""
_COOKIE: Final = 12346


def bitmap_of(rows: Rows) -> BitMap:
    """The set of these ascending rows, without repeats."""
    if len(rows) <= _FEW:
        return BitMap(array("I", rows.astype(np.uint32).tobytes()))
    last = int(rows[-1])
    if len(rows) > last >> 4:
        flags = np.zeros(last + 1, np.bool_)
        flags[rows] = True
        return bitmap_of_flags(flags)
    keys = (rows >> _CHUNK_BITS).astype(np.uint16)
    low = rows.astype(np.uint16)
    first = np.flatnonzero(np.append(True, keys[1:] != keys[:-1]))
    sizes = np.diff(first, append=len(rows))
    chunks = [
        low[a : a + n].tobytes() if n <= _MOST_LISTED else _packed(low[a : a + n])
        for a, n in zip(first.tolist(), sizes.tolist(), strict=True)
    ]
    return _assembled(keys[first], sizes, chunks)


def bitmap_of_flags(flags: npt.NDArray[np.bool_]) -> BitMap:
    """The set of the rows that are flagged."""
    packed = np.packbits(
        np.append(flags, np.zeros(-len(flags) % _CHUNK, np.bool_)), bitorder="little"
    )
    by_chunk = packed.reshape(-1, _CHUNK // 8)
    sizes = np.bitwise_count(by_chunk.view(np.uint64)).sum(axis=1, dtype=np.int64)
    keys = np.flatnonzero(sizes)
    chunks = [
        by_chunk[key].tobytes()
        if sizes[key] > _MOST_LISTED
        else np.flatnonzero(flags[key << _CHUNK_BITS : (key + 1) << _CHUNK_BITS])
        .astype(np.uint16)
        .tobytes()
        for key in keys.tolist()
    ]
    return _assembled(keys.astype(np.uint16), sizes[keys], chunks)


def _packed(low: npt.NDArray[np.uint16]) -> bytes:
    flags = np.zeros(_CHUNK, np.bool_)
    flags[low] = True
    return np.packbits(flags, bitorder="little").tobytes()


def _assembled(
    keys: npt.NDArray[np.uint16], sizes: npt.NDArray[np.int64], chunks: list[bytes]
) -> BitMap:
    """A set from its chunks, written as the portable format says and read by the library.

    Far faster than handing over one number after the other. Chunks of up to _MOST_LISTED events are
    lists of uint16, others bits (https://github.com/RoaringBitmap/RoaringFormatSpec).
    """
    head = np.stack([keys, (sizes - 1).astype(np.uint16)], axis=1)
    lengths = np.where(sizes <= _MOST_LISTED, 2 * sizes, _CHUNK // 8)
    begins = 8 + 8 * len(keys) + np.cumsum(lengths) - lengths
    count = np.array([_COOKIE, len(keys)], np.uint32)
    parts = [count.tobytes(), head.tobytes(), begins.astype(np.uint32).tobytes(), *chunks]
    return BitMap.deserialize(b"".join(parts))


def range_of(start: int, end: int) -> BitMap:
    """The set of the rows from start to end - 1."""
    return BitMap(range(start, end)) if end > start else BitMap()


def rows_in(bitmap: BitMap) -> Rows:
    """The rows of a set, ascending."""
    return np.frombuffer(bitmap.to_array(), np.uint32)


class Postings:
    """For each value of a field the set of events that have it.

    Args:
        rows: the row of each pair of event and value, ascending.
        codes: the value of each pair.
        values: how many values there are.
    """

    def __init__(self, rows: Rows, codes: npt.NDArray[Any], values: int) -> None:
        if codes.itemsize <= _RADIX:
            by_value = rows[np.argsort(codes, kind="stable")]
        else:
            by_value = np.sort((codes.astype(np.int64) << 32) | rows).astype(np.uint32)
        self.sizes = np.bincount(codes, minlength=values)
        """How many events have each value."""
        bounds = [0, *np.cumsum(self.sizes).tolist()]
        self.bitmaps = [bitmap_of(by_value[a:b]) for a, b in pairwise(bounds)]

    def any_of(self, codes: Iterable[int]) -> BitMap:
        """The events that have any of these values."""
        found = [self.bitmaps[code] for code in codes]
        return BitMap.union(*found) if found else BitMap()

    def counts(self, events: BitMap) -> npt.NDArray[np.int64]:
        """How many of the events have each value."""
        count = events.intersection_cardinality
        return np.fromiter(map(count, self.bitmaps), np.int64, len(self.bitmaps))
