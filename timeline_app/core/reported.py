"""Dates that sources report of an event beside its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.core.span import UNDATED, Span

if TYPE_CHECKING:
    from timeline_app.core.dataset import Dataset
    from timeline_app.core.records import Claim


@dataclass(frozen=True, slots=True)
class ReportedDate:
    """Where claims put an event in time, unlike its own date; the same span is there once."""

    span: Span
    claims: "tuple[Claim, ...]"


def reported_dates(dataset: "Dataset") -> dict[int, tuple[ReportedDate, ...]]:
    """The dates that claims give of each dated event, by row, but for its own."""
    told = {
        event_id: on_date
        for event_id, claims in dataset.claims.items()
        if (on_date := [claim for claim in claims if claim.attribute == "date"])
    }
    if not told:
        return {}
    spans_of = _spans_of(claim.value for claims in told.values() for claim in claims)
    found = {}
    for row, claims in zip(dataset.rows_of(told).tolist(), told.values(), strict=True):
        if not 0 <= row < dataset.time_index.count:
            continue
        dates: dict[Span, list[Claim]] = {}
        for claim in claims:
            for span in spans_of[claim.value]:
                dates.setdefault(span, []).append(claim)
        dates.pop(dataset.times.span(row), None)
        if dates:
            spans = sorted(dates, key=lambda span: (span.start, span.end))
            found[row] = tuple(ReportedDate(span, tuple(dates[span])) for span in spans)
    return found


def _spans_of(values: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    """Where in time each of these dates may lie, nowhere if it is none: read in bulk."""
    from timeline_app.core.dates import read_texts  # brings Arrow

    different = list(dict.fromkeys(values))
    dates = read_texts(different)
    return {
        text: dates.parts.get(code, (Span(start, end),) if start != UNDATED else ())
        for code, (text, start, end) in enumerate(
            zip(different, *dates.bounds[:2].tolist(), strict=True)
        )
    }
