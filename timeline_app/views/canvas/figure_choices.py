"""What may be chosen of a picture of the timeline, the same for the window and the command line."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.views.theme import LIGHT, Theme

KINDS: Final = ("png", "svg", "pdf")
"""Of files, by the endings of their names."""
WIDTHS: Final = (320, 20_000)
HEIGHTS: Final = (200, 20_000)
"""From least to most, in px of 1/96 inch."""
DPI: Final = (36, 1200)
SIZES: Final = (
    (QT_TRANSLATE_NOOP("figure", "A4, landscape"), (1123, 794)),
    (QT_TRANSLATE_NOOP("figure", "A4, portrait"), (794, 1123)),
    (QT_TRANSLATE_NOOP("figure", "A3, landscape"), (1587, 1123)),
    (QT_TRANSLATE_NOOP("figure", "A5, landscape"), (794, 559)),
    (QT_TRANSLATE_NOOP("figure", "Letter, landscape"), (1056, 816)),
    (QT_TRANSLATE_NOOP("figure", "Letter, portrait"), (816, 1056)),
    (QT_TRANSLATE_NOOP("figure", "Wide slide, 16:9"), (1600, 900)),
    (QT_TRANSLATE_NOOP("figure", "Slide, 16:9"), (1280, 720)),
    (QT_TRANSLATE_NOOP("figure", "Square"), (1080, 1080)),
    (QT_TRANSLATE_NOOP("figure", "Column"), (600, 800)),
)
"""The sizes offered: name (context `figure`), and width and height in px of 1/96 inch."""


@dataclass(frozen=True, slots=True)
class FigureChoices:
    """How a picture is drawn."""

    size: tuple[int, int] = (1600, 900)
    """Width and height in px of 1/96 inch."""
    dpi: int = 96
    """Pixels an inch; SVG and PDF have none."""
    theme: Theme = LIGHT
    title: str = ""
    """Empty for that of the dataset."""
    numbers: bool = True
    """Number the events and list their sources at the foot, where that is legible."""
    inset: bool = False
    """Only the timeline and its legend, for a document that says the rest itself: in it an event's
    number is its place among all filtered ones."""
    whole_span: bool = False
    """Show all filtered events, whatever the window."""
    credit: str = ""
    """Who is to be named, beside the dataset."""
    made: datetime | None = None
    """When it was asked for, in UTC, for a PDF to say; nothing that draws looks at a clock."""
