"""A dataset that is written opens again as it was; of some of its events, with what they use."""

import errno
import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pytest
from frictionless import validate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import QUOTES, SOURCES, make_dataset, small_dataset
from tests.io.any_datasets import all_rows, any_datasets, told
from tests.io.checked import check
from tests.io.conftest import Sample
from timeline_app.core.build import CITED, build_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Quote, Source
from timeline_app.io.containers import read_table
from timeline_app.io.containers.limits import Limits
from timeline_app.io.export import dataset_out, dataset_tables
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import write_table
from timeline_app.io.finding import WriteError
from timeline_app.io.open import open_dataset
from timeline_app.paths import shipped_dataset

FORMATS = {"folder": "x", "zip": "x.zip", "json": "x.json"}


def written(dataset: Dataset, folder: Path, form: str, rows: list[int] | None = None) -> Path:
    path = folder / FORMATS[form]
    chosen = all_rows(dataset) if rows is None else np.array(rows, dtype=np.int64)
    assert write_table(dataset, chosen, path, TableChoices(form)) == len(chosen)
    return path


@pytest.fixture
def shipped() -> Dataset:
    return open_dataset([shipped_dataset()])


@pytest.mark.parametrize("limits", [Limits(unpacked=5000), Limits(modest=50, ratio=2)])
def test_a_zip_file_that_would_not_be_unpacked_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits
) -> None:
    monkeypatch.setattr(dataset_out, "LIMITS", limits)
    with pytest.raises(WriteError, match="when it is opened; write a folder or JSON"):
        written(small_dataset(), tmp_path, "zip")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=30)
@given(dataset=any_datasets(), large=st.booleans())
def test_whatever_a_dataset_holds_comes_back(form: str, dataset: Dataset, large: bool) -> None:
    with TemporaryDirectory() as folder:
        with patch.object(dataset_tables, "BATCH", 2):
            path = written(dataset, Path(folder), form)
        with patch.object(read_table, "LARGE", 0 if large else read_table.LARGE):
            again = open_dataset([path])
    assert told(again) == told(dataset)


def test_the_shipped_descriptor_and_tables_come_back_to_the_letter(
    shipped: Dataset, tmp_path: Path
) -> None:
    """Events stand in order of time, all else as it stood."""
    folder = written(shipped, tmp_path, "folder")
    for file in (shipped_dataset()).iterdir():
        again = (folder / file.name).read_bytes()
        if file.name == "events.csv":
            assert sorted(again.splitlines()) == sorted(file.read_bytes().splitlines())
        else:
            assert again == file.read_bytes()
    assert open_dataset([folder]).about == shipped.about


@pytest.mark.parametrize("rows", [[], [3], [0, 1, 2], [5, 9, 17, 29], list(range(0, 30, 2))])
def test_nothing_is_wrong_with_a_part_of_a_dataset(
    shipped: Dataset, tmp_path: Path, rows: list[int]
) -> None:
    folder = written(shipped, tmp_path, "folder", rows)
    assert list(map(str, check(folder))) == []
    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    part = open_dataset([folder])
    assert part.events["event_id"].tolist() == shipped.events["event_id"].iloc[rows].tolist()
    for row, old in enumerate(rows):
        one, other = part.event(row), shipped.event(old)
        assert (one.quotes, one.claims, one.sources) == (other.quotes, other.claims, other.sources)
        assert one.actors == other.actors
    assert set(part.quotes) == set(part.events["event_id"])
    used = {quote.source_id for quotes in part.quotes.values() for quote in quotes}
    assert set(part.sources) == used


def test_a_part_names_no_event_that_is_not_in_it(tmp_path: Path) -> None:
    dataset = small_dataset()
    rows = list(dataset.rows_of(["2025-06-08", "2025-06-08-reply"]))
    part = open_dataset([written(dataset, tmp_path, "folder", rows)])
    assert part.events["related"].tolist() == ["2025-06-08-reply", "2025-06-08"]
    assert set(part.actors) == {"gtm-army", "sinaloa"}
    assert set(part.event_types) == {"Attack", "Armed clash"}


def test_an_actor_of_a_claim_alone_is_used(tmp_path: Path) -> None:
    dataset = small_dataset()
    part = open_dataset([written(dataset, tmp_path, "zip", [dataset.row_of("2025-12-08") or 0])])
    assert set(part.actors) == {"zetas", "sinaloa"}
    assert part.disputed.all()


