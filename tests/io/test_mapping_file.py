from pathlib import Path

import pytest

from timeline_app.io.finding import ReadError
from timeline_app.io.mapping.file import load_mapping, save_mapping
from timeline_app.io.mapping.mapping import parse_mapping

ONE = parse_mapping("title=Überschrift,dates=day-first")
OTHER = parse_mapping("date=when")


def test_a_file_keeps_a_mapping_for_each_set_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "mappings.json"
    save_mapping(path, ["Überschrift", "b"], ONE)
    save_mapping(path, ["when"], OTHER)
    assert load_mapping(path, ["Überschrift", "b"]) == ONE
    assert load_mapping(path, ["when"]) == OTHER
    with pytest.raises(ReadError, match="no mapping for these columns"):
        load_mapping(path, ["something", "else"])


def test_a_mapping_is_replaced_by_the_next_of_the_same_columns(tmp_path: Path) -> None:
    path = tmp_path / "mappings.json"
    save_mapping(path, ["a"], ONE)
    save_mapping(path, ["a"], OTHER)
    assert load_mapping(path, ["a"]) == OTHER


def test_the_only_mapping_of_a_file_serves_other_columns_too(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    save_mapping(path, ["a"], ONE)
    assert load_mapping(path, ["b"]) == ONE


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff\xfe\x00", b'{"kind": "else"}', b"[" * 99_999]
)
def test_another_file_is_neither_read_nor_replaced(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mappings.json"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="no file of mappings"):
        load_mapping(path, ["a"])
    with pytest.raises(ReadError, match="no file of mappings"):
        save_mapping(path, ["a"], ONE)
    assert path.read_bytes() == content


def test_a_file_without_mappings_has_none(tmp_path: Path) -> None:
    path = tmp_path / "mappings.json"
    path.write_text('{"kind": "timeline-app mappings", "mappings": {}}')
    with pytest.raises(ReadError, match="no mapping for these columns"):
        load_mapping(path, ["a"])
