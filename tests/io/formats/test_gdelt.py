"""GDELT: files without a header are known by what they hold, and codes are shown with words."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.io.rows import GDELT as ROW
from timeline_app.core.countries import country_names
from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.core.records import Event
from timeline_app.io.content import look_at
from timeline_app.io.finding import ReadError
from timeline_app.io.formats import gdelt
from timeline_app.io.formats.cameo import CAMEO
from timeline_app.io.formats.fips import FIPS, fips_country
from timeline_app.io.formats.gdelt_columns import VERSION_1, VERSION_2
from timeline_app.io.parts import build

OLD = {"DATEADDED": "20160728"}


def cells(row: dict[str, str], names: Sequence[str]) -> list[str]:
    return [(ROW | row).get(name, "") for name in names]


def write(
    path: Path, *rows: dict[str, str], names: Sequence[str] = VERSION_2, above: str = ""
) -> Path:
    lines = ["\t".join(cells(row, names)) for row in rows]
    path.write_text(above + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def opened(path: Path) -> Dataset:
    content = look_at(path)
    assert gdelt.FORMAT.recognises(content)
    return build([gdelt.FORMAT.read(content, None)])


@pytest.fixture
def of_one(tmp_path: Path) -> Callable[..., Event]:
    def of(**row: str) -> Event:
        return opened(write(tmp_path / "one.export.CSV", row)).event(0)

    return of


def test_a_row_is_an_event_in_words(tmp_path: Path) -> None:
    dataset = opened(write(tmp_path / "20191024143000.export.CSV", {}))
    event = dataset.event(0)
    assert event.event_id == "881990832"
    assert event.title == "POLICE: Demonstrate or rally (STUDENT)"
    assert event.when.text == "2019-10-24"
    assert event.event_type == "Protest"
    assert event.countries == ("BLR",)
    assert event.actors == ("POLICE", "STUDENT")
    assert event.place == "Minsk, Belarus (general), Belarus"
    assert (event.latitude, event.longitude) == ("53.9", "27.5667")
    assert event.place_precision == "town"
    (source,) = (dataset.sources[key] for key in event.sources)
    assert (source.publisher, source.url) == ("belsat.eu", "https://www.belsat.eu/en/news/a?b=1")
    assert event.extra["EventCode"] == "141 Demonstrate or rally"
    assert event.extra["QuadClass"] == "3 Verbal conflict"
    assert event.extra["AvgTone"] == "-2.02774813233724"
    assert event.extra["DATEADDED"] == "20191024143000"
    assert event.extra["Actor1CountryCode"] == "BLR"
    assert event.extra["FractionDate"] == "2019.8055"
    (reading,) = dataset.readings
    assert (reading.format, reading.rows, reading.events) == ("GDELT", 1, 1)
    assert not reading.problems


@pytest.mark.parametrize("narrow", [1, 3, 9])
def test_rows_of_version_1_with_and_without_an_address_stand_in_one_file(
    tmp_path: Path, narrow: int
) -> None:
    path = tmp_path / "events.csv"
    lines = []
    for number in range(10):
        row = cells(OLD | {"GLOBALEVENTID": str(number)}, VERSION_1)
        lines.append("\t".join(row[: 57 if number < narrow else 58]))
    path.write_text("\n".join(lines) + "\n")
    dataset = opened(path)
    (reading,) = dataset.readings
    assert (reading.rows, reading.events, reading.repaired) == (10, 10, 0)
    assert not reading.problems
    cited = sum(bool(dataset.event(row).sources) for row in range(10))
    assert cited == 10 - narrow
    assert "column 58" not in dataset.extra_columns


def test_version_1_without_any_address_is_read(tmp_path: Path) -> None:
    rows = [OLD | {"GLOBALEVENTID": str(number)} for number in range(3)]
    dataset = opened(write(tmp_path / "1979.csv", *rows, names=VERSION_1[:-1]))
    assert len(dataset) == 3
    assert not dataset.readings[0].problems
    assert not dataset.sources


@pytest.mark.parametrize(
    "above",
    ["\tdamaged\n", "881990831\t2019\n", "# exported\n", "9\t201910\n", "\n", "\t" * 60 + "\n"],
)
def test_a_damaged_first_row_does_not_hide_the_format(tmp_path: Path, above: str) -> None:
    rows = [{"GLOBALEVENTID": str(881990832 + number)} for number in range(5)]
    dataset = opened(write(tmp_path / "damaged.CSV", *rows, above=above))
    (reading,) = dataset.readings
    assert reading.events == 5
    assert reading.rows == 6


def saved_again(path: Path, names: Sequence[str], rows: Sequence[dict[str, str]]) -> Path:
    """As pandas writes it: commas, an index in front, codes as numbers."""
    lines = [",".join(["", *names])]
    for number, row in enumerate(rows):
        lines.append(",".join(f'"{cell}"' for cell in [str(number), *cells(row, VERSION_2)]))
    path.write_text("\n".join(lines) + "\n")
    return path


LOST = {"EventCode": "10", "EventBaseCode": "10", "EventRootCode": "1"}


def test_files_saved_again_under_any_names_are_known_by_what_they_hold(tmp_path: Path) -> None:
    names = [f"Field_{number}" for number in range(len(VERSION_2))]
    rows = [LOST, {"GLOBALEVENTID": "2", "EventCode": "834", "EventRootCode": "8"}]
    dataset = opened(saved_again(tmp_path / "again.csv", names, rows))
    assert (
        dataset.event(0).extra["EventCode"] == "0834 Accede to a change of institutions or regime"
    )
    event = dataset.event(1)
    assert event.event_type == "Make a public statement"
    assert event.extra["EventCode"] == "010 Make a statement"
    assert event.countries == ("BLR",)
    assert any("leading zeros" in str(note) for note in dataset.readings[0].notes)


def test_numbers_that_pandas_wrote_as_names_are_no_event(tmp_path: Path) -> None:
    names = list(map(str, range(len(VERSION_2))))
    rows = [{}, {"GLOBALEVENTID": "2"}]
    (reading,) = opened(saved_again(tmp_path / "numbers.csv", names, rows)).readings
    assert (reading.rows, reading.events) == (2 + reading.no_events.get(NoEvent.HEADER, 0), 2)
    assert not reading.undated


def test_some_columns_under_published_names_are_enough(tmp_path: Path) -> None:
    names = {
        "GlobalEventID": "1", "Day": "20191024", "Actor1Name": "NATO", "EventCode": "190",
        "QuadClass": "4", "GoldsteinScale": "-10", "ActionGeo_Fullname": "Kyiv",
        "ActionGeo_CountryCode": "UP", "SourceURL": "BBC Monitoring",
    }  # fmt: skip
    path = tmp_path / "some.csv"
    path.write_text(f"{','.join(names)}\n{','.join(names.values())}\n")
    dataset = opened(path)
    event = dataset.event(0)
    assert (event.event_type, event.title) == (
        "Fight",
        "NATO: Use conventional military force",
    )
    assert (event.place, event.countries) == ("Kyiv", ("UKR",))
    (source,) = (dataset.sources[key] for key in event.sources)
    assert (source.publisher, source.url) == ("BBC Monitoring", "")


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        ("", "STUDENT", "Demonstrate or rally (STUDENT)"),
        ("POLICE", "", "POLICE: Demonstrate or rally"),
        ("", "", "Demonstrate or rally"),
        ("POLICE", "POLICE", "POLICE: Demonstrate or rally (POLICE)"),
    ],
)
def test_actors_that_nobody_knows_are_left_out(
    of_one: Callable[..., Event], first: str, second: str, title: str
) -> None:
    event = of_one(Actor1Name=first, Actor2Name=second)
    assert event.title == title
    assert set(event.actors) == {first, second} - {""}


@pytest.mark.parametrize("cell", ["20190231", "20191399", "2019", "201910", "", "x"])
def test_only_sqldate_is_a_date(tmp_path: Path, cell: str) -> None:
    rows = [{"SQLDATE": cell}, *({"GLOBALEVENTID": str(number)} for number in range(3))]
    dataset = opened(write(tmp_path / "undated.CSV", *rows))
    (reading,) = dataset.readings
    assert (reading.rows, reading.events, reading.undated) == (4, 3, 1)
    (problem,) = reading.problems
    assert (problem.outcome, problem.column, problem.text) == (Outcome.UNDATED, "SQLDATE", cell)
    assert dataset.event(3).extra["SQLDATE"] == cell


@pytest.mark.parametrize(
    ("code", "country"),
    [
        ("BO", "BLR"), ("UK", "GBR"), ("AU", "AUT"), ("AS", "AUS"), ("KV", "XKX"), ("GZ", "PSE"),
        ("PF", "Paracel Islands"), ("OS", "Oceans"), ("QQ", "QQ"), ("JP", "JP (FIPS)"),
    ],
)  # fmt: skip
def test_countries_are_read_as_fips_codes(
    of_one: Callable[..., Event], code: str, country: str
) -> None:
    event = of_one(ActionGeo_CountryCode=code)
    assert event.countries == (country,)
    assert event.extra["ActionGeo_CountryCode"] == code


@pytest.mark.parametrize(
    ("kind", "precision"),
    [
        ("0", ""),
        ("1", "country"),
        ("2", "department or state"),
        ("3", "town"),
        ("4", "town"),
        ("5", "department or state"),
        ("", ""),
    ],
)
def test_the_precision_of_a_place_is_that_of_its_point(
    of_one: Callable[..., Event], kind: str, precision: str
) -> None:
    event = of_one(ActionGeo_Type=kind)
    assert (event.place_precision, event.extra["ActionGeo_Type"]) == (precision, kind)


def test_unknown_codes_stay_as_they_are(of_one: Callable[..., Event]) -> None:
    event = of_one(EventCode="---", EventRootCode="--", QuadClass="9")
    assert (event.event_type, event.extra["EventCode"]) == ("--", "---")
    assert event.extra["QuadClass"] == "9"


def test_reports_are_sources_once_each(tmp_path: Path) -> None:
    rows = [
        {"GLOBALEVENTID": str(number), "SOURCEURL": f"http://a.org/{number // 2}"}
        for number in range(6)
    ]
    dataset = opened(write(tmp_path / "sources.CSV", *rows))
    assert sorted(source.url for source in dataset.sources.values()) == [
        "http://a.org/0",
        "http://a.org/1",
        "http://a.org/2",
    ]


def test_mentions_say_what_they_are(tmp_path: Path) -> None:
    row = (
        "555924816\t20160701210000\t20170701234500\t1\tchina.org.cn\thttp://a.cn/1\t4\t-1\t996\t988"
    )
    row += "\t1\t100\t2579\t0.83\tsrclc:ara\t"
    path = tmp_path / "20170701234500.mentions.CSV"
    path.write_text(f"{row}\n{row}\n")
    content = look_at(path)
    assert gdelt.FORMAT.recognises(content)
    with pytest.raises(ReadError, match=r"mentions.*export"):
        gdelt.FORMAT.read(content, None)


@pytest.mark.parametrize(
    "text",
    [
        "\t".join(["x"] * 61) + "\n",
        "id\tdate\n1\t20191024\n",
        "no tab in this line\nnor in this\n",
        "\t".join(map(str, range(16))) + "\n",
    ],
)
def test_other_tables_are_left_to_others(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.tsv"
    path.write_text(text * 3)
    assert not gdelt.FORMAT.recognises(look_at(path))


def test_every_code_has_a_name_and_stands_under_its_root() -> None:
    roots = {code for code in CAMEO if len(code) == 2}
    assert roots == {f"{number:02}" for number in range(1, 21)}
    bases = {code for code in CAMEO if len(code) == 3}
    assert all(code[:2] in roots for code in bases)
    assert all(f"{root}0" in bases for root in roots)
    assert all(code[:3] in bases for code in CAMEO if len(code) == 4)
    assert len(set(CAMEO.values())) == len(CAMEO) > 300
    assert all(name == name.strip() and name[0].isupper() for name in CAMEO.values())


def test_fips_codes_lead_to_countries_that_exist() -> None:
    for code, country in FIPS.items():
        assert len(code) == 2
        assert country_names(country) or " " in country or len(country) > 3
    assert fips_country(" bo ") == "BLR"
