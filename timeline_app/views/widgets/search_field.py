"""A field to search in: a lens before the text, a button to empty it behind."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from timeline_app.views.theme import current_theme
from timeline_app.views.widgets.icons import icon
from timeline_app.views.widgets.line_field import LineField


class SearchField(LineField):
    """A line edit for a search; Esc empties it first and only then goes to the window."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setPlaceholderText(name)
        self.setTextMargins(0, 0, 0, 0)
        self.setAcceptDrops(False)  # a file dropped here is for the window to open
        lens = QAction(self)
        lens.setEnabled(False)
        self._empty = QAction(self.tr("Empty the search field"), self)
        self._empty.triggered.connect(self.clear)
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self.addAction(self._empty, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._show_empty_button)
        self._colour_icons()
        self._show_empty_button()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colour_icons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _show_empty_button(self) -> None:
        self._empty.setVisible(bool(self.text()))

    def _colour_icons(self) -> None:
        """Qt calls this, by changeEvent, before the field has its actions, too."""
        for action, name in zip(self.actions(), ("search", "close"), strict=False):
            action.setIcon(icon(name, colour=current_theme().muted))
