"""What an export holds follows what was chosen: columns, order, rows per quote, claims."""

from collections.abc import Sequence

import numpy as np
import pytest

from tests.builders import make_dataset, small_dataset
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.dataset import Dataset
from timeline_app.core.order import table_order
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Claim, Quote, Source
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import (
    EXPORT_COLUMNS,
    QUOTE_COLUMNS,
    UnknownColumn,
    export_columns,
    sort_columns,
)
from timeline_app.io.export.export_table import export_of

QUOTED = TableChoices(per_quote=True)


def records(
    dataset: Dataset, choices: TableChoices, rows: Sequence[int] | None = None
) -> list[dict[str, str]]:
    wanted = np.arange(len(dataset)) if rows is None else np.array(rows, dtype=np.int64)
    found: list[dict[str, str]] = export_of(dataset, wanted, choices).table.to_pylist()
    return found


def column(dataset: Dataset, name: str, choices: TableChoices) -> list[str]:
    return [record[name] for record in records(dataset, choices)]


def test_chosen_columns_stand_in_the_order_of_the_choice_each_once() -> None:
    choices = TableChoices(columns=("title", "region", "event_id", "title"))
    assert export_columns(small_dataset(), choices) == ("title", "region", "event_id")
    assert records(small_dataset(), choices, [0]) == [
        {"title": "Peace talks begin", "region": "north", "event_id": "1986"}
    ]


def test_chosen_columns_hold_what_they_hold_among_all() -> None:
    dataset = small_dataset()
    every = records(dataset, TableChoices())
    for name in export_columns(dataset, TableChoices()):
        found = column(dataset, name, TableChoices(columns=(name,)))
        assert found == [record[name] for record in every]


@pytest.mark.parametrize(("name", "near"), [("titel", "title"), ("quote", "quotes")])
def test_a_column_that_is_not_there_is_told_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(UnknownColumn, match=f'no column "{name}"; the nearest is "{near}"'):
        records(small_dataset(), TableChoices(columns=("event_id", name)))
    with pytest.raises(UnknownColumn, match=r'no column "###"\.'):
        records(small_dataset(), TableChoices(columns=("###",)))


def test_rows_stand_in_the_order_of_the_table() -> None:
    dataset = small_dataset()
    chosen = np.array([1, 3, 5, 7, 9])
    for name in sort_columns(dataset):
        for descending in (False, True):
            choices = TableChoices(sort=(name, descending))
            ids = [record["event_id"] for record in records(dataset, choices, chosen.tolist())]
            rows = table_order(dataset, chosen, choices.sort)
            assert ids == [dataset.id_of(int(row)) for row in rows]


def test_a_sort_by_nothing_that_is_there_is_told() -> None:
    with pytest.raises(UnknownColumn, match='no column "fatalitys"; the nearest is "fatalities"'):
        records(small_dataset(), TableChoices(sort=("fatalitys", False)))


def test_one_row_per_quote_repeats_the_event_and_tells_of_the_quote() -> None:
    dataset = small_dataset()
    found = records(dataset, QUOTED)
    assert [record["quote_id"] for record in found if record["event_id"] == "2025-06-08"] == [
        "q1",
        "q2",
    ]
    (first,) = (record for record in found if record["quote_id"] == "q1")
    assert first["title"] == "Five police officers killed"
    assert {name: first[name] for name in QUOTE_COLUMNS} == {
        "quote_id": "q1",
        "source_id": "s1",
        "quote": "Murieron cinco policías en el ataque.",
        "prefix": "",
        "suffix": "",
        "quote_start": "10",
        "quote_end": "47",
        "source": "Prensa Ejemplar, Ataque en la frontera, 2025-06-09",
        "source_url": "https://example.org/1",
        "anchor": "not checked",
    }


def test_an_event_without_quotes_has_one_row_with_these_empty() -> None:
    (record,) = (r for r in records(small_dataset(), QUOTED) if r["event_id"] == "1986")
    assert record["title"] == "Peace talks begin"
    assert not any(record[name] for name in QUOTE_COLUMNS)


def test_columns_of_quotes_stand_where_those_of_evidence_stood() -> None:
    names = export_columns(small_dataset(), QUOTED)
    assert names[: names.index("summary") + 1] == EXPORT_COLUMNS[:15]
    assert names[15:] == (*QUOTE_COLUMNS, "weight", "region", "note")


