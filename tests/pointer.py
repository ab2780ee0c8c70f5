"""Moves the pointer as a person does, on any platform."""

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, QPoint
from PySide6.QtGui import QSinglePointEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


class _Watch(QObject):
    """Whether a widget was told that the pointer is at a place."""

    def __init__(self, widget: QWidget, place: QPoint) -> None:
        super().__init__()
        self._place = place
        self.is_told = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QSinglePointEvent) and event.position().toPoint() == self._place:
            self.is_told = True
        return False


def move(widget: QWidget, place: QPoint) -> None:
    """Move the pointer to a place of a widget, and wait until it knows.

    An X server tells that later, and tells nothing where the pointer already is.
    """
    QTest.mouseMove(widget, place - QPoint(1, 1))
    watch = _Watch(widget, place)
    QTest.mouseMove(widget, place)
    last = QDeadlineTimer(5000)
    while not (watch.is_told or last.hasExpired()):
        QTest.qWait(1)
    widget.removeEventFilter(watch)
    assert watch.is_told, f"the pointer is not at {place}"
