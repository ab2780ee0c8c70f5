"""The source reader as a person uses it."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolTip
from pytestqt.qtbot import QtBot

from tests.builders import make_dataset
from tests.views.source_person import (
    ACROSS,
    ANCHORS,
    DATASET,
    EVENTS,
    FACE,
    FOUND,
    INNER,
    LEFT,
    LOST,
    MIXED,
    OTHER,
    OUTER,
    QUOTES,
    SOURCES,
    TEXT,
    Person,
    dataset_of,
    quote_of,
    shown_reader,
)
from timeline_app.app.themes import apply_theme
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.utf16 import Utf16
from timeline_app.io.evidence.texts import Texts
from timeline_app.views.source_reader.entries import EntryList
from timeline_app.views.source_reader.shown_text import LONGEST, as_shown
from timeline_app.views.theme import DARK, current_theme
from timeline_app.views.widgets.flow_text import FlowText


@pytest.fixture
def person(qtbot: QtBot) -> Person:
    return shown_reader(qtbot)


def test_all_sources_are_listed_with_what_they_support_and_their_texts(person: Person) -> None:
    assert person.entries("Sources") == [
        ("Bridge <b>closed</b>", "The Example Times · 6 May 2024 · English",
         "5 events · 5 quotes · text unchanged"),
        ("Puente cerrado", "Prensa Ejemplar · May 2024 · Spanish",
         "1 event · 1 quote · text absent"),
        ("Never quoted", "Nobody", "0 events"),
    ]  # fmt: skip
    assert person.entries("Events of the source") == [
        (f"Event {number}", f"{number + 1} May 2024") for number in range(5)
    ]


def test_a_changed_text_is_said_to_be_one(person: Person) -> None:
    changed = replace(FOUND, changed=frozenset({"s1"}))
    person.reader.show_dataset(replace(DATASET, anchors=ANCHORS), changed, has_folders=True)
    assert person.entries("Sources")[0][2].endswith("text changed")
    assert "has changed since it was quoted (SHA-256 abababababab…" in person.texts()


def test_the_text_stands_there_with_every_quote_marked_at_its_place(person: Person) -> None:
    shown = person.page.toPlainText()
    assert shown == TEXT.replace("\r\n", " \n")
    soft = person.marked(current_theme().accent_soft)
    assert soft == ["the army closed the bridge and ", " near the river.", MIXED.exact]
    QApplication.processEvents()
    deep = [
        one.cursor.selectedText()
        for one in person.page.extraSelections()
        if one.format.fontUnderline()
    ]
    assert deep == ["two men were ", "arrested"]
    assert person.current == OUTER.exact


def test_a_quote_is_read_in_its_source(person: Person, qtbot: QtBot) -> None:
    person.reader.read(MIXED)
    assert person.current == MIXED.exact
    told = "Quote 4 of 4 · Stands in the source at its place · Event 3, 4 May 2024"
    assert told in person.texts()


def test_a_quote_far_down_is_brought_into_view(person: Person) -> None:
    far = "x\n" * 3000
    moved = {MIXED: Anchor(AnchorState.ELSEWHERE, len(far) + MIXED.start, len(far) + MIXED.end)}
    texts = Texts({"s1": replace(FOUND.documents["s1"], text=far + TEXT)}, frozenset({"s1"}), {})
    person.reader.show_dataset(replace(DATASET, anchors=moved), texts, has_folders=True)
    person.reader.read(MIXED)
    assert person.current == MIXED.exact
    view, cursor = person.page, person.page.textCursor()
    assert view.viewport().rect().contains(view.cursorRect(cursor).center())
    assert "Found elsewhere in the text" in person.texts()


def test_a_click_on_a_mark_selects_its_event_the_innermost_first(person: Person) -> None:
    person.clicks_letter("two men were", 5)
    assert person.wishes == [("event", "e1")]
    assert person.current == INNER.exact
    person.clicks_letter("two men were", 5)
    assert person.wishes[1:] == [("event", "e0")]
    person.clicks_letter("边境", 1)
    assert person.wishes[2:] == [("event", "e3")]


def test_a_click_beside_the_marks_selects_nothing(person: Person) -> None:
    person.clicks_letter("headline", 2)
    person.clicks_letter("the crossing", 4)
    assert person.wishes == []


def test_the_first_and_the_last_letter_of_a_mark_belong_to_it(person: Person) -> None:
    person.clicks_letter(OUTER.exact, 0)
    person.clicks_letter(MIXED.exact, len(MIXED.exact) - 2)
    assert person.wishes == [("event", "e0"), ("event", "e3")]


def test_keys_and_buttons_go_from_quote_to_quote(person: Person, qtbot: QtBot) -> None:
    qtbot.keyClick(person.reader, Qt.Key.Key_F3)
    assert person.current == INNER.exact
    person.clicks_button("Next quote (F3)")
    assert person.current == ACROSS.exact
    qtbot.keyClick(person.reader, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    person.clicks_button("Previous quote (Shift+F3)")
    assert person.current == OUTER.exact
    person.clicks_button("Previous quote (Shift+F3)")
    assert person.current == MIXED.exact
    assert person.wishes == []
    qtbot.keyClick(person.page, Qt.Key.Key_Return)
    assert person.wishes == [("event", "e3")]


def test_a_click_on_an_event_selects_it_and_goes_to_its_quote(person: Person) -> None:
    person.clicks_entry("Events of the source", 2)
    assert person.wishes == [("event", "e2")]
    assert person.current == ACROSS.exact


def test_the_event_of_the_current_quote_is_marked_in_the_list(person: Person, qtbot: QtBot) -> None:
    def marked() -> list[str]:
        chosen = person.list_named("Events of the source").selectionModel().selectedIndexes()
        return [index.data() for index in chosen]

    assert marked() == ["Event 0"]
    qtbot.keyClick(person.page, Qt.Key.Key_F3)
    assert marked() == ["Event 1"]
    person.clicks_letter(MIXED.exact, 1)
    assert marked() == ["Event 3"]
    person.clicks_entry("Sources", 2)
    assert marked() == []
    assert person.wishes == [("event", "e3")], "stepping selects nothing in the main window"


def test_a_lost_quote_is_listed_above_the_text(person: Person) -> None:
    lost = person.text_named("Quotes that are not in the text").toPlainText()
    assert lost == "Lost: 1 quote of this source is not in the text\n“The mayor resigned.”"
    person.reader.read(LOST)
    assert "Lost: not in the text that was found · Event 4" in person.texts()
    assert person.marked(current_theme().accent) == []


def test_of_many_lost_quotes_the_first_are_listed_until_asked_for_more(person: Person) -> None:
    lost = [quote_of(number, f"Gone {number}.") for number in range(6)]
    anchors = dict.fromkeys(lost, Anchor(AnchorState.LOST))
    person.reader.show_dataset(replace(dataset_of(*lost), anchors=anchors), FOUND, has_folders=True)
    QApplication.processEvents()
    text = person.text_named("Quotes that are not in the text")
    assert text.toPlainText().count("“") == 3
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index("Show all") + 3)
    QTest.mouseClick(text.viewport(), LEFT, pos=text.cursorRect(cursor).center())
    assert text.toPlainText().count("“") == 6


def test_a_quote_in_other_words_shows_the_difference(person: Person) -> None:
    anchors = {INNER: Anchor(AnchorState.ELSEWHERE, INNER.start, INNER.end, "two boys were seized")}
    person.reader.show_dataset(replace(DATASET, anchors=anchors), FOUND, has_folders=True)
    person.reader.read(INNER)
    assert person.text_named("How the quote differs").toPlainText() == (
        "The dataset quotes: two men were arrested\nHere now stands: two boys were seized"
    )
    assert "Found in the text in other words" in person.texts()


def test_without_the_text_its_passages_are_shown_and_folders_can_be_named(person: Person) -> None:
    person.clicks_entry("Sources", 1)
    assert person.page.toPlainText() == "… At noon. Somebody else said so. Then all left. …"
    assert person.current == OTHER.exact
    assert "The text of this source is not in the folders that you named." in person.texts()
    person.clicks_button("Choose folder with the texts…")
    assert person.wishes == [("folder",)]
    person.reader.show_dataset(DATASET, None, has_folders=False)
    assert "No folder with the texts of the sources is named yet." in person.texts()


def test_the_head_says_who_published_what_when_and_whether_it_is_independent(
    person: Person,
) -> None:
    assert person.text_named("Title").toPlainText() == "Bridge <b>closed</b>"
    publication = person.text_named("Publication")
    assert publication.toPlainText() == "The Example Times · 6 May 2024 · English · example.org"
    assert person.text_named("Note").toPlainText() == "Seen in print."
    assert "The text is unchanged (SHA-256 abababababab…)." in person.texts()
    cursor = QTextCursor(publication.document())
    cursor.setPosition(publication.toPlainText().index("example.org") + 3)
    QTest.mouseClick(publication.viewport(), LEFT, pos=publication.cursorRect(cursor).center())
    assert person.wishes == [("open", "https://www.example.org/1")]
    person.clicks_entry("Sources", 1)
    said = "Republishes or rewrites {}, so it is no independent source."
    origin = "The Example Times, Bridge <b>closed</b>, 6 May 2024"
    assert person.text_named("Origin").toPlainText() == said.format(origin)
    person.clicks_entry("Sources", 2)
    assert person.text_named("Origin").toPlainText() == said.format("a wire report")
    assert "No quote of this source is in the dataset." in person.texts()
    assert "text" not in person.texts(), "none is to be expected"


def test_a_source_is_found_by_words(person: Person, qtbot: QtBot) -> None:
    field = person.reader.list.search
    qtbot.keyClicks(field, "EJEMPLAR puente")
    assert [lines[0] for lines in person.entries("Sources")] == ["Puente cerrado"]
    assert person.current == OUTER.exact, "the text stays until another is chosen"
    person.clicks_entry("Sources", 0)
    assert person.current == OTHER.exact
    person.reader.read(INNER)
    assert field.text() == ""
    assert person.current == INNER.exact


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_keys_lead_from_the_search_to_what_was_found(
    person: Person, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClicks(person.reader.list.search, "ejemplar")
    qtbot.keyClick(person.reader.list.search, key)
    assert person.current == OTHER.exact
    assert person.list_named("Sources").hasFocus()


def test_keys_stay_in_the_search_where_nothing_was_found(person: Person, qtbot: QtBot) -> None:
    field = person.reader.list.search
    field.setFocus()
    qtbot.keyClicks(field, "no such words")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.hasFocus()
    assert person.current == OUTER.exact


def test_a_text_is_not_called_changed_where_there_is_nothing_to_compare_it_with(
    person: Person,
) -> None:
    sources = [replace(SOURCES[0], sha256=""), *SOURCES[1:]]
    dataset = make_dataset(*EVENTS, sources=sources, quotes=QUOTES)
    texts = replace(FOUND, changed=frozenset({"s1"}))
    person.reader.show_dataset(dataset, texts, has_folders=True)
    assert person.entries("Sources")[0][2].endswith("text found")
    assert "The dataset has no SHA-256 to compare this text with" in person.texts()


def test_a_new_dataset_keeps_source_and_quote(person: Person) -> None:
    person.reader.read(ACROSS)
    person.reader.show_dataset(replace(DATASET, anchors=ANCHORS), FOUND, has_folders=True)
    assert person.current == ACROSS.exact
    person.reader.show_dataset(make_dataset({"title": "x"}), None, has_folders=True)
    assert person.entries("Sources") == []
    assert not person.page.isVisible()


def test_it_closes_on_escape_but_empties_the_search_first(person: Person, qtbot: QtBot) -> None:
    field = person.reader.list.search
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert person.reader.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not person.reader.isVisible()


def test_a_mark_tells_its_event_in_a_tooltip(person: Person) -> None:
    person.clicks_letter("headline")  # to know that the letters are laid out
    place = person.point_of("two men were", 5)
    viewport = person.page.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, place, QPoint(5, 5)))
    told = QToolTip.text()
    assert "Event 1, 2 May 2024" in told
    assert "Event 0, 1 May 2024" in told
    assert "Event 3" not in told
    QToolTip.hideText()


def test_selected_words_are_copied_as_they_stand_in_the_text(person: Person, qtbot: QtBot) -> None:
    qtbot.keyClick(person.page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(person.page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == TEXT
    assert person.wishes == []


def test_marks_follow_the_theme(person: Person) -> None:
    apply_theme("dark")
    assert current_theme() is DARK
    assert person.current == OUTER.exact
    assert MIXED.exact in person.marked(DARK.accent_soft)


ODD = st.text(st.characters() | st.sampled_from("a \r\n\u2028\u2029\0\ufdd0\ufffc\u202e" + FACE))


@given(ODD)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_qt_keeps_a_shown_text_letter_by_letter(qapp: QApplication, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    shown = as_shown(text)
    assert len(shown) == len(text)
    view = QPlainTextEdit()
    view.setPlainText(shown)
    document = view.document()
    assert document.characterCount() - 1 == Utf16(shown).units(len(shown))
    units = shown.encode("utf-16-le")
    for place in range(len(units) // 2):
        expected = int.from_bytes(units[2 * place : 2 * place + 2], "little")
        found = ord(document.characterAt(place))
        assert found == (0x2029 if expected == 0x0A else expected)


def test_a_very_long_paragraph_is_broken_at_blanks() -> None:
    text = "word " * 30_000
    shown = as_shown(text)
    assert len(shown) == len(text)
    assert max(map(len, shown.split("\n"))) <= LONGEST
    assert shown.replace("\n", " ") == text


def test_a_text_from_the_right_stands_at_the_right_and_disturbs_no_line(person: Person) -> None:
    text = "عبر المسلحون الحدود ليلا"
    sources = (replace(SOURCES[0], publisher="صحيفة"), *SOURCES[1:])
    dataset = make_dataset(*EVENTS, sources=sources, quotes=QUOTES)
    texts = Texts({"s1": replace(FOUND.documents["s1"], text=text)}, frozenset(), {})
    person.reader.show_dataset(dataset, texts, has_folders=True)
    QApplication.processEvents()
    line = person.page.document().firstBlock().layout().lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(line.width(), abs=2)
    assert line.naturalTextRect().left() > 100
    publication = person.text_named("Publication")
    told = publication.toPlainText()
    x = [
        publication.cursorRect(cursor_at(publication, told.index(words))).x()
        for words in ("6 May", "May", "2024", "English")
    ]
    assert x == sorted(x), "the date stands as a reader says it"
    person.reader.show_dataset(DATASET, FOUND, has_folders=True)
    QApplication.processEvents()
    assert person.page.document().firstBlock().layout().lineAt(0).naturalTextRect().left() < 1


def cursor_at(text: FlowText, place: int) -> QTextCursor:
    cursor = QTextCursor(text.document())
    cursor.setPosition(place)
    return cursor


def test_lines_have_the_measure_and_none_is_cut(person: Person) -> None:
    text = "word " * 400
    texts = Texts({"s1": replace(FOUND.documents["s1"], text=text)}, frozenset(), {})
    person.reader.show_dataset(DATASET, texts, has_folders=True)
    page = person.page
    for width in (1000, 1400, 700):
        person.reader.resize(width, 700)
        QApplication.processEvents()
        layout = page.document().firstBlock().layout()
        lines = [layout.lineAt(number) for number in range(layout.lineCount())]
        assert max(line.textLength() for line in lines) <= 80
        assert max(line.naturalTextWidth() for line in lines) <= page.viewport().width()
        assert page.viewport().width() <= page.width() - 48


def test_the_same_text_shown_anew_stays_where_it_was_scrolled_to(person: Person) -> None:
    long = {"s1": replace(FOUND.documents["s1"], text=TEXT + "x\n" * 3000)}
    texts = Texts(long, frozenset(), {})
    person.reader.show_dataset(replace(DATASET, anchors=ANCHORS), texts, has_folders=True)
    person.reader.read(ACROSS)
    bar = person.page.verticalScrollBar()
    bar.setValue(2000)
    seen = person.page.firstVisibleBlock().blockNumber()
    apply_theme("dark")
    person.reader.show_dataset(replace(DATASET, anchors=ANCHORS), texts, has_folders=True)
    QApplication.processEvents()
    assert person.page.firstVisibleBlock().blockNumber() == seen
    person.reader.read(ACROSS)
    assert bar.value() < 10
    assert person.current == ACROSS.exact
    bar.setValue(2000)
    other = {"s1": replace(FOUND.documents["s1"], text="News\n" + TEXT + "x\n" * 3000)}
    person.reader.show_dataset(DATASET, Texts(other, frozenset(), {}), has_folders=True)
    assert bar.value() == 0, "another text begins at its top"


def test_the_entry_that_has_the_keys_has_a_ring(person: Person, qtbot: QtBot) -> None:
    accent = current_theme().accent
    for name in ("Sources", "Events of the source"):
        entries = person.list_named(name)

        def corner(entries: EntryList = entries) -> str:
            place = entries.visualRect(entries.currentIndex())
            image = entries.viewport().grab(place).toImage()
            return image.pixelColor(image.width() // 2, 0).name()

        entries.setFocus()
        qtbot.waitUntil(entries.hasFocus)
        assert corner() == accent
        person.page.setFocus()
        qtbot.waitUntil(person.page.hasFocus)
        assert corner() != accent
