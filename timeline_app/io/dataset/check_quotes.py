"""What quotes and claims must be in the light of the events, sources and actors they name."""

from collections.abc import Iterator

from timeline_app.core.anchors import CONTEXT
from timeline_app.core.figures import COUNTED, value_range
from timeline_app.core.message import QT_TRANSLATE_NOOP, Message
from timeline_app.io.containers.tables import Record
from timeline_app.io.dataset.faults import date_fault, reference_fault
from timeline_app.io.dataset.package import Package
from timeline_app.io.dataset.schema import ACTORS, CLAIMS, EVENTS, QUOTES, SOURCES
from timeline_app.io.finding import Finding, Severity, say


def check_quotes(package: Package) -> Iterator[Finding]:
    """Findings of the table of quotes, without its documents."""
    table = package.tables.get(QUOTES.name)
    if table is None:
        return
    columns = set(table.frame.columns)
    ends: dict[str, int] = {}
    for _row, cells in table.records():
        ends[cells["source_id"]] = max(ends.get(cells["source_id"], 0), _reach(cells))
    for row, cells in table.records():
        for spec in (EVENTS, SOURCES):
            if fault := reference_fault(package, spec, cells[spec.key], spec.key):
                yield Finding(table.file, row, fault)
        for severity, message in _quote_faults(cells, columns, ends[cells["source_id"]]):
            yield Finding(table.file, row, message, severity)


def _reach(cells: Record) -> int:
    """How far the document goes at least, by a quote and its suffix."""
    return cells.offset("end") + len(cells["suffix"])


def _quote_faults(
    cells: Record, columns: set[str], document_end: int
) -> Iterator[tuple[Severity, Message]]:
    exact, emphasis = cells["exact"], cells["emphasis"]
    if "\n" in exact or "\r" in exact:
        yield (
            "error",
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "The quote holds a line break: it spans a paragraph; quote each by itself.",
                )
            ),
        )
    if emphasis not in exact:
        yield (
            "error",
            say(
                QT_TRANSLATE_NOOP(
                    "io", 'The emphasis "{emphasis}" is no part of the quote; copy it from "exact".'
                ),
                emphasis=emphasis,
            ),
        )
    start, end = cells.offset("start"), cells.offset("end")
    if start >= 0 and end >= 0 and end - start != len(exact):
        yield (
            "error",
            say(
                QT_TRANSLATE_NOOP(
                    "io",
                    "From {start} to {end} are {span} code points, but the quote has {length}; "
                    "with this start, end must be {right}.",
                ),
                start=start,
                end=end,
                span=end - start,
                length=len(exact),
                right=start + len(exact),
            ),
        )
    for column in ("prefix", "suffix"):
        length = len(cells[column])
        if column not in columns or length == CONTEXT:
            continue
        at_start = column == "prefix" and length == start < CONTEXT
        may_be_at_end = column == "suffix" and length < CONTEXT and _reach(cells) == document_end
        if not at_start and not may_be_at_end:
            yield (
                "error" if length > CONTEXT else "warning",
                say(
                    QT_TRANSLATE_NOOP(
                        "io",
                        "The {column} has {length} code points; it must have {context}, fewer only "
                        "where the document begins or ends.",
                    ),
                    column=column,
                    length=length,
                    context=CONTEXT,
                ),
            )


def check_claims(package: Package) -> Iterator[Finding]:
    """Findings of the table of claims."""
    table = package.tables.get(CLAIMS.name)
    if table is None:
        return
    owner = _owners(package)
    for row, cells in table.records():
        for spec in (EVENTS, QUOTES):
            if fault := reference_fault(package, spec, cells[spec.key], spec.key):
                yield Finding(table.file, row, fault)
        event_id, quote_id = cells["event_id"], cells["quote_id"]
        if quote_id in owner and event_id and owner[quote_id] != event_id:
            message = say(
                QT_TRANSLATE_NOOP(
                    "io", 'The quote "{quote}" belongs to "{owner}"; name a quote of this event.'
                ),
                quote=quote_id,
                owner=owner[quote_id],
            )
            yield Finding(table.file, row, message)
        if fault := _claim_fault(package, cells):
            yield Finding(table.file, row, fault)


def _claim_fault(package: Package, cells: Record) -> Message | None:
    attribute, value = cells["attribute"], cells["value"]
    if not value:
        return None
    if attribute == "date":
        return date_fault(value)
    if attribute == "attribution":
        return reference_fault(package, ACTORS, value, "value")
    if attribute in COUNTED:
        try:
            value_range(value)
        except ValueError:
            return say(
                QT_TRANSLATE_NOOP(
                    "io",
                    '"{value}" is no number of a claim; write 5, ~5, >=5, >5, <=5 or 5-8 (the '
                    "lower number first).",
                ),
                value=value,
            )
    return None


def _owners(package: Package) -> dict[str, str]:
    """quote_id to event_id."""
    table = package.tables.get(QUOTES.name)
    if table is None or QUOTES.key not in table.frame.columns:
        return {}
    return dict(zip(table.frame["quote_id"], table.frame["event_id"], strict=True))
