"""What a dataset knows of one event."""

from dataclasses import replace

import pytest

from tests.builders import MARKUP, make_claim, make_dataset, small_dataset
from timeline_app.core.dataset import FACETS
from timeline_app.core.when import Form


def test_an_event_brings_its_evidence() -> None:
    dataset = small_dataset()
    event = dataset.event(8)
    assert event.event_id == "2025-06-08"
    assert event.when.form is Form.DAY
    assert event.countries == ("MEX",)
    assert event.actors == ("sinaloa",)
    assert event.related == ("2025-06-08-reply",)
    assert [quote.quote_id for quote in event.quotes] == ["q1", "q2"]
    assert [claim.value for claim in event.claims] == ["5", ">=4"]


def test_an_event_with_hardly_anything() -> None:
    event = small_dataset().event(11)
    assert event.when.form is Form.UNDATED
    assert (event.countries, event.actors, event.quotes, event.claims) == ((), (), (), ())
    assert event.extra == {"weight": "", "region": "", "note": "a|b"}


def test_text_stays_as_it_stands() -> None:
    assert small_dataset().event(10).title == f"Attack on an outpost {MARKUP}"


def test_rows_are_found_by_id() -> None:
    dataset = small_dataset()
    assert [dataset.row_of(event_id) for event_id in dataset.events["event_id"]] == list(range(12))
    assert dataset.row_of("2025") is None
    assert dataset.row_of("2025") is None
    assert [dataset.id_of(row) for row in range(12)] == dataset.events["event_id"].tolist()


def test_many_rows_are_found_at_once() -> None:
    ids = ["2012-02", "nobody", "1986", "2012-02"]
    assert small_dataset().rows_of(ids).tolist() == [4, -1, 0, 4]
    dataset = small_dataset()
    assert dataset.row_of("1986") == 0
    assert dataset.rows_of(ids).tolist() == dataset.rows_of(ids).tolist() == [4, -1, 0, 4]
    assert dataset.rows_of([]).tolist() == []


def test_of_the_rows_found_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.core.dataset.MOST_REMEMBERED", 3)
    dataset = small_dataset()
    for _ in range(2):
        rows = [dataset.row_of(event_id) for event_id in dataset.events["event_id"]]
        assert rows == list(range(12))


def test_the_facets_come_first_and_any_column_is_a_field_when_asked_for() -> None:
    dataset = small_dataset()
    assert tuple(dataset.fields)[:3] == FACETS
    basis = dataset.field("date_basis")
    assert basis
    assert set(basis.keys) == {"stated", "inferred", "external"}
    assert dataset.field("date_basis") is basis
    assert dataset.field("countries") is dataset.fields["country"]
    assert dataset.field("event_type") is dataset.fields["type"]
    assert dataset.field("colour") is None
    assert "date_basis" not in dataset.fields


def test_a_value_has_a_label_also_if_no_event_has_it() -> None:
    field = small_dataset().fields["country"]
    assert field.label_of("GTM") == "Guatemala"
    assert field.label_of("Atlantis") == "Atlantis"


def test_an_event_has_labels_as_it_has_keys() -> None:
    field = small_dataset().fields["actor"]
    assert field.labels_of(3) == ("Guatemalan Army", "Otto Pérez Molina")
    assert field.labels_of(11) == field.keys_of(11) == ()


def test_disputed_events_are_flagged() -> None:
    claims = [
        make_claim("killed", "5", event_id="e1"),
        make_claim("killed", "7", event_id="e1"),
        make_claim("killed", "7", event_id="e0"),
        make_claim("killed", "7", event_id="gone", disputed=True),
    ]
    assert make_dataset({}, {}, claims=claims).disputed.tolist() == [False, True]


def test_an_event_is_told_with_or_without_the_columns_that_we_have_no_word_for():
    dataset = small_dataset()
    row = dataset.row_of("2006-12")
    assert row is not None
    whole = dataset.event(row)
    assert whole.extra["weight"] == "12"
    assert dataset.event(row, with_extra=False) == replace(whole, extra={})
