"""The one mutable thing of a window: its view state, with undo as a list of states."""

from collections.abc import Callable
from dataclasses import fields, replace
from time import monotonic
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from timeline_app.core.view_state import ViewState

HISTORY_LIMIT = 100
MERGE_SECONDS = 1.0
"""Repeats of one kind of change that follow each other within this time make one undo step."""


class History(NamedTuple):
    """The states that undo and redo lead to, the nearest last."""

    undo: tuple[ViewState, ...] = ()
    redo: tuple[ViewState, ...] = ()


NO_HISTORY = History()


def changed_fields(old: ViewState, new: ViewState) -> frozenset[str]:
    """The names of the fields in which two states differ."""
    return frozenset(f.name for f in fields(old) if getattr(old, f.name) != getattr(new, f.name))


class Store(QObject):
    """Holds the view state; views ask for changes, and are told after the new state stands."""

    changed = Signal(object, object)
    """(ViewState, frozenset of the names of the fields that differ); never with an empty set."""
    history_changed = Signal()
    """What can be undone or redone may have changed."""

    def __init__(
        self,
        state: ViewState,
        parent: QObject | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._undo: list[ViewState] = []
        self._redo: list[ViewState] = []
        self._clock = clock
        self._merge: str | None = None
        self._merged_at = 0.0

    @property
    def state(self) -> ViewState:
        return self._state

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        return bool(self._redo)

    def update(self, *, merge: str | None = None, **values: Any) -> None:
        """Change fields of the state as one undo step.

        With `merge`, a change joins the step before it when that has the same `merge` word and is
        less than MERGE_SECONDS old.
        """
        new = replace(self._state, **values)
        if new == self._state:
            return
        now = self._clock()
        joins = merge is not None and merge == self._merge and bool(self._undo)
        if not (joins and now - self._merged_at < MERGE_SECONDS):
            self._undo = [*self._undo, self._state][-HISTORY_LIMIT:]
        self._merge, self._merged_at = merge, now
        self._redo.clear()
        self._show(new)

    def undo(self) -> None:
        """Return to the state before the last step; nothing where there is none."""
        if self._undo:
            self._redo.append(self._state)
            self._merge = None
            self._show(self._undo.pop())

    def redo(self) -> None:
        """Take the last undone step again; nothing where there is none."""
        if self._redo:
            self._undo.append(self._state)
            self._merge = None
            self._show(self._redo.pop())

    @property
    def history(self) -> History:
        """What can be undone and redone, for `reset`."""
        return History(tuple(self._undo), tuple(self._redo))

    def reset(self, state: ViewState, history: History = NO_HISTORY) -> None:
        """Begin anew with a state, and what can be undone and redone, without `changed`."""
        self._state = state
        self._undo = list(history.undo)
        self._redo = list(history.redo)
        self._merge = None
        self.history_changed.emit()

    def _show(self, state: ViewState) -> None:
        names = changed_fields(self._state, state)
        self._state = state
        self.history_changed.emit()
        if names:
            self.changed.emit(state, names)
