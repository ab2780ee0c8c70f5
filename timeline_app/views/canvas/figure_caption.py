"""What a figure says of itself: the filter in words, what it shows of it, and where it is from."""

from typing import Final

from PySide6.QtCore import QCoreApplication

from timeline_app.core.clauses import Filter
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.scene import Scene
from timeline_app.models.phrases import capitalised, number
from timeline_app.models.words import filter_in_words
from timeline_app.views.canvas.counts import Counts
from timeline_app.views.canvas.figure_text import is_to_left
from timeline_app.views.canvas.figure_timeline import FigureTimeline

LEFT_TO_RIGHT: Final = "\u200e"
"""What follows a name that is read from right to left is no part of it."""

translate = QCoreApplication.translate


def caption_text(
    dataset: Dataset, projection: Projection, filter_: Filter, timeline: FigureTimeline | None
) -> str:
    """The filter in words, how many events pass it, and of a timeline what has no mark and why."""
    shown = filter_in_words(dataset, filter_)
    template = translate("figure", "{count} of {total} events")
    count = template.format(count=number(len(projection)), total=number(len(dataset)))
    marked = _not_marked(timeline) if timeline else []
    return " · ".join([capitalised(shown), count, *marked])


def credit_text(dataset: Dataset, credit: str) -> str:
    """Who is to be named, and where the data is from."""
    name = dataset.title or dataset.name
    end = LEFT_TO_RIGHT if is_to_left(name) else ""
    version = f"{end}, {dataset.version}" if dataset.version else ""
    data = translate("figure", "Data: {dataset}").format(dataset=name + version)
    return " · ".join(filter(None, [credit.strip(), data]))


def _not_marked(timeline: FigureTimeline) -> list[str]:
    scene, parts = timeline.scene, list[str]()
    if outside := scene.total - scene.undated - scene.visible:
        template = translate("figure", "{count} outside of the time shown")
        parts.append(template.format(count=number(outside)))
    if timeline.crowded:
        template = translate("figure", "{count} not drawn one by one")
        parts.append(template.format(count=number(timeline.crowded)))
        parts += _scale_of(scene)
    if timeline.lost:
        template = translate("figure", "{count} not drawn, in lanes left out")
        parts.append(template.format(count=number(timeline.lost)))
    return parts


def _scale_of(scene: Scene) -> list[str]:
    """What the columns of densities stand for, which a reader cannot ask a picture."""
    if not scene.densities:
        return []
    edges = scene.densities[0].edges
    template = translate(
        "figure", "columns: events in {time} each, by square root; a full lane is {count}"
    )
    each = Counts().span(int(edges[1] - edges[0]))
    return [template.format(time=each, count=number(scene.density_top))]
