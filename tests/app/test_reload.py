"""Files that changed on disk are read anew; what the person made of them stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.app.acts import act
from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings
from timeline_app.core.clauses import ValueClause
from timeline_app.models.reading_words import SEPARATOR

HEADER = "event_id,title,date,event_type\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text(f"{HEADER}a,A,2020,x\nb,B,2021,x\nc,C,2022,y\n", encoding="utf-8")
    return path


@pytest.fixture
def program(qtbot: QtBot, file: Path) -> Iterator[Program]:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.window.show()
    with qtbot.waitSignal(program.opener.opened):
        program.opener.open([file])
    yield program
    program.window.close()


def test_a_change_is_told_and_reload_keeps_view_selection_and_undo(
    program: Program, file: Path, qtbot: QtBot
) -> None:
    program.presenter.change_value("type", "x", "include")
    program.presenter.select(("b",))
    window = program.store.state.window
    bar = program.window.change_bar
    assert not bar.isVisible()
    with qtbot.waitSignal(program.open_files.changed):
        file.write_text(f"{HEADER}b,B!,2021,x\nc,C,2022,y\nd,D,2019,x\n", encoding="utf-8")
    assert bar.isVisible()
    assert bar.text() == "events.csv has changed on disk."
    with qtbot.waitSignal(program.opener.opened):
        qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    state = program.store.state
    assert state.filter == (ValueClause("type", ("x",)),)
    assert state.selection == ("b",)
    assert state.window == window
    assert program.presenter.projection.total == 2
    assert program.window.statusBar().currentMessage() == (
        "Reloaded: " + SEPARATOR.join(("1 added", "1 changed", "1 removed"))
    )
    act(program, "undo")
    act(program, "undo")
    assert program.store.state.filter == ()


def test_reload_from_the_menu_says_when_nothing_is_different(
    program: Program, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.opener.opened):
        act(program, "reload")
    assert program.window.statusBar().currentMessage() == "Reloaded: nothing is different."


def test_a_file_that_is_gone_leaves_what_was_read(
    program: Program, file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(program.open_files.changed):
        file.unlink()
    bar = program.window.change_bar
    assert bar.isVisible()
    assert not bar.action_button.isVisible()
    assert len(program.presenter.dataset) == 3


def test_a_file_that_became_unreadable_leaves_what_was_read(
    program: Program, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[BaseException] = []
    monkeypatch.setattr("timeline_app.views.dialogs.tell", lambda *words: told.append(words[-1]))
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    with qtbot.waitSignal(program.opener.failed):
        act(program, "reload")
    assert len(told) == 1
    assert len(program.presenter.dataset) == 3


def test_a_file_without_events_is_read_anew_like_any_other(
    program: Program, file: Path, qtbot: QtBot
) -> None:
    file.write_text(HEADER, encoding="utf-8")
    with qtbot.waitSignal(program.opener.opened):
        act(program, "reload")
    program.presenter.change_group("type")
    file.write_text(f"{HEADER}a,A,2020,x\n", encoding="utf-8")
    with qtbot.waitSignal(program.opener.opened):
        act(program, "reload")
    assert program.window.statusBar().currentMessage() == "Reloaded: 1 added"
    assert program.store.state.group == "type"
