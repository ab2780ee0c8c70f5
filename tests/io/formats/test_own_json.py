"""A dataset in one JSON file: what it looks like, and what is said where it is damaged."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.builders import small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.io.containers import json_records
from timeline_app.io.containers.limits import Limits
from timeline_app.io.export.dataset_json import write_json
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.json"
    dataset = small_dataset()
    write_json(dataset, np.arange(len(dataset)), path)
    return path


def changed(file: Path, **values: Any) -> Dataset:
    document = json.loads(file.read_bytes()) | values
    file.write_text(json.dumps({k: v for k, v in document.items() if v != "-"}), encoding="utf-8")
    return open_dataset([file])


def test_it_says_what_it_is_and_has_a_record_on_each_line(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == ["{", '  "format": "timeline-app dataset",', '  "version": 1,']
    assert '"events": [' in lines
    assert lines[lines.index('"events": [') + 1] == (
        '{"event_id": "1986", "title": "Peace talks begin", "date": "1986", "date_basis": "stated",'
        ' "event_type": "Policy or statement", "countries": "GTM", "weight": "3", '
        '"region": "north"},'
    )
    document = json.loads("\n".join(lines))
    assert document["package"]["title"] == "Test set"
    assert [len(document[name]) for name in ("events", "actors", "quotes", "claims")] == [
        12, 5, 6, 6,
    ]  # fmt: skip


def test_it_is_read_as_ours_and_from_where_it_is(file: Path) -> None:
    dataset = open_dataset([file])
    assert (dataset.name, dataset.location, dataset.files) == ("test-set", str(file), (file,))
    assert dataset.readings[0].format == "Timeline dataset"
    assert dataset.extra_columns == ("weight", "region", "note")


def test_no_events_are_a_dataset_too(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write_json(small_dataset(), np.arange(0), path)
    assert len(open_dataset([path])) == 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"version": 2}, "written by a later version of this program"),
        ({"version": "1"}, '"version" is missing or not as it was written'),
        ({"package": []}, '"package" is missing'),
        ({"package": {"resources": []}}, '"name" is missing'),
        ({"events": "-"}, '"events" is missing'),
        ({"events": {}}, '"events" is missing'),
        ({"events": [{"title": "a"}, 5]}, '"events" is missing'),
        ({"quotes": [{}]}, '"quotes" is missing'),
        ({"actors": [{"a\0": "b"}]}, '"actors" is missing'),
    ],
)
def test_what_is_wrong_with_it_is_a_sentence(file: Path, values: dict[str, Any], said: str) -> None:
    with pytest.raises(ReadError, match=said):
        changed(file, **values)


def test_what_somebody_else_wrote_into_it_is_read(file: Path) -> None:
    events = [
        {"event_id": "a", "title": "A", "date": 2024, "killed": None, "tags": ["x"]},
        {"title": "B"},
    ]
    dataset = changed(file, events=events, claims="-", quotes=[{"event_id": "a", "start": 3}])
    assert dataset.events["event_id"].tolist() == ["a", "event (1)"]
    assert dataset.events["date"].tolist() == ["2024", ""]
    assert dataset.events["tags"].tolist() == ['["x"]', ""]
    assert dataset.quotes["a"][0].start == 3
    assert not dataset.claims


def test_no_size_is_too_large_for_a_file_as_we_write_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = open_dataset([file])
    monkeypatch.setattr(json_records.read_json, "__defaults__", (Limits(document=10),))
    monkeypatch.setattr("timeline_app.io.containers.json_lists._BLOCK", 100)
    found = open_dataset([file])
    assert found.events.astype(str).equals(whole.events.astype(str))
    for name in ("actors", "event_types", "sources", "quotes", "claims", "eras", "about"):
        assert getattr(found, name) == getattr(whole, name)
    file.write_text(json.dumps(json.loads(file.read_bytes())), "utf-8")
    with pytest.raises(ReadError, match="what must be read whole may have 10 bytes"):
        open_dataset([file])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"events": [', ' "events": ['),
        ('"events": [', '"events":['),
        ('"quotes": [', '"quotes": [ '),
        ("\n", "\r\n"),
        ('{"event_id": "1986", ', '{"event_id": "1986",\n'),
        ("\n}\n", '\n,\n"more": {}}'),
        ('"version": 1', '"version" : 1'),
        ("\n", ""),
        ("\n]", "]"),
    ],
)
def test_the_same_dataset_laid_out_otherwise_is_read(file: Path, old: str, new: str) -> None:
    whole = open_dataset([file])
    text = file.read_text("utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new).encode())
    found = open_dataset([file])
    assert found.events.equals(whole.events)
    assert (found.quotes, found.claims) == (whole.quotes, whole.claims)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"},\n{"', '"}\n{"', "This is no JSON from line"),
        ('"}\n]', '"},\n]', "This is no JSON from line"),
        ('"event_id"', "event_id", "This is no JSON from line"),
        ("\n}\n", "\n", "This is no JSON from line"),
        ('"events": [', '"events": [5,', '"events" is missing'),
        ('"events": [', '"event": [', '"events" is missing'),
        ("Peace talks", "\udcff", "no UTF-8"),
    ],
)
def test_a_damaged_line_is_a_sentence(file: Path, old: str, new: str, said: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode(errors="surrogateescape"))
    with pytest.raises(ReadError, match=said):
        open_dataset([file])


def test_half_a_file_is_a_sentence(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])
    with pytest.raises(ReadError, match="This is no JSON from line"):
        open_dataset([file])
