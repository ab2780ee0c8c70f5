"""The whole window, as a person uses it."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.builders import make_dataset, small_dataset
from timeline_app.app.actions import ACTIONS
from timeline_app.app.command_line import main
from timeline_app.app.main import Program, build, dataset_key
from timeline_app.app.settings import Settings
from timeline_app.core.calendar import DAY, us_of
from timeline_app.core.clauses import TextClause, TimeClause, ValueClause
from timeline_app.core.when import Form, Span
from timeline_app.paths import shipped_dataset

Press = Callable[..., None]


@pytest.fixture
def program(qtbot: QtBot) -> Iterator[Program]:
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.show(small_dataset())
    with qtbot.waitActive(program.window):
        program.window.show()
        program.window.activateWindow()
    yield program
    program.window.close()


def act(program: Program, action_id: str) -> None:
    program.commands.menus.actions[action_id].trigger()


def status(program: Program) -> str:
    return next(
        label.text()
        for label in program.window.statusBar().findChildren(QLabel)
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


def test_export_is_reached_from_a_field_of_text_too(
    program: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def answer(parent: QWidget, title: str, *rest: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    search = program.window.filter_bar.search
    search.setFocus()
    qtbot.keyClicks(search, "army")
    qtbot.keyClick(search, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Export filtered events as CSV"]


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


def test_the_window_and_the_command_line_write_the_same_bytes(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with qtbot.waitSignal(program.opener.opened):
        act(program, "open_shipped")
    program.presenter.change_value("country", "GTM", "include")
    program.presenter.change_time(TimeClause(start="2024"))
    chosen = tmp_path / "window.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(chosen), "CSV (*.csv)")
    )
    with qtbot.waitSignal(program.jobs.ended):
        act(program, "export_csv")

    other = tmp_path / "line.csv"
    assert main(["export", "--country", "Guatemala", "--from", "2024", "--out", str(other)]) == 0
    assert chosen.read_bytes() == other.read_bytes()
    assert chosen.read_bytes().count(b"\r\n") > 2


@pytest.mark.parametrize("replace", [True, False])
def test_a_file_that_the_ending_leads_to_is_replaced_only_after_asking(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
):
    older = tmp_path / "a.csv"
    older.write_text("older")
    typed = str(tmp_path / "a")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (typed, "CSV (*.csv)"))
    answer = QMessageBox.StandardButton.Yes if replace else QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "exec", lambda box: answer)
    with qtbot.waitSignal(program.jobs.ended) if replace else nullcontext():
        act(program, "export_csv")
    assert (older.read_text() == "older") is not replace


def test_a_failed_export_says_why_and_leaves_nothing(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    chosen = tmp_path / "no such folder" / "a.csv"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(chosen), "CSV (*.csv)")
    )
    with qtbot.waitSignal(program.jobs.ended):
        act(program, "export_csv")
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "a.csv" in box.text()
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_opened_leaves_what_was_open(program: Program, qtbot: QtBot, tmp_path: Path):
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\xff\xfe\x00garbage")
    before = program.presenter.dataset
    with qtbot.waitSignal(program.opener.failed):
        program.opener.open([broken])
    assert program.presenter.dataset is before
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "broken.csv" in box.text()
    box.close()


def test_the_last_view_comes_back_at_the_next_start(qtbot: QtBot, tmp_path: Path):
    settings_file = tmp_path / "settings.json"
    first = build(Settings(settings_file))
    qtbot.addWidget(first.window)
    first.show(small_dataset())
    first.presenter.change_group("actor")
    first.presenter.change_value("type", "Attack", "exclude")
    left = first.store.state
    first.window.close()

    second = build(Settings(settings_file))
    qtbot.addWidget(second.window)
    second.show(small_dataset())
    assert second.store.state == left
    second.window.close()


def test_the_view_of_a_dataset_comes_back_when_it_is_opened_again(program: Program, qtbot: QtBot):
    first = dataset_key(program.presenter.dataset)
    program.presenter.change_group("source")
    with qtbot.waitSignal(program.presenter.dataset_shown):
        act(program, "open_shipped")
    assert program.store.state.group == "country"
    assert program.settings.view_of(first)["group"] == "source"
    program.show(small_dataset())
    assert program.store.state.group == "source"


def test_only_web_addresses_are_opened_and_only_after_asking(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    opened: list[str] = []
    monkeypatch.setattr(
        "timeline_app.app.file_commands._open_in_browser", lambda url: opened.append(url.toString())
    )
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "https://", "-h", "smb://a/b"):
        program.window.details.link_requested.emit(bad)
        for box in program.window.findChildren(QMessageBox):
            box.close()
    assert opened == []
    program.window.details.link_requested.emit("https://example.org/a?b=c")
    box = next(b for b in program.window.findChildren(QMessageBox) if b.isVisible())
    assert "https://example.org/a?b=c" in box.text()
    assert opened == []
    box.button(QMessageBox.StandardButton.Open).click()
    assert opened == ["https://example.org/a?b=c"]


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


def test_recent_files_are_listed_as_they_are(program: Program):
    program.settings.remember_recent("a & b.csv")
    menu = program.commands.menus.submenus["recent"]
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "a && b.csv"


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


def test_an_unexpected_error_is_told_and_logged(program: Program, caplog: pytest.LogCaptureFixture):
    program.opener.failed.emit(ValueError("odd"))
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "ValueError: odd" in box.text()
    box.close()
    assert "ValueError: odd" in caplog.text


def test_copy_puts_the_selected_rows_on_the_clipboard(program: Program):
    act(program, "first")
    act(program, "copy_rows")
    assert program.presenter.dataset.event(0).title in QGuiApplication.clipboard().text()


def test_a_dataset_dropped_on_the_window_opens(program: Program, qtbot: QtBot):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(shipped_dataset()))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    entering = QDragEnterEvent(QPoint(5, 5), copy, data, left, none.NoModifier)
    QApplication.sendEvent(program.window, entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(program.opener.opened):
        drop = QDropEvent(QPointF(5, 5), copy, data, left, none.NoModifier)
        QApplication.sendEvent(program.window, drop)
    assert len(program.presenter.dataset) > 20


def test_the_saved_view_is_kept_by_where_the_dataset_is(program: Program):
    assert dataset_key(program.presenter.dataset) == program.presenter.dataset.location
    assert shipped_dataset().is_dir()


def test_until_a_dataset_is_open_nothing_can_be_done(qtbot: QtBot):
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    assert not program.window.menuBar().isEnabled()
    with qtbot.waitSignal(program.presenter.dataset_shown):
        program.opener.open([shipped_dataset()])
    assert program.window.menuBar().isEnabled()
    assert program.window.focusWidget() is program.window.canvas
    program.window.close()


def test_where_the_first_dataset_cannot_be_read_the_shipped_one_opens(qtbot: QtBot, tmp_path: Path):
    program = build(Settings(None))
    qtbot.addWidget(program.window)
    program.opener.failed.connect(program.show_shipped_if_empty)
    with qtbot.waitSignal(program.presenter.dataset_shown):
        program.opener.open([tmp_path / "absent"])
    box = program.window.findChild(QMessageBox)
    assert box is not None
    assert "absent" in box.text()
    box.close()
    assert len(program.presenter.dataset) > 20
    program.window.close()
