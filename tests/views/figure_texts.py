"""Figures drawn as the program draws them, and the texts of an SVG with their places."""

import re
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QTransform

from timeline_app.app.exports import ExportRequest, run_export
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.figure_fonts import figure_font

SVG = "{http://www.w3.org/2000/svg}"
SHAVED_PX = 0.3
"""Edges of letters may share so much of a px, as anti-aliasing does."""


def write_figure(path: Path, dataset: Dataset, state: ViewState, choices: FigureChoices) -> None:
    """Draw a picture as the program does."""
    request = ExportRequest(path, choices)
    run_export(request, dataset, project(dataset, state.filter), state)


@dataclass(frozen=True)
class Text:
    """A text, and the box around its ink in px of the picture."""

    text: str
    ink: QRectF
    pixels: int


def texts_of(svg: bytes) -> list[Text]:
    """All texts that show anything, in the order they were drawn."""
    found: list[Text] = []
    _collect(ElementTree.fromstring(svg), QTransform(), found)
    return found


def overlapping(texts: list[Text]) -> list[tuple[str, str]]:
    """Pairs of texts whose inks lie over each other."""
    shave = SHAVED_PX
    inks = [(text, text.ink.adjusted(shave, shave, -shave, -shave)) for text in texts]
    return [
        (one.text, two.text)
        for (one, a), (two, b) in combinations(inks, 2)
        if a.isValid() and b.isValid() and a.intersects(b)
    ]


def outside(texts: list[Text], size: tuple[int, int], margin: float = 0.0) -> list[str]:
    """Texts that do not lie inside of the picture's margins."""
    page = QRectF(0, 0, *size).adjusted(margin, margin, -margin, -margin)
    return [text.text for text in texts if not page.contains(text.ink)]


def _collect(node: ElementTree.Element, place: QTransform, found: list[Text]) -> None:
    matrix = re.match(r"matrix\(([^)]*)\)", node.get("transform", ""))
    if matrix:
        a, b, c, d, dx, dy = (float(part) for part in matrix.group(1).split(","))
        place = QTransform(a, b, c, d, dx, dy) * place
    if node.tag == f"{SVG}text" and (node.text or "").strip():
        assert node.text is not None
        pixels, weight = int(node.attrib["font-size"]), int(node.attrib["font-weight"])
        path = QPainterPath()
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        path.addText(x, y, figure_font(pixels, weight), node.text)
        ink = path.boundingRect()
        if length := node.get("textLength"):  # squeezed to the width that it was laid out with
            natural = QFontMetricsF(figure_font(pixels, weight)).horizontalAdvance(node.text)
            squeeze = float(length) / natural if natural else 1.0
            ink = QRectF(x + (ink.x() - x) * squeeze, ink.y(), ink.width() * squeeze, ink.height())
        found.append(Text(node.text, place.mapRect(ink), pixels))
    for child in node:
        _collect(child, place, found)