def test_rows_per_quote_are_sorted_as_their_events_are() -> None:
    choices = TableChoices(per_quote=True, sort=("title", True), columns=("title", "quote_id"))
    titles = column(small_dataset(), "title", choices)
    events = column(small_dataset(), "title", TableChoices(sort=("title", True)))
    assert list(dict.fromkeys(titles)) == events
    assert [q for q in column(small_dataset(), "quote_id", choices) if q in ("q1", "q2")] == [
        "q1",
        "q2",
    ]


def test_only_the_quotes_of_wanted_events_are_told() -> None:
    dataset = small_dataset()
    row = dataset.row_of("2024-07-23")
    assert row is not None
    assert [record["quote_id"] for record in records(dataset, QUOTED, [row])] == ["q5"]
    assert records(dataset, QUOTED, []) == []


def test_a_quote_of_no_event_and_of_no_known_source_is_no_mistake() -> None:
    quotes = [Quote("q1", "gone", "s1", "x"), Quote("q2", "e0", "s9", "y", start=0, end=1)]
    dataset = make_dataset({"title": "A", "date": "2024"}, quotes=quotes)
    (record,) = records(dataset, QUOTED)
    assert (record["quote"], record["source"], record["source_url"]) == ("y", "s9", "")
    assert (record["quote_start"], record["quote_end"]) == ("0", "1")


def test_the_anchor_of_a_quote_is_told_where_it_was_checked() -> None:
    from dataclasses import replace

    quote = Quote("q1", "e0", "s1", "x")
    dataset = make_dataset({"title": "A", "date": "2024"}, quotes=[quote])
    checked = replace(dataset, anchors={quote: Anchor(AnchorState.LOST)})
    assert column(checked, "anchor", QUOTED) == ["lost"]


def test_claims_say_whether_sources_disagree_before_the_imported_columns() -> None:
    dataset = small_dataset()
    choices = TableChoices(claims=True)
    names = export_columns(dataset, choices)
    assert names[:19] == (*EXPORT_COLUMNS, "sources_disagree")
    said = {r["event_id"]: r["sources_disagree"] for r in records(dataset, choices)}
    assert said.pop("2025-12-08") == "yes"
    assert set(said.values()) == {"no"}


@pytest.mark.parametrize(
    ("choices", "names"),
    [
        (TableChoices(), ("sources_disagree", "quote_id", "orig_quotes", "orig_orig_title")),
        (
            TableChoices(claims=True),
            ("orig_sources_disagree", "quote_id", "orig_quotes", "orig_orig_title"),
        ),
        (QUOTED, ("sources_disagree", "orig_quote_id", "orig_quotes", "orig_orig_title")),
    ],
)
def test_an_imported_column_is_renamed_only_where_it_clashes(
    choices: TableChoices, names: Sequence[str]
) -> None:
    event = {
        "title": "A", "date": "2024", "sources_disagree": "x", "quote_id": "y", "quotes": "z",
        "orig_title": "w",
    }  # fmt: skip
    dataset = make_dataset(event, quotes=[Quote("q1", "e0", "s1", "words")])
    assert export_columns(dataset, choices)[-4:] == tuple(names)
    (record,) = records(dataset, choices)
    assert [record[name] for name in names] == list("xyzw")


def test_disagreement_needs_two_claims_that_exclude_each_other() -> None:
    claims = [
        Claim("c1", "e0", "q", "killed", "people", "5"),
        Claim("c2", "e0", "q", "killed", "people", "7"),
        Claim("c3", "e1", "q", "killed", "people", "5"),
        Claim("c4", "e1", "q", "killed", "people", ">=4"),
    ]
    event = {"title": "A", "date": "2024"}
    dataset = make_dataset(event, event, claims=claims, sources=[Source("s1", "P", "T")])
    assert column(dataset, "sources_disagree", TableChoices(claims=True)) == ["yes", "no"]


def test_making_the_cells_can_be_stopped() -> None:
    dataset = small_dataset()
    with pytest.raises(Cancelled):
        export_of(dataset, np.arange(len(dataset)), TableChoices(), lambda _: False)
