"""The order of the rows in the table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_claim, make_dataset, make_quote, small_dataset
from timeline_app.core import order
from timeline_app.core.dataset import Dataset
from timeline_app.core.order import table_order
from timeline_app.core.text import natural_key

SMALL = small_dataset()


def ordered(dataset: Dataset, column: str, *, descending: bool = False) -> list[str]:
    rows = table_order(dataset, np.arange(len(dataset)), (column, descending))
    return dataset.events["event_id"].iloc[rows].tolist()


def column_of(cells: list[str], column: str, *, descending: bool = False) -> list[str]:
    dataset = make_dataset(*({column: cell} for cell in cells))
    rows = table_order(dataset, np.arange(len(dataset)), (column, descending))
    return dataset.events[column].iloc[rows].tolist()


def test_dates_sort_with_undated_events_last_in_both_directions() -> None:
    dates = ["2024-06", "", "2024", "2024-06-01", "1066", ""]
    assert column_of(dates, "date") == ["1066", "2024", "2024-06-01", "2024-06", "", ""]
    assert column_of(dates, "date", descending=True) == [
        "2024-06",
        "2024-06-01",
        "2024",
        "1066",
        "",
        "",
    ]


def test_events_of_one_date_keep_their_order() -> None:
    dataset = make_dataset(*({"event_id": name, "date": "2024"} for name in "abc"))
    assert ordered(dataset, "date", descending=True) == ["a", "b", "c"]


def test_text_sorts_without_case_and_accents_and_numbers_in_it_by_size() -> None:
    titles = ["Émigrés", "cell 10", "Zebra", "Cell 9", "", "eel"]
    assert column_of(titles, "title") == ["Cell 9", "cell 10", "eel", "Émigrés", "Zebra", ""]
    assert column_of(titles, "title", descending=True) == [
        "Zebra",
        "Émigrés",
        "eel",
        "cell 10",
        "Cell 9",
        "",
    ]


def test_columns_of_numbers_sort_by_size() -> None:
    cells = ["10", "-2.5", "", "9", "1e3"]
    assert column_of(cells, "latitude") == ["-2.5", "9", "10", "1e3", ""]
    assert column_of(cells, "weight", descending=True) == ["1e3", "10", "9", "-2.5", ""]
    assert column_of(["b", "-2", "-1"], "weight") == ["-1", "-2", "b"]


def test_fields_sort_by_what_people_read() -> None:
    dataset = make_dataset(
        {"countries": "DEU"}, {"countries": "CHE"}, {"countries": "GTM|MEX"}, {"countries": "GTM"},
        {},
    )  # fmt: skip
    assert ordered(dataset, "countries") == ["e0", "e3", "e2", "e1", "e4"]
    assert ordered(dataset, "countries", descending=True) == ["e1", "e2", "e3", "e0", "e4"]
    assert ordered(dataset, "country") == ordered(dataset, "countries")


def test_sources_sort_by_label() -> None:
    quotes = [make_quote("q", "e0", "b"), make_quote("q", "e1", "b"), make_quote("q", "e1", "a"),
              make_quote("q", "e2", "a")]  # fmt: skip
    dataset = make_dataset({}, {}, {}, {}, quotes=quotes)
    assert ordered(dataset, "sources") == ["e2", "e0", "e1", "e3"]


def test_fatalities_sort_by_lowest_then_highest_number() -> None:
    values = {"e0": "10", "e1": ">=9", "e2": "9-12", "e3": "9", "e5": "many"}
    claims = [make_claim("killed", value, event_id=event) for event, value in values.items()]
    dataset = make_dataset({}, {}, {}, {}, {}, {}, claims=claims)
    assert ordered(dataset, "fatalities") == ["e3", "e2", "e1", "e0", "e4", "e5"]
    assert ordered(dataset, "fatalities", descending=True) == ["e0", "e1", "e2", "e3", "e4", "e5"]


@pytest.mark.parametrize("column", ["fatalities", "sources", "source", "type"])
def test_an_imported_column_goes_before_what_is_called_the_same(column: str) -> None:
    assert column_of(["2", "10", "", "1"], column) == ["1", "2", "10", ""]


def test_an_unknown_column_leaves_time_order() -> None:
    rows = np.array([2, 5, 9])
    assert table_order(SMALL, rows, ("colour", True)).tolist() == [2, 5, 9]


COLUMNS = ["date", "title", "type", "countries", "actors", "place", "sources", "weight", "region",
           "fatalities"]  # fmt: skip


@given(st.sampled_from(COLUMNS), st.booleans(), st.sets(st.integers(0, 11)))
def test_every_row_comes_once(column: str, descending: bool, chosen: set[int]) -> None:
    rows = np.array(sorted(chosen), dtype=np.int64)
    result = table_order(SMALL, rows, (column, descending))
    assert sorted(result.tolist()) == sorted(chosen)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_table_without_rows(column: str) -> None:
    assert (
        table_order(small_dataset(), np.array([], dtype=np.int64), (column, False)).tolist() == []
    )
    assert table_order(make_dataset(), np.array([], dtype=np.int64), (column, True)).tolist() == []


@given(
    st.lists(st.sampled_from(["", "Cell 9", "cell 10", "É", "e", "zz"]), max_size=12),
    st.booleans(),
    st.booleans(),
    st.sets(st.integers(0, 11)),
)
def test_texts_stand_as_a_reader_would_put_them(
    cells: list[str], descending: bool, is_categorical: bool, chosen: set[int]
) -> None:
    dataset = make_dataset(*({"title": cell, "place": cell, "mood": cell} for cell in cells))
    if is_categorical:
        for name in ("title", "place", "mood"):
            if name in dataset.events:
                dataset.events[name] = dataset.events[name].astype("category")
    rows = np.array(sorted(row for row in chosen if row < len(cells)), dtype=np.int64)
    titles = dataset.events["title"].tolist()
    filled = [row for row in rows.tolist() if titles[row]]
    keys = sorted({natural_key(titles[row]) for row in filled}, reverse=descending)
    expected = [row for key in keys for row in filled if natural_key(titles[row]) == key]
    expected += [row for row in rows.tolist() if not titles[row]]
    for name in ("title", "place", "mood"):
        if name in dataset.events:
            assert table_order(dataset, rows, (name, descending)).tolist() == expected


def test_orders_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    dataset = make_dataset({"title": "b"}, {"title": "a"})
    monkeypatch.setattr(order, "MOST_AT_ONCE", 0)
    assert not dataset.orders.is_quick(("title", True))
    rows = dataset.orders.rows(("title", True))
    assert dataset.orders.is_quick(("title", True))
    for column in ("place", "summary", "admin1"):
        dataset.orders.rows((column, False))
    assert not dataset.orders.is_quick(("title", True))
    assert dataset.orders.rows(("title", True)).tolist() == rows.tolist() == [0, 1]


@pytest.mark.parametrize("sort", [("date", False), ("colour", True)])
def test_time_order_needs_no_work(sort: tuple[str, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(order, "MOST_AT_ONCE", 0)
    assert SMALL.orders.is_quick(sort)
    assert SMALL.orders.rows(sort) is None
