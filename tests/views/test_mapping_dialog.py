"""The dialog that asks which columns of a table are what."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.pointer import move
from timeline_app.core.message import Message
from timeline_app.core.reading import Outcome, Problem, Reading
from timeline_app.io.dates.ways import Order
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.mapping.proposal import Proposal
from timeline_app.views.mapping import MappingDialog
from timeline_app.views.mapping.told import MOST_PROBLEMS
from timeline_app.views.widgets import Choice

NAMES = ("Headline", "When", "Who", "Whom")
GUESS = TableMapping({"title": ("Headline",), "date": ("When",), "actors": ("Who",)})
PROBLEM = Problem("a.csv", 7, "When", "soon", Message("io", "“soon” is no date."), Outcome.UNDATED)
LEFT = Qt.MouseButton.LeftButton


def proposal(
    mapping: TableMapping = GUESS, *, asks_order: bool = False, problems: int = 0
) -> Proposal:
    return Proposal(
        names=NAMES,
        first=(("A <b>clash</b>", "1/2/2024", "Army", "Police"), ("A talk", "3/4/2024", "", "")),
        mapping=mapping,
        dates=(Message("io", "When: the day comes first."),),
        asks_order=asks_order,
        problems=(PROBLEM,) * problems,
        reading=Reading("a.csv", "", rows=2 + problems, events=2, undated=problems, set_aside=0,
                        repaired=0),
    )  # fmt: skip


@pytest.fixture
def dialog(qtbot: QtBot) -> MappingDialog:
    dialog = MappingDialog("a.csv")
    qtbot.addWidget(dialog)
    dialog.show_proposal(proposal())
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


@pytest.fixture
def changed(dialog: MappingDialog, qtbot: QtBot) -> Callable[[Callable[[], None]], TableMapping]:
    """What a person's doing makes of the mapping; the answer to it is given, too."""

    def changed(act: Callable[[], None]) -> TableMapping:
        with qtbot.waitSignal(dialog.mapping_changed) as asked:
            act()
        mapping = asked_for(asked.args)
        assert not dialog.open_button.isEnabled()
        dialog.show_proposal(proposal(mapping))
        assert dialog.open_button.isEnabled()
        assert dialog.mapping == mapping
        return mapping

    return changed


def asked_for(arguments: list[Any] | None) -> TableMapping:
    """The mapping that a signal came with."""
    (mapping,) = arguments or (None,)
    assert isinstance(mapping, TableMapping)
    return mapping


def texts(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


def choose(qtbot: QtBot, choice: Choice, text: str) -> None:
    """Open a choice with a click, and click on one of its lines."""
    qtbot.mouseClick(choice, LEFT)
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    index = choice.model().index(choice.findText(text), 0)
    view.scrollTo(index)
    move(view.viewport(), view.visualRect(index).center())
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def test_the_guess_is_shown_with_what_comes_of_it(dialog: MappingDialog) -> None:
    assert dialog.fields.choice("title").currentText() == "Headline"
    assert dialog.fields.choice("date").currentText() == "When"
    assert dialog.fields.choice("place").currentText() == "nothing"
    headings = [dialog.rows.horizontalHeaderItem(column).text() for column in range(4)]
    assert headings == ["Headline\nTitle", "When\nDate", "Who\nActors", "Whom\n"]
    assert "When: the day comes first." in texts(dialog)
    assert any("2 row" in text and "2 event" in text for text in texts(dialog))
    assert dialog.open_button.isEnabled()
    assert not dialog.told.order.isVisible()


def test_cells_are_shown_as_they_stand(dialog: MappingDialog) -> None:
    assert dialog.rows.item(0, 0).text() == "A <b>clash</b>"
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def test_a_column_is_chosen_for_a_field(
    dialog: MappingDialog, qtbot: QtBot, changed: Callable[..., TableMapping]
) -> None:
    mapping = changed(lambda: choose(qtbot, dialog.fields.choice("place"), "Whom"))
    assert mapping.columns == {**GUESS.columns, "place": ("Whom",)}
    assert dialog.rows.horizontalHeaderItem(3).text() == "Whom\nPlace"


def test_a_field_of_several_columns_takes_another_and_gives_one_back(
    dialog: MappingDialog, qtbot: QtBot, changed: Callable[..., TableMapping]
) -> None:
    second = dialog.fields.choice("actors", 1)
    assert second.currentText() == "and…"
    assert second.findText("Who") == -1, "it is taken"
    mapping = changed(lambda: choose(qtbot, second, "Whom"))
    assert mapping.of("actors") == ("Who", "Whom")
    mapping = changed(lambda: choose(qtbot, dialog.fields.choice("actors"), "nothing"))
    assert mapping.of("actors") == ("Whom",)
    mapping = changed(lambda: choose(qtbot, dialog.fields.choice("actors"), "nothing"))
    assert "actors" not in mapping.columns
    assert dialog.fields.choice("actors").currentText() == "nothing"


def test_a_field_is_added(
    dialog: MappingDialog, qtbot: QtBot, changed: Callable[..., TableMapping]
) -> None:
    (adder,) = (c for c in dialog.findChildren(Choice) if c.currentText() == "Add a field…")
    choose(qtbot, adder, "Killed")
    added = dialog.fields.choice("fatalities")
    assert added.hasFocus()
    assert changed(lambda: choose(qtbot, added, "Whom")).one("fatalities") == "Whom"


def test_day_or_month_is_chosen_before_the_file_is_opened(
    dialog: MappingDialog, qtbot: QtBot
) -> None:
    dialog.show_proposal(proposal(asks_order=True))
    assert not dialog.open_button.isEnabled()
    assert dialog.reason.text() == "Say first whether the day or the month comes first."
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.mapping_changed) as asked:
        choose(qtbot, dialog.told.order, "Month before day: 03/25/2024")
    mapping = asked_for(asked.args)
    assert mapping == TableMapping(GUESS.columns, Order.MONTH_FIRST)
    dialog.show_proposal(proposal(mapping, asks_order=True))
    assert dialog.open_button.isEnabled()
    assert not dialog.reason.isVisible()
    assert dialog.told.order.isVisible(), "it can be chosen anew"


