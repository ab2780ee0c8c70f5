"""Fields: what events can be filtered, counted and grouped by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from timeline_app.core.bitmaps import Postings
from timeline_app.core.calendar import Int64Array
from timeline_app.core.text import fold

Codes = npt.NDArray[np.unsignedinteger]


@dataclass(frozen=True, eq=False)
class Field:
    """A field to filter, count and group by: its values, and which events have which.

    `codes` are the values of all events one after the other, without repeats within an event; those
    of the event in row r stand from offsets[r] to offsets[r + 1], or at r where each event has just
    one (`offsets` is None). An event without a value has the value whose key is "" (present only
    where some event needs it), so each event has at least one. Values stand by how many events have
    them, then by label, or in an order of their own (`is_ordered`); the value "" last.
    """

    name: str
    """`country actor type place source`, a name of `core.evidence_fields`, or that of an imported
    column."""
    keys: tuple[str, ...]
    """What clauses store: alpha-3 code, actor_id, event type, source_id, else the value itself."""
    labels: tuple[str, ...]
    """What people read, same order; the label of the key "" is ""."""
    offsets: npt.NDArray[np.int32] | None
    codes: Codes
    """Of the smallest unsigned type that holds them."""
    aliases: Mapping[str, int] = field(default_factory=dict)
    """Folded key, label and alias to code, for typed names (`core.text.fold`)."""
    is_ordered: bool = False
    """Whether values stand by their size, as years do."""

    def __len__(self) -> int:
        """How many events there are."""
        return len(self.codes) if self.offsets is None else len(self.offsets) - 1

    @cached_property
    def code_of_key(self) -> Mapping[str, int]:
        """Key to code."""
        return {key: code for code, key in enumerate(self.keys)}

    def code_of(self, name: str) -> int | None:
        """The code of a typed name, without case and accents, by alias too; None if unknown."""
        return self.aliases.get(fold(name))

    def codes_of(self, keys: Iterable[str]) -> list[int]:
        """The codes of those keys that some event has, ascending."""
        known = self.code_of_key
        return sorted({known[key] for key in keys if key in known})

    def label_of(self, key: str) -> str:
        """The label of a key; the key itself where no event has it."""
        code = self.code_of_key.get(key)
        return key if code is None else self.labels[code]

    def keys_of(self, row: int) -> tuple[str, ...]:
        """The keys of one event, in order of appearance in the data; empty if it has no value.

        Those of `core.evidence_fields` are in no order.
        """
        return tuple(key for code in self._codes_at(row) if (key := self.keys[code]))

    def labels_of(self, row: int) -> tuple[str, ...]:
        """The labels of one event's values, in the same order."""
        return tuple(label for code in self._codes_at(row) if (label := self.labels[code]))

    def _codes_at(self, row: int) -> Codes:
        if self.offsets is None:
            return self.codes[row : row + 1]
        return self.codes[self.offsets[row] : self.offsets[row + 1]]

    def pairs_of(self, rows: Int64Array) -> tuple[Int64Array, Int64Array]:
        """Where the codes of each of these events begin and end: first[i] to last[i] - 1."""
        if self.offsets is None:
            return rows, rows + 1
        return self.offsets[rows].astype(np.int64), self.offsets[rows + 1].astype(np.int64)

    @property
    def rows(self) -> npt.NDArray[np.uint32]:
        """The row that each of `codes` belongs to, ascending; made anew at each call."""
        rows = np.arange(len(self), dtype=np.uint32)
        return rows if self.offsets is None else np.repeat(rows, np.diff(self.offsets))

    def any_of(self, keys: Iterable[str]) -> npt.NDArray[np.bool_]:
        """One flag per event: has it any of these values."""
        wanted = np.zeros(len(self.keys), dtype=bool)
        wanted[self.codes_of(keys)] = True
        hits = wanted[self.codes]
        if self.offsets is not None:
            hits = np.logical_or.reduceat(hits, self.offsets[:-1]) if len(self) else hits[:0]
        return np.asarray(hits, np.bool_)

    @cached_property
    def postings(self) -> Postings:
        """The events of each value as bitmaps, made when they are first asked for."""
        return Postings(self.rows, self.codes, len(self.keys))
