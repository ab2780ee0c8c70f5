"""Quotes are proved against the texts of their sources."""

import random
import re
import shutil
from pathlib import Path

import pytest

from tests.io.checked import check
from tests.io.conftest import FIRST, SECOND, TEXT, Sample
from timeline_app.core.anchors import AnchorState
from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote
from timeline_app.io.containers.read_table import read_table
from timeline_app.io.evidence.texts import find_texts
from timeline_app.io.open import open_dataset
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


def test_a_changed_document_tells_old_and_new_place_and_what_is_different(sample: Sample) -> None:
    start = TEXT.index(FIRST)
    old = f"instead of {start} to {start + len(FIRST)}"
    rewrite(sample, "New.\n" + TEXT.replace("five police", "six police"))
    place = f"from {start + 5} to {start + 5 + len(FIRST) - 1} {old}"
    (line,) = [line for line in found(sample) if "quotes.csv:2" in line]
    assert line.startswith("warning ")
    assert place in line
    assert line.endswith('Its words differ there: "five" -> "six".')


def test_nothing_is_compared_with_a_sha_256_or_a_place_that_is_not_there(sample: Sample) -> None:
    sample.set("sources.csv", 2, "sha256", "")
    for column in ("start", "end"):
        sample.set("quotes.csv", 2, column, "")
    start = TEXT.index(FIRST)
    lines = found(sample)
    assert any(
        line.startswith("warning sources.csv:2: The document seems to be report.txt, but ")
        and "no SHA-256" in line
        for line in lines
    )
    assert any(
        line.startswith("warning quotes.csv:2: ")
        and line.endswith(f"was found from {start} to {start + len(FIRST)}.")
        for line in lines
    )


def test_a_quote_at_its_old_place_in_a_changed_document_is_a_warning(sample: Sample) -> None:
    rewrite(sample, TEXT + "More.\n")
    assert [line.split(": ")[0] for line in found(sample)] == [
        "warning sources.csv:2",
        "warning quotes.csv:2",
        "warning quotes.csv:3",
    ]


def test_several_folders_prove_together(sample: Sample, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert check(sample.folder, empty, sample.texts) == []
    (line,) = check(sample.folder, tmp_path / "none", sample.texts)
    assert "There is no such folder" in str(line)


def test_a_document_that_cannot_be_read_is_told_where_one_is_absent(sample: Sample) -> None:
    (sample.texts / "report.txt").rename(sample.texts / "report.pdf")
    lines = found(sample)
    assert [line.split(": ")[0] for line in lines[:1]] == ["error sources.csv:2"]
    assert lines[1].startswith("warning ")
    assert "report.pdf:1: It is damaged" in lines[1]


def test_in_a_changed_document_moved_quotes_are_warnings(sample: Sample) -> None:
    rewrite(sample, "A new first line.\n" + TEXT)
    findings = found(sample)
    assert [line.split(": ")[0] for line in findings] == [
        "warning sources.csv:2",
        "warning quotes.csv:2",
        "warning quotes.csv:3",
    ]


def test_a_quote_that_stands_where_it_stood_is_not_said_to_have_moved(sample: Sample) -> None:
    rewrite(sample, TEXT + "A new last line.\n")
    lines = [line for line in found(sample) if "quotes.csv" in line]
    assert lines
    for line in lines:
        assert "was found where it stood, at " in line


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be"])
def test_the_same_text_in_another_encoding_is_the_very_text(sample: Sample, encoding: str) -> None:
    (sample.texts / "report.txt").write_bytes(TEXT.encode(encoding))
    assert found(sample) == []


def test_in_a_changed_document_lost_quotes_are_errors(sample: Sample) -> None:
    rewrite(sample, TEXT.replace(SECOND, "heard nothing"))
    findings = found(sample)
    assert [line.split(": ")[0] for line in findings] == [
        "warning sources.csv:2",
        "warning quotes.csv:2",
        "error quotes.csv:3",
    ]


def test_words_that_stand_elsewhere_by_chance_are_told(sample: Sample) -> None:
    sample.set("quotes.csv", 3, "exact", "town")
    sample.set("quotes.csv", 3, "emphasis", "")
    sample.set("quotes.csv", 3, "prefix", "and then the soldiers entered a ")
    sample.set("quotes.csv", 3, "suffix", " that nobody had heard of before")
    rewrite(sample, f"{TEXT}\nMany a person of the town left, and nobody came.\n")
    (line,) = [
        line for line in found(sample) if line.startswith("error quotes.csv:3: The quote is")
    ]
    assert "its words stand in it, but nowhere between what stood around them" in line


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


@pytest.fixture
def shipped(shared_sources: Path) -> tuple[Dataset, dict[Path, list[Quote]]]:
    """The shipped dataset, and the quotes of each of its texts, which stand in a folder."""
    dataset = open_dataset([shipped_dataset()])
    texts = find_texts(dataset, [shared_sources])
    own: dict[Path, list[Quote]] = {}
    for quote in texts.anchors:
        own.setdefault(texts.documents[quote.source_id].path, []).append(quote)
    return dataset, own


def states(dataset: Dataset, folder: Path, quotes: list[Quote]) -> list[AnchorState]:
    anchors = find_texts(dataset, [folder]).anchors
    return [anchors[quote].state for quote in quotes]


def test_a_paragraph_put_in_anywhere_loses_no_shipped_quote(shipped, tmp_path: Path) -> None:
    dataset, own = shipped
    for path, quotes in own.items():
        text = path.read_bytes().decode()
        for place in (0, *(end.end() for end in re.finditer("\n+", text)), len(text)):
            new = text[:place] + "\nA paragraph that is new.\n" + text[place:]
            (tmp_path / "x.txt").write_bytes(new.encode())
            assert set(states(dataset, tmp_path, quotes)) == {AnchorState.ELSEWHERE}


def test_each_sentence_taken_out_loses_exactly_its_shipped_quotes(shipped, tmp_path: Path) -> None:
    dataset, own = shipped
    for path, quotes in own.items():
        text = path.read_bytes().decode()
        for sentence in re.finditer(r"\S.*?(?:[.!?][\"\u201d)]*(?=\s)|$)", text, re.MULTILINE):
            new = text[: sentence.start()] + text[sentence.end() :]
            (tmp_path / "x.txt").write_bytes(new.encode())
            for quote, state in zip(quotes, states(dataset, tmp_path, quotes), strict=True):
                is_touched = quote.start < sentence.end() and quote.end > sentence.start()
                assert (state is AnchorState.LOST) == is_touched, (sentence[0], quote.exact)


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
