"""The canvas: what the person does and what it asks for."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QFont, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar

from tests.builders import MARKUP, make_dataset, small_dataset
from tests.pointer import move
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas
from timeline_app.views.theme import LIGHT

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton


@pytest.fixture
def canvas(make_canvas) -> TimelineCanvas:
    return make_canvas(small_dataset())


def place_of(canvas: TimelineCanvas, event_id: str) -> QPoint:
    """Where an event's mark is (the first, where it stands in several lanes)."""
    assert canvas.dataset is not None
    scene, frame = canvas.scene(), canvas.frame()
    assert scene is not None
    assert frame is not None
    marks = scene.marks
    mark = marks.row.tolist().index(canvas.dataset.row_of(event_id))
    x = min((marks.x0[mark] + min(marks.x1[mark], scene.scale.width)) / 2, scene.scale.width - 2)
    return QPoint(round(frame.plot.left() + x), round(frame.plot.top() + marks.y[mark]))


def empty_place(canvas: TimelineCanvas) -> QPoint:
    """A place of the plot where nothing is."""
    frame = canvas.frame()
    assert frame is not None
    return QPoint(round(frame.plot.left()) + 4, round(frame.plot.bottom()) - 4)


def wheel(canvas, place, *, angle=(0, 0), pixels=(0, 0), modifiers=Modifier.NoModifier) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(canvas.mapToGlobal(place)),
        QPoint(*pixels),
        QPoint(*angle),
        Button.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def crowd(number: int, **cells: str) -> list[dict[str, str]]:
    return [{"date": "2020-01-01", "title": f"Event {i}", **cells} for i in range(number)]


def many_lanes() -> Dataset:
    return make_dataset(
        *({"date": f"20{i % 20 + 10}-05-01", "title": f"E{i}", "place": f"P{i}"} for i in range(60))
    )


# Wheel and trackpad


def test_ctrl_wheel_zooms_and_the_time_under_the_pointer_stays(canvas):
    place = QPoint(600, 100)
    frame = canvas.frame()
    before = canvas.scale()
    time = before.time(place.x() - frame.plot.left())
    wheel(canvas, place, angle=(0, 120), modifiers=Modifier.ControlModifier)
    assert canvas.span().length < before.window.length
    assert canvas.scale().x(time) == pytest.approx(place.x() - frame.plot.left(), abs=0.01)
    wheel(canvas, place, angle=(0, -120), modifiers=Modifier.ControlModifier)
    assert canvas.span().length == pytest.approx(before.window.length, rel=1e-9)


def test_shift_wheel_and_sideways_wheel_pan(canvas):
    start, length = canvas.span().start, canvas.span().length
    wheel(canvas, QPoint(500, 100), angle=(0, -120), modifiers=Modifier.ShiftModifier)
    assert canvas.span().start > start
    assert canvas.span().length == length
    wheel(canvas, QPoint(500, 100), angle=(120, 0))
    assert canvas.span().start == pytest.approx(start, abs=2)


def test_a_trackpad_pans_by_the_pixels_it_says(canvas):
    before = canvas.scale()
    time = before.time(300)
    wheel(canvas, QPoint(500, 100), pixels=(17, 0), angle=(60, 0))
    assert canvas.scale().x(time) == pytest.approx(317, abs=0.01)


def test_the_wheel_scrolls_lanes_that_do_not_fit(make_canvas):
    canvas = make_canvas(many_lanes(), "place")
    window = canvas.span()
    canvas.repaint()
    assert canvas.findChild(QScrollBar).isVisible()
    wheel(canvas, QPoint(500, 100), angle=(0, -120))
    assert canvas.scrolled() > 0
    assert canvas.span() == window
    wheel(canvas, QPoint(500, 100), angle=(0, 1200))
    assert canvas.scrolled() == 0


def test_there_is_no_scroll_bar_where_lanes_fit(canvas):
    assert not canvas.findChild(QScrollBar).isVisible()


# Drag


def test_a_drag_pulls_the_timeline_along(qtbot, canvas):
    time = canvas.scale().time(300)
    place = empty_place(canvas)
    qtbot.mousePress(canvas, Button.LeftButton, pos=place)
    move(canvas, place + QPoint(60, 0))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    move(canvas, place + QPoint(120, 0))
    qtbot.mouseRelease(canvas, Button.LeftButton, pos=place + QPoint(120, 0))
    assert canvas.scale().x(time) == pytest.approx(420, abs=0.01)
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert canvas.selection == ()


def shift_drag(qtbot, canvas, first: QPoint, last: QPoint) -> None:
    qtbot.mousePress(canvas, Button.LeftButton, Modifier.ShiftModifier, first)
    move(canvas, (first + last) / 2)
    move(canvas, last)


