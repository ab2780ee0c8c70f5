"""A column of texts to search in without case, accents and repeated white space."""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from timeline_app.core.byte_search import ByteTexts
from timeline_app.core.calendar import Int64Array
from timeline_app.core.fold_bulk import Folder
from timeline_app.core.progress import Progress

Flags = npt.NDArray[np.bool_]


class FoldedTexts:
    """Plain texts are searched where they are; only those with other letters have a folded copy.

    Of a categorical column each different text is searched once.
    """

    def __init__(self, cells: "pd.Series[Any]") -> None:
        self._codes: npt.NDArray[np.integer] | None = None
        texts = cells
        if isinstance(cells.dtype, pd.CategoricalDtype):
            self._codes = cells.cat.codes.to_numpy()
            texts = cells.cat.categories.to_series().astype("str")
        self._as_they_are = ByteTexts(pa.array(texts))
        self._irregular = self._as_they_are.irregular()
        irregular = self._as_they_are.take(self._irregular).texts
        self._folded = ByteTexts(Folder().fold(irregular))

    def holding(
        self, word: str, rows: Int64Array | None = None, progress: Progress | None = None
    ) -> Flags:
        """One flag per text, or per text of these rows (ascending): does the folded word occur.

        Raises:
            Cancelled: `progress` answered False.
        """
        if self._codes is None:
            return self._holding(word, rows, progress)
        flags = np.append(self._holding(word, None, progress), False)  # the last for code -1
        codes = self._codes if rows is None else self._codes[rows]
        return flags.take(codes, mode="wrap")

    def _holding(self, word: str, rows: Int64Array | None, progress: Progress | None) -> Flags:
        plain, folded, irregular = self._as_they_are, self._folded, self._irregular
        if rows is not None:
            plain = plain.take(rows)
            _, irregular, places = np.intersect1d(
                rows, irregular, assume_unique=True, return_indices=True
            )
            folded = folded.take(places)
        if word.isascii():
            found = plain.holding(word, progress)
        else:
            found = np.zeros(len(plain), dtype=bool)
        found[irregular] = folded.holding(word, progress)
        return found
