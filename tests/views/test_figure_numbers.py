"""Numbers before the titles of a figure, and what they stand for at its foot."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from tests.builders import make_dataset, make_quote, small_dataset
from tests.views.figure_texts import texts_of
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.records import Source
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.io.open import open_dataset
from timeline_app.paths import shipped_dataset
from timeline_app.views.canvas.figure import figure_content
from timeline_app.views.canvas.figure_caption import credit_text
from timeline_app.views.canvas.figure_choices import SIZES, FigureChoices
from timeline_app.views.canvas.figure_timeline import FigureTimeline

pytestmark = pytest.mark.usefixtures("qapp")

A4 = (1123, 794)
NUMBER_PX = 10
BBC = Source("bbc", "BBC News", "Army joins fight", "2012-01-15")
TRT = Source("trt", "TRT World", "Border security", "2024-08-03")


def drawn(dataset: Dataset, group: str = "", filter_=(), window=None, **choices) -> list[str]:
    choices.setdefault("size", A4)
    wanted = FigureChoices(whole_span=window is None, **choices)
    state = ViewState(filter=filter_, group=group, window=window or Span(0, 1))
    svg = figure_content("svg", dataset, project(dataset, filter_), state, wanted)
    return [text.text for text in texts_of(svg)]


def events(count: int, **cells: str) -> list[dict[str, str]]:
    return [{"date": f"{2000 + i}-05-01", "title": f"Title {i}", **cells} for i in range(count)]


def sourced(count: int, **cells: str) -> Dataset:
    quotes = [make_quote(f"q{i}", f"e{i}", "bbc" if i % 2 else "trt") for i in range(count)]
    return make_dataset(*events(count, **cells), sources=(BBC, TRT), quotes=quotes)


def numbers_of(texts: list[str]) -> dict[str, str]:
    """The number that stands before each title."""
    pairs = pairwise(texts)
    return {title: number for number, title in pairs if title.startswith("Title ")}


def test_events_have_numbers_in_order_of_time():
    numbers = numbers_of(drawn(sourced(6)))
    assert numbers == {f"Title {i}": str(i + 1) for i in range(6)}


def test_an_event_has_the_same_number_in_each_of_its_lanes():
    texts = drawn(sourced(4, countries="GTM|MEX"), "country")
    assert [texts.count(f"Title {i}") for i in range(4)] == [2, 2, 2, 2]
    before = {(a, b) for a, b in pairwise(texts) if b.startswith("Title ")}
    assert before == {(str(i + 1), f"Title {i}") for i in range(4)}


def test_filtered_events_are_numbered_from_one():
    dataset = make_dataset(
        *events(3, countries="GTM"),
        {"date": "1999", "title": "Title early", "countries": "MEX"},
        sources=(BBC,),
        quotes=[make_quote("q", "e0", "bbc")],
    )
    assert numbers_of(drawn(dataset)) == {
        "Title early": "1", "Title 0": "2", "Title 1": "3", "Title 2": "4",
    }  # fmt: skip
    kept = numbers_of(drawn(dataset, filter_=(ValueClause("country", ("GTM",)),)))
    assert kept == {"Title 0": "1", "Title 1": "2", "Title 2": "3"}


def test_the_sources_stand_at_the_foot():
    texts = drawn(sourced(4))
    foot = texts[texts.index("Sources") :]
    assert foot[foot.index("1, 3") + 1].startswith("TRT World, “Border security,”")
    assert foot[foot.index("2, 4") + 1].startswith("BBC News, “Army joins fight,”")


def test_a_title_without_room_is_named_at_the_foot():
    long = "Title that is far longer than any label on a timeline of this width can ever be " * 2
    dataset = make_dataset(
        {"date": "2001-05-01", "title": long},
        {"date": "2002-05-01", "title": "Title 1"},
        sources=(BBC,),
        quotes=[make_quote("q", "e0", "bbc")],
    )
    texts = drawn(dataset)
    at = texts.index("Titles in full")
    assert texts[at + 1] == "1"
    assert " ".join(texts[at + 2 : texts.index("Sources")]) == long.strip()


@pytest.mark.parametrize(
    ("dataset", "line"),
    [
        (sourced(0), None),
        (make_dataset(*events(5)), None),
        (
            make_dataset(
                *({"date": "2020-05-01", "title": f"Title {i}"} for i in range(400)),
                sources=(BBC,),
                quotes=[make_quote(f"q{i}", f"e{i}", "bbc") for i in range(400)],
            ),
            r"Sources: 1 document.*; see the data",
        ),
    ],
    ids=["no events", "no sources", "density"],
)
def test_what_cannot_be_numbered_is_not_half_numbered(dataset, line):
    texts = drawn(dataset)
    assert "Sources" not in texts
    assert not any(re.fullmatch(r"\d{1,2}", number) for number in numbers_of(texts).values())
    assert line is None or any(re.fullmatch(line, text) for text in texts)


def test_more_sources_than_there_is_room_for_are_no_half_list():
    count = 80
    dataset = make_dataset(
        *events(count),
        sources=[Source(f"s{i}", f"Publisher {i}", "Report " * 12, "2012") for i in range(count)],
        quotes=[make_quote(f"q{i}", f"e{i}", f"s{i}") for i in range(count)],
    )
    texts = drawn(dataset, size=(794, 559))
    assert "Sources" not in texts
    assert any(text.startswith("Sources: 80 document") for text in texts)


def test_without_numbers_the_foot_says_where_the_sources_are():
    texts = drawn(sourced(4), numbers=False)
    assert "Sources" not in texts
    assert any(re.fullmatch(r"Sources: 2 document.*; see the data", text) for text in texts)


def test_the_credit_stands_beside_the_dataset():
    assert any(
        "Ana Pérez · Data: Test set" in text for text in drawn(sourced(2), credit="Ana Pérez")
    )


def test_undated_events_are_named_at_the_foot():
    dataset = make_dataset(
        {"date": "", "title": "Rumour of a tunnel"},
        {"date": "2012", "title": "Clash"},
        sources=[BBC],
        quotes=[make_quote("q", "e0", "bbc")],
    )
    texts = drawn(dataset)
    assert "Rumour of a tunnel" in texts[texts.index("Titles in full") :]


def test_titles_that_are_cut_are_numbered_where_there_are_no_sources():
    title = "Fuerzas armadas y grupos de autodefensa de los municipios de la frontera norte"
    dataset = make_dataset(*({"date": "2012-05", "title": f"{title} {i}"} for i in range(4)))
    texts = drawn(dataset, size=(600, 800))
    assert "Titles in full" in texts
    assert "Titles in full" not in drawn(make_dataset({"date": "2012-05", "title": "Clash"}))


def test_numbers_are_never_in_place_of_titles():
    count = 80
    dataset = make_dataset(
        *events(count),
        sources=[Source(f"s{i}", f"Publisher {i}", "", "2012") for i in range(count)],
        quotes=[make_quote(f"q{i}", f"e{i}", f"s{i}") for i in range(count)],
    )
    shown = numbers_of(drawn(dataset, size=(794, 559)))
    bare = numbers_of(drawn(dataset, size=(794, 559), numbers=False))
    assert len(shown) >= len(bare) > 0


@pytest.mark.parametrize(("title", "end"), [("הגבול", "\u200e, 1.0.0"), ("Border", ", 1.0.0")])
def test_the_version_stands_behind_a_name_that_is_read_from_right_to_left(title, end):
    dataset = replace(small_dataset(), title=title)
    assert credit_text(dataset, "") == f"Data: {title}{end}"


def test_as_seen_or_the_whole_span():
    dataset = sourced(6)
    start = int(dataset.times.start[2])
    window = Span(start - 10**12, start + 10**12)
    assert list(numbers_of(drawn(dataset, window=window))) == ["Title 2"]
    assert len(numbers_of(drawn(dataset, window=fitted(dataset.time_index)))) == 6
    assert len(numbers_of(drawn(dataset))) == 6


@pytest.mark.parametrize("size", [size for _, size in SIZES], ids=str)
def test_every_number_of_the_shipped_dataset_is_explained(size):
    """Each event has a number, which is listed with a source, on the smallest page too."""
    dataset = open_dataset([shipped_dataset()])
    for group in ("country", ""):
        texts = drawn(dataset, group, size=size)
        at = texts.index("Sources")
        listed = {
            number
            for text in texts[at:]
            if re.fullmatch(r"[\d, –]+,?", text)
            for part in text.strip(",").split(", ")
            for number in span(part)
        }
        assert listed == set(range(1, 31))


def span(part: str) -> range:
    first, _, last = part.partition("–")
    return range(int(first), int(last or first) + 1)


def test_the_legend_says_what_shapes_of_dates_mean():
    texts = drawn(small_dataset(), "country")
    assert {"some time within", "goes on"} <= set(texts)
    assert "some time within" not in drawn(sourced(3))


def test_many_events_are_laid_out_in_few_ways(monkeypatch):
    """For each way takes its time."""
    dataset, laid_out = sourced(200, countries="GTM"), []

    class Counted(FigureTimeline):
        def __init__(self, *args):
            laid_out.append(1)
            super().__init__(*args)

    monkeypatch.setattr("timeline_app.views.canvas.figure_page.FigureTimeline", Counted)
    drawn(dataset, "country", size=(800, 3000))
    assert 0 < len(laid_out) <= 12
