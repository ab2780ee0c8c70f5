import warnings
from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import parse_times
from timeline_app.core.calendar import (
    DAY,
    EARLIEST,
    LATEST,
    MINUTE,
    SECOND,
    day_text,
    month_length,
    us_of,
)
from timeline_app.core.edtf_forms import NOTHING
from timeline_app.core.edtf_forms import read as forms_read
from timeline_app.core.when import (
    OPEN,
    UNDATED,
    DateError,
    Form,
    Span,
    parse_when,
)


def written_as(text):
    """Start and end of a date as an export has them."""
    times, rows = parse_times([text]), np.array([0])
    return times.first_texts(rows)[0].as_py(), times.last_texts(rows)[0].as_py()


def span(start, end):
    """From the first day to the last, both included."""
    return Span(us_of(*start), us_of(*end) + DAY)


@pytest.mark.parametrize(
    ("text", "form", "bounds"),
    [
        ("2025-06-08", Form.DAY, ((2025, 6, 8), (2025, 6, 8))),
        ("2024-06", Form.WITHIN, ((2024, 6, 1), (2024, 6, 30))),
        ("2024-02", Form.WITHIN, ((2024, 2, 1), (2024, 2, 29))),
        ("1986", Form.WITHIN, ((1986, 1, 1), (1986, 12, 31))),
        ("-0043", Form.WITHIN, ((-43, 1, 1), (-43, 12, 31))),
        ("-0043-03-15", Form.DAY, ((-43, 3, 15), (-43, 3, 15))),
        ("Y-170002", Form.WITHIN, ((-170002, 1, 1), (-170002, 12, 31))),
        ("Y17E4", Form.WITHIN, ((170000, 1, 1), (170000, 12, 31))),
        ("Y170002-01-01", Form.DAY, ((170002, 1, 1), (170002, 1, 1))),
        ("2024-22", Form.WITHIN, ((2024, 6, 1), (2024, 8, 31))),
        ("2024-24", Form.WITHIN, ((2024, 12, 1), (2025, 2, 28))),
        ("2024-34", Form.WITHIN, ((2024, 4, 1), (2024, 6, 30))),
        ("201X", Form.WITHIN, ((2010, 1, 1), (2019, 12, 31))),
        ("201u", Form.WITHIN, ((2010, 1, 1), (2019, 12, 31))),
        ("-201X", Form.WITHIN, ((-2019, 1, 1), (-2010, 12, 31))),
        ("1XXX-12", Form.WITHIN, ((1000, 12, 1), (1999, 12, 31))),
        ("2024-XX", Form.WITHIN, ((2024, 1, 1), (2024, 12, 31))),
        ("2024-1X", Form.WITHIN, ((2024, 10, 1), (2024, 12, 31))),
        ("2024-02-XX", Form.WITHIN, ((2024, 2, 1), (2024, 2, 29))),
        ("2024-06-1X", Form.WITHIN, ((2024, 6, 10), (2024, 6, 19))),
        ("2024-XX-31", Form.WITHIN, ((2024, 1, 31), (2024, 12, 31))),
        ("[2024-06-21..2024-06-30]", Form.WITHIN, ((2024, 6, 21), (2024, 6, 30))),
        ("[2025-06-08]", Form.DAY, ((2025, 6, 8), (2025, 6, 8))),
        ("[2010-12, 2011-12]", Form.ONE_OF, ((2010, 12, 1), (2011, 12, 31))),
        ("2024-07-23/2024-08-02", Form.LASTING, ((2024, 7, 23), (2024, 8, 2))),
        ("2024-06/2024-06", Form.LASTING, ((2024, 6, 1), (2024, 6, 30))),
        ("2024-22/2024-23", Form.LASTING, ((2024, 6, 1), (2024, 11, 30))),
        ("{2010,2012}", Form.LASTING, ((2010, 1, 1), (2012, 12, 31))),
        ("{2010..2012}", Form.LASTING, ((2010, 1, 1), (2012, 12, 31))),
    ],
)
def test_each_form_says_when_at_the_earliest_and_at_the_latest(text, form, bounds):
    when = parse_when(text)
    assert (when.form, when.span, when.text) == (form, span(*bounds), text)
    assert (when.uncertain, when.approximate) == (False, False)
    assert written_as(text) == tuple(day_text(us_of(*day)) for day in bounds)


