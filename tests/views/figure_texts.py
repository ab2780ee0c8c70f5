"""Figures drawn as the program draws them, and the texts of an SVG with their places."""

import re
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainterPath, QTransform

from timeline_app.app.exports import ExportRequest, run_export
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.views.canvas.figure_choices import FigureChoices
from timeline_app.views.canvas.figure_fonts import figure_font

SVG = "{http://www.w3.org/2000/svg}"
JOINED_PX = 0.1
SHAVED_PX = 0.3
"""Edges of letters may share so much of a px, as anti-aliasing does."""


def write_figure(path: Path, dataset: Dataset, state: ViewState, choices: FigureChoices) -> None:
    """Draw a picture as the program does."""
    request = ExportRequest(path, choices)
    run_export(request, dataset, project(dataset, state.filter), state)


@dataclass(frozen=True)
class Text:
    """A text, and its letters as shapes in px of the picture."""

    text: str
    shape: QPainterPath
    pixels: float
    """The size of its type in px of the picture."""
    start: QPointF
    end: QPointF
    """Where its line begins and ends, on the baseline in px of the picture."""

    @property
    def ink(self) -> QRectF:
        """The box around all letters."""
        return self.shape.boundingRect()

    @property
    def inks(self) -> list[QRectF]:
        """The boxes around what each letter consists of, as much smaller as may be shared."""
        boxes = [part.boundingRect() for part in self.shape.toSubpathPolygons()]
        return [_shaved(box) for box in boxes]


def _shaved(box: QRectF) -> QRectF:
    return box.adjusted(SHAVED_PX, SHAVED_PX, -SHAVED_PX, -SHAVED_PX)


def texts_of(svg: bytes) -> list[Text]:
    """All texts that show anything, in the order they were drawn."""
    found: list[Text] = []
    _collect(ElementTree.fromstring(svg), QTransform(), found)
    return found


def overlapping(texts: list[Text]) -> list[tuple[str, str]]:
    """Pairs of texts of which letters lie over each other."""
    inks = [(text, _shaved(text.ink)) for text in texts]
    return [
        (one.text, two.text)
        for (one, a), (two, b) in combinations(inks, 2)
        if a.isValid() and b.isValid() and a.intersects(b) and _touch(one, two)
    ]


def _touch(one: Text, two: Text) -> bool:
    pairs = product(one.inks, two.inks)
    return any(a.isValid() and b.isValid() and a.intersects(b) for a, b in pairs)


def outside(texts: list[Text], size: tuple[int, int], margin: float = 0.0) -> list[str]:
    """Texts that do not lie inside of the picture's margins."""
    page = QRectF(0, 0, *size).adjusted(margin, margin, -margin, -margin)
    return [text.text for text in texts if text.inks and not page.contains(text.ink)]


def _add(found: list[Text], text: Text) -> None:
    """Add a text, or that to the last one which goes on in it: letters of another script."""
    last = found[-1] if found else None
    follows = last and (text.start - last.end).manhattanLength() < JOINED_PX
    if last and follows and text.pixels == last.pixels:
        found[-1] = Text(
            last.text + text.text, last.shape + text.shape, text.pixels, last.start, text.end
        )
    else:
        found.append(text)


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
        length = float(node.get("textLength") or 0.0)
        natural = QFontMetricsF(figure_font(pixels, weight)).horizontalAdvance(node.text)
        if length and natural:  # squeezed to the width that it was laid out with
            squeeze = QTransform.fromTranslate(-x, 0) * QTransform.fromScale(length / natural, 1)
            path = (squeeze * QTransform.fromTranslate(x, 0)).map(path)
        start, end = place.map(QPointF(x, y)), place.map(QPointF(x + length, y))
        _add(found, Text(node.text, place.map(path), pixels * place.m11(), start, end))
    for child in node:
        _collect(child, place, found)
