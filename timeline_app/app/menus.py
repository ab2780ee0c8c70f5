"""Menus and shortcuts made from the table of actions."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from timeline_app.app.actions import ACTIONS, CONTEXT, GESTURES, MENUS, ActionSpec
from timeline_app.views.main_window import MainWindow

ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}


def _words(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


class Menus:
    """The menu bar of a window; `actions` and `submenus` are found by the id of their spec."""

    def __init__(
        self, window: MainWindow, handler_of: Callable[[str], Callable[[bool], None] | None]
    ) -> None:
        """`handler_of` gives the handler of an action's id; None makes it a submenu."""
        self.actions: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        menus = {name: window.menuBar().addMenu(_words(name)) for name in MENUS}
        for spec in ACTIONS:
            menu = menus[spec.menu]
            if spec.separator:
                menu.addSeparator()
            handler = handler_of(spec.id)
            if handler is None:
                self.submenus[spec.id] = menu.addMenu(_words(spec.text))
            else:
                action = self._action(window, spec, handler)
                menu.addAction(action)

    def check(self, action_id: str, checked: bool = True) -> None:
        """Show an action as on or off without carrying it out."""
        self.actions[action_id].setChecked(checked)

    def _action(
        self, window: MainWindow, spec: ActionSpec, handler: Callable[[bool], None]
    ) -> QAction:
        action = QAction(_words(spec.text), window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setMenuRole(ROLES.get(spec.id, QAction.MenuRole.NoRole))
        action.setCheckable(spec.checkable)
        if spec.group:
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(window)
            self._groups[spec.group].addAction(action)
        action.triggered.connect(handler)
        for keys in spec.timeline_keys:
            _key_on(window.canvas, keys, action)
        self.actions[spec.id] = action
        return action


def _key_on(widget: QWidget, keys: str, action: QAction) -> None:
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(action.trigger)


def shortcut_groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """All keys and gestures in words, for the help page: (menu, [(keys, what they do)])."""
    native = QKeySequence.SequenceFormat.NativeText
    groups = []
    for menu in MENUS:
        entries = [
            (
                ", ".join(QKeySequence(keys).toString(native) for keys in spec.shortcuts),
                _words(spec.text).replace("&", "").rstrip("…"),
            )
            for spec in ACTIONS
            if spec.menu == menu and spec.shortcuts
        ]
        groups.append((_words(menu).replace("&", ""), entries))
    words = QCoreApplication.translate
    for place, gestures in GESTURES:
        entries = [(words("Gestures", keys), words("Gestures", does)) for keys, does in gestures]
        groups.append((words("Gestures", place), entries))
    return groups
