"""The text of a source with every quote marked, the current one more strongly."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QToolTip, QWidget

from timeline_app.core.records import Quote
from timeline_app.core.source_page import Mark, SourcePage
from timeline_app.core.text import fold, is_from_right, one_line
from timeline_app.core.utf16 import Utf16
from timeline_app.io.evidence.finds import Finds
from timeline_app.views.source_reader.letter_marks import find_marks, quote_marks
from timeline_app.views.source_reader.on_screen import Top, line_at, scroll_to, top_of, unit_at
from timeline_app.views.source_reader.shown_text import as_shown
from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets import plain_tooltip

MEASURE: Final = 70
"""Letters of a line, for easy reading."""
MARGIN: Final = 6 * UNIT
"""Pixels at the left of what is said of a source, and of its text."""
MOST_SEARCHED: Final = 200
"""Letters of selected words that are taken for what somebody looks for."""
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

EMPTY: Final = SourcePage("", ())


class PageView(QPlainTextEdit):
    """Shows a SourcePage as plain text; a click on a mark tells which quote was meant."""

    quote_chosen = Signal(object)
    """The Quote of a mark that was clicked, or entered where the text cursor stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = EMPTY
        self._units = Utf16("")
        self._current: Quote | None = None
        self._finds: Finds | None = None
        self._find = -1  # the number of the current match
        self._told: dict[Quote, str] = {}
        self._marked: object = None  # what the marks on screen were made for
        self.setAccessibleName(self.tr("Text of the source"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(0)
        self.setFont(font("quote"))
        self.viewport().setMouseTracking(True)

    @property
    def page(self) -> SourcePage:
        return self._page

    @property
    def current(self) -> Quote | None:
        """The quote that is marked more strongly."""
        return self._current

    def show_page(self, page: SourcePage, told: dict[Quote, str]) -> None:
        """Show another text from its top; `told` is what the tooltip of each quote says."""
        is_same = page.text == self._page.text
        self._page, self._told, self._finds = page, told, None
        self.viewport().update()
        if is_same:
            return
        self._current = None
        shown = as_shown(page.text)
        self._units = Utf16(shown)
        option = self.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if is_from_right(shown) else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side)
        self.document().setDefaultTextOption(option)
        self.setPlainText(shown)

    def place(self) -> tuple[str, str, Top]:
        """What somebody sees: text, current quote, and how far the text is scrolled."""
        return self._page.text, self._current.quote_id if self._current else "", top_of(self)

    def return_to(self, place: tuple[str, str, Top]) -> None:
        """Scroll to where somebody was before the same text and quote were shown anew."""
        if place[:2] == self.place()[:2]:
            scroll_to(self, place[2])

    def set_current(self, quote: Quote | None) -> None:
        """Mark one quote more strongly and bring it into view."""
        self._current = quote
        self.viewport().update()
        self._bring_into_view()

    def show_finds(self, finds: Finds | None, current: int) -> None:
        """Mark the matches of a search, and bring the one of this number into view; -1 for none."""
        self._finds, self._find = finds, current
        self.viewport().update()
        if finds is not None and current >= 0:
            start, end = finds.span(current)
            view = self.viewport().rect()
            seen = all(
                view.contains(self.cursorRect(self._cursor(place, place))) for place in (start, end)
            )
            self.setTextCursor(self._cursor(start, start))
            if not seen:
                self.centerCursor()

    def select(self, start: int, end: int) -> None:
        """Select the letters from one code point to before another."""
        self.setTextCursor(self._cursor(start, end))

    def where_to_search(self) -> tuple[int, str]:
        """The code point where somebody would begin a search, and for what: the selected words."""
        start, end = self._selected()
        if start == end:
            top = self.cursorForPosition(QPoint(0, 0)).position()
            return self._units.place(top), ""
        words = one_line(self._page.text[start : min(end, start + MOST_SEARCHED + 1)])
        return start, words if fold(words) and len(words) <= MOST_SEARCHED else ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bring_into_view()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._keep_measure()  # before the text is laid out
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._mark()
        super().paintEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            marks = self._marks_at(event.pos())
            told = "\n".join(dict.fromkeys(self._told.get(mark.quote, "") for mark in marks))
            QToolTip.showText(event.globalPos(), plain_tooltip(told), self.viewport())
            return True
        return super().viewportEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            on_mark = bool(self._marks_at(event.position().toPoint()))
            shape = Qt.CursorShape.PointingHandCursor if on_mark else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._choose(self._marks_at(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._choose(self._page.at(self._units.place(self.textCursor().position())))
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected words as they stand in the text, line ends and no-break spaces, too."""
        start, end = self._selected()
        data = QMimeData()
        data.setText(self._page.text[start:end])
        return data

    def _selected(self) -> tuple[int, int]:
        """The code points from the first selected letter to behind the last."""
        selected = self.textCursor()
        start, end = selected.selectionStart(), selected.selectionEnd()
        return self._units.place(start), self._units.place(end)

    def _choose(self, marks: list[Mark]) -> None:
        """Of several marks the shortest; where that is current, the next longer one."""
        quotes = [mark.quote for mark in marks]
        if quotes:
            next_one = quotes.index(self._current) + 1 if self._current in quotes else 0
            self.quote_chosen.emit(quotes[next_one % len(quotes)])

    def _marks_at(self, point: QPoint) -> list[Mark]:
        """The marks under a point of the viewport."""
        unit = unit_at(self, point)
        return [] if unit is None else self._page.at(self._units.place(unit))

    def _mark(self) -> None:
        """Mark what is in sight; of more, Qt would lay out every paragraph that a mark begins in.

        While it scrolls, which lays out, too, this would crash it.
        """
        theme = current_theme()
        first, last = self._in_sight()
        shown = (self._page, self._current, self._finds, self._find, theme, first, last)
        if shown == self._marked:
            return
        self._marked = shown
        marks = [*quote_marks(self._page, self._current_mark(), first, last, theme)]
        if self._finds is not None:
            marks += find_marks(self._finds, self._find, first, last, theme)
        self.setExtraSelections([self._selection(*mark) for mark in marks])

    def _in_sight(self) -> tuple[int, int]:
        """The code points from the first to behind the last line on screen."""
        view = self.viewport().rect()
        first, _ = line_at(self, view.topLeft())
        _, last = line_at(self, view.bottomRight())
        return self._units.place(first), self._units.place(last)

    def _selection(
        self, start: int, end: int, letters: QTextCharFormat
    ) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._cursor(start, end)
        selection.format = letters
        return selection

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units.units(start))
        cursor.setPosition(self._units.units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _current_mark(self) -> Mark | None:
        return next((mark for mark in self._page.marks if mark.quote == self._current), None)

    def _bring_into_view(self) -> None:
        if mark := self._current_mark():
            self.setTextCursor(self._cursor(mark.start, mark.start))
            self.centerCursor()

    def _keep_measure(self) -> None:
        """Give the lines their length; the rest is margin."""
        measure = MEASURE * self.fontMetrics().averageCharWidth()
        bar = self.verticalScrollBar().sizeHint().width()
        right = max(MARGIN, self.width() - bar - measure - MARGIN)
        if self.viewportMargins().right() != right:
            self.setViewportMargins(MARGIN, 4 * UNIT, right, 0)
