"""Titles of events as labels: their widths, measured once, and how they are elided."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from timeline_app.core.dataset import Dataset
from timeline_app.core.text import one_line

LABEL_MAX_PX = 460.0
"""A label is elided to this width even where there is more room."""
ELLIPSIS = "…"
LEAST_BESIDE_PX = 28.0
"""Beside a number a title is left out rather than elided to less than this."""


class Titles:
    """The labels of a dataset's events, measured by `measure(text) -> px` as far as needed."""

    least_part = 0.0
    """Of a label's width: it is dropped rather than elided to less."""

    def __init__(
        self,
        dataset: Dataset,
        measure: Callable[[str], float],
        plain: Callable[[str], str] = one_line,
    ) -> None:
        """`plain` makes one line of a title."""
        self.index = dataset.time_index
        self.disputed = dataset.disputed
        self._titles = dataset.events["title"].array
        self._measure = measure
        self._plain = plain
        self._texts: dict[int, str] = {}
        self._widths: dict[int, float] = {}

    def leads(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """What stands before each title whatever room there is, in px: here nothing."""
        return np.zeros(len(rows))

    def text(self, row: int) -> str:
        """The title in one line."""
        if row not in self._texts:
            self._texts[row] = self._plain(str(self._titles[row]))
        return self._texts[row]

    def widths(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The width of each label in px, at most LABEL_MAX_PX."""
        return np.array([self._width(row) for row in rows.tolist()], np.float64)

    def _width(self, row: int) -> float:
        if row not in self._widths:
            self._widths[row] = min(self._measure(self.text(row)), LABEL_MAX_PX)
        return self._widths[row]

    def elided(self, row: int, width: float) -> str:
        """As much of the title as fits into `width` px, with an ellipsis where it does not all."""
        text = self.text(row)
        if self._measure(text) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self._measure(text[:middle].rstrip() + ELLIPSIS) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + ELLIPSIS


class NumberedTitles(Titles):
    """Titles with a number before each, which stands alone where there is no room for its title."""

    def __init__(
        self,
        dataset: Dataset,
        measure: Callable[[str], float],
        plain: Callable[[str], str],
        leads: Mapping[int, float],
    ) -> None:
        """`leads`: the width of each number that is drawn, with the gap after it, by row."""
        super().__init__(dataset, measure, plain)
        self._leads = leads

    def leads(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return np.array([self._leads.get(row, 0.0) for row in rows.tolist()], np.float64)

    def widths(self, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return super().widths(rows) + self.leads(rows)

    def elided(self, row: int, width: float) -> str:
        beside = width - self._leads.get(row, 0.0)
        if beside < min(LEAST_BESIDE_PX, super()._width(row)):
            return ""
        return super().elided(row, beside)
