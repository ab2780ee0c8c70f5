"""The problems of files as CSV."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from timeline_app.core.progress import Progress, tell
from timeline_app.core.reading import Problem
from timeline_app.io.atomic import replacing
from timeline_app.io.export.csv_cells import LINE_END, neutral

COLUMNS: Final = ("file", "line", "column", "text", "reason", "outcome")


def write_problems(
    problems: Iterable[Problem],
    path: Path,
    *,
    keep: Iterable[Path] = (),
    progress: Progress | None = None,
) -> int:
    """Write problems as CSV (RFC 4180, UTF-8), replacing the file in one step; returns how many.

    Args:
        problems: in the order to write.
        path: the file to replace, none of `keep`.
        keep: files that were read.
        progress: asked whether to go on.

    Raises:
        WriteError: the file cannot be written; the old one still stands.
        Cancelled: `progress` answered False; the old file still stands.
    """
    count = 0
    with replacing(path, keep=tuple(keep)) as file:
        text = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
        writer = csv.writer(text, lineterminator=LINE_END)
        writer.writerow(COLUMNS)
        for count, problem in enumerate(problems, 1):
            if count % 10_000 == 0:
                tell(progress, 0.0)
            line = str(problem.line) if problem.line else ""
            reason, outcome = str(problem.reason), problem.outcome.value
            texts = (problem.column, problem.text, reason)
            writer.writerow([neutral(problem.file), line, *map(neutral, texts), outcome])
        text.flush()
        text.detach()
    return count
