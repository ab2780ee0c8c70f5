"""Each spelling of a date says the same as its ISO form."""

import datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.calendar import month_length
from timeline_app.core.when import parse_when
from timeline_app.io.dates.columns import read_date_column
from timeline_app.io.dates.ways import Order

NAMES = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "pt": "janeiro fevereiro março abril maio junho"
    " julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno"
    " luglio agosto settembre ottobre novembre dicembre",
}
MONTHS = {language: names.split() for language, names in NAMES.items()}


def column(*cells, **options):
    return read_date_column(pa.array(cells, type=pa.large_string()), **options)


def reading(cell, **options):
    return column(cell, **options).texts[0].as_py()


def same(text, iso):
    one, other = parse_when(text), parse_when(iso)
    return (one.form, one.span) == (other.form, other.span)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("03 July 2025", "2025-07-03"),
        ("3 Jul 2025", "2025-07-03"),
        ("July 3, 2025", "2025-07-03"),
        ("7-Feb-25", "2025-02-07"),
        ("28-Jan-90", "1990-01-28"),
        ("30-Sept-24", "2024-09-30"),
        ("01-January-2015", "2015-01-01"),
        ("03JUL2025", "2025-07-03"),
        ("08-Ap-1936", "1936-04-08"),
        ("the 4th of May 2001", "2001-05-04"),
        ("domingo, 8 de junio de 2025", "2025-06-08"),
        ("1er août 2025", "2025-08-01"),
        ("3. März 2025", "2025-03-03"),
        ("2025/7/2", "2025-07-02"),
        ("31.12.2019", "2019-12-31"),
        ("12/25/45800", "Y45800-12-25"),
        ("Feb-2025", "2025-02"),
        ("July 2025", "2025-07"),
        ("07/2025", "2025-07"),
        ("2024-05-00", "2024-05"),
        ("2024-00-00", "2024"),
        ("Mid-Aug-1886", "[1886-08-11..1886-08-20]"),
        ("Early June 2024", "[2024-06-01..2024-06-10]"),
        ("late June 2024", "[2024-06-21..2024-06-30]"),
        ("late 2019", "[2019-09..2019-12]"),
        ("early 1850s", "[1850..1853]"),
        ("ca. 1850", "1850~"),
        ("c.1850", "1850~"),
        ("July 2025?", "2025-07?"),
        ("circa June 1850?", "1850-06%"),
        ("1850s", "185X"),
        ("1900s", "19XX"),
        ("19th century", "[1801..1900]"),
        ("5th century BC", "[-0499..-0400]"),
        ("44 BC", "-0043"),
        ("15 March 44 BC", "-0043-03-15"),
        ("2600 BCE", "-2599"),
        ("AD 79", "0079"),
        ("12,000 BC", "Y-11999"),
        ("-43-03-15", "-0043-03-15"),
        ("-2150", "-2150"),
        ("1,945", "1945"),
        ("Y170002", "Y170002"),
        ("Summer 1995", "1995-22"),
        ("winter 1995/96", "1995-24"),
        ("Q1 2024", "2024-33"),
        ("2024-W05", "[2024-01-29..2024-02-04]"),
        ("2024-W01-1", "2024-01-01"),
        ("2024-060", "2024-02-29"),
        ("January 19-20, 1970", "1970-01-19/1970-01-20"),
        ("3-5 June 2024", "2024-06-03/2024-06-05"),
        ("3 June - 5 July 2024", "2024-06-03/2024-07-05"),
        ("June - August 2024", "2024-06/2024-08"),
        ("June 2019 - March 2020", "2019-06/2020-03"),
        ("2019–2021", "2019/2021"),
        ("1914-18", "1914/1918"),
        ("2024-01-03 to 2024-01-05", "2024-01-03/2024-01-05"),
        ("between 1850 and 1860", "[1850..1860]"),
        ("1850 or 1851", "[1850,1851]"),
        ("before 1850", "[..1850]"),
        ("2019 - present", "2019/.."),
        ("2024-06~", "2024-06~"),
        ("[2010-12,2011-12]", "[2010-12,2011-12]"),
        ("2006-12/..", "2006-12/.."),
        ("2018-01-31T14:00:00+05:30", "2018-01-31T08:30:00Z"),
        ("2018-01-31 14:00:00.000 UTC", "2018-01-31T14:00:00.000Z"),
        ("2018-01-31T23:30-0100", "2018-02-01T00:30Z"),
        ("7/14/2025 3:05 PM", "2025-07-14T15:05Z"),
        ("7/14/2025 12:05 AM", "2025-07-14T00:05Z"),
        ("Tue Jan  2 15:04:05 UTC 2024", "2024-01-02T15:04:05Z"),
        ("Tue, 02 Jan 2024 15:04:05 +0200", "2024-01-02T13:04:05Z"),
        ("02/Jan/2024:15:04:05 +0000", "2024-01-02T15:04:05Z"),
        ("20240102T150405Z", "2024-01-02T15:04:05Z"),
        ("20191024143000", "2019-10-24T14:30:00Z"),
        ("2024-01-01 10:00 - 2024-01-01 12:00", "2024-01-01T10:00Z/2024-01-01T12:00Z"),
    ],
)
def test_a_spelling_is_read_as_edtf(cell, date):
    assert reading(cell) == date


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "The cell is empty"),
        ("  ", "The cell is empty"),
        *(
            (cell, "no date is known")
            for cell in ("-", "?", "N/A", "NaN", "NaT", "null", "Unknown")
        ),
        *((cell, "no date is known") for cell in ("0000-00-00", "00/00/0000", "--:--:--", "0")),
        *((cell, "no date is known") for cell in ("9999-12-31", "9999-08-17T00:00:00Z", "9999")),
        ("0000-00-00T00:00:00.000000+00:00", "no date is known"),
        ("XXXX", "no date is known"),
        ("31/02/2024", "February 2024 has 29 days"),
        ("2023-02-29", "February 2023 has 28 days"),
        ("30 February 2024", "February 2024 has 29 days"),
        ("2024-13-40", "no month 13"),
        ("13/13/2024", "no month 13"),
        ("2024-01-31 25:00", "hours are 00 to 23"),
        ("2024-01-31 13:70", "minutes"),
        ("3 July", "no year"),
        ("Feb 25", "no year"),
        ("hello world", "8 June 2025"),
        ("300001 BC", "beyond the years"),
        ("2024-01-05 to 2024-01-03", "ends before it begins"),
        ("98", "no date that can be read"),
    ],
)
def test_what_is_no_date_has_the_reason(cell, reason):
    found = column(cell)
    assert found.texts[0].as_py() == ""
    assert reason in str(found.reasons[cell])


