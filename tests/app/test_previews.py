"""A very large file shows its first events while the others are read; what was open is not lost."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox
from pytestqt.qtbot import QtBot

from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress
from timeline_app.io.finding import HEADER_ROW, read_error, say
from timeline_app.io.open import open_dataset
from timeline_app.io.open_file import Choices

COUNT = 60


class Halted:
    """Reads as ever, but behind the preview only goes on when told."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.fails = False

    def read(
        self,
        paths: Sequence[Path],
        progress: Progress,
        preview: Callable[[Dataset], None],
        choices: Choices,
    ) -> Dataset:
        def halt(dataset: Dataset) -> None:
            preview(dataset)
            assert self.go_on.wait(10)
            if self.fails:
                raise read_error("x.csv", HEADER_ROW, say("broken far down"))

        return open_dataset(paths, progress, halt, choices)


@pytest.fixture
def halted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Halted]:
    monkeypatch.setattr("timeline_app.io.containers.read_table.LARGE", 0)
    monkeypatch.setattr("timeline_app.io.containers.large_csv.PREVIEW_FROM", 0)
    monkeypatch.setattr("timeline_app.io.containers.large_csv._AHEAD", 2)
    monkeypatch.setattr("timeline_app.io.containers.pieces.PIECE", 256)
    halted = Halted()
    monkeypatch.setattr("timeline_app.io.open.open_dataset", halted.read)
    yield halted
    halted.go_on.set()


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    rows = "".join(
        f"e{n:03},Title {n},{1950 + n},{'Attack' if n % 2 else 'Arrest'}\n" for n in range(COUNT)
    )
    path = tmp_path / "large.csv"
    path.write_text("event_id,title,date,event_type\n" + rows, encoding="utf-8")
    return path


def show_preview(program: Program, qtbot: QtBot, path: Path) -> Dataset:
    with qtbot.waitSignal(program.presenter.dataset_shown):
        program.opener.open([path])
    dataset = program.presenter.dataset
    assert 0 < len(dataset) < COUNT
    return dataset


def finish(program: Program, qtbot: QtBot, halted: Halted) -> None:
    with qtbot.waitSignal(program.jobs.ended):
        halted.go_on.set()


def test_the_first_events_show_and_then_all(
    program: Program, qtbot: QtBot, halted: Halted, large_file: Path
) -> None:
    first = show_preview(program, qtbot, large_file)
    window = program.store.state.window
    assert program.window.windowTitle().startswith("large")
    finish(program, qtbot, halted)
    assert len(program.presenter.dataset) == COUNT
    assert program.store.state.window != window
    assert program.store.state.selection == (f"e{COUNT - 1:03}",)
    assert program.presenter.dataset is not first
    assert str(large_file) in program.settings.get("recent")


def test_what_the_person_did_meanwhile_stays(
    program: Program, qtbot: QtBot, halted: Halted, large_file: Path
) -> None:
    show_preview(program, qtbot, large_file)
    program.presenter.change_group("type")
    program.presenter.change_value("type", "Attack", "exclude")
    program.presenter.select(("e002",))
    window = program.store.state.window
    finish(program, qtbot, halted)
    state = program.store.state
    assert (state.group, state.selection) == ("type", ("e002",))
    assert program.presenter.projection.total == COUNT // 2
    assert state.window != window
    program.store.undo()
    program.store.undo()
    assert program.store.state.filter == ()
    assert program.presenter.projection.total == COUNT


def test_a_window_that_was_moved_stays(
    program: Program, qtbot: QtBot, halted: Halted, large_file: Path
) -> None:
    show_preview(program, qtbot, large_file)
    qtbot.keyClick(program.window.canvas, Qt.Key.Key_Plus)
    moved = program.store.state.window
    finish(program, qtbot, halted)
    assert len(program.presenter.dataset) == COUNT
    assert program.store.state.window == moved


@pytest.mark.parametrize("fails", [False, True])
def test_without_the_last_events_what_was_open_before_is_open_again(
    program: Program, qtbot: QtBot, halted: Halted, large_file: Path, fails: bool
) -> None:
    program.presenter.change_group("actor")
    before, state = program.presenter.dataset, program.store.state
    title = program.window.windowTitle()
    show_preview(program, qtbot, large_file)
    if fails:
        halted.fails = True
        finish(program, qtbot, halted)
        box = program.window.findChild(QMessageBox)
        assert box is not None
        assert "broken far down" in box.text()
        box.close()
    else:
        buttons = program.window.statusBar().findChildren(QAbstractButton)
        (cancel,) = (button for button in buttons if button.text() == "Cancel")
        qtbot.waitUntil(cancel.isVisible)
        qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
        finish(program, qtbot, halted)
    assert program.presenter.dataset is before
    assert program.store.state == state
    assert program.window.windowTitle() == title
    program.store.undo()
    assert program.store.state.group == "country"


def test_where_nothing_was_open_before_the_shipped_dataset_opens(
    qtbot: QtBot, halted: Halted, large_file: Path
) -> None:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    first = show_preview(program, qtbot, large_file)
    halted.fails = True
    with qtbot.waitSignal(program.presenter.dataset_shown):
        halted.go_on.set()
    dataset: Any = program.presenter.dataset
    assert dataset is not first
    assert dataset.quotes
    program.window.findChild(QMessageBox).close()
    program.window.close()


def test_the_view_of_a_preview_is_not_kept_for_the_next_time(
    program: Program, qtbot: QtBot, halted: Halted, large_file: Path
) -> None:
    show_preview(program, qtbot, large_file)
    program.presenter.change_group("type")
    program.remember()
    assert program.settings.view_of(str(large_file)) == {}
    finish(program, qtbot, halted)
