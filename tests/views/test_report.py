"""The report as a reader has it: the document, whatever the data holds."""

import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import MARKUP, make_dataset, small_dataset
from tests.views.html_reader import Document
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.build import CITED
from timeline_app.core.clauses import Filter, TextClause, ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.core.projection import project
from timeline_app.core.records import Actor, Claim, EventType, Quote, Source
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.io.finding import WriteError
from timeline_app.views.report import write_report
from timeline_app.views.report.html import element, html, safe

MADE = datetime(2026, 11, 26, 20, 15, tzinfo=UTC)
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><title>x</title></svg>'
"""A figure, where a test is not about it."""
pytestmark = pytest.mark.usefixtures("qapp")


def written(path: Path, dataset: Dataset, filter_: Filter = (), **more) -> str:
    state = ViewState(window=fitted(dataset.time_index) or Span(0, 10**12), filter=filter_)
    write_report(path, dataset, project(dataset, filter_), state, **{"drawn": DRAWN, **more})
    return path.read_text(encoding="utf-8")


@pytest.fixture
def report(tmp_path):
    def make(dataset: Dataset, filter_: Filter = (), **more) -> Document:
        return Document(written(tmp_path / "report.html", dataset, filter_, **more))

    return make


def test_it_says_what_is_shown_of_which_data(report):
    filter_ = (ValueClause("country", ("MEX",)), ValueClause("type", ("Attack",), exclude=True))
    read = report(small_dataset(), filter_, title="For the desk", made=MADE, sha256="ab" * 32)
    assert "For the desk" in read.text
    assert "Test set, version 1.0.0" in read.text
    assert "Country Mexico; not event type Attack" in read.text
    assert "7 of 12" in read.text
    assert "26 November 2026, 20:15 UTC" in read.text
    assert "ab" * 32 in read.text


def test_the_figure_is_in_it_and_can_be_read_aloud(report):
    read = report(small_dataset(), drawn=None)
    (svg,) = read.all_of("svg")
    assert svg["role"] == "group"  # of links; a picture that has none is one thing
    assert "Timeline of 12 events" in read.text
    assert "Five police officers killed" in read.text.partition("Timeline of 12 events")[2]


def test_each_number_of_the_figure_leads_to_its_event(tmp_path):
    dataset = small_dataset()
    text = written(tmp_path / "report.html", dataset, drawn=None)
    svg = text[text.index("<svg") : text.index("</svg>")]
    links = re.findall(r'<a href="#event-(\d+)"><text[^>]*>(\d+)</text></a>', svg)
    assert {int(number) for _, number in links} == set(range(1, 12))
    assert all(target == number for target, number in links)


def test_a_figure_without_numbers_is_one_picture(report):
    (svg,) = report(small_dataset()).all_of("svg")
    assert svg["role"] == "img"


def test_events_stand_in_order_with_their_numbers_and_those_without_a_date_last(report):
    dataset = small_dataset()
    read = report(dataset)
    titles = [dataset.event(row).title for row in range(len(dataset))]
    places = [read.text.index(title) for title in titles]
    assert places == sorted(places)
    assert read.text.index("Events without a date") < places[-1]
    numbers = [found["id"] for found in read.all_of("li") if found.get("value")][:12]
    assert numbers == [f"event-{n}" for n in range(1, 13)]


def test_dates_are_as_precise_as_they_are_known(report):
    read = report(small_dataset())
    times = [found["datetime"] for found in read.all_of("time")]
    assert times == ["1986", "2025-06-08", "2025-06-08T14:30:00Z"]
    for words in ("late June 2024", "February 2012 (uncertain)", "since December 2006"):
        assert words in read.text
    assert "The text says last month." in read.text


def test_a_quote_is_set_as_one_with_its_carrying_words_and_its_source(report):
    dataset = make_dataset(
        {"title": "x"},
        sources=[Source("s", "Prensa", "Ataque", "2025", "https://example.org/1", "es")],
        quotes=[Quote("q", "e0", "s", "Murieron cinco policías.", emphasis="cinco policías")],
    )
    read = report(dataset)
    (block,) = read.all_of("blockquote")
    assert block == {"cite": "https://example.org/1", "lang": "es", "dir": "auto"}
    assert "Murieron cinco policías." in read.text
    assert "cinco policías" in read.texts
    assert "— Prensa, 2025 [1]" in read.text


