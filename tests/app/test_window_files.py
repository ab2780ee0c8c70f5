"""Files, links and settings in the window: opening, coming back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QMessageBox,
)
from pytestqt.qtbot import QtBot

from tests.app.acts import act, drop
from tests.builders import make_dataset, small_dataset
from timeline_app.app.main import Program, build, dataset_key
from timeline_app.app.settings import Settings
from timeline_app.paths import shipped_dataset


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


def test_added_fields_of_the_panel_come_back_with_their_dataset(
    qtbot: QtBot, tmp_path: Path
) -> None:
    another = replace(make_dataset({"title": "Another", "place": "There"}), location="another")
    settings_file = tmp_path / "settings.json"
    first = build(Settings(settings_file))
    qtbot.addWidget(first.window)
    first.show(small_dataset())
    first.window.filter_panel.add_field("place")
    first.window.filter_panel.add_field("language")
    first.remember_view()
    first.show(another)
    assert first.window.filter_panel.added == ()
    first.window.close()

    second = build(Settings(settings_file))
    qtbot.addWidget(second.window)
    panel = second.window.filter_panel
    second.show(another)
    assert panel.section("place") is None
    second.show(small_dataset())
    assert second.window.filter_panel.added == ("place", "language")
    assert panel.section("place") is not None
    assert second.store.state.filter == ()
    panel.add_field("admin1")
    second.show(small_dataset())
    assert panel.added[2:] == ("admin1",), "the same dataset, opened again"
    second.window.close()


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
