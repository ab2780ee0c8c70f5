r"""Filtered events as a table of Markdown, as GitHub, Pandoc and many others draw it.

Signs that would be markup get a `\` (or are written `&lt;`, `&amp;`), line breaks within a cell
become `<br>`: a cell is shown as it reads. It is for people; it is not read back.
"""

from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import Rows
from timeline_app.io.export.exporting import exporting, write_records

_PLAIN: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {
    sign: "\\" + sign for sign in "\\`*[]|~"
}
"""The sign `\\` goes before those that get one."""
_WITHIN_WORD: Final = r"([0-9A-Za-z])\\_([0-9A-Za-z])"
_BREAKS: Final = r"\r\n|[\n\r\x0b\x0c\x{85}\x{2028}\x{2029}]"


def write_markdown(
    dataset: Dataset,
    rows: Rows,
    path: Path,
    choices: TableChoices,
    progress: Progress | None = None,
) -> int:
    """See `writers.write_table`."""
    with exporting(dataset, rows, path, choices, progress) as job:
        names = job.export.table.column_names
        head = _escaped(pa.array(names, TEXT)).to_pylist()
        job.file.write(f"| {' | '.join(head)} |\n|{'---|' * len(names)}\n".encode())
        before = ["| ", *[" | "] * (len(names) - 1)]
        write_records(job, before, " |\n", lambda _, cells: _escaped(cells))
    return len(job.export.rows)


def _escaped(cells: pa.Array) -> pa.Array:
    """Texts of which nothing is markup."""
    for sign, word in _PLAIN.items():
        cells = pc.replace_substring(cells, sign, word)
    if pc.any(pc.match_substring(cells, "_")).as_py():
        cells = pc.replace_substring(cells, "_", r"\_")
        for _ in range(2):  # of neighbours, a round sees but every other one
            cells = pc.replace_substring_regex(cells, _WITHIN_WORD, r"\1_\2")
    if pc.any(pc.match_substring_regex(cells, _BREAKS)).as_py():
        cells = pc.replace_substring_regex(cells, _BREAKS, "<br>")
    return cells
