"""The Kleptocracy Timeline: each event keeps its sources and whatever its authors wrote beside."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.io.rows import KLEPTOCRACY as EVENT
from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import Outcome
from timeline_app.core.records import Event, Source
from timeline_app.core.when import Form
from timeline_app.io.content import look_at
from timeline_app.io.formats.kleptocracy import FORMAT
from timeline_app.io.parts import build


def opened(path: Path) -> Dataset:
    content = look_at(path)
    assert FORMAT.recognises(content)
    return build([FORMAT.read(content, None)])


def of(folder: Path, *events: Mapping[str, Any], key: str = "") -> Dataset:
    records = [EVENT | dict(event) for event in events]
    path = folder / "any.txt"
    path.write_text(json.dumps({key: records} if key else records), encoding="utf-8")
    return opened(path)


def sources(dataset: Dataset, row: int = 0) -> list[Source]:
    return [dataset.sources[key] for key in dataset.event(row).sources]


def notes(dataset: Dataset) -> str:
    return " ".join(map(str, dataset.readings[0].notes))


def by_id(dataset: Dataset) -> dict[str, Event]:
    return {event.event_id: event for event in map(dataset.event, range(len(dataset)))}


def test_an_event_has_its_text_its_actors_and_its_sources(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"location": "Washington, D.C."})
    event = dataset.event(0)
    assert event.event_id == "2020-05-03--something"
    assert (event.title, event.when.text, event.when.form) == ("Something", "2020-05-03", Form.DAY)
    assert event.summary == "It *happened*."
    assert event.actors == ("One & Co.", "Two")
    assert event.place == "Washington, D.C."
    assert event.extra["importance"] == "7"
    assert sources(dataset) == [
        Source("source-1", "X", "Report", published="2020-05-04", url="https://x.org/a")
    ]


def test_a_list_of_events_may_stand_in_an_object(tmp_path: Path) -> None:
    assert len(of(tmp_path, {}, {"id": "2020-05-04--more"}, key="events")) == 2


def test_tags_and_lanes_are_facets_of_each_value(tmp_path: Path) -> None:
    dataset = of(
        tmp_path,
        {"capture_lanes": ["Courts", "Media"], "category": "other"},
        {
            "id": "2020-05-04--b",
            "date": "2020-05-04",
            "tags": ["money", "a|b"],
            "category": "press",
        },
        {"id": "2020-05-05--c", "date": "2020-05-05", "tags": [], "capture_lanes": ["Media"]},
    )
    assert [dataset.event(row).event_type for row in range(3)] == ["Courts", "press", "Media"]
    assert "first of its capture_lanes" in notes(dataset)
    tags = dataset.fields["tags"]
    assert [tags.keys_of(row) for row in range(3)] == [("money", "courts"), ("money", "a|b"), ()]
    assert dataset.fields["capture_lanes"].any_of(["Media"]).tolist() == [True, False, True]
    assert dataset.event(1).extra["tags"] == "money, a|b"


def test_a_date_stays_as_it_is_stated(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"date": "1998-01-01", "id": "1998-01-01--a"}, {"date": "1998-02-03"})
    assert [dataset.event(row).when.text for row in range(2)] == ["1998-01-01", "1998-02-03"]
    assert "first of a month, 1 here" in notes(dataset)
    told = [(p.line, p.column, p.outcome) for p in dataset.readings[0].problems]
    assert told == [(2, "id", Outcome.NOTED)]


def test_an_event_without_a_usable_date_is_kept(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"date": "some day"}, {"date": None, "id": "b"}, {"id": "c"})
    reading = dataset.readings[0]
    assert (reading.rows, reading.events, reading.undated) == (3, 1, 2)
    assert {p.line for p in reading.problems if p.outcome is Outcome.UNDATED} == {1, 2}


def test_what_is_no_event_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps([EVENT, "text", None]), encoding="utf-8")
    reading = opened(path).readings[0]
    assert (reading.rows, reading.events, reading.set_aside) == (3, 1, 2)


def test_a_description_will_do_for_a_summary(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"summary": "", "description": "Instead."}, {"id": "b"})
    assert {event.summary for event in by_id(dataset).values()} == {"Instead.", "It *happened*."}


def test_places_may_be_several(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"location": ["Scotland", "Turnberry"]}, {"id": "b", "location": "Rome"})
    found = by_id(dataset)
    assert found["2020-05-03--something"].place == "Scotland; Turnberry"
    assert found["b"].place == "Rome"


def test_an_actor_may_be_an_object(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"actors": [{"name": "Ann", "role": "witness"}, "Bob"]})
    assert dataset.event(0).actors == ("Ann", "Bob")
    assert "witness" in dataset.event(0).extra["orig_actors"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("https://x.org/b", Source("source-1", "", "", url="https://x.org/b")),
        ("A book", Source("source-1", "", "A book")),
        ({"title": "T", "publisher": "P"}, Source("source-1", "P", "T")),
        ({"title": "T", "url": "T", "outlet": ""}, Source("source-1", "", "T")),
        ({"title": "T", "url": "in print"}, Source("source-1", "", "T", note="url: in print")),
        ({"url": "in print"}, Source("source-1", "", "in print")),
        ({"title": "T", "date": "1998"}, Source("source-1", "", "T", published="1998")),
        ({"title": "T", "date": "June 1998"}, Source("source-1", "", "T", published="1998-06")),
        ({"title": "T", "date": "soon"}, Source("source-1", "", "T", note="date: soon")),
        ({"title": "T", "year": 2001}, Source("source-1", "", "T", published="2001")),
        (
            {"title": "T", "tier": 1, "verified": True, "key_facts_confirmed": ["a", "b"]},
            Source("source-1", "", "T", note="tier: 1; verified: true; key_facts_confirmed: a, b"),
        ),
        ({"title": "T", "authors": {"first": "Ann"}, "url": None}, None),
    ],
)
def test_all_that_is_said_of_a_source_is_kept(
    tmp_path: Path, source: Any, wanted: Source | None
) -> None:
    found = sources(of(tmp_path, {"sources": [source]}))
    wanted = wanted or Source("source-1", "", "T", note='authors: {"first": "Ann"}')
    assert found == [wanted]


def test_a_source_of_several_events_is_one(tmp_path: Path) -> None:
    dataset = of(tmp_path, {}, {"id": "b"}, {"id": "c", "sources": []})
    assert len(dataset.sources) == 1
    assert [len(event.sources) for event in by_id(dataset).values()] == [1, 1, 0]


def test_keys_of_any_kind_are_kept(tmp_path: Path) -> None:
    odd = {
        "poll": {"share": 0.5, "by": {"age": [1, 2]}},
        "confirmed": False,
        "none": None,
        "n": [{}],
    }
    extra = of(tmp_path, odd).event(0).extra
    assert (extra["poll.share"], extra["poll.by.age"]) == ("0.5", "1|2")
    assert (extra["confirmed"], extra["none"], extra["n"]) == ("false", "", "[{}]")


def exported(path: Path, *events: Mapping[str, Any]) -> Path:
    """As the project's own script writes its CSV."""
    names = ["id", "date", "title", "summary", "importance", "status", "actors", "tags", "sources"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore")
        writer.writeheader()
        for event in events:
            row = EVENT | dict(event)
            joined = {name: "|".join(row[name]) for name in ("actors", "tags")}
            writer.writerow(row | joined | {"sources": json.dumps(row["sources"])})
    return path


def test_its_csv_says_the_same(tmp_path: Path) -> None:
    other = {"id": "2020-05-04--b", "date": "2020-05-04", "sources": ["https://x.org/b"]}
    dataset = opened(exported(tmp_path / "any.csv", {}, other))
    event = dataset.event(0)
    assert event.actors == ("One & Co.", "Two")
    assert event.event_type == ""
    assert dataset.fields["tags"].keys == ("courts", "money")
    assert sources(dataset)[0].publisher == "X"
    assert sources(dataset, 1)[0].url == "https://x.org/b"
    assert "confirmed" in notes(dataset)


def test_broken_sources_in_a_csv_are_told(tmp_path: Path) -> None:
    path = exported(tmp_path / "any.csv", {})
    path.write_text(path.read_text(encoding="utf-8").replace("}]", "}"), encoding="utf-8")
    dataset = opened(path)
    assert sources(dataset)[0].title.startswith('[{"title"')
    assert [p.column for p in dataset.readings[0].problems] == ["sources"]


@pytest.mark.parametrize(
    "text",
    [
        '[{"id": "7", "date": "2020-05-03", "title": "T", "sources": []}]',
        '[{"id": "2020-05-03--a", "date": "2020-05-03", "title": "T"}]',
        "id,date,title,summary,importance,status,actors,tags\n1,2020-05-03,T,S,1,x,A,B\n",
    ],
)
def test_other_records_are_not_claimed(tmp_path: Path, text: str) -> None:
    path = tmp_path / "any.json"
    path.write_text(text, encoding="utf-8")
    assert not FORMAT.recognises(look_at(path))


def test_the_real_file_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "kleptocracy_timeline" / "timeline.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    dataset = opened(path)
    assert len(dataset) == len(records) == dataset.readings[0].events == 1580
    columns = {str(name): cells.tolist() for name, cells in dataset.events.items()}
    rows = {key: row for row, key in enumerate(columns["event_id"])}
    assert rows.keys() == {record["id"] for record in records}
    for record in records:
        row = rows[record["id"]]
        lanes = record.get("capture_lanes") or [record.get("category", "")]
        wanted = {
            "date": record["date"],
            "title": record["title"],
            "summary": record["summary"] or record.get("description", ""),
            "status": record.get("status", ""),
            "event_type": lanes[0],
        }
        assert {name: columns[name][row] for name in wanted} == wanted
        actors = [a["name"] if isinstance(a, dict) else a for a in record.get("actors", [])]
        assert dataset.fields["actor"].keys_of(row) == tuple(dict.fromkeys(map(str.strip, actors)))
        told = record.get("sources") or []
        cited = [dataset.sources[key].url for key in dataset.fields["source"].keys_of(row) if key]
        addresses = [(s if isinstance(s, str) else s.get("url")) or "" for s in told]
        assert set(cited) == {a.strip() if a.startswith("http") else "" for a in addresses}
        assert len(cited) == len({json.dumps(s, sort_keys=True) for s in told})
    assert sum(len(r.get("sources") or []) for r in records) == 5670
    tags = Counter(tag for r in records for tag in dict.fromkeys(r.get("tags") or []))
    field = dataset.fields["tags"]
    assert {key: int(field.any_of([key]).sum()) for key in field.keys[:50] if key} == {
        key: tags[key] for key in field.keys[:50] if key
    }
    assert len([key for key in field.keys if key]) == len(tags)
    assert "296 here" in notes(dataset)
