"""A timeline as the presenter would lead it, for the tests of it."""

import pytest

from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.when import Span
from timeline_app.core.window import fitted
from timeline_app.views.canvas.timeline_canvas import TimelineCanvas


@pytest.fixture
def make_canvas(qtbot):
    """A shown canvas of a dataset that does what it is asked for, as the presenter would."""

    def make(dataset: Dataset, group: str = "country", filter_=()) -> TimelineCanvas:
        canvas = TimelineCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(900, 420)
        canvas.set_content(dataset, project(dataset, filter_))
        canvas.set_group(group)
        canvas.set_window(fitted(dataset.time_index) or Span(0, 10**12))
        canvas.window_requested.connect(canvas.set_window)
        canvas.selection_requested.connect(canvas.set_selection)
        with qtbot.waitExposed(canvas):
            canvas.show()
        canvas.setFocus()
        return canvas

    return make
