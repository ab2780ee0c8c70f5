"""ACLED: exports of all years and tools are read by name, as exactly as they say, and no more."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.io.sheets import number, xlsx
from tests.io.sheets import rows as sheet
from timeline_app.core.dataset import Dataset
from timeline_app.core.reading import Outcome
from timeline_app.core.when import Form
from timeline_app.io.content import look_at
from timeline_app.io.finding import ReadError
from timeline_app.io.formats import acled, acled_weekly
from timeline_app.io.parts import build

CURRENT = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type",
    "sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2",
    "interaction", "civilian_targeting", "iso", "region", "country", "admin1", "admin2", "admin3",
    "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
    "fatalities", "tags", "timestamp",
)  # fmt: skip

ROW = {
    "event_id_cnty": "GTM100",
    "event_date": "2024-03-05",
    "year": "2024",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Police Forces of Guatemala",
    "assoc_actor_1": "Military Forces of Guatemala",
    "inter1": "State forces",
    "actor2": "Gang (Guatemala)",
    "assoc_actor_2": "Barrio 18; Los Pumas",
    "inter2": "Political militia",
    "interaction": "State forces-Political militia",
    "iso": "320",
    "iso3": "GTM",
    "region": "Central America",
    "country": "Guatemala",
    "admin1": "San Marcos",
    "location": "Tecun Uman",
    "latitude": "14.68",
    "longitude": "-92.14",
    "geo_precision": "1",
    "source": "Prensa Libre; El Periodico",
    "source_scale": "National",
    "notes": "Police and a gang exchanged fire; 2 died.\r\nA third was hurt.",
    "fatalities": "2",
    "timestamp": "1709900000",
    "ally_actor_1": "Military Forces of Guatemala",
    "ally_actor_2": "Barrio 18; Los Pumas",
    "gwno": "90",
    "data_id": "7",
    "event_id_no_cnty": "100",
}


def write(path: Path, *rows: dict[str, str], names: Sequence[str] = CURRENT) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        for row in rows:
            whole = ROW | row
            writer.writerow([whole.get(name.lower(), "") for name in names])
    return path


def opened(path: Path) -> Dataset:
    content = look_at(path)
    assert acled.FORMAT.recognises(content)
    return build([acled.FORMAT.read(content, None)])


def of_one(tmp_path: Path, **cells: str) -> Dataset:
    return opened(write(tmp_path / "one.csv", cells))


def test_a_row_is_an_event(tmp_path: Path) -> None:
    dataset = of_one(tmp_path)
    event = dataset.event(0)
    assert event.event_id == "GTM100"
    assert event.title == "Armed clash, Tecun Uman"
    assert event.event_type == "Battles"
    assert dataset.event_types.keys() == {"Battles"}
    assert event.when.text == "2024-03-05"
    assert event.countries == ("GTM",)
    assert event.actors == (
        "Police Forces of Guatemala",
        "Military Forces of Guatemala",
        "Gang (Guatemala)",
        "Barrio 18",
        "Los Pumas",
    )
    assert (event.place, event.admin1) == ("Tecun Uman", "San Marcos")
    assert (event.latitude, event.longitude) == ("14.68", "-92.14")
    assert event.place_precision == "town"
    assert event.summary.startswith("Police and a gang exchanged fire; 2 died.")
    assert [claim.value for claim in event.claims] == ["2"]
    sources = [dataset.sources[key] for key in event.sources]
    assert [source.publisher for source in sources] == ["Prensa Libre", "El Periodico"]
    kept = {
        "sub_event_type", "disorder_type", "civilian_targeting", "tags", "inter1", "interaction",
        "actor1", "actor2", "geo_precision", "time_precision", "event_date", "timestamp",
    }  # fmt: skip
    assert kept <= event.extra.keys()
    assert "source" not in event.extra
    (reading,) = dataset.readings
    assert (reading.format, reading.rows, reading.events) == ("ACLED", 1, 1)
    assert not reading.problems


VARIANTS = {
    "with population": (*CURRENT, "population_best", "population_1km"),
    "2018 to 2023": (
        "data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year",
        "time_precision", "event_type", "sub_event_type", "actor1", "assoc_actor_1", "inter1",
        "actor2", "assoc_actor_2", "inter2", "interaction", "region", "country", "admin1",
        "location", "latitude", "longitude", "geo_precision", "source", "source_scale", "notes",
        "fatalities", "timestamp", "iso3",
    ),
    "2020, in capitals": ("ISO", *(name.upper() for name in CURRENT if name not in (
        "iso", "timestamp", "disorder_type", "civilian_targeting", "tags",
    ))),
    "up to 2017": (
        "GWNO", "EVENT_ID_CNTY", "EVENT_ID_NO_CNTY", "EVENT_DATE", "YEAR", "TIME_PRECISION",
        "EVENT_TYPE", "ACTOR1", "ALLY_ACTOR_1", "INTER1", "ACTOR2", "ALLY_ACTOR_2", "INTER2",
        "INTERACTION", "COUNTRY", "ADMIN1", "LOCATION", "LATITUDE", "LONGITUDE", "GEO_PRECISION",
        "SOURCE", "NOTES", "FATALITIES",
    ),
    "alphabetical": tuple(sorted(set(CURRENT) | {"iso3"})),
    "extended in the middle": (*CURRENT[:9], "countycode", *CURRENT[9:], "month"),
}  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
def test_every_variant_gives_the_same_event(tmp_path: Path, variant: str) -> None:
    names = VARIANTS[variant]
    event = opened(write(tmp_path / "variant.csv", {}, names=names)).event(0)
    whole = of_one(tmp_path).event(0)
    assert event.event_id == whole.event_id
    assert event.when == whole.when
    assert event.actors == whole.actors
    assert event.countries == whole.countries
    assert event.summary == whole.summary
    assert event.place_precision == whole.place_precision
    assert len(event.claims) == len(event.sources) - 1 == 1
    assert event.title.endswith("Tecun Uman")
    ours = {"event_type", "country", "admin1", "location", "latitude", "longitude", "notes"}
    told_elsewhere = {*ours, "event_id_cnty", "source"}
    theirs = {name.lower().replace("ally_", "assoc_") for name in names}
    assert theirs - told_elsewhere == {
        name for name in event.extra if not name.endswith("_in_words")
    }


def test_a_reduced_file_without_ids_and_actors_is_read(tmp_path: Path) -> None:
    names = (
        "", "iso3", "year", "event_date", "source", "admin1", "location", "event_type",
        "sub_event_type", "interaction", "fatalities", "latitude", "longitude", "time_precision",
    )  # fmt: skip
    path = write(tmp_path / "reduced.csv", {"": "1"}, {"": "2", "fatalities": "0"}, names=names)
    dataset = opened(path)
    events = [dataset.event(row) for row in range(2)]
    assert len({event.event_id for event in events}) == 2
    assert all(event.countries == ("GTM",) and event.actors == () for event in events)
    assert not any("one row for each actor" in str(note) for note in dataset.readings[0].notes)


def test_figures_with_thousands_count_and_what_is_none_is_told(tmp_path: Path) -> None:
    rows = [
        {"event_id_cnty": str(n), "fatalities": text}
        for n, text in enumerate(("1,200", "3.0", "-99", "many", "NA", ""))
    ]
    dataset = opened(write(tmp_path / "a.csv", *rows))
    assert dataset.killed is not None
    assert sorted(dataset.killed) == ["", "", "", "", "1200", "3"]
    (reading,) = dataset.readings
    assert [p.text for p in reading.problems] == ["many"]
    assert any("-99 means" in str(note) for note in reading.notes)


def test_two_columns_that_differ_by_their_letters_hide_no_other(tmp_path: Path) -> None:
    names = ("EVENT_ID_CNTY", "EVENT_DATE", "EVENT_TYPE", "SUB_EVENT_TYPE", "Iso", "ISO")
    event = opened(write(tmp_path / "a.csv", {}, names=names)).event(0)
    assert (event.event_id, event.when.text) == ("GTM100", "2024-03-05")
    assert (event.extra["Iso"], event.extra["ISO"]) == ("320", "320")


def test_one_row_per_actor_is_one_note_and_not_a_problem_for_each(tmp_path: Path) -> None:
    names = tuple(name for name in CURRENT if name not in ("actor2", "assoc_actor_2", "inter2"))
    rows = [{"event_id_cnty": key, "actor1": f"Actor {n}"} for n, key in enumerate("AABBB")]
    dataset = opened(write(tmp_path / "monadic.csv", *rows, names=names))
    ids = {dataset.id_of(row) for row in range(len(dataset))}
    assert ids == {"A", "A (2)", "B", "B (2)", "B (3)"}
    (reading,) = dataset.readings
    assert not reading.problems
    assert sum("one row for each actor" in str(note) for note in reading.notes) == 1


def test_rows_that_are_alike_are_not_taken_for_those_of_two_actors(tmp_path: Path) -> None:
    names = ("event_date", "event_type", "sub_event_type", "actor1")
    dataset = opened(write(tmp_path / "a.csv", {}, {}, names=names))
    assert len(dataset) == 2
    assert not any("for each actor" in str(note) for note in dataset.readings[0].notes)


def test_an_id_that_repeats_in_a_file_of_both_actors_is_told(tmp_path: Path) -> None:
    dataset = opened(write(tmp_path / "twice.csv", {}, {"event_date": "2024-03-06"}))
    (problem,) = dataset.readings[0].problems
    assert (problem.outcome, problem.line) == (Outcome.REPAIRED, 4)
    assert problem.text == "GTM100"


@pytest.mark.parametrize(
    ("cell", "year", "meant"),
    [
        ("2018-01-31", "2018", "2018-01-31"),
        ("03 December 2020", "2020", "2020-12-03"),
        ("01-January-2015", "2015", "2015-01-01"),
        ("31-12-19", "2019", "2019-12-31"),
        ("9-May-20", "2020", "2020-05-09"),
        ("28-Jan-97", "1997", "1997-01-28"),
        ("30-Sept-24", "2024", "2024-09-30"),
        ("2021-01-02T00:00:00Z", "2021", "2021-01-02"),
        ("2021-01-02 00:00:00", "2021", "2021-01-02"),
        ("27/10/2014", "2014", "2014-10-27"),
    ],
)
def test_every_spelling_of_a_date_is_a_day(
    tmp_path: Path, cell: str, year: str, meant: str
) -> None:
    assert of_one(tmp_path, event_date=cell, year=year).event(0).when.text == meant


def test_days_stand_before_months_where_nothing_shows_it(tmp_path: Path) -> None:
    dataset = of_one(tmp_path, event_date="01-02-19", year="2019")
    assert dataset.event(0).when.text == "2019-02-01"
    assert any("day first" in str(note) for note in dataset.readings[0].notes)


def test_another_year_beside_a_date_is_told(tmp_path: Path) -> None:
    wrong = {"event_date": "2019-02-01", "year": "2018"}
    rows = [wrong, {"event_id_cnty": "B"}, {"event_id_cnty": "C"}]
    dataset = opened(write(tmp_path / "year.csv", *rows))
    assert dataset.event(0).when.text == "2019-02-01"
    (problem,) = dataset.readings[0].problems
    assert (problem.outcome, problem.line) == (Outcome.NOTED, 2)
    assert (problem.column, problem.text) == ("event_date", "2019-02-01")


@pytest.mark.parametrize(
    ("code", "meant", "form"),
    [
        ("1", "2024-03-01", Form.DAY),
        ("2", "[2024-02-27..2024-03-04]", Form.WITHIN),
        ("2.0", "[2024-02-27..2024-03-04]", Form.WITHIN),
        ("3", "2024-03", Form.WITHIN),
        ("", "2024-03-01", Form.DAY),
    ],
)
def test_a_date_is_only_as_exact_as_the_file_says(
    tmp_path: Path, code: str, meant: str, form: Form
) -> None:
    event = of_one(tmp_path, event_date="2024-03-01", time_precision=code).event(0)
    assert (event.when.text, event.when.form) == (meant, form)
    assert event.extra["time_precision"] == code
    assert event.extra["event_date"] == "2024-03-01"
    assert ("time_precision" in event.date_note) == (code[:1] in ("2", "3"))


@pytest.mark.parametrize("cell", ["", "31-02-2019", "soon"])
def test_a_row_without_a_usable_date_stays_and_is_told(tmp_path: Path, cell: str) -> None:
    rows = [{"event_date": cell, "time_precision": "2"}, {"event_id_cnty": "GTM101"}]
    (reading,) = (dataset := opened(write(tmp_path / "undated.csv", *rows))).readings
    assert (reading.rows, reading.events, reading.undated) == (2, 1, 1)
    (problem,) = reading.problems
    assert (problem.outcome, problem.column, problem.text) == (Outcome.UNDATED, "event_date", cell)
    row = dataset.row_of("GTM100")
    assert row is not None
    assert dataset.event(row).extra["event_date"] == cell


def test_codes_and_words_of_actors_in_one_file_are_shown_in_words(tmp_path: Path) -> None:
    rows = [
        {"inter1": "1", "inter2": "3.0", "interaction": "13"},
        {"event_id_cnty": "B", "inter2": "0", "actor2": "", "interaction": "60.0"},
        {"event_id_cnty": "C", "inter2": "Political militia", "interaction": "Protesters only"},
        {"event_id_cnty": "D", "actor1": "Los Otros", "inter1": "8", "interaction": "00"},
    ]
    dataset = opened(write(tmp_path / "mixed.csv", *rows))
    kinds = {name: actor.kind for name, actor in dataset.actors.items()}
    assert kinds == {
        "Police Forces of Guatemala": "State forces",
        "Gang (Guatemala)": "Political militia",
        "Los Otros": "External/Other forces",
    }
    words = [dataset.event(row).extra["interaction_in_words"] for row in range(4)]
    assert words == ["Protesters only", "Protesters only", "", "State forces-Political militia"]
    assert {dataset.event(row).extra["inter2"] for row in range(4)} == {
        "3.0",
        "0",
        "Political militia",
    }
    assert "inter1_in_words" in dataset.extra_columns


def test_columns_in_words_have_no_copy(tmp_path: Path) -> None:
    assert not any(name.endswith("_in_words") for name in of_one(tmp_path).extra_columns)


def test_nobody_is_called_attacker_or_victim(tmp_path: Path) -> None:
    first, second = {"actor1": "A", "actor2": "B"}, {"actor1": "B", "actor2": "A"}
    dataset = opened(write(tmp_path / "order.csv", first, second | {"event_id_cnty": "2"}))
    assert set(dataset.event(0).actors) == set(dataset.event(1).actors)


def test_literal_na_is_empty_but_for_namibia(tmp_path: Path) -> None:
    names = (*CURRENT, "iso2")
    rows = [
        {"assoc_actor_1": "NA", "assoc_actor_2": "NA", "tags": "NA", "iso2": "GT"},
        {"event_id_cnty": "NAM1", "country": "Namibia", "iso2": "NA", "actor2": "NA"},
    ]
    dataset = opened(write(tmp_path / "na.csv", *rows, names=names))
    events = {dataset.id_of(row): dataset.event(row) for row in range(2)}
    assert events["GTM100"].actors == ("Police Forces of Guatemala", "Gang (Guatemala)")
    assert events["GTM100"].extra["tags"] == ""
    assert events["NAM1"].extra["iso2"] == "NA"
    assert "NA" not in events["NAM1"].actors
    notes = [str(note) for note in dataset.readings[0].notes]
    assert any("assoc_actor_1" in note and "iso2" not in note for note in notes)


def test_countries_are_known_by_the_names_that_acled_gives_them(tmp_path: Path) -> None:
    names = {"Democratic Republic of Congo": "COD", "Republic of Congo": "COG", "eSwatini": "SWZ"}
    for name, code in names.items():
        assert of_one(tmp_path, country=name).event(0).countries == (code,)


@pytest.mark.parametrize(("code", "meant"), [("1", "town"), ("1.0", "town"), ("2", ""), ("3", "")])
def test_only_a_town_is_surely_a_town(tmp_path: Path, code: str, meant: str) -> None:
    event = of_one(tmp_path, geo_precision=code).event(0)
    assert (event.place_precision, event.extra["geo_precision"]) == (meant, code)


def test_older_event_types_are_kept_as_they_are(tmp_path: Path) -> None:
    dataset = of_one(tmp_path, event_type="Riots/Protests", sub_event_type="")
    assert dataset.event(0).event_type == "Riots/Protests"
    assert dataset.event(0).title == "Riots/Protests, Tecun Uman"
    assert not dataset.event_types


def test_a_short_row_is_an_event_and_told(tmp_path: Path) -> None:
    path = write(tmp_path / "ragged.csv", {}, {"event_id_cnty": "B"}, names=(*CURRENT, "iso3"))
    path.write_bytes(path.read_bytes().removesuffix(b",GTM\r\n") + b"\r\n")
    (reading,) = opened(path).readings
    assert (reading.rows, reading.events) == (2, 2)
    assert [problem.outcome for problem in reading.problems] == [Outcome.REPAIRED]


def test_geojson_and_answers_of_the_api_are_read(tmp_path: Path) -> None:
    properties = {"date": "2024-03-05", "actor1": "Rioters", "incident_fatalities": "3"}
    feature = {
        "type": "Feature",
        "properties": properties | {"event_type": "Riots", "country": "Guatemala"},
        "geometry": {"type": "Point", "coordinates": [-92.14, 14.68]},
    }
    path = tmp_path / "acled.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    event = opened(path).event(0)
    assert event.when.text == "2024-03-05"
    assert (event.latitude, event.longitude) == ("14.68", "-92.14")
    assert [claim.value for claim in event.claims] == ["3"]
    answer = tmp_path / "answer.json"
    row = {name: ROW.get(name, "") for name in CURRENT}
    answer.write_text(json.dumps({"status": 200, "success": True, "count": 1, "data": [row]}))
    assert opened(answer).event(0).title == "Armed clash, Tecun Uman"


def test_a_workbook_of_2020_is_read(tmp_path: Path) -> None:
    names = [
        "ISO", "EVENT_ID_CNTY", "EVENT_DATE", "YEAR", "TIME_PRECISION", "EVENT_TYPE", "ACTOR1",
        "INTER1", "COUNTRY", "ACTOR2", "LOCATION", "LATITUDE", "GEO_PRECISION", "FATALITIES",
        "NOTES",
    ]  # fmt: skip
    cells = [
        number(320), "GTM1", number(43895, style=1), number(2020), number(1), "Battles", "Police",
        number(1), "Guatemala", "Gang", "Tecun Uman", number(14.68), number(1), number(0),
        "A\u00a0fight.",
    ]  # fmt: skip
    dataset = opened(xlsx(tmp_path / "acled.xlsx", {"Sheet1": sheet(names, cells), "Sheet2": ""}))
    event = dataset.event(0)
    assert (event.event_id, event.when.text) == ("GTM1", "2020-03-05")
    assert (event.latitude, event.place_precision) == ("14.68", "town")
    assert event.extra["inter1_in_words"] == "State forces"
    assert [claim.value for claim in event.claims] == ["0"]
    assert dataset.actors["Police"].kind == "State forces"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (
            "week,region,country,admin1,event_type,sub_event_type,events,fatalities,"
            "population_exposure,disorder_type,id,centroid_latitude,centroid_longitude",
            "each week and place",
        ),
        (
            "\ufeffWEEK,REGION,COUNTRY,ADMIN 1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,"
            "POPULATION_BEST,DISORDER_TYPE,ID,CENTROID_LATITUDE,CENTROID_LONGITUDE",
            "each week and place",
        ),
        ("event_id_cnty,deleted_timestamp", "deleted events"),
    ],
)
def test_files_without_events_say_what_they_are(tmp_path: Path, names: str, said: str) -> None:
    path = tmp_path / "declined.csv"
    row = ",".join(f"2024-01-0{n}" if n == 1 else f"x{n}" for n in range(1, names.count(",") + 2))
    path.write_text(f"{names}\n{row}\n", encoding="utf-8")
    content = look_at(path)
    assert not acled.FORMAT.recognises(content)
    assert acled_weekly.FORMAT.recognises(content)
    with pytest.raises(ReadError, match=said) as error:
        acled_weekly.FORMAT.read(content, None)
    assert "event_date" in str(error.value)


@pytest.mark.parametrize(
    "names", ["id,date,title", "event_date,event_type,notes", "week,events", "date,actor1,notes"]
)
def test_tables_of_others_are_left_to_others(tmp_path: Path, names: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(f"{names}\n{'x,' * names.count(',')}y\n")
    content = look_at(path)
    assert not acled.FORMAT.recognises(content)
    assert not acled_weekly.FORMAT.recognises(content)
