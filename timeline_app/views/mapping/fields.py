"""Fields of an event, each with a choice of the columns that fill it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QSizePolicy, QWidget

from timeline_app.io.mapping.mapping import FIELDS, SEVERAL, TableMapping
from timeline_app.models.mapping_words import USUAL, in_order, mapping_field_in_words
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import Choice, plain_label

FEWEST_CHARS = 10
MOST_LINES = 24
"""Columns that an opened choice shows at once."""


class Slot(NamedTuple):
    """A place for a column: which one of a field's."""

    field: str
    place: int


class MappingFields(QScrollArea):
    """A line for each slot; a field that may have several columns has an empty slot at its end."""

    changed = Signal(object)
    """TableMapping, as the person has made it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(75 * UNIT)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names: Sequence[str] = ()
        self._mapping = TableMapping()
        self._shown = set(USUAL)
        self._choices: dict[Slot, Choice] = {}

    def choice(self, field: str, place: int = 0) -> Choice:
        """Where the column of a field is chosen."""
        return self._choices[Slot(field, place)]

    def show_mapping(self, names: Sequence[str], mapping: TableMapping) -> None:
        """Show what the columns, by their names, are."""
        self._names, self._mapping = names, mapping
        self._shown |= set(mapping.columns)
        self._fill()

    def _fill(self) -> None:
        """Build all lines anew; the keys stay with the slot that had them."""
        focused = self._focused()
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(1, 1, 3 * UNIT, 1)
        grid.setVerticalSpacing(UNIT)
        grid.setHorizontalSpacing(2 * UNIT)
        grid.setColumnStretch(1, 1)
        self._choices = {}
        for line, slot in enumerate(self._slots()):
            if slot.place == 0:
                label = plain_label(mapping_field_in_words(slot.field))
                label.setWordWrap(False)
                grid.addWidget(label, line, 0)
            self._choices[slot] = self._choice(slot)
            grid.addWidget(self._choices[slot], line, 1)
        if others := [name for name in FIELDS if name not in self._shown]:
            grid.addWidget(self._adder(others), len(self._choices), 0, 1, 2)
        grid.setRowStretch(len(self._choices) + 1, 1)
        position = self.verticalScrollBar().value()
        if (old := self.takeWidget()) is not None:
            old.hide()
            old.deleteLater()  # what is happening to one of its choices is not over
        self.setWidget(page)
        self.verticalScrollBar().setValue(position)
        if focused is not None:
            self._focus(focused)

    def _slots(self) -> Iterator[Slot]:
        for name in in_order(self._shown):
            count = len(self._mapping.of(name))
            more = name in SEVERAL and count > 0
            yield from (Slot(name, place) for place in range(max(count + more, 1)))

    def _choice(self, slot: Slot) -> Choice:
        nothing = self.tr("nothing") if slot.place == 0 else self.tr("and…")
        columns = self._mapping.of(slot.field)
        column = columns[slot.place] if slot.place < len(columns) else ""
        offered = [name for name in self._names if name == column or name not in columns]
        choice = Choice(mapping_field_in_words(slot.field), [nothing, *offered])
        _make_narrow(choice)
        choice.setCurrentIndex(offered.index(column) + 1 if column in offered else 0)
        choice.activated.connect(
            lambda index: self._choose(slot, offered[index - 1] if index else "")
        )
        return choice

    def _adder(self, names: Sequence[str]) -> Choice:
        words = [mapping_field_in_words(name) for name in names]
        choice = Choice(self.tr("Add a field"), [self.tr("Add a field…"), *words])
        _make_narrow(choice)
        choice.activated.connect(lambda index: self._add(names[index - 1]) if index else None)
        return choice

    def _choose(self, slot: Slot, column: str) -> None:
        """The person has chosen a column for a slot; "" for none."""
        columns = list(self._mapping.of(slot.field))
        columns[slot.place : slot.place + 1] = [column] if column else []
        if tuple(columns) == self._mapping.of(slot.field):
            return
        changed = {**self._mapping.columns, slot.field: tuple(columns)}
        filled = {field: found for field, found in changed.items() if found}
        self._mapping = TableMapping(filled, self._mapping.order)
        self._fill()
        self.changed.emit(self._mapping)

    def _add(self, field: str) -> None:
        self._shown.add(field)
        self._fill()
        self._focus(Slot(field, 0))

    def _focused(self) -> Slot | None:
        widget = QApplication.focusWidget()
        return next((slot for slot, choice in self._choices.items() if choice is widget), None)

    def _focus(self, slot: Slot) -> None:
        choice = self._choices.get(slot) or self._choices[Slot(slot.field, 0)]
        choice.setFocus()
        self.ensureWidgetVisible(choice)


def _make_narrow(choice: Choice) -> None:
    """Names of columns may be long, and many: the line cuts them, the list scrolls."""
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(FEWEST_CHARS)
    choice.setMaxVisibleItems(MOST_LINES)
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    choice.view().setTextElideMode(Qt.TextElideMode.ElideMiddle)
