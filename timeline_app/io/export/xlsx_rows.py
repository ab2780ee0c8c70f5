"""Rows of a sheet (XLSX) as XML, made of whole columns in Arrow's memory."""

import re
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT, memory_of
from timeline_app.io.cells import mapped
from timeline_app.io.export.csv_cells import Piece, joined, lines, text

_FIRST_DAY: Final = 25_569
"""The number of 1970-01-01 in the calendar of spreadsheets."""
_SIGNS: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_NO_XML: Final = r"_x[0-9A-Fa-f]{4}_|[\x00-\x08\x0b-\x1f\x{fffe}\x{ffff}]"
"""Where a text has what no XML can hold, or what spreadsheets write in its place."""
_CODED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_HEAD_ROW: Final = 1


class SheetRows:
    """The rows of a table; an empty cell is none."""

    def __init__(self, table: pa.Table, schema: pa.Schema, day: str) -> None:
        """`schema` says what is a number or a day, `day` is the number of the format of days."""
        self._day = day
        self._names = table.column_names
        self._kinds = schema.types
        self._cells = [
            self._made(column.chunk(0), kind)
            for column, kind in zip(table.columns, self._kinds, strict=True)
        ]

    def header(self) -> pa.Buffer:
        """The first row: the names of the columns."""
        cells = [self._content(pa.array([name], TEXT), pa.string()) for name in self._names]
        return _rows(_HEAD_ROW, cells)

    def lines(self, first: int, count: int) -> pa.Buffer:
        """So many rows of the table from its row `first` on."""
        pieces = []
        for cells, kind in zip(self._cells, self._kinds, strict=True):
            some = cells.slice(first, count)
            if pa.types.is_dictionary(some.type):
                pieces.append(some.dictionary_decode())
            else:
                pieces.append(self._content(some, kind))
        return _rows(first + _HEAD_ROW + 1, pieces)

    def _made(self, cells: pa.Array, kind: pa.DataType) -> pa.Array:
        """Of few values what stands in the XML, made of each once; else the cells."""
        if not pa.types.is_dictionary(cells.type):
            return cells
        values = self._content(cells.dictionary.cast(TEXT), kind)
        return pa.DictionaryArray.from_arrays(cells.indices, values, safe=False)

    def _content(self, cells: pa.Array, kind: pa.DataType) -> pa.Array:
        """What follows the place of each cell, "" for an empty one."""
        end = text("</v></c>")
        if kind == pa.string():
            begin: Piece = text('" t="inlineStr"><is><t>')
            spaced = pc.match_substring_regex(cells, r"^\s|\s$")
            if pc.any(spaced).as_py():
                kept = text('" t="inlineStr"><is><t xml:space="preserve">')
                begin = pc.if_else(spaced, kept, begin)
            shown, end = _escaped(cells), text("</t></is></c>")
        elif kind == pa.date32():
            begin, shown = text(f'" s="{self._day}"><v>'), _days(cells)
        else:
            begin, shown = text('"><v>'), cells
        content = joined(begin, shown, end)
        is_empty = pc.equal(cells, "")
        return pc.if_else(is_empty, "", content) if pc.any(is_empty).as_py() else content


def _rows(first: int, columns: list[pa.Array]) -> pa.Buffer:
    """Rows of cells of which it is known what follows their place; `first` counts from 1."""
    numbers = pa.array(np.arange(first, first + len(columns[0]))).cast(TEXT)
    pieces: list[Piece] = [text('<row r="'), numbers, text('">')]
    for place, content in enumerate(columns):
        is_empty = pc.equal(content, "")
        begin = text(f'<c r="{_letters(place)}')
        if pc.all(is_empty).as_py():
            continue
        if pc.any(is_empty).as_py():
            pieces.append(pc.if_else(is_empty, "", joined(begin, numbers)))
        else:
            pieces += [begin, numbers]
        pieces.append(content)
    return lines([*pieces, text("</row>")])


def _letters(place: int) -> str:
    """What the column at a place is called: A for 0, AA for 26."""
    name, left = "", place + 1
    while left:
        left, letter = divmod(left - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _days(cells: pa.Array) -> pa.Array:
    """Days of ISO 8601 as the numbers of spreadsheets; "" where there is none."""
    days = pc.if_else(pc.equal(cells, ""), pa.scalar(None, TEXT), cells).cast(pa.date32())
    return pc.fill_null(pc.add(days.cast(pa.int32()), _FIRST_DAY).cast(TEXT), "")


def _escaped(cells: pa.Array) -> pa.Array:
    """Texts as they stand in the XML of a sheet."""
    if pc.any(pc.match_substring_regex(cells, _NO_XML)).as_py():
        cells = mapped(cells, lambda cell: _CODED.sub(_code, cell), where=_NO_XML)
    offsets, data = memory_of(cells)
    data = data[offsets[0] : offsets[-1]]
    for sign, word in _SIGNS.items():
        if (data == ord(sign)).any():
            cells = pc.replace_substring(cells, sign, word)
    return cells


def _code(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"