def test_sources_are_numbered_as_they_are_named_and_listed_in_full(report):
    dataset = make_dataset(
        {"title": "x", "date": "2020", CITED: "c", "related": "e1|gone"},
        {"title": "y", "date": "2021", CITED: "a"},
        sources=[
            Source(
                "a",
                "A Press",
                "First",
                "2012-01-15",
                "https://a.example/1",
                "en",
                "f" * 64,
                "As read in print.",
            ),
            Source("b", "B Press", "Second", derived_from="a", note="See https://b.example/n."),
            Source("c", "", "javascript:", url="javascript:alert(1)"),
        ],
        quotes=[Quote("q1", "e0", "b", "One."), Quote("q2", "e1", "a", "Two.")],
    )
    read = report(dataset)
    listed = read.text[read.text.index("Sources") :]
    assert listed.index("B Press") < listed.index("javascript:") < listed.index("A Press, “First,”")
    assert "A Press, “First,” 15 January 2012." in listed
    assert "Republishes or rewrites A Press, First, 15 January 2012 [3], so it is no" in listed
    assert "f" * 64 in listed
    assert "As read in print." in listed
    assert "Language: English" in listed
    assert "See also: 2" in read.text
    links = [found["href"] for found in read.all_of("a")]
    assert {"https://a.example/1", "https://b.example/n"} <= set(links)
    anchors = {found.get("id") for _, found in read.elements}
    assert {link[1:] for link in links if link.startswith("#")} <= anchors


def test_sources_nobody_names_are_not_listed(report):
    assert "A year on" not in report(small_dataset(), (TextClause("officers"),)).text


def test_all_values_stand_where_the_sources_disagree(report):
    quotes = [Quote("q1", "e0", "a", "Five died."), Quote("q2", "e0", "b", "Nine died.")]
    claims = [
        Claim("c1", "e0", "q1", "killed", "soldiers", "5"),
        Claim("c2", "e0", "q2", "killed", "soldiers", "9", note="Of the dead."),
        Claim("c3", "e0", "q1", "injured", "soldiers", "2"),
        Claim("c4", "e0", "q2", "injured", "soldiers", ">=2"),
    ]
    sources = [Source("a", "A Press", "T"), Source("b", "B Press", "T")]
    dataset = make_dataset({"title": "x"}, sources=sources, quotes=quotes, claims=claims)
    text = report(dataset).text
    killed, injured = text.split("How many were killed is disputed (soldiers)")[1].split("Injured")
    assert "5 soldiers killed — A Press" in killed
    assert "9 soldiers killed — B Press" in killed
    assert "Of the dead." in killed
    assert "Lowest 5, highest 9; the sources do not agree" in killed
    assert "At least 2 soldiers injured — B Press" in injured
    assert "the sources agree" in injured


def test_it_says_what_was_found_of_each_quote(report):
    dataset = small_dataset()
    first, second = dataset.quotes["2025-06-08"]
    anchors = {first: Anchor(AnchorState.EXACT, 0, 9), second: Anchor(AnchorState.LOST)}
    read = report(replace(dataset, anchors=anchors))
    assert "Stands in the source at its place" in read.text
    assert "Lost: not in the text that was found" in read.text
    assert "; quotes: 1 exact, 1 lost, 4 not checked here" in read.text
    assert "were not checked for this report" not in read.text
    assert "were not checked for this report" in report(dataset).text


def test_related_events_are_a_link_away_if_they_are_in_the_report(report):
    assert "See also: 10" in report(small_dataset()).text
    alone = report(small_dataset(), (ValueClause("type", ("Attack",)),))
    assert "See also" not in alone.text


def test_no_event_is_said(report):
    read = report(small_dataset(), (TextClause("nowhere at all"),))
    assert "No event passes the filter." in read.text
    assert read.all_of("svg") == []


def test_a_long_report_says_that_it_is_long_and_is_written(report):
    dataset = make_dataset(*({"title": f"n{n}", "date": "2020"} for n in range(2_001)))
    read = report(dataset)
    assert "This report is long: 2,001 events" in read.text
    assert len(read.all_of("article")) == 2_001


