"""Cells of text as CSV: quoted where it needs it, formulas of spreadsheets neutralised.

All on whole columns in Arrow's memory, so that a million events are written within a second.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, memory_of
from timeline_app.io.export.column_names import our_columns

Flags = npt.NDArray[np.bool_]
Piece: TypeAlias = pa.Array | pa.Scalar
"""Text of each line: plain, as dictionary, or the same in all lines."""

LINE_END: Final = "\r\n"
_CR, _LF = LINE_END.encode()

_DANGEROUS: Final = r"^'*[=+\-@\t\r\n\x00]"
"""What a spreadsheet may take for a formula; the apostrophes are those of earlier rounds."""
_NUMBER_OR_DATE: Final = (
    r"^(?:[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|-[0-9]{4,}(?:-[0-9]{2}){1,2})$"
)
_NEVER: Final = frozenset({"event_id", "start", "end", "fatalities_low", "fatalities_high"})
_NEVER_OF_QUOTES: Final = _NEVER | {"quote_id", "source_id", "quote_start", "quote_end"}
_EXACT: Final = frozenset({"date", "latitude", "longitude"})
"""Columns of ours in which what is no date or number is text."""
_FREE: Final = frozenset(our_columns()) - _NEVER - _EXACT
_FREE_OF_QUOTES: Final = frozenset(our_columns(per_quote=True)) - _NEVER_OF_QUOTES - _EXACT
_NO_FLAGS: Final = np.zeros(0, dtype=bool)
_MANY: Final = 65_536
"""Values that two pieces may have together; more do not stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Style:
    """How records are written."""

    separator: str = ","
    raw: bool = False
    """Whether what looks like a formula is left as it is."""
    per_quote: bool = False
    """Whether the columns are those of rows per quote."""
    alone: bool = False
    """Whether there is but one column, of which an empty cell needs quotes: else its line would be
    blank, and no record."""


def _any_of(letters: str) -> Flags:
    table = np.zeros(256, dtype=bool)
    table[list(letters.encode())] = True
    return table


_FIRST_BYTES: Final = _any_of("'=+-@\t\r\n\0")


def ready(name: str, cells: pa.Array, undated: Flags, style: Style) -> list[Piece]:
    """Cells as they stand in a file, in pieces: in double quotes where needed, no formulas.

    Free texts, imported cells that are neither number nor date, and what stands in the place of a
    date or a coordinate without being one get one `'` before what a spreadsheet may take for a
    formula. Ids, dates and numbers are never touched. Of a dictionary each value is looked at once.
    """
    if pa.types.is_dictionary(cells.type):
        if name == "date":
            of_cells, undated = undated, np.zeros(len(cells.dictionary), dtype=bool)
            undated[cells.indices.to_numpy()] = of_cells
        values = joined(*ready(name, cells.dictionary, undated, style))
        return [values[0] if len(values) == 1 else _coded(cells.indices, values)]
    return _quoted(safe(name, cells, undated, style), style)


def safe(name: str, cells: pa.Array, undated: Flags, style: Style) -> pa.Array:
    """Plain texts, neutralised as `ready` says."""
    never = _NEVER_OF_QUOTES if style.per_quote else _NEVER
    return cells if style.raw or name in never else _safe(name, cells, undated, style)


def without_apostrophe(column: str, cell: str, *, per_quote: bool = False) -> str:
    """A cell as it was before it was neutralised."""
    if column in (_NEVER_OF_QUOTES if per_quote else _NEVER) or not re.match(_DANGEROUS, cell):
        return cell
    return cell.removeprefix("'")


def neutral(cell: str) -> str:
    """One free text, with one `'` before what a spreadsheet may take for a formula."""
    return f"'{cell}" if re.match(_DANGEROUS, cell) else cell


def lines(pieces: list[Piece]) -> pa.Buffer:
    """Records of CSV: their bytes stand one after the other in Arrow's own memory."""
    plain = (
        piece.dictionary_decode() if isinstance(piece, pa.DictionaryArray) else piece
        for piece in folded(pieces)
    )
    offsets, data = memory_of(joined(*plain))
    return pa.py_buffer(data[offsets[0] : offsets[-1]])


def header(names: list[str], style: Style) -> bytes:
    """The first line; names of imported columns are texts of strangers as their cells are."""
    cells = joined(*_quoted(safe("", pa.array(names, TEXT), _NO_FLAGS, style), style))
    return (style.separator.join(cells.to_pylist()) + LINE_END).encode()


