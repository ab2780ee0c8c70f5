"""The sources that events name by themselves, beside those of their quotes."""

from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.ranges import ranges, sums
from timeline_app.core.text import join_values
from timeline_app.io.export.export_table import Rows

_LAST: Final = np.iinfo(np.int64).max


class CitedSources:
    """The sources of each event beside those of its quotes."""

    def __init__(self, dataset: Dataset) -> None:
        self._field = dataset.fields["source"]
        self._keys = pa.array([join_values([key]) for key in self._field.keys], pa.string())
        self._is_key = np.array([bool(key) for key in self._field.keys], dtype=bool)
        codes = {key: code for code, key in enumerate(self._field.keys)}
        found = zip(dataset.rows_of(dataset.quotes).tolist(), dataset.quotes.values(), strict=True)
        pairs = (
            row * len(codes) + codes[key]
            for row, quotes in found
            for quote in quotes
            for key in (quote.source_id, quote.source_id.strip())
            if row >= 0 and key in codes
        )
        self._quoted = np.sort(np.fromiter(chain(pairs, [_LAST]), dtype=np.int64))
        """Events and sources of their quotes, each pair as one number, and one that is none."""

    def any_of(self, rows: Rows) -> bool:
        """Whether some of these events have such sources."""
        return bool(self._sources(rows)[1].any())

    def __call__(self, rows: Rows) -> pa.Array:
        """They as one cell for each event."""
        codes, are_cited, offsets = self._sources(rows)
        texts = self._keys.take(pa.array(codes[are_cited]))
        counts = sums(are_cited)
        lists = pa.LargeListArray.from_arrays(pa.array(counts[offsets]), texts)
        return pc.binary_join(lists, "|").cast(TEXT)

    def _sources(self, rows: Rows) -> tuple[npt.NDArray[Any], npt.NDArray[np.bool_], Rows]:
        """All sources of events, which of them no quote has, and where those of each event begin
        and the last end."""
        first, last = self._field.pairs_of(rows)
        sizes = last - first
        codes = self._field.codes[ranges(first, sizes)]
        pairs = np.repeat(rows, sizes) * len(self._keys) + codes
        others = self._quoted[np.searchsorted(self._quoted, pairs)] != pairs
        return codes, self._is_key[codes] & others, sums(sizes)
