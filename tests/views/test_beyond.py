"""The hint where the window holds no event: how many come before and after, and the way there."""

import pytest
from PySide6.QtCore import QPointF, Qt

from tests.builders import make_dataset
from tests.pointer import move
from tests.views.figure_texts import write_figure
from timeline_app.core.calendar import us_of
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.views.canvas import wording
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas

GAP = Span(us_of(2005), us_of(2010))


def around_a_gap() -> Dataset:
    """Three events before 2005, two after 2010, one without a date."""
    dates = ("1990-05-05", "2000-05-05", "2004-05/2004-11", "2011-05-05", "2020", "")
    return make_dataset(*({"event_id": f"e{i}", "date": date} for i, date in enumerate(dates)))


def link_of(canvas: TimelineCanvas, step: int) -> QPointF:
    """A place on a link, found as a pointer would."""
    plot = canvas.frame().plot
    for y in range(round(plot.top()), round(plot.bottom()), 6):
        for x in range(round(plot.left()), round(plot.right()), 6):
            if canvas.targets.link(QPointF(x, y)) == step:
                return QPointF(x + 3, y + 3)
    raise AssertionError("no such link")


def test_it_counts_what_comes_before_and_after(make_canvas):
    canvas = make_canvas(around_a_gap())
    canvas.set_window(GAP)
    scene = canvas.scene()
    assert (scene.earlier, scene.later, scene.visible) == (3, 2, 0)
    beyond = wording.beyond_words(scene)
    assert ["3 event" in beyond.links[0][1], "2 event" in beyond.links[1][1]] == [True, True]


def test_it_is_silent_while_an_event_shows_or_none_passes(make_canvas):
    canvas = make_canvas(around_a_gap())
    assert wording.beyond_words(canvas.scene()) is None
    canvas.set_window(Span(us_of(2004), us_of(2010)))
    assert wording.beyond_words(canvas.scene()) is None
    undated = make_dataset({"title": "x"})
    canvas.set_content(undated, project(undated, ()))
    assert wording.beyond_words(canvas.scene()) is None


def test_what_lasts_through_the_window_is_an_event_of_it(make_canvas):
    canvas = make_canvas(make_dataset({"date": "1990/2020"}, {"date": "1980-01-01"}))
    canvas.set_window(GAP)
    assert wording.beyond_words(canvas.scene()) is None


@pytest.mark.parametrize(("step", "event_id"), [(-1, "e2"), (1, "e3")])
def test_each_link_goes_to_the_nearest_event(qtbot, make_canvas, step, event_id):
    canvas = make_canvas(around_a_gap())
    canvas.set_window(GAP)
    place = link_of(canvas, step)
    move(canvas, place.toPoint())
    assert canvas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert "nearest" in canvas.text_at(place)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place.toPoint())
    row = canvas.dataset.row_of(event_id)
    assert row in canvas.scene().marks.row
    assert canvas.span().length == GAP.length
    assert canvas.selection == ()


def test_one_side_alone_is_said_alone(make_canvas):
    canvas = make_canvas(around_a_gap())
    canvas.set_window(Span(us_of(1900), us_of(1950)))
    assert [step for step, _ in wording.beyond_words(canvas.scene()).links] == [1]
    canvas.resize(280, 200)
    canvas.grab()


def test_the_figure_says_it_too(qapp, tmp_path):
    dataset = around_a_gap()
    path = tmp_path / "figure.svg"
    choices = FigureChoices(size=(800, 500))
    write_figure(path, dataset, ViewState(window=GAP), choices)
    assert "No events here" in path.read_text()


def test_those_who_do_not_see_it_are_told(qtbot, make_canvas):
    canvas = make_canvas(around_a_gap())
    canvas.set_window(GAP)
    qtbot.waitUntil(lambda: "earlier" in canvas.accessibleDescription())
