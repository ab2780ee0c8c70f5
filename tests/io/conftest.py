"""A small dataset on disk, right in all points, for tests to break."""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

TEXT = (
    "Border report\n\n"
    "On Sunday, June 8, 2025, gunmen crossed the river and five police officers were killed.\n\n"
    "Residents of La Mesilla, in Huehuetenango, heard shots for two hours before the army came "
    "back to the town.\n"
)
FIRST = "gunmen crossed the river and five police officers were killed"
SECOND = "heard shots for two hours"


def quote(quote_id: str, event_id: str, exact: str, emphasis: str = "") -> dict[str, str]:
    start = TEXT.index(exact)
    end = start + len(exact)
    return {
        "quote_id": quote_id,
        "event_id": event_id,
        "source_id": "report",
        "exact": exact,
        "prefix": TEXT[max(0, start - 32) : start],
        "suffix": TEXT[end : end + 32],
        "start": str(start),
        "end": str(end),
        "emphasis": emphasis,
    }


def event(event_id: str, title: str, date: str, **cells: str) -> dict[str, str]:
    return {
        "event_id": event_id,
        "title": title,
        "date": date,
        "date_basis": "stated",
        "date_note": "",
        "event_type": "Armed clash",
        "countries": "GTM|MEX",
        "actors": "army|zetas",
        "place": "La Mesilla",
        "admin1": "Huehuetenango",
        "latitude": "15.63",
        "longitude": "-91.98",
        "place_precision": "town",
        "summary": "In our own words.",
        "related": "",
    } | cells


def claim(claim_id: str, attribute: str, value: str, subject: str = "police") -> dict[str, str]:
    return {
        "claim_id": claim_id,
        "event_id": "2025-06-08-crossing",
        "quote_id": "q1",
        "attribute": attribute,
        "subject": subject,
        "value": value,
        "disputed": "",
        "note": "",
    }


TABLES: dict[str, list[dict[str, str]]] = {
    "events": [
        event("2025-06-08-crossing", "Gunmen cross, five police killed", "2025-06-08"),
        event("2025-06-shots", 'Shots "for hours"', "2025-06", actors="army", countries="GTM"),
    ],
    "actors": [
        {"actor_id": "army", "name": "Guatemalan Army", "kind": "state force", "country": "GTM",
         "aliases": "Ejército|the army", "description": ""},
        {"actor_id": "zetas", "name": "Los Zetas", "kind": "criminal group", "country": "",
         "aliases": "Zetas", "description": ""},
    ],
    "event_types": [
        {"event_type": "Armed clash", "definition": "Two sides fight.", "acled_type": "Armed clash"}
    ],
    "sources": [
        {"source_id": "report", "publisher": "The Herald", "title": "Border report",
         "published": "2025-06-09", "url": "https://example.org/report", "language": "en",
         "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "note": ""}
    ],
    "quotes": [
        quote("q1", "2025-06-08-crossing", FIRST, "gunmen crossed the river"),
        quote("q2", "2025-06-shots", SECOND),
    ],
    "claims": [claim("c1", "killed", "5"), claim("c2", "attribution", "zetas")],
}  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A dataset's folder and its document, with ways to spoil them."""

    folder: Path
    texts: Path

    def file(self, name: str) -> Path:
        return self.folder / name

    def change(self, name: str, old: str, new: str) -> None:
        """Replace the one place where `old` stands in a file."""
        path = self.file(name)
        content = path.read_bytes().decode()
        assert content.count(old) == 1, (name, old, content.count(old))
        path.write_bytes(content.replace(old, new).encode())

    def set(self, name: str, row: int, column: str, value: str) -> None:
        """Replace one cell; `row` is the record's number with the header as 1."""
        path = self.file(name)
        with path.open(encoding="utf-8", newline="") as file:
            records = list(csv.reader(file))
        records[row - 1][records[0].index(column)] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(records)


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    folder, texts = tmp_path / "sample", tmp_path / "texts"
    folder.mkdir()
    texts.mkdir()
    (texts / "report.txt").write_bytes(TEXT.encode())
    (texts / "unrelated.bin").write_bytes(b"\xff\xfe\x00")
    resources = []
    for name, records in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(records)
        resources.append({"name": name, "path": f"{name}.csv"})
    descriptor = {
        "name": "sample",
        "title": "A sample",
        "version": "1.0.0",
        "resources": resources,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor, indent=2), encoding="utf-8")
    return Sample(folder, texts)
