"""A file that changes on disk is noticed."""

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from timeline_app.app.watching import FileWatcher


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "events.csv"
    path.write_text("one", encoding="utf-8")
    return path


@pytest.fixture
def watcher(qtbot: QtBot, file: Path) -> FileWatcher:
    watcher = FileWatcher()
    watcher.watch([file])
    return watcher


def test_a_file_that_is_written_anew_is_told(
    watcher: FileWatcher, file: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(watcher.changed) as told:
        file.write_text("one, two", encoding="utf-8")
    assert told.args == [[file]]


def test_a_new_file_in_its_place_is_told_and_watched_on(
    watcher: FileWatcher, file: Path, qtbot: QtBot
) -> None:
    for text in ("another", "and another"):
        new = file.with_suffix(".new")
        new.write_text(text, encoding="utf-8")
        with qtbot.waitSignal(watcher.changed):
            new.replace(file)


def test_a_file_that_is_gone_is_told(watcher: FileWatcher, file: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watcher.changed):
        file.unlink()


def test_nothing_is_told_twice_nor_of_other_files(
    watcher: FileWatcher, file: Path, qtbot: QtBot
) -> None:
    told: list[object] = []
    watcher.changed.connect(told.append)
    (file.parent / "other.csv").write_text("x", encoding="utf-8")
    watcher.look()
    assert told == []
    os.utime(file, ns=(1, 1))
    watcher.look()
    watcher.look()
    assert told == [[file]]


def test_what_is_no_longer_open_is_not_watched(watcher: FileWatcher, file: Path) -> None:
    told: list[object] = []
    watcher.changed.connect(told.append)
    watcher.watch([])
    file.write_text("two!", encoding="utf-8")
    watcher.look()
    assert told == []
