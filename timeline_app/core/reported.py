"""Dates that sources report of an event beside its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline_app.core.figures import possible_spans
from timeline_app.core.span import Span

if TYPE_CHECKING:
    from timeline_app.core.dataset import Claim, Dataset


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
    found = {}
    for row, on_date in zip(dataset.rows_of(told).tolist(), told.values(), strict=True):
        if 0 <= row < dataset.time_index.count:
            dates = _dates(on_date)
            dates.pop(dataset.times.span(row), None)
            spans = sorted(dates, key=lambda span: (span.start, span.end))
            found[row] = tuple(ReportedDate(span, tuple(dates[span])) for span in spans)
    return {row: reported for row, reported in found.items() if reported}


def _dates(claims: "Sequence[Claim]") -> "dict[Span, list[Claim]]":
    dates: dict[Span, list[Claim]] = {}
    for claim in claims:
        for span in possible_spans(claim.value):
            dates.setdefault(span, []).append(claim)
    return dates
