"""Writes the report, event by event, so that it may be as long as it likes."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256 as sha256_of
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element

from PySide6.QtCore import QCoreApplication, QLocale

from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Progress, tell
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Form
from timeline_app.io.atomic import replacing
from timeline_app.paths import resources_dir
from timeline_app.views.canvas.figure import figure_content
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.report.event_part import EventParts
from timeline_app.views.report.frame import figure, head, method
from timeline_app.views.report.html import element, html
from timeline_app.views.report.sources import SourceNotes

WIDTH: Final = 1040
"""Of the figure, in px of 1/96 inch: legible on a printed A4 page."""
HEIGHTS: Final = range(320, 641)
"""Few events need less of it."""
STEP: Final = 50
"""Events between two looks at the progress."""

translate = QCoreApplication.translate


def report_figure(dataset: Dataset, projection: Projection, state: ViewState) -> bytes:
    """The figure of a report as an SVG: all filtered events, in the lanes of `state`.

    Fonts live on the GUI thread, so it is drawn there.
    """
    height = min(max(240 + 14 * projection.total, HEIGHTS[0]), HEIGHTS[-1])
    choices = FigureChoices((WIDTH, height), inset=True, whole_span=True)
    return figure_content("svg", dataset, projection, state, choices)


def write_report(
    path: Path,
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    *,
    title: str = "",
    made: datetime | None = None,
    sha256: str = "",
    drawn: bytes | None = None,
    progress: Progress | None = None,
) -> int:
    """Write the filtered events with their evidence as one HTML file, in one step.

    The file holds no script and loads nothing. Same arguments, same bytes.

    Args:
        path: the file to write; none that the dataset was read from.
        dataset: where the events are.
        projection: its events under the filter of `state`.
        state: filter, and lanes of the figure.
        title: its heading; empty for that of the dataset.
        made: when it was asked for, in UTC; None says nothing of it.
        sha256: of the dataset, where that is known.
        drawn: what `report_figure` made; None draws it here, which only the GUI thread may.
        progress: told the fraction done (0 to 1); answers False to stop.

    Returns:
        How many events were written.

    Raises:
        WriteError: it cannot be written; what stood there still stands.
        Cancelled: `progress` answered False; what stood there still stands.
    """
    if drawn is None:
        drawn = report_figure(dataset, projection, state)
    notes = SourceNotes(dataset)
    top = head(dataset, projection, state, title=title, sha256=sha256, made=made)
    with replacing(path, keep=dataset.files) as file:

        def write(*parts: Element | str | None) -> None:
            for part in parts:
                if part is not None:
                    text = part if isinstance(part, str) else html(part) + "\n"
                    file.write(text.encode())

        write(_opening(title or dataset.title or dataset.name), top, "<main>\n")
        if projection.total:
            write(figure(drawn, projection))
        write(*_events(EventParts(dataset, projection, notes), projection, progress))
        write(notes.section(), method(dataset), "</main>\n</body>\n</html>\n")
    return projection.total


def _events(
    parts: EventParts, projection: Projection, progress: Progress | None
) -> Iterator[Element | str]:
    """The dated events in order of time, then those without a date."""
    forms, total = projection.dataset.times.form, projection.total
    dated = total - projection.undated
    if not total:
        yield element("p", translate("Report", "No event passes the filter."))
    for place, row in enumerate(projection.rows.tolist()):
        if place % STEP == 0:
            tell(progress, place / total)
        if place in (0, dated):
            is_dated = forms[row] != Form.UNDATED
            heading = (
                translate("Report", "Events")
                if is_dated
                else translate("Report", "Events without a date")
            )
            yield from (f"<section>\n{html(element('h2', heading))}\n", '<ol class="events">\n')
        yield parts.part(row, place + 1)
        if place + 1 in (dated, total):
            yield "</ol>\n</section>\n"
    tell(progress, 1.0)


def _opening(title: str) -> str:
    """All up to the body; the only style that may act is the one of the program."""
    style = (resources_dir() / "report.css").read_text(encoding="utf-8")
    digest = b64encode(sha256_of(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    language = QLocale().bcp47Name()
    parts = [
        element("meta", charset="utf-8"),
        element("meta", **{"http-equiv": "Content-Security-Policy", "content": policy}),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
    ]
    written = "\n".join(map(html, parts))
    return (
        f"<!DOCTYPE html>\n{_tag('html', language)}\n<head>\n{written}\n"
        f"<style>{style}</style>\n</head>\n<body>\n"
    )


def _tag(name: str, language: str) -> str:
    return html(element(name, lang=language)).removesuffix(f"</{name}>")
