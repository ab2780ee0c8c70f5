"""Columns of text in Arrow's memory: plain, or as codes of few values (a pandas Categorical)."""

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    Column = pd.Series[str]
else:
    Column = pd.Series

Codes = npt.NDArray[np.int32]

TEXT = pa.large_string()
_DTYPE: Any = pd.StringDtype(na_value=np.nan)


def column_of(cells: pa.Array) -> Column:
    """A column of pandas over cells of Arrow, in the same memory.

    They are text, or a dictionary whose values are all different.
    """
    if not pa.types.is_dictionary(cells.type):
        return pd.Series(_DTYPE.__from_arrow__(cells), copy=False)
    values: Any = pd.Index(_DTYPE.__from_arrow__(cells.dictionary.cast(TEXT)))
    values._cache["is_unique"] = True  # pandas would make a Python object of each to see that
    codes: Any = cells.indices.to_numpy()
    return pd.Series(pd.Categorical.from_codes(codes, values), copy=False)


def empty_column(length: int) -> Column:
    """A column of empty cells, which takes next to no memory."""
    codes = np.zeros(length, dtype=np.int8)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index([""], dtype="str")), copy=False)


def is_empty(column: Column) -> bool:
    """Whether it was made by `empty_column`."""
    cells: Any = column.array
    if not isinstance(cells, pd.Categorical) or len(cells.categories) != 1:
        return False
    return bool(cells.categories[0] == "")


def cells_of(column: Column) -> pa.Array:
    """The cells of a column of texts, plain or as dictionary, in one piece."""
    cells: Any = column.array
    if not isinstance(cells, pd.Categorical):
        return _in_one_piece(cells)
    return pa.DictionaryArray.from_arrays(pa.array(cells.codes), _in_one_piece(cells.categories))


def in_pieces(column: Column) -> pa.Array | pa.ChunkedArray:
    """The same in the pieces that it has, of which nothing is copied."""
    cells: Any = column.array
    return cells_of(column) if isinstance(cells, pd.Categorical) else _in_pieces(cells)


def _in_one_piece(texts: Any) -> pa.Array:
    chunks = _in_pieces(texts)
    return chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()


def _in_pieces(texts: Any) -> pa.ChunkedArray:
    found = pa.array(texts, type=TEXT)
    chunks = found.chunks if isinstance(found, pa.ChunkedArray) else [found]
    return pa.chunked_array(chunks, found.type).cast(TEXT)  # pandas gives empty columns another


def used_only(cells: pa.Array) -> pa.Array:
    """The same cells, where a dictionary has no value but those that stand in a cell."""
    if not pa.types.is_dictionary(cells.type):
        return cells
    codes = cells.indices.to_numpy()
    is_used = np.zeros(len(cells.dictionary), dtype=bool)
    is_used[codes] = True
    if is_used.all():
        return cells
    places = (np.cumsum(is_used) - 1).astype(codes.dtype)
    values = cells.dictionary.filter(pa.array(is_used))
    return pa.DictionaryArray.from_arrays(pa.array(places[codes]), values, safe=False)


def texts_of(column: Column) -> pa.Array:
    """The cells of a column as plain text."""
    cells = cells_of(column)
    return cells.cast(TEXT) if pa.types.is_dictionary(cells.type) else cells


def encoded(column: Column) -> tuple[npt.NDArray[np.integer[Any]], pa.Array]:
    """For each cell the code of its value, and the different values (some may have no cell)."""
    cells = cells_of(column)
    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    return cells.indices.to_numpy(), cells.dictionary


def taken(column: Column, order: npt.NDArray[np.int64] | None) -> Column:
    """The cells of a column in another order, in one piece; None is the order they stand in."""
    cells: Any = column.array
    if order is None or not len(order) or is_empty(column):
        return column if isinstance(cells, pd.Categorical) else column_of(cells_of(column))
    if isinstance(cells, pd.Categorical):
        return pd.Series(cells.take(order), copy=False)
    return column_of(_moved(_in_pieces(cells), order))


def _moved(texts: pa.ChunkedArray, order: npt.NDArray[np.int64]) -> pa.Array:
    """Texts in another order.

    Views of a fixed size, which say where each text stands, are moved in its place; that is more
    than twice as fast as Arrow's `take`, which waits for each text's place and length.
    """
    views = texts.cast(pa.string_view()).combine_chunks()
    _validity, memory, *data = views.buffers()
    moved = np.frombuffer(memory, "V16")[views.offset :].take(order)
    buffers = [None, pa.py_buffer(moved), *data]
    del views, memory
    return pa.Array.from_buffers(pa.string_view(), len(order), buffers).cast(TEXT)


def memory_of(cells: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each cell of text begins and the last one ends, and the bytes of all."""
    _validity, offsets, data = cells.buffers()
    if not len(cells) or offsets is None or data is None:
        return np.zeros(len(cells) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    places = np.frombuffer(offsets, dtype=np.int64)[cells.offset : cells.offset + len(cells) + 1]
    return places, np.frombuffer(data, dtype=np.uint8)
