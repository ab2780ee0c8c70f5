"""TimelineJS sheets and JSON."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import NoEvent, Outcome, Reading
from timeline_app.core.records import Era
from timeline_app.io.content import look_at
from timeline_app.io.formats.timelinejs import FORMAT
from timeline_app.io.formats.timelinejs_json import is_timeline, timeline_table
from timeline_app.io.parts import Parts, build

SHEET = (
    "Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,"
    "Media Credit,Media Caption,Media Thumbnail,Type,Group,Background"
)


def parts_of(path: Path) -> Parts:
    content = look_at(path)
    assert FORMAT.recognises(content)
    return FORMAT.read(content, None)


def opened(path: Path) -> tuple[Dataset, Reading]:
    parts = parts_of(path)
    assert parts.log is not None
    assert len(parts.lines) == len(parts.events)
    dataset = build([parts])
    undated = int((dataset.events["date"] == "").sum())
    return dataset, parts.log.reading(parts.format, len(dataset) - undated, undated)


def sheet(folder: Path, *rows: dict[str, str], header: str = SHEET) -> Path:
    path = folder / "any.txt"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header.split(","), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def document(folder: Path, content: Any) -> Path:
    path = folder / "any.txt"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def column(dataset: Dataset, name: str) -> dict[str, str]:
    return dict(zip(dataset.events["title"], dataset.events[name], strict=True))


def plain_dates(event: dict[str, Any]) -> tuple[str, ...]:
    """Year, month, day of start and end, as the JSON says them."""
    found = []
    for side in ("start_date", "end_date"):
        date = event.get(side) or {}
        parts = [str(date.get(part) or "").strip() for part in ("year", "month", "day")]
        found.append(
            "-".join(part.zfill(4 if not n else 2) for n, part in enumerate(parts) if part)
        )
    return tuple(found)


V3 = (
    "contrib_women_in_computing.json",
    "src_template_all-media-types.json",
    "src_template_eras.json",
    "website_examples_republican_timeline3.json",
    "website_examples_timeline3.json",
    "website_examples_twain_marktwain.json",
)


@pytest.mark.parametrize("name", V3)
def test_real_json_is_read_whole(shared: Path, name: str) -> None:
    path = shared / "data" / "timelinejs" / name
    dataset, reading = opened(path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    events, eras = whole["events"], whole.get("eras", [])
    assert len(dataset) == reading.events == len(events)
    assert reading.rows == len(events) + len(eras) + 1
    assert reading.no_events == Counter(
        {NoEvent.TITLE: 1} | ({NoEvent.ERA: len(eras)} if eras else {})
    )
    assert reading.problems == ()
    days = [re.sub(r"T[^/]*", "", date) for date in dataset.events["date"]]
    want = ["/".join(dict.fromkeys(filter(None, plain_dates(event)))) for event in events]
    assert Counter(days) == Counter(want)
    urls = {str((event.get("media") or {}).get("url") or "") for event in events}
    urls = {f"https:{url}" if url.startswith("//") else url for url in urls}
    assert {s.url for s in dataset.sources.values()} == {u for u in urls if u.startswith("http")}
    types = Counter(event.get("group", "") for event in events)
    assert Counter(dataset.events["event_type"]) == types
    assert [era.title for era in parts_of(path).eras] == [e["text"]["headline"] for e in eras]
    assert dataset.title == (whole["title"]["text"].get("headline") or path.stem).replace(
        "<br/>", ""
    )
    assert not any(re.search("</?(p|a|br|em|span)\\b", text) for text in dataset.events["summary"])


@pytest.mark.parametrize(
    "name", ["contrib_women_in_computing.csv", "src_template_my-own-timeline.csv"]
)
def test_real_sheets_are_read_whole(shared: Path, name: str) -> None:
    path = shared / "data" / "timelinejs" / name
    dataset, reading = opened(path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    events = [row for row in rows if not row["Type"]]
    assert (reading.rows, reading.events) == (len(rows), len(events))
    assert reading.no_events == {NoEvent.TITLE: 1}
    assert Counter(dataset.events["title"]) == Counter(row["Headline"] for row in events)
    assert sum("/" in date for date in dataset.events["date"]) == sum(
        bool(row["End Year"]) for row in events
    )
    urls = {row["Media"] for row in events if row["Media"].startswith("http")}
    assert {source.url for source in dataset.sources.values()} == urls
    assert dataset.title == next(row["Headline"] for row in rows if row["Type"] == "title")


def test_the_sheet_and_the_json_of_a_timeline_are_one_and_the_same(shared: Path) -> None:
    folder = shared / "data" / "timelinejs"
    one, other = (
        opened(folder / f"contrib_women_in_computing.{kind}")[0] for kind in ("csv", "json")
    )
    for name in ("title", "date", "event_type", "Media", "Media Caption"):
        assert one.events[name].tolist() == other.events[name].tolist()
    assert list(one.sources.values()) == list(other.sources.values())


def test_real_legacy_json_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "timelinejs" / "website_examples_example.json"
    dataset, reading = opened(path)
    events = json.loads(path.read_text(encoding="utf-8"))["timeline"]["date"]
    assert reading.events == len(dataset) == len(events)
    assert reading.rows == len(events) + 1
    assert dataset.title == "Elizabeth Taylor 1932-2011"
    assert Counter(dataset.events["event_type"]) == Counter(e.get("tags", "") for e in events)
    starts = ["-".join(p.zfill(2) for p in e["startDate"].split(",")) for e in events]
    assert Counter(date.partition("/")[0] for date in dataset.events["date"]) == Counter(starts)
    urls = {(e.get("asset") or {}).get("media", "") for e in events}
    assert {s.url for s in dataset.sources.values()} == {u for u in urls if u.startswith("http")}


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        ({"Year": "1978"}, "1978"),
        ({"Year": "1978", "Month": "3"}, "1978-03"),
        ({"Year": "1,945", "Month": "5", "Day": "8"}, "1945-05-08"),
        ({"Year": " 1945 "}, "1945"),
        ({"Year": "-500"}, "-0500"),
        ({"Year": "1945", "End Year": "1947", "End Month": "2"}, "1945/1947-02"),
        ({"Year": "1945", "End Year": "1945"}, "1945"),
        ({"Year": "2001", "Month": "9", "Day": "11", "Time": "1430"}, "2001-09-11T14:30Z"),
        ({"Year": "2001", "Month": "9", "Day": "11", "Time": "2.30 pm"}, "2001-09-11T14:30Z"),
        ({"Year": "2001", "Month": "9", "Day": "11", "Time": "14:30"}, "2001-09-11T14:30Z"),
        (
            {"Year": "2001", "Month": "9", "Day": "11", "Time": "8:46:30 a.m."},
            "2001-09-11T08:46:30Z",
        ),
    ],
)
def test_what_is_blank_in_a_date_is_its_precision(
    tmp_path: Path, cells: dict[str, str], date: str
) -> None:
    dataset, reading = opened(sheet(tmp_path, {"Headline": "One", "Media": "", **cells}))
    assert dataset.events["date"].tolist() == [date]
    assert (reading.events, reading.repaired) == (1, 0)
    assert dataset.events["Year"].tolist() == [cells["Year"].strip()] or " " in cells["Year"]


def test_times_without_a_zone_are_told(tmp_path: Path) -> None:
    row = {"Headline": "One", "Year": "2001", "Month": "9", "Day": "11", "Time": "14:30"}
    _, reading = opened(sheet(tmp_path, row))
    assert sum("UTC" in str(note) for note in reading.notes) == 1


def test_titles_and_eras_are_no_events(tmp_path: Path) -> None:
    dataset, reading = opened(
        path := sheet(
            tmp_path,
            {"Headline": "An event", "Year": "1901"},
            {"Headline": "<b>All</b><br>of it", "Text": "About <i>it</i>.", "Type": "Title",
             "Media": "https://x.org/a.jpg", "Media Credit": "Somebody"},
            {"Headline": "A war", "Year": "1914", "End Year": "1918", "Type": "era",
             "Background": "#ab0"},
            {"Headline": "Second title", "Year": "1920", "Type": "title"},
            {"Headline": "Third title", "Type": "title"},
            {"Headline": "No war", "Type": "era", "Year": "some day"},
        )
    )  # fmt: skip
    assert dataset.title == "All of it"
    assert dataset.description == "About it.\nSomebody\nhttps://x.org/a.jpg"
    assert column(dataset, "date") == {
        "An event": "1901",
        "Second title": "1920",
        "Third title": "",
    }
    assert parts_of(path).eras == [Era("A war", "1914/1918", "#aabb00"), Era("No war", "")]
    assert reading.no_events == {NoEvent.TITLE: 1, NoEvent.ERA: 2}
    assert (reading.rows, reading.events, reading.undated) == (6, 2, 1)
    told = [(problem.line, problem.outcome) for problem in reading.problems]
    assert (6, Outcome.UNDATED) in told
    assert (7, Outcome.NOTED) in told
    assert column(dataset, "Type")["Second title"] == "title"


def test_media_that_are_addresses_become_sources(tmp_path: Path) -> None:
    rows = {
        "plain": ("https://www.x.org/a", "", ""),
        "credited": ("//y.org/b", "By <a href='https://y.org'>Y</a>", "A <i>map</i>"),
        "again": ("//y.org/b", "By <a href='https://y.org'>Y</a>", "A <i>map</i>"),
        "path": ("/static/img/a.jpg", "Nobody", ""),
        "quote": ("<blockquote>Words <cite>Who</cite></blockquote>", "", ""),
        "frame": ('<iframe src="https://z.org/v"></iframe>', "", ""),
    }
    dataset, reading = opened(
        sheet(
            tmp_path,
            *(
                {"Year": "1901", "Headline": title, "Media": media, "Media Credit": credit,
                 "Media Caption": caption}
                for title, (media, credit, caption) in rows.items()
            ),
        )
    )  # fmt: skip
    assert [(s.publisher, s.title, s.url) for s in dataset.sources.values()] == [
        ("x.org", "", "https://www.x.org/a"),
        ("By Y (https://y.org)", "A map", "https://y.org/b"),
    ]
    cited = {e.title: len(e.sources) for e in map(dataset.event, range(len(dataset)))}
    assert cited == {"plain": 1, "credited": 1, "again": 1, "path": 0, "quote": 0, "frame": 0}
    media = column(dataset, "Media")
    assert media["credited"] == "//y.org/b"
    assert media["path"] == "/static/img/a.jpg"
    assert media["quote"] == "Words Who"
    assert media["frame"] == "https://z.org/v"
    assert any("HTML: 6;" in str(note) for note in reading.notes)


def test_texts_groups_and_display_dates(tmp_path: Path) -> None:
    dataset, reading = opened(
        sheet(
            tmp_path,
            {"Year": "1901", "Headline": "a < b", "Text": "AT&T<br>x", "Group": "War",
             "Display Date": "around 1901", "More": "kept"},
            {"Year": "1902", "Text": "<p>Only a text. And more.</p><p>Second</p>"},
            {"Headline": "No date", "Display Date": "long ago"},
            header=SHEET + ",More",
        )
    )  # fmt: skip
    assert column(dataset, "summary")["a < b"] == "AT&T\nx"
    assert column(dataset, "event_type")["a < b"] == "War"
    assert column(dataset, "date_note")["a < b"] == "around 1901"
    assert column(dataset, "Display Date")["a < b"] == "around 1901"
    assert column(dataset, "More")["a < b"] == "kept"
    assert column(dataset, "date")["Only a text. And more."] == "1902"
    assert column(dataset, "date_note")["No date"] == "long ago"
    assert reading.undated == 1


def test_impossible_dates_are_undated_and_bad_ends_left_out(tmp_path: Path) -> None:
    dataset, reading = opened(
        sheet(
            tmp_path,
            {"Headline": "February", "Year": "2001", "Month": "2", "Day": "31"},
            {"Headline": "Bang", "Year": "-13,800,000,000"},
            {"Headline": "Backwards", "Year": "1950", "End Year": "1940"},
            {"Headline": "Only an end", "End Year": "1940"},
            {"Headline": "Odd end", "Year": "1950", "End Year": "soon"},
        )
    )
    assert column(dataset, "date") == {
        "February": "",
        "Bang": "",
        "Backwards": "1950",
        "Only an end": "",
        "Odd end": "1950",
    }
    assert column(dataset, "Year")["Bang"] == "-13,800,000,000"
    assert "290000" in column(dataset, "date_note")["Bang"]
    assert (reading.events, reading.undated, reading.repaired) == (2, 3, 2)
    outcomes = {problem.line: problem.outcome for problem in reading.problems}
    assert outcomes == {
        2: Outcome.UNDATED,
        3: Outcome.UNDATED,
        4: Outcome.REPAIRED,
        5: Outcome.UNDATED,
        6: Outcome.REPAIRED,
    }


def test_the_sheet_of_version_1(tmp_path: Path) -> None:
    dataset, _ = opened(
        sheet(
            tmp_path,
            {"Start Date": "1/2/1900", "Headline": "All", "Type": "start"},
            {"Start Date": "12/25/1901", "Headline": "us", "Tag": "War"},
            {"Start Date": "3/1902", "Headline": "month"},
            {"Start Date": "1903", "End Date": "1904", "Headline": "year"},
            {"Start Date": "1905-06-07", "Headline": "iso"},
            {"Start Date": "2/3/1906 14:30:00", "Headline": "time"},
            {"Start Date": "-44", "Headline": "bc"},
            header="Start Date,End Date,Headline,Text,Media,Type,Tag",
        )
    )
    assert dataset.title == "All"
    assert column(dataset, "event_type")["us"] == "War"
    assert column(dataset, "date") == {
        "us": "1901-12-25",
        "month": "1902-03",
        "year": "1903/1904",
        "iso": "1905-06-07",
        "time": "1906-02-03T14:30:00Z",
        "bc": "-0044",
    }


def test_json_of_version_3(tmp_path: Path) -> None:
    whole = {
        "scale": "human",
        "title": {"text": {"headline": "All &amp; sundry"}, "background": {"color": "red"}},
        "eras": [{"start_date": {"year": 600}, "end_date": {"year": 650}}],
        "events": [
            {
                "start_date": {"year": 1908, "month": 5, "day": 13, "hour": 6, "minute": 5,
                               "second": 7, "millisecond": 45, "format": "yyyy"},
                "text": {"headline": "numbers", "text": None},
                "unique_id": "mine",
                "group": "War",
                "location": {"name": "Here", "lat": 1.5, "lon": -2, "zoom": 8},
                "display_date": "one day",
                "type": "era",
                "list": [1, 2],
                "Year": "kept",
            },
            {"start_date": {"year": "1908", "month": "", "display_date": "some day"},
             "text": {"headline": "strings"}, "media": {"url": "https://x.org", "link": "https://l.org"}},
            "no event",
            {"start_date": {"year": "-13800000000"}, "text": {"headline": "bang"}},
            {"text": {"headline": "no date"}},
            {"start_date": {"year": 1908}, "text": {"headline": "same id"}, "unique_id": "mine"},
        ],
    }  # fmt: skip
    dataset, reading = opened(document(tmp_path, whole))
    assert dataset.title == "All & sundry"
    assert column(dataset, "date") == {
        "numbers": "1908-05-13T06:05:07.045Z",
        "strings": "1908",
        "bang": "",
        "no date": "",
        "same id": "1908",
    }
    numbers = dataset.event(dataset.events["title"].tolist().index("numbers"))
    assert numbers.event_id == "mine"
    assert (numbers.latitude, numbers.longitude, numbers.place) == ("1.5", "-2", "Here")
    assert numbers.date_note == "one day"
    assert numbers.extra["start_date.format"] == "yyyy"
    assert numbers.extra["location.zoom"] == "8"
    assert numbers.extra["type"] == "era"
    assert numbers.extra["list"] == "1|2"
    assert numbers.extra["Year (2)"] == "kept"
    assert column(dataset, "date_note")["strings"] == "some day"
    assert column(dataset, "media.link")["strings"] == "https://l.org"
    assert "background.color" not in dataset.events
    assert column(dataset, "event_id")["same id"] == "mine (2)"
    assert reading.no_events == {NoEvent.TITLE: 1, NoEvent.ERA: 1}
    assert (reading.rows, reading.events, reading.undated, reading.set_aside) == (8, 3, 2, 1)
    assert [(p.line, p.outcome) for p in reading.problems] == [
        (3, Outcome.SET_ASIDE),
        (4, Outcome.UNDATED),
        (5, Outcome.UNDATED),
        (6, Outcome.REPAIRED),
    ]


def test_json_of_version_1(tmp_path: Path) -> None:
    starts = {
        "2011,3,23": "2011-03-23",
        "1978": "1978",
        "2011,12": "2011-12",
        "2011/3/9": "2011-03-09",
        "2011-3-9": "2011-03-09",
        "2011,12,10,7,2,10": "2011-12-10T07:02:10Z",
        "2011,12,10,7,2": "2011-12-10T07:02Z",
        "-500,3": "-0500-03",
        "3/23/2012": "2012-03-23",
        "nonsense": "",
    }
    whole = {
        "timeline": {
            "headline": "Old",
            "type": "default",
            "text": "About.",
            "startDate": "1932",
            "date": [
                {"startDate": start, "headline": start, "tag": "T",
                 "asset": {"media": "http://x.org/i.png", "credit": "C", "caption": "Cap"}}
                for start in starts
            ],
            "era": [{"startDate": "2011,1,1", "endDate": "2011,6", "headline": "Spring"}],
        }
    }  # fmt: skip
    path = document(tmp_path, whole)
    dataset, reading = opened(path)
    assert column(dataset, "date") == starts
    assert dataset.title == "Old"
    assert dataset.description == "About."
    assert parts_of(path).eras == [Era("Spring", "2011-01-01/2011-06")]
    assert set(dataset.events["event_type"]) == {"T"}
    assert [(s.publisher, s.title, s.url) for s in dataset.sources.values()] == [
        ("C", "Cap", "http://x.org/i.png")
    ]
    assert reading.rows == len(starts) + 2
    assert [(p.line, p.text) for p in reading.problems] == [(10, "nonsense")]


def test_identical_events_without_ids_are_all_kept(tmp_path: Path) -> None:
    row = {"Headline": "Twice", "Year": "1900"}
    dataset, reading = opened(sheet(tmp_path, row, row))
    assert len(dataset) == reading.events == 2
    assert dataset.events["event_id"].is_unique


@pytest.mark.parametrize(
    "content",
    [
        {"events": [{"start_date": "2024", "title": "x"}]},
        {"events": [{"start_date": {"y": 1}}]},
        {"events": "none"},
        {"timeline": {"date": [{"start": "2024"}]}},
        {"timeline": [{"startDate": "2024"}]},
        [{"start_date": {"year": 2024}}],
    ],
)
def test_other_json_is_not_claimed(content: Any) -> None:
    assert not is_timeline(content)


@pytest.mark.parametrize(
    "header", ["Year,Title,Media", "Year,Headline,Outlet", "Start Date,End Date,Tag", "a,b"]
)
def test_other_tables_are_not_claimed(tmp_path: Path, header: str) -> None:
    row = dict.fromkeys(header.split(","), "1900")
    assert not FORMAT.recognises(look_at(sheet(tmp_path, row, row, header=header)))


_NAMES = (
    "start_date",
    "end_date",
    "year",
    "month",
    "hour",
    "text",
    "headline",
    "media",
    "url",
    "x",
)
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_NAMES), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_what_is_nested_too_deeply_is_left_out_and_told() -> None:
    deep: Any = "end"
    for _ in range(100_000):
        deep = [deep]
    table = timeline_table({"events": [{"start_date": {"year": 1}}, {"x": deep}]}, "any")
    assert (len(table), table.log.set_aside) == (2, 0)
    assert [problem.line for problem in table.log.problems] == [2]


@settings(max_examples=50)
@given(events=st.lists(_JSON, max_size=4), title=_JSON, eras=_JSON)
def test_no_entry_of_the_lists_disappears(events: list[Any], title: Any, eras: Any) -> None:
    table = timeline_table({"title": title, "events": events, "eras": eras}, "any")
    entries = len(events) + sum(
        len(value) if isinstance(value, list) else isinstance(value, dict)
        for value in (title, eras)
    )
    assert len(table) + table.log.set_aside + table.log.no_events.total() == entries