def test_without_a_date_it_says_what_that_means(dialog: MappingDialog) -> None:
    dialog.show_proposal(proposal(TableMapping({"title": ("Headline",)})))
    assert any("every event would be undated" in text for text in texts(dialog))
    assert dialog.open_button.isEnabled()


def test_notes_on_the_file_are_shown(dialog: MappingDialog) -> None:
    assert "Only the first rows were looked at." not in texts(dialog)
    note = Message("io", "Only the first rows were looked at.")
    dialog.show_proposal(replace(proposal(), notes=(note,)))
    assert "Only the first rows were looked at." in texts(dialog)


def test_until_the_rows_are_read_it_says_so(qtbot: QtBot) -> None:
    dialog = MappingDialog("a.csv")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Looking at the rows…" in texts(dialog)
    assert not dialog.told.order.isVisible()


def test_some_problems_are_shown_and_the_others_counted(dialog: MappingDialog) -> None:
    dialog.show_proposal(proposal(problems=9))
    (told,) = (text for text in texts(dialog) if text.startswith("Line 7"))
    lines = told.split("\n")
    assert lines[0] == "Line 7, When: Undated. “soon” is no date."
    assert lines[MOST_PROBLEMS:] == ["and 3 more problems"]


def test_an_answer_to_an_earlier_mapping_changes_nothing(
    dialog: MappingDialog, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.mapping_changed):
        choose(qtbot, dialog.fields.choice("place"), "Whom")
        dialog.show_proposal(proposal(GUESS))
        assert dialog.mapping.one("place") == "Whom"
        assert not dialog.open_button.isEnabled()


def test_the_keyboard_is_enough(dialog: MappingDialog, qtbot: QtBot) -> None:
    title = dialog.fields.choice("title")
    title.setFocus()
    while QApplication.focusWidget() is not dialog.fields.choice("actors", 1):
        before = QApplication.focusWidget()
        qtbot.keyClick(before, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() not in (before, title)
    with qtbot.waitSignal(dialog.mapping_changed) as asked:
        for _ in range(3):  # each key makes the lines anew; the keys stay where they were
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert dialog.fields.choice("actors", 1).hasFocus()
    mapping = asked_for(asked.args)
    assert mapping.of("actors") == ("Who", "Whom")
    dialog.show_proposal(proposal(mapping))
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def test_escape_cancels(dialog: MappingDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.fields.choice("title"), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_wheel_changes_no_column(dialog: MappingDialog) -> None:
    choice = dialog.fields.choice("title")
    place = choice.rect().center().toPointF()
    none = Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        place, choice.mapToGlobal(place), choice.rect().topLeft(), choice.rect().bottomRight(),
        Qt.MouseButton.NoButton, none, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, event)
    assert choice.currentText() == "Headline"


def test_a_long_name_of_a_file_is_cut_in_the_title(qtbot: QtBot) -> None:
    dialog = MappingDialog("a" * 300 + ".csv")
    qtbot.addWidget(dialog)
    assert len(dialog.windowTitle()) < 120


def test_sheets_are_offered_and_nothing_is_opened_before_one_is_read(qtbot: QtBot) -> None:
    dialog = MappingDialog("a.xlsx", ["Notes", "Data"], "Notes")
    qtbot.addWidget(dialog)
    dialog.show_proposal(proposal())
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    assert dialog.sheet.currentText() == "Notes"
    with qtbot.waitSignal(dialog.sheet_chosen) as asked:
        qtbot.keyClick(dialog.sheet, Qt.Key.Key_Down)
    assert asked.args == ["Data"]
    assert not dialog.open_button.isEnabled()
    assert not dialog.fields.isEnabled()
    dialog.show_proposal(proposal())
    assert dialog.open_button.isEnabled()
    assert dialog.fields.isEnabled()


def test_many_columns_with_long_names_do_not_widen_it(qtbot: QtBot) -> None:
    dialog = MappingDialog("wide.csv")
    qtbot.addWidget(dialog)
    narrow = dialog.minimumSizeHint().width()
    names = tuple(f"column {number} {'with a long name ' * 20}" for number in range(500))
    mapping = TableMapping({"title": names[:1]})
    reading = Reading("wide.csv", "", 0, 0, 0, 0, 0)
    dialog.show_proposal(Proposal(names, (names,), mapping, (), False, (), reading))
    assert dialog.fields.choice("title").count() == 501
    assert dialog.minimumSizeHint().width() <= narrow + 100


def test_return_opens_wherever_one_has_been(dialog: MappingDialog, qtbot: QtBot) -> None:
    for widget in (*dialog.findChildren(QPushButton), dialog.remember):
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.remember, Qt.Key.Key_Return)