def test_a_shift_drag_asks_for_a_time_clause(qtbot, canvas):
    place, window = empty_place(canvas), canvas.span()
    left = canvas.frame().plot.left()
    with qtbot.waitSignal(canvas.time_clause_requested) as asked:
        shift_drag(qtbot, canvas, place + QPoint(300, 0), place + QPoint(100, 0))
        qtbot.mouseRelease(canvas, Button.LeftButton, pos=place + QPoint(100, 0))
    (span,) = asked.args
    scale = canvas.scale()
    assert scale.x(span.start) == pytest.approx(place.x() + 100 - left, abs=1)
    assert scale.x(span.end) == pytest.approx(place.x() + 300 - left, abs=1)
    assert canvas.span() == window


def test_escape_gives_up_a_shift_drag(qtbot, canvas):
    place = empty_place(canvas)
    with qtbot.assertNotEmitted(canvas.time_clause_requested):
        shift_drag(qtbot, canvas, place, place + QPoint(200, 0))
        canvas.repaint()
        qtbot.keyClick(canvas, Key.Key_Escape)
        qtbot.mouseRelease(canvas, Button.LeftButton, pos=place + QPoint(200, 0))


# Click


def test_a_click_selects_and_ctrl_click_toggles(qtbot, canvas):
    qtbot.mouseClick(canvas, Button.LeftButton, pos=place_of(canvas, "1986"))
    assert canvas.selection == ("1986",)
    other = place_of(canvas, "2012-02")
    qtbot.mouseClick(canvas, Button.LeftButton, Modifier.ControlModifier, other)
    assert canvas.selection == ("1986", "2012-02")
    qtbot.mouseClick(canvas, Button.LeftButton, Modifier.ControlModifier, other)
    assert canvas.selection == ("1986",)


def test_shift_click_selects_the_events_between(qtbot, canvas):
    canvas.set_selection(("2006-12",))
    qtbot.mouseClick(canvas, Button.LeftButton, Modifier.ShiftModifier, place_of(canvas, "2012-02"))
    assert canvas.selection == ("2006-12", "2007-01-open", "2010-december", "2012-02")


def test_a_click_on_empty_ground_keeps_the_selection(qtbot, canvas):
    canvas.set_selection(("1986",))
    with qtbot.assertNotEmitted(canvas.selection_requested):
        qtbot.mouseClick(canvas, Button.LeftButton, pos=empty_place(canvas))


def test_a_click_on_a_label_selects_its_event(qtbot, canvas):
    scene, frame = canvas.scene(), canvas.frame()
    label = next(label for label in scene.labels if not label.inside)
    place = frame.plot.topLeft() + QPointF(label.x + label.width / 2, label.y)
    qtbot.mouseClick(canvas, Button.LeftButton, pos=place.toPoint())
    row = int(scene.marks.row[label.mark])
    assert canvas.selection == (canvas.id_of(row),)


def test_a_double_click_zooms_to_the_event(qtbot, canvas):
    qtbot.mouseDClick(canvas, Button.LeftButton, pos=place_of(canvas, "1986"))
    times, row = canvas.dataset.times, canvas.dataset.row_of("1986")
    assert canvas.span().start < times.start[row] < times.end[row] < canvas.span().end
    assert canvas.span().length <= 3 * (times.end[row] - times.start[row])


def test_a_click_on_density_zooms_until_events_are_marks(qtbot, make_canvas):
    dataset = make_dataset(
        *(
            {"date": f"2020-{i % 12 + 1:02}-{i % 28 + 1:02}", "title": f"E{i}", "countries": "MEX"}
            for i in range(84)
        ),
        {"date": "1990-01-01", "title": "Early", "countries": "MEX"},
    )
    canvas = make_canvas(dataset)
    for _ in range(8):
        scene, frame = canvas.scene(), canvas.frame()
        if not scene.densities:
            break
        density = scene.densities[0]
        lane = scene.lanes[density.lane]
        x = float(density.x[int(density.totals.argmax())]) + 2
        place = frame.plot.topLeft() + QPointF(x, lane.y + lane.height - 8)
        length = canvas.span().length
        qtbot.mouseClick(canvas, Button.LeftButton, pos=place.toPoint())
        assert canvas.span().length < length
    assert len(canvas.scene().marks) > 0
    assert not canvas.scene().densities


# Menus


def test_a_lane_head_asks_for_the_menu_of_its_value(qtbot, canvas):
    frame, scene = canvas.frame(), canvas.scene()
    lane = scene.lanes[1]
    place = QPoint(20, round(frame.plot.top() + lane.y + 12))
    with qtbot.waitSignal(canvas.value_menu_requested) as asked:
        qtbot.mouseClick(canvas, Button.LeftButton, pos=place)
    assert asked.args[:2] == ["country", lane.key]


