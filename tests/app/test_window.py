"""The whole window, as a person uses it."""

from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.app.acts import act
from tests.builders import make_dataset
from timeline_app.app.actions import ACTIONS
from timeline_app.app.main import Program
from timeline_app.core.calendar import DAY, us_of
from timeline_app.core.clauses import TextClause, TimeClause, ValueClause
from timeline_app.core.when import Form, Span
from timeline_app.views.widgets import ElidedLabel


def status(program: Program) -> str:
    return next(
        label.text()
        for label in program.window.statusBar().findChildren(ElidedLabel)
        if label.accessibleName() == "Status"
    )


def words_shown(program: Program) -> str:
    details = program.window.details
    labels = [label.text() for label in details.findChildren(QLabel)]
    return "\n".join([*labels, *(text.toPlainText() for text in details.findChildren(QTextEdit))])


def test_the_first_screen_fits_everything_and_opens_the_newest_event(program: Program):
    dataset, state = program.presenter.dataset, program.store.state
    dated = dataset.times.form != Form.UNDATED
    assert state.window.start < dataset.times.start[dated].min()
    newest = dataset.event(int(dataset.times.start[dated].argmax()))
    assert state.current == newest.event_id
    assert newest.title in words_shown(program)


def test_every_action_has_a_handler_and_words(program: Program):
    menus = program.commands.menus
    assert {spec.id for spec in ACTIONS} == set(menus.actions) | set(menus.submenus)


def test_no_shortcut_is_given_twice():
    keys = [key for spec in ACTIONS for key in spec.shortcuts]
    assert sorted(set(keys)) == sorted(keys)


def test_no_two_entries_of_a_menu_have_the_same_letter():
    letters = [
        (spec.menu, after[:1].lower())
        for spec in ACTIONS
        for _, mark, after in [spec.text.partition("&")]
        if mark
    ]
    assert len(letters) == len(ACTIONS)
    assert len(letters) == len(set(letters))


def test_the_tab_key_goes_through_the_window_as_it_is_read(program: Program):
    act(program, "first")
    window = program.window
    views = [
        window.filter_bar,
        window.filter_panel,
        window.canvas,
        window.overview,
        window.table,
        window.details,
    ]
    program.presenter.search("e")
    window.filter_bar.focus_search()
    passed: list[QWidget] = []
    for _ in range(60):
        focused = window.focusWidget()
        passed += [view for view in views if view is focused or view.isAncestorOf(focused)]
        window.focusNextChild()
    assert [view for view, _ in groupby(passed)][: len(views) + 1] == [*views, views[0]]


def test_typing_in_the_search_field_narrows_all_views(program: Program, qtbot: QtBot):
    act(program, "find")
    field = QApplication.focusWidget()
    assert field is not None
    total = len(program.presenter.dataset)
    qtbot.keyClicks(field, "perez molina")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert program.store.state.filter == (TextClause("perez molina"),)
    shown = len(program.presenter.projection.rows)
    assert 0 < shown < total
    assert status(program).startswith(f"{shown} of {total}")


def test_undo_and_redo_follow_each_change(program: Program):
    first = program.store.state
    program.presenter.change_value("country", "GTM", "include")
    act(program, "group_actor")
    act(program, "undo")
    assert program.store.state.group == "country"
    assert program.commands.menus.actions["group_country"].isChecked()
    act(program, "undo")
    assert program.store.state == first
    assert not program.commands.menus.actions["undo"].isEnabled()
    act(program, "redo")
    assert program.store.state.filter == (ValueClause("country", ("GTM",)),)


