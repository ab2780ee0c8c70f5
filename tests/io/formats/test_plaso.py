"""plaso's outputs: dynamic CSV, l2tcsv, JSON lines and TLN, with times that are none."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import Outcome
from timeline_app.core.records import Event
from timeline_app.io.content import look_at
from timeline_app.io.formats import timesketch
from timeline_app.io.formats.plaso import FORMAT
from timeline_app.io.parts import build

DYNAMIC = "datetime,timestamp_desc,source,source_long,message,parser,display_name,tag"
L2T = (
    "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,"
    "notes,format,extra"
)
UNSET = "0000-00-00T00:00:00.000000+00:00"


def opened(path: Path) -> Dataset:
    content = look_at(path)
    assert FORMAT.recognises(content)
    return build([FORMAT.read(content, None)])


def of(folder: Path, *lines: str) -> Dataset:
    path = folder / "any.log"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return opened(path)


def dynamic(folder: Path, *times: str, what: str = "Last Access Time") -> Dataset:
    return of(folder, DYNAMIC, *(f"{time},{what},FILE,File stat,m,p,OS:/a,-" for time in times))


def l2t(folder: Path, date: str, time: str, zone: str = "UTC", kind: str = "ctime") -> Dataset:
    row = f"{date},{time},{zone},..C.,FILE,OS ctime,{kind},-,-,short,long,2,OS:/a,-,-,filestat,x"
    return of(folder, L2T, row)


def lines(folder: Path, *records: Mapping[str, Any]) -> Dataset:
    whole = {
        "__container_type__": "event",
        "__type__": "AttributeContainer",
        "timestamp": 1453449153000000,
        "timestamp_desc": "Last Access Time",
        "message": "Something",
    }
    return of(folder, *(json.dumps(whole | dict(record)) for record in records))


def events(dataset: Dataset) -> list[Event]:
    return [dataset.event(row) for row in range(len(dataset))]


def date_of(dataset: Dataset) -> str:
    return dataset.event(0).when.text


def undated(dataset: Dataset) -> list[tuple[int, str, str]]:
    told = dataset.readings[0].problems
    return [(p.line, p.column, p.text) for p in told if p.outcome is Outcome.UNDATED]


def notes(dataset: Dataset) -> str:
    return " ".join(map(str, dataset.readings[0].notes))


def test_a_dynamic_row_is_an_event(tmp_path: Path) -> None:
    row = "2012-12-18T18:54:32.5+01:00,Content Modification Time,LOG,Log File,[x] No exit,syslog,"
    dataset = of(tmp_path, DYNAMIC, f"{row}OS:/var/log/syslog,exit1 exit2")
    event = dataset.event(0)
    assert event.title == "[x] No exit"
    assert event.when.text == "2012-12-18T17:54:32.5Z"
    assert event.event_type == "Content Modification Time"
    assert event.place == "OS:/var/log/syslog"
    assert [dataset.sources[key].publisher for key in event.sources] == ["Log File"]
    assert event.extra["tag"] == "exit1, exit2"
    assert event.extra["datetime"] == "2012-12-18T18:54:32.5+01:00"
    assert "commas" in notes(dataset)


@pytest.mark.parametrize("text", [UNSET, "0000-00-00T00:00:00", "Not set", "Never", "Invalid"])
def test_an_unset_time_leaves_a_dynamic_row_undated(tmp_path: Path, text: str) -> None:
    dataset = dynamic(tmp_path, "2012-12-18T18:54:32+00:00", text)
    assert undated(dataset) == [(3, "datetime", text)]
    assert dataset.readings[0].events == 1


@pytest.mark.parametrize("text", ["1970-01-01T00:00:00.000000+00:00", "2012-12-18T18:54:32+00:00"])
def test_what_is_not_a_time_is_undated(tmp_path: Path, text: str) -> None:
    dataset = dynamic(tmp_path, text, what="Not a time")
    assert undated(dataset) == [(2, "timestamp_desc", "Not a time")]


def test_nanoseconds_are_cut(tmp_path: Path) -> None:
    dataset = dynamic(tmp_path, "2022-11-13T06:02:03.235228277+00:00")
    assert date_of(dataset) == "2022-11-13T06:02:03.235228Z"


def test_fields_of_the_users_choice_are_kept(tmp_path: Path) -> None:
    header = f"{DYNAMIC},Yara_match,user,hostname"
    row = "2012-12-18T18:54:32+00:00,ctime,FILE,File stat,m,p,OS:/a,-,rule,root,pc"
    event = of(tmp_path, header, row).event(0)
    assert event.extra["Yara_match"] == "rule"
    assert event.actors == ("root", "pc")


def test_an_l2t_row_is_an_event(tmp_path: Path) -> None:
    row = (
        "04/11/2021,05:15:32,UTC,M.C.,FILE,File stat,"
        "Content Modification Time; Metadata Modification Time,root,pc,A cut tex...,"
        "A cut text in full,2,OS:/var/log/syslog,36003,-,filestat,file_size: 1509"
    )
    dataset = of(tmp_path, L2T, row, row.replace("pc", "-").replace("root", "-"))
    event = next(e for e in events(dataset) if e.actors)
    assert (event.title, event.summary) == ("A cut tex...", "A cut text in full")
    assert event.when.text == "2021-04-11T05:15:32Z"
    assert event.event_type == "Content Modification Time; Metadata Modification Time"
    assert event.actors == ("root", "pc")
    assert event.place == "OS:/var/log/syslog"
    assert event.extra["MACB"] == "M.C."
    assert dataset.fields["timestamp_desc"].keys == (
        "Content Modification Time",
        "Metadata Modification Time",
    )
    assert [dataset.sources[key].publisher for key in event.sources] == ["File stat"]


@pytest.mark.parametrize(
    ("date", "time", "zone", "wanted"),
    [
        ("01/02/2016", "07:52:33", "UTC", "2016-01-02T07:52:33Z"),
        ("01/22/2012", "08:52:33", "CET", "2012-01-22T07:52:33Z"),
        ("04/11/2021", "07:15:32", "CEST", "2021-04-11T05:15:32Z"),
        ("07/11/2021", "07:15:32", "America/New_York", "2021-07-11T11:15:32Z"),
        ("01/11/2021", "07:15:32", "America/New_York", "2021-01-11T12:15:32Z"),
        ("01/11/2021", "07:15:32", "+03", "2021-01-11T04:15:32Z"),
        ("01/22/2012", "--:--:--", "UTC", "2012-01-22"),
        ("12/02/45800", "10:11:12", "UTC", "Y45800-12-02T10:11:12Z"),
    ],
)
def test_l2t_times_have_the_month_first_and_a_zone(
    tmp_path: Path, date: str, time: str, zone: str, wanted: str
) -> None:
    dataset = l2t(tmp_path, date, time, zone)
    assert date_of(dataset) == wanted
    extra = dataset.event(0).extra
    assert (extra["orig_date"], extra["time"], extra["timezone"]) == (date, time, zone)


def test_an_unknown_zone_is_taken_as_utc_and_told(tmp_path: Path) -> None:
    dataset = l2t(tmp_path, "01/22/2012", "08:52:33", "Mars/Olympus")
    assert date_of(dataset) == "2012-01-22T08:52:33Z"
    assert "Mars/Olympus" in notes(dataset)


def test_what_is_no_time_of_day_is_told(tmp_path: Path) -> None:
    dataset = l2t(tmp_path, "12/02/2020", "noonish")
    assert dataset.event(0).when.text == "2020-12-02"
    told = [(p.line, p.column, p.text) for p in dataset.readings[0].problems]
    assert told == [(2, "time", "noonish")]
    assert not l2t(tmp_path, "12/02/2020", "--:--:--").readings[0].problems


def test_an_unset_l2t_time_is_undated(tmp_path: Path) -> None:
    dataset = l2t(tmp_path, "00/00/0000", "--:--:--", "-")
    assert [(line, column) for line, column, _ in undated(dataset)] == [(2, "date")]
    assert dataset.event(0).extra["orig_date"] == "00/00/0000"


def test_a_json_line_is_an_event(tmp_path: Path) -> None:
    record = {
        "date_time": {"__class_name__": "PosixTimeInMicroseconds", "timestamp": 1453449153000123},
        "timestamp": 1453449153000123,
        "username": "-",
        "hostname": "pc",
        "filename": "/logs/syslog",
        "message": "One\nTwo",
        "pathspec": {"location": "/logs/syslog", "parent": {"type_indicator": "TSK"}},
        "tag": {"labels": ["a", "b"]},
    }
    event = lines(tmp_path, record, record).event(0)
    assert event.when.text == "2016-01-22T07:52:33.000123Z"
    assert (event.title, event.summary) == ("One", "One\nTwo")
    assert (event.event_type, event.actors) == ("Last Access Time", ("pc",))
    assert event.place == "/logs/syslog"
    assert event.extra["tag.labels"] == "a, b"
    assert event.extra["pathspec.parent.type_indicator"] == "TSK"
    assert "__container_type__" not in event.extra


@pytest.mark.parametrize("name", ["NotSet", "Never", "SemanticTime", "InvalidTime"])
def test_the_class_of_a_time_says_that_it_is_none(tmp_path: Path, name: str) -> None:
    dataset = lines(tmp_path, {"timestamp": 0, "date_time": {"__class_name__": name}}, {})
    assert undated(dataset) == [(1, "date_time.__class_name__", name)]


def test_a_json_line_that_is_not_a_time_is_undated(tmp_path: Path) -> None:
    dataset = lines(tmp_path, {"timestamp_desc": "Not a time"}, {})
    assert undated(dataset) == [(1, "timestamp_desc", "Not a time")]


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (-11644473600000000, "1601-01-01T00:00:00Z"),
        (1383170206272000000, "Y45800-12-02T10:11:12Z"),
        (-1500, "1969-12-31T23:59:59.998500Z"),
    ],
)
def test_timestamps_count_microseconds_whatever_their_size(
    tmp_path: Path, stamp: int, date: str
) -> None:
    dataset = lines(tmp_path, {"timestamp": stamp}, {"timestamp": 5})
    assert {e.when.text for e in events(dataset)} == {date, "1970-01-01T00:00:00.000005Z"}


def test_a_tln_row_of_plaso_has_its_time_in_the_description(tmp_path: Path) -> None:
    dataset = of(
        tmp_path,
        "Time|Source|Host|User|Description|TZ|Notes",
        "1668319323|FILE|pc|-|2022-11-13T06:02:03.235228277+00:00; Last Access Time; a; b, c|UTC|n",
        f"0|FILE|-|-|{UNSET}; Not a time; d|UTC|n",
    )
    event = dataset.event(0)
    assert event.when.text == "2022-11-13T06:02:03.235228Z"
    assert (event.title, event.event_type) == ("a; b, c", "Last Access Time")
    assert event.actors == ("pc",)
    assert event.extra["Notes"] == "n"
    assert [line for line, _, _ in undated(dataset)] == [3]


def test_a_tln_row_of_others_counts_seconds(tmp_path: Path) -> None:
    dataset = of(
        tmp_path,
        "Time|Source|Host|User|Description",
        "1327218753|REG|PC|ann|M... HKLM/Software",
        "0|REG|PC|ann|no time",
    )
    event = dataset.event(0)
    assert (event.when.text, event.title) == ("2012-01-22T07:52:33Z", "M... HKLM/Software")
    assert event.actors == ("ann", "PC")
    assert undated(dataset) == [(3, "time", "0")]


def test_what_timesketch_exports_is_not_claimed(shared: Path) -> None:
    for path in (shared / "data" / "timesketch").iterdir():
        assert not FORMAT.recognises(look_at(path)), path.name


def test_an_event_without_plaso_columns_is_left_to_timesketch(tmp_path: Path) -> None:
    path = tmp_path / "any.csv"
    path.write_text("datetime,timestamp_desc,message\n2012-12-18T18:54:32Z,a,b\n")
    content = look_at(path)
    assert not FORMAT.recognises(content)
    assert timesketch.FORMAT.recognises(content)


MESSAGES = (
    '"C:\\Program Files\\x.exe" -a',
    '"never closed',
    'a "word" within',
    '"open again',
    "between",
    'closed"',
    '"whole"',
)


@pytest.mark.parametrize("delimiter", [",", "|"])
def test_a_quote_is_a_letter_as_plaso_quotes_nothing(tmp_path: Path, delimiter: str) -> None:
    if delimiter == ",":
        rows = [f"2012-01-22T07:52:33Z,c,LOG,Log File,{m},s,OS:/x,-" for m in MESSAGES]
        dataset = of(tmp_path, DYNAMIC, *rows)
    else:
        rows = [f"1327218753|LOG|pc|-|{m}" for m in MESSAGES]
        dataset = of(tmp_path, "Time|Source|Host|User|Description", *rows)
    assert sorted(event.title for event in events(dataset)) == sorted(MESSAGES)


def test_a_quoted_copy_of_a_plaso_file_is_read_as_such(tmp_path: Path) -> None:
    quoted = ",".join(f'"{name}"' for name in DYNAMIC.split(","))
    row = '"2012-01-22T07:52:33Z","c","LOG","Log File","say ""hi"", you","s","OS:/x","-"'
    assert of(tmp_path, quoted, row, row).event(0).title == 'say "hi", you'
