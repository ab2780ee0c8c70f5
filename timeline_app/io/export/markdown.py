r"""Filtered events as a table of Markdown, as GitHub, Pandoc and many others draw it.

Signs that would be markup get a `\` (or are written `&lt;`, `&amp;`), line breaks within a cell
become `<br>`, a web address stands in `<` and `>`, where nothing is markup: a cell is shown as it
reads. It is for people; it is not read back.
"""

import re
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
    sign: "\\" + sign for sign in "\\`*[]|~$^"
}
"""The sign `\\` goes before those that get one."""
_WITHIN_WORD: Final = r"([0-9A-Za-z])\\_([0-9A-Za-z])"
_ADDRESS: Final = r"https?://[^\s\x00-\x20\x7f<>\\]+"
_STOPS: Final = ".,;:!?'\"*_~|]"
"""Signs that are not part of an address where they stand behind it."""
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
    """Texts of which nothing is markup, but that addresses are links."""
    with_addresses = pc.match_substring_regex(cells, _ADDRESS)
    if not pc.any(with_addresses).as_py():
        return _plain(cells)
    pieces = [_pieces(text) for text in cells.filter(with_addresses).to_pylist()]
    between = _plain(pa.array([text for found in pieces for text in found[::2]], TEXT))
    texts = iter(between.to_pylist())
    linked = [
        "".join(_link(text) if place % 2 else next(texts) for place, text in enumerate(found))
        for found in pieces
    ]
    return pc.replace_with_mask(_plain(cells), with_addresses, pa.array(linked, TEXT))


def _pieces(text: str) -> list[str]:
    """A text cut where addresses begin and end: every other piece is one."""
    pieces, last = [], 0
    for found in re.finditer(_ADDRESS, text):
        address = found[0].rstrip(_STOPS)
        while address.endswith(")") and address.count("(") < address.count(")"):
            address = address[:-1].rstrip(_STOPS)
        if not address.endswith("/" * 2):
            pieces += [text[last : found.start()], address]
            last = found.start() + len(address)
    return [*pieces, text[last:]]


def _link(address: str) -> str:
    return f"<{address}>".replace("|", r"\|")


def _plain(cells: pa.Array) -> pa.Array:
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
