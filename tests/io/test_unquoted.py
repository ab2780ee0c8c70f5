"""Text tables that quote nothing: told from others, and read without loss."""

from pathlib import Path

import pytest

from timeline_app.core.reading import NoEvent
from timeline_app.io.containers.unquoted import is_unquoted, read_unquoted


def written(folder: Path, text: str) -> Path:
    path = folder / "any.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n1,2\n", False),
        ('a,b\n1,say "x"\n', False),
        ('a,b\n1,"x"\n', False),
        ('a,b\n1,"x ""y"""\r\n', False),
        ('a,b\n1,"x, y"\n', False),
        ('a,b\n1,"x\ny"\n', False),
        ('a,b\n1,"x" y\n', True),
        ('a,b\n1,"x\n', True),
        ('a,b\n"x,2\n\n3,4', True),
        ('a,b\n"x,2\n1,2,3\n', True),
        ('a,b\n"x,2\n1,"2,3\n', False),
        ('a,b\n"x,2\n1,2\n"3', True),
    ],
)
def test_tables_with_stray_quotes_are_told_from_others(
    tmp_path: Path, text: str, expected: bool
) -> None:
    assert is_unquoted(written(tmp_path, text), ",") is expected


def test_all_cells_are_read_as_they_stand(tmp_path: Path) -> None:
    table = read_unquoted(
        written(tmp_path, '\ufeffa,b\r\n1,"x\r\n\r\n2,"y" z\r\n3\r\n4, \r\n'), "f", ","
    )
    assert table is not None
    assert table.names == ["a", "b"]
    assert table.cells("a").to_pylist() == ["1", "2", "4"]
    assert table.cells("b").to_pylist() == ['"x', '"y" z', " "]
    assert list(table.lines) == [2, 4, 6]
    assert table.log.no_events == {NoEvent.BLANK: 1}
    assert [(p.line, p.text) for p in table.log.problems] == [(5, "3")]


def test_what_is_no_utf8_is_left_to_others(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(b'a,b\n1,"\xff\n')
    assert not is_unquoted(path, ",")
    assert read_unquoted(path, "f", ",") is None
