"""Where the parts of a timeline stand: heads, axis, eras, plot, undated, legend; and its fonts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from timeline_app.models.phrases import number
from timeline_app.views.theme import UNIT, font

HEAD_LEAST_PX = 96.0
HEAD_MOST_PX = 260.0
AXIS_PX = 44.0
MOST_KEPT = 2_000
"""So many widths of texts are kept."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The fonts of one picture, all made from one family and size."""

    label: QFont
    head: QFont
    small: QFont
    strong: QFont
    number: QFont
    """Of the numbers before titles: small and heavy, so that they are no part of the title."""
    label_metrics: QFontMetricsF
    _widths: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    _elided: dict[tuple[str, int], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of_system(cls) -> "Fonts":
        """Those of the running program."""
        return cls.made_of(font("body"), font("small"))

    @classmethod
    def made_of(cls, body: QFont, small: QFont) -> "Fonts":
        strong = QFont(body)
        strong.setWeight(QFont.Weight.DemiBold)
        number = QFont(small)
        number.setPixelSize(max(QFontInfo(small).pixelSize() - 2, 1))
        number.setWeight(QFont.Weight.DemiBold)
        return cls(small, body, small, strong, number, QFontMetricsF(small))

    def small_width(self, text: str) -> float:
        """The width of one of the few texts that come again and again, in px."""
        if text not in self._widths:
            if len(self._widths) > MOST_KEPT:
                self._widths.clear()
            self._widths[text] = self.label_metrics.horizontalAdvance(text)
        return self._widths[text]

    def small_elided(self, text: str, room: float) -> str:
        """One of those texts, cut to so many px."""
        if self.small_width(text) <= room:
            return text
        key = text, round(room)
        if key not in self._elided:
            if len(self._elided) > MOST_KEPT:
                self._elided.clear()
            elide = Qt.TextElideMode.ElideRight
            self._elided[key] = self.label_metrics.elidedText(text, elide, room)
        return self._elided[key]

    def head_width(self, text: str) -> float:
        """The width of a text in the font of lane heads in px."""
        return QFontMetricsF(self.head).horizontalAdvance(text)

    def lead_width(self, number: str) -> float:
        """The width of a number before a title and of the gap after it in px."""
        return QFontMetricsF(self.number).horizontalAdvance(number) + UNIT

    def label_width(self, text: str) -> float:
        """The width of an event's label in px."""
        return self.label_metrics.horizontalAdvance(text)


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas of a timeline in px.

    From above: the axis, the titles of eras, the plot, the legend. From the left: the heads of
    lanes, the plot, the undated events, the scroll bar.
    """

    width: float
    height: float
    head_px: float
    axis_px: float
    legend_px: float
    eras_px: float = 0.0
    undated_px: float = 0.0
    bar_px: float = 0.0

    @property
    def plot(self) -> QRectF:
        """Where time runs in lanes."""
        top = self.axis_px + self.eras_px
        return QRectF(
            self.head_px,
            top,
            max(1.0, self.width - self.head_px - self.undated_px - self.bar_px),
            max(1.0, self.height - top - self.legend_px),
        )

    @property
    def eras(self) -> QRectF:
        """Where the titles of eras stand."""
        return QRectF(self.head_px, self.axis_px, self.plot.width(), self.eras_px)

    @property
    def undated(self) -> QRectF:
        """Where the undated events of the lanes stand."""
        plot = self.plot
        return QRectF(plot.right(), plot.top(), self.undated_px, plot.height())

    @property
    def undated_heading(self) -> QRectF:
        """Above them, beside the axis."""
        return QRectF(self.plot.right(), 0.0, self.undated_px, self.axis_px)

    @classmethod
    def around(
        cls,
        width: float,
        height: float,
        heads: Sequence[str],
        most_events: int,
        fonts: Fonts,
        legend_px: float,
        eras_px: float = 0.0,
        most_px: float = HEAD_MOST_PX,
    ) -> "Frame":
        """The areas for lane heads of these texts and counts; no heads where all are empty.

        The heads take no more than `most_px` and a part of the width.
        """
        metrics = QFontMetricsF(fonts.head)
        most = min(most_px, width * 0.28)
        if any(heads):
            widest = max(metrics.horizontalAdvance(text) for text in heads[:400])
            count = fonts.label_metrics.horizontalAdvance(number(most_events))
            head = min(max(widest + count + 8 * UNIT, HEAD_LEAST_PX), most)
        else:
            head = 0.0
        return cls(width, height, float(round(head)), AXIS_PX, legend_px, eras_px)
