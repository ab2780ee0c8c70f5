"""The details pane: one event above, the way to the previous and the next below."""

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Event
from timeline_app.views.details.page_area import PageArea
from timeline_app.views.details.sheet import EventSheet
from timeline_app.views.theme import UNIT, current_theme
from timeline_app.views.widgets import ElidedLabel, QuietButton, plain_label
from timeline_app.views.widgets.flow_text import SCROLL_KEYS

WIDTH_PX = 340
MIN_WIDTH_PX = 280


class DetailsPane(QWidget):
    """Shows one event, or how to choose one; clicks in it become wishes."""

    value_requested = Signal(str, str, str)
    """Field, key and mode (include, exclude, only) to filter by."""
    link_requested = Signal(str)
    """A web address to open; to be asked about first."""
    event_requested = Signal(str)
    """event_id of a related event to go to."""
    reading_requested = Signal(object)
    """Quote to be read in its source."""
    previous_requested = Signal()
    next_requested = Signal()
    notice = Signal(str)
    """A sentence for the status bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._event: Event | None = None
        self._filled: int | None = None  # row of the event whose page stands ready
        self.setAccessibleName(self.tr("Details of the event"))
        self.setMinimumWidth(MIN_WIDTH_PX)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._area, self._nothing = PageArea(), PageArea()
        self._nothing.set_page(self._invitation())
        self._pages = QStackedLayout()
        for area in (self._nothing, self._area):
            self._pages.addWidget(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._pages, 1)
        layout.addWidget(self._foot())

    def show_event(
        self, dataset: Dataset, event: Event | None, position: int = 0, total: int = 0
    ) -> None:
        """Show an event that is the `position`th (from 1) of `total` filtered ones.

        Position 0 says that the filter leaves it out.
        """
        if dataset is not self._dataset and self._filled is not None:
            self._filled = None
            self._area.set_page(QWidget())  # the old one holds the old dataset
        self._dataset, self._event = dataset, event
        if event is not None and event.row != self._filled:
            self._fill(dataset, event)
        self._pages.setCurrentWidget(self._nothing if event is None else self._area)
        self._previous.setEnabled(position != 1 and total > 0)
        self._next.setEnabled(total > 0 and position < total)
        self._position.setText(self._position_in_words(position, total))

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 620)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in SCROLL_KEYS:
            self._area.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._filled = None
            if self._dataset is not None and self._event is not None:
                self._fill(self._dataset, self._event)

    def _fill(self, dataset: Dataset, event: Event) -> None:
        self._filled = event.row
        sheet = EventSheet(dataset, event)
        sheet.value_requested.connect(self.value_requested)
        sheet.link_requested.connect(self.link_requested)
        sheet.event_requested.connect(self.event_requested)
        sheet.reading_requested.connect(self.reading_requested)
        sheet.quote_requested.connect(self._show_quote)
        sheet.notice.connect(self.notice)
        self._area.set_page(sheet)

    def _show_quote(self, block: QWidget | None) -> None:
        if block is not None:
            self._area.ensureWidgetVisible(block, 0, 4 * UNIT)

    def _invitation(self) -> QWidget:
        """What stands here while no event is chosen."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8 * UNIT, 8 * UNIT, 8 * UNIT, 8 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addStretch(2)
        for text, muted in (
            (self.tr("No event is selected"), False),
            (
                self.tr(
                    "Choose a mark on the timeline or a row of the table to read what its"
                    " source says."
                ),
                True,
            ),
        ):
            label = plain_label(text, muted=muted)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addStretch(3)
        return page

    def _foot(self) -> QWidget:
        foot = _Foot()
        foot.setBackgroundRole(QPalette.ColorRole.Base)
        foot.setAutoFillBackground(True)  # else all of the pane is painted under it
        row = QHBoxLayout(foot)
        row.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        self._previous = QuietButton("previous", self.tr("Previous event"))
        self._previous.clicked.connect(self.previous_requested)
        self._position = ElidedLabel(side=Qt.AlignmentFlag.AlignHCenter)
        self._position.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._position.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._next = QuietButton("next", self.tr("Next event"))
        self._next.clicked.connect(self.next_requested)
        row.addWidget(self._previous)
        row.addWidget(self._position, 1)
        row.addWidget(self._next)
        return foot

    def _position_in_words(self, position: int, total: int) -> str:
        if self._event is None:
            return ""
        number, of = QLocale().toString(position), QLocale().toString(total)
        if position:
            return self.tr("{number} of {total}").format(number=number, total=of)
        return self.tr("not among the filtered events")


class _Foot(QWidget):
    """The fixed part below, set off by a hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, QColor(current_theme().line))
