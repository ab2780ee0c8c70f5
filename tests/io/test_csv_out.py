"""An export has the columns and the form of DESIGN 5, byte for byte."""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.io.conftest import FIRST, Sample
from timeline_app.core.build import build_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Claim, Quote, Source
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.csv_out import write_csv
from timeline_app.io.open import open_dataset

HEADER = (
    b"event_id,title,date,start,end,date_basis,event_type,countries,actors,place,latitude,"
    b"longitude,fatalities_low,fatalities_high,summary,quotes,sources,source_urls"
)


def rows(dataset: Dataset) -> np.ndarray:
    return np.arange(len(dataset), dtype=np.int64)


def written(dataset: Dataset, path: Path, *, bom: bool = False, raw: bool = False) -> bytes:
    assert write_csv(dataset, rows(dataset), path, TableChoices(bom=bom, raw=raw)) == len(dataset)
    return path.read_bytes()


def events(*records: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(records), dtype="str").fillna("")


def cell(dataset: Dataset, path: Path, column: str, *, raw: bool = False) -> str:
    text = written(dataset, path, raw=raw).decode()
    (record,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    return record[column]


def test_an_export_reads_as_the_design_says(sample: Sample, tmp_path: Path) -> None:
    content = written(open_dataset([sample.folder]), tmp_path / "out.csv")
    lines = content.split(b"\r\n")
    assert lines[0] == HEADER
    assert lines[1] == (
        b'2025-06-shots,"Shots ""for hours""",2025-06,2025-06-01,2025-06-30,stated,Armed clash,GTM,'
        b"Guatemalan Army,La Mesilla,15.63,-91.98,,,In our own words.,heard shots for two hours,"
        b'"The Herald, Border report, 2025-06-09",https://example.org/report'
    )
    assert lines[2].startswith(
        b'2025-06-08-crossing,"Gunmen cross, five police killed",2025-06-08,2025-06-08,2025-06-08,'
        b"stated,Armed clash,GTM; MEX,Guatemalan Army; Los Zetas,La Mesilla,15.63,-91.98,5,5,"
    )
    assert lines[3:] == [b""]
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_pandas_reads_an_export(sample: Sample, tmp_path: Path) -> None:
    written(open_dataset([sample.folder]), tmp_path / "out.csv")
    frame = pd.read_csv(tmp_path / "out.csv")
    assert frame["longitude"].tolist() == [-91.98, -91.98]
    assert frame["quotes"].tolist()[1] == FIRST


def test_no_event_gives_a_header(sample: Sample, tmp_path: Path) -> None:
    dataset = open_dataset([sample.folder])
    assert write_csv(dataset, np.zeros(0, dtype=np.int64), tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_bytes() == HEADER + b"\r\n"


def test_only_the_wanted_events_are_written(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_csv(open_dataset([sample.folder]), np.array([1]), path) == 1
    assert pd.read_csv(path)["event_id"].tolist() == ["2025-06-08-crossing"]


def test_a_byte_order_mark_comes_first_if_wished(sample: Sample, tmp_path: Path) -> None:
    dataset = open_dataset([sample.folder])
    plain = written(dataset, tmp_path / "out.csv")
    assert written(dataset, tmp_path / "out.csv", bom=True) == b"\xef\xbb\xbf" + plain


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "\0x", "'=1", "''@x"]
)
def test_what_looks_like_a_formula_gets_an_apostrophe(text: str, tmp_path: Path) -> None:
    dataset = build_dataset(name="x", events=events({"event_id": "a", "title": text}))
    assert cell(dataset, tmp_path / "out.csv", "title") == "'" + text
    assert cell(dataset, tmp_path / "out.csv", "title", raw=True) == text


@pytest.mark.parametrize("text", ["", "'quoted'", "a=b", " =1", "it's", "'"])
def test_other_text_stays_as_it_is(text: str, tmp_path: Path) -> None:
    dataset = build_dataset(name="x", events=events({"event_id": "a", "title": text}))
    assert cell(dataset, tmp_path / "out.csv", "title") == text


def test_ids_dates_and_numbers_never_get_an_apostrophe(tmp_path: Path) -> None:
    record = {
        "event_id": "-a",
        "title": "A",
        "date": "-0044-03-15",
        "longitude": "-91.98",
        "temperature": "-3.5",
    }
    content = written(build_dataset(name="x", events=events(record)), tmp_path / "out.csv")
    assert b"'" not in content
    assert b"-a,A,-0044-03-15,-0044-03-15,-0044-03-15," in content


def test_text_in_the_place_of_a_date_or_number_gets_one(tmp_path: Path) -> None:
    record = {"event_id": "a", "date": "=cmd()", "latitude": "=1", "mine": "-x"}
    dataset = build_dataset(name="x", events=events(record))
    for column in ("date", "latitude", "mine"):
        assert cell(dataset, tmp_path / "out.csv", column) == "'" + record[column]


def test_imported_columns_follow_and_clashing_ones_are_renamed(tmp_path: Path) -> None:
    record = {"event_id": "a", "weather": "rain", "start": "dawn", "quotes": "none"}
    content = written(build_dataset(name="x", events=events(record)), tmp_path / "out.csv")
    assert content.split(b"\r\n")[0] == HEADER + b",weather,orig_start,orig_quotes"
    assert content.split(b"\r\n")[1].endswith(b",rain,dawn,none")


def test_separators_inside_values_are_escaped_and_blanks_kept(tmp_path: Path) -> None:
    sources = [Source("s1", "P", "A | B"), Source("s2", "Q", "C", "2024", "https://example.org")]
    quotes = [Quote("q1", "a", "s1", "this | that"), Quote("q2", "a", "s2", "other")]
    record = {"event_id": "a", "actors": "Smith; Sons|Jones", "countries": "GTM|Narnia"}
    dataset = build_dataset(name="x", events=events(record), sources=sources, quotes=quotes)
    path = tmp_path / "out.csv"
    assert cell(dataset, path, "actors") == "Smith\\; Sons; Jones"
    assert cell(dataset, path, "countries") == "GTM; Narnia"
    assert cell(dataset, path, "quotes") == "this \\| that | other"
    assert cell(dataset, path, "sources") == "P, A \\| B | Q, C, 2024"
    assert cell(dataset, path, "source_urls") == " | https://example.org"


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ({"gunmen": ["3"], "police": ["5"]}, "8", "8"),
        ({"police": ["~5", "3-7"]}, "3", "7"),
        ({"police": [">=5"], "gunmen": ["2"]}, "7", ""),
        ({"police": [">5"]}, "6", ""),
        ({"police": ["<=5"]}, "0", "5"),
        ({}, "", ""),
    ],
)
def test_fatalities_come_from_the_claims(
    values: dict[str, list[str]], low: str, high: str, tmp_path: Path
) -> None:
    claims = [
        Claim("c", "a", "", "killed", subject, value)
        for subject, found in values.items()
        for value in found
    ]
    dataset = build_dataset(name="x", events=events({"event_id": "a"}), claims=claims)
    assert cell(dataset, tmp_path / "out.csv", "fatalities_low") == low
    assert cell(dataset, tmp_path / "out.csv", "fatalities_high") == high


