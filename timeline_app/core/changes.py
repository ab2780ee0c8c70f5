"""What is different in a dataset that was read again."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.build import KILLED
from timeline_app.core.columns import TEXT, Column, texts_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.ids import rows_of


@dataclass(frozen=True, slots=True)
class Changes:
    """How many events are new, are not as they were, or are gone, by their ids."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def changes(old: Dataset, new: Dataset) -> Changes:
    """Compare what was read before with what is read now."""
    old_ids, new_ids = texts_of(old.events["event_id"]), texts_of(new.events["event_id"])
    places = pc.index_in(old_ids, value_set=new_ids)
    kept = np.flatnonzero(places.is_valid().to_numpy(zero_copy_only=False))
    there = places.drop_null().to_numpy().astype(np.int64)
    different = np.zeros(len(kept), dtype=bool)
    columns, new_columns = _columns(old), _columns(new)
    for name in {*columns, *new_columns}:
        before = _cells(columns.get(name), kept)
        after = _cells(new_columns.get(name), there)
        different |= pc.not_equal(before, after).to_numpy(zero_copy_only=False)
    different |= _evidence_differs(old, new, old_ids.take(pa.array(kept)))
    return Changes(
        added=len(new_ids) - len(kept),
        changed=int(different.sum()),
        removed=len(old_ids) - len(kept),
    )


def _columns(dataset: Dataset) -> dict[str, Column]:
    columns = {str(name): cells for name, cells in dataset.events.items()}
    return columns if dataset.killed is None else {**columns, KILLED: dataset.killed}


def _cells(column: Column | None, rows: npt.NDArray[np.int64]) -> pa.Array:
    if column is None:
        return pa.repeat(pa.scalar("", TEXT), len(rows))
    return texts_of(column).take(pa.array(rows))


def _evidence_differs(old: Dataset, new: Dataset, ids: pa.Array) -> npt.NDArray[np.bool_]:
    """One flag per event: are its quotes or claims others than before."""
    flags = np.zeros(len(ids), dtype=bool)
    told = {*old.quotes, *new.quotes, *old.claims, *new.claims}
    differ = [
        event_id
        for event_id in told
        if old.quotes.get(event_id) != new.quotes.get(event_id)
        or old.claims.get(event_id) != new.claims.get(event_id)
    ]
    rows = rows_of(ids, differ)
    flags[rows[rows >= 0]] = True
    return flags
