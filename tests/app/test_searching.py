"""Searching a large dataset: off the GUI thread, the latest wins, the typed text stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.app.acts import Waiter, act, opened
from tests.builders import make_dataset, small_dataset
from tests.by_hand import ByHand
from timeline_app.app.main import Program
from timeline_app.core import search
from timeline_app.core.clauses import TextClause, ValueClause
from timeline_app.models.jobs import Jobs

LEFT = Qt.MouseButton.LeftButton


class Person(Waiter):
    """Somebody who searches, and says when the machine gets to work."""

    def __init__(self, program: Program, executor: ByHand, qtbot: QtBot) -> None:
        super().__init__(program, executor, qtbot)
        self.field = program.window.filter_bar.search

    @property
    def searched(self) -> list[str]:
        filter_ = self.program.store.state.filter
        return [clause.text for clause in filter_ if isinstance(clause, TextClause)]

    def searches(self, text: str) -> None:
        self.field.setFocus()
        self.qtbot.keyClicks(self.field, text)
        self.qtbot.keyClick(self.field, Qt.Key.Key_Return)

    def work_shown(self) -> str:
        labels = self.program.window.statusBar().findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def person(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.setattr(search, "MOST_AT_ONCE", 0)
    executor = ByHand()
    with opened(qtbot, small_dataset(), Jobs(executor)) as program:
        yield Person(program, executor, qtbot)


def test_events_are_shown_once_they_are_found(person: Person) -> None:
    person.searches("ambushed")
    assert person.searched == []
    assert person.program.presenter.projection.total == 12
    person.waits()
    assert person.searched == ["ambushed"]
    assert person.program.presenter.projection.total == 1
    assert person.field.text() == "ambushed"


def test_the_latest_search_wins(person: Person) -> None:
    person.searches("amb")
    person.searches("ush")
    person.waits()
    assert person.searched == ["ambush"]
    assert len(person.program.presenter.projection.rows) == 1
    act(person.program, "undo")
    assert person.searched == []


def test_the_text_stays_while_another_condition_changes(person: Person) -> None:
    person.searches("border")
    person.program.presenter.change_value("country", "GTM", "include")
    assert person.field.text() == "border"
    person.waits()
    assert person.program.store.state.filter == (
        ValueClause("country", ("GTM",)),
        TextClause("border"),
    )


def test_a_search_that_takes_long_says_so_and_can_be_stopped(person: Person) -> None:
    person.searches("border")
    assert not person.cancel_button().isVisible()
    person.qtbot.waitUntil(person.cancel_button().isVisible)
    assert "Searching…" in person.work_shown()
    person.qtbot.mouseClick(person.cancel_button(), LEFT)
    assert not person.cancel_button().isVisible()
    person.waits()
    assert person.searched == []
    assert person.field.text() == "border"
    person.qtbot.keyClick(person.field, Qt.Key.Key_Return)
    person.waits()
    assert person.searched == ["border"]


def test_emptying_the_field_needs_no_search(person: Person) -> None:
    person.searches("border")
    person.waits()
    person.searches("s")
    person.qtbot.keyClick(person.field, Qt.Key.Key_Escape)
    assert person.searched == []
    person.waits()
    assert person.searched == []


def test_going_back_to_a_search_needs_no_other(person: Person) -> None:
    person.searches("border")
    person.waits()
    act(person.program, "clear_filter")
    act(person.program, "undo")
    assert person.searched == ["border"]
    assert not person.executor.waiting


def test_clearing_the_filter_gives_up_a_search(person: Person) -> None:
    person.program.presenter.change_value("country", "GTM", "include")
    person.searches("border")
    act(person.program, "clear_filter")
    person.waits()
    assert person.program.store.state.filter == ()
    assert person.field.text() == ""


def test_what_is_found_in_a_dataset_no_longer_shown_is_dropped(person: Person) -> None:
    person.searches("border")
    person.program.show(make_dataset({"title": "another", "date": "2020"}))
    person.waits()
    assert person.searched == []
