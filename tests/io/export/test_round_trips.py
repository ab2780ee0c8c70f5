"""What an export holds comes back when the export is opened, in each format that we read."""

import csv
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest
import xlsxwriter
from hypothesis import given, settings
from pyarrow.parquet import read_schema

from tests.builders import make_dataset, small_dataset
from tests.io.export.any_dataset import datasets
from timeline_app.core.build import CITED, KILLED, build_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import NoEvent
from timeline_app.core.records import Quote, Source
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.export_table import export_of
from timeline_app.io.export.writers import WRITERS, write_table
from timeline_app.io.open import open_dataset

PLAIN = TableChoices()
LOSSLESS = ("csv", "tsv", "jsonl", "parquet")


def all_rows(dataset: Dataset) -> np.ndarray:
    return np.arange(len(dataset), dtype=np.int64)


def opened(dataset: Dataset, folder: Path, choices: TableChoices = PLAIN) -> Dataset:
    path = folder / f"x{WRITERS[choices.format].endings[0]}"
    write_table(dataset, all_rows(dataset), path, choices)
    return open_dataset([path])


def again(dataset: Dataset, choices: TableChoices) -> Dataset:
    with TemporaryDirectory() as folder:
        return opened(dataset, Path(folder), choices)


def cells_of(dataset: Dataset, choices: TableChoices) -> dict[str, list[str]]:
    found: dict[str, list[str]] = export_of(dataset, all_rows(dataset), choices).table.to_pydict()
    return found


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=10)
@given(dataset=datasets())
def test_opening_an_export_restores_all_its_columns(name: str, dataset: Dataset) -> None:
    found = again(dataset, TableChoices(format=name))
    assert cells_of(found, PLAIN) == cells_of(dataset, PLAIN)


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=10)
@given(dataset=datasets())
def test_opening_rows_per_quote_restores_events_and_quotes(name: str, dataset: Dataset) -> None:
    choices = TableChoices(format=name, per_quote=True)
    found = again(dataset, choices)
    assert len(found) == len(dataset)
    assert cells_of(found, choices) == cells_of(dataset, choices)


@settings(max_examples=10)
@given(dataset=datasets())
def test_a_workbook_restores_all_but_the_kind_of_line_breaks(dataset: Dataset) -> None:
    """Its reader takes what other spreadsheets write for line breaks and errors for such."""
    found = again(dataset, TableChoices(format="xlsx"))
    before, after = (cells_of(one, PLAIN) for one in (dataset, found))
    assert list(after) == list(before)
    for name, cells in before.items():
        assert after[name] == [re.sub(r"\r\n?|\v", "\n", cell) for cell in cells]


@pytest.mark.parametrize("name", [*LOSSLESS, "xlsx"])
def test_cells_that_programs_take_for_something_else_come_back(name: str) -> None:
    titles = [
        "=1+1", "'=1+1", "''=1", "-5", "+34 600", "@x", "two\nlines", 'said "no"', "a\tb", "\ttab",
        "👩\u200d👩\u200d👧 family", "\u202eright to left\u202c", "שלום, עולם", "مرحبا", "007",
        "1e5", "TRUE", "2024-01-01", "http://example.org", "<r><t>x</t></r>", "<b>&amp;</b>",
        "{=1}", "_x000A_", " spaces ", "#REF", "NULL", "nan", "\u00a0", "1,5", "a;b", "a|b",
        "\\", "'",
    ]  # fmt: skip
    dataset = make_dataset(
        *({"event_id": f"{n:02}", "title": title, "date": "2024"} for n, title in enumerate(titles))
    )
    found = again(dataset, TableChoices(format=name))
    assert found.events["title"].tolist() == titles


@pytest.mark.parametrize("name", [*LOSSLESS, "xlsx"])
def test_names_of_columns_are_no_formulas_and_come_back(name: str, tmp_path: Path) -> None:
    names = ['=HYPERLINK("x")', "'=1+1", "@x", "+34 600", "-5", "'-5", "-x", "'quoted'"]
    dataset = make_dataset({"title": "a", "date": "2024"} | dict.fromkeys(names, "7"))
    assert again(dataset, TableChoices(format=name)).extra_columns == tuple(names)
    if name in ("csv", "tsv"):
        path = tmp_path / "x"
        write_table(dataset, all_rows(dataset), path, TableChoices(format=name))
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file, delimiter="," if name == "csv" else "\t"))
        assert [cell for cell in header if cell[0] in "=+-@"] == ["-5"]


def test_numbers_and_days_are_such_only_where_each_cell_comes_back(tmp_path: Path) -> None:
    event = {
        "date": "2024-02-29", "latitude": "15.63", "longitude": "-91.50", "code": "007",
        "count": "12", "share": "0.25", "small": "0.00001", "huge": "12345678901234567",
        "seen": "2024-03-01", "never": "2023-02-29", "mixed": "3",
    }  # fmt: skip
    other = {"date": "", "latitude": "15", "mixed": "x"}
    dataset = make_dataset(event, other)
    choices = TableChoices(format="parquet")
    write_table(dataset, all_rows(dataset), tmp_path / "x.parquet", choices)
    schema = read_schema(tmp_path / "x.parquet")
    kinds = {name: str(schema.field(name).type) for name in schema.names}
    typed = {name: kind for name, kind in kinds.items() if kind != "string"}
    assert typed == {
        "start": "date32[day]", "end": "date32[day]", "latitude": "double",
        "fatalities_low": "int64", "fatalities_high": "int64", "count": "int64",
        "share": "double", "seen": "date32[day]",
    }  # fmt: skip
    assert cells_of(open_dataset([tmp_path / "x.parquet"]), PLAIN) == cells_of(dataset, PLAIN)


