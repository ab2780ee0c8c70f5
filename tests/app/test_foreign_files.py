"""Files of other programs in the window: what was read of them, what was not, and from where."""

import csv
import json
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.app.acts import Waiter, act, drop
from tests.by_hand import ByHand
from tests.io.rows import GED
from timeline_app.app.main import Program
from timeline_app.io.open import open_dataset
from timeline_app.views.widgets.flow_text import FlowText

LEFT = Qt.MouseButton.LeftButton
ROW = GED | {
    "dyad_name": "Cartel A - Cartel B",
    "side_a": "Cartel A",
    "side_b": "Cartel B",
    "source_article": "",
}


def write_ged(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW))
        writer.writeheader()
        writer.writerows(ROW | row for row in rows)
    return path


@pytest.fixture
def ged(tmp_path: Path) -> Path:
    """Three rows, of which one has no date and one has figures that do not fit."""
    undated = {"id": "2", "date_start": "soon", "date_end": "soon"}
    return write_ged(tmp_path / "ged.csv", {}, undated, {"id": "3", "low": "9"})


def open_dropped(program: Program, qtbot: QtBot, *paths: Path) -> None:
    with qtbot.waitSignal(program.opener.opened):
        drop(program, *paths)


def shown_problems(program: Program) -> list[list[str]]:
    model = program.window.problems.table.model()
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def told(program: Program) -> str:
    """The sentence of the only box, which is closed."""
    (box,) = (box for box in program.window.findChildren(QMessageBox) if box.isVisible())
    text = box.text()
    box.close()
    return str(text)


def test_the_bar_says_what_was_read_and_leads_to_the_problems(
    program: Program, qtbot: QtBot, ged: Path
) -> None:
    open_dropped(program, qtbot, ged)
    assert len(program.presenter.dataset) == 3
    bar, pane = program.window.reading_bar, program.window.problems
    assert bar.isVisible()
    for part in ("ged.csv", "UCDP GED", "3 row", "2 event", "1 undated"):
        assert part in bar.text()
    assert not pane.isVisible()
    qtbot.mouseClick(bar.action_button, LEFT)
    assert pane.isVisible()
    assert any("soon" in row for row in shown_problems(program))
    qtbot.mouseClick(bar.close_button, LEFT)
    assert not bar.isVisible()
    assert pane.isVisible()


def test_the_pane_is_opened_and_closed_by_a_key(program: Program, qtbot: QtBot, ged: Path) -> None:
    open_dropped(program, qtbot, ged)
    pane, canvas = program.window.problems, program.window.canvas
    qtbot.keyClick(canvas, Qt.Key.Key_F9)
    assert pane.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_F9)
    assert not pane.isVisible()


def test_the_keys_go_to_the_pane_and_escape_leads_back(
    program: Program, qtbot: QtBot, ged: Path
) -> None:
    open_dropped(program, qtbot, ged)
    pane, canvas = program.window.problems, program.window.canvas
    with qtbot.waitActive(program.window):
        program.window.activateWindow()
    qtbot.keyClick(canvas, Qt.Key.Key_F9)
    assert pane.table.hasFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_Escape)
    assert not pane.isVisible()
    assert canvas.hasFocus()


def test_where_nothing_is_wrong_the_bar_offers_notes(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path
) -> None:
    button = program.window.reading_bar.action_button
    open_dropped(program, qtbot, ged)
    assert button.text() == "Problems"
    open_dropped(program, qtbot, write_ged(tmp_path / "good.csv", {}))
    assert button.isVisible()
    assert button.text() == "Notes"


