"""Events leave as a calendar that a program of calendars reads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from icalendar import Calendar

from tests.builders import make_dataset, small_dataset
from tests.io.any_datasets import any_datasets
from timeline_app.core.dataset import Dataset
from timeline_app.core.progress import Cancelled
from timeline_app.core.records import Quote, Source
from timeline_app.io.export.choices import TableChoices
from timeline_app.io.export.writers import write_table

ICS = TableChoices("icalendar")


def written(dataset: Dataset, path: Path, choices: TableChoices = ICS) -> list[Any]:
    """The entries of a calendar, as the library reads them."""
    count = write_table(dataset, np.arange(len(dataset)), path, choices)
    calendar = Calendar.from_ical(path.read_bytes())
    entries = list(calendar.walk("VEVENT"))
    assert len(entries) == count
    for entry in entries:
        assert not entry.errors
    return entries


def one(tmp_path: Path, **cells: str) -> Any:
    (entry,) = written(make_dataset(cells), tmp_path / "x.ics")
    return entry


def dates(entry: Any) -> tuple[Any, Any]:
    return tuple(entry.decoded(name, None) for name in ("dtstart", "dtend"))


def test_all_dated_events_are_in_it(tmp_path: Path) -> None:
    dataset = small_dataset()
    entries = written(dataset, tmp_path / "x.ics")
    assert [entry["uid"] for entry in entries] == [
        f"{event_id}@test-set" for event_id in dataset.events["event_id"] if event_id != "no-date"
    ]
    text = (tmp_path / "x.ics").read_bytes()
    assert text.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert b"\n" not in text.replace(b"\r\n", b"")


def test_a_calendar_is_called_as_its_dataset(tmp_path: Path) -> None:
    dataset = replace(make_dataset({"date": "2025-06-08"}), title="a\r\nb; c, d\\n")
    written(dataset, tmp_path / "x.ics")
    lines = (tmp_path / "x.ics").read_bytes().split(b"\r\n")
    assert rb"X-WR-CALNAME:a\nb\; c\, d\\n" in lines  # TEXT of RFC 5545, 3.3.11


@pytest.mark.parametrize(
    ("text", "start", "end", "note"),
    [
        ("2025-06-08", date(2025, 6, 8), date(2025, 6, 9), ""),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1), "at some time in 2024-12"),
        ("1986", date(1986, 1, 1), date(1987, 1, 1), "at some time in 1986"),
        ("2024-07-23/2024-08-02", date(2024, 7, 23), date(2024, 8, 3), ""),
        ("2024-07?", date(2024, 7, 1), date(2024, 8, 1), "at some time in 2024-07, uncertain"),
        ("2025-12-08~", date(2025, 12, 8), date(2025, 12, 9), "2025-12-08, approximate"),
        ("[2010-12,2011-12]", date(2010, 12, 1), date(2012, 1, 1), "one of: 2010-12, 2011-12"),
        ("2006-12/..", date(2006, 12, 1), date(2007, 1, 1), "since 2006-12, with no end known"),
        ("2006-12-05/", date(2006, 12, 5), date(2006, 12, 6),
         "from 2006-12-05 on; when it ended is not known"),
        ("9999-12-31", date(9999, 12, 31), None, ""),
        ("2001-21", date(2001, 3, 1), date(2001, 6, 1),
         "at some time from 2001-03-01 to 2001-05-31"),
        ("{2010,2012}", date(2010, 1, 1), date(2013, 1, 1), "all of: 2010, 2012"),
    ],
)  # fmt: skip
def test_days_months_and_years_are_all_day_and_end_on_the_day_after(
    tmp_path: Path, text: str, start: date, end: date | None, note: str
) -> None:
    entry = one(tmp_path, date=text, title="a")
    assert dates(entry) == (start, end)
    assert entry["dtstart"].params["VALUE"] == "DATE"
    assert str(entry.get("description", "")) == (f"Date: {note}." if note else "")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2025-06-08T14:30:05+02:00", datetime(2025, 6, 8, 12, 30, 5, tzinfo=UTC), None),
        ("2025-06-08T00:00Z", datetime(2025, 6, 8, tzinfo=UTC), None),
        (
            "2025-06-08T14:00Z/2025-06-08T16:00Z",
            datetime(2025, 6, 8, 14, tzinfo=UTC),
            datetime(2025, 6, 8, 16, tzinfo=UTC),
        ),
    ],
)
def test_times_of_day_are_in_utc(
    tmp_path: Path, text: str, start: datetime, end: datetime | None
) -> None:
    assert dates(one(tmp_path, date=text)) == (start, end)


@pytest.mark.parametrize("text", ["", "once", "../2025", "[..2025]", "-0044-03-15", "Y12000"])
def test_what_a_calendar_has_no_day_for_is_left_out(tmp_path: Path, text: str) -> None:
    assert written(make_dataset({"date": text}), tmp_path / "x.ics") == []


def test_an_entry_says_what_is_known_of_an_event(tmp_path: Path) -> None:
    source = Source("s", "Herald", "News, today", "2024", "https://example.org/a?b=c,d")
    dataset = make_dataset(
        {
            "date": "2024-05-01",
            "title": "A; b, c\\d\nBEGIN:VEVENT",
            "summary": "One.\r\n\r\nTwo.\0",
            "place": "Cobán",
            "latitude": "15.4",
            "longitude": "-90.25",
            "event_type": "Clash, armed",
        },
        sources=[source],
        quotes=[Quote("q", "e0", "s", "words")],
    )
    (entry,) = written(dataset, tmp_path / "x.ics")
    assert str(entry["summary"]) == "A; b, c\\d\nBEGIN:VEVENT"
    assert str(entry["description"]) == "One.\n\nTwo.\n\nHerald, News, today, 2024"
    assert str(entry["location"]) == "Cobán"
    assert entry["categories"].cats == ["Clash, armed"]
    assert str(entry["url"]) == "https://example.org/a?b=c,d"
    assert (entry["geo"].latitude, entry["geo"].longitude) == (15.4, -90.25)
    assert entry["transp"] == "TRANSPARENT"


def test_a_place_is_written_without_an_exponent(tmp_path: Path) -> None:
    one(tmp_path, date="2024", latitude="0.00001", longitude="-1e-5")
    assert b"GEO:0.000010;-0.000010\r\n" in (tmp_path / "x.ics").read_bytes()


@pytest.mark.parametrize("length", range(60, 90))
def test_lines_are_folded_between_letters(tmp_path: Path, length: int) -> None:
    title = "x" * length + "ñ👩\u200d👧;" * 40
    assert str(one(tmp_path, date="2024", title=title)["summary"]) == title
    lines = (tmp_path / "x.ics").read_bytes().split(b"\r\n")
    assert 72 <= max(map(len, lines)) <= 75
    assert all(line.decode() for line in lines[:-1])


def test_the_time_of_export_is_the_one_that_is_handed_in(tmp_path: Path) -> None:
    made = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=timezone(timedelta(hours=1)))
    dataset = make_dataset({"date": "2024"})
    (entry,) = written(dataset, tmp_path / "x.ics", TableChoices("icalendar", made=made))
    assert entry.decoded("dtstamp") == datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)
    (entry,) = written(dataset, tmp_path / "x.ics")
    assert entry.decoded("dtstamp") == datetime(1970, 1, 1, tzinfo=UTC)


@settings(max_examples=40)
@given(dataset=any_datasets())
def test_no_text_breaks_a_calendar(
    dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> None:
    entries = written(dataset, tmp_path_factory.mktemp("x") / "x.ics")
    assert len(entries) == sum(
        date not in ("", "?", "-0044-03-15") for date in dataset.events["date"]
    )


def test_nothing_is_left_of_what_is_cancelled(tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        write_table(small_dataset(), np.arange(12), tmp_path / "x.ics", ICS, lambda _: False)
    assert list(tmp_path.iterdir()) == []
