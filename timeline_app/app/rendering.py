"""The timeline as a picture, without a window."""

import os
from typing import TYPE_CHECKING

from timeline_app.app.filter_names import UsageError

if TYPE_CHECKING:
    from timeline_app.app.arguments import Options
    from timeline_app.core.clauses import Filter
    from timeline_app.core.dataset import Dataset
    from timeline_app.core.projection import Projection


def render(
    dataset: "Dataset", projection: "Projection", filter_: "Filter", group: str, options: "Options"
) -> None:
    """Draw the filtered events, the window fitted to them.

    Raises:
        UsageError: the picture would be too large.
        TimelineError: it cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # a picture needs no display
    from timeline_app.app.main import create_application
    from timeline_app.core.view_state import ViewState
    from timeline_app.views.canvas.figure import MOST_PIXELS, render_figure
    from timeline_app.views.canvas.figure_choices import FigureChoices
    from timeline_app.views.theme import DARK, LIGHT

    assert options.out is not None
    width, height = options.size
    if width * height * (options.dpi / 96) ** 2 > MOST_PIXELS:
        raise UsageError(
            f"{width}x{height} at {options.dpi} dpi is too large; ask for less of both"
        )
    application = create_application()
    choices = FigureChoices(
        size=options.size,
        dpi=options.dpi,
        theme=DARK if options.theme == "dark" else LIGHT,
        title=options.title,
        whole_span=True,
    )
    state = ViewState(filter=filter_, group=group)
    render_figure(options.out, dataset, projection, state, choices)
    application.processEvents()
