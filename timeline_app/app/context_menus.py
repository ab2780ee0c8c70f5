"""The menus of a right click: on a value, on an event."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from timeline_app.app.presenter import Presenter
from timeline_app.core.clauses import mode_of
from timeline_app.core.records import Quote
from timeline_app.models.words import value_by_itself, value_in_words
from timeline_app.views.main_window import MainWindow
from timeline_app.views.widgets import menu_text

translate = QCoreApplication.translate


class ContextMenus(QObject):
    """Builds a menu, shows it at the pointer and turns the choice into a change."""

    def __init__(
        self, window: MainWindow, presenter: Presenter, read: Callable[[Quote], None]
    ) -> None:
        """`read` opens a quote in its source."""
        super().__init__(window)
        self._window = window
        self._presenter = presenter
        self._read = read
        window.canvas.value_menu_requested.connect(self.show_for_value)
        window.canvas.menu_requested.connect(self.show_for_event)
        window.table.menu_requested.connect(self.show_for_event)

    def show_for_value(self, field: str, key: str, position: QPoint) -> None:
        menu = self._new_menu()
        self._add_value(menu, field, key)
        menu.popup(position)

    def show_for_event(self, event_id: str | None, position: QPoint) -> None:
        presenter = self._presenter
        menu = self._new_menu()
        row = presenter.dataset.row_of(event_id) if event_id else None
        if row is not None:
            event = presenter.dataset.event(row)
            copy = translate("ContextMenus", "Copy title and date")
            menu.addAction(copy).triggered.connect(
                lambda: QGuiApplication.clipboard().setText(f"{event.title}\t{event.when.text}")
            )
            zoom = menu.addAction(translate("ContextMenus", "Zoom to this event"))
            zoom.triggered.connect(lambda: presenter.zoom_to(event.event_id))
            known = presenter.dataset.sources
            for quote in [quote for quote in event.quotes if quote.source_id in known][:1]:
                read = menu.addAction(translate("ContextMenus", "Read in source"))
                read.triggered.connect(lambda checked=False, quote=quote: self._read(quote))
            menu.addSeparator()
            for field in ("country", "actor", "type", "source"):
                for key in presenter.dataset.fields[field].keys_of(row):
                    name = value_in_words(presenter.dataset.fields[field], key)
                    self._add_value(menu.addMenu(menu_text(name)), field, key)
            menu.addSeparator()
        fit = menu.addAction(translate("ContextMenus", "Fit all"))
        fit.triggered.connect(presenter.fit_all)
        window = menu.addAction(translate("ContextMenus", "Filter to window"))
        window.triggered.connect(presenter.filter_to_window)
        menu.popup(position)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add_value(self, menu: QMenu, field: str, key: str) -> None:
        mode = mode_of(self._presenter.state.filter, field, key)
        choices = {
            "include": translate("ContextMenus", "Include"),
            "exclude": translate("ContextMenus", "Exclude"),
            "only": translate("ContextMenus", "Only this"),
            "off": translate("ContextMenus", "No condition on this"),
        }
        for choice, words in choices.items():
            if choice == mode:
                continue
            menu.addAction(words).triggered.connect(
                lambda checked=False, mode=choice: self._presenter.change_value(field, key, mode)
            )
        found = self._presenter.dataset.field(field)
        label = value_by_itself(found, key) if found is not None else key
        menu.addSeparator()
        menu.addAction(translate("ContextMenus", "Copy")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(label)
        )
