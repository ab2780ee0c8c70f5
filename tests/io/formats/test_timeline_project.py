"""Timelines of the program Timeline (thetimelineproj)."""

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import NoEvent, Outcome, Reading
from timeline_app.core.records import Era
from timeline_app.io.content import look_at
from timeline_app.io.finding import ReadError
from timeline_app.io.formats.timeline_project import FORMAT
from timeline_app.io.parts import build


def opened(path: Path) -> tuple[Dataset, Reading]:
    content = look_at(path)
    assert FORMAT.recognises(content)
    parts = FORMAT.read(content, None)
    assert parts.log is not None
    dataset = build([parts])
    undated = int((dataset.events["date"] == "").sum())
    return dataset, parts.log.reading(parts.format, len(dataset) - undated, undated)


def timeline(folder: Path, events: str, more: str = "") -> Path:
    path = folder / "any.xml"
    path.write_text(
        f"<?xml version='1.0' encoding='utf-8'?><timeline><version>2.3.0 (abc)</version>{more}"
        f"<events>{events}</events><view></view></timeline>",
        encoding="utf-8",
    )
    return path


def event(start: str, end: str, text: str = "Something", more: str = "") -> str:
    return f"<event><start>{start}</start><end>{end}</end><text>{text}</text>{more}</event>"


def dates(dataset: Dataset) -> dict[str, str]:
    return dict(zip(dataset.events["title"], dataset.events["date"], strict=True))


def column(dataset: Dataset, name: str) -> dict[str, str]:
    return dict(zip(dataset.events["title"], dataset.events[name], strict=True))


def test_a_real_file_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "thetimelineproj" / "versions.timeline"
    dataset, reading = opened(path)
    events = ElementTree.parse(path).getroot().findall("events/event")
    assert len(dataset) == len(events) == reading.rows == reading.events
    assert reading.undated == reading.set_aside == reading.repaired == 0
    want = Counter(
        (e.findtext("text"), e.findtext("category"), e.findtext("description") or "")
        for e in events
    )
    rows = dataset.events[["title", "event_type", "summary"]].itertuples(index=False)
    assert Counter(map(tuple, rows)) == want
    days = [str(e.findtext("start")).split(" ") for e in events]
    assert Counter(dataset.events["date"]) == Counter(
        day if time == "00:00:00" else f"{day}T{time}" for day, time in days
    )
    types = {"Planned Release": 45, "Correction Release": 13, "Future Release": 1}
    assert Counter(dataset.events["event_type"]) == types


@pytest.mark.parametrize(
    ("start", "end", "date"),
    [
        ("2024-01-01 00:00:00", "2024-01-03 00:00:00", "2024-01-01/2024-01-02"),
        ("2024-01-01 00:00:00", "2024-01-02 00:00:00", "2024-01-01"),
        ("2024-01-01 00:00:00", "2024-01-01 00:00:00", "2024-01-01"),
        ("2024-1-5 9:05:00", "2024-1-5 9:05:00", "2024-01-05T09:05:00"),
        (
            "2024-01-01 00:00:00",
            "2024-01-01 12:30:00",
            "2024-01-01T00:00:00/2024-01-01T12:30:00",
        ),
        ("2024-01-01", "2024-03-01", "2024-01-01/2024-02-29"),
        ("-44-3-15 00:00:00", "-44-3-15 00:00:00", "-0044-03-15"),
        ("-10000-01-01 00:00:00", "12024-01-01 00:00:00", "Y-10000-01-01/Y12023-12-31"),
        ("2024-01-01 00:00:00", "", "2024-01-01"),
    ],
)
def test_midnights_are_whole_days_and_other_times_stay(
    tmp_path: Path, start: str, end: str, date: str
) -> None:
    dataset, reading = opened(timeline(tmp_path, event(start, end)))
    assert dataset.events["date"].tolist() == [date]
    assert (reading.events, reading.repaired) == (1, 0)
    assert column(dataset, "start") == {"Something": start}