@pytest.mark.parametrize(
    ("text", "start", "end", "first", "last"),
    [
        ("2006-12/..", us_of(2006, 12), OPEN, "2006-12-01", ""),
        ("2006-12/", us_of(2006, 12), OPEN, "2006-12-01", ""),
        ("[2006-12..]", us_of(2006, 12), OPEN, "2006-12-01", ""),
        ("../2025", EARLIEST, us_of(2026), "", "2025-12-31"),
        ("/2025", EARLIEST, us_of(2026), "", "2025-12-31"),
        ("[..2025]", EARLIEST, us_of(2026), "", "2025-12-31"),
    ],
)
def test_an_end_that_is_not_known_is_open_and_exported_empty(text, start, end, first, last):
    when = parse_when(text)
    assert when.span == Span(start, end)
    assert written_as(text) == (first, last)


def test_open_intervals_say_whether_they_last_or_their_end_is_unknown():
    assert parse_when("2006-12/..").form is Form.ONGOING
    assert parse_when("2006-12/").form is Form.OPEN_END
    assert parse_when("{2006-12..}").form is Form.ONGOING
    assert parse_when("{1986,2006-12..}").form is Form.ONGOING


@pytest.mark.parametrize(
    ("text", "solid"),
    [
        ("2025-06-08", span((2025, 6, 8), (2025, 6, 8))),
        ("2024-07-23/2024-08-02", span((2024, 7, 23), (2024, 8, 2))),
        ("2024-06/2024-08", span((2024, 7, 1), (2024, 7, 31))),
        ("2024-07-23/2024-09", span((2024, 7, 23), (2024, 8, 31))),
        ("2006-12-05/..", span((2006, 12, 5), (2006, 12, 5))),
        ("../2025-06-08", span((2025, 6, 8), (2025, 6, 8))),
    ],
)
def test_what_is_certain_is_solid(text, solid):
    when = parse_when(text)
    assert Span(when.solid_start, when.solid_end) == solid


@pytest.mark.parametrize(
    "text",
    [
        "2024-06",
        "[2024-06-21..2024-06-30]",
        "[2010,2012]",
        "2024-06/2024-07",
        "2006-12/..",
        "[2010..]",
    ],
)
def test_what_is_not_certain_has_an_empty_solid_part(text):
    when = parse_when(text)
    assert when.start <= when.solid_start == when.solid_end <= when.end


def test_what_began_in_a_month_is_certain_from_its_end():
    assert parse_when("2006-12/..").solid_start == us_of(2007)


def test_one_of_several_keeps_its_alternatives_in_order():
    when = parse_when("[2011-12,2010-12,2012..2013]")
    assert when.parts == (
        span((2010, 12, 1), (2010, 12, 31)),
        span((2011, 12, 1), (2011, 12, 31)),
        span((2012, 1, 1), (2013, 12, 31)),
    )


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2024-06?", True, False),
        ("2024-06~", False, True),
        ("2025-06-08%", True, True),
        ("?2024-06", True, False),
        ("2024~-06", False, True),
        ("2024-22~", False, True),
        ("2024-06~/2024-08?", True, True),
        ("2024-06/2024-08?", True, False),
        ("[2010-12~,2011-12]", False, True),
        ("2021~/..", False, True),
    ],
)
def test_signs_set_flags_and_never_widen_the_bounds(text, uncertain, approximate):
    when = parse_when(text)
    assert (when.uncertain, when.approximate) == (uncertain, approximate)
    bare = parse_when(text.translate(str.maketrans("", "", "?~%")))
    assert (when.form, when.span, when.solid_start) == (bare.form, bare.span, bare.solid_start)


