"""Event types as densities tell them apart: the most frequent ones, all others, none."""

from typing import Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.fields import Field
from timeline_app.core.time_index import TimeIndex

Kinds = npt.NDArray[np.uint8]

TYPES_APART: Final = 16
"""So many event types are told apart, the most frequent ones; the others count together."""
NO_TYPE: Final = TYPES_APART + 1
LASTING: Final = TYPES_APART + 2
"""What lasts, or may lie, far beyond a column of a density: of whatever type."""
KINDS: Final = LASTING + 1
ELSEWHERE: Final = KINDS
"""Marks events that are counted by another way."""


def kinds_of(types: Field) -> Kinds:
    """The kind of each event by its type."""
    by_code = np.minimum(np.arange(len(types.keys)), TYPES_APART).astype(np.uint8)
    by_code[[not key for key in types.keys]] = NO_TYPE
    kinds: Kinds = by_code[types.codes]
    return kinds


def usual_kinds(kinds: Kinds, index: TimeIndex) -> Kinds:
    """The same of the dated events, ELSEWHERE for those that do not last as long as most do."""
    usual = kinds[: index.count].copy()
    usual[index.spans] = ELSEWHERE
    return usual
