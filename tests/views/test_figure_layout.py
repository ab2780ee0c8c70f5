"""No text of a figure lies over another or leaves the page, whatever the data and the size."""

import random
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_claim, make_dataset, make_quote, parse_times, small_dataset
from tests.views.figure_texts import Text, outside, overlapping, texts_of
from timeline_app.core.clauses import Filter, TextClause, ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.records import Actor, Era, Source
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.io.open import open_dataset
from timeline_app.paths import shipped_dataset
from timeline_app.views.canvas.figure import figure_content
from timeline_app.views.canvas.figure_choices import SIZES, FigureChoices
from timeline_app.views.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")

EVERY_SIZE = pytest.mark.parametrize("size", [size for _, size in SIZES], ids=str)
LONG = "Fuerzas armadas y grupos de autodefensa de los municipios de la frontera " * 5
SCRIPTS = (
    "הצבא נשלח לגבול (2012) אחרי ABC הקרבות",
    "أرسلت الحكومة الجيش إلى الحدود 2012",
    "軍隊が国境に派遣された",
    "Армия направлена на границу",
    "𝔸𝕣𝕞𝕪 🚚💥 e\u0301\u0302\u0303 zalgo",
    "\u0301e\u0302\u0302\u0302n\u0302\u0302o\u0489\u20dd\u20dda\u0323\u0323 \u0301and",
    "a\x01\x9c\u2029\ufffe",
    "\u202e\u2066army\u200b \u200fborder\u202c\ufeff\u00ad",
    "Supercalifragilistic" * 12,
    "a\tb\nc\r\nd",
    "",
)


def drawn(
    dataset: Dataset,
    size: tuple[int, int],
    group: str = "",
    filter_: Filter = (),
    window: Span | None = None,
    **choices,
) -> list[Text]:
    state = ViewState(filter=filter_, group=group, window=window or Span(0, 1))
    wanted = FigureChoices(size=size, whole_span=window is None, **choices)
    return texts_of(figure_content("svg", dataset, project(dataset, filter_), state, wanted))


def assert_legible(texts: list[Text], size: tuple[int, int]) -> None:
    assert overlapping(texts) == []
    assert outside(texts, size, margin=16) == []


@cache
def shipped() -> Dataset:
    return open_dataset([shipped_dataset()])


@cache
def nasty() -> Dataset:
    """Lanes without end, long names in many scripts, undated events, eras, disputes, sources."""
    chance = random.Random(5)
    dates = ("2012", "2012-05", "2012-05-11?", "2012~", "2010-01/..", "2010-06/", "", "2013-03-02")
    names = [*SCRIPTS[:8], LONG[:180], LONG[:60], *(f"Group {i}" for i in range(33))]
    events = [
        {
            "date": chance.choice(dates),
            "title": chance.choice([*SCRIPTS, LONG, LONG[:70], "Clash", "Five police officers"]),
            "actors": f"a{chance.randrange(40)}|a{chance.randrange(40)}",
            "event_type": f"Kind {i % 22}\u2029{LONG[: chance.randrange(60)]}",
            "countries": chance.choice(("GTM", "MEX", "GTM|MEX", "")),
        }
        for i in range(110)
    ]
    dataset = make_dataset(
        *events,
        actors=[Actor(f"a{i}", name) for i, name in enumerate(names)],
        sources=[
            Source(
                f"s{i}", chance.choice(SCRIPTS), LONG[: 20 * i], "2012", f"https://a.example/{i}"
            )
            for i in range(12)
        ],
        quotes=[make_quote(f"q{i}", f"e{i}", f"s{chance.randrange(12)}") for i in range(100)],
        claims=[make_claim("killed", "5", event_id="e3", disputed=True)],
    )
    eras = [Era(LONG[:50], "2009/2011"), Era(SCRIPTS[0], "2010-06/2012"), Era("", "2012/2014")]
    return replace(dataset, eras=tuple(eras), title=(LONG + SCRIPTS[0])[:300])


@cache
def dense() -> Dataset:
    """Too many events to be drawn one by one."""
    return make_dataset(
        *(
            {"date": f"20{i % 20:02}-{i % 12 + 1:02}-{i % 28 + 1:02}", "title": f"E{i}", "place": p}
            for i in range(3000)
            for p in (f"P{i % 9}",)
        )
    )


@EVERY_SIZE
@pytest.mark.parametrize("group", ["country", "actor", "type", "source", "place", ""])
def test_the_shipped_dataset_is_legible(size, group):
    assert_legible(drawn(shipped(), size, group), size)


@EVERY_SIZE
@pytest.mark.parametrize("group", ["actor", "country", "type", "date_basis"])
def test_nasty_names_are_legible(size, group):
    assert_legible(drawn(nasty(), size, group, credit=LONG[:100]), size)


@EVERY_SIZE
def test_light_and_dark_are_laid_out_alike(size):
    assert drawn(shipped(), size, theme=LIGHT) == drawn(shipped(), size, theme=DARK)


@EVERY_SIZE
@pytest.mark.parametrize("group", ["place", ""])
def test_density_is_legible(size, group):
    assert_legible(drawn(dense(), size, group), size)


