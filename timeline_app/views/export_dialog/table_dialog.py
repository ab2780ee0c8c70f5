"""Asks in which format the filtered events are exported, and how."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from timeline_app.models.format_words import (
    format_explained,
    format_in_words,
    grouped_formats,
)
from timeline_app.views.export_dialog.parts import Foot, allow, form, name_label, side_by_side
from timeline_app.views.export_dialog.wishes import Offer, TableWish
from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import LineField, heading_font, plain_label

SIZE = QSize(760, 560)


class ExportDialog(QDialog):
    """Shows a wish and changes it; what can be chosen follows from the format."""

    export_requested = Signal()
    copy_requested = Signal()
    changed = Signal()

    def __init__(self, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export filtered events"))
        self.resize(SIZE if parent is None else SIZE.boundedTo(parent.window().size()))
        self._offers = {offer.name: offer for offer in offers}
        self._format = offers[0].name
        self.formats = self._format_list()
        self.about = plain_label("")
        self.foot = Foot()
        self.foot.export_requested.connect(self.export_requested)
        self.foot.copy_requested.connect(self.copy_requested)
        self.foot.cancelled.connect(self.reject)
        right = QVBoxLayout()
        right.setSpacing(4 * UNIT)
        right.addWidget(self.about)
        right.addLayout(self._choices())
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(5 * UNIT)
        across.addWidget(self.formats)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * UNIT] * 4)
        column.setSpacing(3 * UNIT)
        column.addLayout(across, 1)
        column.addWidget(self.foot)
        self.formats.currentItemChanged.connect(self._choose_format)
        self.show_wish(TableWish())

    @property
    def wish(self) -> TableWish:
        """What is chosen now; what the format has no use for is as if it were not chosen."""
        offer = self.offer
        columns, text = offer.takes_columns, offer.is_spreadsheet_text
        return TableWish(
            offer.name,
            offer.takes_quotes and self.per_quote.isChecked(),
            columns and self.as_shown.isChecked(),
            columns and self.claims.isChecked(),
            text and self.bom.isChecked(),
            text and self.raw.isChecked(),
            self.manifest.isChecked(),
            self.title.text() if offer.takes_title else "",
        )

    @property
    def chosen(self) -> TableWish:
        """What is ticked, also where the format has no use for it: to be kept for the next time."""
        return TableWish(
            self.offer.name,
            self.per_quote.isChecked(),
            self.as_shown.isChecked(),
            self.claims.isChecked(),
            self.bom.isChecked(),
            self.raw.isChecked(),
            self.manifest.isChecked(),
        )

    @property
    def offer(self) -> Offer:
        """The format that is chosen."""
        return self._offers[self._format]

    def show_wish(self, wish: TableWish) -> None:
        """Show what was chosen the last time."""
        for row in range(self.formats.count()):
            item = self.formats.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == wish.format:
                self.formats.setCurrentItem(item)
        for button, is_on in (
            (self.per_quote, wish.per_quote),
            (self.per_event, not wish.per_quote),
            (self.as_shown, wish.as_shown),
            (self.all_columns, not wish.as_shown),
            (self.claims, wish.claims),
            (self.bom, wish.bom),
            (self.raw, wish.raw),
            (self.manifest, wish.manifest),
        ):
            button.setChecked(is_on)
        self.title.setText(wish.title)
        self._on_changed()

    def _format_list(self) -> QListWidget:
        """The formats under headings, which cannot be chosen."""
        found = _FormatList()
        found.setAccessibleName(self.tr("Format"))
        found.setFixedWidth(54 * UNIT)
        for heading, names in grouped_formats(list(self._offers)):
            item = QListWidgetItem(heading, found)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setFont(heading_font())
            for name in names:
                item = QListWidgetItem(f"   {format_in_words(name)}", found)
                item.setData(Qt.ItemDataRole.UserRole, name)
        for row in range(found.count()):
            found.item(row).setSizeHint(QSize(0, 6 * UNIT))
        found.setCurrentRow(1)
        return found

    def _choices(self) -> QFormLayout:
        self.per_event = QRadioButton(self.tr("E&vent"))
        self.per_quote = QRadioButton(self.tr("&Quote"))
        self.all_columns = QRadioButton(self.tr("&All"))
        self.as_shown = QRadioButton(self.tr("As in the &table, and in its order"))
        self._groups = []
        for pair in ((self.per_event, self.per_quote), (self.all_columns, self.as_shown)):
            group = QButtonGroup(self)
            for radio in pair:
                group.addButton(radio)
            self._groups.append(group)
        self.claims = QCheckBox(self.tr("Column that says where sources &disagree"))
        self.bom = QCheckBox(self.tr("&Byte order mark, for Excel"))
        self.raw = QCheckBox(self.tr("Leave cells that look like &formulas as they are"))
        self.manifest = QCheckBox(self.tr("&Manifest beside it: says how it was made"))
        self.title = LineField(self.tr("Title"))
        for button in (
            self.per_event,
            self.per_quote,
            self.all_columns,
            self.as_shown,
            self.claims,
            self.bom,
            self.raw,
            self.manifest,
        ):
            button.toggled.connect(self._on_changed)
        self.title.textChanged.connect(self._on_changed)
        rows = self._rows = form()
        rows.addRow(name_label(self.tr("A row for each")), side_by_side(*self._groups[0].buttons()))
        rows.addRow(name_label(self.tr("Columns")), side_by_side(*self._groups[1].buttons()))
        rows.addRow("", self.claims)
        rows.addRow("", self.bom)
        rows.addRow("", self.raw)
        rows.addRow(name_label(self.tr("T&itle"), self.title), self.title)
        rows.addRow("", self.manifest)
        return rows

    def _choose_format(self, item: QListWidgetItem) -> None:
        """Keys may lead to a heading, which changes nothing."""
        self._format = item.data(Qt.ItemDataRole.UserRole) or self._format
        self._on_changed()

    def _on_changed(self) -> None:
        offer = self.offer
        name = format_in_words(offer.name)
        self.about.setText(format_explained(offer.name))
        whole = self.tr("{format} is always written whole, in its own form.").format(format=name)
        for widget in (self.all_columns, self.as_shown, self.claims):
            allow(widget, offer.takes_columns, whole)
        each = self.tr("{format} has one entry for each event.").format(format=name)
        for widget in (self.per_event, self.per_quote):
            allow(widget, offer.takes_quotes, each if offer.takes_columns else whole)
        text = self.tr("{format} has no use for it.").format(format=name)
        for widget in (self.bom, self.raw):
            allow(widget, offer.is_spreadsheet_text, text)
        self._rows.setRowVisible(self.title, offer.takes_title)
        self.foot.notice.setText("")
        self.changed.emit()


class _FormatList(QListWidget):
    """Home leads to the first format, although a heading stands above it."""

    def moveCursor(
        self, action: QListWidget.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        if action is QListWidget.CursorAction.MoveHome:
            return self.model().index(1, 0)
        return super().moveCursor(action, modifiers)
