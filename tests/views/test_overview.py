"""The overview as a person uses it: dragging, resizing, starting and resetting the brush."""

import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pointer import move
from timeline_app.core.when import Span
from timeline_app.views.overview import Overview
from timeline_app.views.theme import DARK, LIGHT, current_theme, palette_of

LEFT = Qt.MouseButton.LeftButton
WIDTH = 1000
EXTENT = Span(0, WIDTH * 1_000_000_000)
PX = 1_000_000_000
"""Microseconds that a pixel stands for."""
WINDOW = Span(400 * PX + 7, 600 * PX + 7)


class Person:
    """Somebody at the overview, which follows the wishes as the program makes it."""

    def __init__(self, overview: Overview) -> None:
        self.overview = overview
        self.windows: list[Span] = []
        self.resets = 0
        overview.window_requested.connect(self.windows.append)
        overview.window_requested.connect(overview.show_window)
        overview.reset_requested.connect(self._on_reset)

    def _on_reset(self) -> None:
        self.resets += 1

    def drags(self, x: int, to: int) -> None:
        QTest.mousePress(self.overview, LEFT, pos=QPoint(x, 30))
        for step in np.linspace(x, to, 5)[1:]:
            move(self.overview, QPoint(int(step), 30))
        QTest.mouseRelease(self.overview, LEFT, pos=QPoint(to, 30))

    def turns_wheel(self, x: int, by: int, modifiers: Qt.KeyboardModifier) -> QWheelEvent:
        place = QPointF(x, 30)
        event = QWheelEvent(
            place,
            self.overview.mapToGlobal(place),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.overview, event)
        return event