def test_fuzzy_edges_and_open_ends_are_kept(tmp_path: Path) -> None:
    span = ("2024-01-01 00:00:00", "2024-01-03 00:00:00")
    path = timeline(
        tmp_path,
        event(*span, "fuzzy", "<fuzzy>True</fuzzy>")
        + event(*span, "sharp", "<fuzzy>False</fuzzy>")
        + event(*span, "start", "<fuzzy_start>True</fuzzy_start>")
        + event(*span, "end", "<fuzzy_end>True</fuzzy_end>")
        + event(*span, "today", "<ends_today>True</ends_today>")
        + event(*span, "milestone", "<milestone>True</milestone>")
        + event("2024-01-01 08:00:00", "2024-01-01 08:00:00", "point", "<fuzzy>True</fuzzy>"),
    )
    dataset, _ = opened(path)
    assert dates(dataset) == {
        "fuzzy": "2024-01-01~/2024-01-02~",
        "sharp": "2024-01-01/2024-01-02",
        "start": "2024-01-01~/2024-01-02",
        "end": "2024-01-01/2024-01-02~",
        "today": "2024-01-01/..",
        "milestone": "2024-01-01",
        "point": "2024-01-01T08:00:00~",
    }
    assert column(dataset, "fuzzy")["fuzzy"] == "True"
    assert column(dataset, "ends_today")["today"] == "True"


def test_bad_times_are_told_and_keep_their_text(tmp_path: Path) -> None:
    path = timeline(
        tmp_path,
        event("2024-01-01 00:00:00", "2024-02-01 00:00:00", "good")
        + event("2024-02-31 00:00:00", "2024-03-01 00:00:00", "no such day")
        + event("sometime", "2024-03-01 00:00:00", "words")
        + event("300000-01-01 00:00:00", "", "too late")
        + "<event><text>nothing</text></event>"
        + event("2024-03-01 00:00:00", "2024-02-01 00:00:00", "backwards")
        + event("2024-03-01 00:00:00", "later", "half"),
    )
    dataset, reading = opened(path)
    assert dates(dataset) == {
        "good": "2024-01-01/2024-01-31",
        "no such day": "",
        "words": "",
        "too late": "",
        "nothing": "",
        "backwards": "2024-03-01",
        "half": "2024-03-01",
    }
    assert (reading.rows, reading.events, reading.undated) == (7, 3, 4)
    told = [(p.line, p.column, p.text, p.outcome) for p in reading.problems]
    assert told == [
        (2, "start", "2024-02-31 00:00:00", Outcome.UNDATED),
        (3, "start", "sometime", Outcome.UNDATED),
        (4, "start", "300000-01-01 00:00:00", Outcome.UNDATED),
        (5, "start", "", Outcome.UNDATED),
        (6, "end", "2024-02-01 00:00:00", Outcome.REPAIRED),
        (7, "end", "later", Outcome.REPAIRED),
    ]
    assert "February 2024 has 29 days" in column(dataset, "date_note")["no such day"]


def test_containers_and_escaped_titles(tmp_path: Path) -> None:
    day = ("2024-01-01 00:00:00", "2024-01-01 00:00:00")
    path = timeline(
        tmp_path,
        "".join(
            event(*day, text)
            for text in ("(3)Inside", "[3]Outside", "(9)Lost", " (sic) title", " [x]", "(a) first")
        ),
    )
    dataset, _ = opened(path)
    assert column(dataset, "container") == {
        "Inside": "Outside",
        "Outside": "Outside",
        "Lost": "9",
        "(sic) title": "",
        "[x]": "",
        "(a) first": "",
    }
    assert column(dataset, "text")["Inside"] == "(3)Inside"


