"""Events that have a place as GeoJSON (RFC 7946): points with the columns of an export.

Properties are numbers where nothing is lost by it, null where there is none; else text as it is.
"""

import re
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa

from timeline_app.core.columns import TEXT, Column, encoded
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import Flags, Piece, lines, text
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import BATCH, exporting
from timeline_app.io.export.json_cells import member, number_or_null, quoted
from timeline_app.io.export.plain_places import MOST_EAST, MOST_NORTH, degrees
from timeline_app.io.export.typed_columns import schema_of

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_MOST: Final = {"latitude": MOST_NORTH, "longitude": MOST_EAST}
_HEAD: Final = b'{"type": "FeatureCollection", "features": ['
_FEATURE: Final = ',\n{"type": "Feature", "geometry": {"type": "Point", "coordinates": ['


def write_geojson(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`; events without a place on Earth are left out."""
    places = [_degrees(dataset.events[name], most) for name, most in _MOST.items()]
    has_place = np.logical_and.reduce([is_place for _, is_place in places])
    with exporting(dataset, rows[has_place[rows]], path, choices, progress) as job:
        export = job.export
        numbers = {
            field.name
            for field in schema_of(export.table, export.ours, first_day="")
            if field.type != pa.string()
        }
        job.file.write(_HEAD)
        for first in range(0, len(export.rows), BATCH):
            some = pa.array(export.rows[first : first + BATCH])
            latitude, longitude = (cells.take(some) for cells, _ in places)
            pieces: list[Piece] = [text(_FEATURE), longitude, text(", "), latitude]
            pieces.append(text(']}, "properties": {'))
            before = ""
            for name in export.table.column_names:
                cells = export.table[name].chunk(0).slice(first, BATCH)
                if name in numbers:
                    pieces += [text(f"{before}{quoted(name)}: "), number_or_null(cells)]
                else:
                    pieces.append(member(name, cells, before=before, sparing=False))
                before = ", "
            records = memoryview(lines([*pieces, text("}}")]))
            job.file.write(records if first else records[1:])
            job.done(first + BATCH)
        job.file.write(b"\n]}\n")
    return len(export.rows)


def _degrees(column: Column, most: int) -> tuple[pa.Array, Flags]:
    """Degrees as JSON numbers, and which events have them; a number is written as it stands."""
    codes, different = encoded(column)
    found = [_degree(cell, most) for cell in different.to_pylist()]
    flags = np.array([bool(number) for number in found], dtype=bool)
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(found, TEXT)), flags[codes]


def _degree(cell: str, most: int) -> str:
    number = degrees(cell, most)
    if number is None:
        return ""
    return cell if _NUMBER.fullmatch(cell) else repr(number)
