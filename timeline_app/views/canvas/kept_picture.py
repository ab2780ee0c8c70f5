"""A picture that is drawn once and kept until what it shows changes."""

from collections.abc import Callable, Hashable

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """One picture as wide as a widget, in the widget's resolution."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._key: Hashable = None

    def forget(self) -> None:
        """Draw anew next time."""
        self._key = None

    def of(
        self, key: Hashable, widget: QWidget, height: int, draw: Callable[[QPainter], None]
    ) -> QPixmap:
        """The picture, drawn anew where the key or the widget's resolution is another.

        `height` in px of the widget.
        """
        ratio = widget.devicePixelRatioF()
        if self._key != (key, ratio):
            self._picture = QPixmap(round(widget.width() * ratio), round(height * ratio))
            self._picture.setDevicePixelRatio(ratio)
            if not self._picture.isNull():
                with QPainter(self._picture) as painter:
                    draw(painter)
            self._key = (key, ratio)
        return self._picture
