"""Search in the words of events: titles, summaries, places, quotes, actors."""

import re
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline_app.core.text import fold

if TYPE_CHECKING:
    from timeline_app.core.dataset import Dataset

SEARCHED: Final = ("title", "summary", "place", "admin1")
_BETWEEN: Final = " \0 "
"""Keeps a phrase from matching across two texts."""


class SearchIndex:
    """The folded text of a dataset: one text per event, one per actor with its aliases."""

    def __init__(self, dataset: "Dataset") -> None:
        texts = dataset.events[SEARCHED[0]].astype("str")
        for column in SEARCHED[1:]:
            texts = texts + _BETWEEN + dataset.events[column].astype("str")
        folded = [fold(text) for text in texts.to_numpy(dtype=object)]
        rows = dataset.rows_of(dataset.quotes).tolist()
        for row, quotes in zip(rows, dataset.quotes.values(), strict=True):
            if row >= 0:
                folded[row] = _BETWEEN.join([folded[row], *(fold(quote.exact) for quote in quotes)])
        self._texts = pd.Series(folded, dtype="str")
        self._actor_field = dataset.fields["actor"]
        self._actor_texts: list[str] = []
        for key, label in zip(self._actor_field.keys, self._actor_field.labels, strict=True):
            actor = dataset.actors.get(key)
            names = [label, *(actor.aliases if actor else ())]
            self._actor_texts.append(_BETWEEN.join(fold(name) for name in names))

    def mask(self, text: str) -> npt.NDArray[np.bool_]:
        """One flag per event: do all the words (or "phrases in quotation marks") occur in it."""
        mask = np.ones(len(self._texts), dtype=bool)
        for word in words_of(text):
            mask &= self._mask_of_word(word)
        return mask

    def _mask_of_word(self, word: str) -> npt.NDArray[np.bool_]:
        mask = self._texts.str.contains(word, regex=False).to_numpy(dtype=bool)
        actors = {
            key
            for key, names in zip(self._actor_field.keys, self._actor_texts, strict=True)
            if word in names
        }
        return mask | self._actor_field.any_of(actors) if actors else mask


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a search; what stands in quotation marks is one word."""
    found = re.findall(r'"([^"]*)"?|([^\s"]+)', fold(text))
    return tuple(word for phrase, single in found if (word := (phrase or single).strip()))
