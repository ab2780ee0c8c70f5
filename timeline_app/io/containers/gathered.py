"""Columns of text that come in pieces; one whose cells repeat is kept as a dictionary."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa

from timeline_app.core.columns import TEXT, Column, column_of

CODED: Final = pa.dictionary(pa.int32(), pa.string())
"""How a column is kept whose cells repeat."""
REPEATING: Final = 0.5
"""Such a column has fewer different cells than this part of all."""
LIKELY: Final = 0.8
"""The same for the first rows: among more of them more will repeat."""

Key = TypeVar("Key", bound=Hashable)
Mapped = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


class Gathered:
    """The columns that were read so far."""

    def __init__(self, names: Sequence[str], mapped: Mapped = map) -> None:
        """`mapped` works on several columns, as `map` does or on threads."""
        self._mapped = mapped
        self._cells: dict[str, list[pa.ChunkedArray]] = {name: [] for name in names}
        self.types: dict[str, pa.DataType] = {}
        """TEXT or CODED for each column; known from the first rows on."""

    def add(self, table: pa.Table) -> None:
        """Add rows; the columns are TEXT or CODED."""
        if not table.num_rows:
            return
        columns = [table[name] for name in self._cells]
        if not self.types:
            columns = list(self._mapped(_first_cells, columns))
            self.types = {
                name: cells.type for name, cells in zip(self._cells, columns, strict=True)
            }
        for (name, parts), cells in zip(self._cells.items(), columns, strict=True):
            parts.append(_of_type(cells, self.types[name]))

    def frame(self) -> pd.DataFrame:
        """What was read so far."""
        columns = {name: _column(list(cells)) for name, cells in self._cells.items()}
        return pd.DataFrame(columns, copy=False)

    def whole(self) -> pd.DataFrame:
        """All that was read; nothing is left here."""
        columns = dict(zip(self._cells, self._mapped(_column, self._cells.values()), strict=True))
        return pd.DataFrame(columns, copy=False)


def joined(
    parts: list[tuple[int, Mapping[Key, pa.Array]]], columns: Mapping[str, Key]
) -> pd.DataFrame:
    """Parts of a table, each with its number of rows, as one table.

    Args:
        parts: TEXT or CODED columns; they are given up.
        columns: by their names, what the parts call them; of one that a part lacks, cells are "".
    """
    gathered = Gathered(list(columns))
    parts.reverse()
    while parts:
        count, cells = parts.pop()
        blank = _empty(count)
        found = [cells.get(key, blank) for key in columns.values()]
        gathered.add(pa.table(found, names=list(columns)))
    return gathered.whole()


def _empty(count: int) -> pa.Array:
    codes = pa.array(np.zeros(count, np.int32))
    return pa.DictionaryArray.from_arrays(codes, pa.array([""]))


def _first_cells(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """The first cells of a column as it will be kept."""
    if pa.types.is_dictionary(cells.type):
        return cells
    coded = cells.combine_chunks().dictionary_encode()
    if len(coded.dictionary) >= LIKELY * len(cells):
        return cells
    return pa.chunked_array([coded.cast(CODED)])


def _of_type(cells: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if cells.type == kind:
        return cells
    if kind == TEXT:
        return cells.cast(TEXT)
    return cells.cast(pa.string()).dictionary_encode()


def _column(parts: list[pa.ChunkedArray]) -> Column:
    """A column from its parts, which are given up."""
    kind = parts[0].type if parts else TEXT
    cells = pa.chunked_array([chunk for part in parts for chunk in part.chunks], kind)
    parts.clear()
    if kind == TEXT:
        return column_of(cells)
    cells = cells.unify_dictionaries().combine_chunks()
    if len(cells.dictionary) > REPEATING * len(cells):
        return column_of(cells.cast(TEXT))
    return column_of(cells)
