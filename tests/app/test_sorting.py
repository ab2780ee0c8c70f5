"""Sorting a large dataset: off the GUI thread, the table stays usable, the latest wins."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.app.acts import Waiter, act, opened
from tests.builders import make_dataset
from tests.by_hand import ByHand
from timeline_app.app.main import Program
from timeline_app.core import order
from timeline_app.core.view_state import ViewState
from timeline_app.models.jobs import Jobs

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
EVENTS = [
    {"title": "b", "place": "z", "date": "2001", "countries": "MEX"},
    {"title": "c", "place": "y", "date": "2002", "countries": "GTM"},
    {"title": "a", "place": "x", "date": "2003", "countries": "GTM"},
]


class Person(Waiter):
    """Somebody who sorts the table, and says when the machine gets to work."""

    def __init__(self, program: Program, executor: ByHand, qtbot: QtBot) -> None:
        super().__init__(program, executor, qtbot)
        self.table = program.window.table

    def clicks_head(self, name: str) -> None:
        header = self.table.view.horizontalHeader()
        section = self.table.model.names.index(name)
        place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), LEFT, NONE, place)

    @property
    def titles(self) -> str:
        model = self.table.model
        return "".join(model.cell(row, "title") for row in range(model.rowCount()))


@pytest.fixture
def person(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.setattr(order, "MOST_AT_ONCE", 0)
    executor = ByHand()
    with opened(qtbot, make_dataset(*EVENTS), Jobs(executor)) as program:
        yield Person(program, executor, qtbot)


def test_the_table_stands_as_it_was_until_it_is_sorted(person: Person) -> None:
    person.clicks_head("title")
    assert person.titles == "bca"
    person.waits()
    assert person.titles == "abc"


def test_an_order_once_found_is_there_at_once(person: Person) -> None:
    person.clicks_head("title")
    person.waits()
    act(person.program, "undo")
    assert person.titles == "bca"
    act(person.program, "redo")
    assert person.titles == "abc"
    person.program.presenter.change_value("country", "MEX", "exclude")
    assert person.titles == "ac"
    assert not person.executor.waiting


def test_the_latest_order_wins(person: Person) -> None:
    person.clicks_head("title")
    person.clicks_head("place")
    person.waits()
    assert person.titles == "acb"


def test_the_filter_can_change_while_rows_are_sorted(person: Person) -> None:
    person.clicks_head("title")
    person.program.presenter.change_value("country", "GTM", "include")
    assert person.titles == "ca"
    assert len(person.executor.waiting) == 1
    person.waits()
    assert person.titles == "ac"


def test_sorting_that_takes_long_can_be_stopped(person: Person) -> None:
    person.clicks_head("title")
    person.qtbot.waitUntil(person.cancel_button().isVisible)
    person.qtbot.mouseClick(person.cancel_button(), LEFT)
    assert not person.cancel_button().isVisible()
    assert person.program.store.state.sort == ("date", False)
    person.waits()
    assert person.titles == "bca"


def test_a_view_that_was_sorted_is_shown_at_once_and_sorted_then(person: Person) -> None:
    person.clicks_head("title")
    person.waits()
    dataset = make_dataset(*EVENTS[:2], {**EVENTS[2], "title": "d"})
    person.program.show(dataset, ViewState(sort=("title", True)))
    assert person.titles == "bcd"
    person.waits()
    assert person.titles == "dcb"