@pytest.mark.parametrize(
    ("cell", "date", "how"),
    [
        ("Reported 25-Dec-1888", "1888-12-25~", "report"),
        ("Feb-25", "2025-02", "month and a year"),
        ("2018-01-31 2:05:07 EST", "2018-01-31", "time zone"),
        ("June 2024 14:00", "2024-06", "no exact day"),
        ("2024-25-12", "2024-12-25", "day before the month"),
    ],
)
def test_a_repair_is_told(cell, date, how):
    found = column(cell)
    assert found.texts[0].as_py() == date
    assert how in str(found.repaired[cell])


days = st.dates(datetime.date(100, 1, 1), datetime.date(9998, 12, 31))
SPELLINGS = {
    "day month year": lambda day, names: f"{day.day} {names[day.month - 1]} {day.year}",
    "day-month-year": lambda day, names: f"{day.day:02}-{names[day.month - 1]}-{day.year}",
    "month day, year": lambda day, names: f"{names[day.month - 1]} {day.day}, {day.year}",
    "with 'de'": lambda day, names: f"{day.day} de {names[day.month - 1].upper()} de {day.year}",
    "year month day": lambda day, names: f"{day.year} {names[day.month - 1]} {day.day}",
    "loose ISO": lambda day, names: f"{day.year}-{day.month}-{day.day}",
    "slashes": lambda day, names: f"{day.year}/{day.month}/{day.day:02}",
}


