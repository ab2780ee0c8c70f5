"""Cells of text as CSV: quoted where it needs it, formulas of spreadsheets neutralised.

All on whole columns in Arrow's memory, so that a million events are written within a second.
"""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, memory_of

Flags = npt.NDArray[np.bool_]

LINE_END: Final = "\r\n"
_CR, _LF = LINE_END.encode()

_DANGEROUS: Final = r"^'*[=+\-@\t\r\n\x00]"
"""What a spreadsheet may take for a formula; the apostrophes are those of earlier rounds."""
_NUMBER_OR_DATE: Final = (
    r"^(?:[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|-[0-9]{4,}(?:-[0-9]{2}){1,2})$"
)
_NEVER: Final = ("event_id", "start", "end", "fatalities_low", "fatalities_high")
_FREE: Final = (
    "title", "date_basis", "event_type", "countries", "actors", "place", "summary", "quotes",
    "sources", "source_urls",
)  # fmt: skip


def _any_of(letters: str) -> Flags:
    table = np.zeros(256, dtype=bool)
    table[list(letters.encode())] = True
    return table


_FIRST_BYTES: Final = _any_of("'=+-@\t\r\n\0")


def ready(name: str, cells: pa.Array, undated: Flags, *, raw: bool = False) -> pa.Array:
    """Cells as they stand in CSV: in double quotes where needed, formulas neutralised unless raw.

    Free texts, imported cells that are neither number nor date, and what stands in the place of a
    date or a coordinate without being one get one `'` before what a spreadsheet may take for a
    formula. Ids, dates and numbers are never touched. Of a dictionary each value is looked at once.
    """
    if pa.types.is_dictionary(cells.type):
        codes = cells.indices.to_numpy()
        undated_values = np.zeros(len(cells.dictionary), dtype=bool)
        undated_values[codes] = undated
        values = ready(name, cells.dictionary, undated_values, raw=raw)
        return pa.DictionaryArray.from_arrays(cells.indices, values)
    if not raw and name not in _NEVER:
        cells = _safe(name, cells, undated)
    return _quoted(cells)


def without_apostrophe(column: str, cell: str) -> str:
    """A cell as it was before `neutralised`."""
    if column in _NEVER or not re.match(_DANGEROUS, cell):
        return cell
    return cell.removeprefix("'")


def lines(columns: list[pa.Array | pa.Scalar]) -> pa.Buffer:
    """Records of CSV: their bytes stand one after the other in Arrow's own memory.

    A column that is the same in all records may be a scalar, but for the first one.
    """
    *others, last = columns
    offsets, data = memory_of(joined(*others, joined(last, LINE_END), by=","))
    return pa.py_buffer(data[offsets[0] : offsets[-1]])


def header(names: list[str]) -> bytes:
    """The first line."""
    return bytes(lines([_quoted(pa.array([name], TEXT)) for name in names]))


def joined(*parts: str | pa.Array | pa.Scalar, by: str = "") -> pa.Array:
    """The cells of several columns, and texts between them, put together line by line."""
    texts = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, pa.scalar(by, TEXT))


def _safe(name: str, cells: pa.Array, undated: Flags) -> pa.Array:
    offsets, data = memory_of(cells)
    filled = offsets[:-1] < offsets[1:]
    if not _FIRST_BYTES[data[offsets[:-1][filled]]].any():
        return cells
    flags = pc.match_substring_regex(cells, _DANGEROUS)
    if name == "date":
        flags = pc.and_(flags, pa.array(undated))
    elif name not in _FREE:
        flags = pc.and_not(flags, pc.match_substring_regex(cells, _NUMBER_OR_DATE))
    return pc.if_else(flags, joined("'", cells), cells)


def _quoted(cells: pa.Array) -> pa.Array:
    """Cells in double quotes where CSV needs them."""
    offsets, data = memory_of(cells)
    first = offsets[0]
    data = data[first : offsets[-1]]
    quotes = data == ord('"')
    hits = np.flatnonzero(quotes | (data == ord(",")) | (data == _CR) | (data == _LF))
    if not len(hits):
        return cells
    needed = np.zeros(len(cells), dtype=bool)
    needed[np.searchsorted(offsets, hits + first, side="right") - 1] = True
    doubled = pc.replace_substring(cells, '"', '""') if quotes.any() else cells
    quoted = joined('"', doubled, '"')
    return quoted if needed.all() else pc.if_else(pa.array(needed), quoted, cells)
