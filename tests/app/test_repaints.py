"""What is painted and laid out when something changes: what concerns nobody costs nothing."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from timeline_app.app.main import Program

LAYOUT = (QEvent.Type.LayoutRequest, QEvent.Type.Polish, QEvent.Type.StyleChange)


class Watch(QObject):
    """Counts paints, and notes what was laid out or styled anew."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._window = window
        self.paints: Counter[QWidget] = Counter()
        self.laid_out: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and watched.window() is self._window:
            if event.type() == QEvent.Type.Paint:
                self.paints[watched] += 1
            elif event.type() in LAYOUT:
                self.laid_out.append(watched)
        return False

    def painted(self) -> set[str]:
        return {type(widget).__name__ for widget in self.paints}


@pytest.fixture
def watch(program: Program) -> Iterator[Watch]:
    settle()
    watch = Watch(program.window)
    application = QApplication.instance()
    application.installEventFilter(watch)
    yield watch
    application.removeEventFilter(watch)


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def turn_wheel(widget: QWidget, modifiers: Qt.KeyboardModifier) -> None:
    place = QPointF(widget.width() / 2, widget.height() / 2)
    event = QWheelEvent(
        place,
        widget.mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    settle()


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_zoom_and_pan_paint_timeline_overview_and_status_and_lay_out_nothing(
    program, watch, modifier
):
    turn_wheel(program.window.canvas, modifier)

    assert watch.paints[program.window.canvas] == 1
    assert watch.paints[program.window.overview] == 1
    assert watch.painted() <= {"TimelineCanvas", "Overview", "ElidedLabel", "QScrollBar"}
    assert watch.laid_out == []


def test_a_filter_paints_each_list_of_values_once(program, watch):
    program.presenter.change_value("country", "MEX", "exclude")
    settle()

    panel = program.window.filter_panel
    lists = [panel.section(name).list.viewport() for name in ("country", "actor", "type")]
    assert [watch.paints[viewport] for viewport in lists] == [1, 1, 1]


def test_what_the_details_show_stays_while_the_filter_keeps_its_event(program, watch):
    state = program.presenter.state
    row = program.presenter.dataset.row_of(state.current)
    kept = program.presenter.dataset.fields["type"].keys_of(row)[0]
    program.presenter.change_value("type", kept, "include")
    settle()

    names = {"DetailsPane", "PageArea", "EventSheet", "FlowText", "QuoteBlock", "ValueButton"}
    assert watch.painted() & names == set()
    assert "ElidedLabel" in watch.painted()
