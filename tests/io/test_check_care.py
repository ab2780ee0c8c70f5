"""What a dataset in long use should be warned of: things unused, things that may stand twice."""

import csv
import time

import pytest

from tests.io.checked import check
from tests.io.conftest import Sample, event
from timeline_app.io.dataset.check_likeness import check_likeness
from timeline_app.io.dataset.package import read_package


def found(sample: Sample) -> list[str]:
    return [f"{finding.severity} {finding}" for finding in check(sample.folder)]


def add(sample: Sample, file: str, **cells: str) -> None:
    """Append a record."""
    path = sample.file(file)
    with path.open(encoding="utf-8", newline="") as stream:
        columns = next(csv.reader(stream))
    with path.open("a", encoding="utf-8", newline="") as stream:
        csv.DictWriter(stream, columns, restval="", lineterminator="\n").writerow(cells)


def add_event(sample: Sample, event_id: str, title: str, date: str, **cells: str) -> None:
    add(sample, "events.csv", **event(event_id, title, date, **cells))


def add_source(sample: Sample, source_id: str, **cells: str) -> None:
    digest = "0" * 64
    more = {"publisher": "A", "title": "B", "sha256": digest} | cells
    add(sample, "sources.csv", source_id=source_id, **more)


def test_a_source_without_quotes_is_doubtful(sample: Sample) -> None:
    add_source(sample, "unused")
    assert found(sample) == [
        'warning sources.csv:3: No quote is from the source "unused"; take it out or quote it.'
    ]


def with_origins(sample: Sample) -> None:
    path = sample.file("sources.csv")
    head, *records = path.read_text(encoding="utf-8").splitlines()
    lines = [f"{head},derived_from", *(f"{record}," for record in records)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="")


def test_the_original_of_a_rewrite_is_used(sample: Sample) -> None:
    with_origins(sample)
    add_source(sample, "wire")
    sample.set("sources.csv", 2, "derived_from", "wire")
    assert found(sample) == []


def test_no_source_is_derived_from_itself(sample: Sample) -> None:
    with_origins(sample)
    sample.set("sources.csv", 2, "derived_from", "report")
    (finding,) = found(sample)
    assert finding.startswith('error sources.csv:2: The source is "derived_from" itself')


def test_sources_derived_from_each_other_are_wrong(sample: Sample) -> None:
    with_origins(sample)
    add_source(sample, "wire", derived_from="paper")
    add_source(sample, "paper", sha256="1" * 64, derived_from="report")
    sample.set("sources.csv", 2, "derived_from", "wire")
    findings = found(sample)
    assert [finding[: finding.index(": ")] for finding in findings] == [
        f"error sources.csv:{row}" for row in (2, 3, 4)
    ]
    assert all("report" in finding and "wire" in finding for finding in findings)


@pytest.mark.parametrize(
    "words", ["Reprot", "REPORT", "border report", "https://example.org/report"]
)
def test_what_a_source_is_derived_from_is_named_by_its_id(sample: Sample, words: str) -> None:
    with_origins(sample)
    add_source(sample, "rewrite", derived_from=words)
    findings = [line for line in found(sample) if "derived_from" in line]
    assert findings == [
        f'warning sources.csv:3: "{words}" in column "derived_from" seems to be the source '
        '"report"; write its source_id, or the two count as independent.'
    ]


@pytest.mark.parametrize("words", ["breitbart.com, 10 December 2025", "Reuters", "rep", "Herald"])
def test_a_report_that_is_no_source_may_be_named_in_words(sample: Sample, words: str) -> None:
    with_origins(sample)
    add_source(sample, "reuters-2020-05", sha256="2" * 64)
    add_source(sample, "rewrite", derived_from=words)
    assert [line for line in found(sample) if "derived_from" in line] == []


def test_a_text_that_is_there_twice_is_doubtful(sample: Sample) -> None:
    add_source(sample, "one")
    add_source(sample, "two")
    (finding,) = [line for line in found(sample) if "SHA-256" in line]
    assert finding.startswith('warning sources.csv:4: The text has the SHA-256 of "one", too;')


