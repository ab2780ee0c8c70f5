"""The table as a person uses it: clicks, keys, sorting, columns, and the same selection."""

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import MARKUP, make_dataset, small_dataset
from timeline_app.views.event_table import MAX_SELECTED, EventTable
from timeline_app.views.theme import current_theme

DATASET = small_dataset()
ALL = np.arange(len(DATASET))
IDS = DATASET.events["event_id"].tolist()
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Person:
    """Somebody at the table: what they see, do and ask for."""

    def __init__(self, table: EventTable) -> None:
        self.table = table
        self.selections: list[tuple[str, ...]] = []
        self.sorts: list[tuple[str, bool]] = []
        self.columns: list[list[str]] = []
        self.menus: list[str] = []
        self.entered: list[str] = []
        self.notices: list[str] = []
        table.selection_requested.connect(self.selections.append)
        table.sort_requested.connect(lambda name, down: self.sorts.append((name, down)))
        table.columns_changed.connect(self.columns.append)
        table.menu_requested.connect(lambda event_id, place: self.menus.append(event_id))
        table.event_activated.connect(self.entered.append)
        table.notice.connect(self.notices.append)

    def place_of(self, row: int, column: int = 0) -> QPoint:
        return self.table.view.visualRect(self.table.model.index(row, column)).center()

    def clicks(self, row: int, modifiers: Qt.KeyboardModifier = NONE, column: int = 0) -> None:
        viewport = self.table.view.viewport()
        QTest.mouseClick(viewport, LEFT, modifiers, self.place_of(row, column))

    def types(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.table.view, key, modifiers)

    def clicks_head(self, name: str) -> None:
        header = self.table.view.horizontalHeader()
        section = self.table.model.names.index(name)
        place = QPoint(header.sectionViewportPosition(section) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), LEFT, NONE, place)

    def asks_for_menu(self, reason: QContextMenuEvent.Reason, place: QPoint) -> None:
        viewport = self.table.view.viewport()
        event = QContextMenuEvent(reason, place, viewport.mapToGlobal(place))
        QApplication.sendEvent(viewport, event)

    def highlighted(self) -> set[str]:
        rows = self.table.view.selectionModel().selectedRows()
        return {self.table.model.event_id(index.row()) for index in rows}


@pytest.fixture
def person(qtbot) -> Person:
    table = EventTable()
    qtbot.addWidget(table)
    table.resize(1400, 700)
    table.show_rows(DATASET, ALL)
    table.show()
    qtbot.waitExposed(table)
    return Person(table)


def test_a_click_asks_for_that_event(person):
    person.clicks(3)
    assert person.selections == [(IDS[3],)]


def test_ctrl_and_shift_clicks_gather_events_the_current_one_last(person):
    person.clicks(5)
    person.clicks(2, CTRL)
    assert person.selections[-1] == (IDS[5], IDS[2])
    person.clicks(0, SHIFT)
    assert person.selections[-1] == (IDS[1], IDS[2], IDS[5], IDS[0])


def test_shift_and_arrows_stretch_the_selection_and_the_end_is_current(person):
    person.clicks(3)
    person.types(Qt.Key.Key_Down, SHIFT)
    person.types(Qt.Key.Key_Down, SHIFT)
    assert person.selections[1:] == [(IDS[3], IDS[4]), (IDS[3], IDS[4], IDS[5])]
    person.types(Qt.Key.Key_Up, SHIFT)
    assert person.selections[-1] == (IDS[3], IDS[4])


def test_arrows_home_and_end_move_through_the_events(person):
    person.clicks(4)
    for key, row in (
        (Qt.Key.Key_Down, 5),
        (Qt.Key.Key_Up, 4),
        (Qt.Key.Key_End, len(IDS) - 1),
        (Qt.Key.Key_Home, 0),
    ):
        person.types(key)
        assert person.selections[-1] == (IDS[row],)


def test_ctrl_a_selects_all(person):
    person.types(Qt.Key.Key_A, CTRL)
    assert set(person.selections[-1]) == set(IDS)


def test_return_and_double_click_enter_an_event(person):
    person.clicks(4)
    person.types(Qt.Key.Key_Return)
    viewport = person.table.view.viewport()
    QTest.mouseDClick(viewport, LEFT, NONE, person.place_of(4))
    assert person.entered == [IDS[4]] * 2


def test_a_selection_shown_is_highlighted_and_no_wish(person):
    person.table.show_selection((IDS[7], IDS[2]))
    assert person.highlighted() == {IDS[7], IDS[2]}
    assert person.selections == []


def test_keys_go_on_from_the_current_event_shown(person):
    person.table.show_selection((IDS[7], IDS[2]))
    person.types(Qt.Key.Key_Down)
    assert person.selections == [(IDS[3],)]


