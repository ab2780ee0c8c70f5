"""The shape of a window and of what divides it, as texts that settings can keep."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QSplitter, QWidget

WINDOW: Final = "window"
"""The name of the window's own size and place."""


def shape_of(window: QWidget, splitters: Mapping[str, QSplitter]) -> dict[str, str]:
    """What a person's moving and dragging came to, by the names of the splitters and `WINDOW`."""
    states = {name: splitter.saveState() for name, splitter in splitters.items()}
    states[WINDOW] = window.saveGeometry()
    return {name: bytes(state.toBase64().data()).decode() for name, state in states.items()}


def restore_window(window: QWidget, shape: Mapping[str, object]) -> None:
    """Give a window the size and place that it had, if they are known."""
    window.restoreGeometry(_state(shape, WINDOW))


def restore_splitters(splitters: Mapping[str, QSplitter], shape: Mapping[str, object]) -> None:
    """Put dividers where they stood; those of which nothing is known stay."""
    for name, splitter in splitters.items():
        splitter.restoreState(_state(shape, name))


def _state(shape: Mapping[str, object], name: str) -> QByteArray:
    return QByteArray.fromBase64(str(shape.get(name, "")).encode())
