"""The folders in which the texts of sources are looked for."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from timeline_app.views.theme import UNIT
from timeline_app.views.widgets import QuietButton, plain_label, plain_tooltip


class FoldersDialog(QDialog):
    """A list of folders to add to and to take from; each change is a wish."""

    add_requested = Signal()
    remove_requested = Signal(object)
    """The Path to take from the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Folders with source texts"))
        self.setMinimumSize(120 * UNIT, 70 * UNIT)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Folders"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemSelectionChanged.connect(self._show_removable)
        self.add_button = QuietButton("plus", text=self.tr("Add…"), framed=True)
        self.add_button.clicked.connect(self.add_requested)
        self.remove_button = QuietButton("minus", text=self.tr("Remove"), framed=True)
        self.remove_button.clicked.connect(self._remove)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        advice = self.tr(
            "The program looks in these folders, and in those below them, for the texts that the "
            "dataset quotes: plain text, Markdown, HTML and PDF. It only reads them."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(*[4 * UNIT] * 4)
        column.setSpacing(3 * UNIT)
        column.addWidget(plain_label(advice))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * UNIT)
        for widget in (self.add_button, self.remove_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(buttons)
        column.addLayout(row)
        self.show_folders((), ())

    def show_folders(self, folders: Sequence[Path], of_this_run: Sequence[Path]) -> None:
        """Show the folders that are kept, and those that are named for this run only."""
        self.list.clear()
        for folder in folders:
            self._add(folder, "", is_kept=True)
        for folder in of_this_run:
            self._add(folder, self.tr("for this run"), is_kept=False)
        self.list.setCurrentRow(len(folders) - 1)
        self._show_removable()

    def _add(self, folder: Path, note: str, *, is_kept: bool) -> None:
        notes = [note, "" if folder.is_dir() else self.tr("not there now")]
        told = ", ".join(filter(None, notes))
        item = QListWidgetItem(f"{folder} ({told})" if told else str(folder), self.list)
        item.setToolTip(plain_tooltip(str(folder)))
        if is_kept:
            item.setData(Qt.ItemDataRole.UserRole, str(folder))
        else:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _show_removable(self) -> None:
        self.remove_button.setEnabled(bool(self.list.selectedItems()))

    def _remove(self) -> None:
        for item in self.list.selectedItems():
            self.remove_requested.emit(Path(item.data(Qt.ItemDataRole.UserRole)))
