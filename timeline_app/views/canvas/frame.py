"""Where the parts of a timeline stand: lane heads, axis, plot and legend; and its fonts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

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
    label_metrics: QFontMetricsF
    _widths: dict[str, float] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of_system(cls) -> "Fonts":
        """Those of the running program."""
        return cls.made_of(font("body"), font("small"))

    @classmethod
    def made_of(cls, body: QFont, small: QFont) -> "Fonts":
        strong = QFont(body)
        strong.setWeight(QFont.Weight.DemiBold)
        return cls(small, body, small, strong, QFontMetricsF(small))

    def small_width(self, text: str) -> float:
        """The width of one of the few texts that come again and again, in px."""
        if text not in self._widths:
            if len(self._widths) > MOST_KEPT:
                self._widths.clear()
            self._widths[text] = self.label_metrics.horizontalAdvance(text)
        return self._widths[text]

    def label_width(self, text: str) -> float:
        """The width of an event's label in px."""
        return self.label_metrics.horizontalAdvance(text)


def count_text(count: int) -> str:
    """A count of events as the language groups it: "11,249"."""
    return QLocale().toString(count)


@dataclass(frozen=True, slots=True)
class Frame:
    """The areas of a timeline in px; the legend is below the plot, the axis above it."""

    width: float
    height: float
    head_px: float
    axis_px: float
    legend_px: float
    bar_px: float = 0.0
    """Width of the scroll bar right of the plot."""

    @property
    def plot(self) -> QRectF:
        """Where time runs: right of the heads, between axis and legend."""
        return QRectF(
            self.head_px,
            self.axis_px,
            max(1.0, self.width - self.head_px - self.bar_px),
            max(1.0, self.height - self.axis_px - self.legend_px),
        )

    @classmethod
    def around(
        cls,
        width: float,
        height: float,
        heads: Sequence[str],
        most_events: int,
        fonts: Fonts,
        legend_px: float,
    ) -> "Frame":
        """The areas for lane heads of these texts and counts; no heads where all are empty."""
        metrics = QFontMetricsF(fonts.head)
        most = min(HEAD_MOST_PX, width * 0.28)
        if any(heads):
            widest = max(metrics.horizontalAdvance(text) for text in heads[:400])
            count = fonts.label_metrics.horizontalAdvance(count_text(most_events))
            head = min(max(widest + count + 8 * UNIT, HEAD_LEAST_PX), most)
        else:
            head = 0.0
        return cls(width, height, float(round(head)), AXIS_PX, legend_px)
