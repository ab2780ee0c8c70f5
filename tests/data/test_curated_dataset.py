"""The curated dataset, checked with nothing but the standard library and Frictionless."""

import csv
import hashlib
import json
import re
from pathlib import Path

import pytest
from frictionless import validate

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "data" / "guatemala-mexico-border"
TABLES = ("events", "actors", "event_types", "sources", "quotes", "claims")
CONTEXT = 32

BOXES = {
    "GTM": (13.7, 17.9, -92.3, -88.2),
    "HND": (12.9, 16.6, -89.4, -83.1),
    "MEX": (14.5, 32.8, -118.5, -86.7),
    "USA": (18.9, 71.4, -179.2, -66.9),
}
"""Rough boxes: south, north, west, east."""

DAY = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[?~%]?"
DATE = re.compile(rf"{DAY}|\[{DAY}(\.\.|,){DAY}\]|{DAY}/({DAY}|\.\.)?")
FIGURE = re.compile(r"(~|>=|>|<=)?[0-9]+|[0-9]+-[0-9]+")

Row = dict[str, str]


def table(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values(cell: str) -> list[str]:
    return cell.split("|") if cell else []


EVENTS, ACTORS, TYPES, SOURCES, QUOTES, CLAIMS = (table(name) for name in TABLES)
EVENT_IDS = {row["event_id"] for row in EVENTS}
ACTOR_IDS = {row["actor_id"] for row in ACTORS}


def quotes_of(event_id: str) -> list[Row]:
    return [row for row in QUOTES if row["event_id"] == event_id]


@pytest.fixture(scope="module")
def texts(shared_sources: Path) -> dict[str, bytes]:
    """The documents that the quotes were taken from, by SHA-256."""
    contents = [path.read_bytes() for path in shared_sources.glob("*.txt")]
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def test_an_independent_validator_accepts_the_descriptor_and_its_tables() -> None:
    report = validate(str(FOLDER / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


def test_the_descriptor_describes_every_column() -> None:
    package = json.loads((FOLDER / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    assert set(described) == set(TABLES)
    for name, resource in described.items():
        with (FOLDER / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header, name
        assert all(field["description"] for field in fields), name
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize("name", TABLES)
def test_tables_are_plain_utf8_with_unix_line_ends_sorted_by_their_key(name: str) -> None:
    content = (FOLDER / f"{name}.csv").read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.endswith(b"\n")
    keys = [next(iter(row.values())) for row in table(name)]
    assert keys == sorted(set(keys))


def test_every_reference_resolves() -> None:
    types = {row["event_type"] for row in TYPES}
    for event in EVENTS:
        where = event["event_id"]
        assert event["event_type"] in types, where
        assert set(values(event["actors"])) <= ACTOR_IDS, where
        assert set(values(event["related"])) <= EVENT_IDS - {where}, where
    assert {row["source_id"] for row in QUOTES} == {row["source_id"] for row in SOURCES}
    assert {row["event_id"] for row in QUOTES} == EVENT_IDS, "every event rests on a quote"
    for claim in CLAIMS:
        mine = {row["quote_id"] for row in quotes_of(claim["event_id"])}
        assert claim["quote_id"] in mine, claim["claim_id"]


def test_nothing_is_listed_that_no_event_uses() -> None:
    attributed = {row["value"] for row in CLAIMS if row["attribute"] == "attribution"}
    taking_part = {actor for event in EVENTS for actor in values(event["actors"])}
    assert taking_part | attributed == ACTOR_IDS
    assert {event["event_type"] for event in EVENTS} == {row["event_type"] for row in TYPES}


def test_related_events_name_each_other() -> None:
    related = {event["event_id"]: set(values(event["related"])) for event in EVENTS}
    for event_id, others in related.items():
        for other in others:
            assert event_id in related[other], f"{other} does not name {event_id}"


def test_dates_are_of_the_known_forms_and_ids_begin_with_what_is_known() -> None:
    for event in EVENTS:
        date = event["date"]
        assert DATE.fullmatch(date), f"{event['event_id']}: {date}"
        bounds = re.findall(r"[0-9]{4}(?:-[0-9]{2}){0,2}", date)
        assert bounds == sorted(bounds), event["event_id"]
        known = re.match(r"[0-9]{4}(-[0-9]{2}){0,2}", event["event_id"])
        assert known is not None
        assert all(bound.startswith(known[0]) for bound in bounds[: 1 if "/" in date else 2])


def test_every_date_that_is_not_stated_says_how_it_was_worked_out() -> None:
    for event in EVENTS:
        note = event["date_note"]
        if event["date_basis"] == "stated":
            continue
        assert note, event["event_id"]
        if event["date_basis"] == "external":
            assert re.search(r"https://\S+", note), event["event_id"]


def test_countries_are_sorted_codes_and_points_lie_in_one_of_them() -> None:
    for event in EVENTS:
        codes = values(event["countries"])
        assert codes == sorted(set(codes)), event["event_id"]
        assert set(codes) <= set(BOXES), event["event_id"]
        if not event["latitude"]:
            assert not event["longitude"] + event["place_precision"], event["event_id"]
            continue
        assert event["place_precision"], event["event_id"]
        latitude, longitude = float(event["latitude"]), float(event["longitude"])
        inside = (
            south <= latitude <= north and west <= longitude <= east
            for south, north, west, east in (BOXES[code] for code in codes)
        )
        assert any(inside), event["event_id"]


def test_titles_fit_a_headline() -> None:
    for event in EVENTS:
        assert len(event["title"]) <= 70, event["event_id"]
        assert not event["title"].endswith("."), event["event_id"]
        assert event["summary"].endswith("."), event["event_id"]


def test_claims_have_values_of_their_attribute() -> None:
    for claim in CLAIMS:
        value, where = claim["value"], claim["claim_id"]
        match claim["attribute"]:
            case "date":
                assert DATE.fullmatch(value), where
            case "attribution":
                assert value in ACTOR_IDS, where
            case "place":
                assert value, where
            case _:
                assert FIGURE.fullmatch(value), where
        assert claim["disputed"] in ("", "true"), where


def test_figures_of_one_subject_stand_once_unless_disputed() -> None:
    seen: set[tuple[str, str, str]] = set()
    for claim in CLAIMS:
        key = (claim["event_id"], claim["attribute"], claim["subject"])
        assert key not in seen or claim["disputed"], claim["claim_id"]
        seen.add(key)


def test_who_was_behind_the_attack_of_december_2025_is_disputed() -> None:
    rows = [row for row in CLAIMS if row["attribute"] == "attribution"]
    assert {row["event_id"] for row in rows} == {"2025-12-08-border-communities-attacked"}
    assert {row["value"] for row in rows} == {"sinaloa-cartel", "cartel-chiapas-y-guatemala"}
    assert all(row["disputed"] == "true" for row in rows)


def test_quotes_are_of_one_paragraph_with_their_emphasis_and_context() -> None:
    for quote in QUOTES:
        exact, where = quote["exact"], quote["quote_id"]
        assert exact, where
        assert "\n" not in exact, where
        assert exact == exact.strip(), where
        assert quote["emphasis"] in exact, where
        assert int(quote["end"]) - int(quote["start"]) == len(exact), where
        assert len(quote["prefix"]) == min(CONTEXT, int(quote["start"])), where
        assert len(quote["suffix"]) <= CONTEXT, where


def test_every_document_is_the_one_that_was_quoted(texts: dict[str, bytes]) -> None:
    assert {row["sha256"] for row in SOURCES} == set(texts)


@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: quote["quote_id"])
def test_the_quote_stands_in_its_document_to_the_code_point(
    quote: Row, texts: dict[str, bytes]
) -> None:
    source = next(row for row in SOURCES if row["source_id"] == quote["source_id"])
    text = texts[source["sha256"]].decode("utf-8")
    start, end = int(quote["start"]), int(quote["end"])
    assert text[start:end] == quote["exact"]
    assert text[max(0, start - CONTEXT) : start] == quote["prefix"]
    assert text[end : end + CONTEXT] == quote["suffix"]


def test_the_articles_themselves_are_not_shipped(texts: dict[str, bytes]) -> None:
    for source in SOURCES:
        quoted: set[int] = set()
        for quote in QUOTES:
            if quote["source_id"] == source["source_id"]:
                quoted |= set(range(int(quote["start"]), int(quote["end"])))
        length = len(texts[source["sha256"]].decode("utf-8"))
        assert len(quoted) < 0.6 * length, source["source_id"]


def test_data_files_are_kept_byte_for_byte_by_git() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    assert "data/** -text" in lines
