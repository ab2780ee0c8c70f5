"""The list of a facet's values: one click or key for include, exclude and only."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QWidget,
)

from timeline_app.models.facet_model import LONG, FacetModel, FacetRole
from timeline_app.views.filter_panel.facet_delegate import FacetDelegate

_EXCLUDE_KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Minus, Qt.Key.Key_X)
_ONLY_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROWS_OF_LONG = (5.5, 8.5)
"""Fewest and most rows that a long list shows: the half row says that it goes on."""


class FacetList(QTableView):
    """Values of a facet. A click or Space includes a value, on an active one it takes that back;
    Return means only this one; Delete, minus or X excludes.

    A table of one column, because Qt's list view asks a model for every row it has.
    """

    mode_requested = Signal(str, str)
    """Key, and "include", "exclude", "only" or "off"."""
    clear_requested = Signal()

    def __init__(self, model: FacetModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets = model
        self._delegate = FacetDelegate(self)
        self._pressed: tuple[str, str] | None = None
        self._to_reveal = -1
        self._reordered = False
        self._rows_of_long = ROWS_OF_LONG[1]
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoFillBackground(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        model.modelReset.connect(self._on_model_reset)
        model.layoutChanged.connect(self._on_reordered)

    def set_largest(self, count: int) -> None:
        """The largest count, which the column of counts is made for."""
        if self._delegate.set_largest(count):
            self.viewport().update()

    def row_height(self) -> int:
        return self._delegate.row_height()

    def is_long(self) -> bool:
        """Whether there are more values than are shown at once."""
        return self._facets.rowCount() > LONG

    def set_rows_of_long(self, rows: float) -> None:
        """How many rows the list shows where it is long."""
        self._rows_of_long = rows
        self.fit_height()

    def fit_height(self) -> None:
        """Be as high as the rows, or as a part of them where they are many."""
        height = self.row_height()
        if self.verticalHeader().defaultSectionSize() != height:
            self.verticalHeader().setDefaultSectionSize(height)
        rows = self._rows_of_long if self.is_long() else self._facets.rowCount()
        if self.minimumHeight() != round(rows * height):
            self.setFixedHeight(round(rows * height))

    def current_key(self) -> str | None:
        index = self.currentIndex()
        return str(index.data(FacetRole.KEY)) if index.isValid() else None

    def set_current_key(self, key: str | None) -> None:
        row = None if key is None else self._facets.row_of(key)
        if row is not None:
            self.setCurrentIndex(self._facets.index(row))

    @contextmanager
    def keeping_place(self) -> Iterator[None]:
        """Keep the current value and the place through a change of the model.

        A list in another order is shown from its beginning, with the focus from the current value.
        """
        key, place = self.current_key(), self.verticalScrollBar().value()
        self._reordered = False
        yield
        self.executeDelayedItemsLayout()  # now, not while painting: that would paint twice
        self.set_current_key(key)
        if not self._reordered:
            self.verticalScrollBar().setValue(place)
        elif self.hasFocus():
            self.scrollTo(self.currentIndex())
        else:
            self.scrollToTop()

    def reveal(self, keys: Iterable[str]) -> None:
        """Scroll so that the first of these values can be seen, at the latest once the list can."""
        rows = [row for key in keys if (row := self._facets.row_of(key)) is not None]
        self._to_reveal = min(rows, default=-1)
        if self.isVisible():
            self._reveal()

    def menu_of(self, index: QModelIndex) -> QMenu:
        """What can be done with a value, as a menu."""
        key, mode = str(index.data(FacetRole.KEY)), index.data(FacetRole.MODE)
        menu = QMenu(self)
        for text, wanted in (
            (self.tr("&Include"), "include"),
            (self.tr("&Exclude"), "exclude"),
        ):
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(mode == wanted)
            action.triggered.connect(lambda _=False, wanted=wanted: self._toggle(key, mode, wanted))
        menu.addAction(self.tr("&Only this")).triggered.connect(
            lambda: self.mode_requested.emit(key, "only")
        )
        menu.addSeparator()
        clear = menu.addAction(self.tr("Clear this &field"))
        clear.setEnabled(self._facets.has_active())
        clear.triggered.connect(self.clear_requested)
        menu.addAction(self.tr("&Copy")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(index.data())
        )
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not index.isValid() or not plain:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Space:
            self._act(index, "toggle")
        elif event.key() in _EXCLUDE_KEYS:
            self._act(index, "exclude")
        elif event.key() in _ONLY_KEYS:
            self._act(index, "only")
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            last = self._facets.rowCount() - 1
            self.setCurrentIndex(self._facets.index(0 if event.key() == Qt.Key.Key_Home else last))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._target_at(event.position().toPoint()) if left else None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        place = event.position().toPoint()
        if pressed is not None and pressed == self._target_at(place):
            self._act(self.indexAt(place), pressed[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update(self.indexAt(event.position().toPoint()))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()  # Qt knows of no row where the pointer came without a move
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """All rows that show in one pass: Qt's own, row by row, takes several times as long."""
        viewport, rect = self.viewport(), event.rect()
        pointer = viewport.mapFromGlobal(QCursor.pos()) if viewport.underMouse() else None
        current = self.currentIndex().row() if self.hasFocus() else -1
        rows = self._delegate.painter()
        width, height = viewport.width(), self.row_height()
        first, last = max(self.rowAt(rect.top()), 0), self.rowAt(rect.bottom())
        if last < 0:
            last = self._facets.rowCount() - 1
        with QPainter(viewport) as painter:
            painter.fillRect(rect, self.palette().window())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for row in range(first, last + 1):
                place = QRect(0, self.rowViewportPosition(row), width, height)
                value = self._facets.value_at(row)
                rows.paint(painter, place, value, pointer, focused=row == current)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        menu = self.menu_of(index)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reveal()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._delegate.forget_look()
        if event.type() == QEvent.Type.FontChange:
            self.fit_height()

    def _on_model_reset(self) -> None:
        self._on_reordered()
        self.fit_height()

    def _on_reordered(self) -> None:
        self._reordered = True

    def _reveal(self) -> None:
        if self._to_reveal >= 0:
            self.scrollTo(self._facets.index(self._to_reveal))
            self._to_reveal = -1

    def _target_at(self, place: QPoint) -> tuple[str, str] | None:
        """The value and the part of its row at a place of the viewport."""
        index = self.indexAt(place)
        if not index.isValid():
            return None
        parts = self._delegate.parts(self.visualRect(index))
        return str(index.data(FacetRole.KEY)), parts.at(place.x())

    def _act(self, index: QModelIndex, part: str) -> None:
        key, mode = str(index.data(FacetRole.KEY)), str(index.data(FacetRole.MODE))
        if part == "only":
            self.mode_requested.emit(key, "only")
        elif part == "exclude":
            self._toggle(key, mode, "exclude")
        else:
            self.mode_requested.emit(key, "include" if mode == "off" else "off")

    def _toggle(self, key: str, mode: str, wanted: str) -> None:
        self.mode_requested.emit(key, "off" if mode == wanted else wanted)