@pytest.mark.parametrize("name", [*LOSSLESS, "xlsx"])
def test_a_single_event_comes_back(name: str) -> None:
    dataset = make_dataset({"title": "{braces} and [more]", "date": "2024"})
    found = again(dataset, TableChoices(format=name))
    assert cells_of(found, PLAIN) == cells_of(dataset, PLAIN)


@pytest.mark.parametrize("name", [*LOSSLESS, "xlsx"])
@pytest.mark.parametrize(
    "columns",
    [
        ("event_id", "date", "quotes"),
        ("title", "date", "fatalities_low", "event_id", "region"),
        ("event_id", "title", "date", "countries", "actors"),
    ],
)
def test_chosen_columns_come_back(name: str, columns: tuple[str, ...]) -> None:
    dataset = small_dataset()
    choices = TableChoices(format=name, columns=columns)
    found = again(dataset, choices)
    assert found.readings[0].format == "Timeline export"
    assert cells_of(found, choices) == cells_of(dataset, choices)


def test_what_an_export_says_of_disagreement_stays_when_it_is_opened(tmp_path: Path) -> None:
    dataset, choices = small_dataset(), TableChoices(claims=True)
    found = opened(dataset, tmp_path, choices)
    assert "sources_disagree" in found.extra_columns
    assert cells_of(found, PLAIN) == cells_of(dataset, choices)


def test_rows_per_quote_with_fewer_columns_are_each_event_once(tmp_path: Path) -> None:
    columns = ("event_id", "title", "date", "quote_id", "quote")
    found = opened(small_dataset(), tmp_path, TableChoices(per_quote=True, columns=columns))
    assert len(found) == len(small_dataset())
    assert found.readings[0].no_events == {NoEvent.QUOTE: 1}
    assert [quote.exact for quote in found.quotes["2025-06-08"]] == [
        quote.exact for quote in small_dataset().quotes["2025-06-08"]
    ]


@pytest.mark.parametrize("name", LOSSLESS)
def test_rows_per_quote_come_back_beside_columns_that_are_called_as_ours(name: str) -> None:
    """A table of another program may have a column of any name, such as "sources"."""
    events = small_dataset().events.assign(sources="mine", quotes="", quote="yours", start="")
    dataset = build_dataset(
        name="x",
        events=events,
        sources=small_dataset().sources.values(),
        quotes=list(small_dataset().every_quote()),
    )
    choices = TableChoices(format=name, per_quote=True)
    found = again(dataset, choices)
    assert len(found) == len(dataset)
    assert cells_of(found, choices) == cells_of(dataset, choices)


def test_a_table_of_a_dataset_is_not_taken_for_an_export(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text(
        "event_id,title,date,date_note,quotes,actors\na,A,2024,,x | y,One; Two\n", encoding="utf-8"
    )
    found = open_dataset([path])
    assert found.readings[0].format == "Timeline table"
    assert found.fields["actor"].keys == ("One; Two",)


def test_a_sheet_made_of_our_csv_loses_its_apostrophes(tmp_path: Path) -> None:
    dataset = make_dataset({"title": "=1+1", "date": "2024"})
    write_table(dataset, all_rows(dataset), tmp_path / "x.csv", PLAIN)
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with xlsxwriter.Workbook(tmp_path / "x.xlsx", {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("x")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    assert open_dataset([tmp_path / "x.xlsx"]).events["title"].tolist() == ["=1+1"]


def test_an_export_does_not_say_which_of_two_sources_a_quote_stands_in(tmp_path: Path) -> None:
    events = pd.DataFrame({"event_id": ["a"], "title": ["A"], "date": ["2024"]}, dtype="str")
    sources = [Source("s0", "P", "One"), Source("s1", "P", "Two", url="https://example.org")]
    quotes = [Quote("q0", "a", "s0", "first"), Quote("q1", "a", "s1", "second")]
    dataset = build_dataset(name="x", events=events, sources=sources, quotes=quotes)
    found = opened(dataset, tmp_path)
    assert [(q.exact, q.source_id) for q in found.quotes["a"] if q.exact] == [
        ("first", ""),
        ("second", ""),
    ]
    assert found.fields["source"].keys == ("source-1", "source-2")
    assert [source.title for source in found.sources.values()] == ["P, One", "P, Two"]


def test_several_values_in_a_cell_stay_several(tmp_path: Path) -> None:
    tags = ["river|night", "night", "bridge|river", ""]
    events = pd.DataFrame({"event_id": list("abcd"), "title": "x", "date": "2024", "tags": tags})
    dataset = build_dataset(name="x", events=events.astype("str"), several=["tags"])
    found = opened(dataset, tmp_path)
    assert set(found.fields["tags"].keys) == {"river", "night", "bridge", ""}


def test_figures_and_sources_come_back(tmp_path: Path) -> None:
    events = pd.DataFrame({"event_id": list("abc"), "title": "x", "date": "2024"}, dtype="str")
    events = events.assign(**{KILLED: ["3-6", ">=2", ""], CITED: ["s0", "s0|s1", ""]})
    sources = [Source("s0", "P", "One"), Source("s1", "", "Two", url="https://example.org")]
    dataset = build_dataset(name="x", events=events, sources=sources)
    found = opened(dataset, tmp_path)
    values = [[claim.value for claim in found.claims_at(row)] for row in range(3)]
    assert values == [["3-6"], [">=2"], []]
    assert [len(found.event(row).sources) for row in range(3)] == [1, 2, 0]
