"""From tables to a dataset: order, fields, names."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset, make_quote, small_dataset
from timeline_app.core.build import build_dataset, source_labels
from timeline_app.core.dataset import EVENT_COLUMNS, Dataset
from timeline_app.core.records import Actor, Source
from timeline_app.core.when import UNDATED, Form

DATES = ["", "1986", "2024-06", "2025-06-08", "2025-06-08/2025-07", "2006-12/..", "no date"]


def ids_of(dates: list[str]) -> list[str]:
    dataset = make_dataset(*({"event_id": f"{n:02}", "date": date} for n, date in enumerate(dates)))
    return dataset.events["event_id"].tolist()


def test_rows_stand_by_start_end_and_id_with_undated_ones_last() -> None:
    events = [
        {"event_id": "u", "date": ""},
        {"event_id": "b", "date": "2024-06"},
        {"event_id": "a", "date": "2024-06"},
        {"event_id": "day", "date": "2024-06-01"},
        {"event_id": "year", "date": "2024"},
        {"event_id": "old", "date": "1066"},
    ]
    dataset = make_dataset(*events)
    assert dataset.events["event_id"].tolist() == ["old", "year", "day", "a", "b", "u"]
    assert dataset.times.first_texts(np.array([0])).to_pylist() == ["1066-01-01"]
    assert dataset.times.start[-1] == UNDATED


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(DATES), st.sampled_from(["a", "bb", "b", "c"]))))
def test_columns_of_few_values_make_the_same_dataset(cells: list[tuple[str, str]]) -> None:
    ids = [f"{title}{number % 3}{number}" for number, (_, title) in enumerate(cells)]
    plain = pd.DataFrame(
        {"event_id": ids, "date": [d for d, _ in cells], "actors": [t for _, t in cells]},
        dtype="str",
    )
    few = plain.astype({"date": "category", "actors": "category"})
    one, other = (build_dataset(name="n", events=events) for events in (plain, few))
    assert one.events.astype("str").equals(other.events.astype("str"))
    assert one.times.start.tolist() == other.times.start.tolist()
    assert one.fields["actor"].keys == other.fields["actor"].keys
    rows = range(len(one))
    assert [one.event(row) for row in rows] == [other.event(row) for row in rows]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(DATES), max_size=12))
def test_columns_and_times_keep_together(dates: list[str]) -> None:
    dataset = make_dataset(*({"date": date} for date in dates))
    for row, text in enumerate(dataset.events["date"]):
        when = dataset.event(row).when
        times = dataset.times
        assert when.text == text
        assert (when.start, when.end) == (times.start[row], times.end[row])
        assert times.form[row] == when.form
    keys = [
        (start == UNDATED, start, end, event_id)
        for start, end, event_id in zip(
            dataset.times.start.tolist(),
            dataset.times.end.tolist(),
            dataset.events["event_id"],
            strict=True,
        )
    ]
    assert keys == sorted(keys)


def test_alternatives_move_with_their_event() -> None:
    dataset = make_dataset({"date": "2025"}, {"date": "[2010-12,2011-12]"}, {"date": "1986"})
    assert list(dataset.times.parts) == [1]
    assert dataset.times.parts[1] == dataset.event(1).when.parts
    assert len(dataset.times.parts[1]) == 2


def test_a_date_that_cannot_be_read_keeps_its_text() -> None:
    when = make_dataset({"date": "soon"}).event(0).when
    assert (when.form, when.text) == (Form.UNDATED, "soon")


def test_missing_columns_and_cells_are_empty_and_other_columns_kept() -> None:
    frame = pd.DataFrame({"mood": ["good", None], "event_id": ["a", "b"], "title": ["A", np.nan]})
    dataset = build_dataset(name="n", events=frame)
    assert list(dataset.events.columns) == [*EVENT_COLUMNS, "mood"]
    assert dataset.extra_columns == ("mood",)
    assert dataset.events["title"].tolist() == ["A", ""]
    assert dataset.event(1).extra == {"mood": ""}


def test_a_dataset_without_events() -> None:
    dataset = build_dataset(name="empty", events=pd.DataFrame())
    assert len(dataset) == 0
    assert dataset.row_of("a") is None
    assert all(not field.keys for field in dataset.fields.values())


def test_values_stand_by_count_then_label_and_no_value_last() -> None:
    dataset = make_dataset(
        {"event_type": "b"}, {"event_type": "b"}, {"event_type": "Á"}, {"event_type": "c"}, {}, {}
    )
    assert dataset.fields["type"].labels == ("b", "Á", "c", "")
    assert dataset.fields["type"].codes.tolist() == [0, 0, 1, 2, 3, 3]


def test_each_event_has_the_pairs_of_its_values() -> None:
    dataset = small_dataset()
    actor = dataset.fields["actor"]
    pairs = list(zip(actor.rows.tolist(), [actor.keys[code] for code in actor.codes], strict=True))
    assert [key for row, key in pairs if row == 3] == ["gtm-army", "perez-molina"]
    assert [key for row, key in pairs if row == 11] == [""]
    assert {row for row, _ in pairs} == set(range(len(dataset)))


CELLS = st.lists(st.sampled_from(["", "x", "y", "x|y", "y|x", "x|x", "z| |x", "X"]), max_size=9)


@given(CELLS)
def test_pairs_say_what_the_cells_say(cells: list[str]) -> None:
    dataset = make_dataset(*({"actors": cell} for cell in cells))
    field = dataset.fields["actor"]
    for row, cell in enumerate(cells):
        values = [value.strip() for value in cell.split("|") if value.strip()]
        assert list(field.keys_of(row)) == list(dict.fromkeys(values))
    counts = np.bincount(field.codes, minlength=len(field.keys))
    assert (counts > 0).all()
    assert (np.diff(field.rows) >= 0).all()


def test_countries_are_known_by_code_and_by_all_their_names() -> None:
    countries = ["GTM|MEX", "United States of America", "bolivia", "VE", "Mosquitia"]
    dataset = make_dataset(*({"countries": cell} for cell in countries))
    field = dataset.fields["country"]
    assert set(zip(field.keys, field.labels, strict=True)) == {
        ("GTM", "Guatemala"),
        ("MEX", "Mexico"),
        ("USA", "United States"),
        ("BOL", "Bolivia"),
        ("VEN", "Venezuela"),
        ("Mosquitia", "Mosquitia"),
    }
    for name, key in [
        ("méxico", "MEX"),
        ("gt", "GTM"),
        ("usa", "USA"),
        ("Plurinational State of Bolivia", "BOL"),
        ("Bolivarian Republic of Venezuela", "VEN"),
        ("mosquitia", "Mosquitia"),
    ]:
        code = field.code_of(name)
        assert code is not None, name
        assert field.keys[code] == key
    assert field.code_of("France") is None
    assert field.code_of("Guate") is None


def test_a_dataset_without_countries_loads_no_table_of_them() -> None:
    script = (
        "import sys; from tests.builders import make_dataset; make_dataset({'title': 'x'}, {});"
        "sys.exit('pycountry' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=True)


def test_actors_are_found_by_alias_and_without_accents() -> None:
    actor = small_dataset().fields["actor"]
    for name in ("Perez Molina", "Pérez Molina", "OTTO PÉREZ MOLINA", "opm", "perez-molina"):
        code = actor.code_of(name)
        assert code is not None, name
        assert actor.labels[code] == "Otto Pérez Molina"
    assert actor.code_of("Molina") is None


def test_an_actor_cell_may_say_a_name() -> None:
    actors = [Actor("zetas", "Los Zetas", aliases=("Zetas",))]
    dataset = make_dataset({"actors": "Los Zetas"}, {"actors": "zetas|Unknown"}, actors=actors)
    assert dataset.event(0).actors == ("zetas",)
    assert dataset.event(1).actors == ("zetas", "Unknown")


def test_a_name_hides_no_id_and_an_alias_no_name() -> None:
    actors = [Actor("a", "B", aliases=("b c",)), Actor("b c", "C", aliases=("B",))]
    field = make_dataset({"actors": "a|b c"}, actors=actors).fields["actor"]
    assert [field.keys[field.code_of(name) or 0] for name in ("a", "b c", "B", "C")] == [
        "a",
        "b c",
        "a",
        "b c",
    ]


def test_sources_come_from_quotes() -> None:
    dataset = small_dataset()
    source = dataset.fields["source"]
    row = dataset.row_of("2025-06-08")
    assert row is not None
    assert source.keys_of(row) == ("s1", "s2")
    assert source.code_of("Ataque en la frontera") == source.code_of("Prensa Ejemplar")


def test_every_event_quoted() -> None:
    quotes = [make_quote("q1", "e1"), make_quote("q2", "e0"), make_quote("q3", "e0", "s0")]
    source = make_dataset({}, {}, quotes=quotes).fields["source"]
    assert source.keys == ("s1", "s0")
    assert [source.keys_of(row) for row in (0, 1)] == [("s1", "s0"), ("s1",)]


def test_sources_are_named_as_shortly_as_they_can_be_told_apart() -> None:
    sources = [
        Source("a", "Alpha", "One", "2024-01-01"),
        Source("b", "Beta", "One", "2024-01-01"),
        Source("c", "Beta", "Two", "2025"),
        Source("d", "Gamma", "One", "2024"),
        Source("e", "Gamma", "Two", "2024"),
        Source("f", "", "Leaflet"),
    ]
    assert list(source_labels(sources).values()) == [
        "Alpha",
        "Beta 2024",
        "Beta 2025",
        "Gamma, One",
        "Gamma, Two",
        "Leaflet",
    ]


def test_extra_columns_become_fields_where_a_value_repeats() -> None:
    dataset = make_dataset(
        {"mood": "a", "key": "1", "same": "x", "actor": "p"},
        {"mood": "b", "key": "2", "same": "x", "actor": "p"},
        {"mood": "a", "key": "3", "same": "x", "actor": "q"},
        {"mood": "", "key": "", "same": ""},
    )
    assert list(dataset.fields) == ["country", "actor", "type", "place", "source", "mood"]
    assert dataset.fields["mood"].keys == ("a", "b", "")
    assert dataset.extra_columns == ("mood", "key", "same", "actor")


def with_tags(several: bool) -> Dataset:
    cells = ["red|round", "red|square", "blue|round", "", "red"]
    frame = pd.DataFrame({"event_id": list("abcde"), "tags": cells, "plain": cells}, dtype="str")
    return build_dataset(name="n", events=frame, several=["tags", "absent"] if several else ())


def test_an_extra_column_of_several_values_is_a_facet_of_each_value() -> None:
    dataset = with_tags(several=True)
    field = dataset.fields["tags"]
    assert field.keys == ("red", "round", "blue", "square", "")
    assert field.any_of(["round"]).tolist() == [True, False, True, False, False]
    assert dataset.several == {"tags"}
    assert dataset.event(0).extra == {"tags": "red, round", "plain": "red|round"}
    plain = with_tags(several=False)
    assert "tags" not in plain.fields
    assert plain.event(0).extra["tags"] == "red|round"


def test_several_values_of_which_none_repeats_make_no_facet_unasked() -> None:
    frame = pd.DataFrame({"event_id": ["a", "b"], "tags": ["x|y", "z"]}, dtype="str")
    dataset = build_dataset(name="n", events=frame, several=["tags"])
    assert "tags" not in dataset.fields
    asked = dataset.field("tags")
    assert asked is not None
    assert asked.keys_of(0) == ("x", "y")
