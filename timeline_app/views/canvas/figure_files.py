"""A drawn figure as the bytes of a PNG, SVG or PDF file; the fonts that all three share."""

import re
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QGuiApplication,
    QImage,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

FALLBACKS: Final = ("DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "sans-serif")
"""Named in SVGs after the font they were made with, for where it is missing."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold (https://www.w3.org/TR/xml/#charsets)."""

Draw = Callable[[QPainter], None]


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


def png(draw: Draw, size: tuple[int, int], dpi: int, title: str) -> bytes:
    drawn = image(draw, size, dpi)
    drawn.setText("Title", title)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def svg(draw: Draw, size: tuple[int, int], dpi: int, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(96)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(title)
    with QPainter(generator) as painter:
        draw(painter)
    own = family()
    names = ", ".join([f"'{own}'", *(name for name in FALLBACKS if name != own)])
    text = NOT_XML.sub("\ufffd", bytes(buffer.data().data()).decode("utf-8", "replace"))
    for name in {own, QGuiApplication.font().family()}:
        text = text.replace(f'font-family="{name}"', f'font-family="{names}"')
    return text.encode()


def pdf(draw: Draw, size: tuple[int, int], dpi: int, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    points = QSizeF(size[0] * 0.75, size[1] * 0.75)
    match = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point, "", match))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(title)
    writer.setCreator("Timeline App")
    with QPainter(writer) as painter:
        draw(painter)
    return bytes(buffer.data().data())


def family() -> str:
    """The font that the system's default really is: a name that other programs know."""
    return QFontInfo(QGuiApplication.font()).family()


def figure_font(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setWeight(weight)
    made.setFeature(QFont.Tag("liga"), 0)  # "fight" is found in the PDF by its letters
    return made
