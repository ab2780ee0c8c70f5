"""The table's model: what its cells say, and which rows it has."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.builders import MARKUP, make_claim, make_dataset, small_dataset
from timeline_app.models.event_model import (
    EVENT_ID_ROLE,
    MAX_CELL_CHARS,
    TYPE_RANK_ROLE,
    EventModel,
)

DATASET = small_dataset()
ALL = np.arange(len(DATASET))


@pytest.fixture
def model(qapp) -> EventModel:
    model = EventModel()
    model.show_rows(DATASET, ALL)
    return model


def cells(model: EventModel, event_id: str) -> dict[str, str]:
    """What one row shows, by column name."""
    row = model.row_of(event_id)
    assert row is not None
    return {name: str(model.index(row, column).data()) for column, name in enumerate(model.names)}


def test_it_is_a_sound_model_before_and_after_rows_change(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show_rows(DATASET, ALL[::-2])
    model.show_rows(DATASET, ALL[:0])
    model.show_rows(make_dataset({"title": "other"}), np.arange(1))
    qtmodeltester.check(model)


def test_a_row_reads_as_a_person_would_say_it(model):
    shown = cells(model, "2025-06-08")
    assert shown["date"] == "8 June 2025"
    assert shown["title"] == "Five police officers killed"
    assert shown["event_type"] == "Attack"
    assert shown["countries"] == "Mexico"
    assert shown["actors"] == "Sinaloa Cartel"
    assert shown["place"] == "Frontera Comalapa"
    assert shown["sources"] == "Prensa Ejemplar, The Example Times 2024"
    assert shown["fatalities"] == "4 or more"


def test_dates_are_no_more_precise_than_known(model):
    assert cells(model, "2024-06-late")["date"] == "late June 2024"
    assert cells(model, "2006-12")["date"] == "since December 2006"
    assert cells(model, "no-date")["date"] == "no date"


def test_what_is_not_known_is_an_empty_cell(model):
    shown = cells(model, "no-date")
    empty = ("event_type", "countries", "actors", "place", "sources", "fatalities")
    assert [shown[name] for name in empty] == [""] * 6


@pytest.mark.parametrize(
    ("values", "shown"), [(["3"], "3"), ([">=19"], "19 or more"), (["3", "5"], "3 to 5")]
)
def test_fatalities_keep_their_range(qapp, values, shown):
    claims = [make_claim("killed", value, subject="people") for value in values]
    model = EventModel()
    model.show_rows(make_dataset({"title": "x"}, claims=claims), np.arange(1))
    assert cells(model, "e0")["fatalities"] == shown


def test_extra_columns_of_the_file_follow_the_known_ones(model):
    assert model.names[-3:] == ("weight", "region", "note")
    assert cells(model, "1986")["region"] == "north"


def test_an_imported_column_stands_in_the_place_of_one_called_the_same(qapp):
    claim = make_claim("killed", "5")
    model = EventModel()
    model.show_rows(
        make_dataset({"fatalities": "7", "sources": "hearsay"}, claims=[claim]), np.arange(1)
    )
    assert len(set(model.names)) == len(model.names)
    assert cells(model, "e0")["fatalities"] == "7"
    assert cells(model, "e0")["sources"] == "hearsay"
    assert model.default_columns() == ["date", "title", "sources", "fatalities"]


def test_columns_worth_showing_are_those_with_values(qapp):
    model = EventModel()
    model.show_rows(make_dataset({"title": "x", "place": "y", "colour": "red"}), np.arange(1))
    assert model.default_columns() == ["date", "title", "place", "colour"]


def test_rows_stand_in_the_order_given_and_are_found_by_event(model):
    model.show_rows(DATASET, np.array([5, 0, 3]))
    ids = [model.index(row, 0).data(EVENT_ID_ROLE) for row in range(model.rowCount())]
    assert ids == [DATASET.event(row).event_id for row in (5, 0, 3)]
    assert model.row_of(ids[2]) == 2
    assert model.row_of(DATASET.event(1).event_id) is None
    assert model.row_of("unknown") is None


@pytest.mark.parametrize("few", [0, 100])
@pytest.mark.parametrize("rows", [[5, 0, 3], [0, 3, 5], []])
def test_events_are_found_in_any_order_of_rows(model, monkeypatch, few, rows):
    monkeypatch.setattr("timeline_app.models.event_model.FEW", few)
    model.show_rows(DATASET, np.array(rows, dtype=np.int32))
    ids = [DATASET.event(row).event_id for row in (3, 1, 5, 0)]
    assert model.rows_of([*ids, "unknown"]) == [rows.index(row) for row in (3, 5, 0) if row in rows]


def test_columns_of_few_different_texts_read_the_same(qapp):
    dataset = make_dataset({"place": "Cobán"}, {"place": ""}, {"place": "Cobán"})
    dataset.events["place"] = dataset.events["place"].astype("category")
    model = EventModel()
    model.show_rows(dataset, np.arange(3))
    assert [cells(model, f"e{n}")["place"] for n in range(3)] == ["Cobán", "", "Cobán"]


def test_typed_letters_go_to_the_next_row_that_begins_so(model, monkeypatch):
    def found(start: int, typed: str) -> list[int]:
        begin = model.index(start, model.names.index("title"))
        return [index.row() for index in model.match(begin, Qt.ItemDataRole.DisplayRole, typed)]

    titles = DATASET.events["title"].tolist()
    state, rumour = titles.index("State of siege"), titles.index("Rumour of a tunnel")
    assert found(0, "st") == [state]
    assert found(state + 1, "STATE") == [state]
    assert found(0, "qq") == []
    monkeypatch.setattr("timeline_app.models.event_model.MOST_MATCHED", 2)
    assert found(rumour - 1, "rum") == [rumour]
    assert found(rumour - 2, "rum") == []


def test_a_type_has_the_rank_that_its_colour_is_chosen_by(model):
    column = model.names.index("event_type")
    row = model.row_of("2024-07-23")
    rank = model.index(row, column).data(TYPE_RANK_ROLE)
    assert DATASET.fields["type"].keys[rank] == "Armed clash"
    assert model.index(row, 0).data(TYPE_RANK_ROLE) is None
    assert model.index(model.row_of("no-date"), column).data(TYPE_RANK_ROLE) is None


def test_markup_is_text_in_cells_and_escaped_in_tooltips(model):
    row, column = model.row_of("2025-12-08"), model.names.index("title")
    assert MARKUP in model.index(row, column).data()
    tooltip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;x&lt;/b&gt;" in tooltip


def test_a_huge_cell_is_cut(qapp):
    model = EventModel()
    model.show_rows(make_dataset({"title": "word " * 1_000_000}), np.arange(1))
    shown = cells(model, "e0")["title"]
    assert len(shown) <= MAX_CELL_CHARS + 1
    assert shown.endswith("…")


def test_a_date_that_cannot_be_read_stands_as_it_is(qapp):
    model = EventModel()
    model.show_rows(make_dataset({"title": "x", "date": "soon"}), np.arange(1))
    assert cells(model, "e0")["date"] == "soon"


def test_texts_are_made_only_for_the_cells_that_are_asked_for(qapp, monkeypatch):
    asked = []

    def in_words(text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr("timeline_app.models.event_model.date_text_in_words", in_words)
    model = EventModel()
    model.show_rows(DATASET, ALL[::-1])
    model.index(1, 0).data()
    assert asked == ["2025-12-08%"]
