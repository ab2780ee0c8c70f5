"""The names of a field's values, as they are searched and ordered; made once for a field."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from timeline_app.core.fields import Field
from timeline_app.core.text import fold, natural_key
from timeline_app.models.words import value_in_words

if TYPE_CHECKING:
    import pyarrow as pa

_END = "\0"


class FacetNames:
    """What the values of one field are called, by code."""

    def __init__(self, field: Field) -> None:
        self._field = field

    def label(self, code: int) -> str:
        """What people read; words where the value has no name."""
        return value_in_words(self._field, self._field.keys[code])

    @cached_property
    def ranks(self) -> npt.NDArray[np.int64]:
        """The place of each value in the order of names; what has no name comes last."""
        import pyarrow as pa  # not needed for the window to be shown
        import pyarrow.compute as pc

        labels = self._field.labels
        order = pc.array_sort_indices(pa.array(self._natural_keys(), pa.string()))
        ranks = np.empty(len(labels), dtype=np.int64)
        ranks[order.to_numpy()] = np.arange(len(labels))
        ranks[self._nameless] += len(labels)
        return ranks

    def holding(self, words: Iterable[str]) -> npt.NDArray[np.bool_]:
        """One flag per value: do its names hold all these folded words."""
        import pyarrow.compute as pc

        found = np.ones(len(self._field.keys), dtype=bool)
        for word in words:
            found &= pc.match_substring(self._folded, word).to_numpy(zero_copy_only=False)
        return found

    @cached_property
    def _folded(self) -> "pa.Array":
        """All names of each value as the search looks at them."""
        import pyarrow as pa

        names = list(self._plain)
        for code in self._nameless:
            names[code] = fold(self.label(code))
        for alias, code in self._field.aliases.items():
            if alias != names[code]:
                names[code] += f"\n{alias}"
        return pa.array(names, pa.string())

    @cached_property
    def _plain(self) -> list[str]:
        return [fold(label) for label in self._field.labels]

    def _natural_keys(self) -> list[str]:
        keys = natural_key(_END.join(self._plain)).split(_END)  # all at once: twice as fast
        if len(keys) == len(self._plain):
            return keys
        return [natural_key(name) for name in self._plain]  # a name holds the sign itself

    @property
    def _nameless(self) -> list[int]:
        return [code for code, label in enumerate(self._field.labels) if not label]
