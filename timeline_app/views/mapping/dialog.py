"""Asks which columns of a table are what: the first rows, a guess, and what comes of it."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from timeline_app.io.dates.ways import Order
from timeline_app.io.mapping.mapping import TableMapping
from timeline_app.io.mapping.proposal import Proposal
from timeline_app.models.mapping_words import mapping_field_in_words
from timeline_app.views.mapping.fields import MappingFields
from timeline_app.views.mapping.told import Told
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import Choice, ErrorLabel, QuietButton, plain_label, section_label
from timeline_app.views.widgets.rows_view import RowsView

SIZE = QSize(1180, 800)
TYPING_PAUSE_MS = 120
MOST_CHARS = 60
"""Letters of a file's name in the title."""


class MappingDialog(QDialog):
    """What it shows comes from a Proposal; each change of the person asks for a new one."""

    mapping_changed = Signal(object)
    """TableMapping: to be tried; the answer is given to `show_proposal`."""
    sheet_chosen = Signal(str)
    """Another sheet of the workbook is to be read; nothing can be done until a proposal comes."""
    save_requested = Signal()
    load_requested = Signal()

    def __init__(
        self, file: str, sheets: Sequence[str] = (), sheet: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        name = self.fontMetrics().elidedText(
            file, Qt.TextElideMode.ElideMiddle, MOST_CHARS * self.fontMetrics().averageCharWidth()
        )
        self.setWindowTitle(self.tr("What are the columns of {file}?").format(file=name))
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))
        self._names: Sequence[str] = ()
        self._mapping = TableMapping()
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE_MS)
        self._pause.timeout.connect(lambda: self.mapping_changed.emit(self._mapping))
        self.fields = MappingFields()
        self.fields.changed.connect(self._change)
        self.rows = RowsView(self.tr("First rows"))
        self.told = Told()
        self.told.order_chosen.connect(self._choose_order)
        self.sheet = self._sheet_choice(sheets, sheet)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * UNIT] * 4)
        column.setSpacing(3 * UNIT)
        column.addLayout(self._head())
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setChildrenCollapsible(False)
        self._across.setHandleWidth(1)
        for widget in (self.fields, self._right()):
            self._across.addWidget(widget)
        self._across.setStretchFactor(1, 1)
        self._across.setSizes([95 * UNIT, 180 * UNIT])
        column.addWidget(self._across, 1)
        self.reason = ErrorLabel()
        column.addWidget(self.reason)
        column.addLayout(self._foot())
        self._wait()

    @property
    def mapping(self) -> TableMapping:
        """As the person has it now."""
        return self._mapping

    @property
    def remembers(self) -> bool:
        """Whether it is to be used again for files with the same columns."""
        return self.remember.isChecked()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show a mapping with what comes of it, unless the person has changed it since."""
        if self._pause.isActive():
            return
        if proposal.names != self._names or proposal.mapping != self._mapping:
            self._names, self._mapping = proposal.names, proposal.mapping
            self.fields.show_mapping(self._names, self._mapping)
        self.rows.show_rows(self._headings(), proposal.first)
        self.told.show_proposal(proposal)
        self._across.setEnabled(True)
        missing = proposal.asks_order and self._mapping.order is None
        self.reason.show_text(
            self.tr("Say first whether the day or the month comes first.") if missing else ""
        )
        self.open_button.setEnabled(not missing)

    def show_mapping(self, mapping: TableMapping) -> None:
        """Take over a mapping from elsewhere, and have it tried."""
        self.fields.show_mapping(self._names, mapping)
        self._change(mapping)

    def show_sheet(self, sheet: str) -> None:
        """Name the sheet that is shown."""
        with QSignalBlocker(self.sheet):
            self.sheet.setCurrentText(sheet)

    def _sheet_choice(self, sheets: Sequence[str], sheet: str) -> Choice:
        choice = Choice(self.tr("Sheet"), list(sheets))
        choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(20)
        choice.setCurrentText(sheet)
        choice.currentTextChanged.connect(self._choose_sheet)
        return choice

    def _choose_sheet(self, sheet: str) -> None:
        self._pause.stop()
        self._across.setEnabled(False)
        self._wait()
        self.sheet_chosen.emit(sheet)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        advice = self.tr(
            "The program does not know this kind of table. This is its guess; change what is wrong."
        )
        row.addWidget(plain_label(advice), 2)
        label = plain_label(self.tr("Sheet"), muted=True)
        label.setWordWrap(False)
        row.addWidget(label)
        row.addWidget(self.sheet, 1)
        for widget in (label, self.sheet):
            widget.setVisible(self.sheet.count() > 1)
        return row

    def _right(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(3 * UNIT, 0, 0, 0)
        column.setSpacing(2 * UNIT)
        column.addWidget(section_label(self.tr("First rows")))
        column.addWidget(self.rows, 1)
        column.addWidget(self.told, 1)
        return right

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        self.remember = QCheckBox(self.tr("Remember for files with the same columns"))
        self.remember.setChecked(True)
        self.save_button = QuietButton(text=self.tr("Save mapping…"), framed=True)
        self.save_button.clicked.connect(self.save_requested)
        self.load_button = QuietButton(text=self.tr("Load mapping…"), framed=True)
        self.load_button.clicked.connect(self.load_requested)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self.open_button: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Open)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for widget in (self.remember, self.save_button, self.load_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(buttons)
        return row

    def _change(self, mapping: TableMapping) -> None:
        self._mapping = mapping
        self._wait()
        self._pause.start()

    def _wait(self) -> None:
        """Nothing is opened before it was seen what comes of it."""
        self.open_button.setEnabled(False)

    def _choose_order(self, order: Order | None) -> None:
        if order != self._mapping.order:
            self.show_mapping(TableMapping(self._mapping.columns, order))

    def _headings(self) -> list[str]:
        """Above each column its name, and under it what it fills."""
        fields: dict[str, list[str]] = {name: [] for name in self._names}
        for field, columns in self._mapping.columns.items():
            for column in columns:
                fields.setdefault(column, []).append(mapping_field_in_words(field))
        return [f"{name}\n{', '.join(fields[name])}" for name in self._names]
