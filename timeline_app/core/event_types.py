"""The rank of event types, which decides their colours."""

import numpy as np

from timeline_app.core.dataset import Dataset


def type_ranks(dataset: Dataset) -> dict[str, int]:
    """Each event type's rank by number of events in the whole dataset, 0 the most frequent.

    Types of equal number are ordered by label; events without a type have no rank.
    """
    types = dataset.fields["type"]
    counts = np.bincount(types.codes, minlength=len(types.keys))
    codes = [code for code, key in enumerate(types.keys) if key]
    codes.sort(key=lambda code: (-counts[code], types.labels[code]))
    return {types.keys[code]: rank for rank, code in enumerate(codes)}
