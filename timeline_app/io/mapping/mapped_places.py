"""Latitudes and longitudes of a table's rows from the columns that a mapping names."""

import re
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.io.cells import first_filled, mapped, numbers
from timeline_app.io.containers.raw_table import Flags, RawTable
from timeline_app.io.event_columns import EventColumns
from timeline_app.io.finding import say
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.number_cells import are_numbers, plain_numbers

HIGHEST: Final = {"latitude": 90.0, "longitude": 180.0}

_FIGURES: Final = r"[-+\u2212]?[0-9]+(?:[.,][0-9]+)?"
_NORTH: Final = rf"({_FIGURES})\s*°?\s*([NS]?)"
_EAST: Final = rf"({_FIGURES})\s*°?\s*([EW]?)"
_GAP: Final = r"(?:\s*[;/|]\s*|\s*,\s+|\s+|,)"
_PAIR: Final = re.compile(rf"[(\[]?\s*{_NORTH}{_GAP}{_EAST}\s*[)\]]?", re.IGNORECASE)
_POINT: Final = re.compile(rf"POINT *Z? *\( *({_FIGURES}) +({_FIGURES})[^)]*\)", re.IGNORECASE)
_BEARING: Final = re.compile(rf"({_FIGURES})\s*°?\s*([NSEW])", re.IGNORECASE)

_SWAPPED: Final = QT_TRANSLATE_NOOP(
    "io",
    "The latitude is above 90: latitude and longitude seem to have changed places; the event has "
    "none.",
)
_NO_POINT: Final = QT_TRANSLATE_NOOP(
    "io",
    "This gives no point on earth; latitudes lie from -90 to 90, longitudes from -180 to 180, and "
    "both must be given.",
)


def pair_of(cell: str) -> tuple[str, str] | None:
    """Latitude and longitude of a cell that holds both; None if it does not."""
    if point := _POINT.fullmatch(cell.strip()):
        return _signed(point[2], ""), _signed(point[1], "")
    if pair := _PAIR.fullmatch(cell.strip()):
        return _signed(pair[1], pair[2]), _signed(pair[3], pair[4])
    return None


def put_location(columns: EventColumns, mapping: TableMapping) -> None:
    """Fill latitude and longitude; those that cannot be one are left out, which is told."""
    table = columns.table
    shown = mapping.one("latitude") or mapping.one("coordinates")
    if not shown or not (mapping.one("longitude") or mapping.one("coordinates")):
        return
    texts = {ours: _degrees(table, mapping, ours) for ours in HIGHEST}
    given = [pc.not_equal(cells, "").to_numpy(zero_copy_only=False) for cells in texts.values()]
    right = np.logical_and(*(_within(cells, HIGHEST[ours]) for ours, cells in texts.items()))
    for ours, cells in texts.items():
        theirs = mapping.one(ours)
        kept = pc.if_else(pa.array(right), cells, pa.scalar("", TEXT))
        if theirs and kept.equals(table.cells(theirs)):
            columns.take(ours, theirs)
        else:
            columns.put(ours, kept)
    wrong = np.logical_or(*given) & ~right
    swapped = wrong & _within(texts["latitude"], 180) & _within(texts["longitude"], 90)
    columns.problem(np.flatnonzero(swapped).tolist(), say(_SWAPPED), column=shown)
    columns.problem(np.flatnonzero(wrong & ~swapped).tolist(), say(_NO_POINT), column=shown)


def _degrees(table: RawTable, mapping: TableMapping, ours: str) -> pa.Array:
    """Latitudes or longitudes as plain numbers, from the column of their own or of both."""
    own = plain_numbers(
        mapped(table.cells(mapping.one(ours)), _without_bearing, where="[NSEWnsew]")
    )
    if not mapping.one("coordinates"):
        return own
    place = list(HIGHEST).index(ours)
    both = table.cells(mapping.one("coordinates"))
    return first_filled(own, mapped(both, lambda cell: (pair_of(cell) or ("", cell))[place]))


def _within(cells: pa.Array, highest: float) -> Flags:
    values = numbers(cells)
    with np.errstate(invalid="ignore"):
        return np.asarray(are_numbers(cells) & (np.abs(values) <= highest), dtype=np.bool_)


def _without_bearing(cell: str) -> str:
    """`38.7° S` is -38.7."""
    found = _BEARING.fullmatch(cell.strip())
    return _signed(found[1], found[2]) if found else cell


def _signed(figures: str, bearing: str) -> str:
    plain = figures.lstrip("+").replace("\u2212", "-").replace(",", ".")
    return f"-{plain}" if bearing and bearing in "SWsw" and not plain.startswith("-") else plain
