"""UCDP GED: every row is an event, with an honest span, its figures and its sources."""

import csv
from pathlib import Path

import pytest

from tests.io.rows import GED as ROW
from timeline_app.core.reading import NoEvent, Outcome
from timeline_app.core.when import Form, parse_when
from timeline_app.io.formats.ged import COLUMNS
from timeline_app.io.open import open_dataset


def write(path: Path, *rows: dict[str, str], header: bool = True, tags: str = "") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        names = list(ROW | rows[0])
        writer = csv.DictWriter(file, names)
        if header:
            writer.writeheader()
        file.write(tags)
        for row in rows:
            writer.writerow(ROW | row)
    return path


def test_a_row_is_an_event_with_its_actors_and_its_place(tmp_path: Path) -> None:
    dataset = open_dataset([write(tmp_path / "ged.csv", {})])
    event = dataset.event(0)
    assert event.title == "Sinaloa Cartel - Tijuana Cartel, Tapachula town"
    assert event.event_type == "Non-state conflict"
    assert event.countries == ("MEX",)
    assert event.actors == ("Sinaloa Cartel", "Tijuana Cartel")
    assert (event.place, event.admin1) == ("Tapachula town", "Chiapas")
    assert (event.latitude, event.longitude) == ("14.9", "-92.3")
    assert event.extra["where_prec"] == "1"
    assert event.extra["best"] == "4"


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2010-05-03", "2010-05-03", "2010-05-03"),
        ("2010-05-03 00:00:00.000", "2010-05-05 00:00:00.000", "[2010-05-03..2010-05-05]"),
        ("2010-05-01", "2010-05-31", "2010-05"),
        ("2010-01-01", "2010-12-31", "2010"),
        ("2010-05-03", "2010-06-20", "[2010-05-03..2010-06-20]"),
    ],
)
def test_the_date_spans_the_days_on_which_it_may_have_been(
    tmp_path: Path, start: str, end: str, meant: str
) -> None:
    path = write(tmp_path / "ged.csv", {"date_start": start, "date_end": end})
    found, wanted = open_dataset([path]).event(0).when, parse_when(meant)
    assert (found.start, found.end) == (wanted.start, wanted.end)
    assert found.form in (Form.DAY, Form.WITHIN)


def test_figures_are_a_claim_and_one_out_of_order_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path / "ged.csv",
        {},
        {"id": "2", "best": "6", "high": "5"},
        {"id": "3", "low": "4", "high": "4"},
    )
    dataset = open_dataset([path])
    values = {dataset.id_of(row): dataset.claims_at(row)[0].value for row in range(len(dataset))}
    assert values == {"1": "3-6", "2": "3-5", "3": "4"}
    (problem,) = dataset.readings[0].problems
    assert (problem.line, problem.column, problem.text) == (3, "best", "6")
    assert problem.outcome is Outcome.NOTED
    row = dataset.row_of("2")
    assert row is not None
    assert dataset.event(row).extra["best"] == "6"


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        (
            '"Reuters,2010-05-04,Four killed; two hurt"',
            [("Reuters", "Four killed; two hurt", "2010-05-04")],
        ),
        (
            '"AP,2010-05-04,One";"El Universal, Mexico,2010-05-05,Two"',
            [("AP", "One", "2010-05-04"), ("El Universal, Mexico", "Two", "2010-05-05")],
        ),
        (
            'Union Tribune 29 May 1993 "Jetliner waited',
            [("", 'Union Tribune 29 May 1993 "Jetliner waited', "")],
        ),
        ("", []),
    ],
)
def test_reports_are_sources(
    tmp_path: Path, cell: str, sources: list[tuple[str, str, str]]
) -> None:
    dataset = open_dataset([write(tmp_path / "ged.csv", {"source_article": cell})])
    known = [dataset.sources[key] for key in dataset.event(0).sources]
    assert [(source.publisher, source.title, source.published) for source in known] == sources


def test_tag_lines_and_missing_headers_are_seen(tmp_path: Path) -> None:
    tags = ",".join(["#event+id", *["#meta"] * (len(ROW) - 1)]) + "\r\n"
    tagged = open_dataset([write(tmp_path / "tags.csv", {}, tags=tags)])
    assert len(tagged) == 1
    assert tagged.readings[0].no_events == {NoEvent.TAGS: 1}
    bare = open_dataset([write(tmp_path / "bare.csv", {}, {"id": "2"}, header=False)])
    assert bare.readings[0].format == "UCDP GED"
    assert [bare.id_of(row) for row in range(len(bare))] == ["1", "2"]


def test_older_releases_with_fewer_columns_are_read(tmp_path: Path) -> None:
    names = [name for name in COLUMNS if name not in ("gwnoa", "gwnob", "code_status", "relid")]
    path = tmp_path / "old.csv"
    cells = [ROW[name] for name in names]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*names, "iso3"], [*cells, "MEX"]])
    dataset = open_dataset([path])
    assert dataset.readings[0].format == "UCDP GED"
    assert dataset.event(0).extra["iso3"] == "MEX"


def test_a_real_file_is_read_whole(shared: Path) -> None:
    path = shared / "data" / "ucdp_ged" / "ged_mexico.csv"
    if not path.exists():
        pytest.skip("the shared data is not beside this checkout")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dataset = open_dataset([path])
    (reading,) = dataset.readings
    assert (reading.rows, reading.events) == (len(rows), len(rows))
    assert (reading.undated, reading.set_aside) == (0, 0)
    assert {dataset.id_of(row) for row in range(len(dataset))} == {row["id"] for row in rows}
    spans = sum(row["date_start"][:10] != row["date_end"][:10] for row in rows)
    assert int((dataset.times.form != Form.DAY).sum()) == spans
    sides = {row[side] for row in rows for side in ("side_a", "side_b")} - {""}
    assert set(dataset.fields["actor"].keys) == sides
    assert set(dataset.fields["country"].keys) == {"MEX"}
    kinds = {row["type_of_violence"] for row in rows}
    assert len(dataset.fields["type"].keys) == len(kinds)
    counted = [row for row in rows if int(row["number_of_sources"]) > 0]
    for row in counted[::97]:
        number = dataset.row_of(row["id"])
        assert number is not None
        told = set(row["source_article"].removeprefix('"').removesuffix('"').split('";"'))
        assert len(dataset.event(number).sources) == len(told)
    wrong = sum(
        not int(row["low"]) <= int(row["best"]) <= int(row["high"])
        or int(row["low"]) > int(row["high"])
        for row in rows
    )
    assert sum(problem.outcome is Outcome.NOTED for problem in reading.problems) == wrong
    best = {row["id"]: sorted((int(row["low"]), int(row["high"]))) for row in rows}
    for place in range(0, len(dataset), 31):
        (claim,) = dataset.claims_at(place)
        low, high = best[dataset.id_of(place)]
        assert claim.value == (f"{low}" if low == high else f"{low}-{high}")