@pytest.fixture
def person(qtbot) -> Person:
    overview = Overview()
    qtbot.addWidget(overview)
    overview.resize(WIDTH, 72)
    edges = np.linspace(EXTENT.start, EXTENT.end, 101)
    counts = np.full(100, 4)
    overview.show_extent(edges, counts)
    overview.show_filtered(counts // 2)
    overview.show_window(WINDOW)
    overview.show()
    qtbot.waitExposed(overview)
    return Person(overview)


def test_showing_is_no_wish(person):
    person.overview.show_window(Span(0, PX))
    assert person.windows == []


def test_dragging_the_brush_moves_the_window_and_keeps_its_length(person):
    person.drags(500, 620)
    assert person.windows[-1] == Span(WINDOW.start + 120 * PX, WINDOW.end + 120 * PX)


def test_dragging_an_edge_resizes_the_window_and_leaves_the_other_edge(person):
    person.drags(600, 700)
    assert person.windows[-1] == Span(WINDOW.start, WINDOW.end + 100 * PX)
    person.drags(400, 300)
    assert person.windows[-1] == Span(WINDOW.start - 100 * PX, WINDOW.end + 100 * PX)


def test_an_edge_dragged_past_the_other_turns_the_window_round(person):
    person.drags(600, 300)
    assert person.windows[-1] == Span(300 * PX + 7, WINDOW.start)


def test_dragging_on_the_ground_starts_a_new_window(person):
    person.drags(200, 100)
    assert person.windows[-1] == Span(100 * PX, 200 * PX)


def test_a_click_that_does_not_move_asks_for_nothing(person):
    QTest.mouseClick(person.overview, LEFT, pos=QPoint(100, 30))
    QTest.mouseClick(person.overview, LEFT, pos=QPoint(500, 30))
    assert person.windows == []


def test_a_window_too_narrow_to_see_can_still_be_moved(person):
    minute = Span(500 * PX, 500 * PX + 60_000_000)
    person.overview.show_window(minute)
    person.drags(500, 560)
    assert person.windows[-1] == Span(560 * PX, 560 * PX + 60_000_000)


def test_a_new_window_can_be_started_while_the_whole_time_is_shown(person):
    person.overview.show_window(EXTENT)
    person.drags(300, 500)
    assert person.windows[-1] == Span(300 * PX, 500 * PX)


def test_a_double_click_asks_for_the_whole_time(person):
    QTest.mouseDClick(person.overview, LEFT, pos=QPoint(100, 30))
    assert person.resets == 1
    assert person.windows == []


def test_ctrl_and_wheel_zoom_about_the_pointer(person):
    person.turns_wheel(450, 120, Qt.KeyboardModifier.ControlModifier)
    (window,) = person.windows
    assert window.length == pytest.approx(WINDOW.length / 1.25)
    share = (450 * PX - window.start) / window.length
    assert share == pytest.approx((450 * PX - WINDOW.start) / WINDOW.length)


def test_the_wheel_alone_is_left_to_others(person):
    event = person.turns_wheel(450, 120, Qt.KeyboardModifier.NoModifier)
    assert not event.isAccepted()
    assert person.windows == []


def test_arrow_keys_move_by_a_tenth_and_plus_and_minus_zoom(person):
    QTest.keyClick(person.overview, Qt.Key.Key_Right)
    assert person.windows[-1] == Span(WINDOW.start + 20 * PX, WINDOW.end + 20 * PX)
    QTest.keyClick(person.overview, Qt.Key.Key_Left)
    assert person.windows[-1] == WINDOW
    QTest.keyClick(person.overview, Qt.Key.Key_Plus)
    assert person.windows[-1].length == pytest.approx(WINDOW.length / 1.25)
    QTest.keyClick(person.overview, Qt.Key.Key_Minus)
    assert person.windows[-1].length == pytest.approx(WINDOW.length)


def test_the_pointer_shows_what_it_would_hold(person):
    shapes = []
    for x in (100, 400, 500, 600):
        move(person.overview, QPoint(x, 30))
        shapes.append(person.overview.cursor().shape())
    cursor = Qt.CursorShape
    assert shapes == [
        cursor.CrossCursor,
        cursor.SizeHorCursor,
        cursor.OpenHandCursor,
        cursor.SizeHorCursor,
    ]


def test_screen_readers_hear_which_time_is_shown(person):
    year = 31_556_952_000_000
    person.overview.show_window(Span(40 * year, 55 * year))
    assert "2009" in person.overview.accessibleDescription()
    assert person.overview.accessibleName()


def colour_at(overview: Overview, x: int, y: int) -> QColor:
    return overview.grab().toImage().pixelColor(x, y)


def test_bars_edges_and_ground_follow_the_theme(person, qapp):
    before = QPalette(qapp.palette())
    try:
        for theme in (LIGHT, DARK):
            qapp.setPalette(palette_of(theme))
            qapp.processEvents()
            assert colour_at(person.overview, 105, 1) == QColor(theme.surface)
            assert colour_at(person.overview, 105, 20) == QColor(theme.line)
            assert colour_at(person.overview, 105, 45) == QColor(theme.muted)
            assert colour_at(person.overview, 400, 20) == QColor(theme.accent)
    finally:
        qapp.setPalette(before)


def test_a_ring_says_that_it_has_the_keys(person, qtbot):
    top = (person.overview.width() // 2, 0)
    with qtbot.waitActive(person.overview):
        person.overview.activateWindow()
    person.overview.setFocus()
    assert colour_at(person.overview, *top).name() == current_theme().accent
    person.overview.clearFocus()
    assert colour_at(person.overview, *top).name() == current_theme().surface


def test_nothing_to_count_is_drawn_as_nothing(person):
    person.overview.show_extent(np.array([0.0, 1e15]), np.zeros(1, int))
    person.overview.show_filtered(np.zeros(1, int))
    assert person.windows == []


def test_moving_the_window_leaves_the_bars_as_they_are(person):
    away = Span(2000 * PX, 2100 * PX)
    person.overview.show_window(away)
    without = person.overview.grab().toImage()
    person.overview.show_window(WINDOW)
    assert person.overview.grab().toImage() != without
    person.overview.show_window(away)
    assert person.overview.grab().toImage() == without


def test_another_filter_changes_only_the_bars_of_the_filtered_events(person):
    person.overview.show_filtered(np.full(100, 4))
    assert colour_at(person.overview, 105, 20) == QColor(current_theme().muted)
    person.overview.show_filtered(np.zeros(100, int))
    assert colour_at(person.overview, 105, 20) == QColor(current_theme().line)
    assert colour_at(person.overview, 105, 45) == QColor(current_theme().line)


def test_another_dataset_replaces_both_kinds_of_bars(person):
    edges = np.linspace(EXTENT.start, 2 * EXTENT.end, 3)
    person.overview.show_extent(edges, np.array([0, 4]))
    person.overview.show_filtered(np.array([0, 1]))
    assert colour_at(person.overview, 105, 45) == QColor(current_theme().surface)
    assert colour_at(person.overview, 705, 20) == QColor(current_theme().line)
    assert colour_at(person.overview, 705, 48) == QColor(current_theme().muted)


def test_the_picture_is_as_sharp_as_the_screen(qtbot, monkeypatch):
    overview = Overview()
    qtbot.addWidget(overview)
    overview.resize(WIDTH, 72)
    monkeypatch.setattr(overview, "devicePixelRatioF", lambda: 2.0)
    overview.show_extent(np.linspace(EXTENT.start, EXTENT.end, 2001), np.arange(2000) % 2 * 9)
    overview.show_window(Span(2000 * PX, 2100 * PX))
    image = QImage(2 * WIDTH, 144, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2.0)
    overview.render(image, QPoint())

    theme = current_theme()
    along = [image.pixelColor(x, 60).name() for x in range(200, 208)]
    assert along == [theme.surface, theme.line] * 4


def test_the_window_is_there_before_pyqtgraph_is_loaded():
    program = (
        "import sys\n"
        "from timeline_app.app.main import create_application\n"
        "application = create_application()\n"
        "from timeline_app.views.main_window import MainWindow\n"
        "window = MainWindow()\n"
        "window.show()\n"
        "application.processEvents()\n"
        "print('pyqtgraph' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == ["False"]