HOSTILE = (
    "<script>document.title='owned'</script>",
    "</style></title></svg><img src=x onerror=alert(1)>",
    "]]><!-- & &lt; \" ' `",
    "\x00\x01\x1b\x85\ud800\uffff",
    "\u202e\u2066abc\u2069\u2069 \u202b",
    'https://evil.example/"><script>alert(1)</script>',
    "javascript:alert(1)",
    f"ok {MARKUP}",
)


def hostile_dataset(text: str) -> Dataset:
    """A dataset in which every text is the same."""
    names = (
        "title date_note date_basis event_type actors countries place admin1 summary "
        "place_precision related extra"
    )
    cells = dict.fromkeys(names.split(), text.replace("\ud800", ""))  # which no table can hold
    source = Source(**{field.name: text for field in fields(Source)} | {"source_id": "s"})
    quote = Quote("q", "e0", "s", text, text, text, emphasis=text[:3])
    claims = [
        Claim(f"c{n}", "e0", "q", attribute, text, text, disputed=True, note=text)
        for n, attribute in enumerate(("killed", "date", "attribution", "place", text))
    ]
    dataset = make_dataset(
        {**cells, "date": "2020"},
        {**cells, "date": cells["title"]},
        actors=[Actor("a", text)],
        event_types=[EventType(text, text)],
        sources=[source],
        quotes=[quote],
        claims=claims,
    )
    return replace(dataset, name=text, title=text, version=text, description=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_text_holds_stands_as_text(report, text):
    read = report(hostile_dataset(text), drawn=None, title=text, sha256=text)
    tags = {tag for tag, _ in read.elements}
    assert not tags & {"script", "img", "iframe", "object", "b"}
    assert not [name for _, found in read.elements for name in found if name.startswith("on")]
    for found in read.all_of("a"):
        assert re.match("#|https?://", found["href"])
    if text.isprintable():
        assert read.text.count(text) > 20


def test_only_its_own_style_may_act(report, tmp_path):
    text = written(tmp_path / "report.html", small_dataset())
    (policy,) = [
        found["content"] or "" for found in Document(text).all_of("meta") if "http-equiv" in found
    ]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for loading in ("src=", "url(http", "@import", "<link", "srcset"):
        assert loading not in text


@given(st.text())
def test_any_text_can_be_written_and_is_read_again(text):
    read = Document(html(element("p", text)))
    kept = safe(text).replace("\r\n", "\n").replace("\r", "\n")
    assert read.text.replace("\r\n", "\n").replace("\r", "\n") == kept
    kept.encode()


@given(st.text(alphabet="a\u202a\u202d\u2066\u2068\u202c\u2069"))
def test_signs_of_direction_end_where_their_text_ends(text):
    depth: list[str] = []
    for letter in safe(text):
        if letter in "\u202a\u202d":
            depth.append("\u202c")
        elif letter in "\u2066\u2068":
            depth.append("\u2069")
        elif letter == "\u202c":
            assert depth.pop() == letter
        elif letter == "\u2069":
            while depth.pop() != letter:
                pass
    assert depth == []
    assert safe(text).count("a") == text.count("a")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_any_dataset_makes_a_document(tmp_path, text):
    Document(written(tmp_path / "any.html", hostile_dataset(text)))


def test_the_same_data_makes_the_same_bytes(tmp_path):
    one = written(tmp_path / "one.html", small_dataset(), drawn=None, made=MADE)
    other = written(tmp_path / "other.html", small_dataset(), drawn=None, made=MADE)
    assert one == other


def test_it_can_be_stopped_and_leaves_the_old_file(tmp_path):
    path = tmp_path / "report.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(Cancelled):
        written(path, small_dataset(), progress=lambda done: False)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_progress_goes_up_to_the_end(tmp_path):
    told: list[float] = []

    def progress(done: float) -> bool:
        told.append(done)
        return True

    written(tmp_path / "r.html", small_dataset(), progress=progress)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_the_dataset_was_read_from_is_not_replaced(tmp_path):
    path = tmp_path / "events.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(WriteError):
        written(path, replace(small_dataset(), files=(path,)))
