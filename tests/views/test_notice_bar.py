"""The bar that tells one thing about the open files."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from timeline_app.views.widgets import NoticeBar


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar("Changes on disk", "Reload")
    qtbot.addWidget(bar)
    bar.tell("a.csv has changed on disk.")
    return bar


def test_it_tells_and_offers(bar: NoticeBar, qtbot: QtBot) -> None:
    assert bar.isVisible()
    assert bar.text() == "a.csv has changed on disk."
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(bar.action_button, Qt.MouseButton.LeftButton)


def test_without_anything_to_do_there_is_no_button(bar: NoticeBar) -> None:
    bar.tell("a.csv is gone.", offer=False)
    assert not bar.action_button.isVisible()


def test_what_is_offered_can_be_renamed(bar: NoticeBar) -> None:
    bar.tell("a.csv has notes.", action="Notes")
    assert bar.action_button.text() == "Notes"


def test_it_can_be_closed(bar: NoticeBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    bar.tell("again")
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()
