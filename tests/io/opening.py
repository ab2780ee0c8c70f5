"""What must hold of any file that is opened, however damaged."""

import re
from pathlib import Path

import numpy as np

from timeline_app.core.dataset import Dataset
from timeline_app.core.message import TimelineError
from timeline_app.core.reading import Reading
from timeline_app.io.export.csv_out import write_csv
from timeline_app.io.open import open_dataset


def opened(path: Path) -> Dataset | None:
    """The dataset of a file; None where it is refused with a sentence.

    Any other exception, and what does not add up, fails the test.
    """
    try:
        dataset = open_dataset([path])
    except TimelineError as error:
        assert_sentence(str(error))
        return None
    for reading in dataset.readings:
        assert_adds_up(reading)
    assert len(dataset) == sum(found.events + found.undated for found in dataset.readings)
    return dataset


def assert_sentence(text: str) -> None:
    """Whether people can read an error: a place, what is wrong, a full stop."""
    assert re.search(r":\d+: .*[.)]\Z", text, re.DOTALL), text
    assert len(text) < 2000
    assert "object at 0x" not in text, text


def assert_adds_up(reading: Reading) -> None:
    """The row equation."""
    told = reading.events + reading.undated + reading.set_aside + sum(reading.no_events.values())
    assert reading.rows == told
    assert min(reading.rows, reading.events, reading.undated, reading.set_aside) >= 0
    assert all(problem.line >= 0 and str(problem.reason) for problem in reading.problems)
    assert all(str(note) for note in reading.notes)


def assert_comes_back(dataset: Dataset, path: Path) -> None:
    """Whether an export has all events, and gives them again when it is read."""
    write_csv(dataset, np.arange(len(dataset)), path)
    if not len(dataset):
        return
    again = open_dataset([path])
    (found,) = again.readings
    ids = dataset.events["event_id"]
    undated = sum(reading.undated for reading in dataset.readings)
    assert found.set_aside == 0
    assert sorted(again.events["event_id"]) == sorted(ids)
    assert found.undated == undated
