"""Sorting rows by a few bytes each: text, numbers and codes alike, in Unicode's and size's order.

The next bytes of each row and the row's place are packed into one integer, since NumPy sorts
integers many times faster than it sorts places by them. What is still tied goes on with its next
bytes: first in large groups, then in blocks that fit the cache, on two threads.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import Int64Array
from timeline_app.core.progress import Progress, tell
from timeline_app.core.ranges import ranges

BLOCK: Final = 1 << 14
"""Rows sorted to the end at once: what is worked with stays in the cache, and the numbers of row
and group take 32 bits at most."""
_THREADS: Final = 2
_WORD: Final = 8
PADDING: Final = _WORD
"""So many bytes follow the last key, so that a word can be read from any of its bytes on."""

Flags = npt.NDArray[np.bool_]
Words = npt.NDArray[np.uint64]
_MASKS: Final = np.array([0, *(2**64 - 2 ** (64 - 8 * size) for size in range(1, 9))], np.uint64)
"""The first 0 to 8 bytes of a word."""


@dataclass(frozen=True, slots=True, eq=False)
class ByteKeys:
    """The bytes that each row is sorted by: row i has data[offsets[i]:offsets[i + 1]].

    A shorter key goes before a longer one that begins with it. Behind the last row's bytes there
    are PADDING more.
    """

    offsets: Int64Array
    data: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.offsets) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Rows from the first to the last, and which of them differ from the one before."""

    rows: npt.NDArray[np.int32]
    is_new: Flags

    def descending(self) -> npt.NDArray[np.int32]:
        """The rows from the last to the first; equal ones stay as they stand."""
        starts = np.flatnonzero(self.is_new)
        sizes = np.diff(np.append(starts, len(self.rows)))[::-1]
        turned: npt.NDArray[np.int32] = self.rows[ranges(starts[::-1], sizes)]
        return turned


def byte_keys(offsets: Int64Array, data: npt.NDArray[np.uint8]) -> ByteKeys:
    """Keys from the bytes of all rows, with no more behind them."""
    return ByteKeys(offsets, np.concatenate([data, np.zeros(PADDING, np.uint8)]))


def fixed_keys(*columns: npt.NDArray[np.integer]) -> ByteKeys:
    """Keys from integers, 0 or above, by which rows are sorted one after the other."""
    table = np.ascontiguousarray(np.column_stack(columns).astype(">u8"))
    offsets = np.arange(len(table) + 1, dtype=np.int64) * _WORD * len(columns)
    return byte_keys(offsets, table.view(np.uint8).ravel())


def sorted_rows(keys: ByteKeys, progress: Progress | None = None) -> Order:
    """The rows in the order of their keys; rows of equal keys ascend.

    Raises:
        Cancelled: `progress` answered False.
    """
    sorter = _Sorter(keys)
    todo = [(0, len(keys), 0)] if len(keys) else []
    with ThreadPoolExecutor(_THREADS) as threads:
        while todo:
            open_rows = sum(last - first for first, last, _ in todo)
            tell(progress, 1 - open_rows / len(keys))
            todo = [group for found in threads.map(sorter.sort, todo) for group in found]
    return Order(sorter.rows, sorter.is_new)


