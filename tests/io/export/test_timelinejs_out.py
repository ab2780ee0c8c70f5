"""Events leave as TimelineJS reads them, and come back as far as that can say them."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import make_dataset, small_dataset
from tests.io.any_datasets import NASTY
from timeline_app.core.build import build_dataset
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Era, Quote, Source
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.timelinejs_out import COLUMNS
from timeline_app.io.export.writers import format_of, write_table
from timeline_app.io.open import open_dataset

FORMS = {"timelinejs-csv": "x.timelinejs.csv", "timelinejs-json": "x.timelinejs.json"}


def written(dataset: Dataset, folder: Path, form: str, *, raw: bool = False) -> tuple[Path, int]:
    path = folder / FORMS[form]
    choices = TableChoices(form, raw=raw)
    return path, write_table(dataset, np.arange(len(dataset)), path, choices)


def slides(dataset: Dataset, folder: Path) -> Any:
    path, _ = written(dataset, folder, "timelinejs-json")
    return json.loads(path.read_bytes())["events"]


def sheet(dataset: Dataset, folder: Path, *, raw: bool = False) -> list[dict[str, str]]:
    path, _ = written(dataset, folder, "timelinejs-csv", raw=raw)
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        records = list(reader)
        assert reader.fieldnames == list(COLUMNS)
    assert records[0]["Type"] == "title"
    return records[1:]


@pytest.mark.parametrize("form", FORMS)
def test_events_come_back_with_their_dates_as_far_as_parts_can_say_them(
    tmp_path: Path, form: str
) -> None:
    dataset = small_dataset()
    path, count = written(dataset, tmp_path, form)
    assert format_of(path) == form
    again = open_dataset([path])
    assert again.readings[0].format == "TimelineJS"
    assert (count, len(again)) == (11, 11)
    assert (again.title, again.description) == (dataset.title, dataset.description)
    dates = dict(zip(again.events["event_id"], again.events["date"], strict=True))
    exact = {"1986": "1986", "2024-07-23": "2024-07-23/2024-08-02", "2025-06-08": "2025-06-08"}
    other = {
        "2006-12": "2006-12",  # /..
        "2007-01-open": "2007-01",  # /
        "2010-december": "2010-12/2011-12",  # one of the two
        "2012-02": "2012-02",  # ?
        "2024-06-late": "2024-06",  # [2024-06-21..2024-06-30]
        "2024-08": "2024-08/2024-10",  # ~
        "2025-12-08": "2025-12-08",  # %
        "2025-06-08-reply": "2025-06-08T14:30:00Z",
    }
    assert dates == exact | other
    event = again.event(again.row_of("2025-12-08") or 0)
    old = dataset.event(dataset.row_of("2025-12-08") or 0)
    assert (event.title, event.summary, event.event_type) == (
        old.title, old.summary, old.event_type,
    )  # fmt: skip
    assert event.date_note == "2025-12-08, approximate, uncertain"


@pytest.mark.parametrize(
    ("date", "start", "end", "note"),
    [
        ("2025-06-08", {"year": 2025, "month": 6, "day": 8}, None, None),
        ("1986", {"year": 1986}, None, None),
        ("-0044-03", {"year": -44, "month": 3}, None, None),
        (
            "2025-06-08T14:30",
            {"year": 2025, "month": 6, "day": 8, "hour": 14, "minute": 30},
            None,
            None,
        ),
        (
            "2025-06-08T14:30:05.250Z",
            {"year": 2025, "month": 6, "day": 8, "hour": 14, "minute": 30, "second": 5,
             "millisecond": 250},
            None,
            None,
        ),
        ("2024-08/2024-10", {"year": 2024, "month": 8}, {"year": 2024, "month": 10}, None),
        ("2024-08/2025?", {"year": 2024, "month": 8}, {"year": 2025},
         "from 2024-08 to 2025, uncertain"),
        ("201X", {"year": 2010}, {"year": 2019}, "at some time from 2010-01-01 to 2019-12-31"),
        ("[2023-12..2024-01]", {"year": 2023, "month": 12}, {"year": 2024, "month": 1},
         "at some time from 2023-12-01 to 2024-01-31"),
        ("[2025..]", {"year": 2025, "month": 1, "day": 1}, None, "on 2025-01-01 or later"),
        ("2024~", {"year": 2024}, None, "at some time in 2024, approximate"),
        ("2001-21", {"year": 2001}, None, "at some time from 2001-03-01 to 2001-05-31"),
        ("2001-24", {"year": 2001, "month": 12}, {"year": 2002, "month": 2},
         "at some time from 2001-12-01 to 2002-02-28"),
        ("2001-21/2001-23", {"year": 2001}, {"year": 2001}, "from 2001-03-01 to 2001-11-30"),
        ("{2010,2012..2014}", {"year": 2010}, {"year": 2014}, "all of: 2010, 2012 to 2014"),
        ("{2010..}", {"year": 2010, "month": 1, "day": 1}, None, "all of: 2010 and later"),
        ("[2010,2012..]", {"year": 2010, "month": 1, "day": 1}, None,
         "one of: 2010, 2012 or later"),
    ],
)  # fmt: skip
def test_a_date_is_said_in_parts_and_else_in_words(
    tmp_path: Path, date: str, start: dict[str, int], end: dict[str, int] | None, note: str | None
) -> None:
    (slide,) = slides(make_dataset({"date": date, "title": "a"}), tmp_path)
    assert (slide["start_date"], slide.get("end_date"), slide.get("display_date")) == (
        start, end, note,
    )  # fmt: skip


@pytest.mark.parametrize("date", ["", "no date", "../2025", "[..2025]", "{..2025}"])
@pytest.mark.parametrize("form", FORMS)
def test_what_has_no_beginning_is_left_out(tmp_path: Path, form: str, date: str) -> None:
    dataset = make_dataset({"date": date}, {"date": "2024"})
    assert written(dataset, tmp_path, form)[1] == 1


@settings(max_examples=20)
@given(text=st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["C", "Z"])))
def test_markup_in_texts_stays_text(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("x")
    title = f"<b>{text}</b>".replace("\0", "").replace("\u00a0", " ")
    dataset = make_dataset({"date": "2024", "title": title, "event_type": title})
    (slide,) = slides(dataset, folder)
    assert "<b>" not in slide["text"]["headline"] + slide["group"]
    for form in FORMS:
        event = open_dataset([written(dataset, folder, form)[0]]).event(0)
        assert event.title == " ".join(title.split())
        assert event.event_type == " ".join(title.split())


@pytest.mark.parametrize("text", ["=1+1", "-5", "+34 600", "@x", "\tx"])
def test_no_cell_of_the_sheet_is_a_formula(tmp_path: Path, text: str) -> None:
    source = Source("s", text, text, url="https://example.org")
    dataset = make_dataset(
        {"date": "2024", "title": text, "summary": text, "event_type": text},
        sources=[source],
        quotes=[Quote("q", "e0", "s", "words")],
    )
    (record,) = sheet(dataset, tmp_path)
    assert not [cell for cell in record.values() if cell[:1] in tuple("=+-@\t")]
    event = open_dataset([tmp_path / FORMS["timelinejs-csv"]]).event(0)
    assert (event.title, event.event_type) == (text.strip(), text.strip())
    assert next(iter(sheet(dataset, tmp_path, raw=True)))["Headline"] == text


def test_an_event_shows_its_first_source_that_has_an_address(tmp_path: Path) -> None:
    sources = [
        Source("a", "A", "no address"),
        Source("b", "B & Co", "page", url="javascript:alert(1)"),
        Source("c", "C & Co", "<i>page</i>", url="https://example.org/c?a=1&b=2"),
    ]
    quotes = [Quote(f"q{s.source_id}", "e0", s.source_id, "words") for s in sources]
    dataset = make_dataset({"date": "2024"}, sources=sources, quotes=quotes)
    (slide,) = slides(dataset, tmp_path)
    assert slide["media"] == {
        "url": "https://example.org/c?a=1&b=2",
        "caption": "&lt;i&gt;page&lt;/i&gt;",
        "credit": "C &amp; Co",
    }


@pytest.mark.parametrize("form", FORMS)
def test_eras_come_back(tmp_path: Path, form: str) -> None:
    eras = [
        Era("Civil <war>", "1960-11-13/1996-12-29", "#aa0000"),
        Era("A year", "1999"),
        Era("Open", "2001/.."),
        Era("Undated", "once"),
    ]
    events = make_dataset({"date": "1986"}).events
    dataset = build_dataset(name="x", events=events, eras=eras)
    again = open_dataset([written(dataset, tmp_path, form)[0]])
    assert again.eras[0] == eras[0]
    assert [era.title for era in again.eras] == ["Civil <war>", "A year", "Open"]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_left_of_what_is_cancelled(tmp_path: Path, form: str) -> None:
    with pytest.raises(Cancelled):
        write_table(
            small_dataset(),
            np.arange(12),
            tmp_path / FORMS[form],
            TableChoices(form),
            lambda _: False,
        )
    assert list(tmp_path.iterdir()) == []
