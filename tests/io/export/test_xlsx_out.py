"""A workbook holds all or is refused with a sentence; it says when it was made."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from tests.builders import make_dataset, small_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.io.containers.limits import Limits
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


def test_more_cells_than_are_read_of_a_sheet_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_out, "LIMITS", Limits(cells=13))
    with pytest.raises(WriteError, match=r"or than 13 cells\); filter the events"):
        write(small_dataset(), tmp_path / "x.xlsx", columns=("title", "date"))
    assert not list(tmp_path.iterdir())
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


@pytest.mark.parametrize("largest", [100, 10_000])
def test_a_sheet_that_spreadsheets_would_not_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(xlsx_out, "LARGEST", largest)
    events = ({"title": "A", "date": f"{1900 + n}"} for n in range(100))
    with pytest.raises(WriteError, match=r"one sheet cannot hold so much .* leave columns out"):
        write(make_dataset(*events), tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "text",
    ["_x0041_", "_x0041_x0042_", "_x005F_", "_xabcd_", "\0\1", "]]>", " a ", "\ta\n", "&lt;",
     "<r><t>x</t></r>", "1", "2024-01-01", "a\u2028b"],
)  # fmt: skip
def test_texts_come_back_from_xml_as_they_were(tmp_path: Path, text: str) -> None:
    events = [{"title": text, "date": "2023", text: text}, {"title": "", "date": "2024"}]
    path = tmp_path / "x.xlsx"
    write(make_dataset(*events), path)
    read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert [row[1] for row in read] == ["title", text, ""]
    assert read[0][-1] == text


def test_empty_cells_are_none_and_each_other_says_its_place(tmp_path: Path) -> None:
    events = [
        {"title": "A", "date": "2023", "n": "", **{f"c{n}": "x" for n in range(10)}},
        {"title": "", "date": "2024", "n": "2.5"},
    ]
    write(make_dataset(*events), tmp_path / "x.xlsx", columns=("title", "date", "n", "c9"))
    with ZipFile(tmp_path / "x.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<dimension ref="A1:D3"/>' in sheet
    places = ["A1", "B1", "C1", "D1", "A2", "B2", "D2", "B3", "C3"]
    assert re.findall(r'<c r="(\w+)"', sheet) == places
    assert '<c r="C3"><v>2.5</v></c>' in sheet


def test_it_says_when_it_was_made(tmp_path: Path) -> None:
    write(small_dataset(), tmp_path / "x.xlsx", made=datetime(2026, 11, 26, 20, 15, 1, tzinfo=UTC))
    with ZipFile(tmp_path / "x.xlsx") as archive:
        assert b"2026-11-26T20:15:01Z" in archive.read("docProps/core.xml")
        assert {info.date_time[0] for info in archive.infolist()} == {1980}
