"""Cells of text as members of JSON objects (RFC 8259), on whole columns in Arrow's memory."""

import json
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, memory_of
from timeline_app.io.export.csv_cells import Piece, joined, text

_ESCAPED: Final = np.zeros(256, dtype=bool)
_ESCAPED[[*range(0x20), *b'"\\']] = True
"""Bytes that no JSON text holds as they are."""


def member(name: str, cells: pa.Array, *, before: str = ", ", sparing: bool = True) -> Piece:
    """The member of that name in the object of each cell, with a text before it.

    Where a cell is empty there is none, if `sparing`. Of a dictionary each value is looked at once.
    """
    if pa.types.is_dictionary(cells.type):
        values = member(name, cells.dictionary.cast(TEXT), before=before, sparing=sparing)
        return pa.DictionaryArray.from_arrays(cells.indices, values, safe=False)
    key = f"{before}{quoted(name)}: "
    members = joined(text(f'{key}"'), _escaped(cells), text('"'))
    return pc.if_else(pc.equal(cells, ""), text(""), members) if sparing else members


def quoted(letters: str) -> str:
    """A text as JSON; letters other than ASCII stay as they are."""
    return json.dumps(letters, ensure_ascii=False)


def _escaped(cells: pa.Array) -> pa.Array:
    """Cells as they stand between the quotes of JSON."""
    offsets, data = memory_of(cells)
    first = offsets[0]
    places = np.flatnonzero(_ESCAPED[data[first : offsets[-1]]]) + first
    if not len(places):
        return cells
    needed = np.zeros(len(cells), dtype=bool)
    needed[np.searchsorted(offsets, places, side="right") - 1] = True
    flags = pa.array(needed)
    escaped = [quoted(cell)[1:-1] for cell in cells.filter(flags).to_pylist()]
    return pc.replace_with_mask(cells, flags, pa.array(escaped, TEXT))
