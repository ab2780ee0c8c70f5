import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.columns import TEXT
from timeline_app.io.number_cells import are_numbers, counts, plain_numbers


def plain(*cells: str, whole: bool = False) -> list[str]:
    found: list[str] = plain_numbers(pa.array(cells, TEXT), whole=whole).to_pylist()
    return found


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("38.7", "-5", "+2", "1e3", ".5", "7."), ["38.7", "-5", "2", "1000", "0.5", "7"]),
        (("38,7", "1.234,5", "12"), ["38.7", "1234.5", "12"]),
        (("1,234.5", "1,234"), ["1234.5", "1234"]),
        (("1.234.567", "1.234"), ["1234567", "1234"]),
        (("1,234,567", "1,234"), ["1234567", "1234"]),
        (("38,745", "38,123"), ["38.745", "38.123"]),
        (("38.745", "38.123"), ["38.745", "38.123"]),
        (("1 234", "1'234", "1\u00a0234\u00a0567"), ["1234", "1234", "1234567"]),
        (("38,5", "-3,75", "1.5"), ["38.5", "-3.75", "1.5"]),
        (("38.5", "-3.75", "1,5"), ["38.5", "-3.75", "1.5"]),
        (("1,00,000", "2.5"), ["100000", "2.5"]),
        (("\u22123.5", "4"), ["-3.5", "4"]),
        (("NA", "-", "", "nan", "3"), ["", "", "", "", "3"]),
        (("about 3", "12+", "1-2"), ["about 3", "12+", "1-2"]),
    ],
)
def test_the_column_shows_which_sign_is_decimal(cells: tuple[str, ...], numbers: list[str]) -> None:
    assert plain(*cells) == numbers


def test_whole_numbers_have_thousands_where_nothing_else_is_shown() -> None:
    assert plain("1,234", "12", whole=True) == ["1234", "12"]
    assert plain("1.234", "12", whole=True) == ["1234", "12"]


def test_counts_are_whole_numbers_from_0() -> None:
    cells = pa.array(["3", "0", "4.0", "-99", "2.5", "", "many", "9" * 30], TEXT)
    assert counts(cells).to_pylist() == ["3", "0", "4", "", "", "", "", ""]


@given(st.lists(st.decimals(-(10**6), 10**6, places=2), min_size=1), st.sampled_from(".,"))
def test_decimals_of_either_sign_are_read(values: list[object], sign: str) -> None:
    cells = [f"{value}".replace(".", sign) for value in values]
    assert list(map(float, plain(*cells))) == list(map(float, map(str, values)))


@given(st.lists(st.text(alphabet="0123456789.,-+eE '\u2212xNA", max_size=10)))
def test_what_is_no_number_stays_as_it_is(cells: list[str]) -> None:
    found = plain_numbers(pa.array(cells, TEXT))
    for cell, text, is_number in zip(cells, found.to_pylist(), are_numbers(found), strict=True):
        assert is_number or text in ("", cell.strip())
