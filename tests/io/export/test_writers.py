"""What holds of every format that a table is written in."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from tests.builders import make_dataset, small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.io.containers.limits import Limits
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.column_names import UnknownColumn
from timeline_app.io.export.writers import WRITERS, format_of, write_table
from timeline_app.io.finding import WriteError

FORMATS = [name for name, writer in WRITERS.items() if writer.takes_columns]
QUOTES = [name for name in FORMATS if WRITERS[name].takes_quotes]
MODULES = ("exporting", "typed_columns")
MANY = 3000
MADE = datetime(2026, 11, 26, 20, 15, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def many() -> Dataset:
    """Enough events for several batches, when these are small, and for files of some size."""
    place = {"latitude": "15.4", "longitude": "-91.9"}
    events = ({"title": f"{n * 7919}", "date": "2024-05-06"} | place for n in range(MANY))
    return make_dataset(*events)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in MODULES:
        monkeypatch.setattr(f"timeline_app.io.export.{module}.BATCH", 500)


def rows(dataset: Dataset) -> np.ndarray:
    return np.arange(len(dataset), dtype=np.int64)


@contextmanager
def nothing_changes(folder: Path) -> Iterator[Path]:
    """A file that stands before and after, alone."""
    folder.mkdir()
    path = folder / "x"
    path.write_bytes(b"old")
    yield path
    assert path.read_bytes() == b"old"
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_events_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    choices = TableChoices(format=name, made=MADE)
    contents = set()
    for number in range(2):
        path = tmp_path / f"{number}"
        dataset = small_dataset()
        write_table(dataset, rows(dataset), path, choices)
        contents.add(path.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_batches_make_no_difference_and_progress_is_told(
    name: str, many: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choices = TableChoices(format=name)
    write_table(many, rows(many), tmp_path / "whole", choices)
    if name != "parquet":  # its groups of rows are its batches
        for module in MODULES:
            monkeypatch.setattr(f"timeline_app.io.export.{module}.BATCH", 500)
    told: list[float] = []

    def tell(fraction: float) -> bool:
        told.append(fraction)
        return True

    write_table(many, rows(many), tmp_path / "parts", choices, tell)
    assert (tmp_path / "parts").read_bytes() == (tmp_path / "whole").read_bytes()
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert name == "parquet" or len({fraction for fraction in told if fraction > 0.2}) >= 5


@pytest.mark.parametrize("name", FORMATS)
def test_of_wide_rows_few_are_held_at_a_time(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = {"date": "2024", "latitude": "15.4", "longitude": "-91.9"}
    dataset = make_dataset(*(wide | {"title": f"{n}" + "wide" * 250} for n in range(100)))
    monkeypatch.setattr("timeline_app.io.export.exporting._BYTES", 10_000)
    told: list[float] = []

    def tell(fraction: float) -> bool:
        told.append(fraction)
        return True

    write_table(dataset, rows(dataset), tmp_path / "x", TableChoices(format=name), tell)
    assert len({fraction for fraction in told if fraction > 0.2}) >= 10


@pytest.mark.usefixtures("small_batches")
@pytest.mark.parametrize("name", FORMATS)
def test_it_can_be_stopped_at_any_time(name: str, many: Dataset, tmp_path: Path) -> None:
    asked = 0

    def go_on(fraction: float) -> bool:
        nonlocal asked
        asked += 1
        return True

    write_table(many, rows(many), tmp_path / "whole", TableChoices(format=name), go_on)
    for last in {1, 2, asked // 2, asked - 2, asked - 1, asked}:
        left = last

        def stop(fraction: float) -> bool:
            nonlocal left
            left -= 1
            return left > 0

        with (
            nothing_changes(tmp_path / f"{last}") as path,
            pytest.raises(Cancelled),
        ):
            write_table(many, rows(many), path, TableChoices(format=name), stop)


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 5, 8, 13])
@pytest.mark.parametrize("name", FORMATS)
def test_a_full_disk_is_a_sentence(name: str, limit: int, many: Dataset, tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("no limit can be set for the size of files")
    import resource

    choices = TableChoices(format=name)
    write_table(many, rows(many), tmp_path / "whole", choices)
    size = (tmp_path / "whole").stat().st_size
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    with nothing_changes(tmp_path / "full") as path:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size * limit // 14, old[1]))
        try:
            with pytest.raises(WriteError, match="the disk is full"):
                write_table(many, rows(many), path, choices)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)


@pytest.mark.parametrize("name", FORMATS)
def test_a_read_only_folder_is_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*args: object, **named: object) -> None:
        raise PermissionError(13, "Permission denied")

    dataset = small_dataset()
    with nothing_changes(tmp_path / "folder") as path:
        monkeypatch.setattr("timeline_app.io.atomic.tempfile.mkstemp", refused)
        with pytest.raises(WriteError, match="you may not write in its folder"):
            write_table(dataset, rows(dataset), path, TableChoices(format=name))
        monkeypatch.undo()


@pytest.mark.parametrize("name", FORMATS)
def test_no_event_is_no_mistake(name: str, tmp_path: Path) -> None:
    dataset = small_dataset()
    path = tmp_path / "x"
    assert write_table(dataset, rows(dataset)[:0], path, TableChoices(format=name)) == 0
    assert path.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_column_that_is_not_there_leaves_all_as_it_was(name: str, tmp_path: Path) -> None:
    dataset = small_dataset()
    choices = TableChoices(format=name, columns=("titel",))
    with nothing_changes(tmp_path / "folder") as path, pytest.raises(UnknownColumn):
        write_table(dataset, rows(dataset), path, choices)


@pytest.mark.parametrize("name", [*FORMATS, "json"])
def test_more_columns_than_are_read_again_are_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.export.exporting.LIMITS", Limits(columns=17))
    dataset = small_dataset()
    with (
        nothing_changes(tmp_path / "folder") as path,
        pytest.raises(WriteError, match="columns, and at most 17 can be read again; choose some"),
    ):
        write_table(dataset, rows(dataset), path, TableChoices(format=name))


@pytest.mark.parametrize("name", QUOTES)
def test_as_many_rows_are_told_as_are_written(name: str, tmp_path: Path) -> None:
    dataset = small_dataset()
    assert write_table(dataset, rows(dataset), tmp_path / "x", TableChoices(name)) == len(dataset)
    choices = TableChoices(format=name, per_quote=True)
    count = write_table(dataset, rows(dataset), tmp_path / "x", choices)
    assert count == len(dataset) + 1


@pytest.mark.parametrize(("name", "writer"), WRITERS.items())
def test_an_ending_means_its_format(name: str, writer: object) -> None:
    for ending in WRITERS[name].endings:
        assert format_of(Path(f"My events{ending.upper()}")) == name


def test_the_bytes_of_a_workbook_do_not_depend_on_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = small_dataset()
    found = set()
    for zone in ("UTC", "America/Guatemala", "Asia/Tokyo"):
        monkeypatch.setitem(os.environ, "TZ", zone)
        if hasattr(os, "register_at_fork"):
            import time

            time.tzset()
        write_table(dataset, rows(dataset), tmp_path / "x", TableChoices(format="xlsx", made=MADE))
        found.add((tmp_path / "x").read_bytes())
    assert len(found) == 1