def test_a_quote_that_has_nothing_to_do_with_its_event_is_doubtful(sample: Sample) -> None:
    sample.set("events.csv", 3, "title", "Talks on fisheries")
    (finding,) = found(sample)
    assert finding == (
        "warning quotes.csv:3: The quote shares no word with its event, and no claim rests on it; "
        'see whether it belongs to "2025-06-shots".'
    )


def test_quotes_in_another_language_than_their_events_are_not_doubtful(sample: Sample) -> None:
    for number, exact in enumerate(
        (
            "Las autoridades dijeron que investigan los hechos",
            "Cerca de 580 personas cruzaron el río para buscar refugio",
            "Organizaciones de derechos humanos pidieron prudencia",
            "Nadie durmió durante toda aquella noche",
        )
    ):
        source_id = f"es{number % 2}"
        if number < 2:
            add_source(sample, source_id, language="es-GT")
        cells = {"exact": exact, "prefix": "x" * 32, "suffix": "x" * 32}
        add(
            sample,
            "quotes.csv",
            quote_id=f"es-q{number}",
            event_id="2025-06-shots",
            source_id=source_id,
            **cells,
        )
    assert [line for line in found(sample) if "shares no word" in line] == []
    sample.set("events.csv", 3, "summary", "Los hechos; personas; derechos humanos.")
    (finding,) = [line for line in found(sample) if "shares no word" in line]
    assert finding.startswith("warning quotes.csv:7:")


def test_words_without_blanks_are_compared_by_their_letters(sample: Sample) -> None:
    add_source(sample, "zh", language="zh")
    sample.set("events.csv", 3, "title", "山洪冲毁公路,六人失踪")
    quotes = (
        "周三凌晨,暴雨引发的山洪冲毁了通往云岭县的公路,造成六人失踪,应急管理部门通报说",
        "山洪冲毁公路,暴雨,部门,通报",
        "部长,周五,在首都,会见了,代表团",
    )
    for number, exact in enumerate(quotes):
        cells = {"exact": exact, "prefix": "x" * 32, "suffix": "x" * 32, "source_id": "zh"}
        add(sample, "quotes.csv", quote_id=f"zh{number}", event_id="2025-06-shots", **cells)
    findings = [line for line in found(sample) if "shares no word" in line]
    assert [line[: line.index(": ")] for line in findings] == [
        "warning quotes.csv:3",  # in English
        "warning quotes.csv:6",
    ]


@pytest.mark.parametrize("column", ["title", "summary", "place", "date_note"])
def test_a_word_in_common_is_enough_in_whatever_form(sample: Sample, column: str) -> None:
    sample.set("events.csv", 3, "title", "Talks on fisheries")
    sample.set("events.csv", 3, column, "HÓURS of shooting")
    assert found(sample) == []


def test_a_quote_that_a_claim_rests_on_has_its_place(sample: Sample) -> None:
    sample.set("events.csv", 2, "title", "Talks on fisheries")
    sample.set("events.csv", 2, "actors", "army")
    sample.set("events.csv", 3, "actors", "army|zetas")
    assert found(sample) == []


@pytest.mark.parametrize(
    "name", ["Guatemalan army", "Guatemalan Armi", "Army, Guatemalan", "Gautemalan Army"]
)
def test_nearly_the_same_actor_is_doubtful(sample: Sample, name: str) -> None:
    add(sample, "actors.csv", actor_id="other", name=name, kind="state force")
    sample.set("events.csv", 2, "actors", "army|zetas|other")
    (finding,) = found(sample)
    assert finding.startswith("warning actors.csv:4:")
    assert '"army"' in finding