def test_an_ongoing_event_has_no_end(tmp_path: Path) -> None:
    dataset = build_dataset(name="x", events=events({"event_id": "a", "date": "2006-12/.."}))
    assert cell(dataset, tmp_path / "out.csv", "start") == "2006-12-01"
    assert cell(dataset, tmp_path / "out.csv", "end") == ""


@pytest.mark.parametrize("last", [0.0, 0.5, 1.0])
def test_stopping_leaves_the_old_file_and_nothing_else(
    sample: Sample, tmp_path: Path, last: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.export.exporting.BATCH", 1)
    folder = tmp_path / "out"
    folder.mkdir()
    path = folder / "x.csv"
    path.write_text("old", encoding="utf-8")
    dataset = open_dataset([sample.folder])
    with pytest.raises(Cancelled):
        write_csv(dataset, rows(dataset), path, progress=lambda fraction: fraction < last)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(folder.iterdir()) == [path]


def test_batches_make_no_difference(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset = open_dataset([sample.folder])
    whole = written(dataset, tmp_path / "out.csv")
    monkeypatch.setattr("timeline_app.io.export.exporting.BATCH", 1)
    told: list[float] = []

    def tell(fraction: float) -> bool:
        told.append(fraction)
        return True

    write_csv(dataset, rows(dataset), tmp_path / "out.csv", progress=tell)
    assert (tmp_path / "out.csv").read_bytes() == whole
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert len([fraction for fraction in told if fraction > 0.5]) == len(dataset)
