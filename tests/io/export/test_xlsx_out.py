"""A workbook holds all or is refused with a sentence; it says when it was made."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest

from tests.builders import make_dataset, small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.io.export import xlsx_out
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import write_table
from timeline_app.io.finding import WriteError
from timeline_app.io.open import open_dataset


def write(dataset: Dataset, path: Path, **choices: object) -> None:
    wanted = TableChoices(format="xlsx", **choices)  # type: ignore[arg-type]
    write_table(dataset, np.arange(len(dataset)), path, wanted)


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "MOST_ROWS", 11)
    with pytest.raises(WriteError, match=r"a sheet holds 11 rows, and these are 12; filter them"):
        write(small_dataset(), tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_more_columns_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "MOST_COLUMNS", 20)
    with pytest.raises(
        WriteError, match=r"a sheet holds 20 columns, and these are 21; choose some"
    ):
        write(small_dataset(), tmp_path / "x.xlsx")
    write(small_dataset(), tmp_path / "x.xlsx", columns=("title",))


@pytest.mark.parametrize(
    ("text", "fits"),
    [("x" * 32_767, True), ("x" * 32_768, False), ("é" * 32_767, True), ("👧" * 16_384, False),
     ("<r>" + "&" * 32_700 + "</r>", True)],
)  # fmt: skip
def test_a_text_is_never_cut(tmp_path: Path, text: str, fits: bool) -> None:
    events = [{"title": "A", "date": "2023"}, {"title": text, "date": "2024"}]
    path = tmp_path / "x.xlsx"
    if fits:
        write(make_dataset(*events), path)
        assert open_dataset([path]).events["title"].tolist() == ["A", text]
        return
    with pytest.raises(
        WriteError, match=r'32,767 characters, and "title" has more in row 3; leave'
    ):
        write(make_dataset(*events), path)
    assert not list(tmp_path.iterdir())


def test_a_long_text_among_few_values_is_found_where_it_stands(tmp_path: Path) -> None:
    events = [{"title": "A", "date": f"{2000 + n}", "event_type": "few"} for n in range(9)]
    events[4]["event_type"] = "x" * 40_000
    with pytest.raises(WriteError, match='"event_type" has more in row 6'):
        write(make_dataset(*events), tmp_path / "x.xlsx")


def test_a_long_text_of_an_event_that_is_not_written_does_no_harm(tmp_path: Path) -> None:
    events = [{"title": "A", "date": f"{2000 + n}", "event_type": "few"} for n in range(9)]
    events[8]["event_type"] = "x" * 40_000
    dataset = make_dataset(*events)
    count = write_table(dataset, np.arange(8), tmp_path / "x.xlsx", TableChoices(format="xlsx"))
    assert count == 8


def test_it_says_when_it_was_made(tmp_path: Path) -> None:
    write(small_dataset(), tmp_path / "x.xlsx", made=datetime(2026, 11, 26, 20, 15, 1, tzinfo=UTC))
    with ZipFile(tmp_path / "x.xlsx") as archive:
        assert b"2026-11-26T20:15:01Z" in archive.read("docProps/core.xml")
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
