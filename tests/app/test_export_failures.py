"""What cannot be written is a sentence, from window and command line, and nothing is lost."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.app.acts import Run
from timeline_app.app.exports import ExportRequest
from timeline_app.app.main import Program
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import WRITERS
from timeline_app.views.canvas.figure_choices import FigureChoices

EVENTS = "event_id,title,date,latitude,longitude\na,A,2024,15,-91\n"
FILES = {
    **{name: f"x{writer.endings[0]}" for name, writer in WRITERS.items() if writer.endings},
    "report": "x.html",
    "picture": "x.svg",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(EVENTS, "utf-8")
    return path


def words(kind: str, table: Path, out: Path) -> list[object]:
    """The command that writes a file of a kind."""
    if kind == "picture":
        return ["render", table, "--out", out]
    return ["export", table, "--format", kind, "--out", out]


@pytest.mark.gui
@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "cannot be written: the disk is full."),
        (errno.EACCES, "cannot be written: you may not write in its folder; choose another."),
        (errno.EIO, "cannot be written: "),
    ],
)
def test_a_failed_write_leaves_the_old_file(
    table: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch, kind: str,
    number: int, said: str,
) -> None:  # fmt: skip
    out = tmp_path / FILES[kind]
    out.write_text("older", "utf-8")

    def fails(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("timeline_app.io.atomic.os.fsync", fails)
    for more in ([], ["--manifest"]):
        status, told, wrong = run(*words(kind, table, out), *more)
        assert (status, told) == (1, "")
        assert wrong.startswith(f"timeline-app: {out} {said}")
    assert out.read_text("utf-8") == "older"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([table.name, out.name])


@pytest.mark.gui
@pytest.mark.parametrize("kind", FILES)
def test_no_folder_and_no_source_is_written_over(
    table: Path, tmp_path: Path, run: Run, kind: str
) -> None:
    out = tmp_path / FILES[kind]
    out.mkdir()
    status, _, wrong = run(*words(kind, table, out))
    assert (status, wrong) == (
        1,
        f"timeline-app: {out} cannot be written: it is a folder; give the name of a file.\n",
    )
    out.rmdir()
    out.hardlink_to(table)
    status, _, wrong = run(*words(kind, table, out))
    assert status == 1
    assert "the dataset was read from this file; choose another name." in wrong
    assert table.read_text("utf-8") == EVENTS


@pytest.mark.parametrize("kind", ["table", "picture"])
def test_in_the_window_a_full_disk_is_a_sentence_and_the_window_stays(
    program: Program,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    out = tmp_path / "x.csv" if kind == "table" else tmp_path / "x.png"
    out.write_text("older", "utf-8")

    def fails(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("timeline_app.io.atomic.os.fsync", fails)
    choices = TableChoices() if kind == "table" else FigureChoices()
    before = program.store.state
    presenter = program.presenter
    with qtbot.waitSignal(program.exporter.failed):
        program.exporter.run(
            ExportRequest(out, choices), presenter.dataset, presenter.projection, before
        )
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert box.text() == f"{out} cannot be written: the disk is full."
    box.close()
    assert program.window.isVisible()
    assert program.store.state == before
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
    assert out.read_text("utf-8") == "older"
