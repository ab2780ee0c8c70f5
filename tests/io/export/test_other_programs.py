"""What other programs read from our exports is what was meant."""

import csv
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

from tests.builders import make_dataset, small_dataset
from tests.io.export.any_dataset import datasets
from timeline_app.core.dataset import Dataset
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_cells import without_apostrophe
from timeline_app.io.export.export_table import export_of
from timeline_app.io.export.writers import write_table
from timeline_app.io.open import open_dataset

SEPARATORS = {"csv": ",", "tsv": "\t"}
AS_FORMULAS = ["=1+1", "'=1+1", "-5", "+34 600", "@SUM(1)", "\ttab", '=HYPERLINK("http://x.y","z")']
TITLES = [
    *AS_FORMULAS, "two\nlines", 'she said "no"', "a\tb", "👩\u200d👩\u200d👧 family",
    "\u202eright to left\u202c", "שלום, עולם", "http://example.org", "<r><t>x</t></r>",
    "<b>&amp;</b>", "1,5; a|b", "{=1}",
]  # fmt: skip
AS_VALUES = ["007", "1e5", "TRUE", "2024-01-01", "3/4", "1.50", "#NAME?"]
"""What a spreadsheet takes for a number, a date or an error when it reads a text."""


def written(dataset: Dataset, path: Path, choices: TableChoices) -> Path:
    write_table(dataset, np.arange(len(dataset)), path, choices)
    return path


def meant(dataset: Dataset, choices: TableChoices) -> dict[str, list[str]]:
    table: dict[str, list[str]] = export_of(
        dataset, np.arange(len(dataset)), choices
    ).table.to_pydict()
    return table


def titled(titles: list[str]) -> Dataset:
    return make_dataset(
        *(
            {"event_id": f"e{n:02}", "title": title, "date": "2024"}
            for n, title in enumerate(titles)
        )
    )


@pytest.mark.parametrize("name", SEPARATORS)
@settings(max_examples=15)
@given(dataset=datasets())
def test_pandas_reads_text_as_it_was_meant(name: str, dataset: Dataset) -> None:
    choices = TableChoices(format=name)
    with TemporaryDirectory() as folder:
        path = written(dataset, Path(folder) / "x", choices)
        frame = pd.read_csv(path, sep=SEPARATORS[name], dtype=str, keep_default_na=False)
    found = {
        str(column): [without_apostrophe(str(column), cell) for cell in cells]
        for column, cells in frame.items()
    }
    assert found == meant(dataset, choices)


@pytest.mark.parametrize("per_quote", [False, True])
@pytest.mark.parametrize("name", SEPARATORS)
@settings(max_examples=15)
@given(dataset=datasets())
def test_raw_text_reads_as_spreadsheets_split_it(
    name: str, per_quote: bool, dataset: Dataset
) -> None:
    choices = TableChoices(format=name, raw=True, per_quote=per_quote)
    with TemporaryDirectory() as folder:
        path = written(dataset, Path(folder) / "x", choices)
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, delimiter=SEPARATORS[name], strict=True)
    table = meant(dataset, choices)
    assert header == list(table)
    assert rows == [list(row) for row in zip(*table.values(), strict=True)]


def test_pandas_reads_numbers_days_and_texts_of_parquet(tmp_path: Path) -> None:
    dataset = make_dataset(
        {"title": "=1", "date": "2024-05-06", "latitude": "15.5", "code": "007"},
        {"title": "", "date": "2024-07", "code": ""},
    )
    path = written(dataset, tmp_path / "x.parquet", TableChoices(format="parquet"))
    frame = pd.read_parquet(path)
    assert frame["title"].tolist() == ["=1", ""]
    assert frame["code"].tolist() == ["007", ""]
    assert frame["latitude"].isna().tolist() == [False, True]
    assert frame["latitude"].tolist()[0] == 15.5
    assert list(map(str, frame["start"])) == ["2024-05-06", "2024-07-01"]


def test_a_single_column_has_a_line_for_each_empty_cell(tmp_path: Path) -> None:
    dataset = small_dataset()
    choices = TableChoices(columns=("place",))
    path = written(dataset, tmp_path / "x.csv", choices)
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    assert frame["place"].tolist() == meant(dataset, choices)["place"]


def test_a_sheet_holds_texts_numbers_and_days_and_no_formula(tmp_path: Path) -> None:
    dataset = make_dataset(
        *({"title": title, "date": "2024-05-06", "longitude": "-91.5"} for title in AS_FORMULAS)
    )
    path = written(dataset, tmp_path / "x.xlsx", TableChoices(format="xlsx"))
    frame = pd.read_excel(path, engine="calamine", keep_default_na=False)
    assert frame["title"].tolist() == AS_FORMULAS
    assert set(frame["longitude"]) == {-91.5}
    assert frame["start"].dt.strftime("%Y-%m-%d").unique().tolist() == ["2024-05-06"]
    with ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f" not in sheet
    assert b"hyperlink" not in sheet


@pytest.fixture
def converted(tmp_path: Path):
    """Has LibreOffice read a file and write it as another kind; gives the new one."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed here (soffice): what it reads was not looked at")

    def convert(path: Path, kind: str, infilter: str = "") -> Path:
        command = [
            program,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
        ]
        command += [f"--infilter={infilter}"] if infilter else []
        folder = tmp_path / "converted"
        ending = kind.partition(":")[0]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", folder, path],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return folder / f"{path.stem}.{ending}"

    return convert


@pytest.mark.timeout(240)
@pytest.mark.parametrize(("name", "code"), [("csv", 44), ("tsv", 9)])
def test_libreoffice_makes_no_formula_of_text(
    converted, tmp_path: Path, name: str, code: int
) -> None:
    path = written(titled(TITLES), tmp_path / f"x.{name}", TableChoices(format=name))
    sheet = converted(path, "xlsx", f"CSV:{code},34,76,1,,0,false,true")
    with ZipFile(sheet) as archive:
        assert b"<f" not in archive.read("xl/worksheets/sheet1.xml")
    assert open_dataset([sheet]).events["title"].tolist() == TITLES


@pytest.mark.timeout(240)
def test_libreoffice_reads_a_workbook_as_it_was_meant(converted, tmp_path: Path) -> None:
    titles = [*TITLES, *AS_VALUES]
    path = written(titled(titles), tmp_path / "x.xlsx", TableChoices(format="xlsx"))
    text = converted(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
    with text.open(encoding="utf-8", newline="") as file:
        assert [row["title"] for row in csv.DictReader(file)] == titles
