"""The column of undated events: what a person does there, and what it shows."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from tests.builders import MARKUP, make_dataset, small_dataset
from tests.pointer import move
from timeline_app.core.clauses import ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.undated import MOST_PX
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas
from timeline_app.views.theme import DARK, LIGHT, palette_of

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton


def few() -> Dataset:
    """Three undated events in Mexico, two in Guatemala, and in each country a dated one."""
    return make_dataset(
        *(
            {"event_id": f"m{i}", "title": f"M{i} {MARKUP}", "countries": "MEX", "event_type": "A"}
            for i in range(3)
        ),
        *({"event_id": f"g{i}", "title": f"G{i}", "countries": "GTM"} for i in range(2)),
        {"event_id": "mex", "date": "2020-01-01", "countries": "MEX"},
        {"event_id": "gtm", "date": "2021-01-01", "countries": "GTM"},
        {"event_id": "hnd", "date": "2022-01-01", "countries": "HND"},
    )


def crowded(count: int = 3_000) -> Dataset:
    """So many undated events in Mexico, a tenth of that in Guatemala."""
    types = ("Attack", "Talks")
    return make_dataset(
        *({"countries": "MEX", "event_type": types[i % 2], "title": f"M{i}"} for i in range(count)),
        *({"countries": "GTM", "title": f"G{i}"} for i in range(count // 10)),
        {"event_id": "mex", "date": "2020-01-01", "countries": "MEX"},
    )


def dot_of(canvas: TimelineCanvas, event_id: str) -> QPoint:
    """Where an undated event's dot is."""
    scene, area = canvas.scene(), canvas.frame().undated
    row = canvas.dataset.row_of(event_id)
    for lane, held in zip(scene.lanes, scene.undated_lanes, strict=True):
        if row in held.rows:
            i = held.rows.tolist().index(row)
            return QPointF(area.left() + held.x[i], area.top() + lane.y + held.y[i]).toPoint()
    raise AssertionError(f"{event_id} has no dot")


def block_of(canvas: TimelineCanvas, key: str) -> QPoint:
    """The middle of a lane's block."""
    scene, area = canvas.scene(), canvas.frame().undated
    lane = next(lane for lane in scene.lanes if lane.key == key)
    place = QPointF(area.center().x(), area.top() + lane.y + 4 + lane.row_height / 2)
    return place.toPoint()


def click(qtbot, canvas, place: QPoint, modifiers=Modifier.NoModifier) -> None:
    qtbot.mouseClick(canvas, Button.LeftButton, modifiers, place)


def press_key(qtbot, canvas, key: Qt.Key) -> str:
    qtbot.keyClick(canvas, key)
    return canvas.selection[-1]


def colours(canvas: TimelineCanvas, area) -> set[str]:
    image = canvas.grab().toImage()
    ratio = image.devicePixelRatio()
    xs = range(round(area.left() * ratio), round(area.right() * ratio))
    ys = range(round(area.top() * ratio), round(area.bottom() * ratio))
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


# What is done with it


def test_a_click_on_a_dot_selects_and_ctrl_and_shift_add(qtbot, make_canvas):
    canvas = make_canvas(few())
    click(qtbot, canvas, dot_of(canvas, "m1"))
    assert canvas.selection == ("m1",)
    click(qtbot, canvas, dot_of(canvas, "g0"), Modifier.ControlModifier)
    assert canvas.selection == ("m1", "g0")
    click(qtbot, canvas, dot_of(canvas, "g0"), Modifier.ControlModifier)
    assert canvas.selection == ("m1",)
    click(qtbot, canvas, dot_of(canvas, "m0"))
    click(qtbot, canvas, dot_of(canvas, "m2"), Modifier.ShiftModifier)
    assert canvas.selection == ("m0", "m1", "m2")


def test_a_click_between_dots_does_nothing_and_no_drag_pans(qtbot, make_canvas):
    canvas = make_canvas(few())
    area, window = canvas.frame().undated, canvas.span()
    place = QPointF(area.center().x(), area.bottom() - 3).toPoint()
    with qtbot.assertNotEmitted(canvas.selection_requested):
        click(qtbot, canvas, place)
    qtbot.mousePress(canvas, Button.LeftButton, pos=place)
    move(canvas, place - QPoint(80, 0))
    qtbot.mouseRelease(canvas, Button.LeftButton, pos=place - QPoint(80, 0))
    assert canvas.span() == window


def test_a_double_click_on_a_dot_zooms_nowhere(qtbot, make_canvas):
    canvas = make_canvas(few())
    with qtbot.assertNotEmitted(canvas.window_requested):
        qtbot.mouseDClick(canvas, Button.LeftButton, pos=dot_of(canvas, "m1"))


def test_a_right_click_on_a_dot_asks_for_the_menu_of_its_event(qtbot, make_canvas):
    canvas = make_canvas(few())
    place = dot_of(canvas, "g1")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, canvas.mapToGlobal(place))
    with qtbot.waitSignal(canvas.menu_requested) as asked:
        QApplication.sendEvent(canvas, event)
    assert asked.args[0] == "g1"


def test_a_click_on_the_heading_selects_all_undated_events(qtbot, make_canvas):
    canvas = make_canvas(few())
    heading = canvas.frame().undated_heading.center().toPoint()
    click(qtbot, canvas, heading)
    assert sorted(canvas.selection) == ["g0", "g1", "m0", "m1", "m2"]
    assert "5" in canvas.text_at(QPointF(heading))