def test_events_that_the_table_does_not_hold_are_passed_over(person):
    person.table.show_selection(("unknown", IDS[1]))
    assert person.highlighted() == {IDS[1]}


def test_the_selection_stays_while_rows_change(person):
    person.table.show_selection((IDS[4],))
    person.table.show_rows(DATASET, ALL[::-1])
    assert person.highlighted() == {IDS[4]}
    person.table.show_rows(DATASET, ALL[:2])
    assert person.highlighted() == set()
    person.table.show_rows(DATASET, ALL)
    assert person.highlighted() == {IDS[4]}
    assert person.selections == []


def test_the_current_event_is_brought_into_sight(person):
    person.table.resize(600, 150)
    person.table.show_selection((IDS[-1],))
    viewport = person.table.view.viewport()
    assert viewport.rect().contains(person.place_of(len(IDS) - 1))


def test_what_is_in_sight_does_not_move(person):
    person.table.resize(600, 250)
    person.table.show_selection((IDS[2],))
    assert person.table.view.verticalScrollBar().value() == 0


def test_a_click_on_a_head_asks_for_that_order_and_another_for_the_reverse(person):
    person.table.show_sort("date", False)
    person.clicks_head("title")
    person.table.show_sort("title", False)
    person.clicks_head("title")
    assert person.sorts == [("title", False), ("title", True)]
    assert person.selections == []


def test_the_keyboard_sorts_by_a_menu(person):
    def choose_order(head: str) -> None:
        actions = {action.text(): action for action in person.table.sort_menu().actions()}
        actions[head].trigger()

    person.table.show_sort("date", False)
    choose_order("Title")
    person.table.show_sort("title", False)
    choose_order("Title")
    assert person.sorts == [("title", False), ("title", True)]


def test_showing_an_order_is_no_wish(person):
    person.table.show_sort("place", True)
    header = person.table.view.horizontalHeader()
    assert person.table.model.names[header.sortIndicatorSection()] == "place"
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
    assert person.sorts == []


def heads(person: Person) -> dict[str, bool]:
    """The columns that the menu of the head offers, and which are ticked."""
    actions = person.table.columns_menu().actions()
    return {action.text(): action.isChecked() for action in actions if action.isCheckable()}


def choose(person: Person, head: str) -> None:
    actions = person.table.columns_menu().actions()
    next(action for action in actions if action.text() == head).trigger()


def test_columns_come_and_go_by_the_menu_of_the_head(person):
    assert heads(person)["Place"]
    choose(person, "Place")
    assert "place" not in person.columns[-1]
    assert person.table.view.isColumnHidden(person.table.model.names.index("place"))
    choose(person, "Place")
    assert "place" in person.columns[-1]


def test_the_last_column_stays(person):
    person.table.set_columns(["title"])
    actions = {action.text(): action for action in person.table.columns_menu().actions()}
    assert not actions["Title"].isEnabled()
    assert actions["Date"].isEnabled()


def test_columns_set_are_shown_in_that_order_without_a_wish(person):
    person.table.set_columns(["title", "region", "unknown", "date"])
    assert person.table.columns() == ["title", "region", "date"]
    assert person.columns == []


def test_columns_stay_while_rows_change(person):
    person.table.set_columns(["title", "date"])
    person.table.show_rows(DATASET, ALL[:3])
    assert person.table.columns() == ["title", "date"]


def test_a_column_moved_by_hand_is_told(person):
    person.table.set_columns(["title", "date", "place"])
    person.table.view.horizontalHeader().moveSection(0, 1)
    assert person.columns[-1] == ["date", "title", "place"]


def test_the_usual_columns_come_back(person):
    usual = person.table.columns()
    person.table.set_columns(["title"])
    choose(person, "Usual columns")
    assert person.columns[-1] == usual


def test_ctrl_c_copies_rows_with_the_columns_shown_for_spreadsheets_and_documents(person):
    person.table.set_columns(["date", "title", "fatalities", "weight"])
    person.clicks(IDS.index("2025-06-08"))
    person.clicks(IDS.index("2025-12-08"), CTRL)
    person.types(Qt.Key.Key_C, CTRL)
    head, *lines = QGuiApplication.clipboard().text().splitlines()
    assert head == "date\ttitle\tfatalities_low\tfatalities_high\tweight"
    assert lines[0].startswith("2025-06-08\tFive police officers killed\t4\t")
    assert len(lines) == 2
    html = QGuiApplication.clipboard().mimeData().html()
    assert "<th>title</th>" in html
    assert MARKUP not in html
    assert len(person.notices) == 1


