"""The details pane as a person reads it."""

import gc
import re
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QFont, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QScrollBar

from tests.builders import MARKUP, make_dataset
from tests.views.details_reader import DATASET, Reader, reader
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.records import Claim, Quote, Source
from timeline_app.views.details.evidence import ClaimText, MatterBox
from timeline_app.views.details.page_area import PageArea
from timeline_app.views.details.quote_block import QuoteBlock
from timeline_app.views.details.sheet import EventSheet
from timeline_app.views.details.value_button import ValueButton
from timeline_app.views.theme import current_theme, font
from timeline_app.views.widgets import plain_tooltip
from timeline_app.views.widgets.flow_text import MAX_CHARS, FlowText


@pytest.fixture
def person(qtbot) -> Reader:
    return reader(qtbot)


def test_without_an_event_it_says_how_to_choose_one(person):
    assert any("No event is selected" in text for text in person.texts())
    assert list(person.finds(QuoteBlock)) == []


def test_it_goes_back_to_that_when_the_event_goes(person):
    person.sees("2025-06-08")
    person.pane.show_event(DATASET, None)
    QApplication.processEvents()
    assert any("No event is selected" in text for text in person.texts())


def test_the_page_of_an_event_that_comes_back_is_still_there_and_where_it_was(person):
    person.pane.resize(340, 200)
    person.sees("2025-06-08")
    page, bar = person.text_named("Title"), scroll_bar(person)
    bar.setValue(60)
    person.pane.show_event(DATASET, None)
    QApplication.processEvents()
    assert not page.isVisible()
    person.sees("2025-06-08", position=1)

    assert person.text_named("Title") is page
    assert bar.isVisible()
    assert bar.value() == 60
    assert any("1 of 12" in text for text in person.texts())


def test_an_event_of_another_dataset_has_its_own_page(person):
    person.sees("2025-06-08")
    person.pane.show_event(DATASET, None)
    row = DATASET.row_of("2025-06-08")
    assert row is not None
    other = make_dataset(*({"title": f"Other {i}", "date": f"20{10 + i}"} for i in range(row + 1)))
    person.sees(f"e{row}", other)
    assert person.text_named("Title").toPlainText() == f"Other {row}"


@pytest.mark.parametrize("leave", [True, False])
def test_a_dataset_is_let_go_with_the_next_one(person, leave):
    event = {"title": "An old one", "date": "2010"}
    gone = make_dataset(event)
    person.sees("e0", gone)
    if leave:
        person.pane.show_event(gone, None)
    known = weakref.ref(gone)
    del gone
    person.pane.show_event(DATASET, None)
    qt_deletes()
    gc.collect()
    assert known() is None