@EVERY_SIZE
@pytest.mark.parametrize(
    "dataset",
    [make_dataset(), make_dataset({"date": "2012-05-11", "title": LONG}), small_dataset()],
    ids=["none", "one", "each form"],
)
def test_few_events_are_legible(size, dataset):
    assert_legible(drawn(dataset, size, "country"), size)


@EVERY_SIZE
def test_a_filter_of_sixty_values_is_said_to_its_end(size):
    actors = [Actor(f"a{i}", f"Armed group number {i} of the border") for i in range(60)]
    dataset = make_dataset(
        *({"date": "2012-05", "title": f"E{i}", "actors": f"a{i}"} for i in range(60)),
        actors=actors,
    )
    clause = ValueClause("actor", tuple(actor.actor_id for actor in actors))
    texts = drawn(dataset, size, "", (clause,))
    assert_legible(texts, size)
    said = " ".join(text.text for text in texts)
    assert all(f"{actor.name}," in said for actor in actors[:-2])
    assert "60 of 60 events" in said


@EVERY_SIZE
def test_a_title_of_three_hundred_letters_is_said_to_its_end(size):
    title = "".join(f"Word{i:03} " for i in range(38))[:300]
    texts = drawn(small_dataset(), size, "country", title=title)
    assert_legible(texts, size)
    assert title.strip() in " ".join(text.text for text in texts)


@EVERY_SIZE
def test_a_window_in_hours_is_legible(size):
    dataset = make_dataset(
        *({"date": f"2012-05-11T{i:02}:30:00Z", "title": f"Event of hour {i}"} for i in range(24)),
        {"date": "", "title": "Some day"},
    )
    start = int(dataset.times.start[0])
    window = Span(start, start + 20 * 3_600_000_000)
    assert_legible(drawn(dataset, size, "country", window=window), size)
    window = Span(start + 10, start + 90_000_000)
    assert_legible(drawn(dataset, size, "country", window=window), size)


@pytest.mark.parametrize("size", [(320, 200), (400, 300), (320, 500), (900, 200)], ids=str)
@pytest.mark.parametrize("group", ["", "actor", "country"])
@pytest.mark.parametrize("made", [nasty, dense, shipped, small_dataset])
def test_a_picture_smaller_than_those_offered_is_legible(made, group, size):
    assert_legible(drawn(made(), size, group), size)


def test_no_type_is_smaller_than_five_points():
    """What is laid out in finer type, too: 5 pt are 6.67 px."""
    for size in [size for _, size in SIZES]:
        for made in (shipped, nasty, dense):
            texts = drawn(made(), size, "country")
            assert min(text.pixels for text in texts) >= 6.67


def test_a_low_picture_shows_its_lanes_rather_than_its_legend():
    texts = [text.text for text in drawn(shipped(), (400, 300), "country")]
    assert "Mexico" in texts
    assert "date uncertain" not in texts


def test_lanes_without_room_cost_rather_few_events_than_all_numbers():
    """Where all lanes just fit, many events would not be drawn one by one."""
    texts = [text.text for text in drawn(shipped(), (1056, 816), "actor")]
    assert "Sources" in texts
    assert any("not drawn, in lanes left out" in text for text in texts)


@EVERY_SIZE
def test_signs_at_the_end_of_the_window_lie_over_nothing(size):
    """Of what begins with its last px, beside its title."""
    when = parse_times(["2012-05-11%"]).start[0]
    dataset = make_dataset(
        {"date": "2012-05-11%", "title": "La Mesilla"},
        claims=[make_claim("killed", "5", disputed=True)],
    )
    texts = drawn(dataset, size, window=Span(int(when) - 10**12, int(when) + 10**5))
    assert_legible(texts, size)
    assert {"?", "~", "≠"} <= {text.text for text in texts}


def test_no_half_sign_stands_at_the_beginning_of_the_window():
    dataset = make_dataset({"date": "2012-05-11%/..", "title": "La Mesilla"})
    start, size = int(parse_times(["2013-05-11"]).start[0]), (1123, 794)
    texts = drawn(dataset, size, window=Span(start, start + 10**12))
    assert "La Mesilla" in {text.text for text in texts}
    assert outside(texts, size, margin=24) == []


@settings(max_examples=25)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "date": st.sampled_from(("2012", "2012-05-11", "2013?", "2010/..", "", "1990-01")),
                "title": st.text(max_size=80) | st.sampled_from(SCRIPTS),
                "place": st.text(max_size=40) | st.sampled_from("ABC"),
                "event_type": st.sampled_from(("", "A", LONG, "Kind one", "Kind two")),
            }
        ),
        max_size=25,
    ),
    st.sampled_from([size for _, size in SIZES]),
    st.sampled_from(("place", "type", "")),
    st.text(max_size=200),
)
def test_whatever_stands_in_the_data_is_legible(events, size, group, words):
    dataset = make_dataset(
        *events,
        sources=[Source("s", words[:50], words, "2012")],
        quotes=[make_quote(f"q{i}", f"e{i}", "s") for i in range(len(events))],
    )
    texts = drawn(dataset, size, group, (TextClause(words[:1]),), title=words, credit=words)
    assert_legible(texts, size)
