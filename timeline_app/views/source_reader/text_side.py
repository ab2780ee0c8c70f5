"""The right side of the reader: what is known of a source, over its text."""

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from timeline_app.views.source_reader.page_view import MARGIN
from timeline_app.views.theme import UNIT


def text_side(head: QWidget, notices: QWidget, steps: QWidget, text: QWidget) -> QWidget:
    """These parts one under the other on paper, a rule above the text."""
    side = QWidget()
    side.setBackgroundRole(QPalette.ColorRole.Base)
    side.setAutoFillBackground(True)
    above = QVBoxLayout()
    above.setContentsMargins(MARGIN, 4 * UNIT, MARGIN, UNIT)
    above.setSpacing(0)
    above.addWidget(head)
    above.addWidget(notices)
    above.addSpacing(2 * UNIT)
    above.addWidget(steps)
    rule = QFrame()
    rule.setObjectName("rule")
    rule.setFixedHeight(1)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addLayout(above)
    column.addWidget(rule)
    column.addWidget(text, 1)
    return side