@pytest.mark.parametrize(
    ("text", "start", "width", "written"),
    [
        ("2025-06-08T14:30:00Z", "14:30:00", SECOND, "2025-06-08T14:30:00Z"),
        ("2025-06-08T14:30:00", "14:30:00", SECOND, "2025-06-08T14:30:00Z"),
        ("2025-06-08 14:30:00", "14:30:00", SECOND, "2025-06-08T14:30:00Z"),
        ("2025-06-08T14:30Z", "14:30:00", MINUTE, "2025-06-08T14:30Z"),
        ("2025-06-08T14:30:00-06:00", "20:30:00", SECOND, "2025-06-08T20:30:00Z"),
        ("2025-06-08T14:30:00+0530", "09:00:00", SECOND, "2025-06-08T09:00:00Z"),
        ("2025-06-08T14:30:00.120Z", "14:30:00.120", 1000, "2025-06-08T14:30:00.120Z"),
        ("2025-06-08T14:30:00.1234567Z", "14:30:00.123456", 1, "2025-06-08T14:30:00.123456Z"),
        ("2025-06-08T14:30:00,5+02:00", "12:30:00.5", SECOND // 10, "2025-06-08T12:30:00.5Z"),
    ],
)
def test_a_moment_is_as_wide_as_its_precision_and_written_in_utc(text, start, width, written):
    when = parse_when(text)
    since = datetime.fromisoformat(f"2025-06-08T{start}") - datetime(1970, 1, 1)
    assert when.form is Form.MOMENT
    assert when.span == Span(since // timedelta(microseconds=1), when.start + width)
    assert written_as(text) == (written, written)


def test_an_interval_of_moments_is_written_as_moments():
    text = "2025-06-08T14:30Z/2025-06-08T15:00:10Z"
    assert written_as(text) == ("2025-06-08T14:30Z", "2025-06-08T15:00:10Z")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "2025-02-30",
            "“2025-02-30” is no date: February 2025 has 28 days;"
            " write e.g. 2025-02-28, 2025-02 or 2025",
        ),
        ("2025-06-00", "June 2025 has 30 days; write e.g. 2025-06-01"),
        ("2025-13", "there is no month 13"),
        ("2025-06-08T25:00", "is no time: hours are 00 to 23"),
        ("2025-02-30T12:00Z", "February 2025 has 28 days"),
        ("Y300000", "lies beyond the years -290000 to 290000"),
        ("Y-17E7", "lies beyond the years"),
        (f"Y{'1' * 5000}", "lies beyond the years"),
        ("2025-06-08T12:00+99:00", "is no date"),
        ("2026-11-08/2025-01-01", "ends before it begins"),
        ("[2024-06-30..2024-06-01]", "ends before it begins"),
        ("../..", "neither beginning nor end"),
        ("2025-6-8", "write e.g. 2025-06-08"),
        ("2025/06/08", "write e.g. 2025-06-08"),
        ("20250608", "write e.g. 2025-06-08"),
        ("2024-06-21..2024-06-30", "write e.g. [2024-06-21..2024-06-30]"),
        ("199", "write e.g. 199X"),
        ("June 2025", "write e.g. 2025-06-08, 2025-06, 2025"),
        ("２０２５", "is no date"),
        ("[]", "is no date"),
        ("2024-06-08/junk", "“junk” is no date"),
    ],
)
def test_what_is_no_date_is_told_with_what_would_be_right(text, sentence):
    with pytest.raises(DateError) as caught:
        parse_when(text)
    assert sentence in str(caught.value)
    times = parse_times(["2025-06-08", text])
    assert times.form.tolist() == [Form.DAY, Form.UNDATED]


@pytest.mark.parametrize("text", ["", "  ", "XXXX", "XXXX-XX-XX"])
def test_what_says_nothing_is_undated(text):
    when = parse_when(text)
    assert when.form is Form.UNDATED
    assert {when.start, when.end, when.solid_start, when.solid_end} == {UNDATED}


