"""Fields that follow from sources, quotes and claims, against plain loops over the events."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import make_claim, make_dataset, make_quote, small_dataset
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.build import CITED, build_dataset
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.evidence_fields import EVIDENCE_FIELDS, possible_key
from timeline_app.core.origins import origins
from timeline_app.core.projection import project
from timeline_app.core.records import Quote, Source
from timeline_app.core.text import fold

IDS = ("s0", "s1", "s2", "s3", "s4")
sources = st.lists(
    st.builds(
        Source,
        st.just(""),
        publisher=st.sampled_from(["", "BBC News", "bbc news", "TRT World"]),
        title=st.just("T"),
        published=st.sampled_from(
            [
                "",
                "2012-01-15",
                "2012",
                "[2012-12-30..2013-01-02]",
                "[2025-12-10..2025-12-13]",
                "x\ud800",
            ]
        ),
        language=st.sampled_from(["", "en", "EN", "es-mx", "x-klingon"]),
        derived_from=st.sampled_from(["", *IDS, "a wire", "A WIRE ", "another wire"]),
    ),
    max_size=len(IDS),
).map(
    lambda found: [
        Source(
            IDS[i], s.publisher, s.title, s.published, "", s.language, derived_from=s.derived_from
        )
        for i, s in enumerate(found)
    ]
)
cited = st.lists(st.lists(st.sampled_from(IDS), max_size=4), max_size=8)


def dataset_of(cells: list[list[str]], known: list[Source], **more) -> Dataset:
    """Events that cite sources, some of which are known."""
    days = [f"2020-01-{1 + row:02d}" for row in range(len(cells))]
    frame = pd.DataFrame(
        {
            "event_id": [f"e{row}" for row in range(len(cells))],
            "date": days,
            CITED: ["|".join(cell) for cell in cells],
        },
        dtype="str",
    )
    return build_dataset(name="x", events=frame, sources=known, **more)


def origin_plainly(source_id: str, known: dict[str, Source]) -> set[str]:
    """Where following `derived_from` ends: one thing, or all of a circle."""
    seen: list[str] = []
    while source_id in known and source_id not in seen:
        seen.append(source_id)
        words = known[source_id].derived_from.strip()
        if not words:
            return {source_id}
        if words not in known:
            return {"words: " + fold(words)}
        source_id = words
    return set(seen[seen.index(source_id) :]) if source_id in seen else {source_id}


@given(cited, sources)
def test_independent_sources_are_the_origins(cells: list[list[str]], found: list[Source]) -> None:
    field = dataset_of(cells, found).field("independent_sources")
    known = {source.source_id: source for source in found}
    if not any(cells):
        assert field is None
        return
    assert field is not None
    for row, cell in enumerate(cells):
        count = len({frozenset(origin_plainly(source_id, known)) for source_id in cell})
        assert field.keys_of(row) == ((str(count),) if count else ())
    sizes = [int(key) for key in field.keys if key]
    assert sizes == sorted(sizes)


@given(cited, sources)
def test_what_is_known_of_the_sources(cells: list[list[str]], found: list[Source]) -> None:
    dataset = dataset_of(cells, found)
    known = {source.source_id: source for source in found}
    years = {"2012-01-15": "2012", "2012": "2012", "[2025-12-10..2025-12-13]": "2025"}
    tags = {"en": "en", "EN": "en", "es-mx": "es-MX", "x-klingon": "x-klingon"}
    for name, value_of in (
        ("publisher", lambda source: source.publisher),
        ("published", lambda source: years.get(source.published, "")),
        ("language", lambda source: tags.get(source.language, "")),
    ):
        field = dataset.field(name)
        if field is None:
            assert not any(getattr(source, name) for source in found) or not any(cells)
            continue
        for row, cell in enumerate(cells):
            values = {value_of(known[key]) for key in cell if key in known} - {""}
            assert set(field.keys_of(row)) == values
            assert len(field.keys_of(row)) == len(values)


@given(st.lists(st.sampled_from(IDS)), sources)
def test_the_order_in_which_origins_are_asked_for_changes_nothing(
    asked: list[str], found: list[Source]
) -> None:
    known = {source.source_id: source for source in found}
    whole = origins(IDS, known)
    assert origins(asked, known).items() <= {**whole, **origins(reversed(IDS), known)}.items()
    assert origins(reversed(IDS), known).items() == whole.items()


def test_a_rewrite_and_its_model_are_one_source() -> None:
    rewrites = [
        Source("a", "American Faith", "A", derived_from="breitbart.com, 10 December 2025"),
        Source("b", "Somebody", "B", derived_from="Breitbart.com, 10 December 2025"),
        Source("c", "TRT World", "C"),
    ]
    field = dataset_of([["a", "b"], ["a", "c"]], rewrites).field("independent_sources")
    assert field is not None
    assert [field.keys_of(0), field.keys_of(1)] == [("1",), ("2",)]


def test_a_chain_and_a_circle_of_sources() -> None:
    names = ["a", "b", "c", "x", "y", "own"]
    derived = {"a": "b", "b": "c", "x": "y", "y": "x", "own": "own"}
    known = {name: Source(name, "", "", derived_from=derived.get(name, "")) for name in names}
    assert origins(names, known) == {
        "a": "c", "b": "c", "c": "c", "x": "x", "y": "x", "own": "own",
    }  # fmt: skip


def test_one_text_that_two_published_is_one_source() -> None:
    digest = "ab" * 32
    known = {
        "a": Source("a", "Wire", "A", sha256=digest),
        "b": Source("b", "Paper", "B", sha256=digest.upper()),
        "c": Source("c", "Rewriter", "C", sha256="cd" * 32, derived_from="b"),
        "d": Source("d", "Other", "D", sha256="ef" * 32),
    }
    found = origins(known, known)
    assert found["a"] == found["b"] == found["c"] != found["d"]


states = st.lists(st.sampled_from([None, *AnchorState]), max_size=4)


@given(st.lists(states, max_size=6))
def test_the_states_of_an_events_quotes(of_events: list[list[AnchorState | None]]) -> None:
    quotes, anchors = [], {}
    for row, found in enumerate(of_events):
        for place, state in enumerate(found):
            quote = make_quote(f"q{row}-{place}", f"e{row}")
            quotes.append(quote)
            if state:
                anchors[quote] = Anchor(state)
    days = ({"date": f"2020-01-{1 + row:02d}"} for row in range(len(of_events)))
    dataset = make_dataset(*days, quotes=[*quotes, make_quote("q", "no event of it")])
    before = dataset.field("anchor")
    assert before is not None
    assert set(before.keys) <= {"", AnchorState.NOT_CHECKED}
    field = dataset.with_anchors(anchors).field("anchor")
    assert field is not None
    for row, found in enumerate(of_events):
        assert set(field.keys_of(row)) == {state or AnchorState.NOT_CHECKED for state in found}


def test_sources_disagree_where_claims_are_disputed() -> None:
    dataset = make_dataset(
        {"date": "2020"},
        {"date": "2021"},
        claims=[make_claim("killed", "4"), make_claim("killed", "5")],
    )
    field = dataset.field("sources_disagree")
    assert field is not None
    assert [field.keys_of(0), field.keys_of(1)] == [("yes",), ("no",)]


def test_fields_are_offered_where_the_dataset_has_what_they_need() -> None:
    plain = make_dataset({"date": "2020"})
    assert not set(EVIDENCE_FIELDS) & set(plain.field_names)
    assert all(plain.field(name) is None for name in EVIDENCE_FIELDS)
    small = small_dataset()
    assert small.field_names == (
        *small.fields, "publisher", "published", "independent_sources", "anchor",
        "sources_disagree",
    )  # fmt: skip
    for name in small.field_names:
        assert small.field(name) is not None


def test_nothing_is_made_before_it_is_asked_for() -> None:
    dataset = small_dataset()
    assert "_evidence_fields" not in vars(dataset)
    assert project(dataset, (ValueClause("country", ("GTM",)),)).total
    assert "_evidence_fields" not in vars(dataset)


def test_a_column_of_the_same_name_wins() -> None:
    dataset = make_dataset(
        {"date": "2020", "language": "Mam"},
        quotes=[Quote("q", "e0", "s", "x")],
        sources=[Source("s", "P", "T", language="en")],
    )
    field = dataset.field("language")
    assert field is not None
    assert field.keys_of(0) == ("Mam",)
    assert "language" not in set(dataset.field_names) - set(dataset.fields)


def test_values_that_no_event_has_may_be_asked_for() -> None:
    assert possible_key("independent_sources", "07") == "7"
    assert possible_key("independent_sources", "0") == ""
    assert possible_key("independent_sources", "many") is None
    assert possible_key("published", "1999") == "1999"
    assert possible_key("anchor", "lost") == "lost"
    assert possible_key("sources_disagree", "yes") == "yes"
    assert possible_key("sources_disagree", "maybe") is None
    assert possible_key("publisher", "BBC") is None