def test_rules_of_its_own_stay_with_a_dataset(sample: Sample, tmp_path: Path) -> None:
    sample.change("actors.csv", "criminal group", "rebel group")
    own = '{"name": "kind", "constraints": {"enum": ["state force", "rebel group"]}}'
    sample.change(
        "datapackage.json",
        '"name": "actors",',
        f'"name": "actors", "schema": {{"fields": [{own}]}},',
    )
    assert check(sample.folder) == []
    assert check(written(open_dataset([sample.folder]), tmp_path, "folder")) == []


def test_licences_of_joined_datasets_stay(shipped: Dataset, sample: Sample) -> None:
    joined = open_dataset([shipped_dataset(), sample.folder])
    assert joined.about["licenses"] == shipped.about["licenses"]
    assert "resources" not in joined.about


@pytest.mark.parametrize("form", ["zip", "json"])
def test_the_same_events_give_the_same_bytes(shipped: Dataset, tmp_path: Path, form: str) -> None:
    sums = {hashlib.sha256(written(shipped, tmp_path, form).read_bytes()).digest() for _ in "ab"}
    assert len(sums) == 1


def test_a_folder_that_holds_something_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    written(small_dataset(), tmp_path, "folder")  # it was empty
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WriteError, match="folder that is not empty; choose another name"):
        written(small_dataset(), tmp_path, "folder")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_in_the_place_of_a_folder_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="there is a file of that name"):
        written(small_dataset(), tmp_path, "folder")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"


def test_a_folder_of_no_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="there is no folder"):
        written(small_dataset(), tmp_path / "none", "folder")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("calls", [0, 1, 3])
def test_nothing_is_left_of_what_is_cancelled(tmp_path: Path, form: str, calls: int) -> None:
    answers = iter([True] * calls)
    with pytest.raises(Cancelled):
        write_table(
            small_dataset(),
            all_rows(small_dataset()),
            tmp_path / FORMATS[form],
            TableChoices(form),
            lambda _: next(answers, False),
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMATS)
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path, form: str) -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with patch("os.fsync", side_effect=full), pytest.raises(WriteError, match="disk is full"):
        written(small_dataset(), tmp_path, form)
    assert list(tmp_path.iterdir()) == []


def test_progress_grows_to_the_whole(shipped: Dataset, tmp_path: Path) -> None:
    seen: list[float] = []

    def goes_on(fraction: float) -> bool:
        seen.append(fraction)
        return True

    write_table(shipped, all_rows(shipped), tmp_path / "x", TableChoices("folder"), goes_on)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_a_source_that_an_event_cites_without_a_quote_is_used(tmp_path: Path) -> None:
    events = small_dataset().events.assign(**{CITED: "s1|s3"})
    dataset = build_dataset(name="x", events=events, sources=SOURCES, quotes=QUOTES)
    told = [str(finding) for finding in check(written(dataset, tmp_path, "folder"))]
    assert not [finding for finding in told if "No quote is from" in finding]


def test_what_a_source_is_derived_from_stays_with_it(tmp_path: Path) -> None:
    origins = {"s1": "s2", "s2": " s3 ", "s3": "s4", "s4": "s2", "s5": "s6", "s6": ""}
    dataset = build_dataset(
        name="x",
        events=make_dataset({"event_id": "a"}, {"event_id": "b"}).events,
        sources=[Source(key, "", key, derived_from=origin) for key, origin in origins.items()],
        quotes=[Quote("q1", "a", "s1", "words"), Quote("q2", "b", "s5", "words")],
    )
    part = open_dataset([written(dataset, tmp_path, "zip", [dataset.row_of("a") or 0])])
    assert list(part.sources) == ["s1", "s2", "s3", "s4"]


def test_a_folder_can_say_what_its_columns_hold_in_any_way_but_ours(sample: Sample) -> None:
    fields = '[{"name": "title", "timeline_app": "killed"}, {"name": "x", "timeline_app": [1]}]'
    sample.change(
        "datapackage.json",
        '"name": "events",',
        f'"name": "events", "schema": {{"fields": {fields}}},',
    )
    dataset = open_dataset([sample.folder])
    assert dataset.killed is None
    assert dataset.event(0).title == 'Shots "for hours"'


@pytest.mark.parametrize("form", FORMATS)
def test_half_a_letter_in_a_descriptor_can_be_written(
    sample: Sample, tmp_path: Path, form: str
) -> None:
    sample.change("datapackage.json", '"A sample"', '"A \\ud83d sample"')
    dataset = open_dataset([sample.folder])
    assert open_dataset([written(dataset, tmp_path, form)]).title == "A \ufffd sample"
