"""Each mistake in a dataset is told with its file, its row and what would be right."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.io.checked import check
from tests.io.conftest import FIRST, Sample
from timeline_app.io.export.csv_out import write_csv
from timeline_app.io.finding import ReadError
from timeline_app.io.open import open_dataset


def found(sample: Sample) -> list[str]:
    return [f"{finding.severity} {finding}" for finding in check(sample.folder)]


def test_nothing_is_wrong_with_a_right_dataset(sample: Sample) -> None:
    assert found(sample) == []
    assert check(sample.file("datapackage.json")) == []
    assert check(sample.file("events.csv")) == []


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "told"),
    [
        ("events", 2, "date", "2025-06-31", "is no date"),
        ("events", 2, "date", "", 'Column "date" is empty; it must be filled.'),
        ("events", 2, "date", "[2025..", "is no date"),
        ("events", 3, "event_id", "2025-06-08-crossing", "stands in row 2 already"),
        ("events", 2, "date_basis", "inferrred", 'did you mean "inferred"?'),
        ("events", 2, "event_type", "Armed clas", 'did you mean "Armed clash"?'),
        ("events", 2, "actors", "army|zeta", 'not in actors.csv; did you mean "zetas"?'),
        ("events", 2, "actors", "army|army|zetas", "is said twice"),
        ("events", 2, "countries", "MEX|GTM", "alphabetical order, each once: GTM|MEX."),
        ("events", 2, "countries", "GT|MEX", '"GT" is no alpha-3 country code; write GTM.'),
        ("events", 2, "countries", "Narnia", '"Narnia" is no country'),
        ("events", 2, "latitude", "95", "it must lie from -90 to 90"),
        ("events", 2, "longitude", "west", "it must lie from -180 to 180"),
        ("events", 2, "latitude", "", "missing here: latitude."),
        ("events", 2, "place_precision", "", "missing here: place_precision."),
        ("events", 2, "place_precision", "village", "is not allowed"),
        ("events", 2, "related", "2025-06-shot", 'did you mean "2025-06-shots"?'),
        ("events", 2, "related", "2025-06-08-crossing", "is the event itself"),
        ("events", 2, "title", "", 'Column "title" is empty'),
        ("actors", 2, "kind", "army", "is not allowed"),
        ("actors", 2, "country", "Guatemala", "write GTM."),
        ("sources", 2, "published", "June 9", "is no date"),
        ("sources", 2, "url", "javascript:alert(1)", "must begin with http:// or https://"),
        ("sources", 2, "sha256", "ABC", "must be 64 digits"),
        ("sources", 2, "language", "English language", "write one like en or es-GT"),
        ("event_types", 2, "acled_type", "Armed clashes", 'did you mean "Armed clash"?'),
        ("quotes", 2, "start", "12.5", "is no number like 12"),
        ("claims", 2, "disputed", "maybe", "allowed are: true, false"),
        ("quotes", 2, "event_id", "2025-06-08-crosing", 'did you mean "2025-06-08-crossing"?'),
        ("quotes", 2, "source_id", "reports", 'did you mean "report"?'),
        ("quotes", 2, "end", "90", "code points, but the quote has"),
        ("quotes", 2, "exact", FIRST[:-1] + "\n", "holds a line break"),
        ("quotes", 2, "emphasis", "gunman", "is no part of the quote"),
        ("quotes", 2, "prefix", "x" * 33, "it must have 32"),
        ("claims", 2, "attribute", "kiled", 'did you mean "killed"?'),
        ("claims", 2, "value", "about 5", "write 5, ~5, >=5"),
        ("claims", 2, "value", "8-5", "the lower number first"),
        ("claims", 3, "value", "zetaz", 'did you mean "zetas"?'),
        ("claims", 2, "quote_id", "q9", "not in quotes.csv"),
        ("claims", 2, "quote_id", "q2", 'belongs to "2025-06-shots"'),
        ("claims", 2, "event_id", "nothing", "not in events.csv"),
    ],
)
def test_a_planted_mistake_is_an_error_at_its_place(
    sample: Sample, file: str, row: int, column: str, value: str, told: str
) -> None:
    sample.set(f"{file}.csv", row, column, value)
    findings = found(sample)
    place = f"error {file}.csv:{row}: "
    assert [line for line in findings if line.startswith(place) and told in line], findings


@pytest.mark.parametrize(
    ("file", "row", "column", "value", "told"),
    [
        ("events", 2, "date_basis", "inferred", '"date_note" is empty'),
        ("events", 2, "date", "2024-06-08", "The id says 2025-06-08, the date is 2024-06-08"),
        ("quotes", 2, "suffix", "short", "it must have 32"),
        ("quotes", 3, "prefix", "short", "it must have 32"),
        ("quotes", 3, "event_id", "2025-06-08-crossing", "No quote rests under this event"),
        ("actors", 3, "aliases", "the army", 'is a name of "army" too'),
    ],
)
def test_what_is_only_doubtful_is_a_warning(
    sample: Sample, file: str, row: int, column: str, value: str, told: str
) -> None:
    sample.set(f"{file}.csv", row, column, value)
    findings = found(sample)
    assert any(told in line for line in findings), findings
    assert all(line.startswith("warning ") for line in findings)


def test_a_document_may_end_behind_its_last_quotes(sample: Sample) -> None:
    sample.set("quotes.csv", 3, "suffix", "army.\n")
    assert found(sample) == []


def test_an_actor_nobody_names_is_doubtful(sample: Sample) -> None:
    path = sample.file("actors.csv")
    path.write_bytes(path.read_bytes() + b"nobody,Nobody,other,,,\n")
    assert found(sample) == [
        'warning actors.csv:4: No event names the actor "nobody"; take it out or use it.'
    ]


@pytest.mark.parametrize("column", ["title", "summary"])
def test_a_missing_column_is_named_with_those_found(sample: Sample, column: str) -> None:
    sample.change("events.csv", f",{column},", f",{column}s,")
    place = f'error events.csv:1: The column "{column}" is missing; the columns found are: event_id'
    assert any(line.startswith(place) for line in found(sample))


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("event_id;title;date", "The fields must be separated by commas."),
        ("event_id\ttitle\tdate", "The fields must be separated by commas."),
        ("Event_ID, Title ,Date", "The names must be written in small letters without spaces."),
        ("event id,title,date", "The names must be written in small letters without spaces."),
        ("event_id,date", "the columns found are: event_id, date."),
    ],
)
def test_one_finding_says_what_is_wrong_with_a_header(
    sample: Sample, tmp_path: Path, header: str, told: str
) -> None:
    alone = tmp_path / "alone.csv"
    alone.write_text(f"{header}\na;Clash, many dead;2024\nb;B;2024\n", encoding="utf-8")
    (finding,) = check(alone)
    assert str(finding).startswith("alone.csv:1: The column")
    assert str(finding).endswith(told)
    sample.file("events.csv").write_bytes(alone.read_bytes())
    findings = [line for line in found(sample) if "events.csv" in line]
    assert findings[0].endswith(told)
    assert len(findings) == 1 + ("found are: event_id, date" in told)


def test_a_table_alone_may_lack_all_but_the_needed_columns(sample: Sample, tmp_path: Path) -> None:
    alone = tmp_path / "alone.csv"
    alone.write_text("event_id,title,date\na,A,2024\n", encoding="utf-8")
    (finding,) = check(alone)
    assert finding.severity == "warning"
    assert str(finding).startswith('alone.csv:1: The columns "date_basis", ')
    sample.file("events.csv").write_bytes(alone.read_bytes())
    assert 'error events.csv:1: The columns "date_basis", ' in "\n".join(found(sample))


@pytest.mark.parametrize("column", ["date_note", "place", "summary", "related"])
def test_a_column_gone_from_the_header_is_told_once(sample: Sample, column: str) -> None:
    path = sample.file("events.csv")
    header, rest = path.read_text(encoding="utf-8").split("\n", 1)
    names = [name for name in header.split(",") if name != column]
    path.write_text("\n".join([",".join(names), rest]), encoding="utf-8")
    missing, width = found(sample)
    assert missing.startswith(f'error events.csv:1: The column "{column}" is missing') or (
        width.startswith(f'error events.csv:1: The column "{column}" is missing')
    )
    told = "error events.csv:1: Every record has 15 cells where the header names 14 columns"
    assert any(line.startswith(told) for line in (missing, width))
    with pytest.raises(ReadError, match="Every record has 15 cells"):
        open_dataset([sample.folder])


def test_the_cells_of_a_record_of_wrong_width_are_not_checked(sample: Sample) -> None:
    path = sample.file("events.csv")
    path.write_bytes(path.read_bytes() + b"2024-x,A, with comma,2024,nonsense,,,,,,,,,,,,\n")
    (line,) = found(sample)
    assert line.startswith("error events.csv:4: The record has")


def test_the_nearest_name_is_told_for_the_first_of_many_wrong_ones(sample: Sample) -> None:
    events = "".join(f"2024-event-{number},A,2024\n" for number in range(5000))
    quotes = "".join(f"q{n},2025-event-{n},report,x,0,1\n" for n in range(5000))
    sample.file("events.csv").write_text(f"event_id,title,date\n{events}", encoding="utf-8")
    sample.file("quotes.csv").write_text(
        f"quote_id,event_id,source_id,exact,start,end\n{quotes}", encoding="utf-8"
    )
    wrong = [line for line in found(sample) if " is not in events.csv; " in line]
    assert 'did you mean "2024-event-0"?' in wrong[0]
    assert wrong[-1].endswith("add it there.")


def test_a_missing_table_is_an_error(sample: Sample) -> None:
    sample.file("claims.csv").unlink()
    (line,) = found(sample)
    assert line.startswith('error claims.csv:1: The table "claims" is missing')


def test_rows_count_records_not_lines(sample: Sample) -> None:
    sample.set("events.csv", 2, "summary", "one\ntwo\n\nthree")
    sample.set("events.csv", 3, "date", "soon")
    assert found(sample)[0].startswith("error events.csv:3: ")


def test_a_short_record_is_told_in_a_large_table_too(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("timeline_app.io.containers.read_table.LARGE", 0)
    path = sample.file("event_types.csv")
    path.write_bytes(path.read_bytes() + b"Protest,Many\n")
    assert any("event_types.csv:3: The record has 2 cells" in line for line in found(sample))


def test_a_short_record_is_told_and_a_long_one_too(sample: Sample) -> None:
    path = sample.file("event_types.csv")
    path.write_bytes(path.read_bytes() + b"Protest\nRiot,Many,Mob violence,more\n")
    findings = "\n".join(found(sample))
    assert "event_types.csv:3: The record has 1 cells where the header names 3" in findings
    assert "event_types.csv:4: The record has 4 cells where the header names 3" in findings


def test_the_descriptor_sets_closed_lists_and_forms(sample: Sample) -> None:
    constraints = (
        '"schema": {"fields": [{"name": "place", "constraints": {"enum": ["Tapachula"]}}]}'
    )
    sample.change(
        "datapackage.json", '"path": "events.csv"', f'"path": "events.csv", {constraints}'
    )
    assert any(
        'events.csv:2: "La Mesilla" is not allowed in column "place"' in line
        for line in found(sample)
    )


@pytest.mark.parametrize(
    "rule",
    [
        {"type": []},
        {"constraints": []},
        {"constraints": {"enum": {}, "pattern": "(", "maxLength": "x", "minimum": []}},
    ],
)
def test_rules_that_are_none_are_passed_over(sample: Sample, rule: dict[str, object]) -> None:
    schema = json.dumps({"fields": [{"name": "place", **rule}, "title"]})
    sample.change(
        "datapackage.json", '"path": "events.csv"', f'"path": "events.csv", "schema": {schema}'
    )
    assert found(sample) == []


def test_an_export_is_fine_by_itself_but_no_table_of_a_dataset(sample: Sample) -> None:
    dataset = open_dataset([sample.folder])
    write_csv(dataset, np.arange(len(dataset)), sample.file("export.csv"))
    sample.file("export.csv").replace(sample.file("events.csv"))
    assert check(sample.file("events.csv")) == []
    assert any('"GTM; MEX" is no country' in line for line in found(sample))


def test_further_columns_are_fine(sample: Sample) -> None:
    path = sample.file("event_types.csv")
    path.write_bytes(path.read_bytes().replace(b"acled_type\n", b"acled_type,mine\n"))
    path.write_bytes(path.read_bytes().replace(b"Armed clash\n", b"Armed clash,x\n"))
    assert found(sample) == []


def test_what_cannot_be_read_is_one_finding(tmp_path: Path) -> None:
    (finding,) = check(tmp_path / "nowhere")
    assert "There is no such file or folder" in str(finding)