def joined(*pieces: Piece) -> Piece:
    """Texts put together line by line; plain ones and such that are the same in all lines."""
    return pieces[0] if len(pieces) == 1 else pc.binary_join_element_wise(*pieces, text(""))


def text(letters: str) -> pa.Scalar:
    """A piece that is the same in all lines."""
    return pa.scalar(letters, TEXT)


def folded(pieces: Iterable[Piece]) -> list[Piece]:
    """Pieces of which neighbours are one where few different values of both stand together.

    The fewer pieces, the sooner records are put together. Plain ones stay as they are.
    """
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and _go_together(runs[-1], piece):
            runs[-1].append(piece)
        else:
            runs.append([piece])
    found: list[Piece] = []
    for piece in map(_as_one, runs):
        both = _crossed(found[-1], piece) if found else None
        if both is None:
            found.append(piece)
        else:
            found[-1] = both
    return found


def _has_few(piece: Piece) -> bool:
    """Whether it has fewer values than lines."""
    if isinstance(piece, pa.Scalar):
        return True
    return pa.types.is_dictionary(piece.type) and len(piece.dictionary) <= len(piece)


def _codes(run: list[Piece]) -> pa.Array | None:
    return next((piece.indices for piece in run if isinstance(piece, pa.DictionaryArray)), None)


def _go_together(run: list[Piece], piece: Piece) -> bool:
    """Whether all have one value for each code."""
    if not (_has_few(run[0]) and _has_few(piece)):
        return False
    codes = _codes(run)
    return codes is None or isinstance(piece, pa.Scalar) or bool(piece.indices.equals(codes))


def _as_one(run: list[Piece]) -> Piece:
    """Pieces that have the same codes."""
    codes = _codes(run)
    if len(run) == 1 or codes is None:
        return joined(*run)
    fewest = min(len(piece.dictionary) for piece in run if not isinstance(piece, pa.Scalar))
    values = (piece if isinstance(piece, pa.Scalar) else piece.dictionary[:fewest] for piece in run)
    return _coded(codes, joined(*values))


def _crossed(left: Piece, right: Piece) -> Piece | None:
    """Two pieces with all pairs of their values, unless these are many."""
    if any(isinstance(piece, pa.Scalar) or not _has_few(piece) for piece in (left, right)):
        return None
    many, others = len(left.dictionary), len(right.dictionary)
    if many * others > min(_MANY, len(left)):
        return None
    codes = left.indices.to_numpy() * np.int32(others) + right.indices.to_numpy()
    first = left.dictionary.take(pa.array(np.repeat(np.arange(many), others)))
    second = right.dictionary.take(pa.array(np.tile(np.arange(others), many)))
    return _coded(pa.array(codes), joined(first, second))


def _coded(codes: pa.Array, values: pa.Array) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes, values, safe=False)


def _safe(name: str, cells: pa.Array, undated: Flags, style: Style) -> pa.Array:
    offsets, data = memory_of(cells)
    filled = offsets[:-1] < offsets[1:]
    if not _FIRST_BYTES[data[offsets[:-1][filled]]].any():
        return cells
    flags = pc.match_substring_regex(cells, _DANGEROUS)
    if name == "date":
        flags = pc.and_(flags, pa.array(undated))
    elif name not in (_FREE_OF_QUOTES if style.per_quote else _FREE):
        flags = pc.and_not(flags, pc.match_substring_regex(cells, _NUMBER_OR_DATE))
    return pc.if_else(flags, joined(text("'"), cells), cells)


def _quoted(cells: pa.Array, style: Style) -> list[Piece]:
    """Cells in double quotes where they need them."""
    offsets, data = memory_of(cells)
    first = offsets[0]
    data = data[first : offsets[-1]]
    quotes = data == ord('"')
    special = quotes | (data == ord(style.separator))
    if data.min(initial=0xFF) <= _CR:
        special |= (data == _CR) | (data == _LF)
    hits = np.flatnonzero(special)
    needed = np.diff(offsets) == 0 if style.alone else np.zeros(len(cells), dtype=bool)
    if not len(hits) and not needed.any():
        return [cells]
    needed[np.searchsorted(offsets, hits + first, side="right") - 1] = True
    mark = text('"')
    if not needed.all():
        mark = pc.if_else(pa.array(needed), mark, text(""))
    return [mark, pc.replace_substring(cells, '"', '""') if quotes.any() else cells, mark]