@pytest.mark.parametrize("name", ["Guatemalan Navy", "Honduran Army", "18th Street", "Zeta"])
def test_another_actor_is_none_of_them(sample: Sample, name: str) -> None:
    add(sample, "actors.csv", actor_id="other", name=name, kind="state force")
    sample.set("events.csv", 2, "actors", "army|zetas|other")
    assert found(sample) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police Forces of Iran", "Police Forces of Iraq"),
        ("Government of Niger", "Government of Nigeria"),
        ("Military Forces of Slovakia", "Military Forces of Slovenia"),
        ("Northern Border Command", "Southern Border Command"),
        ("Battalion I", "Battalion II"),
        ("Mara Salvatrucha 13", "Mara Salvatrucha 18"),
    ],
)
def test_actors_told_apart_by_one_word_are_two(sample: Sample, one: str, other: str) -> None:
    for number, name in enumerate((one, other)):
        add(sample, "actors.csv", actor_id=f"x{number}", name=name, kind="state force")
    sample.set("events.csv", 2, "actors", "army|zetas|x0|x1")
    assert found(sample) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Day 1 of the talks", "Day 2 of the talks"),
        ("First day of talks in Bogotá", "Third day of talks in Bogotá"),
        ("Protest in northern Aleppo", "Protest in southern Aleppo"),
        ("Army kills five gunmen in La Mesilla", "Army kills nine gunmen in La Mesilla"),
        ("Phase I of the operation begins", "Phase II of the operation begins"),
        ("Soldiers enter the border village", "Soldiers leave the border village"),
        ("Governor of Chiapas resigns", "Governor of Chihuahua resigns"),
    ],
)
def test_events_told_apart_by_one_word_are_two(sample: Sample, one: str, other: str) -> None:
    for number, title in enumerate((one, other)):
        add_event(sample, f"2025-06-x{number}", title, "2025-06")
    assert of_events(sample) == []


def of_events(sample: Sample) -> list[str]:
    return [line for line in found(sample) if "nearly the same" in line]


@pytest.mark.parametrize(
    ("title", "date", "cells"),
    [
        ("Gunmen cross, five police killed", "2025-06-08", {}),
        ("Gunmen cross: five policemen killed", "2025-06-08", {}),
        ("Gunmen cross, five police killed", "2025-06", {"place": ""}),
        ("Gunmen cross, five police killed", "2025-06-07/2025-06-09", {"countries": "GTM"}),
    ],
)
def test_nearly_the_same_event_is_doubtful(
    sample: Sample, title: str, date: str, cells: dict[str, str]
) -> None:
    add_event(sample, "2025-06-other", title, date, **cells)
    (finding,) = of_events(sample)
    assert "2025-06-other" in finding or finding.startswith("warning events.csv:4:")


@pytest.mark.parametrize(
    ("title", "date", "cells"),
    [
        ("Gunmen cross, five police killed", "2025-06-09", {}),
        ("Gunmen cross, five police killed", "", {}),
        ("Gunmen cross, 5 police killed, 2 taken", "2025-06-08", {}),
        ("Gunmen cross, five police killed", "2025-06-08", {"place": "Tapachula"}),
        ("Gunmen cross, five police killed", "2025-06-08", {"countries": "HND"}),
        ("Gunmen cross, five police killed", "2025-06-08", {"related": "2025-06-08-crossing"}),
        ("Governor resigns", "2025-06-08", {}),
    ],
)
def test_another_event_is_none_of_them(
    sample: Sample, title: str, date: str, cells: dict[str, str]
) -> None:
    add_event(sample, "2025-06-other", title, date, **cells)
    assert of_events(sample) == []


def test_ten_thousand_events_of_one_year_do_not_take_minutes(sample: Sample) -> None:
    lines = sample.file("events.csv").read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    for number in range(10_000):
        other = [f"2025-e{number:05}x", f"Raid of group {number:05}", "2025", *cells[3:]]
        lines.append(",".join(other))
    sample.file("events.csv").write_text("\n".join(lines), encoding="utf-8")
    package = read_package(sample.folder)
    before = time.process_time()
    assert list(check_likeness(package)) == []
    assert time.process_time() - before < 30
