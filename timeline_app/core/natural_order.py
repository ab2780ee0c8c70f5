"""The keys that a column is sorted by: `natural_key` for a whole column at once, or numbers."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.byte_order import PADDING, ByteKeys, fixed_keys
from timeline_app.core.byte_search import ByteTexts, buffers_of
from timeline_app.core.calendar import Int64Array
from timeline_app.core.fold_bulk import Folder
from timeline_app.core.progress import Progress, tell
from timeline_app.core.ranges import ranges
from timeline_app.core.text import digit_count_sign

_AT_ONCE: Final = 1 << 16
"""Texts made into keys in one step: bounds the memory."""
_THREADS: Final = 2
_FEW: Final = 1000

Bytes = npt.NDArray[np.uint8]
_Part = tuple[Int64Array, Bytes]
"""Where each key begins, and the last one ends, in the bytes of all."""


def keys_of(texts: pa.ChunkedArray, progress: Progress | None = None) -> ByteKeys:
    """What sorts texts by size where all are numbers, else as `core.text.natural_key` does.

    Raises:
        Cancelled: `progress` answered False.
    """
    numbers = _numbers_in(texts)
    return text_keys(texts, progress) if numbers is None else fixed_keys(_ranks_of(numbers))


def text_keys(texts: pa.ChunkedArray, progress: Progress | None = None) -> ByteKeys:
    """Of each text the bytes of its `core.text.natural_key`."""
    slices = [
        chunk.slice(first, _AT_ONCE)
        for chunk in texts.chunks
        for first in range(0, len(chunk), _AT_ONCE)
    ]

    def make(start: int) -> list[_Part]:
        folder, made = Folder(), []
        for number in range(start, len(slices), _THREADS):
            tell(progress, number / len(slices))
            made.append(_numbered(_folded(slices[number], folder)))
        return made

    with ThreadPoolExecutor(_THREADS) as threads:
        made = list(threads.map(make, range(_THREADS)))
    parts = [made[number % _THREADS][number // _THREADS] for number in range(len(slices))]
    del made  # so that nothing else holds a part
    return _joined(parts)


def _joined(parts: list[_Part]) -> ByteKeys:
    """The keys of all parts; each part is let go once it is copied, not to have all bytes twice."""
    sizes = [np.diff(offsets) for offsets, _ in parts]
    offsets = np.cumsum(np.concatenate([[0], *sizes]), dtype=np.int64)
    data = np.empty(int(offsets[-1]) + PADDING, dtype=np.uint8)
    data[-PADDING:] = 0
    end = int(offsets[-1])
    while parts:
        _, part = parts.pop()
        data[end - len(part) : end] = part
        end -= len(part)
    return ByteKeys(offsets, data)


def _numbers_in(texts: pa.ChunkedArray) -> npt.NDArray[Any] | None:
    """The numbers that the texts are; None where one is not."""
    for some in (texts.slice(0, _FEW), texts):
        numbers = _parsed(some)
        if numbers.dtype.kind not in "iuf" or np.isnan(numbers).any():
            return None
    return numbers


def _parsed(texts: pa.ChunkedArray) -> npt.NDArray[Any]:
    """Texts as numbers, NaN for what is none; Arrow is quick, pandas knows all ways to write."""
    for kind in (pa.int64(), pa.float64()):
        try:
            return np.asarray(pc.cast(texts, kind))
        except pa.ArrowInvalid:
            continue
    return np.asarray(pd.to_numeric(pd.Series(texts.to_pylist(), dtype=object), errors="coerce"))


def _ranks_of(numbers: npt.NDArray[Any]) -> npt.NDArray[np.uint64]:
    """Integers, 0 or above, that sort as the numbers do."""
    if numbers.dtype.kind == "u":
        return numbers.astype(np.uint64)
    sign = np.uint64(2**63)
    if numbers.dtype.kind == "i":
        return numbers.astype(np.int64).view(np.uint64) ^ sign
    bits = (numbers.astype(np.float64) + 0.0).view(np.uint64)  # without -0.0
    return np.where(bits >= sign, ~bits, bits ^ sign)


def _folded(texts: pa.Array, folder: Folder) -> pa.Array:
    """Each text as `core.text.fold` has it."""
    irregular = ByteTexts(texts).irregular()
    wide = texts.cast(pa.large_string())
    folded = pc.ascii_trim(pc.ascii_lower(wide), characters=" ")
    if not len(irregular):
        return folded
    flags = np.zeros(len(texts), dtype=bool)
    flags[irregular] = True
    others = folder.fold(pa.chunked_array([wide.take(pa.array(irregular))]))
    return pc.replace_with_mask(folded, pa.array(flags), others)


def _numbered(texts: pa.Array) -> _Part:
    """Folded texts with how many digits each number has in front of it, and no leading zeros."""
    offsets, data = buffers_of(texts)
    data, offsets = data[offsets[0] : offsets[-1]], offsets - offsets[0]
    digit = data - np.uint8(ord("0")) < 10
    if not digit.any():
        return offsets, data
    fresh = digit.copy()
    fresh[1:] &= ~digit[:-1]
    firsts = offsets[:-1][np.diff(offsets) > 0]
    fresh[firsts] = digit[firsts]
    begins = np.flatnonzero(fresh)
    other = np.flatnonzero(~digit)
    ends = np.append(other, len(data))[np.searchsorted(other, begins)]
    ends = np.minimum(ends, offsets[np.searchsorted(offsets, begins, side="right")])
    significant = np.flatnonzero(digit & (data != ord("0")))
    heads = np.append(significant, len(data))[np.searchsorted(significant, begins)]
    heads = np.minimum(heads, ends)
    zeros = ranges(begins, heads - begins)
    signs = [
        digit_count_sign(int(count)).encode() for count in range(int((ends - heads).max()) + 1)
    ]
    sizes = np.array([len(sign) for sign in signs])[ends - heads]
    inserted = np.frombuffer(b"".join(signs[count] for count in (ends - heads).tolist()), np.uint8)
    kept = np.delete(data, zeros)
    at = begins - np.searchsorted(zeros, begins)
    grown = np.concatenate([[0], np.cumsum(sizes)])[np.searchsorted(begins, offsets)]
    ends = offsets - np.searchsorted(zeros, offsets) + grown
    return ends, np.insert(kept, np.repeat(at, sizes), inserted)
