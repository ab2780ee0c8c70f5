import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.calendar import (
    DAY,
    EARLIEST,
    LATEST,
    date_of,
    date_of_day,
    day_number,
    day_text,
    moment_text,
    month_length,
    us_of,
    year_text,
)

EPOCH = datetime.date(1970, 1, 1)
years = st.integers(-290_000, 290_000)


@given(st.dates())
def test_day_numbers_are_those_of_the_standard_library(date):
    number = day_number(date.year, date.month, date.day)
    assert number == (date - EPOCH).days
    assert date_of_day(number) == (date.year, date.month, date.day)


@given(years, st.integers(1, 12), st.integers(1, 31))
def test_every_date_comes_back(year, month, day):
    day = min(day, month_length(year, month))
    assert date_of(us_of(year, month, day)) == (year, month, day)
    assert date_of(us_of(year, month, day) + DAY - 1) == (year, month, day)


@given(years, st.integers(1, 12))
def test_a_month_ends_where_the_next_begins(year, month):
    assert us_of(year, month + 1) - us_of(year, month) == month_length(year, month) * DAY


@given(st.lists(st.integers(EARLIEST, LATEST - 1), min_size=1))
def test_arrays_give_what_single_numbers_give(times):
    columns = date_of(np.array(times, dtype=np.int64))
    rows = [tuple(int(part) for part in row) for row in zip(*columns, strict=True)]
    assert rows == [date_of(time) for time in times]


def test_the_ends_of_time_fit_64_bits():
    assert np.iinfo(np.int64).min < EARLIEST < LATEST < np.iinfo(np.int64).max


def test_years_are_written_as_edtf_writes_them():
    assert [year_text(year) for year in (2025, 33, 0, -43, 170002, -170002)] == [
        "2025", "0033", "0000", "-0043", "Y170002", "Y-170002",
    ]  # fmt: skip


def test_days_and_moments_are_written_in_iso_8601():
    time = us_of(2025, 6, 8) + 14 * 3600 * 10**6 + 30 * 60 * 10**6 + 5_120_300
    assert day_text(time) == "2025-06-08"
    assert moment_text(time, 60_000_000) == "2025-06-08T14:30Z"
    assert moment_text(time, 1_000_000) == "2025-06-08T14:30:05Z"
    assert moment_text(time, 1_000) == "2025-06-08T14:30:05.120Z"
    assert moment_text(time) == "2025-06-08T14:30:05.120300Z"
