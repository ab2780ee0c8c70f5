"""The details pane as a person uses it: clicks, keys, copying, and the wishes that follow."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import make_dataset
from tests.views.details_reader import LEFT, Reader, reader
from timeline_app.core.build import CITED
from timeline_app.core.records import Source
from timeline_app.views.details.quote_block import QuoteBlock
from timeline_app.views.widgets.flow_text import FlowText


@pytest.fixture
def person(qtbot) -> Reader:
    return reader(qtbot)


def test_the_source_stands_under_the_quote_and_its_address_opens_on_a_click(person):
    person.sees("2025-06-08-reply")
    source = person.text_named("Source").toPlainText()
    assert source == "Prensa Ejemplar, Ataque en la frontera, 9 June 2025 · example.org"
    person.clicks_words("example.org")
    assert person.wishes == [("open", "https://example.org/1")]


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
    menu = person.opens_menu("Copy citation")
    person.chooses("Chicago note", menu)
    citation = "The Example Times, “Clashes on the border,” 24 July 2024, https://example.org/2."
    assert QGuiApplication.clipboard().text() == citation
    assert person.notices == ["Quote copied", "Citation copied: Chicago note"]


@pytest.mark.parametrize(
    ("choice", "start", "notice"),
    [
        ("BibTeX", "@misc{s2,\n  title = {{Clashes on the border}},", "Citation copied: BibTeX"),
        ("RIS", "TY  - ELEC\nID  - s2\n", "Citation copied: RIS"),
        ("CSL-JSON", '[\n  {\n    "id": "s2"', "Citation copied: CSL-JSON"),
        (
            "Quote with citation",
            "“The clashes lasted\u00a0eleven days.”\nThe Example Times, “Clashes on the border,”",
            "Quote with citation copied",
        ),
    ],
)
def test_a_citation_is_copied_as_other_programs_read_it(person, choice, start, notice):
    person.sees("2024-07-23")
    person.chooses(choice, person.opens_menu("Copy citation"))
    assert QGuiApplication.clipboard().text().startswith(start)
    assert person.notices == [notice]


def test_a_source_that_is_not_quoted_is_cited_by_its_menu(person):
    source = Source("s9", "The Example Times", "Not quoted", "2024")
    dataset = make_dataset({"title": "x", CITED: "s9"}, sources=[source])
    person.sees("e0", dataset)
    line = next(text for text in person.finds(FlowText) if "Not quoted" in text.toPlainText())
    line.customContextMenuRequested.emit(QPoint(4, 4))
    menu = QApplication.activePopupWidget()
    cite = next(action.menu() for action in menu.actions() if action.text() == "Copy citation")
    person.chooses("RIS", cite)
    assert "TI  - Not quoted" in QGuiApplication.clipboard().text()
    assert person.notices == ["Citation copied: RIS"]
    menu.close()


def test_a_quote_can_be_read_in_its_source(person):
    person.sees("2024-07-23")
    person.clicks_button("Read in source")
    assert person.wishes == [("read", "q5")]


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


@pytest.mark.parametrize("key", ["Tab", "Backtab"])
def test_the_tab_key_comes_to_a_link_at_once(person, key):
    person.sees("2025-06-08-reply")
    source = person.text_named("Source")
    reason = Qt.FocusReason[f"{key}FocusReason"]
    QApplication.sendEvent(source, QFocusEvent(QEvent.Type.FocusIn, reason))
    QTest.keyClick(source, Qt.Key.Key_Return)
    assert person.wishes == [("open", "https://example.org/1")]


def test_a_click_on_that_brings_the_quote_into_sight(person):
    person.pane.resize(340, 300)
    person.sees("2025-06-08")
    second = list(person.finds(QuoteBlock))[1]
    person.clicks_words("The Example Times [2]")
    assert second.mapTo(person.pane, QPoint(0, 0)).y() < 300
    assert person.wishes == []


def test_related_events_are_a_click_away(person):
    person.sees("2025-06-08")
    person.clicks_words("Gunmen chased across the border")
    assert person.wishes == [("go to", "2025-06-08-reply")]


def test_an_ampersand_makes_no_shortcut(person):
    person.sees("e0", make_dataset({"title": "x", "place": "Ciudad &Hidalgo"}))
    assert person.value("Ciudad &Hidalgo").shortcut().isEmpty()


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
