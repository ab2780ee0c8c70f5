"""What stays on the timeline while time moves, drawn once and kept until it changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from timeline_app.core.scene import Scene
from timeline_app.views.canvas.frame import Fonts, Frame
from timeline_app.views.canvas.legend import paint_legend
from timeline_app.views.canvas.painter import Words, paint_still
from timeline_app.views.theme import Theme


@dataclass(frozen=True, slots=True)
class StillParts:
    """All that the grounds, heads and undated events of lanes and the legend are drawn from."""

    frame: Frame
    scene: Scene
    theme: Theme
    fonts: Fonts
    words: Words


class KeptPictures:
    """The pictures of one widget, in the resolution of what is painted on."""

    def __init__(self) -> None:
        self._grounds = _Picture()
        self._legend = _Picture()

    def forget(self) -> None:
        """Other lanes: draw these anew next time; the legend knows by itself what it shows."""
        self._grounds.forget()

    def paint(self, painter: QPainter, parts: StillParts) -> None:
        """Paint all, from what is kept where that still holds."""
        frame, theme, fonts = parts.frame, parts.theme, parts.fonts
        strip = replace(frame, height=frame.legend_px)

        def grounds(on: QPainter) -> None:
            paint_still(on, frame, parts.scene, theme, fonts, parts.words)

        def legend(on: QPainter) -> None:
            on.fillRect(QRectF(0, 0, strip.width, strip.height), QColor(theme.surface))
            paint_legend(on, strip, theme, fonts, parts.words.legend)

        self._grounds.paint(painter, frame, 0.0, (frame, parts.scene.scroll, theme), grounds)
        key = (strip.width, strip.height, theme, fonts, tuple(parts.words.legend))
        self._legend.paint(painter, strip, frame.height - frame.legend_px, key, legend)


class _Picture:
    """One picture as wide and high as a frame."""

    def __init__(self) -> None:
        self._pixmap = QPixmap()
        self._key: object = None

    def forget(self) -> None:
        self._key = None

    def paint(
        self,
        painter: QPainter,
        frame: Frame,
        top: float,
        key: object,
        draw: Callable[[QPainter], None],
    ) -> None:
        """Paint it at a height, drawn anew where the key or the resolution is another."""
        ratio = painter.device().devicePixelRatioF()
        if self._key != (key, ratio):
            self._pixmap = QPixmap(round(frame.width * ratio), round(frame.height * ratio))
            self._pixmap.setDevicePixelRatio(ratio)
            if not self._pixmap.isNull():
                with QPainter(self._pixmap) as on:
                    draw(on)
            self._key = (key, ratio)
        painter.drawPixmap(0, round(top), self._pixmap)
