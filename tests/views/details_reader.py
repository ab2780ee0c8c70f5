"""Somebody before the details pane, for the tests of it."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.builders import small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.views.details import DetailsPane
from timeline_app.views.details.value_button import ValueButton
from timeline_app.views.widgets import ElidedLabel, QuietButton
from timeline_app.views.widgets.flow_text import FlowText

DATASET = small_dataset()
LEFT = Qt.MouseButton.LeftButton
W = TypeVar("W", bound=QWidget)


class Reader:
    """Somebody before the pane: what they see, do and ask for."""

    def __init__(self, pane: DetailsPane) -> None:
        self.pane = pane
        self.wishes: list[tuple[str, ...]] = []
        self.notices: list[str] = []
        pane.value_requested.connect(lambda *value: self.wishes.append(value))
        pane.link_requested.connect(lambda url: self.wishes.append(("open", url)))
        pane.event_requested.connect(lambda event_id: self.wishes.append(("go to", event_id)))
        pane.reading_requested.connect(lambda quote: self.wishes.append(("read", quote.quote_id)))
        pane.previous_requested.connect(lambda: self.wishes.append(("previous",)))
        pane.next_requested.connect(lambda: self.wishes.append(("next",)))
        pane.notice.connect(self.notices.append)

    def sees(self, event_id: str, dataset: Dataset = DATASET, position: int = 3) -> "Reader":
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
        labels += [label.text() for label in self.finds(ElidedLabel)]
        return labels + [text.toPlainText() for text in self.finds(FlowText)]

    def text_named(self, name: str) -> FlowText:
        return next(text for text in self.finds(FlowText) if text.accessibleName() == name)

    def value(self, label: str) -> ValueButton:
        return next(button for button in self.finds(ValueButton) if button.text() == label)

    def button(self, name: str) -> QuietButton:
        return next(found for found in self.finds(QuietButton) if found.accessibleName() == name)

    def clicks_button(self, name: str) -> None:
        QTest.mouseClick(self.button(name), LEFT)

    def opens_menu(self, name: str) -> QMenu:
        """The menu of a button."""
        return self.button(name).menu()

    def chooses(self, words: str, menu: QMenu) -> None:
        """Choose an entry of a menu."""
        next(action for action in menu.actions() if action.text() == words).trigger()

    def clicks_words(self, words: str) -> None:
        """Click in the middle of the first text on the page that holds these words."""
        text = next(text for text in self.finds(FlowText) if words in text.toPlainText())
        cursor = QTextCursor(text.document())
        cursor.setPosition(text.toPlainText().index(words) + len(words) // 2)
        place = text.cursorRect(cursor).center() + QPoint(1, 0)
        QTest.mouseClick(text.viewport(), LEFT, pos=place)


def reader(qtbot: QtBot) -> Reader:
    """Somebody before a pane of the usual size."""
    pane = DetailsPane()
    qtbot.addWidget(pane)
    pane.resize(340, 620)
    pane.show()
    qtbot.waitExposed(pane)
    return Reader(pane)
