"""The program's icons: black drawings of `resources/icons`, coloured for the theme at load."""

from functools import cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from timeline_app.paths import resources_dir
from timeline_app.views.theme import Theme, current_theme

ICON_PX = 16


def icon(name: str, theme: Theme | None = None, colour: str = "") -> QIcon:
    """The icon `resources/icons/<name>.svg` in a colour of the theme (default: its text)."""
    return _icon(name, colour or (theme or current_theme()).text)


@cache
def _icon(name: str, colour: str) -> QIcon:
    drawing = (resources_dir() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(drawing.replace("#000", colour).encode())
    result = QIcon()
    for scale in (1, 1.25, 1.5, 2, 3, 4):
        size = round(ICON_PX * scale)
        for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.4)):
            picture = QPixmap(size, size)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setOpacity(opacity)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            result.addPixmap(picture, mode)
    return result


def paint_icon(
    painter: QPainter, name: str, place: QRect, colour: str, *, enabled: bool = True
) -> None:
    """Paint an icon of ICON_PX in the middle of `place`."""
    square = QRect(0, 0, ICON_PX, ICON_PX)
    square.moveCenter(place.center())
    mode = QIcon.Mode.Normal if enabled else QIcon.Mode.Disabled
    icon(name, colour=colour).paint(painter, square, Qt.AlignmentFlag.AlignCenter, mode)
