import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from timeline_app.core.build import build_dataset
from timeline_app.core.calendar import EARLIEST, HOUR, LATEST, SECOND, us_of
from timeline_app.core.clauses import TextClause, TimeClause, ValueClause
from timeline_app.core.message import Message
from timeline_app.core.records import Actor, Claim
from timeline_app.core.ticks import ticks
from timeline_app.core.when import DateError, Span, parse_when
from timeline_app.models.words import (
    basis_in_words,
    chip_texts,
    claim_in_words,
    date_in_words,
    field_in_words,
    filter_in_words,
    message_in_words,
    tick_text,
    value_in_words,
    window_in_words,
)

SHIPPED = Path(__file__).parents[2] / "data" / "guatemala-mexico-border"


@pytest.fixture(autouse=True)
def english():
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no date"),
        ("XXXX", "no date (“XXXX”)"),
        ("2025-06-08", "8 June 2025"),
        ("2025-06-08~", "about 8 June 2025"),
        ("2025-06-08?", "8 June 2025 (uncertain)"),
        ("2024-06", "June 2024"),
        ("2024-06%", "about June 2024 (uncertain)"),
        ("1986", "1986"),
        ("201X", "the 2010s"),
        ("-0043", "44 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0033", "AD 33"),
        ("Y-170002", "170,003 BC"),
        ("2024-22", "summer 2024"),
        ("2024-34", "second quarter of 2024"),
        ("2024-40", "first half of 2024"),
        ("[2024-06-01..2024-06-10]", "early June 2024"),
        ("[2024-06-11..2024-06-20]", "mid-June 2024"),
        ("[2024-06-21..2024-06-30]", "late June 2024"),
        ("[2024-02-21..2024-02-29]", "late February 2024"),
        ("[2024-06-03..2024-06-09]", "between 3 and 9 June 2024"),
        ("[2024-06-28..2024-07-03]", "between 28 June and 3 July 2024"),
        ("[2024-12-28..2025-01-03]", "between 28 December 2024 and 3 January 2025"),
        ("[2025-12-08..2025-12-09]", "8 or 9 December 2025"),
        ("[2024-06..2024-07]", "June or July 2024"),
        ("[2024-06..2024-09]", "between June and September 2024"),
        ("[2024-06-03~..2024-06-09]", "between 3 and 9 June 2024 (approximate)"),
        ("[..2024-06-30]", "30 June 2024 or earlier"),
        ("[2024-06-30..]", "30 June 2024 or later"),
        ("[2010-12,2011-12]", "December 2010 or December 2011"),
        ("[2010,2012~,2014]", "2010, about 2012 or 2014"),
        ("{2010,2012}", "2010 and 2012"),
        ("{2010..2012}", "2010 to 2012"),
        ("{2010..}", "since 2010"),
        ("{..2012}", "until 2012"),
        ("{2010,2012-06..}", "2010 and since June 2012"),
        ("2024-07-23/2024-08-02", "23 July to 2 August 2024"),
        ("2024-06-08/2024-06-12", "8 to 12 June 2024"),
        ("2018-12-01/2024-09-30", "1 December 2018 to 30 September 2024"),
        ("2024-06/2024-08", "June to August 2024"),
        ("2024-06~/2024-08?", "about June 2024 to August 2024 (uncertain)"),
        ("2024-06-08/2024-07", "8 June 2024 to July 2024"),
        ("2006-12/..", "since December 2006"),
        ("2021~/..", "since about 2021"),
        ("2006-12/", "December 2006, end unknown"),
        ("../2025", "until 2025"),
        ("2025-06-08T14:30Z", "8 June 2025, 14:30 UTC"),
        ("2025-06-08T14:30:05.120Z", "8 June 2025, 14:30:05.120 UTC"),
        ("2025-06-08T14:30Z/2025-06-08T15:00Z", "8 June 2025, 14:30 to 15:00 UTC"),
        (
            "[2025-06-08T14:00Z..2025-06-08T15:00Z]",
            "between 8 June 2025, 14:00 and 15:00 UTC",
        ),
    ],
)
def test_a_date_is_written_as_a_reader_says_it(text, words):
    assert date_in_words(parse_when(text)) == words


FORMS = st.sampled_from(
    ["{}", "[{}..{}]", "[{},{}]", "{{{}..{}}}", "{{{},{}..}}", "{}/{}", "{}/..", "{}/", "../{}",
     "[..{}]", "[{}..]", "[{},{}..]", "{{{}..}}", "{{..{}}}"]
)  # fmt: skip
DATES = st.from_regex(
    r"20[0-9X]{2}(-(0[1-9X]|1[0-2])(-(0[1-9]|1[0-9X]|2[0-8]))?)?[?~%]?", fullmatch=True
)


