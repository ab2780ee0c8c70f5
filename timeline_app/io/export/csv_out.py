"""Filtered events as CSV: RFC 4180, UTF-8, lines ended by CR LF (DESIGN 5)."""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.core.when import UNDATED
from timeline_app.io.atomic import replacing
from timeline_app.io.export.csv_cells import (
    LINE_END,
    Flags,
    Piece,
    folded,
    header,
    lines,
    ready,
    text,
)
from timeline_app.io.export.export_table import Rows, export_table

BATCH: Final = 32_768
"""Events that are written between two looks at whether to stop."""
THREADS: Final = 2
_AHEAD: Final = 4
"""Batches that are made ready before the first of them is written."""
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
        file.write((_BYTE_ORDER_MARK if bom else b"") + header(table.column_names))
        records = _Records(table, dataset.times.start[rows] == UNDATED, raw)
        with ThreadPoolExecutor(THREADS) as pool:
            waiting: deque[Future[pa.Buffer]] = deque()
            for first in range(0, len(rows) + _AHEAD * BATCH, BATCH):
                if first < len(rows):
                    waiting.append(pool.submit(records.lines, first))
                if waiting and first >= _AHEAD * BATCH:
                    file.write(waiting.popleft().result())
                    tell(progress, min(1.0, (first - (_AHEAD - 1) * BATCH) / len(rows)))
    return len(rows)


class _Records:
    """The columns of an export, of which batches are written."""

    def __init__(self, table: pa.Table, undated: Flags, raw: bool) -> None:
        self._undated = undated
        self._raw = raw
        self._plain: list[str] = []
        pieces: list[Piece] = []
        for name in table.column_names:
            cells = table[name].chunk(0)
            if not pieces:
                cells = cells.cast(TEXT)
            if pa.types.is_dictionary(cells.type):
                pieces += ready(name, cells, undated, raw=raw)
            else:
                self._plain.append(name)
                pieces.append(cells)
            pieces.append(text(","))
        self._pieces = folded([*pieces[:-1], text(LINE_END)])

    def lines(self, first: int) -> pa.Buffer:
        """The records from `first` on, as many as one batch has."""
        undated = self._undated[first : first + BATCH]
        names = iter(self._plain)
        pieces: list[Piece] = []
        for piece in self._pieces:
            if isinstance(piece, pa.Scalar):
                pieces.append(piece)
            elif pa.types.is_dictionary(piece.type):
                pieces.append(piece.slice(first, BATCH))
            else:
                cells = piece.slice(first, BATCH)
                pieces += ready(next(names), cells, undated, raw=self._raw)
        return lines(pieces)
