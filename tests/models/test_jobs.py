"""Jobs: answers on the GUI thread, latest wins, cancel is silent."""

from threading import Event, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from tests.by_hand import ByHand
from timeline_app.core.progress import Progress
from timeline_app.models.jobs import Jobs, Report


def unexpected(value: object) -> None:
    pytest.fail(f"unexpected answer: {value!r}")


def test_the_value_arrives_on_the_gui_thread(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[tuple[object, bool]] = []
    with qtbot.waitSignal(jobs.ended):
        jobs.start(
            "read",
            lambda progress: current_thread() is main_thread(),
            lambda value: seen.append((value, current_thread() is main_thread())),
            unexpected,
        )
    assert seen == [(False, True)]
    jobs.close()


def test_an_error_arrives_as_the_exception(qtbot: QtBot) -> None:
    executor = ByHand()
    jobs = Jobs(executor)
    errors: list[BaseException] = []

    def work(progress: Progress) -> None:
        raise ValueError("bad")

    jobs.start("read", work, unexpected, errors.append)
    with qtbot.waitSignal(jobs.ended):
        executor.run_all()
    assert [str(error) for error in errors] == ["bad"]


def test_only_the_newest_of_a_key_answers(qtbot: QtBot) -> None:
    executor = ByHand()
    jobs = Jobs(executor)
    seen: list[object] = []
    jobs.start("search", lambda progress: "old", unexpected, unexpected)
    newest = jobs.start("search", lambda progress: "new", seen.append, unexpected)
    with qtbot.waitSignal(jobs.ended, check_params_cb=lambda job: job is newest):
        executor.run_all()
    assert seen == ["new"]


def test_work_hands_over_something_before_it_is_done(qtbot: QtBot) -> None:
    jobs = Jobs()
    seen: list[tuple[object, bool]] = []

    def note(value: object) -> None:
        seen.append((value, current_thread() is main_thread()))

    def work(report: Report) -> str:
        report.hand_over("first")
        return "whole"

    with qtbot.waitSignal(jobs.ended):
        jobs.start("read", work, note, unexpected, handed=note)
    assert seen == [("first", True), ("whole", True)]
    jobs.close()


def test_cancelled_work_hands_nothing_over(qtbot: QtBot) -> None:
    jobs = Jobs()
    cancelled = Event()

    def work(report: Report) -> None:
        assert cancelled.wait(5)
        report.hand_over("first")

    job = jobs.start("read", work, unexpected, unexpected, handed=unexpected)
    job.cancel()
    with qtbot.waitSignal(jobs.ended):
        cancelled.set()
    jobs.close()


def test_cancelled_work_is_told_and_does_not_answer(qtbot: QtBot) -> None:
    jobs = Jobs()
    started, told = Event(), []

    def work(progress: Progress) -> str:
        started.set()
        while progress(0.5):
            pass
        told.append("stopped")
        return "value"

    job = jobs.start("export", work, unexpected, unexpected)
    assert started.wait(5)
    with qtbot.waitSignal(jobs.ended):
        job.cancel()
    assert told == ["stopped"]
    jobs.close()


def test_after_the_end_nothing_is_started(qtbot: QtBot) -> None:
    jobs = Jobs()
    jobs.close()
    jobs.start("read", unexpected, unexpected, unexpected)
