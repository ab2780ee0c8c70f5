"""Small tables of text for tests, as their readers make them."""

import csv
import io

import pandas as pd

from timeline_app.io.containers.raw_table import RawTable, ReadingLog


def raw_table(text: str) -> RawTable:
    """A table from CSV with a header; line 1 is the header's."""
    header, *rows = csv.reader(io.StringIO(text))
    lines = list(range(2, len(rows) + 2))
    return RawTable(pd.DataFrame(rows, columns=header, dtype="str"), lines, ReadingLog("table.csv"))
