"""A large file is kept in the cache behind its first opening, and comes from there at the next."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from timeline_app.app.opening import Opener, Opening
from timeline_app.core.dataset import Dataset
from timeline_app.models.jobs import Jobs


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("timeline_app.io.cache.WORTH_IT", 0)
    path = tmp_path / "events.csv"
    path.write_text("event_id,title,date\na,A,2024\nb,B,2025\n", encoding="utf-8")
    return path


def opened(opener: Opener, qtbot: QtBot, path: Path) -> Dataset:
    with qtbot.waitSignal(opener.opened) as waiting:
        opener.open([path])
    dataset, opening, changes = waiting.args or (None, None, None)
    assert opening == Opening([path])
    assert changes is None
    assert isinstance(dataset, Dataset)
    return dataset


def test_the_second_opening_comes_from_the_cache(
    qtbot: QtBot, events: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = Jobs()
    opener = Opener(jobs, cache=tmp_path / "cache")
    with qtbot.waitSignal(jobs.ended, check_params_cb=lambda job: job.key == "keep"):
        first = opened(opener, qtbot, events)
    monkeypatch.setattr("timeline_app.io.open.open_dataset", lambda *_: pytest.fail("read again"))
    second = opened(opener, qtbot, events)
    assert second is not first
    assert second.events["title"].tolist() == ["A", "B"]
    jobs.close()


def test_without_a_folder_nothing_is_kept(qtbot: QtBot, events: Path) -> None:
    jobs = Jobs()
    keys: list[str] = []
    jobs.ended.connect(lambda job: keys.append(job.key))
    opener = Opener(jobs)
    opened(opener, qtbot, events)
    jobs.close()
    qtbot.wait(0)
    assert keys == ["open"]
    assert list(events.parent.iterdir()) == [events]
