"""Menu entries that show how the view is: what lanes are made of, conditions that are on."""

from typing import Final

from PySide6.QtCore import QObject

from timeline_app.app.menus import Menus
from timeline_app.app.presenter import Presenter
from timeline_app.core.clauses import ValueClause
from timeline_app.models.words import field_in_words
from timeline_app.views.widgets import menu_text

GROUPS: Final = {
    "country": "country",
    "actor": "actor",
    "type": "type",
    "source": "source",
    "none": "",
}
"""Lanes that have an action each: its name, and the field."""
ONLY: Final = {
    "single_source": ValueClause("independent_sources", ("1",)),
    "disagreeing": ValueClause("sources_disagree", ("yes",)),
}
"""Conditions that are turned on and off by an action."""


class StateMenus(QObject):
    """Keeps these entries of one window as its view is."""

    def __init__(self, menus: Menus, presenter: Presenter, parent: QObject) -> None:
        super().__init__(parent)
        self._menus = menus
        self._presenter = presenter
        menus.submenus["other_lanes"].aboutToShow.connect(self._fill_lanes)

    def show(self) -> None:
        """Check what is on; what the dataset lacks the evidence for cannot be turned on."""
        state, names = self._presenter.state, self._presenter.dataset.field_names
        for name, field in GROUPS.items():
            self._menus.check(f"group_{name}", field == state.group)
        for name, clause in ONLY.items():
            self._menus.check(f"only_{name}", clause in state.filter)
            self._menus.actions[f"only_{name}"].setEnabled(clause.field in names)

    def _fill_lanes(self) -> None:
        """The fields of the dataset whose lanes have no action of their own."""
        menu = self._menus.submenus["other_lanes"]
        menu.clear()
        for field in self._presenter.dataset.field_names:
            if field not in GROUPS.values():
                action = menu.addAction(menu_text(field_in_words(field)))
                action.setCheckable(True)
                action.setChecked(field == self._presenter.state.group)
                action.triggered.connect(
                    lambda checked, field=field: self._presenter.change_group(field)
                )
