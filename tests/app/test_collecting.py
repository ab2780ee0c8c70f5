"""The cycle collector stays out of gestures."""

import gc

import pytest

from tests.builders import small_dataset
from timeline_app.app import collecting
from timeline_app.app.collecting import IdleCollector
from timeline_app.app.main import Program
from timeline_app.core.first_view import first_view


class Knot:
    """Something that only the cycle collector frees."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def collector_as_before():
    yield
    gc.unfreeze()
    gc.enable()


def test_knots_are_freed_at_rest_and_only_then(
    program: Program, qtbot, monkeypatch, collector_as_before
):
    monkeypatch.setattr(collecting, "IDLE_MS", 20)
    collector = IdleCollector(program.store, program.presenter, program.window)
    assert not gc.isenabled()
    collected: list[str] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append("all"))
    dataset = small_dataset()
    program.presenter.show(dataset, first_view(dataset))
    assert collected == []
    qtbot.waitUntil(lambda: collected == ["all"])
    assert gc.get_freeze_count() > 0
    program.presenter.change_value("country", "GTM", "include")
    assert collected == ["all"]
    qtbot.waitUntil(lambda: len(collected) == 2)
    assert collector.parent() is program.window
