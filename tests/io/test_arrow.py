"""Parquet and Arrow's own files as raw tables, whatever their columns hold."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import feather, parquet

from timeline_app.core.progress import Cancelled, Progress
from timeline_app.io.containers.limits import Limits
from timeline_app.io.containers.parquet import first_rows, is_arrow, read_arrow
from timeline_app.io.finding import ReadError

KINDS = ["parquet", "feather", "arrow", "arrows"]


def noting(fractions: list[float]) -> Progress:
    def progress(fraction: float) -> bool:
        fractions.append(fraction)
        return True

    return progress


def written(path: Path, table: pa.Table, kind: str = "parquet") -> Path:
    path = path / f"x.{kind}"
    if kind == "parquet":
        parquet.write_table(table, path)
    elif kind == "feather":
        feather.write_feather(table, path)
    else:
        new = pa.ipc.new_file if kind == "arrow" else pa.ipc.new_stream
        with pa.OSFile(str(path), "wb") as stream, new(stream, table.schema) as writer:
            writer.write_table(table, max_chunksize=2)
    return path


def cells(path: Path, values: Any) -> list[str]:
    found = read_arrow(written(path, pa.table({"a": values})), "x")
    return found.cells("a").to_pylist()


@pytest.mark.parametrize("kind", KINDS)
def test_all_kinds_of_files_hold_the_same_table(tmp_path: Path, kind: str) -> None:
    table = pa.table(
        {"id": list("abc"), "date": [date(2024, 5, 3), None, date(1986, 1, 2)], "n": [1, None, 3]}
    )
    path = written(tmp_path, table, kind)
    assert is_arrow(path.read_bytes(), path)
    found = read_arrow(path, "x")
    assert found.frame.astype("str").to_numpy().tolist() == [
        ["a", "2024-05-03", "1"],
        ["b", "", ""],
        ["c", "1986-01-02", "3"],
    ]
    assert list(found.lines) == [1, 2, 3]
    assert first_rows(path, "x", 2).cells("id").to_pylist() == ["a", "b"]
    assert first_rows(path, "x", 5).cells("id").to_pylist() == ["a", "b", "c"]


def test_structs_become_columns(tmp_path: Path) -> None:
    table = pa.table({"where": [{"lat": 1.5, "name": {"es": "Río"}}, None, {"lat": None}]})
    found = read_arrow(written(tmp_path, table), "x")
    assert found.names == ["where.lat", "where.name.es"]
    assert found.frame.astype("str").to_numpy().tolist() == [["1.5", "Río"], ["", ""], ["", ""]]


def test_what_has_no_plain_text_is_json(tmp_path: Path) -> None:
    pairs = pa.array([[("k", 1)], None, []], pa.map_(pa.string(), pa.int32()))
    assert cells(tmp_path, pairs) == ['{"k": 1}', "", ""]
    assert cells(tmp_path, [[{"url": "ü"}], [], None]) == ['[{"url": "ü"}]', "", ""]
    assert cells(tmp_path, [["a", "b|c"], [], None]) == ["a|b\\|c", "", ""]
    fixed = pa.array([[1, 2], None], pa.list_(pa.int32(), 2))
    assert cells(tmp_path, fixed) == ["1|2", ""]
    assert cells(tmp_path, [timedelta(hours=36), None]) == ["36:00:00", ""]
    assert cells(tmp_path, [datetime(2024, 5, 3), None]) == ["2024-05-03", ""]
    assert cells(tmp_path, pa.array([1.5, None], pa.float16())) == ["1.5", ""]


def test_bytes_are_text_or_hexadecimal_with_a_note(tmp_path: Path) -> None:
    table = pa.table({"text": ["ü".encode(), None], "wkb": [b"\x00\xff", b"a"]})
    found = read_arrow(written(tmp_path, table), "x")
    assert found.cells("text").to_pylist() == ["ü", ""]
    assert found.cells("wkb").to_pylist() == ["00ff", "61"]
    assert [str(note) for note in found.log.notes] == [
        'The column "wkb" holds bytes that are no text; they are written in hexadecimal.'
    ]


def test_columns_of_one_name_are_numbered(tmp_path: Path) -> None:
    table = pa.Table.from_arrays([pa.array(["a"])] * 3, ["title", "title ", ""])
    assert read_arrow(written(tmp_path, table), "x").names == ["title", "title (2)", "column 3"]


def test_empty_tables_have_their_names(tmp_path: Path) -> None:
    for kind in KINDS:
        path = written(tmp_path, pa.table({"a": pa.array([], pa.string())}), kind)
        found = read_arrow(path, "x")
        assert (found.names, len(found)) == (["a"], 0)


def test_only_arrow_files_are_taken_for_such(tmp_path: Path) -> None:
    assert not is_arrow(b"id,date\n", tmp_path / "x.parquet")
    assert is_arrow(b"\0\1\2", tmp_path / "x.parquet")
    assert not is_arrow(b"\0\1\2", tmp_path / "x.csv")


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"a": ["x"] * 100}))
    with pytest.raises(ReadError, match="It has 100 rows or more of 1 columns; 50 cells"):
        read_arrow(path, "x", limits=Limits(values=50))


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({f"c{n}": ["x"] for n in range(6)}))
    with pytest.raises(ReadError, match="It has 6 columns; at most 5 can be read"):
        read_arrow(path, "x", limits=Limits(columns=5))


def test_progress_stops(tmp_path: Path) -> None:
    path = written(tmp_path, pa.table({"a": list("abcde")}), "arrows")
    fractions: list[float] = []
    read_arrow(path, "x", noting(fractions))
    assert len(fractions) == 3
    assert fractions == sorted(fractions)
    with pytest.raises(Cancelled):
        read_arrow(path, "x", lambda fraction: False)


def test_what_stands_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="There is no such file"):
        read_arrow(tmp_path / "none.parquet", "x")
    with pytest.raises(ReadError, match="This is a folder"):
        read_arrow(tmp_path, "x")


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_damage_gives_rows_or_a_sentence(
    tmp_path: Path, kind: str, data: st.DataObject
) -> None:
    table = pa.table({"a": ["x", "y"] * 9, "s": [{"q": 1}, None] * 9, "l": [["a"], None] * 9})
    path = written(tmp_path, table, kind)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    with suppress(ReadError):
        found = read_arrow(path, "x")
        assert len(found.lines) == len(found)
