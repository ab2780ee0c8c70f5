"""Timesketch: a message, a time and what the time is that of; all else is kept."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import Outcome, Problem
from timeline_app.core.records import Event
from timeline_app.io.content import look_at
from timeline_app.io.formats.timesketch import FORMAT
from timeline_app.io.parts import build

ROW = {
    "message": "Something",
    "datetime": "2015-07-24T19:01:01+00:00",
    "timestamp_desc": "Write time",
}


def opened(path: Path) -> Dataset:
    content = look_at(path)
    assert FORMAT.recognises(content)
    return build([FORMAT.read(content, None)])


def as_csv(path: Path, *rows: Mapping[str, str], without: str = "") -> Path:
    whole = [ROW | dict(row) for row in rows]
    names = [name for name in dict.fromkeys(n for row in whole for n in row) if name != without]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, names, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(whole)
    return path


def as_lines(path: Path, *records: Mapping[str, Any]) -> Path:
    lines = [json.dumps(ROW | dict(record)) for record in records]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def of(folder: Path, *rows: Mapping[str, str], without: str = "") -> Dataset:
    return opened(as_csv(folder / "any.txt", *rows, without=without))


def events(dataset: Dataset) -> list[Event]:
    return [dataset.event(row) for row in range(len(dataset))]


def date_of(folder: Path, **cells: str) -> str:
    return of(folder, cells).event(0).when.text


def problems(dataset: Dataset, outcome: Outcome) -> list[Problem]:
    return [p for p in dataset.readings[0].problems if p.outcome is outcome]


def notes(dataset: Dataset) -> str:
    return " ".join(map(str, dataset.readings[0].notes))


def test_a_row_is_an_event(tmp_path: Path) -> None:
    row = {"user": "ann", "computer_name": "PC-1", "source_long": "WinEVTX", "user_sid": "S-1-5"}
    dataset = of(tmp_path, row | {"data_type": "windows:evtx:record"})
    event = dataset.event(0)
    assert (event.title, event.summary) == ("Something", "")
    assert event.when.text == "2015-07-24T19:01:01Z"
    assert event.event_type == "Write time"
    assert event.actors == ("ann", "PC-1")
    assert [dataset.sources[key].publisher for key in event.sources] == ["WinEVTX"]
    assert event.extra["data_type"] == "windows:evtx:record"
    assert event.extra["user_sid"] == "S-1-5"
    assert event.extra["datetime"] == "2015-07-24T19:01:01+00:00"


def test_columns_may_stand_in_any_order_and_any_letters(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text("Extra,TIMESTAMP_DESC,DateTime,Message\nx,Logged,2020-01-02T03:04:05Z,Hello\n")
    event = opened(path).event(0)
    assert (event.title, event.event_type, event.extra["Extra"]) == ("Hello", "Logged", "x")
    assert event.when.text == "2020-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2015-07-24T19:01:01+00:00", "2015-07-24T19:01:01Z"),
        ("2022-07-24T19:01:01+0000", "2022-07-24T19:01:01Z"),
        ("2015-07-24 21:01:01+02:00", "2015-07-24T19:01:01Z"),
        ("2024-07-24T10:57:02.877297Z", "2024-07-24T10:57:02.877297Z"),
        ("2012-03-14 04:17:38.276340+00:00", "2012-03-14T04:17:38.276340Z"),
        ("2017-09-24 19:01:01", "2017-09-24T19:01:01Z"),
        ("1723474994349345", "2024-08-12T15:03:14.349345Z"),
        ("1601-01-01T00:00:01+00:00", "1601-01-01T00:00:01Z"),
        ("2227-05-06T07:08:09.5Z", "2227-05-06T07:08:09.5Z"),
    ],
)
def test_datetime_is_read(tmp_path: Path, text: str, date: str) -> None:
    assert date_of(tmp_path, datetime=text) == date


def test_datetime_wins_over_timestamp(tmp_path: Path) -> None:
    dataset = of(tmp_path, {"timestamp": "123456789"})
    assert dataset.event(0).when.text == "2015-07-24T19:01:01Z"
    assert not dataset.readings[0].problems


def test_a_time_without_an_offset_is_taken_as_utc_and_that_is_told(tmp_path: Path) -> None:
    assert "UTC" in notes(of(tmp_path, {"datetime": "2017-09-24 19:01:01"}))


@pytest.mark.parametrize("text", ["", " ", "1234 19:01:01", "soon"])
@pytest.mark.parametrize(
    ("stamp", "date", "unit"),
    [
        ("1658689261", "2022-07-24T19:01:01Z", "taken as seconds"),
        ("1658689261123", "2022-07-24T19:01:01.123Z", "taken as milliseconds"),
        ("1658689261123456", "2022-07-24T19:01:01.123456Z", "taken as microseconds"),
        ("1658689261123456789", "2022-07-24T19:01:01.123456Z", "taken as nanoseconds"),
        ("1658689261000000.0", "2022-07-24T19:01:01Z", "taken as microseconds"),
        ("-11644473600000000", "1601-01-01T00:00:00Z", "taken as microseconds"),
    ],
)
def test_timestamp_helps_where_datetime_is_no_date(
    tmp_path: Path, text: str, stamp: str, date: str, unit: str
) -> None:
    dataset = of(tmp_path, {"datetime": text, "timestamp": stamp})
    assert dataset.event(0).when.text == date
    (problem,) = problems(dataset, Outcome.REPAIRED)
    assert unit in str(problem.reason)
    assert (problem.line, problem.column, problem.text) == (2, "datetime", text)


def test_timestamp_will_do_alone(tmp_path: Path) -> None:
    stamps = [{"timestamp": "1658689261"}, {"timestamp": "1658689262123"}, {"timestamp": ""}]
    dataset = of(tmp_path, *stamps, without="datetime")
    assert [event.when.text for event in events(dataset)] == [
        "2022-07-24T19:01:01Z",
        "2022-07-24T19:01:02.123Z",
        "",
    ]
    assert "milliseconds" in notes(dataset)
    assert not problems(dataset, Outcome.REPAIRED)
    assert dataset.readings[0].undated == 1


def test_what_is_no_timestamp_has_its_own_reason(tmp_path: Path) -> None:
    stamps = [{"timestamp": text} for text in ("1658689261", "x", "", "0")]
    told = problems(of(tmp_path, *stamps, without="datetime"), Outcome.UNDATED)
    assert [(p.line, p.column, p.text) for p in told] == [
        (3, "timestamp", "x"),
        (4, "datetime", ""),
        (5, "timestamp", "0"),
    ]
    assert "no date that can be read" in str(told[0].reason)
    assert "no date is known" in str(told[2].reason)


@pytest.mark.parametrize("stamp", ["", "0", "x", "99999999999999999999", "9223372036854775807"])
def test_a_row_without_any_time_is_undated_and_told(tmp_path: Path, stamp: str) -> None:
    dataset = of(tmp_path, {"datetime": "1234 19:01:01", "timestamp": stamp}, {})
    assert dataset.readings[0].undated == 1
    (problem,) = problems(dataset, Outcome.UNDATED)
    assert problem.text == "1234 19:01:01"


def test_a_long_message_has_its_first_line_for_a_title(tmp_path: Path) -> None:
    text = f"{'x' * 300}\nsecond line"
    dataset = of(tmp_path, {"message": text}, {"message": "One\r\nTwo"})
    by_summary = {event.summary: event.title for event in events(dataset)}
    assert by_summary == {text: f"{'x' * 200}…", "One\r\nTwo": "One"}
    assert "200 letters" in notes(dataset)


def test_a_cell_of_38_kilobytes_and_503_columns_are_kept(tmp_path: Path) -> None:
    many = {f"field {number}": str(number) for number in range(500)}
    event = of(tmp_path, many | {"message": "y" * 38_000}).event(0)
    assert event.summary == "y" * 38_000
    assert event.extra["field 499"] == "499"


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ('["a", "b"]', ("a", "b")),
        ("['__ts_star']", ("__ts_star",)),
        ("a,b", ("a", "b")),
        ("a", ("a",)),
        ("-", ()),
        ("[]", ()),
        ("", ()),
    ],
)
def test_tags_are_several_values(tmp_path: Path, cell: str, values: tuple[str, ...]) -> None:
    dataset = of(tmp_path, {"tag": cell, "label": cell})
    for name in ("tag", "label"):
        field = dataset.field(name)
        assert field is not None
        assert field.keys_of(0) == values


def test_json_lines_say_the_same(tmp_path: Path) -> None:
    path = as_lines(
        tmp_path / "any.txt",
        {"tag": ["a", "b"], "timestamp": 123456789, "nested": {"deep": 1}},
        {"message": "Later", "datetime": "2016-01-01T00:00:01Z", "tag": "c"},
    )
    first, second = events(opened(path))
    assert (first.when.text, second.when.text) == ("2015-07-24T19:01:01Z", "2016-01-01T00:00:01Z")
    assert (first.extra["tag"], second.extra["tag"]) == ("a, b", "c")
    assert first.extra["nested.deep"] == "1"


def test_broken_json_lines_are_set_aside(tmp_path: Path) -> None:
    path = as_lines(tmp_path / "any.txt", {}, {}, {})
    path.write_text(path.read_text() + '{"message": \n[]\n\n')
    reading = opened(path).readings[0]
    assert (reading.rows, reading.events, reading.set_aside) == (6, 3, 2)


def test_rows_that_are_alike_are_all_kept(tmp_path: Path) -> None:
    dataset = of(tmp_path, {}, {}, {})
    assert len(set(dataset.events["event_id"])) == 3


@pytest.mark.parametrize(
    "header",
    ["DT,timestampDesc,message", "datetime,message", "timestamp,timestamp_desc"],
)
def test_other_tables_are_not_claimed(tmp_path: Path, header: str) -> None:
    path = tmp_path / "any.csv"
    cells = ["2020-09-18 21:58:07", "a", "b"][: header.count(",") + 1]
    path.write_text(f"{header}\n{','.join(cells)}\n")
    assert not FORMAT.recognises(look_at(path))


REAL = ("evtx_part.csv", "invalid_datetime.csv", "sigma_events.csv", "validate_time_precision.csv")


@pytest.mark.parametrize("name", REAL)
def test_a_real_table_is_read_whole(shared: Path, name: str) -> None:
    path = shared / "data" / "timesketch" / name
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dataset = opened(path)
    assert len(dataset) == len(rows) == dataset.readings[0].events
    found = events(dataset)
    assert Counter(e.event_type for e in found) == Counter(r["timestamp_desc"] for r in rows)
    assert Counter(e.summary or e.title for e in found) == Counter(r["message"] for r in rows)
    assert Counter(e.extra["datetime"] for e in found) == Counter(r["datetime"] for r in rows)
    hosts = Counter(r["computer_name"] for r in rows if r.get("computer_name"))
    assert Counter(actor for e in found for actor in e.actors) == hosts
    kinds = Counter(r["source_long"] for r in rows if r.get("source_long"))
    assert Counter(dataset.sources[s].publisher for e in found for s in e.sources) == kinds


def test_the_real_bad_times_are_told(shared: Path) -> None:
    dataset = opened(shared / "data" / "timesketch" / "invalid_datetime.csv")
    assert {e.extra["datetime"]: e.when.text for e in events(dataset)} == {
        "2017-09-24 19:01:01": "2017-09-24T19:01:01Z",
        "2017-07-24T19:01:01": "2017-07-24T19:01:01Z",
        "2017-10-24 19:01:01": "2017-10-24T19:01:01Z",
        "1234 19:01:01": "1972-10-25T19:21:28Z",
    }
    assert [(p.line, p.text) for p in problems(dataset, Outcome.REPAIRED)] == [(5, "1234 19:01:01")]


def test_real_json_lines_are_read_whole(shared: Path) -> None:
    path = shared / "data" / "timesketch" / "sigma_events.jsonl"
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = events(opened(path))
    assert len(found) == len(records)
    assert Counter(e.event_type for e in found) == Counter(r["timestamp_desc"] for r in records)
    assert Counter(e.summary or e.title for e in found) == Counter(r["message"] for r in records)
    assert sorted(e.when.text for e in found)[-1] == "2022-01-22T23:07:43.502205Z"


def test_the_real_file_of_other_columns_is_not_claimed(shared: Path) -> None:
    assert not FORMAT.recognises(look_at(shared / "data" / "timesketch" / "incorrect.csv"))