@given(st.text(alphabet="0123456789-/.[]{},TXZ:?~%Y ", max_size=24))
def test_any_text_is_a_date_in_order_or_an_error(text):
    when, _ = read(text)
    if when.form is not Form.UNDATED:
        assert EARLIEST - DAY <= when.start <= when.solid_start <= when.solid_end <= when.end
        assert when.start < when.end
        assert when.end <= LATEST + DAY or when.end == OPEN


def read(text):
    """The date, or an undated one and the error's sentence."""
    try:
        return parse_when(text), ""
    except DateError as error:
        return parse_when(""), str(error)


dates = st.one_of(
    st.dates().map(str),
    st.dates().map(lambda date: str(date)[:7]),
    st.dates().map(lambda date: str(date)[:4]),
    st.integers(1000, 9999).map(lambda year: f"{year}-{year % 4 + 21}"),
)


@given(dates)
def test_bounds_are_those_of_the_edtf_library(text):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    date = parse_edtf(text)
    low, high = us_of(*date.lower_strict()[:3]), us_of(*date.upper_strict()[:3]) + DAY
    when = parse_when(text)
    assert when.start == low
    winter = text.endswith("-24") and len(text) == 7
    assert when.end == (us_of(int(text[:4]) + 1, 3) if winter else high)


@given(dates, dates)
def test_an_interval_and_a_range_span_what_their_ends_span(one, other):
    first, last = sorted((one, other), key=lambda text: parse_when(text).start)
    outer = Span(parse_when(first).start, parse_when(last).end)
    if outer.end <= outer.start:
        return
    assert parse_when(f"{first}/{last}").span == outer
    assert parse_when(f"[{first}..{last}]").span == outer
    assert parse_when(f"[{last},{first}]").start == outer.start


@given(st.integers(EARLIEST, LATEST - 1))
def test_the_day_of_any_time_reads_back(time):
    when = parse_when(day_text(time))
    assert when.form is Form.DAY
    assert when.start <= time < when.end


plain = st.one_of(
    st.dates().map(str),
    st.datetimes().map(lambda time: f"{time.isoformat(timespec='seconds')}Z"),
    st.datetimes().map(lambda time: f"{time.isoformat(timespec='milliseconds')}Z"),
    st.datetimes().map(lambda time: f"{time.isoformat(timespec='microseconds')}Z"),
)
wrong = st.sampled_from(["2025-02-30", "2025-13-01", "été", "2025-06-08T24:00:00Z", "2025/06/08"])
lasting = st.tuples(st.dates(), st.dates().map(str) | st.sampled_from(["..", ""])).map(
    lambda days: f"{days[0]}/{days[1]}"
)
texts = st.lists(
    st.one_of(plain, dates, lasting, wrong, st.just(""), st.just("[2010,2012]")), max_size=30
)


@given(texts)
def test_many_dates_are_read_as_each_alone(many):
    times = parse_times(many)
    assert len(times) == len(many)
    for row, text in enumerate(many):
        when, error = read(text)
        assert times.form[row] == when.form
        assert times.start[row] == when.start
        assert times.end[row] == when.end
        assert times.solid_start[row] == when.solid_start
        assert times.solid_end[row] == when.solid_end
        assert times.parts.get(row, ()) == when.parts
        reading = forms_read(text) if not error else NOTHING
        written = times.first_texts(np.array([row])), times.last_texts(np.array([row]))
        assert [cells[0].as_py() for cells in written] == [reading.first, reading.last]


def test_an_export_has_the_texts_of_its_rows():
    times = parse_times(["2025-06-08", "2024", "2025-06-08/2025-07-01", "x"])
    rows = np.array([2, 1, 3])
    assert times.first_texts(rows).to_pylist() == ["2025-06-08", "2024-01-01", ""]
    assert times.last_texts(rows).to_pylist() == ["2025-07-01", "2024-12-31", ""]


def test_every_month_knows_its_days():
    for month in range(1, 13):
        length = month_length(2025, month)
        assert parse_when(f"2025-{month:02}-{length}").form is Form.DAY
        with pytest.raises(DateError):
            parse_when(f"2025-{month:02}-{length + 1}")
