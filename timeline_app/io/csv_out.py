"""Filtered events as CSV: RFC 4180, UTF-8, lines ended by CR LF (DESIGN 5)."""

from pathlib import Path
from typing import Final

from timeline_app.core.dataset import Dataset
from timeline_app.core.when import UNDATED
from timeline_app.io.atomic import replacing
from timeline_app.io.csv_cells import header, lines, neutralised
from timeline_app.io.export_table import Rows, export_table
from timeline_app.io.progress import Progress, tell

BATCH: Final = 65_536
"""Events that are written between two looks at whether to stop."""
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


def write_csv(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    *,
    bom: bool = False,
    raw: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write events as CSV, replacing the file in one step.

    Args:
        dataset: where the events are.
        rows: rows of `dataset` in the order to write.
        path: the file to replace; none of those that the dataset was read from.
        bom: begin with a byte order mark, which some spreadsheets need to see that it is UTF-8.
        raw: leave cells that a spreadsheet may take for formulas as they are.
        progress: told the fraction done (0 to 1); answers False to stop.

    Returns:
        How many events were written.

    Raises:
        WriteError: the file cannot be written; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    with replacing(path, keep=dataset.files) as file:
        tell(progress, 0.0)
        table = export_table(dataset, rows)
        undated = dataset.times.start[rows] == UNDATED
        file.write((_BYTE_ORDER_MARK if bom else b"") + header(table.column_names))
        for first in range(0, len(rows), BATCH):
            batch = {
                name: table[name].slice(first, BATCH).combine_chunks()
                for name in table.column_names
            }
            if not raw:
                batch = neutralised(batch, undated[first : first + BATCH])
            file.write(lines(list(batch.values())))
            tell(progress, min(1.0, (first + BATCH) / len(rows)))
    return len(rows)
