"""A dataset comes back from the cache as it was built, or not at all."""

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.io import cache, cache_file
from timeline_app.io.export.csv_out import write_csv
from timeline_app.io.export.export_table import export_of
from timeline_app.io.open import open_dataset

ROWS = (
    "b,Second <b>,2024-06~,Attack,GTM|MEX,army|zetas,rain\n"
    "a,First,1986,Arrest,USA,zetas,\n"
    'c,"Third, said ""é""","[2010-12,2011-12]",Attack,GTM,,rain\n'
    "d,Fourth,soon,,,army,sun\n"
)
HEADER = "event_id,title,date,event_type,countries,actors,weather\n"


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "WORTH_IT", 0)
    path = tmp_path / "events.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "datasets"


def keep(path: Path, folder: Path) -> Dataset:
    stamp = cache.stamp_of([path])
    assert stamp is not None
    dataset = open_dataset([path])
    cache.keep(dataset, stamp, folder)
    return dataset


def kept(path: Path, folder: Path) -> Dataset | None:
    stamp = cache.stamp_of([path])
    assert stamp is not None
    return cache.kept(stamp, folder)


def test_all_of_a_dataset_comes_back(events: Path, folder: Path) -> None:
    before, after = keep(events, folder), kept(events, folder)
    assert after is not None
    assert (after.name, after.title, after.location) == (before.name, before.title, before.location)
    assert (after.files, after.extra_columns) == (before.files, before.extra_columns)
    assert after.events.astype("str").equals(before.events.astype("str"))
    assert [after.event(row) for row in range(4)] == [before.event(row) for row in range(4)]
    for name in ("start", "end", "solid_start", "solid_end", "form", "uncertain", "approximate"):
        one, other = getattr(after.times, name), getattr(before.times, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()
    assert after.times.parts == before.times.parts
    assert list(after.fields) == list(before.fields)
    for name, field in before.fields.items():
        again = after.fields[name]
        assert (again.keys, again.labels, again.aliases) == (
            field.keys,
            field.labels,
            field.aliases,
        )
        assert again.codes.dtype == field.codes.dtype
        assert again.codes.tolist() == field.codes.tolist()
        assert [again.keys_of(row) for row in range(4)] == [field.keys_of(row) for row in range(4)]
        assert again.postings.sizes.tolist() == field.postings.sizes.tolist()
    rows = np.arange(4)
    assert export_of(after, rows).table.equals(export_of(before, rows).table)
    assert after.row_of("c") == before.row_of("c")
    assert after.search_index.mask("third").tolist() == before.search_index.mask("third").tolist()


def test_without_events(events: Path, folder: Path) -> None:
    events.write_text(HEADER, encoding="utf-8")
    keep(events, folder)
    after = kept(events, folder)
    assert after is not None
    assert len(after) == 0


def test_nothing_is_there_at_first(events: Path, folder: Path) -> None:
    assert kept(events, folder) is None


@pytest.mark.parametrize("change", ["content", "time", "size", "format"])
def test_what_is_out_of_date_is_not_used_and_goes_with_the_next(
    events: Path, folder: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(events, folder)
    found = events.stat()
    if change == "content":
        events.write_text(HEADER + ROWS.replace("Third", "Tired"), encoding="utf-8")
        os.utime(events, ns=(found.st_atime_ns, found.st_mtime_ns))
    elif change == "time":
        os.utime(events, ns=(found.st_atime_ns, found.st_mtime_ns + 1_000_000))
    elif change == "size":
        events.write_text(HEADER + ROWS + "e,Fifth,2024,,,,\n", encoding="utf-8")
        os.utime(events, ns=(found.st_atime_ns, found.st_mtime_ns))
    else:
        monkeypatch.setattr(cache, "FORMAT", "another")
    assert kept(events, folder) is None
    keep(events, folder)
    assert kept(events, folder) is not None
    assert len(list(folder.iterdir())) == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.floats(0, 1), scrap=st.binary(min_size=1, max_size=9), cut=st.booleans())
def test_damage_is_noticed_or_does_no_harm(
    events: Path, folder: Path, at: float, scrap: bytes, cut: bool
) -> None:
    before = keep(events, folder)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    place = int(at * (len(content) - 1))
    damaged = content[:place] if cut else content[:place] + scrap + content[place + len(scrap) :]
    path.write_bytes(damaged)
    after = kept(events, folder)
    if after is not None:
        assert after.events.astype("str").equals(before.events.astype("str"))


def test_damage_to_the_description_is_noticed(events: Path, folder: Path) -> None:
    keep(events, folder)
    (path,) = folder.iterdir()
    before, name, behind = path.read_bytes().rpartition(b'"event_id"')
    assert name
    path.write_bytes(before + b'"eve t_id"' + behind)
    assert kept(events, folder) is None


@pytest.mark.parametrize("content", [b"", b"x", b"\xff" * 100])
def test_what_is_no_cache_is_none(events: Path, folder: Path, content: bytes) -> None:
    keep(events, folder)
    (path,) = folder.iterdir()
    path.write_bytes(content)
    assert kept(events, folder) is None


def test_damage_that_no_sum_tells_does_not_lead_out_of_memory(
    events: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(events, folder)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    monkeypatch.setattr(cache_file, "_sums", lambda content: [])
    keep(events, folder)
    for place in range(0, len(content) - 40, 8):
        path.write_bytes(content[:place] + b"\xff" * 8 + content[place + 8 :])
        dataset = kept(events, folder)
        if dataset is not None:
            assert len(export_of(dataset, np.arange(len(dataset))).rows) == len(dataset)


def test_small_files_folders_and_several_files_are_not_kept(
    events: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cache.stamp_of([events, events]) is None
    assert cache.stamp_of([events.parent]) is None
    assert cache.stamp_of([events.parent / "absent.csv"]) is None
    monkeypatch.setattr(cache, "WORTH_IT", 10_000)
    assert cache.stamp_of([events]) is None


def test_a_dataset_with_evidence_is_not_kept(events: Path, folder: Path) -> None:
    stamp = cache.stamp_of([events])
    assert stamp is not None
    cache.keep(small_dataset(), stamp, folder)
    assert not folder.exists()


def test_stopping_leaves_nothing(events: Path, folder: Path) -> None:
    stamp = cache.stamp_of([events])
    assert stamp is not None
    with pytest.raises(Cancelled):
        cache.keep(open_dataset([events]), stamp, folder, lambda _fraction: False)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_harms_nobody(events: Path, tmp_path: Path) -> None:
    keep(events, tmp_path / "events.csv" / "below")
    assert kept(events, tmp_path / "events.csv" / "below") is None


def test_what_was_used_longest_ago_is_dropped_when_the_folder_is_full(
    events: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [events.with_name(f"{name}.csv") for name in "abc"]
    for age, path in enumerate(paths):
        path.write_bytes(events.read_bytes())
        keep(path, folder)
        stamp = cache.stamp_of([path])
        assert stamp is not None
        os.utime(stamp.file_in(folder), (1000 + age, 1000 + age))
    size = next(folder.iterdir()).stat().st_size
    assert kept(paths[0], folder) is not None
    monkeypatch.setattr(cache, "MOST_BYTES", size + size // 2)
    keep(events, folder)
    assert [kept(path, folder) is not None for path in (*paths, events)] == [
        True,
        False,
        False,
        True,
    ]


def test_the_figures_and_the_report_of_an_export_come_back(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "WORTH_IT", 0)
    source, path = tmp_path / "source.csv", tmp_path / "export.csv"
    source.write_text("id,date,name,killed\n1,2020,A,4\n2,soon,B,\n", encoding="utf-8")
    dataset = open_dataset([source])
    write_csv(dataset, np.arange(2, dtype=np.int64), path)
    before, after = keep(path, folder), kept(path, folder)
    assert after is not None
    assert [claim.value for claim in before.claims_at(0)] == ["4"]
    assert [after.claims_at(row) for row in range(2)] == [before.claims_at(row) for row in range(2)]
    assert after.readings == before.readings
