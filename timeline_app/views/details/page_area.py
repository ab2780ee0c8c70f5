"""A scrolling page whose text keeps its width whether or not the scroll bar shows."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageArea(QScrollArea):
    """Scrolls one page downwards; room for the scroll bar is always left.

    Qt's own fitting lays the page out at every width between that with and that without the scroll
    bar, which costs fifteen times as much.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def set_page(self, page: QWidget) -> None:
        """Show another page from its top; the old one goes once it is no longer in use."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()  # it may be what is being clicked
        self.setWidget(page)
        self._order_tabs(page)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self._fit()
        return super().eventFilter(watched, event)

    def _order_tabs(self, page: QWidget) -> None:
        """Let the Tab key go through the page where the area stands, not after all else."""
        tab = Qt.FocusPolicy.TabFocus
        inside = (child for child in page.findChildren(QWidget) if child.focusPolicy() & tab)
        for first, second in pairwise((self, *inside)):
            self.setTabOrder(first, second)

    def _fit(self) -> None:
        page = self.widget()
        if page is not None:
            width = self.width() - self.verticalScrollBar().sizeHint().width()
            page.resize(width, max(page.heightForWidth(width), self.height()))
