"""The font of figures: one family in all three kinds of file."""

from PySide6.QtGui import QFont, QFontInfo, QGuiApplication


def family() -> str:
    """The font that the system's default really is: a name that other programs know."""
    return QFontInfo(QGuiApplication.font()).family()


def figure_font(pixels: int, weight: int = QFont.Weight.Normal) -> QFont:
    """That font in px of 1/96 inch."""
    made = QFont(family())
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)  # as on a sharper screen
    made.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)  # a picture has no subpixels
    made.setFeature(QFont.Tag("liga"), 0)  # "fight" is found in the PDF by its letters
    return made