def test_several_files_are_chosen_to_be_opened_together(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [write_ged(tmp_path / f"{name}.csv", {"id": name}) for name in ("1", "2")]
    chosen = ([str(path) for path in paths], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    with qtbot.waitSignal(program.opener.opened):
        act(program, "open")
    assert len(program.presenter.dataset) == 2
    assert len(program.presenter.dataset.readings) == 2


def test_the_problems_that_are_shown_are_saved(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "problems.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), "CSV (*.csv)"))
    open_dropped(program, qtbot, ged)
    act(program, "show_problems")
    pane = program.window.problems
    while not pane.choice.currentText().startswith("Undated"):
        qtbot.keyClick(pane.choice, Qt.Key.Key_Down)
    assert len(shown_problems(program)) == 1
    with qtbot.waitSignal(program.jobs.ended):
        qtbot.mouseClick(pane.save_button, LEFT)
    (row,) = csv.DictReader(saved.read_text(encoding="utf-8").splitlines())
    assert (row["file"], row["line"], row["text"]) == ("ged.csv", "3", "soon")
    assert row["outcome"] == "undated"
    assert row["reason"]


def test_of_our_own_files_nothing_is_told(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("event_id,title,date\na,A,2024\n", encoding="utf-8")
    open_dropped(program, qtbot, ged)
    open_dropped(program, qtbot, own)
    assert not program.window.reading_bar.isVisible()


def test_files_dropped_together_are_one_dataset_and_each_event_knows_its_file(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path
) -> None:
    other = write_ged(tmp_path / "other.csv", {"id": "7"}, {"id": "8", "date_start": "2011-01-01"})
    open_dropped(program, qtbot, ged, other)
    dataset = program.presenter.dataset
    assert len(dataset) == 5
    assert "2 file" in program.window.reading_bar.text()
    assert "file" in program.window.table.columns()
    assert set(dataset.fields["file"].keys) == {"ged.csv", "other.csv"}
    program.presenter.change_value("file", "other.csv", "include")
    assert program.presenter.projection.total == 2


def test_an_id_that_stands_twice_is_reported(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path
) -> None:
    open_dropped(program, qtbot, ged, write_ged(tmp_path / "other.csv", {"id": "1"}))
    dataset = program.presenter.dataset
    assert len(dataset) == 4
    assert dataset.events["event_id"].is_unique
    assert len(shown_problems(program)) > 0


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0\0", b"PK\3\4broken", b"<a><b>"])
def test_what_cannot_be_read_leaves_what_was_open(
    program: Program, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    before, state = program.presenter.dataset, program.store.state
    path = tmp_path / "broken <b>.csv"
    path.write_bytes(content)
    with qtbot.waitSignal(program.opener.failed):
        drop(program, path)
    text = told(program)
    assert "broken <b>.csv" in text
    assert "Traceback" not in text
    assert program.presenter.dataset is before
    assert program.store.state == state
    assert program.settings.get("recent") == []


def test_one_of_several_that_cannot_be_read_is_named_and_nothing_is_opened(
    program: Program, qtbot: QtBot, ged: Path, tmp_path: Path
) -> None:
    before = program.presenter.dataset
    with qtbot.waitSignal(program.opener.failed):
        drop(program, ged, tmp_path / "absent.csv")
    assert "absent.csv" in told(program)
    assert program.presenter.dataset is before


def test_a_read_that_is_cancelled_leaves_what_was_open(
    program: Program, qtbot: QtBot, ged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def halted(*arguments: Any) -> Any:
        assert go_on.wait(10)
        return open_dataset(*arguments)

    monkeypatch.setattr("timeline_app.io.open.open_dataset", halted)
    before, state = program.presenter.dataset, program.store.state
    drop(program, ged)
    cancel = Waiter(program, ByHand(), qtbot).cancel_button()
    qtbot.waitUntil(cancel.isVisible)
    qtbot.mouseClick(cancel, LEFT)
    assert not cancel.isVisible()
    with qtbot.waitSignal(program.jobs.ended):
        go_on.set()
    assert program.presenter.dataset is before
    assert program.store.state == state
    assert not program.window.reading_bar.isVisible()
    assert not program.window.findChildren(QMessageBox)


def test_recent_files_open_again(program: Program, qtbot: QtBot, ged: Path) -> None:
    open_dropped(program, qtbot, ged)
    with qtbot.waitSignal(program.opener.opened):
        act(program, "open_shipped")
    menu = program.commands.menus.submenus["recent"]
    menu.aboutToShow.emit()
    with qtbot.waitSignal(program.opener.opened):
        menu.actions()[0].trigger()
    assert len(program.presenter.dataset) == 3
    assert "ged.csv" in program.window.reading_bar.text()


def test_an_events_sources_are_listed_and_opened_only_after_asking(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "timeline_app.app.file_commands._open_in_browser", lambda url: opened.append(url.toString())
    )
    path = tmp_path / "timeline.json"
    sources = [
        {"title": "What was done", "url": "https://example.org/done", "outlet": "The Paper"},
        {"title": "", "url": "https://www.example.net/other"},
    ]
    event = {"id": "2024-01-02--a", "date": "2024-01-02", "title": "A deed", "sources": sources}
    path.write_text(json.dumps([event]), encoding="utf-8")
    open_dropped(program, qtbot, path)
    program.presenter.select(("2024-01-02--a",))
    (first,) = (t for t in shown_texts(program) if "The Paper" in t.toPlainText())
    assert first.toPlainText() == "The Paper, What was done · example.org"
    (second,) = (t for t in shown_texts(program) if "example.net" in t.toPlainText())
    assert second.toPlainText() == "example.net"
    cursor = QTextCursor(first.document())
    cursor.setPosition(first.toPlainText().index("example.org") + 3)
    qtbot.mouseClick(first.viewport(), LEFT, pos=first.cursorRect(cursor).center())
    (box,) = (box for box in program.window.findChildren(QMessageBox) if box.isVisible())
    assert "https://example.org/done" in box.text()
    assert opened == []
    qtbot.mouseClick(box.button(QMessageBox.StandardButton.Open), LEFT)
    assert opened == ["https://example.org/done"]


def shown_texts(program: Program) -> list[FlowText]:
    return [text for text in program.window.details.findChildren(FlowText) if text.isVisible()]
