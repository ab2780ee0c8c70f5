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
from timeline_app.core.progress import Progress, tell
from timeline_app.io.atomic import replacing
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import lines, text
from timeline_app.io.export.export_table import Rows, export_of
from timeline_app.io.export.typed_columns import BATCH

_PLAIN: Final = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
)
_MARKS: Final = r"([\\`*_\[\]|~])"
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
    with replacing(path, keep=dataset.files) as file:
        export = export_of(dataset, rows, choices, progress)
        names = export.table.column_names
        head = [f"| {name} " for name in _escaped(pa.array(names, TEXT)).to_pylist()]
        file.write(f"{''.join(head)}|\n{'|---' * len(names)}|\n".encode())
        for first in range(0, len(export.rows), BATCH):
            part = export.table.slice(first, BATCH)
            cells = [_escaped(column.combine_chunks().cast(TEXT)) for column in part.columns]
            pieces = [piece for column in cells for piece in (text("| "), column, text(" "))]
            file.write(lines([*pieces, text("|\n")]))
            tell(progress, (first + len(part)) / len(export.rows))
    return len(export.rows)


def _escaped(cells: pa.Array) -> pa.Array:
    """Texts of which nothing is markup."""
    for sign, word in _PLAIN:
        cells = pc.replace_substring(cells, sign, word)
    cells = pc.replace_substring_regex(cells, _MARKS, r"\\\1")
    for _ in range(2):  # of neighbours, the first round sees but every other one
        cells = pc.replace_substring_regex(cells, _WITHIN_WORD, r"\1_\2")
    return pc.replace_substring_regex(cells, _BREAKS, "<br>")
