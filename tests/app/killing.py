"""Exports that are killed at any moment: `python -m tests.app.killing [COUNT [SEED]]`.

A child writes two exports in turn to one place, with their manifests, over and over, until it is
killed. What then stands there is the one or the other, whole; whatever else was left is hidden and
told apart by its name. A folder is taken away before it is written again, for nothing replaces one.
"""

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from timeline_app.app.exports import ExportRequest, ReportChoices, draw, run_export
from timeline_app.app.main import create_application
from timeline_app.app.manifest import manifest_path
from timeline_app.core.clauses import Filter, ValueClause
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection, project
from timeline_app.core.view_state import ViewState
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import WRITERS
from timeline_app.io.open import open_dataset
from timeline_app.paths import shipped_dataset
from timeline_app.views.canvas.figure_choices import FigureChoices

MADE = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
LONGEST = 0.2
"""Seconds that a child lives at most once it writes."""
FILTERS: tuple[Filter, ...] = ((), (ValueClause("country", ("MEX",)),))

Content = dict[str, bytes]


def requests(folder: Path) -> dict[str, ExportRequest]:
    """One of each format, by its name."""
    found = {
        name: ExportRequest(
            folder / f"{name}{(writer.endings or ('',))[0]}",
            TableChoices(name, made=MADE),
            manifest=True,
        )
        for name, writer in WRITERS.items()
    }
    report = ReportChoices(made=MADE)
    found["report"] = ExportRequest(folder / "r.html", report, manifest=True)
    figure = FigureChoices((700, 500), whole_span=True, made=MADE)
    for kind in ("png", "svg", "pdf"):
        found[kind] = ExportRequest(folder / f"p.{kind}", figure, manifest=True)
    return found


class Killer:
    """Writes, kills and looks at what is left."""

    def __init__(self, dataset: Dataset, folder: Path, random_: random.Random) -> None:
        self._dataset = dataset
        self._folder = folder
        self._random = random_
        self._drawn: dict[str, list[bytes]] = {}
        self._whole: dict[str, list[Content]] = {}
        self.left: Counter[str] = Counter()
        """How often the old one stood there, or the new one, and how often something hidden."""
        for name, request in requests(folder).items():
            self._drawn[name] = [draw(request, *self._shown(filter_)) for filter_ in FILTERS]
            self._whole[name] = []
            for number in range(len(FILTERS)):
                self._write(name, request, number)
                self._whole[name].append(self._content(request))
                self._take_away(request)

    def kill_one(self, name: str) -> None:
        """Have exports of a format written until they are killed, and look at what is left."""
        request = requests(self._folder)[name]
        self._write(name, request, 0)
        ready, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.write(told, b".")
            try:
                self._write_on(name, request)
            finally:
                os._exit(1)
        os.read(ready, 1)
        for end in (ready, told):
            os.close(end)
        time.sleep(self._random.uniform(0, LONGEST))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"{name}: it ended by itself"
        self._look(name, request)

    def _write_on(self, name: str, request: ExportRequest) -> None:
        for number in count(self._random.randrange(2)):
            if name == "folder":
                self._take_away(request)
            self._write(name, request, number % 2)

    def _write(self, name: str, request: ExportRequest, number: int) -> None:
        drawn = self._drawn[name][number]
        run_export(request, *self._shown(FILTERS[number]), drawn=drawn)

    def _shown(self, filter_: Filter) -> tuple[Dataset, Projection, ViewState]:
        return self._dataset, project(self._dataset, filter_), ViewState(filter=filter_)

    def _look(self, name: str, request: ExportRequest) -> None:
        """What stands there is whole; what is hidden is told apart, and cleared away."""
        found, manifest = self._content(request), manifest_path(request.path).name
        whole = [dict(content) for content in self._whole[name]]
        told = [content.pop(manifest) for content in whole]
        assert found.pop(manifest, told[0]) in told, f"{name}: a damaged manifest"
        is_being_taken_away = name == "folder" and any(
            found.items() <= content.items() for content in whole
        )
        assert found in whole or is_being_taken_away, f"{name}: a damaged export"
        hidden = [path for path in self._folder.iterdir() if path not in self._visible(request)]
        assert all(path.name.startswith(".timeline-app-") for path in hidden), hidden
        self.left["hidden"] += bool(hidden)
        self.left["new" if found == whole[1] else "old"] += 1
        for path in (*hidden, *self._visible(request)):
            remove(path)

    def _content(self, request: ExportRequest) -> Content:
        found = {}
        for path in self._visible(request):
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                if file.is_file():
                    found[str(file.relative_to(self._folder))] = file.read_bytes()
        return found

    def _visible(self, request: ExportRequest) -> list[Path]:
        places = (request.path, manifest_path(request.path))
        return [path for path in places if path.exists()]

    def _take_away(self, request: ExportRequest) -> None:
        for path in self._visible(request):
            remove(path)


def remove(path: Path) -> None:
    if path.is_dir():
        for inner in sorted(path.rglob("*"), reverse=True):
            inner.rmdir() if inner.is_dir() else inner.unlink()
        path.rmdir()
    else:
        path.unlink()


def names() -> Iterator[str]:
    """All formats in turn."""
    while True:
        yield from requests(Path())


def main(kills: int, seed: int) -> None:
    create_application()
    dataset = open_dataset([shipped_dataset()])
    with tempfile.TemporaryDirectory() as folder:
        killer = Killer(dataset, Path(folder), random.Random(seed))
        for _, name in zip(range(kills), names(), strict=False):
            killer.kill_one(name)
        sys.stdout.write(f"{kills} killed, seed {seed}: {dict(killer.left)}\n")


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    main(*(arguments + [200, random.SystemRandom().randrange(10**6)][len(arguments) :]))
