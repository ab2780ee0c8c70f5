"""What a written SVG still needs: fonts that others have, texts that keep their width."""

import re
from html import unescape
from typing import Final

from PySide6.QtGui import QFontMetricsF

from timeline_app.views.canvas.figure_fonts import family, figure_font
from timeline_app.views.canvas.figure_text import is_to_left

FALLBACKS: Final = ("DejaVu Sans", "Liberation Sans", "Arial", "Helvetica", "sans-serif")
"""Named after the font it was made with, for where that is missing."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold (https://www.w3.org/TR/xml/#charsets)."""
FAMILY: Final = re.compile(r'(?<= )font-family="[^"]*"|^font-family="[^"]*"', re.MULTILINE)
TEXT: Final = re.compile(
    r'<text ([^>]*?)font-size="(\d+)" font-weight="(\d+)"([^>]*?)>([^<]*)</text>'
)


def finished(text: str) -> str:
    """The SVG that Qt wrote, well formed whatever the data holds.

    Each text keeps the width that it was laid out with, so that none runs into another where
    another font stands in; what is read from right to left says so.
    """
    own = family()
    names = ", ".join([f"'{own}'", *(name for name in FALLBACKS if name != own)])

    def kept(found: re.Match[str]) -> str:
        place, pixels, weight, style, inner = found.groups()
        plain = unescape(inner)
        font = _metrics(int(pixels), int(weight))
        kept = f' textLength="{font.horizontalAdvance(plain):.2f}" lengthAdjust="spacingAndGlyphs"'
        if is_to_left(plain):  # from here on x is the left edge all the same
            kept += ' direction="rtl" unicode-bidi="embed" text-anchor="end"'
        return (
            f'<text {place}font-size="{pixels}" font-weight="{weight}"'
            f"{style.rstrip()}{kept if plain.strip() else ''}>{inner}</text>"
        )

    text = FAMILY.sub(f'font-family="{names}"', TEXT.sub(kept, text))
    return NOT_XML.sub("\ufffd", text)


def _metrics(pixels: int, weight: int) -> QFontMetricsF:
    return QFontMetricsF(figure_font(pixels, weight))
