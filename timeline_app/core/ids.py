"""Ids of events: their rows, their order, and whether any repeats; all on whole columns."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import TEXT, memory_of

_WIDTH: Final = 8
"""Bytes that fit in a key."""


def rows_of(ids: pa.Array, wanted: Iterable[str]) -> Int64Array:
    """The row of each of several different ids, -1 where there is none, in one pass."""
    texts = pa.array(list(wanted), TEXT)
    places = pc.index_in(ids, value_set=texts)
    rows = np.full(len(texts), -1, dtype=np.int64)
    rows[places.drop_null().to_numpy()] = np.flatnonzero(places.is_valid())
    return rows


def are_ascending(ids: pa.Array) -> bool:
    """Whether each id stands above the one before it, and so none repeats."""
    return len(ids) < 2 or bool(pc.all(pc.less(ids.slice(0, len(ids) - 1), ids.slice(1))).as_py())


def have_repeats(ids: pa.Array) -> bool:
    """Whether some id stands twice."""
    if are_ascending(ids):
        return False
    keys = _keys(ids)
    if keys is None:
        return len(ids.unique()) < len(ids)
    keys.sort()
    return bool((keys[1:] == keys[:-1]).any())


def order_of(ids: pa.Array) -> Int64Array | None:
    """The rows in the order of their ids (by code point); None where they stand in it already."""
    if are_ascending(ids):
        return None
    keys = _keys(ids)
    if keys is None:
        return np.asarray(pc.sort_indices(ids), dtype=np.int64)
    return np.argsort(keys, kind="stable")


def _keys(ids: pa.Array) -> npt.NDArray[np.uint64] | None:
    """Numbers that compare as the ids do; None where these differ in more than eight bytes.

    Ids of one length that begin alike are the rule: what follows, read as one number, is the key.
    """
    offsets, data = memory_of(ids)
    length = int(offsets[1] - offsets[0])
    if (np.diff(offsets) != length).any():
        return None
    table = data[offsets[0] : offsets[-1]].reshape(len(ids), length)
    same = next((at for at in range(length) if (table[:, at] != table[0, at]).any()), length)
    if length - same > _WIDTH:
        return None
    keys = np.zeros(len(ids), dtype=np.uint64)
    for at in range(same, length):
        keys = (keys << np.uint64(8)) | table[:, at]
    return keys
