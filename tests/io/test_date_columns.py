"""What is settled by a whole column: order, units, centuries, times that say nothing."""

import datetime

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from timeline_app.core.message import Message
from timeline_app.core.when import parse_when
from timeline_app.io.dates.columns import Order, read_date_column


def texts(*cells):
    return pa.array(cells, type=pa.large_string())


def column(*cells, **options):
    return read_date_column(texts(*cells), **options)


def dates(*cells, **options):
    return column(*cells, **options).texts.to_pylist()


def told(*cells, **options):
    return " ".join(map(str, column(*cells, **options).understood))


def test_a_day_beyond_twelve_settles_the_order():
    assert dates("25/03/2024", "03/04/2024") == ["2024-03-25", "2024-04-03"]
    assert dates("03/25/2024", "03/04/2024") == ["2024-03-25", "2024-03-04"]
    assert "Day before month, as 25/03/2024 shows." in told("25/03/2024", "03/04/2024")
    assert column("03/25/2024", "03/04/2024", order=Order.DAY_FIRST).is_settled
    assert dates("03/25/2024", "03/04/2024", order=Order.DAY_FIRST)[1] == "2024-03-04"


def test_what_settles_the_order_may_have_a_time():
    assert dates("25/03/2024 10:00", "03/04/2024 11:00")[1] == "2024-04-03T11:00Z"


def test_an_open_order_is_asked_for():
    open_ = column("03/04/2024", "05/06/2024")
    assert not open_.is_settled
    assert open_.texts.to_pylist() == ["2024-03-04", "2024-05-06"]
    assert dates("03/04/2024", order=Order.DAY_FIRST) == ["2024-04-03"]


def test_dates_alike_in_both_orders_need_no_order():
    assert column("05/05/2024", "2024-01-03").is_settled


def test_rows_sorted_in_one_order_only_are_a_hint_but_settle_nothing():
    cells = ("3/4/2024", "5/6/2024", "1/7/2024")
    assert "Probably the day first" in told(*cells)
    assert not column(*cells).is_settled


def test_contradictory_dates_are_repaired_and_told():
    found = column("25/3/2024", "3/25/2024", "4/26/2024", "3/4/2024")
    assert found.texts.to_pylist() == ["2024-03-25", "2024-03-25", "2024-04-26", "2024-03-04"]
    assert list(found.repaired) == ["25/3/2024"]
    assert not found.is_settled
    assert "Some dates have the day first (25/3/2024)" in str(found.understood[0])


def test_one_slip_among_many_does_not_unsettle_a_column():
    assert column(*(f"{day}/3/2024" for day in range(1, 32)), "3/25/2024").is_settled


def test_a_year_in_front_is_seen_by_what_is_no_day():
    assert dates("98-12-31", "01-02-03") == ["1998-12-31", "2001-02-03"]


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1000, 9998)), min_size=1)
)
def test_ambiguous_columns_are_never_settled(parts):
    assume(any(day != month for day, month, _ in parts))
    assert not column(*(f"{day}/{month}/{year}" for day, month, year in parts)).is_settled


@given(st.lists(st.dates(datetime.date(1970, 1, 1), datetime.date(1999, 12, 31)), min_size=1))
def test_the_column_of_years_settles_two_figures(days):
    cells = [f"{day:%d-%m-%y}" for day in days]
    century = [day.replace(year=day.year - 100, day=min(day.day, 28)) for day in days]
    cells += [f"{day:%d-%m-%y}" for day in century]
    rows = [*days, *century]
    found = column(*cells, order=Order.DAY_FIRST, years=texts(*(str(day.year) for day in rows)))
    assume(found.is_settled)
    assert found.texts.to_pylist() == [day.isoformat() for day in rows]
    assert not found.noted


def test_another_year_in_the_column_of_years_is_noted():
    found = column("2019-12-31", "2018-01-01", "2017-05", years=texts("2019", "2019", "2017.0"))
    assert list(found.noted) == [1]
    assert "2019" in str(found.noted[1])


