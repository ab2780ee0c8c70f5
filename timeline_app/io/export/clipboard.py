"""Some events as rows for the clipboard, to be pasted into a spreadsheet or a document."""

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Final

import pyarrow as pa

from timeline_app.core.columns import TEXT
from timeline_app.core.dataset import Dataset
from timeline_app.core.when import UNDATED
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import Style, safe
from timeline_app.io.export.export_table import Rows, export_of

_STYLE: Final = Style("\t")


def rows_as_text(dataset: Dataset, rows: Rows, columns: Sequence[str] = ()) -> tuple[str, str]:
    """Events as rows below a header: as plain text, and as a table in HTML.

    The plain text has tabs between cells and LF after each row; a cell with a tab, a quote or a
    line break stands in double quotes, as spreadsheets have it. What a spreadsheet would take for a
    formula is neutralised in both as in CSV, for that is where both are pasted. HTML is escaped.

    Args:
        dataset: where the events are.
        rows: rows of `dataset` in the order wanted.
        columns: columns of an export with one row per event; all of them where none is given.

    Raises:
        UnknownColumn: there is no such column.
    """
    export = export_of(dataset, rows, TableChoices(columns=tuple(columns)))
    undated = dataset.times.start[rows] == UNDATED
    names = export.table.column_names
    head = safe("", pa.array(names, TEXT), undated, _STYLE).to_pylist()
    cells = [
        safe(name, export.table[name].chunk(0).cast(TEXT), undated, _STYLE).to_pylist()
        for name in names
    ]
    records = list(zip(*cells, strict=True))
    plain = io.StringIO()
    csv.writer(plain, delimiter=_STYLE.separator, lineterminator="\n").writerows([head, *records])
    body = "\n".join(_row(record, "td") for record in records)
    return plain.getvalue(), f"<table>\n{_row(head, 'th')}\n{body}\n</table>\n"


def _row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_escaped(cell)}</{tag}>' for cell in cells)}</tr>"


def _escaped(cell: str) -> str:
    return "<br>".join(escape(cell).splitlines())