class _Sorter:
    """Rows on their way into order; groups of them are sorted independently."""

    def __init__(self, keys: ByteKeys) -> None:
        self.rows = np.arange(len(keys), dtype=np.int32)
        self.is_new = np.zeros(len(keys), dtype=bool)
        self.is_new[:1] = True
        self._offsets = keys.offsets
        size = len(keys.data) - PADDING + 1
        self._words = np.ndarray((size,), ">u8", keys.data, 0, (1,))

    def sort(self, group: tuple[int, int, int]) -> list[tuple[int, int, int]]:
        """Sort the rows at places first to last - 1, which are sorted up to their byte `at`.

        Returns groups to be sorted further.
        """
        first, last, at = group
        if last - first <= 2 * BLOCK:
            self._finish(first, last, at)
            return []
        rows = self.rows[first:last]
        starts, left = self._rest(rows, at)
        words = self._next(starts, left)
        if (words == words[0]).all():
            return [(first, last, at + _WORD)] if left.max() > _WORD else []
        size = (64 - len(rows).bit_length()) // 8
        words >>= np.uint64(64 - 8 * size)
        places = _places(words)
        self.rows[first:last] = rows[places]
        words = words[places]
        self.is_new[first + 1 : last] = words[1:] != words[:-1]
        return self._parts(first, last, at + size) if left.max() > size else []

    def _parts(self, first: int, last: int, at: int) -> list[tuple[int, int, int]]:
        """Large groups of equal rows one by one, the small ones between them in blocks."""
        starts = np.flatnonzero(self.is_new[first:last])
        starts = np.union1d(starts, [0, last - first])
        block = starts[:-1] // BLOCK
        large = np.diff(starts) > BLOCK
        cuts = np.ones(len(starts), dtype=bool)
        cuts[1:-1] = (block[1:] != block[:-1]) | large[1:] | large[:-1]
        bounds = (starts[cuts] + first).tolist()
        return [(begin, end, at) for begin, end in pairwise(bounds) if end - begin > 1]

    def _finish(self, first: int, last: int, at: int) -> None:
        """Sort a block to the last byte."""
        all_rows, is_new = self.rows[first:last], self.is_new[first:last].copy()
        is_new[0] = True
        places = np.flatnonzero(~(is_new & np.append(is_new[1:], True)))
        rows = all_rows[places]
        starts, left = self._rest(rows, at)
        groups = np.cumsum(is_new[places])
        while len(places):
            words = self._next(starts, left)
            starts += _WORD
            left -= _WORD
            differs = (words[1:] != words[:-1]) & (groups[1:] == groups[:-1])
            if differs.any():
                is_mixed = np.zeros(int(groups[-1]) + 1, dtype=bool)
                is_mixed[groups[1:][differs]] = True
                mixed = np.flatnonzero(is_mixed[groups])
                order = mixed[_order(words[mixed], groups[mixed])]
                for values in (rows, starts, left, words):
                    values[mixed] = values[order]
                all_rows[places[mixed]] = rows[mixed]
                is_new[places[1:]] |= words[1:] != words[:-1]
            begins = is_new[places]
            groups = np.cumsum(begins)
            goes_on = np.zeros(int(groups[-1]) + 1, dtype=bool)
            goes_on[groups[left > 0]] = True
            kept = goes_on[groups] & ~(begins & np.append(begins[1:], True))
            places, rows, starts, left = places[kept], rows[kept], starts[kept], left[kept]
            groups = np.cumsum(is_new[places])
        self.is_new[first + 1 : last] = is_new[1:]

    def _rest(self, rows: npt.NDArray[np.int32], at: int) -> tuple[Int64Array, Int64Array]:
        """Where the bytes of these rows from `at` on begin, and how many they are."""
        starts = self._offsets[rows] + at
        return starts, self._offsets[rows + 1] - starts

    def _next(self, starts: Int64Array, left: Int64Array) -> Words:
        """The next eight bytes, zeros where there are fewer."""
        words = self._words[np.minimum(starts, len(self._words) - 1)].astype(np.uint64)
        words &= _MASKS.take(left, mode="clip")
        return words


def _order(words: Words, groups: Int64Array) -> Int64Array:
    """The places of up to 2 * BLOCK words in the order of their groups, then of size."""
    half = np.uint64(32)
    by_end = _places(words & np.uint64(2**32 - 1))
    keys = groups.astype(np.uint64)[by_end] << half
    keys |= words[by_end] >> half
    return by_end[_places(keys)]


def _places(keys: Words) -> Int64Array:
    """The places of numbers in the order of size; they leave room for a place in 64 bits."""
    bits = np.uint64(len(keys).bit_length())
    packed = keys << bits
    packed |= np.arange(len(keys), dtype=np.uint64)
    packed.sort()
    packed &= (np.uint64(1) << bits) - np.uint64(1)
    return packed.astype(np.int64)
