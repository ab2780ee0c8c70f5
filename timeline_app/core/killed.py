"""How many people were killed in each event of a dataset, as columns."""

from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import encoded
from timeline_app.core.figures import fatalities, range_or_none

if TYPE_CHECKING:
    from timeline_app.core.dataset import Dataset

MANY: Final = np.iinfo(np.int64).max
"""The highest number where none is known."""


def killed_of(dataset: "Dataset") -> tuple[Int64Array, Int64Array, npt.NDArray[np.bool_]]:
    """Lowest and highest number of each event, and whether anything is said of it at all.

    An event with claims takes them all into account; the others have what the file says.
    """
    low = np.zeros(len(dataset), dtype=np.int64)
    high = np.zeros(len(dataset), dtype=np.int64)
    is_known = np.zeros(len(dataset), dtype=bool)
    if dataset.killed is not None:
        codes, values = encoded(dataset.killed)
        ranges = [range_or_none(text) for text in values.to_pylist()]
        known = np.array([found is not None for found in ranges], dtype=bool)
        lows = np.array([found[0] if found else 0 for found in ranges], dtype=np.int64)
        highs = np.array([_or_many(found[1]) if found else 0 for found in ranges], dtype=np.int64)
        low, high, is_known = lows[codes], highs[codes], known[codes]
    for row in dataset.rows_of(dataset.claims).tolist():
        if row >= 0:
            least, most = fatalities(dataset.claims_at(row))
            is_known[row] = least is not None
            low[row], high[row] = least or 0, _or_many(most) if least is not None else 0
    return low, high, is_known


def _or_many(number: int | None) -> int:
    return MANY if number is None else number
