"""Pictures of the timeline for print and web: PNG, SVG and PDF from the painter of the screen."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message, TimelineError
from timeline_app.core.projection import Projection
from timeline_app.core.scale import MARGIN, limited
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.core.window import fitted_or_all
from timeline_app.views.canvas.figure_choices import KINDS, FigureChoices
from timeline_app.views.canvas.figure_explained import MOST_TRIED
from timeline_app.views.canvas.figure_files import About, image, pdf, png, svg
from timeline_app.views.canvas.figure_page import FigurePage

MOST_PIXELS: Final = 200_000_000
FINER: Final = (0.92, 0.84)
"""Type is so much smaller where it costs events, numbers, titles or sources; never below 5 pt."""
EDGE_PX: Final = 60.0
"""Of a picture's width, for the ends of the whole span."""


def kind_of(path: Path) -> str:
    """Which of KINDS the ending of a file's name means.

    Raises:
        TimelineError: it means none.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise TimelineError(_wrong_ending(path))
    return kind


def figure_content(
    kind: str,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    choices: FigureChoices,
) -> bytes:
    """The bytes of such a file; `kind` is one of KINDS.

    Raises:
        TimelineError: the picture is too large.
    """
    page = _page(dataset, projection, state, choices)
    about = About(page.title, page.caption, choices.made)
    if kind == "png":
        return png(partial(page.draw, vector=False), choices.size, choices.dpi, about)
    write = {"svg": svg, "pdf": pdf}[kind]
    return write(partial(page.draw, vector=True), choices.size, about)


def figure_image(
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    choices: FigureChoices,
) -> QImage:
    """The picture itself, as for the clipboard.

    Raises:
        TimelineError: it is too large.
    """
    page = _page(dataset, projection, state, choices)
    return image(partial(page.draw, vector=False), choices.size, choices.dpi)


def check_size(choices: FigureChoices) -> None:
    """Whether a picture is small enough to be drawn.

    Raises:
        TimelineError: it is too large.
    """
    if choices.size[0] * choices.size[1] * (choices.dpi / 96) ** 2 > MOST_PIXELS:
        raise TimelineError(_too_large())


def _page(
    dataset: Dataset, projection: Projection, state: ViewState, choices: FigureChoices
) -> FigurePage:
    """The page in the largest type in which all of it has room, else in that which shows most."""
    check_size(choices)
    if choices.whole_span:
        window = fitted_or_all(dataset.time_index, projection.events, state.filter)
        state = replace(state, window=_with_margin(window or state.window, choices.size[0]))
    make = partial(FigurePage, dataset, projection, state, choices)
    best = make()
    if choices.inset or projection.total > MOST_TRIED:
        return best
    for scale in FINER:
        if best.is_whole:
            break
        page = make(scale)
        if page.is_whole or page.worth > best.worth:
            best = page
    return best


def _with_margin(window: Span, width: int) -> Span:
    """The window with so much time at its end that a number has room beside the last mark."""
    lacking = min(EDGE_PX / width - MARGIN, MARGIN)
    return limited(Span(window.start, window.end + max(round(window.length * lacking), 0)))


def _wrong_ending(path: Path) -> Message:
    template = QT_TRANSLATE_NOOP(
        "figure", "{path} cannot be drawn: the name must end in .png, .svg or .pdf."
    )
    return Message("figure", template, {"path": path})


def _too_large() -> Message:
    template = QT_TRANSLATE_NOOP(
        "figure", "The picture would be too large; choose a smaller size or fewer dots per inch."
    )
    return Message("figure", template)
