"""A table that the program does not know: it asks, opens it so, and asks no second time."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.app.acts import act, drop
from tests.io.sheets import rows, xlsx
from timeline_app.app.main import Program, build
from timeline_app.app.settings import Settings
from timeline_app.views.mapping import MappingDialog

ROWS = "Overskrift,Date,Aktor\nA clash,03/25/2024,Army\nA talk,04/02/2024,Police\n,soon,\n"
OTHER = "Overskrift,Date,Aktor\nA raid,05/26/2024,Army\n"
LEFT = Qt.MouseButton.LeftButton

Asked = Callable[..., MappingDialog]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "unknown.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def asked(program: Program, qtbot: QtBot) -> Asked:
    """Drops files on the window, and gives the dialog that asks about them."""

    def asked(*paths: Path) -> MappingDialog:
        with qtbot.waitSignal(program.opener.unmapped):
            drop(program, *paths)
        return dialog_of(program, qtbot)

    return asked


def dialog_of(program: Program, qtbot: QtBot) -> MappingDialog:
    """The dialog, when it shows what comes of its guess."""
    dialog = program.window.findChild(MappingDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.rows.rowCount() > 0)
    return dialog


def press_open(program: Program, qtbot: QtBot, dialog: MappingDialog) -> None:
    qtbot.waitUntil(dialog.open_button.isEnabled)
    with qtbot.waitSignal(program.opener.opened):
        qtbot.mouseClick(dialog.open_button, LEFT)


def set_column(qtbot: QtBot, dialog: MappingDialog, field: str, column: str) -> None:
    """Choose a column by typing its first letters."""
    choice = dialog.fields.choice(field)
    choice.setFocus()
    qtbot.keyClicks(choice, column)
    assert choice.currentText() == column


def told(program: Program) -> str:
    """The sentence of the box that is open, which is closed."""
    (box,) = (box for box in program.window.findChildren(QMessageBox) if box.isVisible())
    text = box.text()
    box.close()
    return str(text)


def titles(program: Program) -> list[str]:
    return sorted(program.presenter.dataset.events["title"])


def test_a_table_of_unknown_columns_is_asked_about_and_then_shown(
    program: Program, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    before = program.presenter.dataset
    dialog = asked(file)
    assert "unknown.csv" in dialog.windowTitle()
    assert program.presenter.dataset is before
    assert dialog.fields.choice("date").currentText() == "Date"
    set_column(qtbot, dialog, "title", "Overskrift")
    set_column(qtbot, dialog, "actors", "Aktor")
    press_open(program, qtbot, dialog)
    dataset = program.presenter.dataset
    assert len(dataset) == 3
    assert {"A clash", "A talk"} <= set(titles(program))
    assert sorted(dataset.events["date"]) == ["", "2024-03-25", "2024-04-02"]
    assert "unknown.csv" in program.window.reading_bar.text()
    assert "1 undated" in program.window.reading_bar.text()
    assert program.settings.get("recent") == [str(file.resolve())]


def test_the_same_columns_open_without_asking_the_next_time(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path, asked: Asked
) -> None:
    dialog = asked(file)
    set_column(qtbot, dialog, "title", "Aktor")
    press_open(program, qtbot, dialog)
    other = tmp_path / "other.csv"
    other.write_text(OTHER, encoding="utf-8")
    with qtbot.waitSignal(program.opener.opened):
        drop(program, other)
    assert titles(program) == ["Army"]


def test_it_is_remembered_until_the_next_start(qtbot: QtBot, file: Path, tmp_path: Path) -> None:
    settings = tmp_path / "settings.json"
    first = build(Settings(settings))
    qtbot.addWidget(first.window)
    first.window.show()
    with qtbot.waitSignal(first.opener.unmapped):
        first.open_first([file])
    press_open(first, qtbot, dialog_of(first, qtbot))
    first.window.close()
    second = build(Settings(settings))
    qtbot.addWidget(second.window)
    with qtbot.waitSignal(second.opener.opened):
        second.open_first([file])
    assert len(second.presenter.dataset) == 3
    second.window.close()


def test_without_the_tick_it_asks_again(
    program: Program, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    dialog = asked(file)
    qtbot.mouseClick(dialog.remember, LEFT, pos=dialog.remember.rect().center() / 4)
    assert not dialog.remembers
    press_open(program, qtbot, dialog)
    assert program.settings.get("mappings") == {}
    dialog = asked(file)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_reloading_asks_nothing_and_keeps_the_mapping(
    program: Program, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    dialog = asked(file)
    dialog.remember.setChecked(False)
    set_column(qtbot, dialog, "title", "Aktor")
    press_open(program, qtbot, dialog)
    file.write_text(OTHER, encoding="utf-8")
    with qtbot.waitSignal(program.opener.opened):
        act(program, "reload")
    assert titles(program) == ["Army"]
    assert program.window.statusBar().currentMessage().startswith("Reloaded:")


def test_new_columns_are_asked_about_on_reload_and_the_view_stays(
    program: Program, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    press_open(program, qtbot, asked(file))
    program.presenter.change_group("actor")
    file.write_text(OTHER.replace("Date", "Date of it"), encoding="utf-8")
    with qtbot.waitSignal(program.opener.unmapped):
        act(program, "reload")
    press_open(program, qtbot, dialog_of(program, qtbot))
    assert program.store.state.group == "actor"
    assert program.window.statusBar().currentMessage().startswith("Reloaded:")


@pytest.mark.parametrize("packed", [False, True])
def test_the_sheet_of_a_workbook_is_asked(
    program: Program, qtbot: QtBot, tmp_path: Path, asked: Asked, packed: bool
) -> None:
    path = tmp_path / "book.xlsx"
    notes = rows(["Remark", "By"], ["All of it is made up", "me"], ["So is this", "you"])
    data = rows(["Overskrift", "Date"], ["A clash", "2024-03-25"], ["A raid", "2024-05-26"])
    xlsx(path, {"Notes": notes, "Data": data})
    if packed:
        path = tmp_path / "book.xlsx.gz"
        path.write_bytes(gzip.compress((tmp_path / "book.xlsx").read_bytes()))
    dialog = asked(path)
    assert dialog.sheet.isVisible()
    assert dialog.rows.item(0, 1).text() == "me"
    qtbot.keyClick(dialog.sheet, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: dialog.rows.item(0, 0).text() == "A clash")
    assert dialog.fields.choice("date").currentText() == "Date"
    set_column(qtbot, dialog, "title", "Overskrift")
    press_open(program, qtbot, dialog)
    assert titles(program) == ["A clash", "A raid"]


def test_a_mapping_is_saved_and_loaded(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path, asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kept = tmp_path / "mapping.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(kept), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    dialog = asked(file)
    set_column(qtbot, dialog, "title", "Aktor")
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert "Aktor" in kept.read_text(encoding="utf-8")
    set_column(qtbot, dialog, "title", "Date")
    qtbot.mouseClick(dialog.load_button, LEFT)
    assert dialog.fields.choice("title").currentText() == "Aktor"
    press_open(program, qtbot, dialog)
    assert titles(program)[1:] == ["Army", "Police"]


def test_a_file_that_holds_no_fitting_mapping_changes_nothing(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path, asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    kept = tmp_path / "mapping.json"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(kept), ""))
    dialog = asked(file)
    qtbot.waitUntil(dialog.open_button.isEnabled)
    before = dialog.mapping
    kept.write_text("[1]", encoding="utf-8")
    qtbot.mouseClick(dialog.load_button, LEFT)
    assert "no file of mappings" in told(program)
    other = {"names": ["Overskrif"], "columns": {"title": ["Overskrif"]}}
    kept.write_text(
        json.dumps({"kind": "timeline-app mappings", "mappings": {"x": other}}), encoding="utf-8"
    )
    qtbot.mouseClick(dialog.load_button, LEFT)
    assert 'did you mean "Overskrift"?' in told(program)
    assert dialog.mapping == before
    assert dialog.open_button.isEnabled()
    dialog.reject()


def test_cancel_leaves_what_was_open(
    program: Program, qtbot: QtBot, file: Path, asked: Asked
) -> None:
    before, state = program.presenter.dataset, program.store.state
    dialog = asked(file)
    with qtbot.waitSignal(dialog.finished):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.presenter.dataset is before
    assert program.store.state == state
    assert program.settings.get("recent") == []
    assert program.settings.get("mappings") == {}


def test_cancel_at_the_first_start_shows_the_shipped_dataset(qtbot: QtBot, file: Path) -> None:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.window.show()
    with qtbot.waitSignal(program.opener.unmapped):
        program.open_first([file])
    dialog = dialog_of(program, qtbot)
    with qtbot.waitSignal(program.presenter.dataset_shown):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert program.presenter.dataset.quotes
    program.window.close()


def test_several_unknown_tables_are_asked_about_one_after_the_other(
    program: Program, qtbot: QtBot, file: Path, tmp_path: Path, asked: Asked
) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Navn,Dato\nA raid,2020-01-02\n", encoding="utf-8")
    dialog = asked(file, other)
    set_column(qtbot, dialog, "title", "Overskrift")
    qtbot.waitUntil(dialog.open_button.isEnabled)
    with qtbot.waitSignal(program.opener.unmapped):
        qtbot.mouseClick(dialog.open_button, LEFT)
    (second,) = (d for d in program.window.findChildren(MappingDialog) if d.isVisible())
    assert "other.csv" in second.windowTitle()
    qtbot.waitUntil(second.open_button.isEnabled)
    set_column(qtbot, second, "title", "Navn")
    press_open(program, qtbot, second)
    assert {"A clash", "A raid"} <= set(titles(program))


def test_closing_the_window_while_it_asks_ends_all(qtbot: QtBot, file: Path) -> None:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.window.show()
    with qtbot.waitSignal(program.opener.unmapped):
        program.open_first([file])
    program.window.close()
    assert not program.presenter.has_dataset
