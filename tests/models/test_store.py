"""Undo, redo and merging of view states."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from timeline_app.core.view_state import ViewState
from timeline_app.core.when import Span
from timeline_app.models.store import HISTORY_LIMIT, MERGE_SECONDS, Store

CHANGES = st.one_of(
    st.fixed_dictionaries({"group": st.sampled_from(["country", "actor", "type"])}),
    st.fixed_dictionaries({"window": st.builds(Span, st.just(0), st.integers(1, 9))}),
    st.fixed_dictionaries({"selection": st.lists(st.sampled_from("abc"), max_size=2).map(tuple)}),
)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_changed_tells_the_new_state_and_what_differs() -> None:
    store = Store(ViewState())
    told: list[tuple[ViewState, frozenset[str]]] = []
    store.changed.connect(lambda state, names: told.append((state, names)))

    store.update(group="actor", selection=("a",))
    store.update(group="actor")

    assert told == [
        (replace(ViewState(), group="actor", selection=("a",)), frozenset({"group", "selection"}))
    ]


@given(st.lists(CHANGES, max_size=20))
def test_undoing_all_and_redoing_all_are_inverse(changes: list[dict[str, Any]]) -> None:
    store = Store(ViewState())
    states = [store.state]
    for change in changes:
        store.update(**change)
        if store.state != states[-1]:
            states.append(store.state)

    for state in reversed(states[:-1]):
        store.undo()
        assert store.state == state
    assert not store.can_undo
    for state in states[1:]:
        store.redo()
        assert store.state == state
    assert not store.can_redo


def test_quick_repeats_make_one_step_and_slow_ones_do_not() -> None:
    clock = Clock()
    store = Store(ViewState(), clock=clock)
    for end in (2, 3, 4):
        store.update(merge="zoom", window=Span(0, end))
        clock.now += MERGE_SECONDS / 2
    clock.now += MERGE_SECONDS * 2
    store.update(merge="zoom", window=Span(0, 5))

    store.undo()
    assert store.state.window == Span(0, 4)
    store.undo()
    assert store.state.window == Span(0, 1)
    assert not store.can_undo


def test_another_kind_of_change_starts_a_new_step() -> None:
    store = Store(ViewState(), clock=Clock())
    store.update(merge="zoom", window=Span(0, 2))
    store.update(merge="search", group="type")
    store.undo()
    assert store.state.window == Span(0, 2)


def test_a_change_after_undo_forgets_what_was_undone() -> None:
    store = Store(ViewState())
    store.update(group="actor")
    store.undo()
    store.update(group="type")
    assert not store.can_redo
    assert store.can_undo


def test_the_oldest_steps_are_forgotten() -> None:
    store = Store(ViewState())
    for end in range(2, HISTORY_LIMIT + 50):
        store.update(window=Span(0, end))
    steps = 0
    while store.can_undo:
        store.undo()
        steps += 1
    assert steps == HISTORY_LIMIT


def test_a_history_is_taken_out_and_put_back(qtbot) -> None:
    store = Store(ViewState())
    store.update(group="actor")
    store.update(group="type")
    store.undo()
    history, state = store.history, store.state
    store.reset(ViewState(group="place"))
    assert not store.can_undo
    assert not store.can_redo
    store.reset(state, history)
    store.redo()
    assert store.state.group == "type"
    store.undo()
    store.undo()
    assert store.state.group == "country"
