"""Scroll bars that stay in the background."""

from PySide6.QtWidgets import QAbstractScrollArea

_STYLE = """
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: palette(mid); border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: palette(placeholder-text); }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""
"""Only with a style sheet can Qt leave out the arrows; its colours are the palette's."""


def quiet_scroll_bars(area: QAbstractScrollArea) -> None:
    """Give a scrolling widget thin bars without arrows."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(_STYLE)
