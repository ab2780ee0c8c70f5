"""What an export holds comes back when the export is opened."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.core.build import CITED, KILLED, build_dataset
from timeline_app.core.dataset import Claim, Dataset, Quote, Source
from timeline_app.core.text import join_values
from timeline_app.io.export.csv_out import write_csv
from timeline_app.io.export.export_table import export_table
from timeline_app.io.open import open_dataset

plain = st.text(max_size=12)
tricky = plain | st.text(alphabet="'=+-@\t\r\n\0\"|;\\, a1", max_size=6)
names = st.lists(tricky.map(str.strip).filter(bool), max_size=3, unique=True)
dates = st.sampled_from(["", "2024", "2025-06-08", "2006-12/..", "-0044-03-15", "=1+1", "'@x"])
figures = st.sampled_from(["", "-5", "1.5", "'-5", "=2", "-0044-03-15"])


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    records = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "title": tricky,
                    "date": dates,
                    "event_type": tricky,
                    "countries": names.map(join_values),
                    "actors": names.map(join_values),
                    "place": tricky,
                    "latitude": figures,
                    "summary": tricky,
                    "deaths": figures,
                    "start": tricky,
                    "orig_start": tricky,
                }
            ),
            min_size=1,
            max_size=4,
        )
    )
    events = pd.DataFrame(
        [{"event_id": f"e{number}"} | record for number, record in enumerate(records)], dtype="str"
    )
    sources = [
        Source(f"s{number}", draw(plain), draw(tricky), url=draw(tricky)) for number in (0, 1)
    ]
    owner = st.sampled_from(list(events["event_id"]))
    quotes = [
        Quote(f"q{number}", draw(owner), draw(st.sampled_from(["s0", "s1"])), text)
        for number, text in enumerate(draw(st.lists(tricky.filter(bool), max_size=4)))
    ]
    values = st.sampled_from(["5", "~3", ">=7", ">7", "<=2", "1-4"])
    claims = [
        Claim(f"c{number}", draw(owner), "", "killed", "people", value)
        for number, value in enumerate(draw(st.lists(values, max_size=3)))
    ]
    return build_dataset(name="x", events=events, sources=sources, quotes=quotes, claims=claims)


def all_rows(dataset: Dataset) -> np.ndarray:
    return np.arange(len(dataset), dtype=np.int64)


def opened(dataset: Dataset, folder: Path) -> Dataset:
    path = folder / "x.csv"
    write_csv(dataset, all_rows(dataset), path)
    return open_dataset([path])


@settings(max_examples=30)
@given(dataset=datasets())
def test_opening_an_export_restores_all_its_columns(dataset: Dataset) -> None:
    with TemporaryDirectory() as folder:
        again = opened(dataset, Path(folder))
    before, after = (export_table(one, all_rows(one)).to_pydict() for one in (dataset, again))
    assert after == before


@settings(max_examples=30)
@given(cells=st.lists(tricky, min_size=1, max_size=5))
def test_titles_that_look_like_formulas_come_back(cells: Sequence[str]) -> None:
    ids = [f"e{number}" for number in range(len(cells))]
    events = pd.DataFrame({"event_id": ids, "title": cells, "date": ""}, dtype="str")
    with TemporaryDirectory() as folder:
        again = opened(build_dataset(name="x", events=events), Path(folder))
    assert again.events["title"].tolist() == list(cells)


def test_an_export_does_not_say_which_of_two_sources_a_quote_stands_in(tmp_path: Path) -> None:
    events = pd.DataFrame({"event_id": ["a"], "title": ["A"], "date": ["2024"]}, dtype="str")
    sources = [Source("s0", "P", "One"), Source("s1", "P", "Two", url="https://example.org")]
    quotes = [Quote("q0", "a", "s0", "first"), Quote("q1", "a", "s1", "second")]
    dataset = build_dataset(name="x", events=events, sources=sources, quotes=quotes)
    again = opened(dataset, tmp_path)
    assert [(q.exact, q.source_id) for q in again.quotes["a"] if q.exact] == [
        ("first", ""),
        ("second", ""),
    ]
    assert again.fields["source"].keys == ("source-1", "source-2")
    assert [source.title for source in again.sources.values()] == ["P, One", "P, Two"]


def test_several_values_in_a_cell_stay_several(tmp_path: Path) -> None:
    tags = ["river|night", "night", "bridge|river", ""]
    events = pd.DataFrame({"event_id": list("abcd"), "title": "x", "date": "2024", "tags": tags})
    dataset = build_dataset(name="x", events=events.astype("str"), several=["tags"])
    again = opened(dataset, tmp_path)
    assert set(again.fields["tags"].keys) == {"river", "night", "bridge", ""}


def test_figures_and_sources_come_back(tmp_path: Path) -> None:
    events = pd.DataFrame({"event_id": list("abc"), "title": "x", "date": "2024"}, dtype="str")
    events = events.assign(**{KILLED: ["3-6", ">=2", ""], CITED: ["s0", "s0|s1", ""]})
    sources = [Source("s0", "P", "One"), Source("s1", "", "Two", url="https://example.org")]
    dataset = build_dataset(name="x", events=events, sources=sources)
    again = opened(dataset, tmp_path)
    values = [[claim.value for claim in again.claims_at(row)] for row in range(3)]
    assert values == [["3-6"], [">=2"], []]
    assert [len(again.event(row).sources) for row in range(3)] == [1, 2, 0]