@given(FORMS, DATES, DATES)
def test_every_date_has_words(form, one, other):
    try:
        when = parse_when(form.format(one, other))
    except DateError:
        reject()
    assert date_in_words(when)


def test_what_a_date_rests_on():
    assert basis_in_words("stated", "") == "stated by the source"
    note = "the source gives no year: worked out from when it appeared"
    assert basis_in_words("inferred", note) == note
    assert basis_in_words("external", "") == "settled by another report"


def window(start, end):
    return window_in_words(Span(us_of(*start), us_of(*end)))


def test_a_window_is_said_as_exactly_as_it_needs():
    assert window((2010,), (2026,)) == "2010–2025"
    assert window((1985, 3, 1), (2026, 2, 3)) == "1985–2026"
    assert window((-299,), (301,)) == "300 BC to AD 300"
    assert window((2024,), (2025,)) == "2024"
    assert window((2024, 6), (2024, 7)) == "June 2024"
    assert window((2024, 6), (2025, 4)) == "June 2024 to March 2025"
    assert window((2024, 6, 3), (2024, 6, 10)) == "3 to 9 June 2024"
    assert window((2025, 6, 8), (2025, 6, 9)) == "8 June 2025"


def test_a_window_of_hours_says_the_time():
    day = us_of(2025, 6, 8)
    afternoon = Span(day + 14 * HOUR, day + 15 * HOUR)
    assert window_in_words(afternoon) == "8 June 2025, 14:00 to 15:00"
    night = Span(day + 23 * HOUR, day + 26 * HOUR)
    assert window_in_words(night) == "8 June 2025, 23:00 to 9 June 2025, 02:00"
    short = Span(day, day + SECOND)
    assert window_in_words(short) == "8 June 2025, 00:00:00.000 to 00:00:01.000"


def labels(start, end, width=800):
    return [tick_text(tick) for tick in ticks(Span(start, end), width)]


def test_marks_say_the_coarser_unit_where_it_begins():
    assert labels(us_of(2024, 11), us_of(2025, 2), 400) == [
        "November",
        "December",
        "2025",
        "February",
    ]
    assert labels(us_of(2024, 2, 27), us_of(2024, 3, 4))[:4] == [
        "27 February", "28 February", "29 February", "March 2024",
    ]  # fmt: skip
    night = labels(us_of(2025, 6, 8) - 5 * HOUR, us_of(2025, 6, 8) + 3 * HOUR)
    assert night == [
        "19:00", "20:00", "21:00", "22:00", "23:00", "8 June 2025", "01:00", "02:00", "03:00",
    ]  # fmt: skip
    assert labels(us_of(2025), us_of(2025) + SECOND // 2)[1] == ".100"


def test_marks_before_christ_are_counted_as_people_do():
    assert labels(us_of(-300), us_of(301)) == [
        "300 BC", "200 BC", "100 BC", "AD 1", "AD 100", "AD 200", "AD 300",
    ]  # fmt: skip
    assert labels(EARLIEST, LATEST) == ["200,000 BC", "100,000 BC", "AD 1", "100,000", "200,000"]


def claim(attribute, subject, value):
    return Claim("c", "e", "q", attribute, subject, value)


@pytest.mark.parametrize(
    ("attribute", "subject", "value", "words"),
    [
        ("killed", "gunmen", "3", "3 gunmen killed"),
        ("killed", "", "3", "3 killed"),
        ("killed", "people", ">=19", "at least 19 people killed"),
        ("displaced", "people", "~200", "about 200 people displaced"),
        ("displaced", "people", ">2000", "more than 2,000 people displaced"),
        ("killed", "people", "<=5", "at most 5 people killed"),
        ("killed", "people", "5-9", "5 to 9 people killed"),
        ("injured", "soldiers", "1", "soldiers: 1 injured"),
        ("killed", "people", "1", "1 person killed"),
        ("troops_before", "", "150", "150 troops before"),
        ("troops_after", "soldiers", "450", "450 soldiers after"),
        ("attribution", "attackers", "sinaloa-cartel", "attributed to Sinaloa Cartel"),
        ("date", "clash", "[2024-06-21..2024-06-30]", "clash: late June 2024"),
        ("place", "", "Chiapas", "place: Chiapas"),
        ("killed", "people", "many", "people: many"),
        ("killed", "people", "9" * 30, f"people: {'9' * 30}"),
    ],
)
def test_a_claim_reads_as_a_sentence_part(attribute, subject, value, words):
    names = {"sinaloa-cartel": "Sinaloa Cartel"}
    assert claim_in_words(claim(attribute, subject, value), names) == words


def test_every_shipped_date_and_claim_has_words():
    for row in rows("events.csv"):
        assert not date_in_words(parse_when(row["date"])).startswith("no date")
    for row in rows("claims.csv"):
        words = claim_in_words(claim(row["attribute"], row["subject"], row["value"]), {})
        assert not set(words) & set("[]{}<>~")


def rows(name):
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def dataset():
    events = pd.DataFrame(
        {
            "event_id": ["a", "b"],
            "title": ["A", "B"],
            "date": ["2010", "2011"],
            "event_type": ["Accident", ""],
            "countries": ["GTM|MEX", "GTM"],
            "actors": ["army", ""],
            "region": ["north", "north"],
        }
    ).astype(str)
    actors = [Actor("army", "Guatemalan Army")]
    return build_dataset(
        name="", title="", version="", description="", location="", events=events,
        actors=actors, event_types=[], sources=[], quotes=[], claims=[],
    )  # fmt: skip


def test_fields_and_values_have_names(dataset):
    assert field_in_words("type") == "Event type"
    assert field_in_words("region") == "region"
    assert value_in_words(dataset.fields["actor"], "army") == "Guatemalan Army"
    assert value_in_words(dataset.fields["actor"], "") == "no actor"
    assert value_in_words(dataset.field("region"), "") == "no region"


def test_each_condition_is_a_chip(dataset):
    assert chip_texts(dataset, ValueClause("country", ("GTM", "MEX"))) == [
        ("GTM", "Guatemala"),
        ("MEX", "Mexico"),
    ]
    assert chip_texts(dataset, ValueClause("type", ("", "Accident"), exclude=True)) == [
        ("", "not: no event type"),
        ("Accident", "not: Accident"),
    ]
    assert chip_texts(dataset, TextClause("mexico")) == [(None, "text: mexico")]


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (TimeClause("2010", "2025"), "2010 to 2025"),
        (TimeClause("2010", "2025", certain=True), "2010 to 2025, certainly"),
        (TimeClause("2024-06-03", "2024-06-09"), "3 to 9 June 2024"),
        (TimeClause("2010-01-01", "2025-12-31"), "2010 to 2025"),
        (TimeClause("2024-06-01", "2024-06-30"), "June 2024"),
        (TimeClause("2024-06-01", "2024-08"), "June to August 2024"),
        (TimeClause("2025-06-08T14:00Z", "2025-06-08T15:00Z"), "8 June 2025, 14:00 to 15:00 UTC"),
        (TimeClause("soon", "2025"), "soon to 2025"),
        (TimeClause("2010", ""), "from 2010"),
        (TimeClause("", "2025-06"), "until June 2025"),
        (TimeClause("2025-06", "2025-06"), "June 2025"),
        (TimeClause("[2024-06-21..2024-06-30]", "2025"), "late June 2024 to 2025"),
    ],
)
def test_a_span_of_time_is_one_chip(dataset, clause, words):
    assert chip_texts(dataset, clause) == [(None, words)]


