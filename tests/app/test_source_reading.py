"""Sources are read beside the window, and the folders of their texts are named."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from tests.app.acts import act, opened
from tests.builders import small_dataset
from timeline_app.app.main import Program
from timeline_app.app.settings import Settings
from timeline_app.models.source_model import LINES_ROLE
from timeline_app.views.folders_dialog import FoldersDialog
from timeline_app.views.source_reader import SourceReader

LEFT = Qt.MouseButton.LeftButton


def reader_of(program: Program) -> SourceReader:
    (reader,) = program.window.findChildren(SourceReader)
    return reader


def button(parent: QWidget, words: str) -> QAbstractButton:
    found = parent.findChildren(QAbstractButton)
    return next(one for one in found if words in (one.text(), one.accessibleName()))


def activate(qtbot: QtBot, window: QWidget) -> None:
    """Be in a window: one above an active one counts as active for `waitActive`."""
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """The folders that the person chooses, one after the other."""
    folders: list[Path] = []
    monkeypatch.setattr(
        "timeline_app.views.dialogs.ask_open_folder", lambda parent, title: folders.pop(0)
    )
    yield folders
    assert not folders


def test_the_reader_opens_by_its_key_and_closes_with_the_window(
    program: Program, qtbot: QtBot
) -> None:
    qtbot.keyClick(program.window, Qt.Key.Key_F10)
    reader = reader_of(program)
    assert reader.isVisible()
    assert reader.windowTitle() == "Sources"
    assert not reader.isModal()
    activate(qtbot, reader)
    qtbot.keyClick(reader, Qt.Key.Key_F10)
    assert not reader.isVisible()
    activate(qtbot, program.window)
    qtbot.keyClick(program.window, Qt.Key.Key_F10)
    assert reader.isVisible()
    program.window.close()
    assert not reader.isVisible()


def test_a_quote_of_the_details_is_read_in_its_source(program: Program, qtbot: QtBot) -> None:
    program.presenter.select(("2025-12-08",))
    qtbot.mouseClick(button(program.window.details, "Read in source"), LEFT)
    reader = reader_of(program)
    (quote,) = program.presenter.dataset.quotes["2025-12-08"]
    assert reader.isVisible()
    assert reader.page.current == quote


def test_a_quote_is_read_after_the_reader_was_closed(program: Program) -> None:
    quotes = program.presenter.dataset.quotes
    (first,), (second,) = quotes["2025-12-08"], quotes["2024-07-23"]
    program.sources.read(first)
    reader = reader_of(program)
    reader.close()
    program.sources.read(second)
    assert reader.page.current == second
    program.sources.read(first)
    assert reader.page.current == first


def test_the_reader_opens_at_the_selected_event_and_stays_at_its_quotes(
    program: Program, qtbot: QtBot
) -> None:
    quotes = program.presenter.dataset.quotes
    first, second = quotes["2025-06-08"]
    for event_id, expected in (
        ("2024-07-23", quotes["2024-07-23"][0]),
        ("2025-06-08", first),
        ("1986", first),  # it has no quote
    ):
        program.presenter.select((event_id,))
        act(program, "source_reader")
        assert reader_of(program).page.current == expected
    program.presenter.select(("2025-06-08",))
    program.sources.read(second)
    act(program, "source_reader")
    assert reader_of(program).page.current == second


def test_the_reader_opens_at_the_source_of_an_event_without_quotes(qtbot: QtBot) -> None:
    dataset = replace(small_dataset(), quotes={}, claims={})
    with opened(qtbot, dataset) as program:
        program.presenter.select(("2024-07-23",))
        act(program, "source_reader")
        entries = reader_of(program).list.sources
        assert entries.currentIndex().row() > 0
        assert entries.currentIndex().data(LINES_ROLE)[0] == dataset.sources["s2"].title


def test_the_menu_of_an_event_leads_to_its_source(program: Program) -> None:
    program.context_menus.show_for_event("2024-07-23", QPoint(0, 0))
    menu = next(menu for menu in program.window.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Read in source").trigger()
    menu.close()
    (quote,) = program.presenter.dataset.quotes["2024-07-23"]
    assert reader_of(program).page.current == quote
    program.context_menus.show_for_event("1986", QPoint(0, 0))
    menu = next(menu for menu in program.window.findChildren(QMenu) if menu.isVisible())
    assert "Read in source" not in [action.text() for action in menu.actions()]
    menu.close()


def test_an_event_of_a_source_is_selected_in_the_window(program: Program, qtbot: QtBot) -> None:
    program.presenter.select(("2025-06-08",))
    act(program, "source_reader")
    reader = reader_of(program)
    entries = reader.list.events
    place = entries.visualRect(entries.model().index(1, 0)).center()
    qtbot.mouseClick(entries.viewport(), LEFT, pos=place)
    assert program.store.state.selection == ("2025-06-08-reply",)
    assert reader.page.current.event_id == "2025-06-08-reply"


def test_folders_are_added_taken_away_and_kept(
    program: Program, qtbot: QtBot, chosen: list[Path], tmp_path: Path
) -> None:
    texts, gone = tmp_path / "texts", tmp_path / "gone"
    texts.mkdir()
    chosen += [texts, gone, texts]
    program.sources.use_for_this_run([tmp_path])
    act(program, "source_folders")
    (dialog,) = program.window.findChildren(FoldersDialog)
    for _ in range(3):
        qtbot.mouseClick(button(dialog, "Add…"), LEFT)
    listed = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert listed == [str(texts), f"{gone} (not there now)", f"{tmp_path} (for this run)"]
    assert program.settings.get("source_folders") == [str(texts), str(gone)]
    assert program.sources.folders == (texts, gone, tmp_path)
    item = dialog.list.item(0)
    qtbot.mouseClick(dialog.list.viewport(), LEFT, pos=dialog.list.visualItemRect(item).center())
    qtbot.mouseClick(button(dialog, "Remove"), LEFT)
    assert program.settings.get("source_folders") == [str(gone)]
    activate(qtbot, dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_reader_asks_for_a_folder(
    program: Program, qtbot: QtBot, chosen: list[Path], tmp_path: Path
) -> None:
    act(program, "source_reader")
    chosen.append(tmp_path)
    qtbot.mouseClick(button(reader_of(program), "Choose folder with the texts…"), LEFT)
    assert program.settings.get("source_folders") == [str(tmp_path)]


def test_the_reader_keeps_its_shape_till_the_next_start(qtbot: QtBot, tmp_path: Path) -> None:
    """Also if the window is closed long after the reader; what is damaged is as at first."""
    kept = Settings(tmp_path / "settings.json")
    with opened(qtbot, small_dataset(), settings=kept) as program:
        act(program, "source_reader")
        reader = reader_of(program)
        reader.setGeometry(60, 50, 700, 600)
        reader.list.splitter.setSizes([200, 400])
        across = reader.findChild(QSplitter)
        across.setSizes([300, 400])
        expected = reader.geometry(), reader.list.splitter.sizes(), across.sizes()
        reader.close()
    again = Settings(tmp_path / "settings.json")
    with opened(qtbot, small_dataset(), settings=again) as program:
        act(program, "source_reader")
        reader = reader_of(program)
        sizes = reader.list.splitter.sizes(), reader.findChild(QSplitter).sizes()
        assert (reader.geometry(), *sizes) == expected
    again.put("reader", {"window": "!", "across": 7})
    with opened(qtbot, small_dataset(), settings=again) as program:
        act(program, "source_reader")
        assert reader_of(program).isVisible()
