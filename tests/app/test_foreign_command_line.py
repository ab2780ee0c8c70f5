"""Files of other programs on the command line: exported, mapped, checked (DESIGN 5)."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.app.acts import Run
from tests.io.sheets import rows, xlsx

Exported = Callable[..., list[dict[str, str]]]

UNKNOWN = "headline,date_start,whom\nA clash,2024-03-25,Army\nA talk,soon,Police\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "unknown.csv"
    path.write_text(UNKNOWN, encoding="utf-8")
    return path


@pytest.fixture
def exported(run: Run, tmp_path: Path) -> Exported:
    """The rows that an export writes."""

    def exported(*words: object) -> list[dict[str, str]]:
        out = tmp_path / "out.csv"
        status, _, err = run("export", *words, "--out", out)
        assert (status, err) == (0, "")
        return list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))

    return exported


def test_an_unknown_table_is_exported_as_it_is_guessed(file: Path, exported: Exported) -> None:
    found = exported(file)
    assert [row["title"] for row in found] == ["A clash", "A talk"]
    assert [row["date"] for row in found] == ["2024-03-25", ""]
    assert [row["date_start"] for row in found] == ["2024-03-25", "soon"]


def test_a_mapping_is_typed(file: Path, exported: Exported) -> None:
    found = exported(file, "--map", "title=whom,actors=headline,start=date_start")
    assert [row["title"] for row in found] == ["Army", "Police"]
    assert [row["actors"] for row in found] == ["A clash", "A talk"]
    assert found[0]["date"] == "2024-03-25"


def test_a_mapping_says_the_order_of_day_and_month(tmp_path: Path, exported: Exported) -> None:
    path = tmp_path / "a.csv"
    path.write_text("headline,day\nA,02/03/2024\n", encoding="utf-8")
    for order, date in (("day-first", "2024-03-02"), ("month-first", "2024-02-03")):
        (row,) = exported(path, "--map", f"title=headline,date=day,dates={order}")
        assert row["date"] == date


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("titel=headline", 'did you mean "title"?'),
        ("title=headlin", 'did you mean "headline"?'),
        ("title", "write field=column"),
        ("start=date_start,start=whom", "has one column only"),
        ("title=headline,dates=upwards", "is no order of dates"),
    ],
)
@pytest.mark.parametrize("command", ["export", "check"])
def test_a_wrong_mapping_is_wrong_usage(
    file: Path, tmp_path: Path, run: Run, command: str, mapping: str, sentence: str
) -> None:
    out = tmp_path / "out.csv"
    more = ("--out", out) if command == "export" else ()
    status, told, err = run(command, file, "--map", mapping, *more)
    assert (status, told) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert not out.exists()


def test_the_sheet_of_a_workbook_is_named(tmp_path: Path, exported: Exported, run: Run) -> None:
    notes = rows(["headline", "date"], ["of the notes", "2020-01-01"])
    data = rows(["headline", "date"], ["of the data", "2020-01-02"])
    path = xlsx(tmp_path / "book.xlsx", {"Notes": notes, "Data": data})
    assert [row["title"] for row in exported(path)] == ["of the notes"]
    assert [row["title"] for row in exported(path, "--sheet", "Data")] == ["of the data"]
    status, _, err = run("check", path, "--sheet", "Dato")
    assert status == 1
    assert 'There is no sheet "Dato"' in err


def test_a_check_tells_how_a_file_was_read(file: Path, run: Run) -> None:
    status, told, err = run("check", file)
    assert (status, err) == (0, ""), "what is undated is not wrong"
    problem, *_, counts = told.splitlines()
    assert problem.startswith("unknown.csv:3: warning: undated: ")
    assert problem.endswith("(date_start: soon)")
    assert counts == (
        "unknown.csv: 2 rows: 1 events, 1 undated, 0 set aside, 0 no events; 0 repaired"
    )


def test_a_check_gives_1_where_rows_were_set_aside(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{UNKNOWN}one,two,three,four,five,six\n", encoding="utf-8")
    status, told, _ = run("check", path)
    assert "1 set aside" in told
    assert any(line.startswith("a.csv:4: set aside: ") for line in told.splitlines())
    assert status == 1


def test_a_check_of_our_own_table_stays_strict(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "own.csv"
    path.write_text("event_id,title,date\na,A,soon\n", encoding="utf-8")
    status, told, _ = run("check", path)
    assert status == 1
    assert "own.csv:2: " in told
    assert " 1 wrong" in told.splitlines()[-1]


def test_several_files_are_one_dataset(file: Path, tmp_path: Path, exported: Exported) -> None:
    other = tmp_path / "other.csv"
    other.write_text("event_id,title,date\na,Ours,2021\n", encoding="utf-8")
    found = exported(file, other)
    assert {row["title"]: row["file"] for row in found} == {
        "A clash": "unknown.csv", "A talk": "unknown.csv", "Ours": "other.csv",
    }  # fmt: skip


def test_a_zip_is_opened(file: Path, tmp_path: Path, exported: Exported, run: Run) -> None:
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(file, "inner/unknown.csv")
    assert [row["title"] for row in exported(packed)] == ["A clash", "A talk"]
    status, told, _ = run("check", packed)
    assert status == 0
    assert "1 undated" in told


def test_what_is_no_table_is_a_sentence(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    for words in (("check", path), ("export", path, "--out", tmp_path / "out.csv")):
        status, told, err = run(*words)
        assert (status, told) == (1, "")
        assert "a.csv" in err
        assert len(err.splitlines()) == 1


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx", "jsonl", "parquet"])
@pytest.mark.parametrize("kind", ["events", "quotes"])
def test_an_export_of_ours_is_checked_and_exported_again(
    file: Path, run: Run, tmp_path: Path, ending: str, kind: str
) -> None:
    out, again = tmp_path / f"out.{ending}", tmp_path / "again.csv"
    assert run("export", file, "--out", out, "--rows", kind)[0] == 0
    status, _, err = run("check", out)
    assert (status, err) == (0, "")
    assert run("export", out, "--out", again, "--columns", "title,date_start")[0] == 0
    assert again.read_bytes().splitlines()[1:] == [b"A clash,2024-03-25", b"A talk,soon"]
