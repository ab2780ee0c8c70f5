"""Words are looked for in the text of the source reader, as in a browser."""

from dataclasses import replace
from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.source_person import (
    DATASET,
    FOUND,
    MIXED,
    OUTER,
    TEXT,
    Person,
    shown_reader,
)
from tests.views.test_painter import contrast
from timeline_app.app.themes import apply_theme
from timeline_app.core.utf16 import Utf16
from timeline_app.views.source_reader.find_bar import FindBar
from timeline_app.views.theme import DARK, LIGHT, Theme, current_theme
from timeline_app.views.widgets import ElidedLabel

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Finder(Person):
    """Somebody who looks for words in a text."""

    @property
    def bar(self) -> FindBar:
        return self.reader.pane.bar

    def presses(self, key: Qt.Key, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
        """A key goes to where the focus is."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, keys)

    def looks_for(self, words: str) -> None:
        self.presses(Qt.Key.Key_F, CTRL)
        self.bar.field.setText(words)

    @property
    def count(self) -> str:
        found = self.bar.findChildren(ElidedLabel)
        return next(one.text() for one in found if one.accessibleName() == "Matches in this text")

    @property
    def matches(self) -> list[str]:
        """All matches in sight, in the order of the text."""
        grounds = (current_theme().found, current_theme().found_now)
        QApplication.processEvents()
        found = [
            (one.cursor.selectionStart(), one.cursor.selectedText())
            for one in self.page.extraSelections()
            if one.format.background().color().name() in grounds
        ]
        return [words for _, words in sorted(found)]

    @property
    def place_now(self) -> int:
        """Where the current match begins, in code points."""
        QApplication.processEvents()
        (start,) = (
            one.cursor.selectionStart()
            for one in self.page.extraSelections()
            if one.format.background().color().name() == current_theme().found_now
        )
        return Utf16(self.page.page.text).place(start)

    def shows(self, text: str) -> None:
        texts = replace(FOUND, documents={"s1": replace(FOUND.documents["s1"], text=text)})
        self.reader.show_dataset(replace(DATASET, anchors={}), texts, has_folders=True)


@pytest.fixture
def finder(qtbot: QtBot) -> Finder:
    finder = Finder(shown_reader(qtbot).reader)
    finder.page.setFocus()
    return finder


def test_ctrl_f_looks_in_the_text_and_ctrl_shift_f_in_the_list(finder: Finder) -> None:
    assert not finder.bar.isVisible()
    finder.presses(Qt.Key.Key_F, CTRL)
    assert finder.bar.field.hasFocus()
    assert finder.bar.field.placeholderText() == "Find in this text"
    assert finder.count == ""
    finder.presses(Qt.Key.Key_F, CTRL | SHIFT)
    assert finder.reader.list.search.hasFocus()
    assert finder.reader.list.search.placeholderText() == "Search the list of sources"


def test_a_button_opens_the_search_and_another_closes_it(finder: Finder) -> None:
    finder.clicks_button("Find in this text (Ctrl+F)")
    assert finder.bar.isVisible()
    finder.clicks_button("Close the search (Esc)")
    assert not finder.bar.isVisible()
    assert finder.reader.isVisible()
    assert finder.page.hasFocus()


def test_all_matches_are_marked_and_counted_apart_from_the_quotes(finder: Finder) -> None:
    finder.looks_for("THE")
    assert finder.matches == ["the", "the", "the", "the"]
    assert finder.count == "1 of 4"
    assert finder.marked(current_theme().found_now) == ["the"]
    assert finder.current == OUTER.exact, "the quotes stay marked"


def test_keys_and_buttons_go_from_match_to_match_round_the_end(finder: Finder) -> None:
    starts = [TEXT.index("the"), TEXT.index("the bridge"), TEXT.index("the river")]
    starts.append(TEXT.index("the crossing"))
    finder.looks_for("the")
    assert finder.place_now == starts[0]
    finder.presses(Qt.Key.Key_Return)
    assert (finder.place_now, finder.count) == (starts[1], "2 of 4")
    finder.presses(Qt.Key.Key_Return, SHIFT)
    finder.presses(Qt.Key.Key_Return, SHIFT)
    assert (finder.place_now, finder.count) == (starts[3], "4 of 4")
    finder.clicks_button("Next match (Return)")
    assert finder.place_now == starts[0]
    finder.clicks_button("Previous match (Shift+Return)")
    assert finder.place_now == starts[3]
    finder.page.setFocus()
    finder.presses(Qt.Key.Key_G, CTRL)
    finder.presses(Qt.Key.Key_G, CTRL)
    assert finder.place_now == starts[1]
    finder.presses(Qt.Key.Key_G, CTRL | SHIFT)
    assert finder.place_now == starts[0]
    assert finder.wishes == []


def test_f3_goes_from_quote_to_quote_while_words_are_looked_for(finder: Finder) -> None:
    finder.looks_for("the")
    finder.presses(Qt.Key.Key_F3, SHIFT)
    assert finder.current == MIXED.exact
    assert finder.count == "1 of 4"


def test_more_letters_stay_at_the_match(finder: Finder) -> None:
    finder.looks_for("th")
    finder.presses(Qt.Key.Key_Return)
    finder.presses(Qt.Key.Key_Return)
    assert finder.place_now == TEXT.index("the river")
    QTest.keyClicks(finder.bar.field, "e r")
    finder.bar.field.setText("the r")
    assert (finder.place_now, finder.count) == (TEXT.index("the river"), "1 of 1")


def test_matches_stand_right_behind_emoji_and_in_other_scripts(finder: Finder) -> None:
    finder.looks_for("ARRESTED NEAR")
    assert finder.matches == ["arrested near"]
    finder.looks_for("边境关闭")
    assert finder.matches == ["边境关闭"]
    finder.looks_for("הצבא")
    assert finder.matches == ["הצבא"]
    finder.looks_for("river. הצבא")
    assert finder.matches == ["river. \u2029הצבא"], "across the end of a line"


def test_where_nothing_is_found_it_says_so(finder: Finder) -> None:
    finder.looks_for("submarine")
    assert finder.count == "No match"
    assert finder.matches == []
    finder.presses(Qt.Key.Key_Return)
    assert finder.wishes == []


def test_escape_closes_first_the_search_then_the_reader(finder: Finder) -> None:
    finder.looks_for("bridge")
    finder.presses(Qt.Key.Key_Escape)
    assert not finder.bar.isVisible()
    assert finder.matches == []
    assert finder.page.textCursor().selectedText() == "bridge"
    assert finder.page.hasFocus()
    finder.presses(Qt.Key.Key_Escape)
    assert not finder.reader.isVisible()


def test_the_search_is_as_it_was_when_it_is_opened_again(finder: Finder) -> None:
    finder.looks_for("the")
    finder.presses(Qt.Key.Key_Escape)
    finder.page.moveCursor(QTextCursor.MoveOperation.Start)
    finder.presses(Qt.Key.Key_F, CTRL)
    assert finder.bar.field.selectedText() == "the"
    assert finder.count == "1 of 4"


def test_selected_words_are_looked_for(finder: Finder) -> None:
    start = TEXT.index("the river")
    finder.page.select(start, start + len("the"))
    finder.presses(Qt.Key.Key_F, CTRL)
    assert finder.bar.field.text() == "the"
    assert (finder.place_now, finder.count) == (start, "3 of 4")


def test_another_source_is_searched_for_the_same_words_and_keeps_its_quote(finder: Finder) -> None:
    finder.looks_for("said")
    assert finder.count == "No match"
    finder.clicks_entry("Sources", 1)
    assert finder.count == "1 match"
    assert finder.current == "Somebody else said so."
    finder.bar.field.setFocus()
    finder.presses(Qt.Key.Key_Return)
    assert finder.count == "1 of 1"


def test_a_text_read_anew_is_searched_anew(finder: Finder) -> None:
    finder.looks_for("bridge")
    finder.shows("The bridge, the Bridge and the BRIDGE.")
    assert finder.count == "3 matches"
    assert finder.matches == ["bridge", "Bridge", "BRIDGE"]


def test_a_match_far_away_is_brought_into_view_and_one_in_view_moves_nothing(
    finder: Finder,
) -> None:
    finder.shows("start\n" + "x\n" * 3000 + "needle and needle\n" + "y\n" * 100)
    finder.looks_for("needle")
    scrolled = finder.page.verticalScrollBar().value()
    assert scrolled > 2000
    assert finder.matches == ["needle", "needle"]
    finder.presses(Qt.Key.Key_Return)
    assert finder.count == "2 of 2"
    assert finder.page.verticalScrollBar().value() == scrolled


def test_the_search_begins_at_what_is_in_view(finder: Finder) -> None:
    finder.shows("needle\n" * 400)
    finder.page.verticalScrollBar().setValue(200)
    finder.looks_for("needle")
    assert finder.count == "201 of 400"


def test_five_megabytes_are_searched_at_once_even_where_each_word_has_accents(
    finder: Finder,
) -> None:
    finder.shows("La poblacio\u0301n huyo\u0301… 😀 وَصَلَ\n" * 160_000)
    QApplication.processEvents()
    finder.presses(Qt.Key.Key_F, CTRL)
    began = process_time()
    finder.bar.field.insert("población huyó")
    assert finder.matches[:1] == ["poblacio\u0301n huyo\u0301"]
    assert process_time() - began < 2  # it took 0.24
    assert finder.count == "1 of 160,000"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_matches_are_legible_and_unlike_quotes(theme: Theme) -> None:
    assert contrast(theme.text, theme.found) >= 4.5
    assert contrast(theme.on_found_now, theme.found_now) >= 4.5
    assert contrast(theme.found_now, theme.found) >= 1.5
    grounds = {theme.found, theme.found_now, theme.accent, theme.accent_soft, theme.surface}
    assert len(grounds) == 5


def test_matches_follow_the_theme(finder: Finder) -> None:
    finder.looks_for("bridge")
    apply_theme("dark")
    assert current_theme() is DARK
    assert finder.count == "1 match"
    assert finder.matches == ["bridge"]
