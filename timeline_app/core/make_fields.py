"""Fields from columns of text: Python looks at each different value once, numpy at the events."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import Int64Array
from timeline_app.core.columns import TEXT, Column, encoded
from timeline_app.core.fields import Field
from timeline_app.core.text import fold, split_values

Codes = npt.NDArray[np.integer[Any]]

MOST_VALUES: Final = 1000
"""A column of more different values makes no facet of its own accord."""
MOST_TAGS: Final = 10_000
"""The same for a column of several values in a cell, which are words to find events by."""
_AT_ONCE: Final = 1 << 18
"""Events whose codes are put down at once, to bound the memory."""


def make_field(
    name: str,
    keys: Sequence[str],
    offsets: npt.NDArray[np.int32] | None,
    codes: Codes,
    *,
    counts: Int64Array | None = None,
    label_of: Callable[[str], str] = str,
    names_of: Callable[[str], Iterable[str]] = lambda _key: (),
    rank_of: Callable[[str], int] | None = None,
) -> Field:
    """A field from offsets and codes as it keeps them, but for its values being in any order.

    They are put in order and given labels and aliases; those that no event has are left out.
    `counts` says how many events have each value, where that is known; `rank_of` is for values that
    have an order of their own.
    """
    if counts is None:
        counts = np.bincount(codes, minlength=len(keys))
    labels = [label_of(key) if key else "" for key in keys]
    folded = [fold(label) for label in labels]
    many = counts.tolist()
    ranks = [rank_of(key) if rank_of and key else -n for key, n in zip(keys, many, strict=True)]
    order = sorted(
        np.flatnonzero(counts).tolist(),
        key=lambda code: (not keys[code], ranks[code], folded[code], labels[code]),
    )
    place = np.zeros(len(keys), dtype=np.min_scalar_type(max(len(order) - 1, 0)))
    place[order] = np.arange(len(order))
    keys, labels = [keys[code] for code in order], [labels[code] for code in order]
    aliases: dict[str, int] = {}
    for names in (map(fold, keys), (folded[code] for code in order)):
        for code, text in enumerate(names):
            aliases.setdefault(text, code)
    for code, key in enumerate(keys):
        for text in names_of(key) if key else ():
            aliases.setdefault(fold(text), code)
    is_ordered = rank_of is not None
    return Field(name, tuple(keys), tuple(labels), offsets, place[codes], aliases, is_ordered)


def column_field(
    name: str,
    cells: Column,
    *,
    several: bool = False,
    key_of: Callable[[str], str] = str,
    label_of: Callable[[str], str] = str,
    names_of: Callable[[str], Iterable[str]] = lambda _key: (),
) -> Field:
    """A field from one cell of text per event, which holds one value or `several`."""
    cell_of_row, different = encoded(cells)
    cells_of_parts, codes_of_parts, keys = _values(different, several, key_of)
    events = np.bincount(cell_of_row, minlength=len(different))
    counts = np.bincount(codes_of_parts, events[cells_of_parts], len(keys)).astype(np.int64)
    sizes = np.bincount(cells_of_parts, minlength=len(different))
    codes: Codes = codes_of_parts.astype(np.min_scalar_type(max(len(keys) - 1, 0)))
    offsets = None
    if (sizes[events > 0] == 1).all():
        codes = codes[np.cumsum(sizes) - sizes][cell_of_row]
    else:
        offsets, codes = _spread(cell_of_row, sizes, codes)
    return make_field(
        name, keys, offsets, codes, counts=counts, label_of=label_of, names_of=names_of
    )


def makes_a_facet(cells: Column) -> bool:
    """Whether a column is worth a facet: several values, not too many, and one that repeats."""
    codes, values = encoded(cells)
    events = np.bincount(codes, minlength=len(values))
    events = events[(events > 0) & pc.not_equal(values, "").to_numpy(zero_copy_only=False)]
    return bool(1 < len(events) <= MOST_VALUES and (events > 1).any())


def is_a_facet(field: Field) -> bool:
    """The same of a field of several values per event."""
    events = np.bincount(field.codes, minlength=len(field.keys))[[bool(key) for key in field.keys]]
    return bool(1 < len(events) <= MOST_TAGS and (events > 1).any())


def _spread(
    cell_of_row: Codes, sizes: Int64Array, codes: Codes
) -> tuple[npt.NDArray[np.int32], Codes]:
    """Offsets and codes of the events from those of the different cells that they have."""
    first = (np.cumsum(sizes) - sizes).astype(np.int32)
    offsets = np.zeros(len(cell_of_row) + 1, dtype=np.int32)
    np.cumsum(sizes.astype(np.int32)[cell_of_row], out=offsets[1:])
    spread = np.empty(offsets[-1], dtype=codes.dtype)
    for begin in range(0, len(cell_of_row), _AT_ONCE):
        cells = cell_of_row[begin : begin + _AT_ONCE]
        here = offsets[begin : begin + len(cells) + 1]
        place = np.arange(here[0], here[-1], dtype=np.int32)
        place += np.repeat(first[cells] - here[:-1], sizes[cells])
        spread[here[0] : here[-1]] = codes[place]
    return offsets, spread


def _values(
    cells: pa.Array, several: bool, key_of: Callable[[str], str]
) -> tuple[Int64Array, Int64Array, list[str]]:
    """The values of different cells: the cell and the code of each, by cell, and all keys."""
    numbers = np.arange(len(cells))
    if not several:
        codes, keys = _keyed(cells.to_pylist(), key_of)
        return numbers, codes, keys
    where, parts = _split(cells)
    encoded_parts = parts.dictionary_encode()
    texts = [text.strip() for text in encoded_parts.dictionary.to_pylist()]
    codes, keys = _keyed([*texts, ""], key_of)
    filled = np.array([bool(text) for text in texts], dtype=bool)
    part = encoded_parts.indices.to_numpy()
    where, found = where[filled[part]], codes[:-1][part[filled[part]]]
    bare = np.flatnonzero(np.bincount(where, minlength=len(cells)) == 0)
    where = np.concatenate([where, bare])
    found = np.concatenate([found, np.full(len(bare), codes[-1])])
    _, first = np.unique(where * len(keys) + found, return_index=True)
    first.sort()
    where, found = where[first], found[first]
    order = np.argsort(where, kind="stable")
    return where[order], found[order], keys


def _keyed(texts: Sequence[str], key_of: Callable[[str], str]) -> tuple[Int64Array, list[str]]:
    """The code of each text's key, and the keys."""
    codes: dict[str, int] = {}
    found = [codes.setdefault(key_of(text), len(codes)) for text in texts]
    return np.array(found, dtype=np.int64), list(codes)


def _split(cells: pa.Array) -> tuple[Int64Array, pa.Array]:
    """The parts of cells between `|`, perhaps with white space: the cell of each, and its text."""
    escaped = pc.match_substring(cells, "\\").to_numpy(zero_copy_only=False)
    if not escaped.any():
        return _split_plain(np.arange(len(cells)), cells)
    where, parts = _split_plain(np.flatnonzero(~escaped), cells.filter(pa.array(~escaped)))
    others = np.flatnonzero(escaped)
    values = [split_values(cell) for cell in cells.filter(pa.array(escaped)).to_pylist()]
    where = np.concatenate([where, np.repeat(others, [len(found) for found in values])])
    texts = pa.array([value for found in values for value in found], TEXT)
    return where, pa.concat_arrays([parts, texts])


def _split_plain(numbers: Int64Array, cells: pa.Array) -> tuple[Int64Array, pa.Array]:
    lists = pc.split_pattern(cells, "|")
    sizes = np.asarray(pc.list_value_length(lists))
    return np.repeat(numbers, sizes), lists.flatten()
