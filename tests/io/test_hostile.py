"""Whatever a file is, it gives events or a sentence that says what is wrong and would be right."""

import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.io.hostile_files import GOOD, OPENED, REFUSED
from tests.io.opening import assert_comes_back, assert_sentence, opened
from timeline_app.app.command_line import main
from timeline_app.core.reading import Outcome
from timeline_app.io.export.problems_csv import write_problems
from timeline_app.io.open import open_dataset

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs the files of a POSIX system")
NAMES = (
    "it's \"quoted\".csv", "new\nline.csv", "\U0001f600 ñ.csv", "-dash.csv", "%s {0}.csv",
    "a,b;c|d.csv", "<b>&.csv", ".csv", "no ending", "x" * 240, os.fsdecode(b"\xff\xe9.csv"),
)  # fmt: skip

Export = Callable[..., tuple[int, str]]


@pytest.fixture
def export(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Export:
    """Exports as the command line does; answers its status and what it says is wrong."""

    def run(*paths: Path | str) -> tuple[int, str]:
        status = main(["export", *map(str, paths), "--out", str(tmp_path / "out" / "x.csv")])
        return status, capfd.readouterr().err

    (tmp_path / "out").mkdir()
    return run


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_opened_is_refused_with_a_sentence(
    tmp_path: Path, export: Export, name: str
) -> None:
    make, word = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(make())
    status, said = export(path)
    assert status == 1
    assert_sentence(said.removesuffix("\n"))
    assert "\n" not in said.removesuffix("\n")
    assert said.startswith(f"timeline-app: {name}:")
    assert word in said
    assert "root:" not in said
    assert not (tmp_path / "out" / "x.csv").exists()


@pytest.mark.parametrize("name", OPENED)
def test_odd_files_open_with_all_their_rows(tmp_path: Path, name: str) -> None:
    make, rows = OPENED[name]
    path = tmp_path / name
    path.write_bytes(make())
    dataset = opened(path)
    assert dataset is not None
    assert dataset.readings[0].rows == rows
    assert_comes_back(dataset, tmp_path / "again.csv")


@pytest.mark.parametrize(
    ("name", "outcomes"),
    [
        ("quotes.csv", [(7, Outcome.SET_ASIDE)]),
        ("cut_in_a_quote.csv", [(7, Outcome.SET_ASIDE)]),
        ("cut_in_a_letter.csv", [(7, Outcome.REPAIRED), (7, Outcome.UNDATED)]),
        ("nuls.csv", [(4, Outcome.NOTED)]),
        ("deep_line.jsonl", [(2, Outcome.SET_ASIDE)]),
        ("absurd_dates.csv", [(n, Outcome.UNDATED) for n in (2, 3, 4, 5, 6, 7, 8, 10, 12, 13)]),
    ],
)
def test_what_was_not_taken_as_it_stands_is_told_with_its_line(
    tmp_path: Path, name: str, outcomes: Sequence[tuple[int, Outcome]]
) -> None:
    (tmp_path / name).write_bytes(OPENED[name][0]())
    (reading,) = open_dataset([tmp_path / name]).readings
    assert [(problem.line, problem.outcome) for problem in reading.problems] == outcomes


@pytest.mark.parametrize("name", ["one_byte.csv", "only_a_header.csv"])
def test_a_file_without_rows_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OPENED[name][0]())
    (reading,) = open_dataset([tmp_path / name]).readings
    assert str(reading.notes[0]) == "The file has no rows; it holds no events."


def test_a_key_that_stands_twice_loses_no_value(tmp_path: Path) -> None:
    path = tmp_path / "twice.json"
    path.write_text('[{"title": "B", "title": "C", "date": "2024-01-02"}]', encoding="utf-8")
    event = open_dataset([path]).event(0)
    assert (event.title, event.extra["title (2)"]) == ("B", "C")


def test_cr_cr_lf_above_the_header_is_one_line_end(tmp_path: Path) -> None:
    path = tmp_path / "scad.csv"
    lines = ["A title", "", *GOOD.splitlines()]
    path.write_bytes("".join(f"{line}\r\r\n" for line in lines).encode())
    dataset = open_dataset([path])
    assert dataset.event(0).title == "Something 1"
    assert (len(dataset), dataset.readings[0].rows) == (5, 7)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems forbid such names")
@pytest.mark.parametrize("name", NAMES)
def test_a_name_may_be_anything(tmp_path: Path, export: Export, name: str) -> None:
    path, other = tmp_path / name, tmp_path / "other.csv"
    path.write_text(GOOD + '6,"Cut', encoding="utf-8")
    other.write_text(GOOD, encoding="utf-8")
    assert export(path) == (0, "")
    assert export(path, other) == (0, "")
    dataset = open_dataset([path, other])
    problems = [problem for reading in dataset.readings for problem in reading.problems]
    assert write_problems(problems, tmp_path / "problems.csv") == len(problems) > 0


@POSIX
@pytest.mark.parametrize("name", ["pipe.csv", "datapackage.json", "folder"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, export: Export, name: str) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
        os.mkfifo(path / "events.csv")
    else:
        os.mkfifo(path)
    status, said = export(path)
    assert status == 1
    assert "no plain file" in said


@POSIX
@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero", "/dev/full"])
def test_devices_are_no_files(export: Export, path: str) -> None:
    status, said = export(path)
    assert status == 1
    assert "no plain file" in said


@POSIX
def test_a_link_to_nowhere_or_to_itself_is_no_file(tmp_path: Path, export: Export) -> None:
    for name, target in (("broken.csv", "nowhere"), ("loop.csv", "loop.csv")):
        (tmp_path / name).symlink_to(tmp_path / target)
        status, said = export(tmp_path / name)
        assert status == 1
        assert "There is no such file or folder" in said


@pytest.mark.parametrize("name", ["none.csv", "y" * 5000, "a\0b.csv"])
def test_a_name_of_no_file_is_told(tmp_path: Path, export: Export, name: str) -> None:
    status, said = export(str(tmp_path / name))
    assert status == 1
    assert "There is no such file or folder" in said


@POSIX
def test_a_file_without_permission_is_told(tmp_path: Path, export: Export) -> None:
    path = tmp_path / "secret.csv"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(stat.S_IWUSR)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    status, said = export(path)
    assert status == 1
    assert "ask its owner for permission" in said


def test_a_folder_without_a_dataset_is_told(tmp_path: Path, export: Export) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    status, said = export(folder)
    assert status == 1
    assert "neither datapackage.json nor events.csv" in said


@pytest.mark.parametrize("beside", ["x", "datetime,message,timestamp_desc", "x,sources"])
def test_half_letters_in_lists_are_replaced(tmp_path: Path, beside: str) -> None:
    """JSON may name what no text can hold, also within the cells of a table."""
    path = tmp_path / "halves.csv"
    names = f"id,date,title,summary,importance,status,actors,tags,{beside}".split(",")
    values = {"date": "2024-03-01", "datetime": "2024-03-01"}
    cells = [values.get(name, '"[""\\ud800"", ""b""]"') for name in names]
    path.write_text("\n".join([",".join(names), *[",".join(cells)] * 3]), encoding="utf-8")
    dataset = opened(path)
    assert dataset is not None
    assert_comes_back(dataset, tmp_path / "again.csv")
