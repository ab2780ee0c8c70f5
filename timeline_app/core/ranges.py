"""Whole numbers of several ranges, and where things of several sizes begin."""

from typing import Any

import numpy as np
import numpy.typing as npt

Int64Array = npt.NDArray[np.int64]


def ranges(begins: npt.NDArray[Any], sizes: npt.NDArray[Any]) -> Int64Array:
    """All whole numbers of ranges, one range after the other."""
    before = np.cumsum(sizes, dtype=np.int64) - sizes
    numbers: Int64Array = np.arange(int(sizes.sum())) + np.repeat(begins - before, sizes)
    return numbers


def sums(sizes: npt.NDArray[Any]) -> Int64Array:
    """Where each of things of these sizes begins, and where the last one ends."""
    ends = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=ends[1:])
    return ends
