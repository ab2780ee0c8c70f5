"""Which letters of a text stand where on screen, in UTF-16 units as Qt counts them."""

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QTextLine
from PySide6.QtWidgets import QPlainTextEdit

Top = tuple[int, int]
"""Where the first paragraph on screen begins, and how many of its lines are above."""


def unit_at(view: QPlainTextEdit, point: QPoint) -> int | None:
    """The letter under a point of the viewport; None beside the text."""
    block = view.cursorForPosition(point).block()
    corner = view.blockBoundingGeometry(block).translated(view.contentOffset()).topLeft()
    within = QPointF(point) - corner
    for number in range(block.layout().lineCount()):
        line = block.layout().lineAt(number)
        if line.naturalTextRect().contains(within):
            units = line.xToCursor(within.x(), QTextLine.CursorPosition.CursorOnCharacter)
            return block.position() + units
    return None


def line_at(view: QPlainTextEdit, point: QPoint) -> tuple[int, int]:
    """Where the line nearest to a point of the viewport begins and ends."""
    cursor = view.cursorForPosition(point)
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    if not line.isValid():
        return block.position(), block.position() + block.length()
    start = block.position() + line.textStart()
    return start, start + line.textLength()


def top_of(view: QPlainTextEdit) -> Top:
    """How far a text is scrolled, whatever of it is laid out by now."""
    block = view.firstVisibleBlock()
    return block.position(), view.verticalScrollBar().value() - block.firstLineNumber()


def scroll_to(view: QPlainTextEdit, top: Top) -> None:
    """Scroll the same text to where it was."""
    line = view.document().findBlock(top[0]).firstLineNumber()
    view.verticalScrollBar().setValue(line + top[1])
