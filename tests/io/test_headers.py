"""Which row names the columns, and names that are all different."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.io.containers.headers import header_place, unique_names

ACLED = ["event_id_cnty", "event_date", "fatalities", "notes"]
EVENT = ["MEX1", "03 July 2025", "2", "Shots"]


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([ACLED, EVENT], 0),
        ([ACLED], 0),
        ([["a"], ["1"], ["2"]], 0),
        ([["Events of 2024"], [], ["", ""], ACLED, EVENT, EVENT], 3),
        ([["Source:", "a ministry"], ACLED, EVENT, EVENT], 1),
        ([["", "Where", "", ""], ACLED, EVENT, EVENT], 1),
        ([ACLED, ["#event", "#date", "#affected", "#text"], EVENT, EVENT], 0),
        ([ACLED, EVENT, EVENT, ACLED, EVENT], 0),
        ([["", "date", "title"], ["1", "2024", "A"], ["2", "2025", "B"]], 0),
        ([EVENT, EVENT], None),
        ([["Report of all"], EVENT, ["MEX2", "04 July 2025", "0", "More shots"]], None),
        ([["USA", "GOV", "CHN", "2020-01-31"], ["CHN", "GOV", "USA", "2020-02-01"]], None),
        ([["# by a tool, v1", "x"], ["# a", "b"], ACLED, EVENT, EVENT], 2),
        ([["# id", *ACLED[1:]], EVENT, EVENT], 0),
        ([["1", "July 3, 2025", "https://example.org"], ["2", "July 4, 2025", ""]], None),
        ([["2025-07-03T10:00:00 UTC", "login"], ["2025-07-03T10:01:00 UTC", "logout"]], None),
        ([], None),
        ([[], [""]], None),
    ],
)
def test_the_first_row_as_wide_as_the_table_is_the_header_if_it_holds_names(
    rows: list[list[str]], header: int | None
) -> None:
    assert header_place(rows) == header


def test_sparse_rows_do_not_make_a_title_a_header() -> None:
    names = [f"field {n}" for n in range(20)]
    rows = [["Sparse", "table"], names]
    rows += [[str(n) if n % 10 == row % 10 else "" for n in range(20)] for row in range(30)]
    assert header_place(rows) == 1


def test_names_are_trimmed_and_numbered() -> None:
    given_names = ["\ufeffDate ", "Sex", "Sex ", "", "Sex (2)", "End\n date", "a\0"]
    assert unique_names(given_names) == (
        "Date", "Sex", "Sex (3)", "column 4", "Sex (2)", "End date", "a",
    )  # fmt: skip


@given(st.lists(st.text("a (2)\t", max_size=6), max_size=8))
def test_no_two_names_are_alike_and_none_is_empty(cells: list[str]) -> None:
    names = unique_names(cells)
    assert len(set(names)) == len(names) == len(cells)
    assert all(name and name == name.strip() for name in names)
