"""Somebody before the source reader, for the tests of it."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.builders import make_dataset
from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source
from timeline_app.core.utf16 import Utf16
from timeline_app.io.evidence.documents import Document
from timeline_app.io.evidence.texts import Texts
from timeline_app.models.source_model import LINES_ROLE
from timeline_app.views.source_reader import SourceReader
from timeline_app.views.source_reader.entries import EntryList
from timeline_app.views.source_reader.page_view import PageView
from timeline_app.views.theme import current_theme
from timeline_app.views.widgets import ElidedLabel
from timeline_app.views.widgets.flow_text import FlowText

LEFT = Qt.MouseButton.LeftButton
FACE = "\N{GRINNING FACE}"
TEXT = (
    f"A headline {FACE}{FACE}\n\n"
    "On Monday the army closed the bridge and two men were arrested near the river.\r\n"
    "\u05d4\u05e6\u05d1\u05d0 \u05e1\u05d2\u05e8 the crossing, 边境关闭 until May.\n"
)


def quote_of(number: int, exact: str, source_id: str = "s1", **others: str) -> Quote:
    start = TEXT.index(exact) if exact in TEXT else -1
    end = start + len(exact) if start >= 0 else -1
    return Quote(f"q{number}", f"e{number}", source_id, exact, start=start, end=end, **others)


OUTER = quote_of(0, "the army closed the bridge and two men were arrested")
INNER = quote_of(1, "two men were arrested", prefix="the bridge and ", suffix=" near the river.")
ACROSS = quote_of(2, "arrested near the river.")
MIXED = quote_of(3, "边境关闭 until May.")
LOST = quote_of(4, "The mayor resigned.")
OTHER = quote_of(5, "Somebody else said so.", "s2", prefix="At noon. ", suffix=" Then all left.")
QUOTES = (OUTER, INNER, ACROSS, MIXED, LOST, OTHER)
MARKS = (OUTER, INNER, ACROSS, MIXED)
ANCHORS = {
    **{quote: Anchor(AnchorState.EXACT, quote.start, quote.end) for quote in MARKS},
    LOST: Anchor(AnchorState.LOST),
}
SOURCES = (
    Source("s1", "The Example Times", "Bridge <b>closed</b>", "2024-05-06",
           "https://www.example.org/1", "en", "ab" * 32, "Seen in print."),
    Source("s2", "Prensa Ejemplar", "Puente cerrado", "2024-05", "", "es", derived_from="s1"),
    Source("s3", "Nobody", "Never quoted", derived_from="a wire report"),
)  # fmt: skip
EVENTS = tuple(
    {"title": f"Event {number}", "date": f"2024-05-0{number + 1}"} for number in range(6)
)


def dataset_of(*quotes: Quote) -> Dataset:
    return make_dataset(*EVENTS, sources=SOURCES, quotes=quotes)


DATASET = dataset_of(*QUOTES)
FOUND = Texts({"s1": Document(Path("/texts/bridge.txt"), "ab" * 32, TEXT)}, frozenset(), {})


class Person:
    """Somebody before the reader: what they see, do and ask for."""

    def __init__(self, reader: SourceReader) -> None:
        self.reader = reader
        self.wishes: list[tuple[str, ...]] = []
        reader.event_requested.connect(lambda event_id: self.wishes.append(("event", event_id)))
        reader.link_requested.connect(lambda url: self.wishes.append(("open", url)))
        reader.folder_requested.connect(lambda: self.wishes.append(("folder",)))

    @property
    def page(self) -> PageView:
        return self.reader.page

    def text_named(self, name: str) -> FlowText:
        QApplication.processEvents()
        found = self.reader.findChildren(FlowText)
        return next(text for text in found if text.accessibleName() == name and text.isVisible())

    def texts(self) -> str:
        QApplication.processEvents()
        found = [text for text in self.reader.findChildren(FlowText) if text.isVisible()]
        labels = [label for label in self.reader.findChildren(ElidedLabel) if label.isVisible()]
        return "\n".join([*(text.toPlainText() for text in found), *(one.text() for one in labels)])

    def list_named(self, name: str) -> EntryList:
        found = self.reader.findChildren(EntryList)
        return next(entries for entries in found if entries.accessibleName() == name)

    def entries(self, name: str) -> list[tuple[str, ...]]:
        model = self.list_named(name).model()
        return [model.index(row, 0).data(LINES_ROLE) for row in range(model.rowCount())]

    def clicks_entry(self, name: str, row: int) -> None:
        entries = self.list_named(name)
        place = entries.visualRect(entries.model().index(row, 0)).center()
        QTest.mouseClick(entries.viewport(), LEFT, pos=place)

    def point_of(self, words: str, offset: int = 0) -> QPoint:
        """Where a letter of the text is on screen."""
        place = Utf16(self.page.page.text).units(self.page.page.text.index(words) + offset)
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(place)
        return self.page.cursorRect(cursor).center() + QPoint(3, 0)

    def clicks_letter(self, words: str, offset: int = 0) -> None:
        QTest.mouseClick(self.page.viewport(), LEFT, pos=self.point_of(words, offset))

    def clicks_button(self, name: str) -> None:
        found = self.reader.findChildren(QAbstractButton)
        button = next(one for one in found if name in (one.accessibleName(), one.text()))
        assert button.isVisible()
        QTest.mouseClick(button, LEFT)

    def marked(self, ground: str) -> list[str]:
        """The words that have a ground of this colour."""
        QApplication.processEvents()
        return [
            selection.cursor.selectedText()
            for selection in self.page.extraSelections()
            if selection.format.background().color().name() == ground
        ]

    @property
    def current(self) -> str:
        (words,) = self.marked(current_theme().accent)
        return words


def shown_reader(qtbot: QtBot) -> Person:
    """Somebody before a reader of the usual size, with a text that was found."""
    reader = SourceReader()
    qtbot.addWidget(reader)
    reader.resize(1000, 760)
    person = Person(reader)
    reader.show_dataset(replace(DATASET, anchors=ANCHORS), FOUND, has_folders=True)
    with qtbot.waitActive(reader):
        reader.show()
        reader.activateWindow()
    return person