def test_a_click_on_a_block_selects_those_of_the_lane(qtbot, make_canvas):
    canvas = make_canvas(crowded())
    click(qtbot, canvas, block_of(canvas, "GTM"))
    assert len(canvas.selection) == 300
    assert all("GTM" in canvas.dataset.event(row).countries
               for row in canvas.dataset.rows_of(canvas.selection[::50]).tolist())  # fmt: skip
    click(qtbot, canvas, block_of(canvas, "MEX"), Modifier.ControlModifier)
    assert len(canvas.selection) == 3_300


def test_of_very_many_a_click_selects_the_first_and_says_so(qtbot, make_canvas, monkeypatch):
    monkeypatch.setattr(wording, "MOST_SELECTED", 100)
    canvas = make_canvas(crowded())
    place = block_of(canvas, "MEX")
    assert "Click to select the first 100" in canvas.text_at(QPointF(place))
    click(qtbot, canvas, place)
    assert len(canvas.selection) == 100


def test_up_and_down_go_from_lane_to_lane_among_the_undated(qtbot, make_canvas):
    canvas = make_canvas(few())
    lanes = [lane.key for lane in canvas.scene().lanes]
    assert lanes == ["MEX", "GTM", "HND"]
    click(qtbot, canvas, dot_of(canvas, "m2"))
    assert press_key(qtbot, canvas, Key.Key_Down) in ("g0", "g1")
    assert press_key(qtbot, canvas, Key.Key_Down) == "hnd"  # which has dated events only
    assert press_key(qtbot, canvas, Key.Key_Up) == "gtm"
    click(qtbot, canvas, dot_of(canvas, "g0"))
    assert press_key(qtbot, canvas, Key.Key_Up) in ("m0", "m1", "m2")


def test_right_goes_on_from_the_last_dated_event_to_the_undated(qtbot, make_canvas):
    canvas = make_canvas(few())
    canvas.set_selection(("hnd",))
    walked = [press_key(qtbot, canvas, Key.Key_Right) for _ in range(3)]
    assert walked == ["g0", "g1", "m0"]
    assert press_key(qtbot, canvas, Key.Key_Left) == "g1"


def test_down_enters_a_lane_of_undated_events_only(qtbot, make_canvas):
    dataset = make_dataset(
        {"event_id": "a", "date": "2020", "countries": "MEX"},
        {"event_id": "b", "date": "2021", "countries": "MEX"},
        {"event_id": "c", "countries": "GTM"},
    )
    canvas = make_canvas(dataset)
    canvas.set_selection(("a",))
    assert press_key(qtbot, canvas, Key.Key_Down) == "c"


# What it shows


def test_it_is_there_only_while_filtered_events_have_no_date(make_canvas):
    canvas = make_canvas(small_dataset())
    with_it = canvas.frame()
    assert 24 <= with_it.undated_px <= MOST_PX
    clause = ValueClause("country", ("GTM",))
    canvas.set_content(canvas.dataset, project(canvas.dataset, (clause,)))
    without = canvas.frame()
    assert without.undated_px == 0
    assert without.plot.right() == canvas.width()
    assert with_it.plot.right() + with_it.undated_px == canvas.width()


def test_the_tooltip_of_a_dot_is_that_of_its_event_as_plain_text(qtbot, make_canvas):
    canvas = make_canvas(few())
    place = dot_of(canvas, "m1")
    assert canvas.text_at(QPointF(place)).startswith(f"M1 {MARKUP}\nno date")
    QApplication.sendEvent(
        canvas, QHelpEvent(QEvent.Type.ToolTip, place, canvas.mapToGlobal(place))
    )
    qtbot.waitUntil(lambda: "M1" in QToolTip.text())
    QToolTip.hideText()


def test_the_tooltip_of_a_block_counts_types(make_canvas):
    canvas = make_canvas(crowded())
    first, *types, last = canvas.text_at(QPointF(block_of(canvas, "MEX"))).splitlines()
    assert first.endswith("without a date")
    assert {line.split(" ", 1)[1] for line in types} == {"Attack", "Talks"}
    assert last == "Click to select all"


def test_hovering_a_dot_shows_a_hand(qtbot, make_canvas):
    canvas = make_canvas(few())
    move(canvas, dot_of(canvas, "m1"))
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    move(canvas, canvas.frame().undated.bottomRight().toPoint() - QPoint(5, 5))
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_dots_have_the_colour_of_their_type_and_a_ring_when_selected(qapp, make_canvas, theme):
    before = qapp.palette()
    qapp.setPalette(palette_of(theme))
    canvas = make_canvas(few())
    area = canvas.frame().undated
    shown = colours(canvas, area)
    assert theme.types[0] in shown
    assert theme.accent not in shown
    canvas.set_selection(("m1",))
    assert theme.accent in colours(canvas, area)
    qapp.setPalette(before)


def test_a_block_has_a_ring_while_any_of_its_events_is_selected(make_canvas):
    canvas = make_canvas(crowded())
    area = canvas.frame().undated
    assert LIGHT.accent not in colours(canvas, area)
    canvas.set_selection((canvas.id_of(canvas.dataset.time_index.count + 5),))
    assert LIGHT.accent in colours(canvas, area)


def test_dots_scroll_with_their_lanes(make_canvas):
    dataset = make_dataset(
        *({"date": "2020", "place": f"P{i}"} for i in range(60)),
        *({"event_id": f"u{i}", "place": f"P{i}"} for i in range(60)),
    )
    canvas = make_canvas(dataset, "place")
    before = dot_of(canvas, "u3")
    canvas.scroll_to(40)
    assert dot_of(canvas, "u3") == before - QPoint(0, 40)


def test_without_any_date_the_column_shows_all(qtbot, make_canvas):
    canvas = make_canvas(make_dataset(*({"event_id": f"e{i}", "title": "x"} for i in range(30))))
    click(qtbot, canvas, dot_of(canvas, "e29"))
    assert canvas.selection == ("e29",)
