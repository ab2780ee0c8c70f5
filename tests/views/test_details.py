"""The details pane as a person reads and uses it."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.builders import MARKUP, make_dataset, small_dataset
from timeline_app.core.dataset import Claim, Dataset, Quote, Source
from timeline_app.views.details import DetailsPane
from timeline_app.views.details.evidence import ClaimText, DisputedMatter
from timeline_app.views.details.flow_text import MAX_CHARS, FlowText
from timeline_app.views.details.quote_block import QuoteBlock
from timeline_app.views.details.value_button import ValueButton
from timeline_app.views.theme import font
from timeline_app.views.widgets import QuietButton

DATASET = small_dataset()
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Person:
    """Somebody before the pane: what they see, do and ask for."""

    def __init__(self, pane: DetailsPane) -> None:
        self.pane = pane
        self.wishes: list[tuple[str, ...]] = []
        self.notices: list[str] = []
        pane.value_requested.connect(lambda *value: self.wishes.append(value))
        pane.link_requested.connect(lambda url: self.wishes.append(("open", url)))
        pane.event_requested.connect(lambda event_id: self.wishes.append(("go to", event_id)))
        pane.previous_requested.connect(lambda: self.wishes.append(("previous",)))
        pane.next_requested.connect(lambda: self.wishes.append(("next",)))
        pane.notice.connect(self.notices.append)

    def sees(self, event_id: str, dataset: Dataset = DATASET, position: int = 3) -> "Person":
        row = dataset.row_of(event_id)
        assert row is not None
        self.pane.show_event(dataset, dataset.event(row), position, 12)
        QApplication.processEvents()
        return self

    def finds(self, kind: type[W]) -> Iterator[W]:
        """The widgets of a kind on the page, not those of a page that is on its way out."""
        return (found for found in self.pane.findChildren(kind) if found.isVisible())

    def texts(self) -> list[str]:
        """All texts on the page."""
        labels = [label.text() for label in self.finds(QLabel)]
        return labels + [text.toPlainText() for text in self.finds(FlowText)]

    def text_named(self, name: str) -> FlowText:
        return next(text for text in self.finds(FlowText) if text.accessibleName() == name)

    def value(self, label: str) -> ValueButton:
        return next(button for button in self.finds(ValueButton) if button.text() == label)

    def button(self, name: str) -> QuietButton:
        return next(found for found in self.finds(QuietButton) if found.accessibleName() == name)

    def clicks_button(self, name: str) -> None:
        QTest.mouseClick(self.button(name), LEFT)

    def clicks_words(self, words: str) -> None:
        """Click in the middle of the first text on the page that holds these words."""
        text = next(text for text in self.finds(FlowText) if words in text.toPlainText())
        cursor = QTextCursor(text.document())
        cursor.setPosition(text.toPlainText().index(words) + len(words) // 2)
        place = text.cursorRect(cursor).center() + QPoint(1, 0)
        QTest.mouseClick(text.viewport(), LEFT, pos=place)


@pytest.fixture
def person(qtbot) -> Person:
    pane = DetailsPane()
    qtbot.addWidget(pane)
    pane.resize(340, 620)
    pane.show()
    qtbot.waitExposed(pane)
    return Person(pane)


def test_without_an_event_it_says_how_to_choose_one(person):
    assert any("No event is selected" in text for text in person.texts())
    assert list(person.finds(QuoteBlock)) == []


def test_it_goes_back_to_that_when_the_event_goes(person):
    person.sees("2025-06-08")
    person.pane.show_event(DATASET, None)
    QApplication.processEvents()
    assert any("No event is selected" in text for text in person.texts())


def test_an_event_has_its_title_date_and_how_the_date_is_known(person):
    person.sees("2012-02")
    assert person.text_named("Title").toPlainText() == "Pérez Molina proposes a debate"
    assert person.text_named("Date").toPlainText() == "February 2012 (uncertain)"
    assert person.text_named("How the date is known").toPlainText() == "The text says last month."


def test_the_quote_is_larger_than_the_rest_and_its_carrying_words_are_emphasised(person):
    person.sees("2025-06-08")
    words = person.text_named("Quote")
    assert words.document().defaultFont().pointSizeF() == font("quote").pointSizeF()
    assert words.toPlainText() == "Murieron cinco policías en el ataque."
    assert emphasised(words) == "cinco policías"


def emphasised(text: FlowText) -> str:
    cursor = QTextCursor(text.document())
    found = ""
    while cursor.movePosition(
        QTextCursor.MoveOperation.NextCharacter, QTextCursor.MoveMode.KeepAnchor
    ):
        if cursor.charFormat().fontWeight() >= QFont.Weight.DemiBold:
            found += cursor.selectedText()
        cursor.clearSelection()
    return found


@pytest.mark.parametrize("width", [280, 340])
def test_the_quote_is_read_without_scrolling(person, width):
    person.pane.resize(width, 620)
    for row in range(len(DATASET)):
        person.sees(DATASET.event(row).event_id)
        for quote in list(person.finds(QuoteBlock))[:1]:
            assert quote.mapTo(person.pane, quote.rect().bottomLeft()).y() < 560


@pytest.mark.parametrize("width", [280, 300, 340, 500])
def test_no_text_is_cut_off_at_any_width(person, width):
    person.pane.resize(width, 620)
    for row in range(len(DATASET)):
        person.sees(DATASET.event(row).event_id)
        for text in person.finds(FlowText):
            assert text.height() >= text.document().size().height()
            assert text.mapTo(person.pane, text.rect().bottomRight()).x() < width


def test_the_source_stands_under_the_quote_and_its_address_opens_on_a_click(person):
    person.sees("2025-06-08-reply")
    source = person.text_named("Source").toPlainText()
    assert source == "Prensa Ejemplar, Ataque en la frontera, 9 June 2025 · example.org"
    person.clicks_words("example.org")
    assert person.wishes == [("open", "https://example.org/1")]


def test_an_address_that_is_not_of_the_web_is_no_link(person):
    source = Source("s1", "P", "T", url="javascript:alert(1)")
    dataset = make_dataset({"title": "x"}, sources=[source], quotes=[Quote("q", "e0", "s1", "w")])
    person.sees("e0", dataset)
    assert person.text_named("Source").toPlainText() == "P, T"


def test_an_address_in_a_note_opens_on_a_click(person):
    note = "see https://www.example.org/report/1."
    person.sees("e0", make_dataset({"title": "x", "date_basis": "external", "date_note": note}))
    person.clicks_words("example.org")
    assert person.wishes == [("open", "https://www.example.org/report/1")]


def test_a_long_note_is_folded_until_asked_for(person):
    note = "the source says only Thursday, and " * 12 + "so it was the 8th"
    person.sees("e0", make_dataset({"title": "x", "date_basis": "inferred", "date_note": note}))
    shown = person.text_named("How the date is known")
    assert len(shown.toPlainText()) < 200
    person.clicks_words("more")
    QApplication.processEvents()
    assert shown.toPlainText().endswith("so it was the 8th")
    assert shown.height() >= shown.document().size().height()


def test_quote_and_citation_can_be_copied(person):
    person.sees("2024-07-23")
    person.clicks_button("Copy quote")
    assert QGuiApplication.clipboard().text() == "The clashes lasted\u00a0eleven days."
    person.clicks_button("Copy citation")
    citation = "The Example Times, “Clashes on the border,” 24 July 2024, https://example.org/2."
    assert QGuiApplication.clipboard().text() == citation
    assert person.notices == ["Quote copied", "Citation copied"]


def test_words_selected_in_the_quote_are_copied_as_they_stand(person):
    person.sees("2024-07-23")
    words = person.text_named("Quote")
    words.setFocus()
    QTest.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "The clashes lasted\u00a0eleven days."


@pytest.mark.parametrize(
    ("label", "wish"),
    [
        ("Attack", ("type", "Attack", "include")),
        ("Sinaloa Cartel", ("actor", "sinaloa", "include")),
        ("Mexico", ("country", "MEX", "include")),
        ("Frontera Comalapa", ("place", "Frontera Comalapa", "include")),
    ],
)
def test_a_click_on_a_value_asks_to_filter_by_it(person, label, wish):
    person.sees("2025-06-08")
    QTest.mouseClick(person.value(label), LEFT)
    assert person.wishes == [wish]


def test_the_menu_of_a_value_includes_excludes_singles_out_and_copies(person):
    person.sees("2025-06-08")
    menu = person.value("Mexico").menu()
    for action in menu.actions():
        action.trigger()
    modes = ("include", "exclude", "only")
    assert person.wishes == [("country", "MEX", mode) for mode in modes]
    assert QGuiApplication.clipboard().text() == "Mexico"


def test_a_value_can_be_chosen_by_keyboard(person):
    person.sees("2025-06-08")
    button = person.value("Mexico")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert person.wishes == [("country", "MEX", "include")]


def test_the_event_type_explains_itself(person):
    person.sees("2025-06-08")
    assert "One side attacks." in person.value("Attack").toolTip()


def test_figures_name_the_quote_that_they_rest_on(person):
    person.sees("2025-06-08")
    texts = [text.toPlainText() for text in person.finds(ClaimText)]
    assert texts == [
        "5 police officers killed  Prensa Ejemplar [1]",
        "At least 4 police officers killed  The Example Times [2]",
    ]


def test_a_click_on_that_brings_the_quote_into_sight(person):
    person.pane.resize(340, 300)
    person.sees("2025-06-08")
    second = list(person.finds(QuoteBlock))[1]
    person.clicks_words("The Example Times [2]")
    assert second.mapTo(person.pane, QPoint(0, 0)).y() < 300
    assert person.wishes == []


def test_disputed_matters_stand_side_by_side(person):
    person.sees("2025-12-08")
    (matter,) = person.finds(DisputedMatter)
    one, other = matter.findChildren(ClaimText)
    assert one.toPlainText().startswith("Los Zetas\n")
    assert other.toPlainText().startswith("Sinaloa Cartel\n")
    assert one.y() == other.y()
    assert one.geometry().right() < other.geometry().left()
    assert "Who did it is disputed" in person.text_named("Disputed").toPlainText()


def test_figures_that_exclude_each_other_are_disputed(person):
    quotes = [Quote("q1", "e0", "s1", "Five died."), Quote("q2", "e0", "s1", "Nine died.")]
    claims = [
        Claim("c1", "e0", "q1", "killed", "soldiers", "5"),
        Claim("c2", "e0", "q2", "killed", "soldiers", "9"),
    ]
    person.sees("e0", make_dataset({"title": "x"}, quotes=quotes, claims=claims))
    heading = person.text_named("Disputed").toPlainText()
    assert heading == "How many were killed is disputed (soldiers)"
    assert len(list(person.finds(ClaimText))) == 2


def test_related_events_are_a_click_away(person):
    person.sees("2025-06-08")
    person.clicks_words("Gunmen chased across the border")
    assert person.wishes == [("go to", "2025-06-08-reply")]


def test_columns_that_only_the_file_knows_are_shown(person):
    person.sees("1986")
    assert {"weight  3", "region  north"} <= set(person.texts())


def test_an_event_without_a_quote_says_so(person):
    person.sees("no-date")
    assert "No quote is recorded for this event." in person.texts()
    assert person.text_named("Date").toPlainText() == "no date"
    assert list(person.finds(ValueButton)) == []


def test_markup_in_the_data_is_text(person):
    person.sees("2025-12-08")
    shown = "\n".join(person.texts())
    for words in (
        f"Attack on an outpost {MARKUP}",
        f"Who did it is contested {MARKUP}.",
        f"A year on {MARKUP}",
        f"Said {MARKUP} & more.",
    ):
        assert words in shown
    assert person.value(f"Tecún Umán {MARKUP}")
    for label in person.finds(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_an_ampersand_makes_no_shortcut(person):
    person.sees("e0", make_dataset({"title": "x", "place": "Ciudad &Hidalgo"}))
    assert person.value("Ciudad &Hidalgo").shortcut().isEmpty()


def test_a_huge_text_is_cut(person):
    person.sees("e0", make_dataset({"title": "x", "summary": "word " * 4_000_000}))
    longest = max(person.texts(), key=len)
    assert longest.endswith("…")
    assert len(longest) <= MAX_CHARS + 1


def test_a_word_without_end_does_not_widen_the_page(person):
    person.sees("e0", make_dataset({"title": "x" * 500, "place": "y" * 500, "summary": "z" * 900}))
    for text in (*person.finds(FlowText), *person.finds(ValueButton)):
        assert text.mapTo(person.pane, text.rect().bottomRight()).x() < person.pane.width()


def test_previous_and_next_say_where_one_is(person):
    person.sees("2025-06-08", position=3)
    assert "3 of 12" in person.texts()
    person.clicks_button("Previous event")
    person.clicks_button("Next event")
    assert person.wishes == [("previous",), ("next",)]


@pytest.mark.parametrize(("position", "wishes"), [(1, [("next",)]), (12, [("previous",)])])
def test_there_is_nothing_before_the_first_and_after_the_last(person, position, wishes):
    person.sees("2025-06-08", position=position)
    person.clicks_button("Previous event")
    person.clicks_button("Next event")
    assert person.wishes == wishes


def test_an_event_that_the_filter_leaves_out_is_said_to_be(person):
    person.sees("2025-06-08", position=0)
    assert "not among the filtered events" in person.texts()


@pytest.mark.parametrize("focus", ["quote", "value", "foot"])
def test_the_page_scrolls_by_keyboard_whatever_has_the_focus(person, focus):
    person.pane.resize(340, 300)
    person.sees("2025-06-08")
    title = person.text_named("Title")
    widget = {
        "quote": person.text_named("Quote"),
        "value": person.value("Attack"),
        "foot": person.button("Next event"),
    }[focus]
    widget.setFocus()
    top = title.mapTo(person.pane, QPoint(0, 0)).y()
    QTest.keyClick(widget, Qt.Key.Key_PageDown)
    assert title.mapTo(person.pane, QPoint(0, 0)).y() < top - 50
    QTest.keyClick(widget, Qt.Key.Key_PageUp)
    assert title.mapTo(person.pane, QPoint(0, 0)).y() == top


def test_another_filter_leaves_the_page_where_it_was(person):
    person.pane.resize(340, 200)
    person.sees("2025-06-08", position=3)
    (title,) = [text for text in person.finds(FlowText) if text.accessibleName() == "Title"]
    person.sees("2025-06-08", position=2)
    assert person.text_named("Title") is title


def test_another_event_starts_at_its_top(person):
    person.pane.resize(340, 200)
    person.sees("2025-06-08")
    person.clicks_words("The Example Times [2]")
    person.sees("2025-12-08")
    title = person.text_named("Title")
    assert title.mapTo(person.pane, QPoint(0, 0)).y() >= 0
