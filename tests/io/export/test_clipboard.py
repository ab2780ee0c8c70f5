"""Events on the clipboard are rows that are pasted as they read."""

import csv
import io
from html.parser import HTMLParser

import numpy as np
import pytest

from tests.builders import make_dataset, small_dataset
from timeline_app.io.export.clipboard import rows_as_text
from timeline_app.io.export.column_names import UnknownColumn

TRICKY = ["<b>x</b> & more", 'a\tb\n"c"', "=1+1", "-5", "👩\u200d👧", "\u202eabc"]
AS_PASTED = [*TRICKY[:2], "'=1+1", "'-5", *TRICKY[4:]]


class Tables(HTMLParser):
    """The texts of the cells of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        elif tag == "br":
            self.rows[-1][-1] += "\n"

    def handle_data(self, data: str) -> None:
        if data.strip("\n"):
            self.rows[-1][-1] += data


def pasted(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))


def test_rows_stand_below_a_header_in_the_order_given() -> None:
    dataset = small_dataset()
    rows = [dataset.row_of("2025-06-08"), dataset.row_of("1986")]
    plain, html = rows_as_text(dataset, np.array(rows), ("date", "title"))
    wanted = [
        ["date", "title"],
        ["2025-06-08", "Five police officers killed"],
        ["1986", "Peace talks begin"],
    ]
    assert plain == "".join("\t".join(row) + "\n" for row in wanted)
    parser = Tables()
    parser.feed(html)
    assert parser.rows == wanted


def test_cells_are_pasted_as_they_read_and_are_no_formulas_or_markup() -> None:
    dataset = make_dataset(*({"title": title, "date": "2024"} for title in TRICKY))
    plain, html = rows_as_text(dataset, np.arange(len(dataset)), ("title",))
    assert [row[0] for row in pasted(plain)[1:]] == AS_PASTED
    parser = Tables()
    parser.feed(html)
    assert [row[0] for row in parser.rows[1:]] == AS_PASTED
    assert parser.tags == {"table", "tr", "th", "td", "br"}


def test_names_of_columns_are_no_formulas_either() -> None:
    dataset = make_dataset({"title": "a", "date": "2024", "=1+1": "x"})
    plain, html = rows_as_text(dataset, np.arange(1), ("title", "=1+1"))
    parser = Tables()
    parser.feed(html)
    assert pasted(plain) == [["title", "'=1+1"], ["a", "x"]] == parser.rows


def test_without_columns_all_are_there_and_no_event_is_but_a_header() -> None:
    plain, html = rows_as_text(small_dataset(), np.arange(0))
    assert plain.startswith("event_id\ttitle\tdate\t")
    assert plain.endswith("weight\tregion\tnote\n")
    assert html.count("<tr>") == 1


def test_an_unknown_column_is_told() -> None:
    with pytest.raises(UnknownColumn, match='"titel"; the nearest is "title"'):
        rows_as_text(small_dataset(), np.arange(1), ("titel",))
