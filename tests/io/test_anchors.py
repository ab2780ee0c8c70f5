"""Quotes are proved against the texts of their sources."""

import random
import shutil
from pathlib import Path

import pytest

from tests.io.conftest import FIRST, SECOND, TEXT, Sample
from timeline_app.io.containers.read_table import read_table
from timeline_app.io.dataset.check import check
from timeline_app.paths import shipped_dataset


def found(sample: Sample) -> list[str]:
    return [f"{one.severity} {one}" for one in check(sample.folder, sample.texts)]


def rewrite(sample: Sample, text: str) -> None:
    (sample.texts / "report.txt").write_bytes(text.encode())


def test_quotes_that_stand_in_their_document_are_proved(sample: Sample) -> None:
    assert found(sample) == []


def test_any_changed_letter_of_a_quote_is_an_error(sample: Sample) -> None:
    for place in range(0, len(FIRST), 7):
        letter = "x" if FIRST[place] != "x" else "y"
        sample.set("quotes.csv", 2, "exact", FIRST[:place] + letter + FIRST[place + 1 :])
        assert any(
            line.startswith("error quotes.csv:2: The quote does not") for line in found(sample)
        )


def test_a_shifted_quote_is_an_error_that_says_where_it_stands(sample: Sample) -> None:
    start = TEXT.index(SECOND)
    sample.set("quotes.csv", 3, "start", str(start + 1))
    sample.set("quotes.csv", 3, "end", str(start + 1 + len(SECOND)))
    (line,) = found(sample)
    assert line.startswith("error quotes.csv:3: ")
    assert f"from {start} to {start + len(SECOND)}" in line


@pytest.mark.parametrize("column", ["prefix", "suffix"])
def test_a_wrong_context_is_an_error(sample: Sample, column: str) -> None:
    sample.set("quotes.csv", 3, column, "y" * 32)
    (line,) = found(sample)
    assert line.startswith(f"error quotes.csv:3: The {column} is not what stands there")


def test_in_a_changed_document_moved_quotes_are_warnings(sample: Sample) -> None:
    rewrite(sample, "A new first line.\n" + TEXT)
    findings = found(sample)
    assert [line.split(": ")[0] for line in findings] == [
        "warning sources.csv:2",
        "warning quotes.csv:2",
        "warning quotes.csv:3",
    ]


def test_in_a_changed_document_lost_quotes_are_errors(sample: Sample) -> None:
    rewrite(sample, TEXT.replace(SECOND, "heard nothing"))
    findings = found(sample)
    assert [line.split(": ")[0] for line in findings] == [
        "warning sources.csv:2",
        "warning quotes.csv:2",
        "error quotes.csv:3",
    ]


def test_an_absent_document_is_an_error(sample: Sample) -> None:
    (sample.texts / "report.txt").unlink()
    (sample.texts / "README.md").write_text("The texts: Border report, by The Herald")
    (line,) = found(sample)
    assert line.startswith("error sources.csv:2: The document is absent: no file in")


def test_an_absent_folder_is_an_error(sample: Sample) -> None:
    shutil.rmtree(sample.texts)
    (line,) = found(sample)
    assert "There is no such folder" in line


def test_offsets_count_code_points_not_bytes(sample: Sample) -> None:
    text = "\U0001f5fa\u00e9\u00a0" + TEXT
    rewrite(sample, text)
    lines = [line for line in found(sample) if "quotes.csv:2" in line]
    assert f"from {text.index(FIRST)} to" in lines[0]


def test_the_shipped_quotes_stand_in_their_documents(tmp_path: Path, shared_sources: Path) -> None:
    shipped = shipped_dataset()
    copy = Sample(shutil.copytree(shipped, tmp_path / "copy"), shared_sources)
    assert not [line for line in found(copy) if line.startswith("error")]
    chance = random.Random(4)
    quotes = read_table(copy.file("quotes.csv"), "quotes.csv").frame["exact"].tolist()
    for row in chance.sample(range(len(quotes)), 8):
        exact = quotes[row]
        place = chance.randrange(len(exact))
        letter = "#" if exact[place] != "#" else "%"
        spoiled = Sample(shutil.copytree(shipped, tmp_path / f"copy{row}"), shared_sources)
        spoiled.set("quotes.csv", row + 2, "exact", exact[:place] + letter + exact[place + 1 :])
        assert any(line.startswith(f"error quotes.csv:{row + 2}: ") for line in found(spoiled))
