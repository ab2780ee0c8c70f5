"""Events with a place leave as GeoJSON, and come back with all columns of an export."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.builders import make_dataset, small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import UnknownColumn
from timeline_app.io.export.export_table import export_of
from timeline_app.io.export.writers import write_table
from timeline_app.io.open import open_dataset
from timeline_app.paths import shipped_dataset

GEOJSON = TableChoices("geojson")


def written(dataset: Dataset, path: Path, choices: TableChoices = GEOJSON) -> Any:
    count = write_table(dataset, np.arange(len(dataset)), path, choices)
    document = json.loads(path.read_bytes())
    assert len(document["features"]) == count
    return document


def test_an_event_is_a_point_with_the_columns_of_an_export(tmp_path: Path) -> None:
    document = written(small_dataset(), tmp_path / "x.geojson")
    assert document["type"] == "FeatureCollection"
    (feature,) = document["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-91.9, 15.4]}
    told = feature["properties"]
    assert list(told)[:5] == ["event_id", "title", "date", "start", "end"]
    assert (told["event_id"], told["latitude"], told["end"]) == (
        "2024-06-late", 15.4, "2024-06-30",
    )  # fmt: skip
    assert told["fatalities_low"] is None
    assert told["quotes"] == "About 200 people fled in late June."


@pytest.mark.parametrize(
    ("latitude", "longitude", "place"),
    [
        ("15.50", "-90", "[-90, 15.50]"),
        ("+15", "1e1", "[10.0, 15.0]"),
        ("90", "180", "[180, 90]"),
        ("91", "0", ""),
        ("0", "-181", ""),
        ("15", "", ""),
        ("1_5", "0", ""),
        ("١٥", "0", ""),
        ("nan", "0", ""),
        ("inf", "0", ""),
        ("north", "west", ""),
    ],
)
def test_only_places_on_earth_are_points(
    tmp_path: Path, latitude: str, longitude: str, place: str
) -> None:
    path = tmp_path / "x.geojson"
    written(make_dataset({"latitude": latitude, "longitude": longitude}), path)
    text = path.read_text(encoding="utf-8")
    assert (f'"coordinates": {place}' in text) if place else ("coordinates" not in text)


def test_nothing_of_a_text_is_changed_or_taken_for_markup(tmp_path: Path) -> None:
    title = '=1+1 "q" \\ \n\r\0\u2028 <b> \'x 😀 שלום'
    dataset = make_dataset({"title": title, "latitude": "1", "longitude": "2", "a": "=", "b": "7"})
    document = written(dataset, tmp_path / "x.geojson")
    told = document["features"][0]["properties"]
    assert (told["title"], told["a"], told["b"]) == (title, "=", 7)
    assert open_dataset([tmp_path / "x.geojson"]).event(0).title == title


def test_what_is_exported_opens_again_with_all_columns(tmp_path: Path) -> None:
    dataset = open_dataset([shipped_dataset()])
    path = tmp_path / "x.geojson"
    written(dataset, path)
    again = open_dataset([path])
    rows = dataset.rows_of(again.events["event_id"])
    assert len(rows) > 15
    assert again.readings[0].format == "Timeline export"
    assert again.extra_columns == ()
    before, after = export_of(dataset, rows).table, export_of(again, np.arange(len(again))).table
    assert after.to_pydict() == before.to_pydict()


def test_properties_are_the_columns_that_are_chosen_in_the_order_wanted(tmp_path: Path) -> None:
    places = {"latitude": "1", "longitude": "2"}
    dataset = make_dataset(*({"title": title, "date": "2024"} | places for title in "bca"))
    columns = ("title", "event_id", "date", "sources_disagree")
    choices = replace(GEOJSON, columns=columns, sort=("title", True), claims=True)
    document = written(dataset, tmp_path / "x.geojson", choices)
    assert [feature["properties"]["title"] for feature in document["features"]] == ["c", "b", "a"]
    for feature in document["features"]:
        assert tuple(feature["properties"]) == columns
        assert feature["geometry"]["coordinates"] == [2, 1]
    again = open_dataset([tmp_path / "x.geojson"])
    assert sorted(again.events["title"]) == ["a", "b", "c"]
    assert set(again.events["latitude"]) == {"1"}
    with pytest.raises(UnknownColumn):
        written(dataset, tmp_path / "y.geojson", replace(GEOJSON, columns=("titel",)))
    assert not (tmp_path / "y.geojson").exists()


def test_no_event_with_a_place_is_an_empty_collection(tmp_path: Path) -> None:
    document = written(make_dataset({"title": "a"}), tmp_path / "x.geojson")
    assert document == {"type": "FeatureCollection", "features": []}


def test_nothing_is_left_of_what_is_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_table(
            small_dataset(), np.arange(12), tmp_path / "x.geojson", GEOJSON, lambda _: False
        )
    assert list(tmp_path.iterdir()) == []
