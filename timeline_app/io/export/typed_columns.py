"""Columns of an export as numbers and days, where each of their cells comes back as it stands.

For formats that know numbers from texts. A column is as a whole of one type; if any of its cells
would be written otherwise than it stands (`007`, `1.50`, `=1`, `2025-06-08T14:30:00Z`), it is text.
"""

from collections.abc import Iterator
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.io.export.exporting import BATCH

_INTEGER: Final = r"^(?:0|-?[1-9][0-9]{0,14})$"
_DECIMAL: Final = (
    r"^(?:0|-?[1-9][0-9]{0,8}|"
    r"-?(?:0\.[0-9]{0,13}|[1-9][0-9]{0,2}\.[0-9]{0,11}|[1-9][0-9]{3,8}\.[0-9]{0,5})[1-9])$"
)
"""Numbers of 15 digits at most, which any program that knows doubles keeps."""
_TINY: Final = r"^-?0\.0000"
"""Numbers that many programs write with an exponent."""
_DAY: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_OURS: Final = {
    "start": (pa.date32(),), "end": (pa.date32(),), "latitude": (pa.float64(),),
    "longitude": (pa.float64(),), "fatalities_low": (pa.int64(),),
    "fatalities_high": (pa.int64(),), "quote_start": (pa.int64(),), "quote_end": (pa.int64(),),
}  # fmt: skip
_ANY: Final = (pa.int64(), pa.float64(), pa.date32())
"""What imported columns may be."""


def schema_of(table: pa.Table, ours: tuple[str, ...], first_day: str = "0001-01-01") -> pa.Schema:
    """The types that the columns of an export can be written in: int64, double, date32 or text.

    Args:
        table: texts, or dictionaries of them.
        ours: the columns of it that are not imported: which of these hold numbers is known.
        first_day: the first day that the format has, in ISO 8601; "" where it has no days.
    """
    return pa.schema(
        (name, _type_of(table[name].chunk(0), name if name in ours else "", first_day))
        for name in table.column_names
    )


def batches(table: pa.Table, schema: pa.Schema, size: int) -> Iterator[tuple[pa.Table, int]]:
    """The records in these types, `size` at a time, nothing for an empty cell that is no text; and
    how many there are with these."""
    for first in range(0, len(table), size):
        part = table.slice(first, size)
        cells = (_cast(part[field.name].combine_chunks(), field.type) for field in schema)
        yield pa.table(list(cells), schema=schema), first + len(part)


def _type_of(cells: pa.Array, ours: str, first_day: str) -> pa.DataType:
    kinds = _OURS.get(ours, ()) if ours else _ANY
    if not kinds:
        return pa.string()
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary.cast(TEXT)
    is_empty = True
    for first in range(0, len(cells), BATCH):
        used = cells.slice(first, BATCH)
        used = used.filter(pc.not_equal(used, ""))
        kinds = tuple(kind for kind in kinds if _survive(used, kind, first_day))
        is_empty = is_empty and not len(used)
        if not kinds:
            break
    return kinds[0] if kinds and (ours or not is_empty) else pa.string()


def _survive(cells: pa.Array, kind: pa.DataType, first_day: str) -> bool:
    """Whether all cells are the same after they have been of a type."""
    if kind == pa.date32():
        if not first_day or not _all(pc.greater_equal(cells, first_day)):
            return False
        pattern = _DAY
    else:
        pattern = _INTEGER if kind == pa.int64() else _DECIMAL
        if pc.any(pc.match_substring_regex(cells, _TINY)).as_py():
            return False
    if not _all(pc.match_substring_regex(cells, pattern)):
        return False
    try:
        return bool(cells.cast(kind).cast(TEXT).equals(cells))
    except pa.ArrowInvalid:  # such as a 30th of February
        return False


def _all(flags: pa.Array) -> bool:
    return pc.all(flags).as_py() is not False


def _cast(cells: pa.Array, kind: pa.DataType) -> pa.Array:
    if pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_decode()
    if kind == pa.string():
        return cells.cast(kind)
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, TEXT), cells).cast(kind)
