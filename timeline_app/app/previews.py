"""The first events of a large file on screen while the others are read, and the way back."""

from dataclasses import dataclass, replace

from timeline_app.app.presenter import Presenter
from timeline_app.core.dataset import Dataset
from timeline_app.core.first_view import first_view
from timeline_app.core.view_state import ViewState
from timeline_app.models.store import History, Store


@dataclass(frozen=True)
class _Before:
    """What was open, and how it was seen."""

    dataset: Dataset
    state: ViewState
    history: History


class Previews:
    """Knows what stands behind a preview, and what the person made of it meanwhile."""

    def __init__(self, presenter: Presenter, store: Store) -> None:
        self._presenter = presenter
        self._store = store
        self._before: _Before | None = None
        self._first: ViewState | None = None

    @property
    def is_shown(self) -> bool:
        return self._first is not None

    def begin(self) -> None:
        """Keep what is open; the preview is shown next."""
        if not self.is_shown and self._presenter.has_dataset:
            self._before = _Before(self._presenter.dataset, self._store.state, self._store.history)

    def shown(self) -> None:
        """The preview is on screen as nobody has touched it yet."""
        self._first = self._store.state

    def show_whole(self, dataset: Dataset) -> bool:
        """Put the whole dataset in the place of its preview; False if the person left that alone.

        Filter, grouping, sort and selection stay, and the window where it was moved.
        """
        state, first = self._store.state, self._first
        touched = first is not None and state != first
        if first is not None and touched:
            fresh = first_view(dataset)
            if state.window == first.window:
                state = replace(state, window=fresh.window)
            if state.selection == first.selection:
                state = replace(state, selection=fresh.selection)
            self._presenter.show(dataset, state, self._store.history)
        self._before = self._first = None
        return touched

    def take_back(self) -> bool:
        """Show again what was open before the preview; False if that was nothing."""
        before, self._before, self._first = self._before, None, None
        if before is not None:
            self._presenter.show(before.dataset, before.state, before.history)
        return before is not None
