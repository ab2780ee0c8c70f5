"""The filter bar and the notice for no events, as a person uses them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.builders import MARKUP, small_dataset
from timeline_app.core.clauses import (
    Filter,
    TextClause,
    TimeClause,
    ValueClause,
    easing_clauses,
    with_text,
)
from timeline_app.views.empty_notice import EmptyNotice
from timeline_app.views.filter_bar import TYPING_PAUSE_MS, FilterBar

DATASET = small_dataset()
FILTER: Filter = (
    ValueClause("country", ("GTM", "MEX")),
    ValueClause("type", ("Attack",), exclude=True),
    TimeClause("2010", "2025"),
)
LEFT = Qt.MouseButton.LeftButton


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


class Person:
    """Somebody at the bar: what they see, and the wishes that come of what they do."""

    def __init__(self, bar: FilterBar) -> None:
        self.bar = bar
        self.searches: list[str] = []
        self.removed: list[tuple[int, str | None]] = []
        self.clears = 0
        bar.search_requested.connect(self.searches.append)
        bar.chip_removed.connect(lambda index, key: self.removed.append((index, key)))
        bar.clear_requested.connect(self._on_clear)

    def _on_clear(self) -> None:
        self.clears += 1

    def sees(self, filter_: Filter) -> None:
        self.bar.show_filter(DATASET, filter_)
        QApplication.processEvents()

    def chips(self) -> list[str]:
        return [chip.text() for chip in self.bar.chips.chips()]

    def chip_button(self, place: int):
        return self.bar.chips.chips()[place].button


@pytest.fixture
def person(qtbot) -> Person:
    bar = FilterBar()
    qtbot.addWidget(bar)
    bar.resize(1000, 44)
    with qtbot.waitActive(bar):
        bar.show()
        bar.activateWindow()
    return Person(bar)


def test_typing_searches_once_when_it_pauses(person, qtbot):
    QTest.keyClicks(person.bar.search, "police")
    assert person.searches == []

    qtbot.waitUntil(lambda: bool(person.searches), timeout=10 * TYPING_PAUSE_MS)
    assert person.searches == ["police"]


def test_return_searches_at_once(person):
    QTest.keyClicks(person.bar.search, "police")
    QTest.keyClick(person.bar.search, Qt.Key.Key_Return)

    assert person.searches == ["police"]


def test_escape_empties_the_field_and_the_search(person):
    person.sees((TextClause("police"),))
    person.bar.focus_search()
    QTest.keyClick(person.bar.search, Qt.Key.Key_Escape)

    assert person.bar.search.text() == ""
    assert person.searches == [""]


def test_spaces_case_and_accents_are_no_new_search(person):
    person.sees((TextClause("perez"),))
    person.bar.search.setText(" Pérez ")
    QTest.keyClick(person.bar.search, Qt.Key.Key_Return)

    assert person.searches == []


def test_what_is_being_typed_is_left_alone(person):
    QTest.keyClicks(person.bar.search, "poli")
    QTest.keyClick(person.bar.search, Qt.Key.Key_Return)
    QTest.keyClicks(person.bar.search, "ce ")
    person.sees((TextClause("poli"),))
    assert person.bar.search.text() == "police "

    QTest.keyClick(person.bar.search, Qt.Key.Key_Return)
    person.sees((TextClause("police"),))
    assert person.bar.search.text() == "police "


def test_undo_shows_in_the_field_and_is_no_wish(person):
    person.bar.focus_search()
    person.sees((TextClause("police"),))
    assert person.bar.search.text() == "police"
    person.sees(())

    assert person.bar.search.text() == ""
    assert person.searches == []


def test_find_selects_the_text(person):
    person.sees((TextClause("police"),))
    person.bar.focus_search()

    assert person.bar.search.hasFocus()
    assert person.bar.search.selectedText() == "police"


def test_each_value_has_a_chip_that_removes_it(person):
    person.sees(with_text(FILTER, "zetas"))
    assert person.chips()[:3] == ["Guatemala", "Mexico", "not: Attack"]
    assert len(person.chips()) == 5

    for place in range(5):
        QTest.mouseClick(person.chip_button(place), LEFT)
    assert person.removed == [(0, "GTM"), (0, "MEX"), (1, "Attack"), (2, None), (3, None)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_chips_are_reached_and_removed_with_the_keyboard(person, key):
    person.sees(FILTER)
    person.bar.focus_search()
    QTest.keyClick(person.bar.search, Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is person.chip_button(1)

    QTest.keyClick(person.chip_button(1), key)
    assert person.removed == [(0, "MEX")]


def test_the_focus_stays_in_the_row_when_a_chip_goes(person):
    person.sees(FILTER)
    person.chip_button(1).setFocus()
    person.sees((ValueClause("country", ("GTM",)), *FILTER[1:]))
    assert focused() is person.chip_button(1)

    person.sees(())
    assert person.bar.search.hasFocus()


def test_clear_all_is_offered_while_there_are_conditions(person):
    assert not person.bar.clear_button.isVisible()
    person.sees(FILTER)
    QTest.mouseClick(person.bar.clear_button, LEFT)
    person.sees(())

    assert person.clears == 1
    assert not person.bar.clear_button.isVisible()
    assert person.chips() == []


def test_clearing_also_drops_what_was_typed_a_moment_ago(person):
    person.sees(FILTER)
    QTest.keyClicks(person.bar.search, "poli")
    QTest.mouseClick(person.bar.clear_button, LEFT)
    person.sees(())

    assert person.bar.search.text() == ""
    assert person.searches == []


def test_many_chips_take_two_rows_and_then_scroll(person):
    one_row = person.bar.sizeHint().height()
    everyone = tuple(sorted(key for key in DATASET.fields["actor"].keys if key))
    person.sees((ValueClause("actor", everyone), *FILTER, ValueClause("place", ("Cobán",))))
    person.bar.resize(560, person.bar.sizeHint().height())
    QApplication.processEvents()
    assert one_row < person.bar.sizeHint().height() < 2 * one_row

    last = person.chip_button(-1)
    assert last.visibleRegion().isEmpty()
    last.setFocus()
    assert not last.visibleRegion().isEmpty()


def test_targets_are_large_enough_to_hit(person):
    person.sees(FILTER)
    for button in (person.chip_button(0), person.bar.clear_button):
        assert min(button.width(), button.height()) >= 24


def test_markup_in_a_value_is_text(person):
    person.sees((ValueClause("actor", ("migrants",)),))

    assert person.chips() == [f"Migrants {MARKUP}"]
    assert MARKUP not in person.chip_button(0).toolTip()


@pytest.fixture
def notice(qtbot) -> EmptyNotice:
    notice = EmptyNotice()
    qtbot.addWidget(notice)
    notice.resize(600, 400)
    notice.show()
    return notice


def test_the_notice_offers_to_drop_what_stands_in_the_way(notice, qtbot):
    filter_ = (ValueClause("type", ("Attack",), exclude=True), TextClause("police"))
    notice.show_easing(DATASET, filter_, easing_clauses(DATASET, filter_))

    assert [button.accessibleName() for button in notice.offers()] == [
        "Without “text: police”: 10 events",
        "Without “not: Attack”: 1 event",
    ]
    with qtbot.waitSignal(notice.clause_dropped) as dropped:
        QTest.mouseClick(notice.offers()[1], LEFT)
    assert dropped.args == [0]


def test_the_notice_always_offers_to_clear_all(notice, qtbot):
    filter_ = (TextClause("zebra"), TextClause("giraffe"))
    notice.show_easing(DATASET, filter_, [])

    assert notice.offers() == []
    with qtbot.waitSignal(notice.clear_requested):
        QTest.mouseClick(notice.clear_button, LEFT)


def test_the_notice_replaces_its_offers(notice):
    filter_ = (ValueClause("country", ("GTM",)), TextClause("zebra"))
    notice.show_easing(DATASET, filter_, [(1, 6)])
    notice.show_easing(DATASET, filter_, [(0, 1), (1, 6)])

    assert len(notice.offers()) == 2
