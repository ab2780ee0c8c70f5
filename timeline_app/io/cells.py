"""Columns of text made of others: each different text is looked at once, not each row."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.text import join_values, split_values


def joined_values(columns: Sequence[pa.Array]) -> pa.Array:
    """One cell of several values from several cells of one, each value once, blanks left out."""
    escaped = [mapped(cells, lambda cell: join_values([cell.strip()])) for cells in columns]
    return joined_lists(escaped)


def joined_lists(columns: Sequence[pa.Array]) -> pa.Array:
    """One cell of several values from several such cells, each value once."""
    if any(pc.any(pc.match_substring(cells, "|")).as_py() for cells in columns):
        return combined(columns, _each_once)
    first: list[pa.Array] = []
    for cells in columns:
        for earlier in first:
            cells = pc.if_else(pc.equal(cells, earlier), "", cells)
        first.append(cells)
    return composed(first, "|")


def _each_once(cells: Sequence[str]) -> str:
    return join_values(dict.fromkeys(value for cell in cells for value in _values(cell)))


_values = lru_cache(maxsize=10_000)(split_values)


def combined(columns: Sequence[pa.Array], change: Callable[[Sequence[str]], str]) -> pa.Array:
    """One cell from several, made once of each different combination."""
    coded = [cells.dictionary_encode() for cells in columns]
    codes = [cells.indices.to_numpy() for cells in coded]
    keys = np.zeros(len(columns[0]), dtype=np.int64)
    for cells, code in zip(coded, codes, strict=True):
        keys = pd.factorize(keys * len(cells.dictionary) + code)[0]
    _, first = np.unique(keys, return_index=True)
    different = (
        cells.dictionary.take(pa.array(code[first])).to_pylist()
        for cells, code in zip(coded, codes, strict=True)
    )
    texts = [change(combination) for combination in zip(*different, strict=True)]
    return pa.array(texts, TEXT).take(pa.array(keys))


def mapped(cells: pa.Array, change: Callable[[str], str], where: str = "") -> pa.Array:
    """Each different text changed once; with `where` only those that match that pattern of RE2."""
    coded = cells.dictionary_encode()
    values = coded.dictionary
    if where:
        matching = pc.match_substring_regex(values, where)
        texts = [change(text) for text in values.filter(matching).to_pylist()]
        if not texts:
            return cells
        changed = pc.replace_with_mask(values, matching, pa.array(texts, TEXT))
    else:
        changed = pa.array([change(text) for text in values.to_pylist()], TEXT)
    return changed.take(coded.indices)


def numbers(cells: pa.Array) -> npt.NDArray[np.float64]:
    """Cells as numbers, not-a-number where one is none."""
    coded = cells.dictionary_encode()
    values = np.array([_number(text) for text in coded.dictionary.to_pylist()], dtype=np.float64)
    return values[coded.indices.to_numpy()] if len(values) else np.zeros(len(cells))


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")


def rows_where(flags: pa.Array) -> list[int]:
    """The rows of which a column of truths says yes."""
    found: list[int] = np.flatnonzero(flags.to_numpy(zero_copy_only=False)).tolist()
    return found


def first_filled(*columns: pa.Array) -> pa.Array:
    """For each row the first of its cells that is not empty."""
    found = columns[-1]
    for cells in reversed(columns[:-1]):
        found = pc.if_else(pc.equal(cells, ""), found, cells)
    return found


def composed(parts: Sequence[pa.Array], between: str) -> pa.Array:
    """For each row its parts that are not empty, with a text between them."""
    whole = parts[0]
    for cells in parts[1:]:
        both = pc.and_(pc.not_equal(whole, ""), pc.not_equal(cells, ""))
        gap = pc.if_else(both, pa.scalar(between, TEXT), pa.scalar("", TEXT))
        whole = pc.binary_join_element_wise(whole, gap, cells, pa.scalar("", TEXT))
    return whole
