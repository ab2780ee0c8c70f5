"""JSON in its three shapes becomes tables of text, or a sentence."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline_app.core.progress import Cancelled, Progress
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.io.containers.geojson import geojson_table, is_geojson
from timeline_app.io.containers.json_records import (
    find_records,
    first_lines,
    is_json,
    is_json_lines,
    read_json,
    read_json_lines,
    records_table,
)
from timeline_app.io.containers.limits import Limits
from timeline_app.io.containers.raw_table import RawTable
from timeline_app.io.content import Kind, look_at
from timeline_app.io.finding import ReadError

Rows = list[dict[str, str]]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=12,
)


def noting(fractions: list[float]) -> Progress:
    def progress(fraction: float) -> bool:
        fractions.append(fraction)
        return True

    return progress


def rows(table: RawTable) -> Rows:
    return table.frame.astype("str").to_dict("records")  # type: ignore[return-value]


def told(table: RawTable) -> list[tuple[int, Outcome, str]]:
    return [(p.line, p.outcome, str(p.reason)) for p in table.log.problems]


def document(path: Path, content: str | bytes) -> Path:
    path = path / "x.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(path: Path, **limits: int) -> str:
    with pytest.raises(ReadError) as caught:
        read_json(path, path.name, Limits(**limits))
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_document_in_any_encoding_of_unicode(tmp_path: Path, encoding: str) -> None:
    content = '[{"título": "ñ"}]'.encode(encoding)
    assert is_json(content)
    assert read_json(document(tmp_path, content), "x") == [{"título": "ñ"}]
    lines = '{"título": "ñ"}\n{"título": "o"}\n'.encode(encoding)
    assert is_json_lines(lines)
    assert rows(read_json_lines(document(tmp_path, lines), "x")) == [
        {"título": "ñ"},
        {"título": "o"},
    ]


def test_what_is_wrong_with_a_document_is_told_with_its_place(tmp_path: Path) -> None:
    wrong = refused(document(tmp_path, '[\n{"a": 1},\n{"a" 2}]'))
    assert wrong.startswith("x.json:3: This is no JSON from line 3, column 6 on (Expecting ':'")
    assert "nested too deeply" in refused(document(tmp_path, "[" * 200_000))
    assert "1 places in the text are no UTF-8" in refused(document(tmp_path, b'["\xff"]'))
    assert "It has 10 bytes; what must be read whole may have 5 bytes" in refused(
        document(tmp_path, "[" + " " * 8 + "]"), document=5
    )
    assert "This is no JSON" in refused(document(tmp_path, ""))
    assert "There is no such file" in refused(tmp_path / "none.json")
    assert "This is a folder" in refused(tmp_path)


def test_odd_numbers_letters_and_keys_are_read(tmp_path: Path) -> None:
    digits = "9" * 5000
    content = f'[NaN, 1e400, {digits}, 12345678901234567890, "\\ud800", "\\ud83d\\ude00"]'
    found = read_json(document(tmp_path, content), "x")
    assert found[2:] == [digits, 12345678901234567890, "\ufffd", "😀"]
    assert read_json(document(tmp_path, '["\\\\ud800", {"a": 1, "a": 2}]'), "x") == [
        "\\ud800",
        {"a": 1, "a (2)": 2},
    ]


def test_records_become_rows() -> None:
    records = [
        {"id": 1, "ok": True, "none": None, "where": {"lat": 1.5, "name": {"es": "Río"}}},
        {"tags": ["a", "b|c", None, 2], "id": 12345678901234567890, "year": 2024.0, "x": []},
        {"links": [{"url": "ü"}], "nested": [[1]], "nan": float("nan"), "where": {}},
    ]
    table = records_table(records, "x")
    assert table.names == [
        "id", "ok", "none", "where.lat", "where.name.es", "tags", "year", "x", "links", "nested",
        "nan",
    ]  # fmt: skip
    filled = [{name: cell for name, cell in row.items() if cell} for row in rows(table)]
    assert filled == [
        {"id": "1", "ok": "true", "where.lat": "1.5", "where.name.es": "Río"},
        {"tags": "a|b\\|c|2", "id": "12345678901234567890", "year": "2024"},
        {"links": '[{"url": "ü"}]', "nested": "[[1]]"},
    ]
    assert list(table.lines) == [1, 2, 3]


def test_names_that_are_alike_are_numbered() -> None:
    table = records_table([{"a": {"b": 1}, "a.b": 2, " a.b ": 3, "": 4}], "x")
    assert rows(table) == [{"a.b": "1", "a.b (2)": "2", "a.b (3)": "3", "column 4": "4"}]


def test_what_is_no_record_is_set_aside() -> None:
    table = records_table([{"a": 1}, 5, None, [1], {"a": 2}], "x", lines=[3, 4, 5, 6, 7])
    assert list(table.lines) == [3, 7]
    assert [(p.line, p.outcome, p.text) for p in table.log.problems] == [
        (4, Outcome.SET_ASIDE, "5"),
        (5, Outcome.SET_ASIDE, "null"),
        (6, Outcome.SET_ASIDE, "[1]"),
    ]
    assert str(table.log.problems[0].reason) == "This is no record; it must be an object: {...}."
    assert table.log.set_aside == 3


def test_ids_as_names_of_fields_are_refused() -> None:
    with pytest.raises(ReadError, match="more than 3 different fields"):
        records_table([{str(n): n} for n in range(4)], "x", limits=Limits(columns=3))


def test_deep_values_are_json_text_or_told() -> None:
    deep: dict[str, Any] = {"a": 1}
    for _ in range(20):
        deep = {"a": deep}
    (name,) = records_table([deep], "x").names
    assert name == ".".join("a" * 9)
    for _ in range(100_000):
        deep = {"a": deep}
    try:
        table = records_table([deep, {"b": 1}], "x")
        assert [(line, outcome) for line, outcome, _ in told(table)] == [(1, Outcome.REPAIRED)]
        assert list(table.lines) == [1, 2]
    finally:
        while deep:  # let go level by level: Python would do it recursively
            deep = deep["a"] if isinstance(deep["a"], dict) else {}


@pytest.mark.parametrize(
    ("found", "records"),
    [
        ([{"a": 1}], [{"a": 1}]),
        ([1, {"a": 1}], [1, {"a": 1}]),
        ({"status": 200, "messages": [], "data": [{"a": 1}]}, [{"a": 1}]),
        ({"a": [{"b": 1}], "c": [{"d": 1}]}, None),
        ([1, 2], None),
        ([], None),
        ({"a": 1}, None),
        ("text", None),
    ],
)
def test_where_the_records_are(found: Any, records: list[Any] | None) -> None:
    assert find_records(found) == records


@pytest.mark.parametrize(
    ("head", "lines", "one"),
    [
        ('{"a": 1}\n{"a": 2}\n', True, True),
        ('\n{"a": 1}\n\n{"a": 2', True, True),
        ('{"a" 1}\n{"a": 2}\n{"a": 2}\n{"a": 2}\n', True, True),
        ('{"a": 1}\n', True, True),
        ('{"a": {"b": 1}}\n', False, True),
        ('{"a": 1}', False, True),
        ('{\n"a": 1\n}\n', False, True),
        ('[\n{"a": 1},\n{"a": 2}\n]', False, True),
        ("[1]\n[2]\n", False, True),
        ("id,date\n1,2024\n", False, False),
        ("[Title]\nx=1\n", False, False),
        ("", False, False),
    ],
)
def test_json_is_known_by_its_begin(head: str, lines: bool, one: bool) -> None:
    assert is_json_lines(head.encode()) is lines
    assert is_json(head.encode()) is one


def test_json_lines_are_known_however_long_the_first_is(tmp_path: Path) -> None:
    path = document(tmp_path, f'{{"a": {{"b": "{"x" * 200_000}"}}}}\n' * 2)
    assert look_at(path).kind is Kind.JSON_LINES


def test_each_line_is_a_record_or_is_told(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbf{"a": 1}\n\n{"a": 2,}\r\n   \n[5]\n{"b": "\xff", "a": 3}\n{"a": "\\u0041"}\n'
        b'{"a": 4, "b": "cut o'
    )
    table = read_json_lines(document(tmp_path, content), "x")
    assert rows(table) == [{"a": "1", "b": ""}, {"a": "3", "b": "\ufffd"}, {"a": "A", "b": ""}]
    assert list(table.lines) == [1, 6, 7]
    assert table.log.no_events == {NoEvent.BLANK: 2}
    assert [(line, outcome) for line, outcome, _ in told(table)] == [
        (3, Outcome.SET_ASIDE),
        (5, Outcome.SET_ASIDE),
        (6, Outcome.REPAIRED),
        (8, Outcome.SET_ASIDE),
    ]
    assert told(table)[0][2].startswith("This is no JSON from column 9 on (")
    assert table.log.problems[-1].text == '{"a": 4, "b": "cut o'
    assert table.log.reading("JSON lines", 3, 0).rows == 8


def test_columns_that_come_late_are_empty_above(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.flat_records._ROWS", 3)
    records = [{"a": str(n), "kind": "x"} | ({"late": "y"} if n > 6 else {}) for n in range(10)]
    path = document(tmp_path, "\n".join(map(json.dumps, records)))
    table = read_json_lines(path, "x")
    assert rows(table) == [{"late": ""} | record for record in records]
    assert table.frame["kind"].dtype == "category"
    assert rows(first_lines(path, "x", 2)) == records[:2]


def test_a_line_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = document(tmp_path, '{"a": "' + "x" * 100 + '"}\n')
    with pytest.raises(ReadError, match="may have 50 bytes"):
        read_json_lines(path, "x", limits=Limits(line=50))
    large = document(tmp_path, json.dumps({"a": "x" * 5_000_000, "\0": "a\0"}) + "\n")
    assert len(read_json_lines(large, "x").cells("a")[0].as_py()) == 5_000_000


def test_progress_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline_app.io.containers.json_records._BLOCK", 5)
    path = document(tmp_path, '{"a": 1}\n' * 10)
    fractions: list[float] = []
    read_json_lines(path, "x", noting(fractions))
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    with pytest.raises(Cancelled):
        read_json_lines(path, "x", lambda fraction: fraction < 0.5)


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def test_features_have_their_place_and_id() -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}
    features = [
        feature({"type": "Point", "coordinates": [-91.98, 15.63, 5]}, title="A") | {"id": 7},
        feature(line, title="B", id="own", latitude="north", extra={"a": 1}),
        feature(None, title="C"),
        "no feature",
        feature({"type": "Point", "coordinates": []}, title="D") | {"properties": None},
    ]
    document = {"type": "FeatureCollection", "features": features}
    assert is_geojson(document)
    table = geojson_table(document, "x")
    filled = [{name: cell for name, cell in row.items() if cell} for row in rows(table)]
    assert filled == [
        {"title": "A", "latitude (2)": "15.63", "longitude": "-91.98", "id (2)": "7"},
        {"title": "B", "id": "own", "latitude": "north", "extra.a": "1",
         "geometry": json.dumps(line)},
        {"title": "C"},
        {"geometry": '{"type": "Point", "coordinates": []}'},
    ]  # fmt: skip
    assert list(table.lines) == [1, 2, 3, 5]
    assert [line for line, _, _ in told(table)] == [4]
    assert len(geojson_table(features[:3], "x", most=2)) == 2


@pytest.mark.parametrize(
    "found", [{"type": "FeatureCollection"}, [], [{"type": "Feature"}], {"features": [{}]}, 5, [1]]
)
def test_other_documents_are_no_geojson(found: Any) -> None:
    assert not is_geojson(found)


@given(JSON)
def test_any_document_gives_all_its_records_or_none(found: Any) -> None:
    for records in (find_records(found), found if isinstance(found, list) else None):
        if records is not None:
            table = records_table(records, "x")
            assert table.log.reading("x", len(table), 0).rows == len(records)
    if is_geojson(found):
        geojson_table(found, "x")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=12) | JSON.map(lambda value: json.dumps(value).encode())))
def test_no_line_disappears(tmp_path: Path, lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    path = document(tmp_path, content)
    is_json(content)
    is_json_lines(content)
    with suppress(ReadError):
        read_json(path, "x")
    table = read_json_lines(path, "x")
    if content[:2] not in (b"\xff\xfe", b"\xfe\xff") and b"\0" not in content[:2]:
        content = content.removeprefix(b"\xef\xbb\xbf")
        count = content.count(b"\n") + (not content.endswith(b"\n") and bool(content))
        assert table.log.reading("x", len(table), 0).rows == count
