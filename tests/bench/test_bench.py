"""The benchmark itself: its events, its frames, its lines and its gates."""

import json
import time
from functools import partial

import pyarrow.compute as pc
import pytest
from PySide6.QtWidgets import QWidget

from tests.bench import __main__ as bench
from tests.bench import data, floors, frames, queries, toggles, words
from tests.bench.budget import BY_KEY, LINES
from tests.bench.data import Shape, batches, csv_of
from tests.bench.fresh import run_fresh
from tests.bench.gates import gates
from tests.bench.processes import medians
from tests.bench.report import table
from tests.bench.request import PARTS, Request
from tests.bench.stage import PaintWatch, Stage
from tests.bench.start import BEGAN
from tests.bench.worker import measure
from timeline_app.core.text import fold
from timeline_app.io.open import open_dataset


@pytest.fixture
def short_script(monkeypatch):
    """A view script of a few steps of each kind, and everything else only a few times."""
    for name in ("NOTCHES", "PANS", "DRAGS", "SCROLLS"):
        monkeypatch.setattr(frames, name, 3)
    monkeypatch.setattr(frames, "RESTS", 2)
    monkeypatch.setattr(floors, "FRAMES", 3)
    monkeypatch.setattr(toggles, "VALUES", 1)
    monkeypatch.setattr(queries, "BRUSH_STEPS", 3)
    monkeypatch.setattr(queries, "RUNS", 1)


