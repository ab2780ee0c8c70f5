"""Datasets in one file are checked on the command line by the rules of their folders."""

import re
from pathlib import Path

import pytest

from tests.app.acts import Run
from tests.io.conftest import Sample, sample

__all__ = ["sample"]

PLACE = re.compile(r"^[^ ]+:", re.MULTILINE)


@pytest.mark.parametrize("ending", ["zip", "json"])
def test_what_is_wrong_is_told_as_of_a_folder(
    sample: Sample, run: Run, tmp_path: Path, ending: str
) -> None:
    packed = tmp_path / f"packed.{ending}"
    assert run("export", sample.folder, "--out", packed)[0] == 0
    assert run("check", packed)[:2] == (
        0,
        f"{packed} checked (2 quotes not checked): nothing wrong\n",
    )

    sample.set("events.csv", 2, "date_basis", "guessed")
    sample.set("quotes.csv", 3, "source_id", "nobody")
    assert run("export", sample.folder, "--out", packed)[0] == 0
    status, told, _ = run("check", packed)
    _, wanted, _ = run("check", sample.folder)
    assert status == 1
    assert len(told.splitlines()) > 2
    told_of_folder = told.replace("packed.json:sources", "sources.csv")
    assert PLACE.sub("", told_of_folder) == PLACE.sub("", wanted).replace(
        str(sample.folder), str(packed)
    )
    if ending == "json":
        assert re.search(r"^packed\.json:events:\d+: .*guessed", told, re.MULTILINE)
        assert re.search(r"^packed\.json:quotes:\d+: .*nobody", told, re.MULTILINE)


@pytest.mark.parametrize("ending", ["zip", "json"])
def test_texts_and_filters_go_with_it(
    sample: Sample, run: Run, tmp_path: Path, ending: str
) -> None:
    packed = tmp_path / f"packed.{ending}"
    assert run("export", sample.folder, "--out", packed)[0] == 0
    words = ("--sources", sample.texts, "--country", "GTM")
    status, told, _ = run("check", packed, *words)
    _, wanted, _ = run("check", sample.folder, *words)
    assert status == 0
    assert told == wanted.replace(str(sample.folder), str(packed))
