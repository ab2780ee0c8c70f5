"""Text tables in which a double quote is a letter like any other: nothing in them is quoted."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from timeline_app.core.columns import TEXT, column_of
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.progress import Progress, tell
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.headers import unique_names
from timeline_app.io.containers.raw_table import Flags, RawTable, ReadingLog
from timeline_app.io.containers.text_file import reading
from timeline_app.io.finding import HEADER_ROW, say

_BLOCK: Final = 64 << 20
"""Bytes that are read at once; a line must fit into them."""
_MAJORITY: Final = 10
"""So many times more lines with a quote must have the right number of cells than another one."""
_STEP: Final = 100_000
"""Lines after which progress is told."""
_SHOWN: Final = 1000
"""Letters of a line that is set aside."""


def is_unquoted(path: Path, delimiter: str, progress: Progress | None = None) -> bool:
    """Whether cells of a UTF-8 text begin with quotes that quote nothing.

    Then nearly all lines with a quote have as many cells as the header, but for a last one that is
    cut off.

    Raises:
        OSError: it cannot be read.
        Cancelled: `progress` answered False.
    """
    sign = re.escape(delimiter.encode())
    quoted = re.compile(rb'(?:^|(?<=%b))"(?:[^"]|"")*"(?=%b|\r?\n|$)' % (sign, sign))
    opening = re.compile(rb'(?:^|(?<=%b))"' % sign)
    stray, right, wrong = False, 0, 0
    with path.open("rb") as file:
        cells = file.readline().count(delimiter.encode())
        for number, line in enumerate(file):
            if b'"' in line:
                is_right = line.count(delimiter.encode()) == cells or not line.endswith(b"\n")
                right, wrong = right + is_right, wrong + (not is_right)
                stray = stray or opening.search(quoted.sub(b"", line)) is not None
            if not line.isascii() and not _is_utf8(line):
                return False
            if not number % _STEP:
                tell(progress, 0.0)
    return stray and right >= _MAJORITY * wrong


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def read_unquoted(path: Path, file: str, delimiter: str) -> RawTable | None:
    """All rows of a UTF-8 table whose first line is the header; None where it cannot be read so.

    Raises:
        ReadError: the file is gone, or may not be read.
    """
    log = ReadingLog(file)
    left_out = set[int]()

    def set_aside(row: Any) -> str:
        line = row.number + HEADER_ROW
        left_out.add(line)
        reason = QT_TRANSLATE_NOOP("io", "The row has {actual} cells; it should have {expected}.")
        log.tell(
            Outcome.SET_ASIDE,
            line,
            say(reason, actual=row.actual_columns, expected=row.expected_columns),
            text=row.text[:_SHOWN],
        )
        return "skip"

    with reading(path, file), path.open("rb") as stream:
        try:
            names = stream.readline().decode("utf-8-sig").rstrip("\r\n").split(delimiter)
            table = _read(stream, delimiter, len(names), set_aside)
        except (pa.ArrowInvalid, UnicodeDecodeError):
            return None
    columns = [column_of(cells.combine_chunks()) for cells in table.columns]
    frame = pd.DataFrame(dict(zip(unique_names(names), columns, strict=True)), copy=False)
    every = range(HEADER_ROW + 1, HEADER_ROW + 1 + len(frame) + len(left_out))
    rows = RawTable(frame, [line for line in every if line not in left_out], log)
    return rows.without(_blank(table), NoEvent.BLANK)


def _read(
    stream: BinaryIO, delimiter: str, count: int, set_aside: Callable[[Any], str]
) -> pa.Table:
    names = [str(number) for number in range(count)]
    return csv.read_csv(
        stream,
        csv.ReadOptions(use_threads=False, block_size=_BLOCK, column_names=names),
        csv.ParseOptions(
            delimiter=delimiter,
            quote_char=False,
            ignore_empty_lines=False,
            invalid_row_handler=set_aside,
        ),
        csv.ConvertOptions(column_types=dict.fromkeys(names, TEXT), strings_can_be_null=False),
    )


def _blank(table: pa.Table) -> Flags:
    """Which rows have nothing in any cell."""
    blank = np.ones(len(table), dtype=bool)
    for cells in table.columns:
        blank &= pc.equal(cells, "").to_numpy()
    return blank
