"""What both dialogs have: rows with a name, choices that say why they are off, the foot."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import ErrorLabel, QuietButton, plain_label, plain_tooltip


def form() -> QFormLayout:
    """Names on the left, choices beside them."""
    layout = QFormLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(4 * UNIT)
    layout.setVerticalSpacing(2 * UNIT)
    layout.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return layout


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(3 * UNIT)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def name_label(text: str, buddy: QWidget | None = None) -> QLabel:
    """The name of a row; an `&` in it marks its key."""
    label = QLabel(text)
    if buddy is not None:
        label.setBuddy(buddy)
    return label


def allow(widget: QWidget, allowed: bool, reason: str) -> None:
    """Let a choice be made, or say why it cannot be."""
    widget.setEnabled(allowed)
    told = "" if allowed else reason
    widget.setToolTip(plain_tooltip(told))
    widget.setAccessibleDescription(told)


class Foot(QWidget):
    """What will be written, what is wrong, and the buttons."""

    export_requested = Signal()
    copy_requested = Signal()
    cancelled = Signal()

    def __init__(self, *more: QWidget) -> None:
        """`more`: further buttons on the left."""
        super().__init__()
        self.summary = plain_label("", muted=True)
        self.problem = ErrorLabel()
        self.notice = plain_label("", muted=True)
        self.notice.setWordWrap(False)
        self.copy_button = QuietButton(text=self.tr("Copy as command"), framed=True)
        self.copy_button.setToolTip(
            plain_tooltip(self.tr("Copies a command that writes the same file, for a terminal."))
        )
        self.copy_button.clicked.connect(self.copy_requested)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.export_button: QPushButton = buttons.addButton(
            self.tr("&Export…"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.export_requested)
        buttons.rejected.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        for widget in (self.copy_button, *more, self.notice):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(self.summary)
        column.addWidget(self.problem)
        column.addLayout(row)

    def show_problem(self, text: str) -> None:
        """Say what is wrong; nothing can be exported meanwhile. "" for nothing."""
        self.problem.show_text(text)
        for button in (self.export_button, self.copy_button):
            button.setEnabled(not text)