def test_years_of_two_figures_do_not_lie_beyond_next_year():
    last = datetime.date.today().year + 1
    assert dates("1-Mar-30", "1-Mar-75") == ["1930-03-01", "1975-03-01"]
    assert dates(f"1-Mar-{last % 100:02}")[0] in (f"{last}-03-01", f"{last - 100}-03-01")
    assert "Years of two figures" in told("1-Mar-30")


def test_midnight_in_every_row_is_no_time():
    assert dates("2014-01-01T00:00:00Z", "2015-01-01 00:00:00", "2016-01-01") == [
        "2014-01-01",
        "2015-01-01",
        "2016-01-01",
    ]
    assert "midnight" in told("2014-01-01T00:00:00.000+02:00")
    assert dates("2014-01-01T00:00:00+02:00") == ["2014-01-01"]
    assert dates("2014-01-01T00:00:00Z", "2015-01-01 00:00:01")[0] == "2014-01-01T00:00:00Z"


def test_noon_in_every_row_is_no_time():
    assert dates("Mon, 10/27/2014 - 12:00", "Tue, 10/28/2014 - 12:00") == [
        "2014-10-27",
        "2014-10-28",
    ]
    assert dates("Mon, 10/27/2014 - 12:00", "Tue, 10/28/2014 - 12:30")[0] == "2014-10-27T12:00Z"


def test_zones_are_told():
    both = told("2014-01-01 10:00", "2014-01-01T10:00:00+01:00")
    assert "Times are converted to UTC." in both
    assert "Times without a zone are taken as UTC." in both
    assert told("2014-01-01T10:00:00Z") == ""


UNITS = {1: "Seconds", 1_000: "Milliseconds", 1_000_000: "Microseconds", 10**9: "Nanoseconds"}
instants = st.datetimes(datetime.datetime(1973, 4, 1), datetime.datetime(2200, 1, 1))


