"""Everything that is wrong with a dataset, each with its place and what would be right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline_app.core.anchors import Anchor
from timeline_app.core.message import QT_TRANSLATE_NOOP
from timeline_app.core.records import Quote
from timeline_app.io.containers.read_table import read_table
from timeline_app.io.containers.tables import Table
from timeline_app.io.content import look_at
from timeline_app.io.dataset.check_anchors import check_anchors
from timeline_app.io.dataset.check_cells import check_cells
from timeline_app.io.dataset.check_events import check_events
from timeline_app.io.dataset.check_likeness import check_likeness
from timeline_app.io.dataset.check_names import check_actors, check_sources
from timeline_app.io.dataset.check_origins import check_origins
from timeline_app.io.dataset.check_quotes import check_claims, check_quotes
from timeline_app.io.dataset.check_words import check_quote_words
from timeline_app.io.dataset.faults import date_fault
from timeline_app.io.dataset.package import Package, is_single_table, read_package, take_table
from timeline_app.io.dataset.schema import DESCRIPTOR, ERAS, EVENTS, TABLES
from timeline_app.io.finding import HEADER_ROW, Finding, ReadError, say
from timeline_app.io.formats import own_json
from timeline_app.io.formats.own_export import is_export


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found."""

    findings: list[Finding]
    """Table by table, in the order of their rows; none means that nothing is wrong."""
    anchors: Mapping[Quote, Anchor]
    """How far each quote was proved against the texts of its sources; not, where none are named."""


def check(path: Path, sources: Sequence[Path] = ()) -> Checked:
    """Check a dataset.

    Args:
        path: a dataset's folder, its datapackage.json, our JSON file of one, or a single table of
            events.
        sources: folders with the texts of its sources, to prove each quote against.
    """
    try:
        package = _package(path)
    except ReadError as error:
        return Checked([error.finding], {})
    findings: list[Finding] = []
    events = package.tables.get(EVENTS.name)
    if events is not None and is_export(events.frame.columns) and is_single_table(path):
        findings += _date_faults(events)  # an export is no dataset: that is all that can be wrong
    else:
        findings += _check_package(package)
    wrong_places, anchors = check_anchors(package, sources)
    findings += wrong_places
    ragged = {table.file: table.ragged for table in package.tables.values()}
    trusted = (found for found in findings if found.row not in ragged.get(found.file, ()))
    return Checked(_in_order(package, (*package.lost, *package.kept, *trusted)), anchors)


def events_of_places(path: Path) -> dict[tuple[str, int], str]:
    """File and row to event_id, for each record that tells of one event.

    Raises:
        ReadError: there is no dataset.
    """
    package = _package(path)
    return {
        (table.file, row): cells[EVENTS.key]
        for table in package.tables.values()
        if EVENTS.key in table.frame.columns
        for row, cells in table.records()
    }


def _package(path: Path) -> Package:
    if not is_single_table(path):
        return read_package(path, exact=True)
    content = look_at(path)
    if own_json.recognises(content):
        return _by_tables(own_json.package_of(content))
    table = read_table(path, path.name, exact=True)
    package = Package(path.parent)
    spec = replace(EVENTS, columns=()) if is_export(table.frame.columns) else EVENTS
    take_table(package, spec, table, alone=True)
    return package


def _by_tables(package: Package) -> Package:
    """A dataset in one file, whose places say the table too: FILE:TABLE:NUMBER."""
    tables = package.tables.items()
    package.tables = {name: replace(it, file=f"{it.file}:{name}") for name, it in tables}
    return package


def _check_package(package: Package) -> Iterator[Finding]:
    yield from _descriptor_faults(package)
    yield from check_cells(package)
    yield from check_events(package)
    yield from check_actors(package)
    yield from check_sources(package)
    yield from check_origins(package)
    yield from check_quotes(package)
    yield from check_claims(package)
    yield from check_quote_words(package)
    yield from check_likeness(package)
    if ERAS.name in package.tables:
        yield from _date_faults(package.tables[ERAS.name])


def _descriptor_faults(package: Package) -> Iterator[Finding]:
    for name in ("name", "title", "version"):
        if package.descriptor and not package.text(name):
            message = say(
                QT_TRANSLATE_NOOP("io", 'The descriptor has no text "{name}"; add it.'), name=name
            )
            yield Finding(DESCRIPTOR, HEADER_ROW, message, "warning")


def _date_faults(table: Table) -> Iterator[Finding]:
    """Dates that cannot be read."""
    for row, cells in table.records():
        if fault := date_fault(cells["date"]):
            yield Finding(table.file, row, fault)


def _in_order(package: Package, findings: Iterable[Finding]) -> list[Finding]:
    """By table, then by row; of several at one place the first found comes first."""
    files = [DESCRIPTOR, *(package.file_of(spec.name) for spec in TABLES)]
    places = {file: place for place, file in enumerate(files)}
    return sorted(
        {(str(finding), finding.severity): finding for finding in findings}.values(),
        key=lambda finding: (places.get(finding.file, len(files)), finding.row),
    )
