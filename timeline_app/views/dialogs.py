"""Boxes that ask or tell; all of their text is shown as plain text."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from timeline_app.core.when import DateError, When, parse_when
from timeline_app.models.words import message_in_words
from timeline_app.views.theme import UNIT, current_theme, font
from timeline_app.views.widgets import plain_label

KEYS_SIZE = (860, 740)

translate = QCoreApplication.translate


def tell(parent: QWidget, title: str, text: str) -> QMessageBox:
    """Show a sentence without stopping the program."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def ask_open_link(parent: QWidget, url: str, on_yes: Callable[[], None]) -> QMessageBox:
    """Show an address before the browser is asked to open it."""
    buttons = QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel
    box = QMessageBox(
        QMessageBox.Icon.Question, translate("Dialogs", "Open in the browser?"), "", buttons, parent
    )
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        translate(
            "Dialogs",
            "The program itself never goes online. Open this address in your browser?\n\n{url}",
        ).format(url=url)
    )
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.button(QMessageBox.StandardButton.Open).clicked.connect(on_yes)
    box.open()
    return box


def ask_save_path(
    parent: QWidget, title: str, proposed: str, kinds: Sequence[str]
) -> tuple[Path, str] | None:
    """Where to write, and the kind chosen; None when cancelled."""
    name, kind = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(kinds))
    return (Path(name), kind) if name else None


def ask_replace(parent: QWidget, path: Path) -> bool:
    """Whether a file that is there already may be replaced; the save dialog asked for another."""
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    title = translate("Dialogs", "Replace the file?")
    box = QMessageBox(QMessageBox.Icon.Question, title, "", buttons, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("Dialogs", "{file} is there already. Replace it?").format(file=path))
    box.setDefaultButton(QMessageBox.StandardButton.No)
    return box.exec() == QMessageBox.StandardButton.Yes


def ask_open_file(parent: QWidget, title: str, kinds: Sequence[str]) -> Path | None:
    name, _ = QFileDialog.getOpenFileName(parent, title, "", ";;".join(kinds))
    return Path(name) if name else None


def ask_open_files(parent: QWidget, title: str, kinds: Sequence[str]) -> list[Path]:
    """Files to open together; none when cancelled."""
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", ";;".join(kinds))
    return [Path(name) for name in names]


def ask_open_folder(parent: QWidget, title: str) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


class DateDialog(QDialog):
    """Asks for a date to go to; says what is wrong with one that cannot be read."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Go to date"))
        self.when: When | None = None
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("2024, 2024-06 or 2024-06-08"))
        self._field.setMinimumWidth(60 * UNIT)
        self._problem = plain_label("")
        palette = self._problem.palette()
        palette.setColor(self._problem.foregroundRole(), current_theme().warning)
        self._problem.setPalette(palette)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setSizeConstraint(QFormLayout.SizeConstraint.SetFixedSize)  # grows with the problem
        form.addRow(self.tr("&Date"), self._field)
        form.addRow(self._problem)
        form.addRow(buttons)
        self._problem.hide()

    def accept(self) -> None:
        """Close with a date that can be read; else stay and say what would be right."""
        text = self._field.text().strip()
        try:
            when = parse_when(text)
        except DateError as error:
            self._show_problem(message_in_words(error.message))
            return
        if not text:
            self._show_problem(self.tr("Type a year, a month or a day, e.g. 2024-06-08."))
            return
        self.when = when
        super().accept()

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.show()
        self._field.setFocus()
        self._field.selectAll()


class KeysDialog(QDialog):
    """All shortcuts and gestures, group by group, in two columns."""

    def __init__(
        self, parent: QWidget, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard and mouse"))
        self.resize(QSize(*KEYS_SIZE).boundedTo(parent.size()))
        page = QWidget()
        across = QHBoxLayout(page)
        across.setContentsMargins(*[5 * UNIT] * 4)
        across.setSpacing(10 * UNIT)
        columns = (QVBoxLayout(), QVBoxLayout())
        lengths = [0, 0]
        for column in columns:
            column.setSpacing(0)
            across.addLayout(column, 1)
        for title, entries in groups:
            shorter = lengths.index(min(lengths))
            columns[shorter].addWidget(_keys_block(title, entries))
            lengths[shorter] += len(entries) + 2
        for column in columns:
            column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(page)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(area)
        rows.addWidget(buttons)


def _keys_block(title: str, entries: Sequence[tuple[str, str]]) -> QWidget:
    block = QWidget()
    block.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 4 * UNIT)
    grid.setColumnStretch(1, 1)
    grid.setHorizontalSpacing(4 * UNIT)
    heading = plain_label(title)
    bold = heading.font()
    bold.setBold(True)
    heading.setFont(bold)
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, (keys, does) in enumerate(entries, 1):
        name = plain_label(keys, muted=True)
        name.setMinimumWidth(36 * UNIT)
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(plain_label(does), row, 1, Qt.AlignmentFlag.AlignTop)
    return block


class AboutDialog(QDialog):
    """What the program is, its version and licences, and what dataset is open."""

    def __init__(self, parent: QWidget, paragraphs: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Timeline"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*[5 * UNIT] * 4)
        rows.setSpacing(3 * UNIT)
        for number, text in enumerate(paragraphs):
            label = plain_label(text)
            label.setFont(font("title" if number == 0 else "body"))
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setMinimumWidth(100 * UNIT)
            rows.addWidget(label)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