def test_undo_reaches_the_window_where_a_field_has_nothing_to_undo(program: Program, qtbot: QtBot):
    search = program.window.filter_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "army")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    act(program, "clear_filter")
    assert not program.store.state.filter
    qtbot.keyClick(search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.store.state.filter == (TextClause("army"),)
    qtbot.keyClick(search, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not program.store.state.filter


def test_stepping_selects_brings_into_view_and_shows_the_details(program: Program):
    act(program, "first")
    dataset = program.presenter.dataset
    assert program.store.state.current == dataset.events["event_id"].iat[0]
    for _ in range(3):
        act(program, "next")
    event = dataset.event(3)
    assert program.store.state.selection == (event.event_id,)
    assert event.title in words_shown(program)


def test_an_event_outside_the_window_is_brought_in_when_selected(program: Program):
    dataset = program.presenter.dataset
    last = program.store.state.window.end
    program.presenter.move_window(Span(last - 1000, last))
    act(program, "first")
    row = dataset.row_of(program.store.state.current)
    assert row is not None
    window = program.store.state.window
    assert window.start <= dataset.times.start[row] < window.end


def test_no_match_says_which_condition_to_drop(program: Program, qtbot: QtBot):
    program.presenter.change_value("country", "GTM", "include")
    program.presenter.search("no such words anywhere")
    assert program.window.empty_notice.isVisible()
    assert not program.window.canvas.isVisible()
    program.window.empty_notice.clause_dropped.emit(1)
    assert program.window.canvas.isVisible()
    assert program.store.state.filter == (ValueClause("country", ("GTM",)),)


def test_a_dataset_without_events_says_so(program: Program):
    program.show(make_dataset())
    notice = program.window.empty_notice
    assert notice.isVisible()
    assert any("none" in label.text() for label in notice.findChildren(QLabel))
    assert not notice.clear_button.isVisible()
    act(program, "next")
    act(program, "fit_all")
    act(program, "fit_selection")


def test_events_without_dates_can_be_read_and_the_window_is_a_usual_one(program: Program):
    program.show(make_dataset({"title": "Nobody knows when"}))
    assert program.store.state.selection == ("e0",)
    assert program.store.state.window.length >= 365 * DAY
    assert "Nobody knows when" in words_shown(program)
    act(program, "zoom_in")
    act(program, "fit_all")


def test_filter_to_window_makes_a_time_clause_of_the_window(program: Program):
    act(program, "filter_to_window")
    (clause,) = program.store.state.filter
    assert isinstance(clause, TimeClause)


def test_conditions_on_the_evidence_are_turned_on_and_off(program: Program):
    actions = program.commands.menus.actions
    single, disagree = actions["only_single_source"], actions["only_disagreeing"]
    act(program, "only_single_source")
    assert single.isChecked()
    assert program.presenter.projection.total == 4
    chips = program.window.filter_bar.chips.chips()
    assert [chip.accessibleName() for chip in chips] == ["1 independent source"]
    act(program, "only_disagreeing")
    assert [single.isChecked(), disagree.isChecked()] == [True, True]
    assert program.presenter.projection.total == 1
    act(program, "only_single_source")
    act(program, "undo")
    assert single.isChecked()
    act(program, "clear_filter")
    assert [single.isChecked(), disagree.isChecked()] == [False, False]


def test_a_condition_on_evidence_that_is_not_there_is_not_offered(program: Program):
    actions = program.commands.menus.actions
    assert actions["only_single_source"].isEnabled()
    program.show(make_dataset({"date": "2020"}))
    assert not actions["only_single_source"].isEnabled()
    assert not actions["only_disagreeing"].isEnabled()


def test_lanes_can_be_made_of_any_field(program: Program):
    lanes = program.commands.menus.submenus["other_lanes"]
    by_country = program.commands.menus.actions["group_country"]

    def offered() -> dict[str, bool]:
        lanes.aboutToShow.emit()
        return {action.text(): action.isChecked() for action in lanes.actions()}

    assert {"Place", "region", "Publisher", "Independent sources"} <= offered().keys()
    assert not {"Country", "Source"} & offered().keys()
    next(action for action in lanes.actions() if action.text() == "Publisher").trigger()
    assert program.store.state.group == "publisher"
    assert [name for name, checked in offered().items() if checked] == ["Publisher"]
    assert not by_country.isChecked()
    act(program, "undo")
    assert by_country.isChecked()


def test_lanes_of_what_follows_from_the_evidence_can_be_right_clicked(program: Program):
    program.store.update(group="publisher")
    program.window.canvas.value_menu_requested.emit("publisher", "The Example Times", QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    texts["Only this"].trigger()
    menu.close()
    assert program.store.state.filter == (ValueClause("publisher", ("The Example Times",)),)


def test_fit_all_fits_what_is_filtered(program: Program):
    program.presenter.search("perez")
    before = program.store.state.window
    act(program, "fit_all")
    after = program.store.state.window
    assert after.length < before.length


def test_at_its_smallest_the_window_cuts_no_pane(program: Program, qtbot: QtBot):
    program.window.resize(1, 1)
    details = program.window.details
    qtbot.waitUntil(lambda: program.window.width() < 1000)
    right = details.mapTo(program.window, QPoint(details.width(), 0)).x()
    assert right <= program.window.width()


def test_panes_fold_away_and_it_is_remembered(program: Program):
    act(program, "show_table")
    assert not program.window.table.isVisible()
    assert program.settings.get("show_table") is False
    act(program, "show_table")
    assert program.window.table.isVisible()


@pytest.mark.parametrize("name", ["light", "dark", "system"])
def test_themes_change_the_ground_of_everything(program: Program, name: str):
    act(program, f"theme_{name}")
    ground = program.window.palette().window().color().lightness()
    assert (ground < 128) == (name == "dark")
    act(program, "theme_system")


def test_go_to_date_says_what_is_wrong_with_a_date(program: Program, qtbot: QtBot):
    act(program, "go_to_date")
    dialog = program.window.findChild(QDialog)
    assert dialog is not None
    field = dialog.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "2025-02-30")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    problem = next(label for label in dialog.findChildren(QLabel) if "2025-02-30" in label.text())
    qtbot.waitUntil(lambda: problem.height() >= problem.heightForWidth(problem.width()))
    field.clear()
    qtbot.keyClicks(field, "2012-01-15")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    window = program.store.state.window
    middle = (window.start + window.end) // 2
    assert us_of(2012, 1, 15) <= middle <= us_of(2012, 1, 16)


def test_the_help_page_names_every_shortcut(program: Program, qtbot: QtBot):
    act(program, "shortcuts")
    shown = "\n".join(
        label.text()
        for widget in QApplication.topLevelWidgets()
        for label in widget.findChildren(QLabel)
    )
    for action in program.commands.menus.actions.values():
        for key in action.shortcuts():
            assert key.toString(key.SequenceFormat.NativeText) in shown
    for widget in QApplication.topLevelWidgets():
        if widget is not program.window and widget.isVisible():
            widget.close()


def test_a_right_click_on_a_value_offers_what_can_be_done(program: Program):
    program.window.canvas.value_menu_requested.emit("country", "GTM", QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    texts["Exclude"].trigger()
    menu.close()
    assert program.store.state.filter == (ValueClause("country", ("GTM",), exclude=True),)


def test_a_right_click_on_an_event_offers_its_values_and_zooming_to_it(program: Program):
    event = program.presenter.dataset.event(0)
    before = program.store.state
    program.window.canvas.menu_requested.emit(event.event_id, QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    texts = {action.text(): action for action in menu.actions()}
    assert event.event_type in texts
    texts["Zoom to this event"].trigger()
    menu.close()
    assert program.store.state.current == event.event_id
    assert program.store.state.window.length < before.window.length
    act(program, "undo")
    assert program.store.state == before


def test_a_right_click_on_empty_ground_offers_what_concerns_the_window(program: Program):
    program.window.canvas.menu_requested.emit(None, QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    assert {action.text() for action in menu.actions()} == {"Fit all", "Filter to window"}
    menu.close()


@pytest.mark.parametrize(
    ("choice", "start"),
    [
        ("Chicago note", "“Test set,” version 1.0.0, dataset."),
        ("BibTeX", "@dataset{test-set-1-0-0-"),
        ("RIS", "TY  - DATA\n"),
        ("CSL-JSON", '[\n  {\n    "id": "test-set-1-0-0-'),
    ],
)
def test_the_dataset_itself_can_be_cited(program: Program, choice: str, start: str):
    menu = program.commands.menus.submenus["cite_dataset"]
    next(action for action in menu.actions() if action.text() == choice).trigger()
    assert QGuiApplication.clipboard().text().startswith(start)


def test_copy_puts_the_selected_rows_on_the_clipboard(program: Program):
    act(program, "first")
    act(program, "copy_rows")
    assert program.presenter.dataset.event(0).title in QGuiApplication.clipboard().text()
