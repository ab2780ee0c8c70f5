"""Small files of every format that opens, for tests to damage."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import pandas as pd

from tests.builders import small_dataset
from tests.io import rows, sheets
from timeline_app.io.export.column_names import EXPORT_COLUMNS
from timeline_app.io.export.dataset_json import write_json
from timeline_app.io.formats.gdelt_columns import VERSION_1, VERSION_2
from timeline_app.io.formats.ged import COLUMNS as GED

_ACLED: Final = {
    "event_id_cnty": "GTM{n}",
    "event_date": "{day} March 2024",
    "year": "2024",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Police Forces of Guatemala",
    "assoc_actor_1": "NA",
    "inter1": "1",
    "actor2": "Gang (Guatemala)",
    "assoc_actor_2": "Barrio 18; Los Pumas",
    "inter2": "Political militia",
    "interaction": "13",
    "country": "Guatemala",
    "admin1": "San Marcos",
    "location": "Tecún Umán",
    "latitude": "14.68",
    "longitude": "-92.14",
    "geo_precision": "1",
    "source": "Prensa Libre; El Periodico",
    "notes": 'They said "stop", and fired;\r\n2 died.',
    "fatalities": "{n}",
    "timestamp": "1709900000",
}
_GDELT: Final = rows.GDELT | {
    "GLOBALEVENTID": "8819908{day}",
    "SQLDATE": "201910{day}",
    "ActionGeo_FeatureID": "",
    "DATEADDED": "",
    "SOURCEURL": "https://www.example.org/en/news/a?b={n}",
}
_TABLE: Final = {
    "Date": "{day}/03/2024",
    "What": "Something, no. {n}",
    "Country": "Côte d'Ivoire",
    "Lat": "5.3",
    "Lon": "-4.0",
    "Killed": "{n}",
    "Link": "https://example.org/{n}",
}
_LOG: Final = {
    "message": "Something {n}",
    "datetime": "2015-07-24T19:{day}:01+02:00",
    "timestamp": "143776446100000{n}",
    "timestamp_desc": "Write time",
    "tag": '["a", "b"]',
    "user": "root",
}
_PLASO: Final = {
    "datetime": "2012-12-18T18:54:{day}.5+01:00",
    "timestamp_desc": "Content Modification Time",
    "source": "LOG",
    "source_long": "Log File",
    "message": 'He said "go" {n}',
    "parser": "syslog",
    "display_name": "OS:/var/log/syslog",
    "tag": "-",
}
_L2T: Final = {
    "date": "12/{day}/2012",
    "time": "18:54:32",
    "timezone": "Europe/Berlin",
    "MACB": "M..B",
    "source": "FILE",
    "sourcetype": "OS ctime",
    "type": "ctime; mtime",
    "user": "-",
    "host": "pc",
    "short": "short {n}",
    "desc": "long {n}",
    "version": "2",
    "filename": "OS:/a",
    "inode": "-",
    "notes": "-",
    "format": "filestat",
    "extra": "x",
}
_PLASO_LINE: Final[Mapping[str, Any]] = {
    "__container_type__": "event",
    "date_time": {"__class_name__": "PosixTime", "timestamp": 1453449153},
    "timestamp": 1453449153000000,
    "timestamp_desc": "Last Access Time",
    "message": "Something {n}",
    "tag": {"labels": ["a", "b"]},
}
_KLEPTOCRACY: Final[Mapping[str, Any]] = rows.KLEPTOCRACY | {
    "id": "2020-05-{day}--something",
    "date": "2020-05-{day}",
    "title": "Something {n}",
    "sources": [{"title": "Report", "url": "https://x.org/{n}", "outlet": "X", "date": "2020-05"}],
    "location": ["Here", "There"],
}
_SLIDE: Final[Mapping[str, Any]] = {
    "start_date": {"year": "2015", "month": 3, "day": "{day}"},
    "end_date": {"year": 2016},
    "text": {"headline": "<b>Head</b> {n}", "text": "<p>Words &amp; more</p>"},
    "media": {"url": "https://example.org/{n}.jpg", "caption": "C", "credit": "D"},
    "group": "G",
    "unique_id": "slide-{n}",
}
_ERA: Final[Mapping[str, Any]] = {
    "start_date": {"year": "1990"},
    "end_date": {"year": "2000"},
    "text": {"headline": "Era"},
}
_XML_EVENT: Final = (
    "<event><start>2013-03-{day} 11:16:00</start><end>2013-03-30 11:16:00</end>"
    "<text>[{n}]Name</text><fuzzy>True</fuzzy><category>Planned</category>"
    "<description>Words &amp; more</description><hyperlink>https://x.org;https://y.org</hyperlink>"
    "<icon>aGk=</icon></event>"
)
_OWN: Final = dict.fromkeys(EXPORT_COLUMNS, "") | {
    "event_id": "e{n}",
    "title": "'=Something {n}",
    "date": "2024-03-{day}",
    "start": "2024-03-{day}",
    "end": "2024-03-{day}",
    "event_type": "Battles",
    "countries": "Guatemala; Mexico",
    "actors": "One; Two",
    "fatalities_low": "{n}",
    "fatalities_high": "{n}",
    "quotes": "a b | c d",
    "sources": "Herald | Post",
    "source_urls": "https://x.org | https://y.org",
    "orig_start": "first",
}


HEADERLESS: Final = ("ged_headerless.csv", "gdelt2.CSV", "gdelt1.CSV")
_DELIMITERS: Final = {
    "tln.txt": "|",
    "table.tsv": "\t",
    "gdelt2.CSV": "\t",
    "gdelt1.CSV": "\t",
    "table_semicolons.csv": ";",
}


def delimiter_of(name: str) -> str:
    """What stands between the cells of a text table of this module."""
    return _DELIMITERS.get(name, ",")


def _filled(template: Any, number: int) -> Any:
    """A record of its own from a template."""
    if isinstance(template, str):
        return template.replace("{n}", str(number)).replace("{day}", f"{10 + number}")
    if isinstance(template, Mapping):
        return {name: _filled(value, number) for name, value in template.items()}
    if isinstance(template, list):
        return [_filled(value, number) for value in template]
    return template


def records(template: Any, count: int = 5) -> list[Any]:
    """So many records of a template, the first numbered 1."""
    return [_filled(template, number) for number in range(1, count + 1)]


def table(
    template: Mapping[str, str],
    delimiter: str = ",",
    names: Sequence[str] = (),
    *,
    header: bool = True,
) -> bytes:
    """A text table of records."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    names = names or list(template)
    if header:
        writer.writerow(names)
    for record in records(template):
        writer.writerow(record.get(name, "") for name in names)
    return text.getvalue().encode()


