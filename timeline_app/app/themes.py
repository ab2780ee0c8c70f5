"""Which theme the application wears: the system's, or the person's choice."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from timeline_app.views.theme import DARK, LIGHT, Theme, palette_of, style_sheet


def theme_of(choice: str) -> Theme:
    """The theme of a choice: `light`, `dark`, or what the system says now for `system`."""
    if choice == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply_theme(choice: str) -> None:
    """Give the whole application the palette and the style sheet of a theme."""
    theme = theme_of(choice)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setPalette(palette_of(theme))
        application.setStyleSheet(style_sheet(theme))
