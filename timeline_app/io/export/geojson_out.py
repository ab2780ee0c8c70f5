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
from timeline_app.io.export.csv_cells import Flags, Piece, text
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import exporting
from timeline_app.io.export.json_lines import write_objects
from timeline_app.io.export.plain_places import MOST_EAST, MOST_NORTH, degrees

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_MOST: Final = {"latitude": MOST_NORTH, "longitude": MOST_EAST}
_HEAD: Final = b'{"type": "FeatureCollection", "features": ['
_FEATURE: Final = '\n{"type": "Feature", "geometry": {"type": "Point", "coordinates": ['


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
        rows = job.export.rows

        def points(first: int, count: int) -> list[Piece]:
            some = pa.array(rows[first : first + count])
            latitude, longitude = (cells.take(some) for cells, _ in places)
            commas = pa.array(("," if row else "" for row in range(first, first + len(some))), TEXT)
            return [commas, text(_FEATURE), longitude, text(", "), latitude]

        job.file.write(_HEAD)
        write_objects(job, ']}, "properties": {', "}}", points)
        job.file.write(b"\n]}\n")
    return len(rows)


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
