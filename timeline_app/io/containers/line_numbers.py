"""Where rows stand in their file, without a Python object for each."""

from collections.abc import Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

Lines = range | npt.NDArray[np.int64]
"""The lines of some rows, in which no line comes twice."""


class _Lines(Sequence[int]):
    """Numbers of lines, which take little memory."""

    def __init__(self, lines: npt.NDArray[np.int64]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        if isinstance(place, slice):
            return _Lines(self._lines[place])
        return int(self._lines[place])


def joined_lines(parts: Sequence[Lines]) -> Sequence[int]:
    """The lines of all parts, one after the other."""
    filled = [part for part in parts if len(part)]
    if not filled:
        return range(0)
    whole = range(int(filled[0][0]), int(filled[-1][-1]) + 1)
    if len(whole) == sum(map(len, filled)):
        return whole
    return _Lines(np.concatenate([np.asarray(part, np.int64) for part in filled]))
