"""Exports from the window fail with a sentence and leave what is there alone."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from timeline_app.app.exporting import Exporter
from timeline_app.app.exports import ExportRequest
from timeline_app.core.projection import project
from timeline_app.core.view_state import ViewState
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.finding import WriteError
from timeline_app.io.open import open_dataset
from timeline_app.models.jobs import Jobs
from timeline_app.views.canvas.figure_choices import FigureChoices


def test_nothing_is_written_over_the_dataset_on_screen(qtbot: QtBot, tmp_path: Path) -> None:
    path, picture = tmp_path / "events.csv", tmp_path / "events.svg"
    path.write_text("event_id,title,date\na,A,2024\n", encoding="utf-8")
    picture.hardlink_to(path)
    before = path.read_bytes()
    dataset = open_dataset([path])
    projection = project(dataset, ())
    jobs = Jobs()
    exporter = Exporter(jobs)
    with qtbot.waitSignal(exporter.failed) as failed:
        exporter.run(ExportRequest(path, TableChoices()), dataset, projection, ViewState())
    assert isinstance(failed.args[0], WriteError)
    with qtbot.waitSignal(exporter.failed) as failed:
        exporter.run(ExportRequest(picture, FigureChoices()), dataset, projection, ViewState())
    assert isinstance(failed.args[0], WriteError)
    assert path.read_bytes() == before
    jobs.close()
