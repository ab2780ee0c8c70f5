"""Dates of several columns: year, month and day; start and end."""

import datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.when import parse_when
from timeline_app.io.dates.columns import read_parts, span_texts


def texts(*cells):
    return pa.array(cells, type=pa.large_string())


def parts(*rows):
    return read_parts(*(texts(*column) for column in zip(*rows, strict=True)))


@pytest.mark.parametrize(
    ("row", "date"),
    [
        (("1994", "5", "6"), "1994-05-06"),
        (("1994.0", "5.0", "0"), "1994-05"),
        (("1994", "0", "0"), "1994"),
        (("1994", "", ""), "1994"),
        (("1994", "-9", "-99"), "1994"),
        (("1,945", "Feb", "3"), "1945-02-03"),
        (("1 945", "août", ""), "1945-08"),
        (("-500", "ago.", ""), "-0500-08"),
        (("2600 BC", "", ""), "-2599"),
        (("44 BC", "March", "15"), "-0043-03-15"),
        (("79", "8", "24"), "1979-08-24"),
        (("1850s", "", ""), "185X"),
        (("1945", "Summer", ""), "1945-22"),
    ],
)
def test_parts_make_a_date_as_exact_as_they_are(row, date):
    assert parts(row).texts.to_pylist() == [date]


def test_years_of_two_figures_are_short_only_where_all_are():
    assert parts(("79", "8", "24"), ("1066", "", "")).texts.to_pylist() == ["0079-08-24", "1066"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (("1994", "2", "30"), "February 1994 has 28 days"),
        (("1994", "13", ""), "no month 13"),
        (("1994", "5", "-91"), "May 1994 has 31 days"),
        (("1994", "foo", ""), "no date that can be read"),
        (("", "3", ""), "has no year"),
        (("0", "1", "1"), "no date is known"),
        (("9999", "1", "1"), "no date is known"),
        (("-13,800,000,000", "", ""), "beyond the years"),
        (("", "", ""), "The cell is empty."),
    ],
)
def test_parts_that_are_no_date_have_the_reason(row, reason):
    found = parts(row)
    assert found.texts.to_pylist() == [""]
    assert reason in str(found.reasons[found.cells[0].as_py()])


@pytest.mark.parametrize(
    ("time", "clock"),
    [
        ("1430", "T14:30Z"),
        ("930", "T09:30Z"),
        ("14:30", "T14:30Z"),
        ("2.30 pm", "T14:30Z"),
        ("2 pm", "T14:00Z"),
        ("14h30", "T14:30Z"),
        ("14:30:05.25", "T14:30:05.25Z"),
        ("14:30:05+02:00", "T12:30:05Z"),
        ("", ""),
        ("--:--:--", ""),
    ],
)
def test_a_time_of_its_own_column(time, clock):
    assert parts(("2020", "1", "3", time)).texts.to_pylist() == [f"2020-01-03{clock}"]


def test_a_time_that_is_none_is_told():
    found = parts(("2020", "1", "3", "at dusk"), ("2020", "1", "", "14:00"))
    assert found.texts.to_pylist() == ["2020-01-03", "2020-01"]
    assert set(found.repaired) == {"2020 1 3 at dusk", "2020 1 14:00"}
    assert parts(("2020", "1", "3", "25:00")).texts.to_pylist() == [""]


@given(st.lists(st.dates(), min_size=1))
def test_each_day_is_put_together(days):
    rows = [(f"{day.year:04}", str(day.month), str(day.day)) for day in (*days, days[0])]
    assert parts(*rows, ("2000", "", "")).texts.to_pylist()[:-1] == [
        "" if day.year == 9999 else day.isoformat() for day in (*days, days[0])
    ]


def span(start, end, within):
    return span_texts(texts(start), texts(end), within=within)


@pytest.mark.parametrize(
    ("start", "end", "within", "lasted"),
    [
        ("2024-01-03", "2024-01-05", "[2024-01-03..2024-01-05]", "2024-01-03/2024-01-05"),
        ("2010-05-01", "2010-05-31", "2010-05", "2010-05-01/2010-05-31"),
        ("1992-01-01", "1992-12-31", "1992", "1992-01-01/1992-12-31"),
        ("1992-02-01", "1993-01-31", "[1992-02-01..1993-01-31]", "1992-02-01/1993-01-31"),
        ("2024", "2024", "2024", "2024"),
        ("2024-03-05", "", "2024-03-05", "2024-03-05"),
        ("", "2024-03-05", "2024-03-05", "2024-03-05"),
        ("", "", "", ""),
        ("2019-06", "2020", "[2019-06..2020]", "2019-06/2020"),
        ("[2010-12,2011-12]", "2013", "[2010-12-01..2013]", "2010-12-01/2013"),
    ],
)
def test_two_columns_are_one_date(start, end, within, lasted):
    assert span(start, end, True).texts.to_pylist() == [within]
    assert span(start, end, False).texts.to_pylist() == [lasted]


@pytest.mark.parametrize("within", [True, False])
def test_what_ends_before_it_begins_keeps_its_start(within):
    found = span("2024-01-05", "2024-01-03", within)
    assert found.texts.to_pylist() == ["2024-01-05"]
    assert "ends before it begins" in str(found.repaired["2024-01-05/2024-01-03"])


@pytest.mark.parametrize("within", [True, False])
def test_an_end_without_a_start_is_the_date_and_that_is_told(within):
    found = span("", "2024-01-03", within)
    assert found.texts.to_pylist() == ["2024-01-03"]
    assert "Only the end is known" in str(found.repaired["/2024-01-03"])
    assert not span("2024-01-03", "", within).repaired


days = st.dates().map(datetime.date.isoformat)
ends = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), st.just(""))


@given(st.lists(st.tuples(ends, ends)), st.booleans())
def test_a_span_goes_from_the_start_to_the_end(rows, within):
    found = span_texts(
        texts(*(start for start, _ in rows)), texts(*(end for _, end in rows)), within=within
    )
    for (start, end), text in zip(rows, found.texts.to_pylist(), strict=True):
        first, last = parse_when(start or end), parse_when(end or start)
        if f"{start}/{end}" in found.repaired:
            assert not start or last.end <= first.start
            assert text == (start or end)
        else:
            assert parse_when(text).start == first.start
            assert parse_when(text).end == last.end


def test_codes_for_unknown_are_no_years_unless_others_lie_before_our_time() -> None:
    assert read_parts(texts("2001", "-99")).texts.to_pylist() == ["2001", ""]
    assert read_parts(texts("-43", "-99")).texts.to_pylist() == ["-0043", "-0099"]
