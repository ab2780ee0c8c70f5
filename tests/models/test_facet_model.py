"""The list of a facet's values: order, search, counts, and what it says of each value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from tests.builders import small_dataset
from timeline_app.core.clauses import ValueClause
from timeline_app.core.fields import Field
from timeline_app.core.make_fields import make_field
from timeline_app.core.projection import project
from timeline_app.core.text import natural_key
from timeline_app.models.facet_model import FacetModel, FacetRole

DATASET = small_dataset()


@pytest.fixture
def model(qapp):
    model = FacetModel()
    yield model
    model.deleteLater()


def show(model: FacetModel, field: str, *clauses: ValueClause, modes=None) -> None:
    counts = project(DATASET, clauses).counts[field]
    model.show(DATASET.fields[field], counts, modes or {})


def column(model: FacetModel, role: int = Qt.ItemDataRole.DisplayRole) -> list:
    return [model.index(row).data(role) for row in range(model.rowCount())]


def test_keeps_qts_contract_for_models(model, qtmodeltester):
    show(model, "actor", modes={"zetas": "exclude", "sinaloa": "include"})
    qtmodeltester.check(model, force_py=True)


def test_values_stand_by_count_and_then_by_name(model):
    show(model, "country")

    assert column(model) == ["Mexico", "Guatemala", "no country"]
    assert column(model, FacetRole.COUNT) == [8, 6, 1]
    assert column(model, FacetRole.KEY) == ["MEX", "GTM", ""]
    assert column(model, FacetRole.SHARE) == [1, 6 / 8, 1 / 8]


def test_by_name_accents_do_not_matter_and_no_value_comes_last(model):
    show(model, "actor")
    model.set_by_name(True)

    assert column(model) == [
        "Guatemalan Army",
        "Los Zetas",
        "Migrants <b>x</b>",
        "Otto Pérez Molina",
        "Sinaloa Cartel",
        "no actor",
    ]


@pytest.mark.parametrize("by_name", [False, True])
def test_values_without_events_are_listed_after_all_others(model, by_name):
    model.set_by_name(by_name)
    show(model, "actor", ValueClause("type", ("Displacement",)))

    assert column(model, FacetRole.COUNT) == [2, 0, 0, 0, 0, 0]
    assert column(model)[0] == "Migrants <b>x</b>"


def test_in_a_long_list_active_values_come_first_with_the_next_change_of_order(model):
    field, counts = many_values(20)
    model.show(field, counts, {})
    before = column(model, FacetRole.KEY)
    model.show(field, counts, {"Station 3": "include"})
    assert column(model, FacetRole.KEY) == before

    model.show(field, counts + 1, {"Station 3": "include"})
    assert column(model, FacetRole.KEY)[0] == "Station 3"
    model.show(field, counts + 1, {})
    assert column(model, FacetRole.KEY)[0] == "Station 3"
    model.show(field, counts, {})
    assert column(model, FacetRole.KEY) == before


def test_in_a_short_list_every_value_keeps_its_place(model):
    show(model, "actor", modes={"zetas": "include"})
    before = column(model)
    model.set_by_name(True)
    model.set_by_name(False)

    assert column(model) == before
    assert column(model)[0] == "Sinaloa Cartel"


@pytest.mark.parametrize("typed", ["perez", "PÉREZ", "molina otto", "opm"])
def test_search_finds_names_without_accents_in_any_order_and_aliases(model, typed):
    show(model, "actor")
    model.set_search(typed)

    assert column(model) == ["Otto Pérez Molina"]


def test_active_values_stay_listed_whatever_is_searched(model):
    show(model, "actor", modes={"sinaloa": "include", "zetas": "exclude"})
    model.set_search("army")

    assert set(column(model)) == {"Guatemalan Army", "Sinaloa Cartel", "Los Zetas"}
    assert model.row_of("gtm-army") is not None
    assert model.row_of("perez-molina") is None


def test_what_cannot_be_found_leaves_an_empty_list(model):
    show(model, "actor")
    model.set_search("nobody of that name")

    assert model.rowCount() == 0
    assert model.value_count() == 6


def test_says_each_value_in_words(model):
    show(model, "country", modes={"MEX": "include", "GTM": "exclude"})

    assert column(model, Qt.ItemDataRole.AccessibleTextRole) == [
        "Mexico, 8 events, included",
        "Guatemala, 6 events, excluded",
        "no country, 1 event",
    ]
    assert column(model, FacetRole.MODE) == ["include", "exclude", "off"]
    assert column(model, Qt.ItemDataRole.CheckStateRole)[0] == Qt.CheckState.Checked


def test_new_counts_in_the_same_order_only_redraw(model, qtbot):
    show(model, "country")

    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        show(model, "country", modes={"MEX": "include"})


def test_what_has_not_changed_is_not_even_redrawn(model, qtbot):
    show(model, "country", modes={"MEX": "include"})

    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.layoutChanged):
        show(model, "country", modes={"MEX": "include"})


def test_in_another_order_a_row_that_is_held_goes_where_its_value_goes(model, qtbot):
    field, counts = many_values(20)
    model.show(field, counts, {})
    held = QPersistentModelIndex(model.index(0))
    key = held.data(FacetRole.KEY)

    with qtbot.waitSignal(model.layoutChanged), qtbot.assertNotEmitted(model.modelReset):
        model.show(field, counts[::-1].copy(), {})
    assert held.row() == 19
    assert held.data(FacetRole.KEY) == key


@given(
    st.lists(st.integers(0, 3) | st.integers(0, 10_000_000), min_size=11, max_size=30),
    st.sets(st.integers(0, 10)),
    st.booleans(),
)
def test_values_are_ordered_as_by_a_plain_sort(qapp, counts, active, by_name):
    field, _ = many_values(len(counts))
    model = FacetModel()
    model.set_by_name(by_name)
    keys = [f"Station {i}" for i in sorted(active)]
    model.show(field, np.array(counts), dict.fromkeys(keys, "include"))

    def place(code: int):
        key = field.keys[code]
        by = natural_key(key) if by_name else -counts[code]
        return key not in keys, counts[code] == 0, by, code

    expected = sorted(range(len(counts)), key=place)
    assert column(model, FacetRole.KEY) == [field.keys[code] for code in expected]


def test_another_field_replaces_the_values(model):
    show(model, "country")
    show(model, "type")

    assert "Armed clash" in column(model)
    assert model.row_of("MEX") is None


def many_values(n: int) -> tuple[Field, np.ndarray]:
    rows = np.arange(n, dtype=np.int32)
    field = make_field("station", [f"Station {i}" for i in range(n)], None, rows)
    return field, np.arange(n, dtype=np.int64)


def test_any_number_of_values_can_be_searched(model):
    field, counts = many_values(100_000)
    model.set_by_name(True)
    model.show(field, counts, {"Station 7": "include"})
    assert model.rowCount() == 100_000

    model.set_search("station 99999")
    assert column(model, FacetRole.KEY) == ["Station 7", "Station 99999"]


def test_event_types_have_the_rank_that_colours_them_and_other_fields_none(model):
    show(model, "type")
    ranks = dict(zip(column(model, FacetRole.KEY), column(model, FacetRole.TYPE_RANK), strict=True))
    keys = DATASET.fields["type"].keys
    assert ranks == {key: code if key else None for code, key in enumerate(keys)}
    show(model, "country")
    assert set(column(model, FacetRole.TYPE_RANK)) == {None}