@pytest.mark.parametrize("event_id", ["1986", None])
def test_a_right_click_asks_for_the_menu_of_the_event(qtbot, canvas, event_id):
    place = place_of(canvas, event_id) if event_id else empty_place(canvas)
    on_screen = canvas.mapToGlobal(place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, on_screen)
    with qtbot.waitSignal(canvas.menu_requested) as asked:
        QApplication.sendEvent(canvas, event)
    assert asked.args == [event_id, on_screen]


# Keys


def test_right_and_left_walk_through_the_filtered_events(qtbot, make_canvas):
    dataset = small_dataset()
    canvas = make_canvas(dataset, filter_=(ValueClause("country", ("GTM",)),))
    walked = []
    for _ in range(4):
        qtbot.keyClick(canvas, Key.Key_Right)
        walked.append(canvas.selection)
    assert walked == [("1986",), ("2010-december",), ("2012-02",), ("2024-06-late",)]
    qtbot.keyClick(canvas, Key.Key_Left)
    assert canvas.selection == ("2012-02",)


def test_home_and_end_go_to_the_first_and_the_last_dated_event(qtbot, canvas):
    qtbot.keyClick(canvas, Key.Key_End)
    assert canvas.selection == ("2025-12-08",)
    qtbot.keyClick(canvas, Key.Key_Home)
    assert canvas.selection == ("1986",)


def test_down_and_up_change_the_lane(qtbot, canvas):
    canvas.set_selection(("2025-12-08",))  # stands in one lane only, Guatemala's
    lanes = [lane.key for lane in canvas.scene().lanes]
    step = Key.Key_Down if lanes[0] == "GTM" else Key.Key_Up
    qtbot.keyClick(canvas, step)
    (selected,) = canvas.selection
    assert "MEX" in canvas.dataset.fields["country"].keys_of(canvas.dataset.row_of(selected))


@pytest.mark.parametrize(
    ("key", "closer"),
    [(Key.Key_Plus, True), (Key.Key_Equal, True), (Key.Key_W, True), (Key.Key_Minus, False),
     (Key.Key_S, False)],
)  # fmt: skip
def test_keys_zoom(qtbot, canvas, key, closer):
    length = canvas.span().length
    qtbot.keyClick(canvas, key)
    assert (canvas.span().length < length) == closer


@pytest.mark.parametrize(("key", "earlier"), [(Key.Key_A, True), (Key.Key_D, False)])
def test_keys_pan(qtbot, canvas, key, earlier):
    before = canvas.span()
    qtbot.keyClick(canvas, key)
    assert canvas.span().length == before.length
    assert (canvas.span().start < before.start) == earlier


def test_page_down_scrolls_by_a_screenful(qtbot, make_canvas):
    canvas = make_canvas(many_lanes(), "place")
    qtbot.keyClick(canvas, Key.Key_PageDown)
    assert canvas.scrolled() > 200


def test_keys_of_others_are_left_to_them(qtbot, canvas):
    before = canvas.span()
    qtbot.keyClick(canvas, Key.Key_W, Modifier.ControlModifier)
    assert canvas.span() == before


# What it shows and says


def test_setters_tell_nobody(qtbot, make_canvas):
    canvas = make_canvas(small_dataset())
    asks = (canvas.window_requested, canvas.selection_requested, canvas.time_clause_requested)
    with (
        qtbot.assertNotEmitted(asks[0]),
        qtbot.assertNotEmitted(asks[1]),
        qtbot.assertNotEmitted(asks[2]),
    ):
        canvas.set_window(Span(0, 10**15))
        canvas.set_group("actor")
        canvas.set_selection(("1986",))
        canvas.set_content(canvas.dataset, canvas.projection)
        canvas.repaint()


def test_it_says_how_many_events_are_not_drawn_one_by_one(qtbot, make_canvas):
    dataset = make_dataset(*crowd(500, countries="MEX"))
    canvas = make_canvas(small_dataset())
    with qtbot.waitSignal(canvas.undrawn_changed, check_params_cb=lambda count: count == 500):
        canvas.set_content(dataset, project(dataset, ()))
        canvas.set_window(fitted(dataset.time_index))


def test_the_tooltip_has_title_and_date_as_plain_text(canvas):
    text = canvas.text_at(QPointF(place_of(canvas, "2025-12-08")))
    assert f"Attack on an outpost {MARKUP}" in text
    assert "2025" in text


