"""The filter bar: text search, and every active condition as a chip that can be removed."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from timeline_app.core.clauses import Filter, TextClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.text import fold
from timeline_app.models.words import chip_texts
from timeline_app.views.theme import TARGET_MIN_PX, UNIT
from timeline_app.views.widgets import Chip, FlowLayout, QuietButton, SearchField

TYPING_PAUSE_MS = 150
_SEARCH_PX = 320
_ROW_PX = TARGET_MIN_PX + UNIT
_MOST_ROWS = 2

ChipKey = tuple[int, str | None, str]
"""Index of the clause in the filter, key of the value (None: the whole clause), text."""


class FilterBar(QWidget):
    """Search field, chips, and a button that clears all conditions."""

    search_requested = Signal(str)
    """Events with these words in their text; sent when the typing pauses, at once on Return."""
    chip_removed = Signal(int, object)
    """Index of the clause, and the key of one of its values or None for the whole clause."""
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._searched = ""
        self._searching = False
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._send_search)
        self.search = SearchField(self.tr("Search events, quotes, actors, places"))
        self.search.setMinimumWidth(_SEARCH_PX // 2)
        self.search.setMaximumWidth(_SEARCH_PX)
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.returnPressed.connect(self._send_search)
        self.chips = ChipRow()
        self.chips.removed.connect(self.chip_removed)
        self.clear_button = QuietButton(text=self.tr("Clear all"))
        self.clear_button.clicked.connect(self._on_clear_clicked)
        self.clear_button.setFixedHeight(self.search.minimumHeight())
        self.clear_button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        row.setSpacing(2 * UNIT)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.search, 1, top)
        row.addWidget(self.chips, 2, top)
        row.addWidget(self.clear_button, 0, top)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_filter(self, dataset: Dataset, filter_: Filter) -> None:
        """Show the conditions; what the person is typing just now is left alone."""
        texts = [clause.text for clause in filter_ if isinstance(clause, TextClause)]
        self._searched = texts[-1] if texts else ""
        typed = self.search.text()
        is_busy = self._searching or self._pause.isActive()
        if not is_busy and fold(typed) != fold(self._searched):
            self.search.setText(self._searched)
            self._pause.stop()
        inside = self.chips.has_focus() or self.clear_button.hasFocus()
        self.chips.show_chips(
            [
                (index, key, text)
                for index, clause in enumerate(filter_)
                for key, text in chip_texts(dataset, clause)
            ]
        )
        stops = [self.search, *(chip.button for chip in self.chips.chips()), self.clear_button]
        for first, second in pairwise(stops):
            self.setTabOrder(first, second)
        if not filter_ and inside:
            self.search.setFocus()
        self.clear_button.setVisible(bool(filter_))

    def set_searching(self, searching: bool) -> None:
        """While a search is under way its words stay in the field, though no condition has them."""
        self._searching = searching

    def focus_search(self) -> None:
        """Put the cursor in the search field, with its text selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _on_clear_clicked(self) -> None:
        self._pause.stop()
        self.clear_requested.emit()

    def _on_text_changed(self, text: str) -> None:
        if text:
            self._pause.start()
        else:
            self._send_search()

    def _send_search(self) -> None:
        self._pause.stop()
        text = self.search.text().strip()
        if fold(text) != fold(self._searched):
            self.search_requested.emit(text)


class ChipRow(QScrollArea):
    """Chips in up to two rows; more of them scroll."""

    removed = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[ChipKey] = []
        self._chips: list[Chip] = []  # more than are shown: a chip that goes is kept for the next
        self._inside = QWidget()
        self._flow = FlowLayout(self._inside)
        self.setWidget(self._inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Active conditions"))
        for widget in (self.viewport(), self._inside):
            widget.setAutoFillBackground(False)
        self._fit_height()

    def chips(self) -> list[Chip]:
        """The chips from the first to the last."""
        return self._chips[: len(self._shown)]

    def has_focus(self) -> bool:
        """Whether one of the chips has the keyboard focus."""
        return any(chip.button.hasFocus() for chip in self._chips)

    def show_chips(self, wanted: list[ChipKey]) -> None:
        """Show these conditions; the keyboard focus stays at its place in the row."""
        if wanted == self._shown:
            return
        focused = next((i for i, chip in enumerate(self._chips) if chip.button.hasFocus()), None)
        while len(self._chips) < len(wanted):
            self._make()
        for chip, (_, _, text) in zip(self._chips, wanted, strict=False):
            chip.show_text(text)
        self._shown = wanted
        for place, chip in enumerate(self._chips):
            chip.setVisible(place < len(wanted))
        self._fit_height()
        if focused is not None:
            self._focus(focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the chip that gets the focus; Delete and Backspace remove it."""
        if isinstance(watched, QAbstractButton) and event.type() == QEvent.Type.FocusIn:
            self.ensureWidgetVisible(watched, 0, 0)
        if isinstance(watched, QAbstractButton) and _removes(event):
            watched.click()
            return True
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        chip, place = Chip(), len(self._chips)
        chip.removed.connect(lambda: self.removed.emit(*self._shown[place][:2]))
        chip.button.installEventFilter(self)
        self._flow.addWidget(chip)
        self._chips.append(chip)

    def _focus(self, place: int) -> None:
        """Give the focus to the chip at a place, or to the last one."""
        if self._shown:
            self._chips[min(place, len(self._shown) - 1)].button.setFocus()

    def _fit_height(self) -> None:
        row = self._chips[0].sizeHint().height() if self._chips else _ROW_PX
        most = _MOST_ROWS * row + (_MOST_ROWS - 1) * self._flow.spacing()
        width = self.viewport().width() if self._shown else 0
        wanted = max(row, self._flow.heightForWidth(width))
        self.setFixedHeight(min(wanted, most))


def _removes(event: QEvent) -> bool:
    """Whether the event is one of the keys that take a chip away."""
    if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
        return False
    return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
