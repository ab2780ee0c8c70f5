"""What follows from a dataset and a filter: rows and live counts; nothing of it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """The filtered events and the counts that the window shows."""

    rows: npt.NDArray[np.int64]
    """Rows of the dataset that pass all clauses, ascending (so in time order, undated last)."""
    mask: npt.NDArray[np.bool_]
    """The same as one flag per row of the dataset."""
    counts: Mapping[str, npt.NDArray[np.int64]]
    """Field name to the count of each value (by code) under all clauses but the field's own."""
    total: int
    undated: int
    """Filtered events without a date."""
    undated_dropped: int
    """Undated events that pass every other clause and that a time clause keeps out."""
    without_day: int
    """Filtered, dated events not known to the day (form WITHIN or ONE_OF, or a part only month or year)."""


def project(dataset: Dataset, filter_: Filter, fields: tuple[str, ...] | None = None) -> Projection:
    """The projection of a dataset under a filter; counts for `fields` (default: all of them)."""
    raise NotImplementedError