def test_the_tooltip_of_density_counts_events(make_canvas):
    canvas = make_canvas(make_dataset(*crowd(500, countries="MEX", event_type="Attack")))
    scene, frame = canvas.scene(), canvas.frame()
    density = scene.densities[0]
    x = float(density.x[int(density.totals.argmax())]) + 2
    text = canvas.text_at(frame.plot.topLeft() + QPointF(x, scene.lanes[0].height - 8))
    assert "500" in text
    assert "Attack" in text


def test_hovering_a_mark_shows_a_hand_and_leaving_takes_it_away(qtbot, canvas):
    move(canvas, place_of(canvas, "1986"))
    qtbot.waitUntil(lambda: canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize("group", ["country", "actor", "type", "source", ""])
def test_every_grouping_is_drawn(canvas, group):
    canvas.set_group(group)
    assert not canvas.grab().isNull()
    assert len(canvas.scene().lanes) >= 1


def test_those_who_do_not_see_it_are_told_what_shows_and_what_is_selected(canvas):
    canvas.set_selection(("2025-12-08",))
    canvas.repaint()
    assert canvas.accessibleName()
    assert "11 of 12 events" in canvas.accessibleDescription()
    assert "Attack on an outpost" in canvas.accessibleDescription()


def test_without_content_it_is_blank(qtbot):
    canvas = TimelineCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(400, 200)
    image = canvas.grab().toImage()
    assert image.pixelColor(200, 100) == image.pixelColor(10, 10)


def test_without_an_event_it_draws_an_empty_axis(make_canvas):
    canvas = make_canvas(make_dataset())
    assert not canvas.grab().isNull()
    assert canvas.scene().lanes == ()


def test_one_paint_makes_one_scene(canvas):
    canvas.repaint()
    scene = canvas.scene()
    canvas.set_selection(("1986",))
    canvas.repaint()
    assert canvas.scene() is scene  # a selection moves nothing
    canvas.set_window(Span(0, 10**15))
    assert canvas.scene() is not scene


def test_the_legend_is_drawn_anew_in_another_font(canvas):
    def legend() -> QImage:
        image = canvas.grab().toImage()
        height = round(canvas.frame().legend_px * image.devicePixelRatio())
        return image.copy(0, image.height() - height, image.width(), height)

    before, other = legend(), QFont(canvas.font())
    other.setItalic(True)
    usual = QApplication.font()
    QApplication.setFont(other)
    try:
        QApplication.processEvents()
        after = legend()
    finally:
        QApplication.setFont(usual)
    assert after.size() == before.size()
    assert after != before


def test_a_fault_while_painting_is_told_and_the_window_stays(canvas, qtbot, monkeypatch):
    monkeypatch.setattr(canvas, "scene", lambda: 1 / 0)
    with qtbot.captureExceptions() as told:
        canvas.grab()
        canvas.grab()
    assert [kind for kind, _, _ in told] == [ZeroDivisionError, ZeroDivisionError]


def test_few_events_are_all_marks_in_lanes_that_scroll(make_canvas):
    dataset = make_dataset(
        *({"date": "2020-01-01", "title": "x", "place": f"P{i % 8}"} for i in range(60))
    )
    canvas = make_canvas(dataset, "place")
    bar = canvas.findChild(QScrollBar)
    assert bar is not None
    assert bar.isVisible()
    assert canvas.scene().densities == ()
    canvas.scroll_to(1e6)
    scene = canvas.scene()
    assert scene.lanes[-1].y + scene.lanes[-1].height == pytest.approx(scene.height, abs=1)
    before = [lane.height for lane in scene.lanes]
    canvas.zoom_by(20)
    assert [lane.height for lane in canvas.scene().lanes] == before


def test_a_selected_event_in_a_density_has_a_ring_there(make_canvas):
    crowd = [{"date": "2020-01-01", "title": f"Event {i}"} for i in range(300)]
    dataset = make_dataset(*crowd, {"date": "2010-05-05", "title": "Lone"})
    canvas = make_canvas(dataset, "")
    before = canvas.grab().toImage()
    canvas.set_selection((dataset.id_of(7),))
    after = canvas.grab().toImage()
    scene, frame = canvas.scene(), canvas.frame()
    density = scene.densities[0]
    column = int(density.totals.argmax())
    x = round(frame.plot.left() + float(density.x[column : column + 2].mean()))
    ys = range(round(frame.plot.top()), round(frame.plot.bottom()))
    accent = QColor(LIGHT.accent)
    around = [(x + dx, y) for dx in range(-8, 9) for y in ys]
    assert not any(before.pixelColor(*place) == accent for place in around)
    assert any(after.pixelColor(*place) == accent for place in around)
