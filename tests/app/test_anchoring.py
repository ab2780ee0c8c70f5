"""Quotes are looked up in the folders that were named, and what the person does stays."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from tests.app.acts import Waiter, act, opened
from tests.app.test_window import status
from tests.builders import make_dataset
from tests.by_hand import ByHand
from timeline_app.app import watching
from timeline_app.app.anchoring import anchored
from timeline_app.app.main import Program
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source
from timeline_app.models.jobs import Jobs
from timeline_app.views.source_reader import SourceReader

TEXT = "In spring two soldiers left the fort. 🙂 Nobody was hurt in the fire.\n"
FIRST, SECOND = "two soldiers left the fort", "Nobody was hurt in the fire."
STATE = "Whether the quote stands in its source"


def quote_of(number: int, exact: str) -> Quote:
    start = TEXT.index(exact)
    end = start + len(exact)
    prefix, suffix = TEXT[max(0, start - 32) : start], TEXT[end : end + 32]
    return Quote(f"q{number}", f"e{number}", "s1", exact, prefix, suffix, start, end)


def dataset() -> Dataset:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return make_dataset(
        {"title": "A departure", "date": "2024-04", "event_type": "Move"},
        {"title": "A fire", "date": "2024-05", "event_type": "Fire"},
        {"title": "Something else", "date": "2024-06", "event_type": "Fire"},
        sources=[Source("s1", "The Example Times", "Soldiers leave a fort", sha256=digest)],
        quotes=[quote_of(0, FIRST), quote_of(1, SECOND)],
    )


def write_folder(path: Path) -> None:
    """The same as a folder of tables."""
    made = dataset()
    tables: dict[str, Any] = {
        "events": made.events.to_dict("records"),
        "sources": [asdict(source) for source in made.sources.values()],
        "quotes": [asdict(quote) for (quote,) in made.quotes.values()],
    }
    path.mkdir()
    for name, rows in tables.items():
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    resources = [{"name": name, "path": f"{name}.csv"} for name in tables]
    descriptor = {"name": "fort", "title": "Fort", "version": "1", "resources": resources}
    (path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "fort.txt").write_bytes(TEXT.encode())
    return folder


@pytest.fixture
def waiter(qtbot: QtBot) -> Iterator[Waiter]:
    executor = ByHand()
    with opened(qtbot, dataset(), Jobs(executor)) as program:
        yield Waiter(program, executor, qtbot)


def name_folders(program: Program, *folders: Path) -> None:
    """As the dialog does it."""
    program.sources.keep_folders(folders)


def state_shown(program: Program) -> str:
    found = program.window.details.findChildren(QTextEdit)
    told = [text.toPlainText() for text in found if text.accessibleName() == STATE]
    return "".join(told[-1:])


def test_named_folders_prove_the_quotes_and_nothing_else_changes(
    waiter: Waiter, folder: Path
) -> None:
    program = waiter.program
    program.presenter.change_value("anchor", "exact", "include")
    program.presenter.change_value("anchor", "exact", "off")
    program.presenter.change_value("type", "Fire", "include")
    program.presenter.select(("e1",))
    assert "quotes: 2 not checked here" in status(program)
    assert state_shown(program) == ""
    before, window = program.presenter.dataset, program.store.state.window
    name_folders(program, folder)
    waiter.waits()
    QApplication.processEvents()
    assert "quotes: 2 exact" in status(program)
    assert state_shown(program) == "Stands in the source at its place"
    assert program.presenter.dataset is not before
    state = program.store.state
    assert state.filter == (ValueClause("type", ("Fire",)),)
    assert (state.selection, state.window) == (("e1",), window)
    act(program, "undo")
    act(program, "undo")
    assert program.store.state.filter == ()


def test_a_filter_on_anchors_follows_the_folders(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    program.presenter.change_value("anchor", "exact", "include")
    assert program.presenter.projection.total == 0
    name_folders(program, folder)
    waiter.waits()
    assert program.presenter.projection.total == 2
    name_folders(program)
    waiter.waits()
    assert program.presenter.projection.total == 0
    assert program.store.state.filter == (ValueClause("anchor", ("exact",)),)
    assert "quotes: 2 not checked here" in status(program)


def test_the_reader_shows_the_text_as_soon_as_it_is_found(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    act(program, "source_reader")
    (reader,) = program.window.findChildren(SourceReader)
    assert reader.page.toPlainText().startswith("… In spring two soldiers")
    name_folders(program, folder)
    waiter.waits()
    assert reader.page.toPlainText() == TEXT
    QApplication.processEvents()
    marked = [one.cursor.selectedText() for one in reader.page.extraSelections()]
    assert marked == [FIRST, SECOND, FIRST]


def test_a_look_up_can_be_cancelled(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    name_folders(program, folder)
    program.window.cancel_requested.emit()
    waiter.waits()
    assert "quotes: 2 not checked here" in status(program)


def test_of_two_look_ups_the_later_one_counts(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    name_folders(program, folder)
    name_folders(program)
    waiter.waits()
    assert "quotes: 2 not checked here" in status(program)


def test_another_dataset_is_not_disturbed_by_a_late_answer(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    name_folders(program, folder)
    other = make_dataset({"title": "x", "date": "2024"})
    program.show(other)
    waiter.waits()
    assert program.presenter.dataset is other


def test_folders_of_this_run_are_used_but_not_kept(qtbot: QtBot, folder: Path) -> None:
    executor = ByHand()
    with opened(qtbot, make_dataset({"title": "x"}), Jobs(executor)) as program:
        program.sources.use_for_this_run([folder])
        program.show(dataset())
        Waiter(program, executor, qtbot).waits()
        assert "quotes: 2 exact" in status(program)
        assert program.settings.get("source_folders") == []


def test_anchors_that_a_dataset_comes_with_stay_without_folders(
    waiter: Waiter, folder: Path
) -> None:
    proved, _texts = anchored(dataset(), [folder])
    waiter.program.show(proved)
    waiter.waits()
    assert "quotes: 2 exact" in status(waiter.program)


def test_a_folder_that_is_gone_is_told_of_in_the_reader(waiter: Waiter, folder: Path) -> None:
    program = waiter.program
    name_folders(program, folder / "gone")
    waiter.waits()
    act(program, "source_reader")
    (reader,) = program.window.findChildren(SourceReader)
    told = "\n".join(text.toPlainText() for text in reader.notices.findChildren(QTextEdit))
    assert f"{folder / 'gone'}: There is no such folder" in told


def test_reading_anew_keeps_the_states_until_the_texts_were_looked_at(
    qtbot: QtBot, folder: Path, tmp_path: Path
) -> None:
    with opened(qtbot, make_dataset({"title": "x"})) as program:
        path = tmp_path / "set"
        write_folder(path)
        name_folders(program, folder)
        program.opener.open([path])
        qtbot.waitUntil(lambda: "quotes: 2 exact" in status(program))
        told: list[str] = []
        program.presenter.dataset_shown.connect(lambda: told.append(status(program)))
        (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
        qtbot.keyClick(program.window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: "quotes: 2 found elsewhere" in status(program))
        assert "quotes: 2 exact" in told[0]


def test_reload_looks_at_the_texts_again(qtbot: QtBot, folder: Path, tmp_path: Path) -> None:
    with opened(qtbot, make_dataset({"title": "x"})) as program:
        path = tmp_path / "set"
        write_folder(path)
        name_folders(program, folder)
        program.opener.open([path])
        qtbot.waitUntil(lambda: "quotes: 2 exact" in status(program))
        (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
        qtbot.keyClick(program.window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: "quotes: 2 found elsewhere" in status(program))
        (folder / "fort.txt").write_bytes(TEXT.replace(SECOND, "").encode())
        qtbot.keyClick(program.window, Qt.Key.Key_F5)
        qtbot.waitUntil(lambda: "1 found elsewhere, 1 lost" in status(program))


# Folders that change


class Watcher(Waiter):
    """Somebody whose folders of texts change while the window is open."""

    def sees_change(self) -> str:
        """What the bar tells once the folders were looked at."""
        self.qtbot.waitUntil(lambda: bool(self.executor.waiting))
        self.waits()
        bar = self.program.window.texts_bar
        return bar.text() if bar.isVisible() else ""


def comes_back() -> None:
    """From another program."""
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


@pytest.fixture
def watcher(waiter: Waiter, folder: Path) -> Watcher:
    name_folders(waiter.program, folder)
    waiter.waits()
    return Watcher(waiter.program, waiter.executor, waiter.qtbot)


def test_a_changed_text_is_told_and_checked_again_on_a_click(
    watcher: Watcher, folder: Path, qtbot: QtBot
) -> None:
    program, bar = watcher.program, watcher.program.window.texts_bar
    (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
    assert watcher.sees_change() == "fort.txt has changed in the folders with source texts."
    assert "quotes: 2 exact" in status(program), "nothing happens by itself"
    qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    watcher.waits()
    assert "quotes: 2 found elsewhere" in status(program)


def test_a_text_that_is_gone_and_one_that_comes_are_told(watcher: Watcher, folder: Path) -> None:
    path = folder / "fort.txt"
    path.unlink()
    assert watcher.sees_change() == "fort.txt is no longer in the folders with source texts."
    watcher.program.window.texts_bar.acted.emit()
    watcher.waits()
    assert "quotes: 2 not checked here" in status(watcher.program)
    (folder / "copy of fort.txt").write_bytes(TEXT.encode())
    assert watcher.sees_change() == "copy of fort.txt is new in the folders with source texts."
    watcher.program.window.texts_bar.acted.emit()
    watcher.waits()
    assert "quotes: 2 exact" in status(watcher.program)


def test_other_files_are_no_news_where_no_text_is_missing(watcher: Watcher, folder: Path) -> None:
    for number in range(30):
        (folder / f"download {number}.txt").write_bytes(b"Something else.")
    assert watcher.sees_change() == ""


def test_a_closed_bar_opens_again_only_for_texts_in_use(watcher: Watcher, folder: Path) -> None:
    bar = watcher.program.window.texts_bar
    (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
    assert watcher.sees_change() != ""
    bar.acted.emit()
    watcher.waits()
    (folder / "a.txt").write_bytes(b"Something else.")
    assert watcher.sees_change() == "a.txt is new in the folders with source texts."
    (folder / "b.txt").write_bytes(b"Something else.")
    told = "2 files in the folders with source texts are new, changed or gone."
    assert watcher.sees_change() == told
    bar.close_button.click()
    (folder / "c.txt").write_bytes(b"Something else.")
    assert watcher.sees_change() == ""
    (folder / "fort.txt").unlink()
    assert watcher.sees_change().startswith("4 files in the folders")
    for name in "abc":
        (folder / f"{name}.txt").unlink()
    assert watcher.sees_change() == "fort.txt is no longer in the folders with source texts."


def test_the_reader_tells_it_and_checks_again_too(
    watcher: Watcher, folder: Path, qtbot: QtBot
) -> None:
    (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
    told = watcher.sees_change()
    act(watcher.program, "source_reader")
    (reader,) = watcher.program.window.findChildren(SourceReader)
    assert reader.texts_bar.isVisible()
    assert reader.texts_bar.text() == told
    qtbot.mouseClick(reader.texts_bar.action_button, Qt.MouseButton.LeftButton)
    watcher.waits()
    assert reader.page.toPlainText() == "News: " + TEXT
    assert not reader.texts_bar.isVisible()
    assert not watcher.program.window.texts_bar.isVisible()
    (folder / "fort.txt").write_bytes(TEXT.encode())
    assert watcher.sees_change() == told
    assert reader.texts_bar.text() == told
    assert reader.texts_bar.isVisible()


def test_who_comes_back_to_the_program_is_told_what_no_system_tells(
    waiter: Waiter, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such as changes on a network, or in the thousandth folder."""
    monkeypatch.setattr(watching, "MOST_WATCHED", 0)
    name_folders(waiter.program, folder)
    waiter.waits()
    watcher = Watcher(waiter.program, waiter.executor, waiter.qtbot)
    (folder / "fort.txt").unlink()
    comes_back()
    assert watcher.sees_change().startswith("fort.txt is no longer")


def test_what_changed_while_texts_were_looked_up_is_told(waiter: Waiter, folder: Path) -> None:
    name_folders(waiter.program, folder)
    waiter.executor.run_next()
    (folder / "fort.txt").unlink()
    waiter.qtbot.waitUntil(lambda: "quotes: 2 exact" in status(waiter.program))
    watcher = Watcher(waiter.program, waiter.executor, waiter.qtbot)
    assert watcher.sees_change().startswith("fort.txt is no longer")


def test_folders_that_are_no_longer_named_are_not_watched(watcher: Watcher, folder: Path) -> None:
    (folder / "fort.txt").write_bytes(b"News: " + TEXT.encode())
    assert watcher.sees_change() != ""
    name_folders(watcher.program)
    watcher.waits()
    assert not watcher.program.window.texts_bar.isVisible()
    comes_back()
    assert watcher.executor.waiting == []