def _plain(template: Mapping[str, str]) -> bytes:
    """A text table that nothing is quoted in."""
    rows = [list(template), *(list(record.values()) for record in records(template))]
    return "".join(f"{','.join(row)}\n" for row in rows).encode()


def lines(template: Any) -> bytes:
    """JSON lines of records."""
    return "".join(f"{json.dumps(record)}\n" for record in records(template)).encode()


def document(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _written(write: Callable[[Path], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path)
        return path.read_bytes()


def grid() -> list[list[str]]:
    """The header and rows of a table."""
    return [list(_TABLE), *(list(record.values()) for record in records(_TABLE))]


def xlsx(rows: Sequence[Sequence[str]]) -> bytes:
    return _written(lambda path: sheets.xlsx(path, {"Events": sheets.rows(*rows)}))


def ods(rows: Sequence[Sequence[str]]) -> bytes:
    filled = (sheets.ods_row(*map(sheets.ods_cell, row)) for row in rows)
    return _written(lambda path: sheets.ods(path, sheets.ods_table("Events", *filled)))


def timeline(events: Sequence[str]) -> bytes:
    """A file of the Timeline Project."""
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n<timeline><version>2.3.0</version>"
        "<eras><era><name>E</name><start>2010-01-01 0:0:0</start><end>2011-01-01 0:0:0</end>"
        "<color>1,2,3</color></era></eras>\n<categories><category><name>Planned</name></category>"
        "</categories><events>\n" + "\n".join(events) + "\n</events></timeline>\n"
    ).encode()


_FEATURES: Final = [
    {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-4.0, 5.3]},
        "properties": record,
    }
    for record in records(_TABLE)
]


def _write_dataset(path: Path) -> None:
    dataset = small_dataset()
    write_json(dataset, np.arange(len(dataset)), path)