class TestEvents:
    def test_are_the_same_each_time(self, tmp_path):
        shape = Shape(1500)
        again = csv_of(shape, tmp_path / "again")
        assert csv_of(shape, tmp_path).read_bytes() == again.read_bytes()
        written = again.stat().st_mtime_ns
        assert csv_of(shape, tmp_path / "again").stat().st_mtime_ns == written

    def test_have_the_skew_that_is_told(self):
        (events,) = batches(Shape(40_000))

        def share(column: str, pattern: str) -> float:
            return pc.mean(pc.match_substring_regex(events[column], pattern)).as_py()

        assert share("date", r"^\d{4}-\d\d-\d\d/") == pytest.approx(0.10, abs=0.01)
        assert share("date", r"/\.\.$") == pytest.approx(0.003, abs=0.002)
        assert share("date", r"^\d{4}-\d\d$") == pytest.approx(0.05, abs=0.01)
        assert share("date", r"^\d{4}$") == pytest.approx(0.02, abs=0.005)
        assert share("title", r"[^\x00-\x7f]") == pytest.approx(0.08, abs=0.01)
        assert share("actors", r"\|") == pytest.approx(0.4, abs=0.02)
        assert pc.count_distinct(events["event_type"]).as_py() == 25
        assert 1300 < pc.count_distinct(events["place"]).as_py() <= words.PLACES
        assert events["date"].to_pylist() != sorted(events["date"].to_pylist())

    @pytest.mark.parametrize(("lanes", "countries", "actors"), [(12, 12, 500), (300, 20, 300)])
    def test_give_as_many_lanes_as_asked_for(self, lanes, countries, actors):
        shape = Shape(40_000, lanes)
        (events,) = batches(shape)
        for column, number in (("countries", countries), ("actors", actors)):
            cells = pc.split_pattern(events[column], "|").to_pylist()
            assert len({value for cell in cells for value in cell}) == number
            assert all(len(cell) == len(set(cell)) for cell in cells)
        assert {"country": countries, "actor": actors}[shape.group] == lanes

    @pytest.mark.parametrize(("with_summary", "bytes_a_row"), [(1_000_000, 207), (0, 131)])
    def test_have_rows_of_the_size_that_the_budget_is_for(
        self, with_summary, bytes_a_row, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(data, "WITH_SUMMARY", with_summary)
        size = csv_of(Shape(20_000), tmp_path).stat().st_size
        assert size / 20_000 == pytest.approx(bytes_a_row, abs=3)

    def test_open_without_loss(self, tmp_path):
        shape = Shape(800)
        (events,) = batches(shape)
        dataset = open_dataset([csv_of(shape, tmp_path)])
        written = events.to_pandas().set_index("event_id")
        read = dataset.events.set_index("event_id").loc[written.index, list(written.columns)]
        assert (read == written).all(axis=None)
        assert not dataset.extra_columns


class TestFrames:
    def test_only_paints_that_show_something_count(self, qtbot):
        widget, content = QWidget(), False
        qtbot.addWidget(widget)
        watch = PaintWatch(widget, lambda: content)
        with qtbot.waitExposed(widget):
            widget.show()
        widget.repaint()
        assert watch.count == 0
        content = True
        widget.repaint()
        assert (watch.count, watch.first_at > 0) == (1, True)
        watch.begin()
        assert (watch.count, watch.first_at) == (0, 0)

    def test_steps_that_paint_nothing_are_told_apart(self, qapp, short_script, tmp_path):
        shape, stage = Shape(300), Stage()
        stage.program.show(open_dataset([csv_of(shape, tmp_path)]))
        stage.settle()
        found = frames.run_script(stage, shape)
        assert set(found.ms) == {"zoom", "pan", "drag", "few"}
        assert found.unpainted >= 2 * 3  # twelve lanes need no scrolling
        assert len(found.windows) == found.figures()["frame.count"]
        assert stage.timed(lambda: None) < 1000
        assert stage.watch.count == 0
        stage.close()

    def test_are_over_when_jobs_are_done_too(self, qapp):
        done: list[object] = []
        stage = Stage()
        work = partial(time.sleep, 0.05)
        took = stage.timed(
            lambda: stage.program.jobs.start("x", lambda _: work(), done.append, done.append)
        )
        assert (done, took >= 50) == ([None], True)
        stage.close()

    def test_accented_words_are_typed_without_accents(self):
        word = words.accented_words()[0]
        assert word.translate(words.PLAIN) == fold(word) != word


def test_a_run_yields_all_lines(qapp, short_script, tmp_path):
    shape = Shape(2000, 300)
    path = csv_of(shape, tmp_path)
    found = measure(Request(str(path), 2000, 300, (*PARTS, "naive")))
    elsewhere = {line.key for line in LINES if line.key.startswith(("cached.", "start."))}
    assert set(BY_KEY) - set(found) == elsewhere | {"floor.read"}
    assert all(found[key] > 0 for key in set(found) - {"frame.unpainted"})
    text = table({2000: found})
    assert all(line.words in text for line in LINES if line.key in found)


def test_the_start_is_measured_in_a_fresh_process():
    found = run_fresh("tests.bench.start", more={BEGAN: "0"})
    assert 0 < found["start.window"] <= found["start.events"]


def test_medians_are_of_a_few_runs():
    values = iter([3.0, 1.0, 2.0])
    assert medians(lambda: {"x": next(values)}, 3) == {"x": 2.0}


class TestGates:
    GOOD = {
        "frame.p50": 6.0,
        "floor.blit.p50": 0.6,
        "load.whole": 1.5,
        "floor.read": 0.3,
        "export.all": 0.4,
        "floor.to_csv": 4.0,
    }

    @pytest.mark.parametrize(
        ("events", "key", "value"),
        [
            (1_000_000, "frame.p50", 18.2),
            (1_000_000, "load.whole", 5.5),
            (1_000_000, "export.all", 0.7),
            (10_000_000, "frame.p50", 10.1),
        ],
    )
    def test_fail_when_a_ratio_is_over(self, events, key, value):
        runs = {100_000: {"frame.p50": 5.0}, 1_000_000: self.GOOD, 10_000_000: {"frame.p50": 9.0}}
        assert all(gate.holds for gate in gates(runs))
        assert len(gates(runs)) == 5
        runs[events] = runs[events] | {key: value}
        assert [gate.holds for gate in gates(runs)].count(False) == 1

    @pytest.mark.parametrize(
        ("key", "value"), [("frame.p50", 7.3), ("load.whole", 1.9), ("export.all", 0.6)]
    )
    def test_what_is_not_as_asked_for_is_told_before_it_fails(self, key, value):
        runs = {1_000_000: self.GOOD | {key: value}}
        assert [gate.met for gate in gates(runs)].count(False) == 1
        assert all(gate.holds for gate in gates(runs))

    @pytest.mark.parametrize(("p50", "status"), [(6.0, 0), (60.0, 1)])
    def test_the_exit_status_says_so(self, p50, status, monkeypatch, tmp_path, capsys):
        monkeypatch.setattr(bench, "csv_of", lambda shape, folder: tmp_path)
        monkeypatch.setattr(bench, "measure", lambda request: self.GOOD | {"frame.p50": p50})
        monkeypatch.setattr(bench, "openings", lambda request, again: {})
        target = tmp_path / "figures.json"
        assert bench.main(["--gates", "--json", str(target)]) == status
        assert ("NO" in capsys.readouterr().out) == bool(status)
        written = json.loads(target.read_text("utf-8"))
        assert {entry["events"] for entry in written["figures"]} == {100_000, 1_000_000}
        assert [one["holds"] for one in written["ratios"]].count(False) == status


def test_budgets_are_judged():
    text = table({100_000: {"frame.p50": 5.1, "frame.p95": 12.0}})
    assert "5.10 ms  > 5 NO" in text
    assert "12 ms <= 12" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--events", "many"], "'many' is no number of events"),
        (["--gates", "--events", "5"], "--gates needs 1000000 events"),
        (["--gates", "--no-files"], "--gates needs 1000000 events, and files"),
    ],
)
def test_what_cannot_be_measured_is_refused(arguments, words, capsys):
    with pytest.raises(SystemExit):
        bench.parse(arguments)
    assert words in capsys.readouterr().err
