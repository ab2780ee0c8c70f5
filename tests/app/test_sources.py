"""The folders of texts on the command line: `--sources` proves quotes, for checks and filters."""

import shutil
from pathlib import Path

import pytest

from tests.app.acts import Run
from tests.io.conftest import FIRST, SECOND, TEXT, Sample, sample
from timeline_app.app.arguments import parse

__all__ = ["sample"]


def test_a_check_ends_with_how_many_quotes_are_proved(sample: Sample, run: Run) -> None:
    status, stdout, _ = run("check", sample.folder, "--sources", sample.texts)
    assert status == 0
    assert stdout.splitlines() == [
        f"{sample.folder} checked against the texts in {sample.texts}: nothing wrong",
        "quotes: 2 exact, 0 found elsewhere, 0 lost, 0 not checked",
    ]


def test_a_check_without_texts_says_that_no_quote_was_checked(sample: Sample, run: Run) -> None:
    told = f"{sample.folder} checked (2 quotes not checked): nothing wrong\n"
    assert run("check", sample.folder)[1] == told


@pytest.mark.parametrize(
    ("text", "status", "states"),
    [
        ("New.\n\n" + TEXT, 0, "0 exact, 2 found elsewhere, 0 lost, 0 not checked"),
        (TEXT.replace(SECOND, "slept"), 1, "0 exact, 1 found elsewhere, 1 lost, 0 not checked"),
        ("Another text.", 1, "0 exact, 0 found elsewhere, 0 lost, 2 not checked"),
    ],
)
def test_a_check_counts_what_became_of_the_quotes(
    sample: Sample, run: Run, text: str, status: int, states: str
) -> None:
    (sample.texts / "report.txt").write_bytes(text.encode())
    got, stdout, _ = run("check", sample.folder, "--sources", sample.texts)
    assert got == status
    assert stdout.splitlines()[-1] == f"quotes: {states}"


def test_a_narrowed_check_counts_the_quotes_of_its_events(sample: Sample, run: Run) -> None:
    words = ("--sources", sample.texts, "--search", "five police")
    stdout = run("check", sample.folder, *words)[1]
    assert stdout.splitlines()[-1].startswith("quotes: 1 exact, 0 found elsewhere")


def test_several_folders_may_be_named(sample: Sample, tmp_path: Path, run: Run) -> None:
    other = tmp_path / "other"
    other.mkdir()
    words = ("--sources", other, "--sources", sample.texts)
    status, stdout, _ = run("check", sample.folder, *words)
    assert status == 0
    assert f"against the texts in {other} and {sample.texts}: " in stdout
    assert parse(["a", "--sources", "b", "--sources=c"]).sources == (Path("b"), Path("c"))


def test_an_export_may_be_narrowed_by_what_became_of_the_quotes(
    sample: Sample, tmp_path: Path, run: Run
) -> None:
    (sample.texts / "report.txt").write_bytes(TEXT.replace(FIRST, "nobody came").encode())
    out = tmp_path / "out.csv"
    words = ("--sources", sample.texts, "--include", "anchor=lost")
    assert run("export", sample.folder, "--out", out, *words)[0] == 0
    lines = out.read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("2025-06-08-crossing,")
    words = ("--sources", sample.texts, "--exclude", "anchor=lost")
    status, stdout, _ = run("render", sample.folder, "--out", tmp_path / "out.svg", *words)
    assert (status, stdout[:21]) == (0, "1 of 2 events drawn t")


def test_an_absent_folder_ends_an_export(sample: Sample, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "out.csv"
    words = ("--sources", tmp_path / "none")
    status, _, stderr = run("export", sample.folder, "--out", out, *words)
    assert status == 1
    assert f"{tmp_path / 'none'}:1: There is no such folder" in stderr
    assert not out.exists()


def test_quotes_of_a_file_of_another_program_are_counted(
    sample: Sample, tmp_path: Path, run: Run
) -> None:
    zipped = shutil.make_archive(str(tmp_path / "set"), "zip", sample.folder)
    status, stdout, _ = run("check", zipped, "--sources", sample.texts)
    assert status == 0
    assert stdout.splitlines()[-1] == "quotes: 2 exact, 0 found elsewhere, 0 lost, 0 not checked"
