"""A drawn figure as the bytes of a PNG, SVG or PDF file.

The same drawing gives the same bytes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF, QUuid
from PySide6.QtGui import (
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from timeline_app.views.canvas.figure_pdf import UNIDENTIFIED, dated
from timeline_app.views.canvas.figure_svg import finished

Draw = Callable[[QPainter], None]


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    title: str
    caption: str
    made: datetime | None = None
    """In UTC."""


def image(draw: Draw, size: tuple[int, int], dpi: int) -> QImage:
    ratio = dpi / 96
    drawn = QImage(
        max(1, round(size[0] * ratio)), max(1, round(size[1] * ratio)), QImage.Format.Format_RGB32
    )
    drawn.setDevicePixelRatio(ratio)
    with QPainter(drawn) as painter:
        draw(painter)
    drawn.setDevicePixelRatio(1.0)
    drawn.setDotsPerMeterX(round(dpi / 0.0254))
    drawn.setDotsPerMeterY(round(dpi / 0.0254))
    return drawn


def png(draw: Draw, size: tuple[int, int], dpi: int, about: About) -> bytes:
    drawn = image(draw, size, dpi)
    drawn.setText("Title", about.title)
    drawn.setText("Description", about.caption)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg(draw: Draw, size: tuple[int, int], about: About) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(about.title)
    generator.setDescription(about.caption)
    with QPainter(generator) as painter:
        draw(painter)
    text = bytes(buffer.data().data()).decode("utf-8", "replace")
    return finished(text).encode()


def pdf(draw: Draw, size: tuple[int, int], about: About) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    points = QSizeF(size[0] * 0.75, size[1] * 0.75)
    match = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", match))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(about.title)
    writer.setCreator("Timeline App")
    writer.setDocumentId(QUuid(UNIDENTIFIED))
    with QPainter(writer) as painter:
        draw(painter)
    return dated(bytes(buffer.data().data()), about.made)
