"""Search in the words of events: titles, summaries, places, quotes, actors, sources."""

import re
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from timeline_app.core.calendar import Int64Array
from timeline_app.core.fields import Field
from timeline_app.core.folded_texts import FoldedTexts
from timeline_app.core.progress import Progress
from timeline_app.core.text import fold

if TYPE_CHECKING:
    from timeline_app.core.dataset import Dataset

TEXTS: Final = ("title", "summary")
FIELDS: Final = ("place", "admin1", "actor", "source")
"""Fields of which each value's label and aliases are searched once."""
MOST_AT_ONCE: Final = 4_000_000
"""Bytes of text that are searched, and made ready for it, before anybody notices."""
_MOST_KEPT: Final = 6
_FEW: Final = 8
"""Once less than one of so many events is left, the next word is sought in those only."""
_BETWEEN: Final = " \0 "
"""Keeps a phrase from matching across two names."""

Mask = npt.NDArray[np.bool_]


class SearchIndex:
    """The texts of a dataset; made ready at the first search, which may be on any thread.

    The results of the last searches are kept: going back to one costs nothing, and a search for
    more letters looks only where the fewer ones were found.
    """

    def __init__(self, dataset: "Dataset") -> None:
        self._dataset = dataset
        self._texts: _Texts | None = None
        self._making = Lock()
        self._kept: dict[tuple[str, ...], Mask] = {}

    def mask(self, text: str, progress: Progress | None = None) -> Mask:
        """One flag per event: do all the words (or "phrases in quotation marks") occur in it.

        Nobody may write to it.

        Raises:
            Cancelled: `progress` answered False.
        """
        words = words_of(text)
        mask = self._kept.pop(words, None)
        if mask is None and not words:
            return np.ones(len(self._dataset), dtype=bool)
        if mask is None:
            with self._making:
                self._texts = self._texts or _Texts(self._dataset)
            mask = self._searched(self._texts, words, progress)
            mask.setflags(write=False)
        self._kept[words] = mask
        for oldest in list(self._kept)[:-_MOST_KEPT]:
            self._kept.pop(oldest, None)
        return mask

    def is_quick(self, text: str) -> bool:
        """Whether the mask of a text is there at once."""
        words = words_of(text)
        if not words or words in self._kept:
            return True
        return sum(int(self._dataset.events[name].nbytes) for name in TEXTS) <= MOST_AT_ONCE

    def _searched(self, texts: "_Texts", words: tuple[str, ...], progress: Progress | None) -> Mask:
        known, mask = self._narrowest(words)
        for word in sorted(set(words) - set(known), key=len, reverse=True):
            if np.count_nonzero(mask) * _FEW < len(mask):
                rows = np.flatnonzero(mask)
                found = texts.holding(word, rows, progress)
                mask = np.zeros(len(mask), dtype=bool)
                mask[rows[found]] = True
            else:
                mask = mask & texts.holding(word, None, progress)
        return mask

    def _narrowest(self, words: tuple[str, ...]) -> tuple[tuple[str, ...], Mask]:
        """The kept search with the fewest events among those that must hold all that are sought."""
        kept = [
            (known, mask)
            for known, mask in list(self._kept.items())
            if all(any(part in word for word in words) for part in known)
        ]
        everything = np.ones(len(self._dataset), dtype=bool)
        return min([((), everything), *kept], key=lambda entry: np.count_nonzero(entry[1]))


class _Texts:
    """All that is searched of a dataset."""

    def __init__(self, dataset: "Dataset") -> None:
        self._size = len(dataset)
        self._columns = [FoldedTexts(dataset.events[name]) for name in TEXTS]
        quotes = list(_quotes_with_rows(dataset))
        self._quoted = np.array([row for row, _ in quotes], dtype=np.int64)
        self._quotes = FoldedTexts(pd.Series([quote for _, quote in quotes], dtype="str"))
        fields = [dataset.field(name) for name in FIELDS]
        self._values = [(field, _names(dataset, field)) for field in fields if field is not None]

    def holding(self, word: str, rows: Int64Array | None, progress: Progress | None) -> Mask:
        """One flag per event, or per event of these rows (ascending): does the word occur in it."""
        found = np.zeros(self._size if rows is None else len(rows), dtype=bool)
        for column in self._columns:
            found |= column.holding(word, rows, progress)
        for field, names in self._values:
            if keys := [key for key, text in zip(field.keys, names, strict=True) if word in text]:
                having = field.any_of(keys)
                found |= having if rows is None else having[rows]
        quoted = self._quoted[self._quotes.holding(word)]
        if len(quoted):
            quoting = np.zeros(self._size, dtype=bool)
            quoting[quoted] = True
            found |= quoting if rows is None else quoting[rows]
        return found


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of a search; what stands in quotation marks is one word."""
    found = re.findall(r'"([^"]*)"?|([^\s"]+)', fold(text))
    return tuple(word for phrase, single in found if (word := (phrase or single).strip()))


def _quotes_with_rows(dataset: "Dataset") -> Iterator[tuple[int, str]]:
    rows = dataset.rows_of(dataset.quotes).tolist()
    for row, quotes in zip(rows, dataset.quotes.values(), strict=True):
        if row >= 0:
            yield from ((row, quote.exact) for quote in quotes)


def _names(dataset: "Dataset", field: Field) -> list[str]:
    """What each value of a field is called, folded, by code."""
    names = []
    for key, label in zip(field.keys, field.labels, strict=True):
        actor = dataset.actors.get(key) if field.name == "actor" else None
        aliases = actor.aliases if actor else ()
        names.append(_BETWEEN.join(fold(name) for name in (label, *aliases)))
    return names
