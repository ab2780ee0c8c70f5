"""The window: places the views, holds menus and status bar; knows nothing of what they show."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMainWindow,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from timeline_app.views.canvas.timeline_canvas import TimelineCanvas
from timeline_app.views.details import DetailsPane
from timeline_app.views.empty_notice import EmptyNotice
from timeline_app.views.event_table import EventTable
from timeline_app.views.filter_bar import FilterBar
from timeline_app.views.filter_panel import FilterPanel
from timeline_app.views.overview import Overview
from timeline_app.views.problems_pane import ProblemsPane
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ElidedLabel, NoticeBar, QuietButton
from timeline_app.views.widgets.shapes import restore_splitters, restore_window, shape_of

PANES = ("filters", "details", "table", "overview", "problems")


class MainWindow(QMainWindow):
    """Filter bar on top; filter panel, timeline over overview over table, details side by side;
    problems below."""

    closing = Signal()
    files_dropped = Signal(object)
    """list[Path]: local files or folders dropped on the window."""
    cancel_requested = Signal()
    """The person does not want to wait for the work whose progress is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.filter_bar = FilterBar()
        self.filter_panel = FilterPanel()
        self.canvas = TimelineCanvas()
        self.empty_notice = EmptyNotice()
        self.overview = Overview()
        self.table = EventTable()
        self.details = DetailsPane()
        self.problems = ProblemsPane()
        self.reading_bar = NoticeBar(self.tr("How the files were read"), self.tr("Problems"))
        self.change_bar = NoticeBar(self.tr("Changes on disk"), self.tr("Reload"))
        self.texts_bar = NoticeBar(self.tr("Changes of the source texts"), self.tr("Check again"))
        self.panes: dict[str, QWidget] = {
            "filters": self.filter_panel,
            "details": self.details,
            "table": self.table,
            "overview": self.overview,
            "problems": self.problems,
        }
        self._place()
        self._make_status_bar()
        self.setAcceptDrops(True)
        self.setMinimumSize(780, 480)  # all panes open, none cut

    def _place(self) -> None:
        timeline = QWidget()
        self._timeline_stack = QStackedLayout(timeline)
        self._timeline_stack.addWidget(self.canvas)
        self._timeline_stack.addWidget(self.empty_notice)

        over_table = QWidget()
        column = QVBoxLayout(over_table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(timeline, 1)
        column.addWidget(_rule())
        column.addWidget(self.overview)

        self._centre = QSplitter(Qt.Orientation.Vertical)
        self._centre.addWidget(over_table)
        self._centre.addWidget(self.table)
        self._centre.setStretchFactor(0, 1)

        self._across = QSplitter(Qt.Orientation.Horizontal)
        for widget in (self.filter_panel, self._centre, self.details):
            self._across.addWidget(widget)
        self._across.setStretchFactor(1, 1)
        self._down = QSplitter(Qt.Orientation.Vertical)
        self._down.addWidget(self._across)
        self._down.addWidget(self.problems)
        self._down.setStretchFactor(0, 1)
        for splitter in self._splitters().values():
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)

        self._content = QWidget()
        rows = QVBoxLayout(self._content)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.filter_bar)
        rows.addWidget(_rule())
        for bar in (self.change_bar, self.texts_bar, self.reading_bar):
            rows.addWidget(bar)
        rows.addWidget(self._down, 1)
        self.setCentralWidget(self._content)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(2 * UNIT, 0, 2 * UNIT, 0)
        self._status = ElidedLabel()
        self._status.setAccessibleName(self.tr("Status"))
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._status.setAutoFillBackground(True)
        bar.addWidget(self._status, 1)
        self._work = QLabel()
        self._work.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setRange(0, 100)
        self._progress.setFixedWidth(30 * UNIT)
        self._progress.setTextVisible(False)
        self._cancel = QuietButton(text=self.tr("Cancel"))
        self._cancel.clicked.connect(self.cancel_requested)
        for widget in (self._work, self._progress, self._cancel):
            bar.addPermanentWidget(widget)
        self.end_work()

    def show_status(self, text: str) -> None:
        """The line at the foot of the window."""
        self._status.setText(text)
        self._status.setAccessibleDescription(text)

    def show_notice(self, text: str) -> None:
        """A passing word at the foot of the window, gone after some seconds."""
        self.statusBar().showMessage(text, 5000)

    def show_work(self, text: str, fraction: float) -> None:
        """Progress of long work, with a way to stop it."""
        self._work.setText(text)
        self._progress.setValue(round(100 * fraction))
        for widget in (self._work, self._progress, self._cancel):
            widget.show()

    def end_work(self) -> None:
        for widget in (self._work, self._progress, self._cancel):
            widget.hide()

    def set_ready(self, ready: bool) -> None:
        """Without a dataset there is nothing to act on; with one, the keys go to the timeline."""
        first = ready and not self._content.isEnabled()
        self._content.setEnabled(ready)
        self.menuBar().setEnabled(ready)
        if first:
            self.canvas.setFocus()

    def show_empty(self, empty: bool) -> None:
        """Put the notice of no matching event in the timeline's place, or take it away."""
        self._timeline_stack.setCurrentWidget(self.empty_notice if empty else self.canvas)

    def share_out(self) -> None:
        """Divide the room as a newcomer would want it: the most for the timeline."""
        width, height = self.width(), self.height()
        left, right = min(62 * UNIT, width // 5), min(87 * UNIT, width * 27 // 100)
        self._across.setSizes([left, width - left - right, right])
        below = min(50 * UNIT, height * 19 // 100)
        self._centre.setSizes([height - below, below])
        self._down.setSizes([height - below * 5 // 4, below * 5 // 4])

    def shape(self) -> dict[str, str]:
        """What a person's moving and dragging came to, for the settings."""
        return shape_of(self, self._splitters())

    def restore_shape(self, shape: dict[str, str]) -> None:
        """Give the window the shape that it had, or that of a first start."""
        restore_window(self, shape)
        self.share_out()
        restore_splitters(self._splitters(), shape)

    def _splitters(self) -> dict[str, QSplitter]:
        return {"across": self._across, "centre": self._centre, "down": self._down}

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    return rule