def test_a_right_click_asks_for_the_menu_of_that_event(person):
    person.asks_for_menu(QContextMenuEvent.Reason.Mouse, person.place_of(6))
    assert person.menus == [IDS[6]]


def test_the_menu_key_asks_for_the_menu_of_the_current_event(person):
    person.clicks(2)
    person.asks_for_menu(QContextMenuEvent.Reason.Keyboard, person.place_of(6))
    assert person.menus == [IDS[2]]


def test_markup_stands_as_it_is(person):
    index = person.table.model.index(IDS.index("2025-12-08"), 1)
    assert index.data() == f"Attack on an outpost {MARKUP}"


def test_typing_letters_goes_to_the_row_that_begins_so(person):
    person.clicks(0, column=person.table.model.names.index("title"))
    QTest.keyClicks(person.table.view, "clash")
    assert person.selections[-1] == ("2024-07-23",)


def picture(person: Person, row: int, name: str) -> QImage:
    """A cell as it is painted."""
    section = person.table.model.names.index(name)
    rect = person.table.view.visualRect(person.table.model.index(row, section))
    return person.table.view.viewport().grab(rect).toImage()


def colours(image: QImage) -> set[str]:
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in places}


def test_a_selected_row_is_tinted_and_others_are_striped(person):
    person.table.show_selection((IDS[3],))
    theme = current_theme()
    grounds = [picture(person, row, "title").pixelColor(2, 1).name() for row in (2, 3, 5)]
    assert grounds == [theme.surface, theme.accent_soft, theme.stripe]
    assert theme.accent in colours(picture(person, 3, "date"))
    assert theme.accent not in colours(picture(person, 2, "date"))


def test_the_current_row_is_marked_while_the_table_has_the_keys(person, qtbot):
    with qtbot.waitActive(person.table):
        person.table.activateWindow()
    person.table.view.setFocus()
    accent = current_theme().accent
    person.clicks(3)
    assert accent in colours(picture(person, 3, "title"))
    person.clicks(3, CTRL)
    assert person.highlighted() == set()
    assert accent in colours(picture(person, 3, "title"))
    person.clicks(3)
    person.table.view.clearFocus()
    assert accent not in colours(picture(person, 3, "title"))


def test_the_colour_of_a_type_stands_before_its_name(person):
    row = IDS.index("2024-07-23")
    rank = DATASET.fields["type"].code_of_key["Armed clash"]
    assert current_theme().types[rank] in colours(picture(person, row, "event_type"))
    assert current_theme().types[rank] not in colours(picture(person, row, "title"))


def test_numbers_stand_at_the_right(person):
    row = IDS.index("2025-06-08-reply")
    shown = picture(person, row, "fatalities")
    ground = shown.pixelColor(1, 1)
    inked = [x for x in range(shown.width()) for y in range(shown.height())
             if shown.pixelColor(x, y) != ground]  # fmt: skip
    assert min(inked) > shown.width() / 2


def test_a_text_too_long_for_its_column_is_cut(person):
    beside = picture(person, 3, "event_type")
    header = person.table.view.horizontalHeader()
    header.resizeSection(person.table.model.names.index("title"), 60)
    assert picture(person, 3, "event_type") == beside
    assert picture(person, 3, "title").width() == 60


def test_other_rows_are_painted_with_their_own_texts(person):
    person.table.show_rows(DATASET, ALL)
    first = picture(person, 0, "title")
    person.table.show_rows(DATASET, ALL[::-1])
    assert picture(person, 0, "title") != first
    person.table.show_rows(DATASET, ALL)
    assert picture(person, 0, "title") == first


def test_painting_again_asks_for_no_text_again(person, monkeypatch):
    person.table.grab()
    monkeypatch.setattr(person.table.model, "cell", lambda row, name: pytest.fail("asked again"))
    person.table.grab()


def test_no_events_are_said_in_words(person):
    before = person.table.grab().toImage()
    person.table.show_rows(DATASET, ALL[:0])
    assert person.table.grab().toImage() != before
    person.types(Qt.Key.Key_Home)
    assert person.selections == []


def test_rows_are_high_enough_to_hit(person):
    assert person.table.view.rowHeight(0) >= 24


def test_a_selection_beyond_the_limit_keeps_its_first_events_and_says_so(qtbot):
    count = MAX_SELECTED + 50
    table = EventTable()
    qtbot.addWidget(table)
    table.show_rows(make_dataset(*({"title": f"t{n}"} for n in range(count))), np.arange(count))
    person = Person(table)
    person.types(Qt.Key.Key_A, CTRL)
    assert len(person.selections[-1]) == MAX_SELECTED
    assert table.view.selected_count() == MAX_SELECTED
    assert QLocale().toString(MAX_SELECTED) in person.notices[-1]
