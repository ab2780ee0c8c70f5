"""What became of folders of texts, as far as quotes may depend on it."""

import os
from pathlib import Path

import pytest

from tests.io.evidence.files import write
from tests.io.evidence.quoted import quote_of, source_of
from timeline_app.core.progress import Cancelled
from timeline_app.io.evidence.text_changes import NO_CHANGES, TextChanges, changes_since
from timeline_app.io.evidence.texts import texts_of

TEXT = "Gunmen cross the border river\n\nOn Sunday the army closed the bridge for two hours.\n"
SOURCE = source_of(TEXT, title="Gunmen cross the border river")
QUOTE = quote_of(TEXT, "the army closed the bridge for two hours")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With the text, which is found by its SHA-256, and what is none."""
    write(tmp_path, "in/report.txt", TEXT)
    write(tmp_path, "notes.md", "Nothing of interest.")
    return tmp_path


def test_nothing_is_different_where_nothing_was_done(folder: Path) -> None:
    texts = texts_of([SOURCE], [QUOTE], [folder])
    assert changes_since(texts, [folder]) == NO_CHANGES


def test_where_no_text_is_missing_only_those_in_use_count(folder: Path) -> None:
    texts = texts_of([SOURCE], [QUOTE], [folder])
    write(folder, "new.txt", "Another text.")
    write(folder, "notes.md", "Other notes.")
    assert changes_since(texts, [folder]) == NO_CHANGES
    path = write(folder, "in/report.txt", "News: " + TEXT)
    assert changes_since(texts, [folder]) == TextChanges(changed=(path,), used=(path,))
    path.unlink()
    assert changes_since(texts, [folder]) == TextChanges(removed=(path,), used=(path,))
    path.parent.rmdir()
    assert changes_since(texts, [folder / "gone"]).removed == (path,)


@pytest.mark.parametrize("before", ["Something else.", "News: " + TEXT])
def test_while_a_text_is_missing_or_changed_any_document_counts(folder: Path, before: str) -> None:
    used = write(folder, "in/report.txt", before)
    texts = texts_of([SOURCE], [QUOTE], [folder])
    (folder / "notes.md").unlink()
    new = write(folder, "deep/er/new.html", "<p>text")
    write(folder, "picture.png", "no document by its name")
    write(folder, "draft.txt.part", "not yet one")
    assert changes_since(texts, [folder]) == TextChanges(
        added=(new,), removed=(folder / "notes.md",)
    )
    os.utime(used, ns=(1, 1))
    assert changes_since(texts, [folder]).changed == (used,)


def test_what_is_again_as_it_was_is_not_different(folder: Path) -> None:
    texts = texts_of([SOURCE], [QUOTE], [folder])
    path = folder / "in" / "report.txt"
    status = path.stat()
    path.unlink()
    write(folder, "in/report.txt", TEXT)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert changes_since(texts, [folder]) == NO_CHANGES


def test_looking_can_be_given_up(folder: Path) -> None:
    texts = texts_of([SOURCE], [QUOTE], [folder])
    with pytest.raises(Cancelled):
        changes_since(texts, [folder], lambda fraction: False)