def test_a_filter_is_one_sentence(dataset):
    filter_ = (
        ValueClause("country", ("GTM", "MEX")),
        ValueClause("type", ("Accident",), exclude=True),
        TimeClause("2010", "2025"),
        TextClause("zetas"),
    )
    assert filter_in_words(dataset, filter_) == (
        "Country Guatemala or Mexico; not event type Accident; from 2010 to 2025; text “zetas”"
    )
    assert filter_in_words(dataset, ()) == "all events"


def test_a_message_within_a_message_is_said_too():
    inner = Message("dates", "June {year}", {"year": 2025})
    assert message_in_words(Message("x", "no day in {month}", {"month": inner})) == (
        "no day in June 2025"
    )
    with pytest.raises(DateError) as caught:
        parse_when("2025-02-30")
    assert "February 2025 has 28 days" in message_in_words(caught.value.message)


def test_what_follows_from_the_evidence_is_said_by_itself(dataset):
    filter_ = (
        ValueClause("publisher", ("BBC News",)),
        ValueClause("published", ("2012", "2013")),
        ValueClause("independent_sources", ("1", "2")),
        ValueClause("anchor", ("lost",)),
        ValueClause("sources_disagree", ("yes",)),
        ValueClause("sources_disagree", ("no",), exclude=True),
    )
    assert [text for clause in filter_ for _, text in chip_texts(dataset, clause)] == [
        "BBC News", "published 2012", "published 2013", "1 independent source",
        "2 independent sources", "quotes lost", "sources disagree", "not: sources do not disagree",
    ]  # fmt: skip
    assert filter_in_words(dataset, filter_) == (
        "Publisher BBC News; Published 2012 or 2013; "
        "1 independent source or 2 independent sources; quotes lost; sources disagree; "
        "not: sources do not disagree"
    )
    nothing = [ValueClause(name, ("",)) for name in ("publisher", "independent_sources", "anchor")]
    assert [chip_texts(dataset, clause)[0][1] for clause in nothing] == [
        "no publisher known", "no source", "no quote",
    ]  # fmt: skip