@given(days, st.sampled_from(sorted(SPELLINGS)), st.sampled_from(sorted(MONTHS)))
def test_a_day_in_words_is_that_day(day, spelling, language):
    assert same(reading(SPELLINGS[spelling](day, MONTHS[language])), day.isoformat())


@given(days, st.sampled_from("/.-"), st.sampled_from([Order.DAY_FIRST, Order.MONTH_FIRST]))
def test_a_day_in_figures_follows_the_order_that_is_asked_for(day, sign, order):
    parts = [str(day.day), str(day.month), f"{day.year:04}"]
    if order is Order.MONTH_FIRST:
        parts[:2] = parts[1::-1]
    assert same(reading(sign.join(parts), order=order), day.isoformat())


@given(days, st.sampled_from(sorted(MONTHS)))
def test_a_month_in_words_is_that_month(day, language):
    names = MONTHS[language]
    month = f"{day.year:04}-{day.month:02}"
    assert same(reading(f"{names[day.month - 1]} {day.year}"), month)
    assert same(reading(f"{names[day.month - 1][:3].title()}. {day.year}"), month) or (
        names[day.month - 1][:3] in ("jui", "mar", "Jui")
    )


years = st.integers(-289_999, 289_999).filter(lambda year: year != 9999)  # stands for "never"


@given(years, st.integers(1, 12), st.integers(1, 31))
def test_years_before_and_after_christ(year, month, day):
    day = min(day, month_length(year, month))
    era = f"{1 - year} BC" if year < 1 else f"{year} AD"
    name = MONTHS["en"][month - 1]
    written = f"{'-' if year < 0 else ''}{abs(year):04}" if abs(year) < 10_000 else f"Y{year}"
    assert same(reading(f"{day} {name} {era}"), f"{written}-{month:02}-{day:02}")


moments = st.datetimes(datetime.datetime(1000, 1, 2), datetime.datetime(9998, 12, 30))
offsets = st.integers(-14 * 60, 14 * 60)


@given(moments, offsets, st.sampled_from("T "), st.sampled_from(["", ":"]))
def test_a_time_with_an_offset_is_that_time_in_utc(moment, offset, mark, colon):
    sign, minutes = "-" if offset < 0 else "+", abs(offset)
    zone = f"{sign}{minutes // 60:02}{colon}{minutes % 60:02}"
    cell = f"{moment.isoformat(sep=mark, timespec='microseconds')}{zone}"
    utc = moment - datetime.timedelta(minutes=offset)
    # a second row keeps midnight from counting as no time
    texts = column(cell, "2001-01-01 10:20:30").texts
    assert same(texts[0].as_py(), f"{utc.isoformat(timespec='microseconds')}Z")


WORDS = """3 25 12 1999 2024 9999 99 '98 0 June s century early ca. before between and to - , / ..
    BC ? 14:30 pm +0200 UTC"""
junk = st.one_of(
    st.text(max_size=20),
    st.text(alphabet="0123456789-/., :TZ~?[]{}XBCad", max_size=16),
    st.lists(
        st.sampled_from(WORDS.split()),
        max_size=6,
    ).map(" ".join),
)


@given(st.lists(junk, max_size=5))
def test_each_cell_has_a_date_that_can_be_parsed_or_a_reason(cells):
    found = column(*cells)
    for cell, text in zip(cells, found.texts.to_pylist(), strict=True):
        assert bool(text) != (cell in found.reasons)
        assert not (cell in found.repaired and cell in found.reasons)
        if text:
            parse_when(text)
    for message in (*found.reasons.values(), *found.repaired.values(), *found.understood):
        assert str(message)
