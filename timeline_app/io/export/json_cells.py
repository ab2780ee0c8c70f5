"""Cells of text as members of JSON objects (RFC 8259), on whole columns in Arrow's memory."""

import json
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, memory_of
from timeline_app.io.export.csv_cells import Piece, joined, text

_ESCAPED: Final = (*b'\\"', *range(0x20))
"""Signs that no JSON text holds as they are; the backslash first, which they get."""
_IS_ESCAPED: Final = np.isin(np.arange(0x100), _ESCAPED)


def member(name: str, cells: pa.Array, *, before: str = ", ", sparing: bool = True) -> Piece:
    """The member of that name in the object of each cell, with a text before it.

    Where a cell is empty there is none, if `sparing`. Of a dictionary each value is looked at once.
    """
    if pa.types.is_dictionary(cells.type):
        values = member(name, cells.dictionary.cast(TEXT), before=before, sparing=sparing)
        return pa.DictionaryArray.from_arrays(cells.indices, values, safe=False)
    key = f"{before}{quoted(name)}: "
    members = joined(text(f'{key}"'), escaped(cells), text('"'))
    return pc.if_else(pc.equal(cells, ""), text(""), members) if sparing else members


def quoted(letters: str) -> str:
    """A text as JSON; letters other than ASCII stay as they are."""
    return json.dumps(letters, ensure_ascii=False)


def escaped(cells: pa.Array) -> pa.Array:
    """Cells as they stand between the quotes of JSON."""
    offsets, data = memory_of(cells)
    data = data[offsets[0] : offsets[-1]]
    found = frozenset(np.unique(data[_IS_ESCAPED[data]]).tolist())
    for code in filter(found.__contains__, _ESCAPED):
        cells = pc.replace_substring(cells, chr(code), quoted(chr(code))[1:-1])
    return cells


def number_or_null(cells: pa.Array) -> pa.Array:
    """Numbers as they stand in JSON, null where there is none."""
    plain = cells.cast(TEXT)
    return pc.if_else(pc.equal(plain, ""), text("null"), plain)
