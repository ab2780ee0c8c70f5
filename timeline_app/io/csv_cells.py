"""Cells of text as CSV: quoted where it needs it, formulas of spreadsheets neutralised.

All on whole columns in Arrow's memory, so that a million events are written within a second.
"""

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Flags = npt.NDArray[np.bool_]

TEXT: Final = pa.large_string()
LINE_END: Final = "\r\n"

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


_QUOTED_BYTES: Final = _any_of('",\r\n')
_FIRST_BYTES: Final = _any_of("'=+-@\t\r\n\0")


def neutralised(columns: dict[str, pa.Array], undated: Flags) -> dict[str, pa.Array]:
    """The columns with one `'` before each free text that a spreadsheet may take for a formula.

    Free are texts, imported cells that are neither number nor date, and what stands in the place of
    a date or a coordinate without being one. Ids, dates and numbers are never touched.
    """
    return {
        name: cells if name in _NEVER else _safe(name, cells, undated)
        for name, cells in columns.items()
    }


def without_apostrophe(column: str, cell: str) -> str:
    """A cell as it was before `neutralised`."""
    if column in _NEVER or not re.match(_DANGEROUS, cell):
        return cell
    return cell.removeprefix("'")


def lines(columns: list[pa.Array]) -> bytes | pa.Buffer:
    """Records of CSV: their bytes stand one after the other in Arrow's own memory."""
    offsets, data = _memory(joined(joined(*map(_quoted, columns), by=","), LINE_END))
    return pa.py_buffer(data[offsets[0] : offsets[-1]])


def header(names: list[str]) -> bytes:
    """The first line."""
    return bytes(lines([pa.array([name], TEXT) for name in names]))


def joined(*parts: str | pa.Array, by: str = "") -> pa.Array:
    """The cells of several columns, and texts between them, put together line by line."""
    texts = [pa.scalar(part, TEXT) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*texts, pa.scalar(by, TEXT))


def _safe(name: str, cells: pa.Array, undated: Flags) -> pa.Array:
    offsets, data = _memory(cells)
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
    offsets, data = _memory(cells)
    first = offsets[0]
    hits = np.flatnonzero(_QUOTED_BYTES[data[first : offsets[-1]]]) + first
    if not len(hits):
        return cells
    needed = np.zeros(len(cells), dtype=bool)
    needed[np.searchsorted(offsets, hits, side="right") - 1] = True
    doubled = pc.replace_substring(cells, '"', '""')
    return pc.if_else(pa.array(needed), joined('"', doubled, '"'), cells)


def _memory(cells: pa.Array) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Where each cell begins and the last one ends, and the bytes of all."""
    _validity, offsets, data = cells.buffers()
    if not len(cells) or offsets is None or data is None:
        return np.zeros(len(cells) + 1, dtype=np.int64), np.zeros(0, dtype=np.uint8)
    places = np.frombuffer(offsets, dtype=np.int64)[cells.offset : cells.offset + len(cells) + 1]
    return places, np.frombuffer(data, dtype=np.uint8)