def qt_deletes() -> None:
    """Let Qt delete what is to be deleted once no event is handled any more."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def scroll_bar(person: Reader) -> QScrollBar:
    """The scroll bar of the page that can be seen."""
    areas = person.pane.findChildren(PageArea)
    return next(area.verticalScrollBar() for area in areas if area.isVisible())


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


def test_an_address_that_is_not_of_the_web_is_no_link(person):
    source = Source("s1", "P", "T", url="javascript:alert(1)")
    dataset = make_dataset({"title": "x"}, sources=[source], quotes=[Quote("q", "e0", "s1", "w")])
    person.sees("e0", dataset)
    assert person.text_named("Source").toPlainText() == "P, T"


def test_the_event_type_explains_itself(person):
    person.sees("2025-06-08")
    assert "One side attacks." in person.value("Attack").toolTip()


def test_a_figure_names_the_quote_that_it_rests_on(person):
    person.sees("2025-06-08-reply")
    texts = [text.toPlainText() for text in person.finds(ClaimText)]
    assert texts == ["4 gunmen killed  Prensa Ejemplar"]
    assert list(person.finds(MatterBox)) == []


def test_several_claims_that_agree_stand_side_by_side_with_their_quotes(person):
    person.sees("2025-06-08")
    (matter,) = person.finds(MatterBox)
    one, other = matter.findChildren(ClaimText)
    assert one.accessibleName() == "Claim"
    assert one.toPlainText() == "5 police officers killed\nPrensa Ejemplar [1]\n“cinco policías”"
    assert other.toPlainText() == (
        "At least 4 police officers killed\nThe Example Times [2]\n“four”"
    )
    assert one.geometry().right() < other.geometry().left()
    assert person.text_named("Matter").toPlainText() == "Killed (police officers)"
    outcome = person.text_named("What the claims amount to")
    assert outcome.toPlainText() == "Lowest 4, highest not known; the sources agree"


def test_what_the_claims_amount_to_is_said(person):
    sources = [
        Source("s1", "BBC News", "A"),
        Source("s2", "TRT World", "B", "2024-08-03"),
        Source("s3", "American Faith", "C", derived_from="s2"),
    ]
    quotes = [Quote(f"q{i}", "e0", f"s{i}", f"Words {i}.") for i in (1, 2, 3)]
    told = [
        ("q1", "killed", "27"), ("q2", "killed", "~10"), ("q3", "killed", "10-12"),
        ("q1", "date", "2024-06-28"), ("q2", "date", "2024-06"),
        ("q2", "injured", "3"), ("q3", "injured", "3"),
    ]  # fmt: skip
    claims = [
        Claim(f"c{place}", "e0", quote_id, attribute, "", value)
        for place, (quote_id, attribute, value) in enumerate(told)
    ]
    event = {"title": "x", "date": "2024-06"}
    person.sees("e0", make_dataset(event, sources=sources, quotes=quotes, claims=claims))
    said = [
        text.toPlainText()
        for text in person.finds(FlowText)
        if text.accessibleName() == "What the claims amount to"
    ]
    assert said == [
        "Lowest 10, highest 27; the sources do not agree",
        "Earliest 1 June 2024, latest 30 June 2024; the sources agree",
        "The sources agree, but go back to one report",
    ]
    told_dates = [text.toPlainText().partition("\n")[0] for text in person.finds(ClaimText)][3:5]
    assert told_dates == ["28 June 2024", "June 2024"]
    assert any(
        re.search(
            r"\nRepublishes or rewrites TRT World, .*, 3 August 2024, so it is no indep", text
        )
        for text in person.texts()
    )


def test_a_report_that_is_no_source_is_named_in_its_own_words(person):
    source = Source("s1", "American Faith", "T", derived_from=f"breitbart.com {MARKUP}")
    dataset = make_dataset({"title": "x"}, sources=[source], quotes=[Quote("q", "e0", "s1", "w")])
    person.sees("e0", dataset)
    assert person.text_named("Source").toPlainText() == (
        f"American Faith, T\nRepublishes or rewrites breitbart.com {MARKUP}, so it is no "
        "independent source."
    )


def test_disputed_matters_stand_side_by_side(person):
    person.sees("2025-12-08")
    (matter,) = person.finds(MatterBox)
    one, other = matter.findChildren(ClaimText)
    assert one.toPlainText().startswith("Los Zetas\n")
    assert other.toPlainText().startswith("Sinaloa Cartel\n")
    assert one.y() == other.y()
    assert one.geometry().right() < other.geometry().left()
    assert "Who did it is disputed" in person.text_named("Disputed").toPlainText()


def test_of_three_claims_the_last_stands_on_no_side(person):
    quotes = [Quote(f"q{number}", "e0", "s1", f"{number} died.") for number in (5, 7, 9)]
    claims = [
        Claim(quote.quote_id, "e0", quote.quote_id, "killed", "", quote.exact[0])
        for quote in quotes
    ]
    person.sees("e0", make_dataset({"title": "x"}, quotes=quotes, claims=claims))
    (matter,) = person.finds(MatterBox)
    one, other, last = matter.findChildren(ClaimText)
    assert one.y() == other.y() < last.y()
    assert last.geometry().left() == one.geometry().left()
    assert last.geometry().right() == other.geometry().right()
    image, rule = matter.grab().toImage(), QColor(current_theme().line)
    between = range(one.geometry().right() + 1, other.geometry().left())

    def is_ruled(text):
        height = text.geometry().center().y()
        return any(image.pixelColor(QPoint(x, height)) == rule for x in between)

    assert is_ruled(one)
    assert not is_ruled(last)


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


def test_a_huge_text_is_cut(person):
    person.sees("e0", make_dataset({"title": "x", "summary": "word " * 4_000_000}))
    longest = max(person.texts(), key=len)
    assert longest.endswith("…")
    assert len(longest) <= MAX_CHARS + 1


def test_a_word_without_end_does_not_widen_the_page(person):
    person.sees("e0", make_dataset({"title": "x" * 500, "place": "y" * 500, "summary": "z" * 900}))
    for text in (*person.finds(FlowText), *person.finds(ValueButton)):
        assert text.mapTo(person.pane, text.rect().bottomRight()).x() < person.pane.width()


@pytest.mark.parametrize(
    ("latitude", "shown"),
    [("15.829749726030544", "15.829750"), ("15.68", "15.68"), ("15.12345678x", "15.12345678x")],
)
def test_coordinates_are_shown_to_a_tenth_of_a_metre(qtbot, latitude, shown):
    event = {"event_id": "a", "date": "2024", "latitude": latitude, "longitude": "-91.5"}
    page = EventSheet(dataset := make_dataset(event), dataset.event(0))
    qtbot.addWidget(page)
    said = [text.toPlainText() for text in page.findChildren(FlowText)]
    assert f"{shown}, -91.5" in said


def test_a_state_without_a_place_stands_under_place(qtbot):
    event = {"event_id": "a", "date": "2024", "admin1": "Chiapas"}
    page = EventSheet(dataset := make_dataset(event), dataset.event(0))
    qtbot.addWidget(page)
    assert "Place" in [label.text() for label in page.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://example.org/Battle_(627)", "https://example.org/Battle_(627)"),
        ("(see https://example.org/a).", "https://example.org/a"),
    ],
)
def test_a_link_keeps_its_own_brackets_only(qtbot, text, address):
    opened: list[str] = []
    line = FlowText()
    qtbot.addWidget(line)
    line.add_with_links(text, opened.append)
    assert line.toolTip() == plain_tooltip(address)
    cursor = QTextCursor(line.document())
    cursor.setPosition(text.index("https") + 1)
    line.anchorClicked.emit(QUrl(cursor.charFormat().anchorHref()))
    assert opened == [address]


def test_a_quote_says_whether_it_stands_in_its_source(person):
    (quote,) = DATASET.quotes["2024-07-23"]
    state = "Whether the quote stands in its source"
    person.sees("2024-07-23")
    assert state not in [text.accessibleName() for text in person.finds(FlowText)]
    theme = current_theme()
    for anchor, words, colour in (
        (Anchor(AnchorState.LOST), "Lost: not in the text that was found", theme.warning),
        (Anchor(AnchorState.ELSEWHERE, 2, 9, "others"), "Found in the text in other words; no "
         "place is stated", theme.warning),
        (Anchor(AnchorState.ELSEWHERE, 2, 9), "Found in the text; no place is stated", theme.muted),
    ):  # fmt: skip
        person.sees("2024-07-23", replace(DATASET, anchors={quote: anchor}))
        told = person.text_named(state)
        assert told.toPlainText() == words
        assert told.textCursor().charFormat().foreground().color().name() == colour
