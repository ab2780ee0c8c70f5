"""Files, links and settings in the window: opening, exporting, coming back."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.app.acts import act, drop
from tests.builders import small_dataset
from timeline_app.app.command_line import main
from timeline_app.app.main import Program, build, dataset_key
from timeline_app.app.settings import Settings
from timeline_app.core.clauses import TimeClause
from timeline_app.paths import shipped_dataset


def test_export_is_reached_from_a_field_of_text_too(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def answer(parent: QWidget, title: str, *rest: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    search = program.window.filter_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "army")
    qtbot.keyClick(search, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Export filtered events as CSV"]


def test_the_window_and_the_command_line_write_the_same_bytes(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with qtbot.waitSignal(program.opener.opened):
        act(program, "open_shipped")
    program.presenter.change_value("country", "GTM", "include")
    program.presenter.change_time(TimeClause(start="2024"))
    chosen = tmp_path / "window.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(chosen), "CSV (*.csv)")
    )
    with qtbot.waitSignal(program.jobs.ended):
        act(program, "export_csv")

    other = tmp_path / "line.csv"
    assert main(["export", "--country", "Guatemala", "--from", "2024", "--out", str(other)]) == 0
    assert chosen.read_bytes() == other.read_bytes()
    assert chosen.read_bytes().count(b"\r\n") > 2


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_the_ending_leads_to_is_replaced_only_after_asking(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
):
    older = tmp_path / "a.csv"
    older.write_text("older")
    typed = str(tmp_path / "a")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (typed, "CSV (*.csv)"))
    answer = QMessageBox.StandardButton.Yes if replace else QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer)
    with qtbot.waitSignal(program.jobs.ended) if replace else nullcontext():
        act(program, "export_csv")
    assert (older.read_text() == "older") is not replace


def test_a_failed_export_says_why_and_leaves_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    chosen = tmp_path / "no such folder" / "a.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(chosen), "CSV (*.csv)")
    )
    with qtbot.waitSignal(program.jobs.ended):
        act(program, "export_csv")
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "a.csv" in box.text()
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_opened_leaves_what_was_open(program: Program, qtbot: QtBot, tmp_path: Path):
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    before = program.presenter.dataset
    with qtbot.waitSignal(program.opener.failed):
        program.opener.open([broken])
    assert program.presenter.dataset is before
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "broken.csv" in box.text()
    box.close()


def test_the_last_view_comes_back_at_the_next_start(qtbot: QtBot, tmp_path: Path):
    settings_file = tmp_path / "settings.json"
    first = build(Settings(settings_file))
    qtbot.addWidget(first.window)
    first.show(small_dataset())
    first.presenter.change_group("actor")
    first.presenter.change_value("type", "Attack", "exclude")
    left = first.store.state
    first.window.close()

    second = build(Settings(settings_file))
    qtbot.addWidget(second.window)
    second.show(small_dataset())
    assert second.store.state == left
    second.window.close()


def test_the_view_of_a_dataset_comes_back_when_it_is_opened_again(program: Program, qtbot: QtBot):
    first = dataset_key(program.presenter.dataset)
    program.presenter.change_group("source")
    with qtbot.waitSignal(program.presenter.dataset_shown):
        act(program, "open_shipped")
    assert program.store.state.group == "country"
    assert program.settings.view_of(first)["group"] == "source"
    program.show(small_dataset())
    assert program.store.state.group == "source"


def test_only_web_addresses_are_opened_and_only_after_asking(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    opened: list[str] = []
    monkeypatch.setattr(
        "timeline_app.app.file_commands._open_in_browser", lambda url: opened.append(url.toString())
    )
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://", "-h", "smb://a/b"):
        program.window.details.link_requested.emit(bad)
        for box in program.window.findChildren(QMessageBox):
            box.close()
    assert opened == []
    program.window.details.link_requested.emit("https://example.org/a?b=c")
    box = next(b for b in program.window.findChildren(QMessageBox) if b.isVisible())
    assert "https://example.org/a?b=c" in box.text()
    assert opened == []
    box.button(QMessageBox.StandardButton.Open).click()
    assert opened == ["https://example.org/a?b=c"]


def test_recent_files_are_listed_as_they_are(program: Program):
    program.settings.remember_recent("a & b.csv")
    menu = program.commands.menus.submenus["recent"]
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "a && b.csv"


def test_an_unexpected_error_is_told_and_logged(program: Program, caplog: pytest.LogCaptureFixture):
    program.opener.failed.emit(ValueError("odd"))
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "ValueError: odd" in box.text()
    box.close()
    assert "ValueError: odd" in caplog.text


def test_a_dataset_dropped_on_the_window_opens(program: Program, qtbot: QtBot):
    with qtbot.waitSignal(program.opener.opened):
        drop(program, shipped_dataset())
    assert len(program.presenter.dataset) > 20


def test_the_saved_view_is_kept_by_where_the_dataset_is(program: Program):
    assert dataset_key(program.presenter.dataset) == program.presenter.dataset.location
    assert shipped_dataset().is_dir()


def test_until_a_dataset_is_open_nothing_can_be_done(qtbot: QtBot):
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    assert not program.window.menuBar().isEnabled()
    with qtbot.waitSignal(program.presenter.dataset_shown):
        program.opener.open([shipped_dataset()])
    assert program.window.menuBar().isEnabled()
    assert program.window.focusWidget() is program.window.canvas
    program.window.close()


def test_where_the_first_dataset_cannot_be_read_the_shipped_one_opens(qtbot: QtBot, tmp_path: Path):
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    with qtbot.waitSignal(program.presenter.dataset_shown):
        program.open_first([tmp_path / "absent"])
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "absent" in box.text()
    box.close()
    assert len(program.presenter.dataset) > 20
    program.window.close()