def test_categories_are_types_and_links_are_sources(tmp_path: Path) -> None:
    day = ("2024-01-01 00:00:00", "2024-01-01 00:00:00")
    path = timeline(
        tmp_path,
        event(
            *day,
            "one",
            "<category>War</category><hyperlink>https://www.a.org/x;v=1?b=2;http://b.org; c.org/d;"
            "</hyperlink><description>Long &lt;b&gt; text</description>",
        )
        + event(
            *day,
            "several",
            "<categories><category>Peace|Truce</category><category>War</category></categories>"
            "<hyperlink>http://b.org</hyperlink>",
        )
        + event(*day, "none", "<icon>iVBORw0KGgo=</icon><unheard_of>kept</unheard_of>"),
        "<timetype>gregoriantime</timetype><categories><category><name>War</name><color>1,2,3"
        "</color><parent>Conflict</parent></category></categories>",
    )
    dataset, reading = opened(path)
    assert column(dataset, "event_type") == {"one": "War", "several": "Peace|Truce", "none": ""}
    assert column(dataset, "categories")["several"] == r"Peace\|Truce|War"
    assert column(dataset, "category_parent") == {"one": "Conflict", "several": "", "none": ""}
    assert column(dataset, "summary")["one"] == "Long <b> text"
    assert column(dataset, "unheard_of")["none"] == "kept"
    assert "icon" not in dataset.events
    assert any("picture: 1" in str(note) for note in reading.notes)
    assert {s.url: s.publisher for s in dataset.sources.values()} == {
        "https://www.a.org/x;v=1?b=2": "a.org",
        "http://b.org": "b.org",
        "c.org/d": "c.org/d",
    }
    one = dataset.event(dataset.events["title"].tolist().index("one"))
    assert [dataset.sources[key].url for key in one.sources] == [
        "https://www.a.org/x;v=1?b=2",
        "http://b.org",
        "c.org/d",
    ]


def test_eras_are_no_events(tmp_path: Path) -> None:
    eras = (
        "<eras><era><name>War</name><start>1939-09-01 00:00:00</start><end>1945-09-03 00:00:00"
        "</end><color>255,0,16</color></era>"
        "<era><name>Now</name><start>1990-01-01 00:00:00</start><end>2024-01-01 00:00:00</end>"
        "<color>red</color><ends_today>True</ends_today></era>"
        "<era><name>Bad</name><start>long ago</start><end>2024-01-01 00:00:00</end></era></eras>"
    )
    path = timeline(tmp_path, event("1940-01-01", "1940-01-01"), eras)
    content = look_at(path)
    parts = FORMAT.read(content, None)
    assert parts.eras == [
        Era("War", "1939-09-01/1945-09-02", "#ff0010"),
        Era("Now", "1990-01-01/..", ""),
        Era("Bad", "", ""),
    ]
    assert parts.log is not None
    reading = parts.log.reading("", 1, 0)
    assert reading.no_events == {NoEvent.ERA: 3}
    assert reading.rows == 4
    assert [(p.line, p.text, p.outcome) for p in reading.problems] == [
        (3, "long ago", Outcome.NOTED)
    ]


@pytest.mark.parametrize("kind", ["numtime", "bosparaniantime", "coptictime", "pharaonictime"])
def test_other_calendars_are_declined_by_name(tmp_path: Path, kind: str) -> None:
    path = timeline(tmp_path, event("1", "2"), f"<timetype>{kind}</timetype>")
    with pytest.raises(ReadError, match=kind):
        opened(path)


def test_a_timeline_without_events_is_one(tmp_path: Path) -> None:
    dataset, reading = opened(timeline(tmp_path, ""))
    assert len(dataset) == reading.rows == 0


@pytest.mark.parametrize(
    "xml",
    [
        "<timeline><chart/></timeline>",
        "<events><timeline/></events>",
        "<timeline><events/></timeline>",
    ],
)
def test_other_xml_is_not_claimed(tmp_path: Path, xml: str) -> None:
    path = tmp_path / "x.timeline"
    path.write_text(xml, encoding="utf-8")
    assert not FORMAT.recognises(look_at(path))
