"""Columns of Arrow of any type as text."""

import json
from datetime import timedelta
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.calendar import DAY, SECOND
from timeline_app.core.columns import TEXT
from timeline_app.core.text import join_values
from timeline_app.io.containers.cell_text import duration_text

_NUMBERS: Final = (
    pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean,
    pa.types.is_date, pa.types.is_time,
)  # fmt: skip
_TEXTS: Final = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
_BYTES: Final = (
    pa.types.is_binary, pa.types.is_large_binary, pa.types.is_fixed_size_binary,
    pa.types.is_binary_view,
)  # fmt: skip


def is_plain(kind: pa.DataType) -> bool:
    """Whether a type is text, numbers, dates or lists of them."""
    if pa.types.is_dictionary(kind) or _is_list(kind):
        return is_plain(kind.value_type)
    others = (pa.types.is_null, pa.types.is_timestamp)
    return any(is_(kind) for is_ in (*_TEXTS, *_NUMBERS, *others))


class Texts:
    """Makes the cells of a table's columns text, batch after batch."""

    def __init__(self) -> None:
        """For one table."""
        self.hexadecimal: set[str] = set()
        """The columns that held bytes that are no text."""
        self._clocks: set[str] = set()
        """The columns of times that are not all midnights."""

    def of(self, cells: pa.Array, name: str) -> pa.Array:
        """The cells of a column as TEXT, "" for what is missing."""
        kind = cells.type
        if pa.types.is_null(kind):
            return pa.repeat(pa.scalar("", TEXT), len(cells))
        if pa.types.is_dictionary(kind):
            return self.of(cells.dictionary_decode(), name)
        if _is_list(kind) and is_plain(kind):
            return self._joined(cells, name).fill_null("")
        if pa.types.is_timestamp(kind):
            return self._times(cells, name).fill_null("")
        if is_plain(kind):
            return cells.cast(TEXT).fill_null("")
        if isinstance(kind, pa.BaseExtensionType):
            return self.of(cells.storage, name)
        if any(is_(kind) for is_ in _BYTES):
            return self._bytes(cells, name)
        return pa.array([_any_text(cell) for cell in cells], TEXT)

    def _joined(self, lists: pa.Array, name: str) -> pa.Array:
        """The values of each list as in a table of ours: `|` between, `\\` before one inside."""
        large = lists.cast(pa.large_list(lists.type.value_type))
        texts = self.of(large.values, name)
        for sign in ("\\", "|"):
            texts = pc.replace_substring(texts, sign, "\\" + sign)
        joined = pa.LargeListArray.from_arrays(
            large.offsets, texts.cast(pa.string()), mask=large.is_null()
        )
        return pc.binary_join(joined.cast(pa.list_(pa.string())), "|").cast(TEXT)

    def _times(self, cells: pa.Array, name: str) -> pa.Array:
        """Points in time: as days where each so far is a midnight, else in UTC."""
        zone = None if cells.type.tz is None else "UTC"
        cells = cells.cast(pa.timestamp("us", zone), safe=False)
        if name not in self._clocks and _are_whole(cells, DAY):
            return pc.strftime(cells, "%Y-%m-%d").cast(TEXT)
        self._clocks.add(name)
        if _are_whole(cells, SECOND):
            cells = cells.cast(pa.timestamp("s", zone))
        return pc.strftime(cells, "%Y-%m-%dT%H:%M:%SZ").cast(TEXT)

    def _bytes(self, cells: pa.Array, name: str) -> pa.Array:
        try:
            return cells.cast(pa.large_binary()).cast(TEXT).fill_null("")
        except pa.ArrowInvalid:
            self.hexadecimal.add(name)
            return pa.array([(cell.as_py() or b"").hex() for cell in cells], TEXT)


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _are_whole(cells: pa.Array, unit: int) -> bool:
    """Whether all times are multiples of so many microseconds."""
    numbers = cells.cast(pa.int64())
    rest = pc.subtract(numbers, pc.multiply(pc.divide(numbers, unit), unit))
    return bool(pc.all(pc.equal(rest, 0)).as_py() is not False)


def _any_text(cell: pa.Scalar) -> str:
    try:
        value = cell.as_py()
    except (ValueError, OverflowError):  # a time that Python has no word for
        return str(cell)
    if pa.types.is_map(cell.type) and value:
        value = {_plain(key): item for key, item in value}
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return join_values(_plain(item) for item in value if item is not None)
    return "" if value is None else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, timedelta):
        return duration_text(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)