@given(st.lists(instants, min_size=1), st.sampled_from(sorted(UNITS)), st.booleans())
def test_numbers_count_from_1970_by_their_size(moments, unit, before):
    epoch = datetime.datetime(1970, 1, 1)
    microseconds = [(moment - epoch) // datetime.timedelta(microseconds=1) for moment in moments]
    step = max(1_000_000 // unit, 1)
    microseconds = [us // step * step for us in microseconds]
    sign = -1 if before else 1
    cells = [str(sign * us * unit // 1_000_000) for us in microseconds]
    found = column(*cells)
    for us, text in zip(microseconds, found.texts.to_pylist(), strict=True):
        assert parse_when(text).start == sign * us
    assert UNITS[unit] in str(found.understood[0])


def test_decimal_seconds_keep_their_microseconds():
    assert dates("1700000000.123456", "-100000000.5") == [
        "2023-11-14T22:13:20.123456Z",
        "1966-10-31T14:13:19.500000Z",
    ]


def test_a_zero_among_counted_seconds_is_not_set():
    found = column("1700000000", "0", "253402300799")
    assert found.texts.to_pylist() == ["2023-11-14T22:13:20Z", "", ""]
    assert set(found.reasons) == {"0", "253402300799"}


def test_serial_days_are_told_and_repaired_beside_others():
    assert dates("45292", "45293") == ["2024-01-01", "2024-01-02"]
    assert dates("45292.5") == ["2024-01-01T12:00:00Z"]
    assert "spreadsheets" in told("45292", "45293")
    assert list(column("2024-01-03", "45292").repaired) == ["45292"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1782.05", "1784.1", "1790.0"), ["1782-05", "1784-10", "1790"]),
        (("1987.53", "1990.01"), ["1987-07~", "1990-01~"]),
        (("1994.0", "1995.0"), ["1994", "1995"]),
        (("1784.1", "1785.0"), ["1784", "1785"]),
        (("20191024", "20191000", "20190000"), ["2019-10-24", "2019-10", "2019"]),
        (("20191024143000", "20191025000000"), ["2019-10-24T14:30:00Z", "2019-10-25T00:00:00Z"]),
        (("20191024000000",), ["2019-10-24"]),
        (("201910", "201911"), ["2019-10", "2019-11"]),
        (("1850", "1999"), ["1850", "1999"]),
        (("79", "-500", "1066"), ["0079", "-0500", "1066"]),
        (("79", "44 BC"), ["0079", "-0043"]),
        (("79", "1999"), ["", "1999"]),
        (("12345678", "99999"), ["", ""]),
        (("201910241499", "201910241430"), ["", "2019-10-24T14:30Z"]),
        (("-99999999999999999999", "-500"), ["", "-0500"]),
    ],
)
def test_numbers_are_read_as_their_column_shows(cells, expected):
    assert dates(*cells) == expected


def test_plain_columns_pass_as_they_are():
    cells = texts("2024-01-05", "2024-01-05T10:00:00Z", None, "2024-01-05/..")
    found = read_date_column(cells)
    assert found.texts.to_pylist() == ["2024-01-05", "2024-01-05T10:00:00Z", "", "2024-01-05/.."]
    assert list(found.reasons) == [""]


def test_an_empty_column_has_no_dates():
    assert column().texts.to_pylist() == []
    assert column(years=texts()).texts.to_pylist() == []


@given(st.lists(st.sampled_from(["2024-01-05", " 3 May 2024", "3/4/24", "x", "", "1700000000"])))
def test_equal_cells_are_read_alike(cells):
    found = column(*cells)
    assert len(found.texts) == len(cells)
    by_cell = dict(zip(cells, found.texts.to_pylist(), strict=True))
    assert [by_cell[cell] for cell in cells] == found.texts.to_pylist()


@pytest.mark.parametrize(
    ("cell", "order", "first"),
    [
        ("31/02/2020", "Day before month", "2020-04-03"),
        ("02/31/2020", "Month before day", "2020-03-04"),
        ("29.02.2019", "Day before month", "2020-04-03"),
    ],
)
def test_an_impossible_day_shows_the_order_too(cell: str, order: str, first: str) -> None:
    found = column(cell, "03/04/2020")
    assert found.is_settled
    assert found.texts.to_pylist() == ["", first]
    assert list(found.reasons) == [cell]
    assert f"{order}, as {cell} shows." in told(cell, "03/04/2020")


@pytest.mark.parametrize("cell", ["32/01/2020", "31/31/2020", "00/00/2020"])
def test_what_has_no_month_in_either_order_shows_nothing(cell: str) -> None:
    assert not column(cell, "03/04/2020").is_settled


def test_a_real_date_outweighs_impossible_ones() -> None:
    assert dates("31/02/2020", "01/25/2020", "03/04/2020") == ["", "2020-01-25", "2020-03-04"]
    assert not column("31/02/2020", "02/31/2020", "03/04/2020").is_settled


@pytest.mark.parametrize("cell", ["2020-01-05/9999-12-31", "2020-01-05 - 9999-12-31"])
def test_an_end_that_stands_for_none_leaves_the_begin(cell: str) -> None:
    found = column(cell, "2020-01-01/2020-02-01")
    assert found.texts.to_pylist() == ["2020-01-05", "2020-01-01/2020-02-01"]
    assert list(found.repaired) == [cell]
    assert column("../9999-12-31").texts.to_pylist() == [""]


def test_codes_for_unknown_are_no_years_unless_others_lie_before_our_time() -> None:
    assert dates("2001", "-99", "1999", "-9") == ["2001", "", "1999", ""]
    assert "no date is known" in str(column("2001", "-999").reasons["-999"])
    assert dates("2001", "-99", "-150") == ["2001", "-0099", "-0150"]
    assert dates("1709900000", "1709900001", "-9999")[2] == ""


def test_serial_days_with_times_are_told_to_be_utc() -> None:
    assert "Times without a zone are taken as UTC." in told("43831", "43832.5")


def test_an_order_in_a_sentence_is_a_message_of_its_own() -> None:
    (message,) = column("03/04/2020").understood
    assert isinstance(message.values["order"], Message)
