"""Files of every format, damaged: they open or are refused with a sentence, and no row is lost.

What a reader counts as rows is counted here by other means: the csv and json modules, line ends.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.io import damage, seeds
from tests.io.opening import assert_comes_back, opened
from timeline_app.core.reading import Reading

Files = Mapping[str, bytes]

seeds_of_chance = st.integers(0, 2**32 - 1)
thorough = settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module", params=["made", "real"])
def files(request: pytest.FixtureRequest) -> Files:
    """Whole files to be damaged; real ones where these are beside the project."""
    if request.param == "made":
        return seeds.made()
    return dict(seeds.real(request.getfixturevalue("shared")))


@thorough
@given(seed=seeds_of_chance)
def test_damaged_files_give_events_or_a_sentence(files: Files, seed: int) -> None:
    chance = Random(seed)
    name = chance.choice(sorted(files))
    within = name.endswith((".xlsx", ".ods")) and chance.random() < 0.7
    content = (damage.zip_changed if within else damage.spoiled)(files[name], chance)
    reading = read(name, content)
    if reading is not None and not within:
        assert_all_lines_are_there(reading, content)


@thorough
@given(seed=seeds_of_chance)
def test_no_record_is_lost(files: Files, seed: int) -> None:
    chance = Random(seed)
    name = chance.choice(sorted(files))
    content, records = damage.changed(name, files[name], chance)
    reading = read(name, content)
    if reading is not None and records is not None:
        assert reading.rows == records


def read(name: str, content: bytes) -> Reading | None:
    """The report on a file, once its events have come back from an export; None if refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        dataset = opened(path)
        if dataset is None:
            return None
        assert_comes_back(dataset, Path(folder) / "again.csv")
        (reading,) = dataset.readings
        return reading


def assert_all_lines_are_there(reading: Reading, content: bytes) -> None:
    """Whether each line of a text table without quotes is a row, but for a header."""
    last = max((problem.line for problem in reading.problems), default=0)
    if reading.format in {"Timeline Project", "TimelineJS", "Kleptocracy Timeline"}:
        return
    ends = lines_of(content)
    if b"\0" not in content and not content.startswith((b"PK", b"PAR1", b"ARROW1", b"{", b"[")):
        assert last <= max(ends)
        if b'"' not in content:
            assert reading.rows in {*ends, *(end - 1 for end in ends)}


def lines_of(content: bytes) -> set[int]:
    """How many lines there are, where CR CR LF ends one or two."""
    content = re.sub(rb"\A(\xef\xbb\xbf)+", b"", content)
    either = (content, re.sub(rb"\r\r+\n", b"\r\n", content))
    return {len(re.findall(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)) for text in either}