@cache
def made() -> Mapping[str, bytes]:
    """A file of each format."""
    headers = {name: name for name in GED}
    ged = dict.fromkeys(headers, "") | {
        "id": "{n}",
        "type_of_violence": "2",
        "side_a": "One",
        "side_b": "Two",
        "date_prec": "1",
        "date_start": "2010-05-{day}",
        "date_end": "2010-05-{day}",
        "best": "4",
        "low": "3",
        "high": "6",
        "country": "Mexico",
        "source_article": '"Reuters,2010-05-04,Four killed; two hurt";"AP,2010-05-05,Five"',
    }
    exported = {
        name: "|".join(value) if name in ("actors", "tags") else json.dumps(value)
        for name, value in _KLEPTOCRACY.items()
        if name != "location"
    } | {name: str(_KLEPTOCRACY[name]) for name in ("id", "date", "title", "summary", "status")}
    frame = pd.DataFrame(records(_TABLE))
    sheet = {
        "Year": "2015", "Month": "3", "Day": "{day}", "Time": "14:30", "End Year": "2016",
        "Display Date": "then", "Headline": "<b>Head</b> {n}", "Text": "<p>Words</p>",
        "Media": "https://example.org/{n}.jpg", "Media Credit": "C", "Type": "", "Group": "G",
    }  # fmt: skip
    sheet_1 = {
        "Start Date": "3/{day}/2015", "End Date": "2016", "Headline": "Head {n}", "Text": "",
        "Media": "//example.org/a", "Tag": "T",
    }  # fmt: skip
    dated = {
        "timeline": {
            "headline": "H",
            "startDate": "2011",
            "date": records({"startDate": "2011,3,{day}", "headline": "Head {n}", "text": "T"}),
            "era": records({"startDate": "2011,3,{day}", "headline": "Era {n}"}, 1),
        }
    }
    tln = {
        "Time": "13558532{day}", "Source": "FILE", "Host": "pc", "User": "-",
        "Description": "2012-12-18T18:54:32+00:00; Creation; Something {n}",
    }  # fmt: skip
    return {
        "acled.csv": table(_ACLED),
        "ged.csv": table(ged),
        "ged_headerless.csv": table(ged, header=False),
        "gdelt2.CSV": table(
            _GDELT | {"DATEADDED": "20191024143000"}, "\t", VERSION_2, header=False
        ),
        "gdelt1.CSV": table(_GDELT | {"DATEADDED": "20191024"}, "\t", VERSION_1, header=False),
        "timesketch.csv": table(_LOG),
        "timesketch.jsonl": lines(_LOG),
        "plaso.csv": _plain(_PLASO),
        "l2t.csv": _plain(_L2T),
        "plaso.jsonl": lines(_PLASO_LINE),
        "tln.txt": table(tln, "|"),
        "timelinejs.csv": table(sheet),
        "timelinejs_1.csv": table(sheet_1),
        "timelinejs.json": document(
            {"title": {"text": {"headline": "T"}}, "events": records(_SLIDE), "eras": [_ERA]}
        ),
        "timelinejs_1.json": document(dated),
        "project.timeline": timeline(records(_XML_EVENT)),
        "kleptocracy.json": document(records(_KLEPTOCRACY)),
        "kleptocracy.csv": table(exported),
        "export.csv": table(_OWN),
        "table.csv": table(_TABLE),
        "table.tsv": table(_TABLE, "\t"),
        "table_semicolons.csv": table(_TABLE, ";"),
        "table_utf16.csv": table(_TABLE).decode().encode("utf-16"),
        "table_cp1252.csv": table(_TABLE).decode().encode("cp1252"),
        "table.json": document(records(_TABLE)),
        "table.jsonl": lines(_TABLE),
        "table.geojson": document({"type": "FeatureCollection", "features": _FEATURES}),
        "dataset.json": _written(_write_dataset),
        "table.xlsx": xlsx(grid()),
        "table.ods": ods(grid()),
        "table.parquet": _written(frame.to_parquet),
        "table.feather": _written(frame.to_feather),
    }


def real(shared: Path) -> Iterator[tuple[str, bytes]]:
    """The begins of real files, cut where a record ends."""
    for path in sorted((shared / "data").rglob("*.*")):
        if path.suffix not in {".csv", ".json", ".jsonl", ".timeline"}:
            continue
        yield path.name, _cut(path)


def _cut(path: Path, most: int = 12) -> bytes:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            rows = [row for row, _ in zip(csv.reader(file), range(most), strict=False)]
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()
    if path.suffix == ".json":
        content = json.loads(path.read_bytes())
        return document(content[:most] if isinstance(content, list) else content)
    if path.suffix == ".timeline":
        head, *events = path.read_text(encoding="utf-8").split("<event>")
        _, _, tail = events[-1].partition("</event>")
        whole = [event.partition("</event>")[0] for event in events[:most]]
        return (head + "".join(f"<event>{event}</event>" for event in whole) + tail).encode()
    return path.read_bytes()
