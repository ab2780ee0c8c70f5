"""The pane that tells how files were read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.readings import problem, reading
from timeline_app.core.message import Message
from timeline_app.core.reading import Outcome
from timeline_app.models.problem_model import COLUMNS
from timeline_app.views.problems_pane import ProblemsPane
from timeline_app.views.widgets import ICON_PX

FIRST = problem(3)
SECOND = problem(9, outcome=Outcome.SET_ASIDE, text="a;b;c")


@pytest.fixture
def pane(qtbot: QtBot) -> ProblemsPane:
    pane = ProblemsPane()
    qtbot.addWidget(pane)
    pane.resize(1200, 240)
    pane.show_readings([reading(FIRST, SECOND)])
    pane.show()
    return pane


def shown_lines(pane: ProblemsPane) -> list[str]:
    model, column = pane.table.model(), COLUMNS.index("line")
    return [model.index(row, column).data() for row in range(model.rowCount())]


def texts(pane: ProblemsPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def test_the_notes_say_how_the_file_was_understood(pane: ProblemsPane) -> None:
    said = texts(pane)
    assert "UCDP GED" in said
    assert "The text is read as Windows-1252." in said
    assert any("14 row" in text and "1 set aside" in text for text in said)
    assert any("titles: 2" in text for text in said)


def test_all_problems_stand_in_the_table_and_one_kind_can_be_chosen(
    pane: ProblemsPane, qtbot: QtBot
) -> None:
    assert shown_lines(pane) == ["3", "9"]
    qtbot.keyClick(pane.choice, Qt.Key.Key_Down)
    assert pane.choice.currentText() == "Set aside (1)"
    assert shown_lines(pane) == ["9"]


def test_what_is_shown_can_be_saved(pane: ProblemsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.save_requested) as asked:
        qtbot.mouseClick(pane.save_button, Qt.MouseButton.LeftButton)
    assert asked.args == [[FIRST, SECOND]]


def test_the_file_is_named_where_there_are_several(pane: ProblemsPane) -> None:
    column = COLUMNS.index("file")
    assert pane.table.isColumnHidden(column)
    pane.show_readings([reading(FIRST), reading(problem(1, file="b.csv"), file="b.csv")])
    assert not pane.table.isColumnHidden(column)
    assert shown_lines(pane) == ["3", "1"]


def test_escape_closes_it(pane: ProblemsPane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.close_requested):
        qtbot.keyClick(pane.table, Qt.Key.Key_Escape)


def test_the_choice_is_wide_enough_for_what_it_shows(pane: ProblemsPane, qtbot: QtBot) -> None:
    pane.show_readings([reading(*[FIRST] * 1234)])
    qtbot.waitUntil(lambda: pane.choice.width() >= pane.choice.sizeHint().width())
    written = pane.choice.fontMetrics().horizontalAdvance("All problems (1,234)")
    assert pane.choice.width() > written + ICON_PX


def test_without_problems_it_says_so(pane: ProblemsPane) -> None:
    pane.show_readings([reading()])
    assert not pane.table.isVisible()
    assert "Every row was taken as it stands." in texts(pane)
    assert not pane.save_button.isEnabled()


def test_markup_in_a_file_is_shown_as_it_stands(pane: ProblemsPane) -> None:
    pane.show_readings([reading(problem(1, text="<b>x</b>"), file="<i>a</i>.csv")])
    model = pane.table.model()
    assert model.index(0, COLUMNS.index("text")).data() == "<b>x</b>"
    tooltip = model.index(0, COLUMNS.index("text")).data(Qt.ItemDataRole.ToolTipRole)
    assert "<b>x</b>" not in tooltip
    name = next(label for label in pane.findChildren(QLabel) if label.text() == "<i>a</i>.csv")
    assert name.textFormat() == Qt.TextFormat.PlainText


def test_long_names_and_notes_break_within_their_half(pane: ProblemsPane) -> None:
    long = "a" * 300
    noted = replace(reading(FIRST), notes=(Message("io", f"columns={long}"),), file=f"{long}.csv")
    pane.show_readings([noted])
    pane.resize(560, 240)
    QApplication.processEvents()
    for label in pane.findChildren(QLabel):
        if label.isVisible() and "aaa" in label.text():
            right = label.mapTo(pane, label.rect().topRight()).x()
            assert right < pane.table.mapTo(pane, QPoint(0, 0)).x()
            assert label.minimumSizeHint().width() < 200


def test_before_a_file_is_read_nothing_is_said(qtbot: QtBot) -> None:
    pane = ProblemsPane()
    qtbot.addWidget(pane)
    pane.show()
    assert not pane.table.isVisible()
    assert "Every row was taken as it stands." not in texts(pane)
