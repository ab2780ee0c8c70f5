"""Files that other people published: each is exported and checked from the command line."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline_app.app.command_line import main


def csv_rows(path: Path) -> int:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def json_lines(path: Path) -> int:
    return sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").splitlines())


def timeline_js(path: Path) -> int:
    """Its events, and the rows that are none: a title and eras."""
    told = json.loads(path.read_text(encoding="utf-8"))
    if old := told.get("timeline"):
        return len(old["date"]) + 1 + len(old.get("era", []))
    return len(told["events"]) + len(told.get("eras", [])) + ("title" in told)


def timeline_xml(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("<event>")


def array(path: Path) -> int:
    return len(json.loads(path.read_text(encoding="utf-8")))


COUNTS: list[tuple[str, str, Callable[[Path], int]]] = [
    ("ucdp_ged", "*.csv", csv_rows),
    ("timesketch", "*.csv", csv_rows),
    ("timesketch", "*.jsonl", json_lines),
    ("timelinejs", "*.csv", csv_rows),
    ("timelinejs", "*.json", timeline_js),
    ("thetimelineproj", "*.timeline", timeline_xml),
    ("kleptocracy_timeline", "*.json", array),
]


@pytest.mark.parametrize(("folder", "pattern", "count"), COUNTS)
def test_every_row_is_accounted_for_and_exported(
    shared: Path,
    folder: str,
    pattern: str,
    count: Callable[[Path], int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = sorted((shared / "data" / folder).glob(pattern))
    if not files:
        pytest.skip("the shared data is not beside this checkout")
    for file in files:
        assert main(["check", str(file)]) == 0
        told = capsys.readouterr().out
        assert f"{file.name}: {count(file)} rows: " in told
        out = tmp_path / f"{file.name}.csv"
        assert main(["export", str(file), "--out", str(out)]) == 0
        (written,) = capsys.readouterr().out.splitlines()
        events = csv_rows(out)
        assert written == f"{events} of {events} events written to {out}"
        assert f"{events} events, 0 undated" in told
