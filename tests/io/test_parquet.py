"""A Parquet file of ours reads like the same table as CSV."""

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from timeline_app.core.progress import Cancelled
from timeline_app.io.containers.read_table import read_table
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset


def written(path: Path, **columns: Any) -> Path:
    parquet.write_table(pa.table(columns), path)
    return path


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as caught:
        read_table(path, path.name)
    return str(caught.value)


def cells(tmp_path: Path, values: Any) -> list[str]:
    count = len(values)
    path = written(
        tmp_path / "x.parquet",
        event_id=[f"e{n}" for n in range(count)],
        title=["A"] * count,
        date=["2024"] * count,
        mine=values,
    )
    found: list[str] = open_dataset([path]).events["mine"].tolist()
    return found


def test_the_same_table_as_csv_and_as_parquet_is_the_same_dataset(tmp_path: Path) -> None:
    written(
        tmp_path / "x.parquet",
        event_id=["b", "a"],
        title=["Second", None],
        date=[date(2025, 6, 8), date(1986, 1, 2)],
        actors=[["army", "a|b\\"], []],
        latitude=[15.5, None],
        event_type=pa.array(["Attack", "Attack"]).dictionary_encode(),
    )
    (tmp_path / "x.csv").write_text(
        "event_id,title,date,actors,latitude,event_type\n"
        "b,Second,2025-06-08,army|a\\|b\\\\,15.5,Attack\n"
        "a,,1986-01-02,,,Attack\n",
        encoding="utf-8",
    )
    one, other = open_dataset([tmp_path / "x.parquet"]), open_dataset([tmp_path / "x.csv"])
    assert one.events.astype("str").equals(other.events.astype("str"))
    assert one.event(1).actors == other.event(1).actors == ("army", "a|b\\")


def test_it_is_known_by_its_content(tmp_path: Path) -> None:
    path = written(tmp_path / "x.csv", event_id=["a"], title=["A"], date=["2024"])
    assert open_dataset([path]).event(0).title == "A"


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1, None], ["1", ""]),
        ([True, False], ["true", "false"]),
        ([Decimal("1.50")], ["1.50"]),
        (pa.nulls(2), ["", ""]),
        ([datetime(2025, 6, 8), None], ["2025-06-08", ""]),
        ([datetime(2025, 6, 8, 14, 30)], ["2025-06-08T14:30:00Z"]),
        ([datetime(2025, 6, 8, 14, 30, 0, 120000)], ["2025-06-08T14:30:00.120000Z"]),
        (
            [datetime(2025, 6, 8, 14, 30, tzinfo=timezone(timedelta(hours=-6)))],
            ["2025-06-08T20:30:00Z"],
        ),
        ([[1, 2], None], ["1|2", ""]),
    ],
)
def test_all_cells_are_text(tmp_path: Path, values: Any, texts: list[str]) -> None:
    assert cells(tmp_path, values) == texts


def test_a_midnight_among_other_times_is_no_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.parquet._FIRST_ROWS", 1)
    times = [datetime(2025, 6, 8, 14, 30), datetime(2025, 6, 9)]
    assert cells(tmp_path, times) == ["2025-06-08T14:30:00Z", "2025-06-09T00:00:00Z"]


def test_what_is_no_text_is_refused_with_its_column(tmp_path: Path) -> None:
    path = written(tmp_path / "x.parquet", event_id=["a"], title=[{"de": "A"}], date=["2024"])
    assert refused(path).startswith('x.parquet:1: The column "title" holds struct<de: string>;')


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "x.parquet", event_id=["a"], title=["A"], date=["2024"])
    content = path.read_bytes()
    for damaged in (content[:-20], content[:4], b"event_id,title"):
        path.write_bytes(damaged)
        assert "x.parquet:1: This is no Parquet or Feather file that can be read" in refused(path)


def test_columns_of_one_name_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.parquet"
    table = pa.Table.from_arrays([pa.array(["a"])] * 2, ["title", "title "])
    parquet.write_table(table, path)
    assert 'Two columns are named "title"' in refused(path)


def test_progress_stops_and_the_first_rows_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.parquet._FIRST_ROWS", 2)
    monkeypatch.setattr("timeline_app.io.containers.parquet.PREVIEW_FROM", 4)
    path = written(
        tmp_path / "x.parquet", event_id=list("abcde"), title=list("abcde"), date=["2024"] * 5
    )
    shown: list[int] = []
    dataset = open_dataset([path], preview=lambda first: shown.append(len(first)))
    assert (shown, len(dataset)) == ([2], 5)
    with pytest.raises(Cancelled):
        open_dataset([path], progress=lambda fraction: fraction < 0.5)


def test_columns_without_a_name_are_all_kept(tmp_path: Path) -> None:
    named = pa.array(["e"]), pa.array(["A"]), pa.array(["2024"])
    nameless = pa.array(["one"]), pa.array(["other"])
    table = pa.Table.from_arrays([*named, *nameless], names=["event_id", "title", "date", "", " "])
    parquet.write_table(table, tmp_path / "x.parquet")
    events = open_dataset([tmp_path / "x.parquet"]).events
    assert events["column 4"].tolist() == ["one"]
    assert events["column 5"].tolist() == ["other"]
