"""One event in a report: when, what, who says so."""

import re
from typing import Final
from xml.etree.ElementTree import Element

from PySide6.QtCore import QCoreApplication

from timeline_app.core.dataset import Dataset
from timeline_app.core.figures import Matter, agreement, matters
from timeline_app.core.projection import Projection
from timeline_app.core.records import Claim, Event, Quote
from timeline_app.core.when import Form, When
from timeline_app.io.citations.issued import issued
from timeline_app.models.citation import published_in_words, title_of, web_host
from timeline_app.models.phrases import capitalised, number
from timeline_app.models.words import (
    anchor_in_words,
    basis_in_words,
    claim_in_words,
    date_in_words,
    matter_in_words,
    outcome_in_words,
)
from timeline_app.views.report.html import add, data, element, joined, language_of, linked
from timeline_app.views.report.sources import SourceNotes

translate = QCoreApplication.translate

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?")
"""A date and time as the `time` element takes it."""


class EventParts:
    """Makes the part of each event of a report."""

    def __init__(self, dataset: Dataset, projection: Projection, notes: SourceNotes) -> None:
        self._dataset = dataset
        self._projection = projection
        self._notes = notes

    def part(self, row: int, place: int) -> Element:
        """The event of a row of the dataset, which is the `place`th of the report."""
        event = self._dataset.event(row, with_extra=False)
        body = element(
            "div",
            element("h3", event.title.strip() or event.event_id, dir="auto"),
            self._facts(event),
            data("p", event.summary, class_="summary"),
            *(self._quote(quote, place, n) for n, quote in enumerate(event.quotes, 1)),
            *self._claims(event, place),
            _basis(event),
            self._named(event),
            self._related(event),
            class_="body",
        )
        head = element(
            "div",
            element("span", number(place), class_="number"),
            _time(event.when),
            class_="when",
        )
        return element("li", element("article", head, body), id=f"event-{place}", value=str(place))

    def _facts(self, event: Event) -> Element | None:
        """Type, actors and place on a line."""
        fields = self._dataset.fields
        actors = [data("bdi", fields["actor"].label_of(key)) for key in event.actors if key]
        countries = [fields["country"].label_of(key) for key in event.countries if key]
        where = dict.fromkeys(filter(str.strip, [event.place, event.admin1, *countries]))
        parts = [
            data("bdi", event.event_type, class_="type"),
            element("span", *joined(actors, ", ")) if actors else None,
            element("span", *joined([data("bdi", name) for name in where], ", "))
            if where
            else None,
        ]
        found = joined(parts, " · ")
        return element("p", *found, class_="facts") if found else None

    def _quote(self, quote: Quote, place: int, n: int) -> Element:
        source = self._dataset.source(quote.source_id)
        before, carrying, after = quote.parts()
        words = element("p", before, element("strong", carrying) if carrying else None, after)
        said = joined(
            [data("bdi", source.publisher or title_of(source)), published_in_words(source)], ", "
        )
        state = anchor_in_words(self._dataset.anchor_of(quote), quote)
        caption = element("figcaption", "— ", *said, " ", self._notes.note(quote.source_id))
        if state:
            add(caption, " ", element("span", state, class_="state"))
        block = element(
            "blockquote",
            words,
            cite=source.url if web_host(source.url) else "",
            lang=language_of(source.language),
            dir="auto",
        )
        return element("figure", block, caption, class_="quote", id=f"event-{place}-quote-{n}")

    def _claims(self, event: Event, place: int) -> list[Element]:
        """What the sources state: all values, those on one matter together."""
        if not event.claims:
            return []
        entries = [self._matter(matter, event, place) for matter in matters(event.claims)]
        heading = element("h4", translate("Report", "What the sources state"))
        return [heading, element("ul", *entries, class_="claims")]

    def _matter(self, matter: Matter, event: Event, place: int) -> Element:
        values = [self._claim(claim, event, place) for claim in matter.claims]
        if len(values) == 1 and not matter.disputed:
            return element("li", *values[0])
        sources = {quote.quote_id: quote.source_id for quote in event.quotes}
        outcome = outcome_in_words(matter, agreement(matter, sources, self._dataset.sources))
        return element(
            "li",
            data("strong", matter_in_words(matter), class_="disputed" if matter.disputed else ""),
            element("ul", *(element("li", *value) for value in values)),
            data("p", outcome, class_="outcome"),
        )

    def _claim(self, claim: Claim, event: Event, place: int) -> list[Element | str | None]:
        words = claim_in_words(claim, self._dataset.actor_names)
        found: list[Element | str | None] = [data("bdi", capitalised(words))]
        for n, quote in enumerate(event.quotes, 1):
            if quote.quote_id == claim.quote_id:
                source = self._dataset.source(quote.source_id)
                target = f"#event-{place}-quote-{n}"
                said = element("a", source.publisher or title_of(source), dir="auto", href=target)
                found += [" — ", said]
        if claim.note:
            found.append(linked("p", claim.note, class_="quiet"))
        return found

    def _named(self, event: Event) -> Element | None:
        """The sources that are named without a quote."""
        quoted = {quote.source_id for quote in event.quotes}
        others = [source_id for source_id in event.sources if source_id not in quoted]
        if not others:
            return None
        notes = joined([self._notes.note(source_id) for source_id in others], " ")
        said = (
            translate("Report", "Named as sources:") if quoted else translate("Report", "Source:")
        )
        return element("p", said, " ", *notes, class_="aside")

    def _related(self, event: Event) -> Element | None:
        """The related events that are in the report, by number."""
        projection, rows = self._projection, set(self._dataset.rows_of(event.related).tolist())
        shown = [row for row in rows if row >= 0 and row in projection]
        places = sorted(projection.place_of(row) + 1 for row in shown)
        links = [element("a", number(place), href=f"#event-{place}") for place in places]
        if not links:
            return None
        return element(
            "p", translate("Report", "See also:"), " ", *joined(links, ", "), class_="aside"
        )


def _basis(event: Event) -> Element | None:
    """What the date rests on."""
    words = basis_in_words(event.date_basis, event.date_note)
    if not words:
        return None
    said = linked("span", words)
    return element("p", translate("Report", "Date:"), " ", said, class_="aside")


def _time(when: When) -> Element:
    """The date in words, and for programs where HTML has a form for it."""
    text = when.text.strip()
    plain = issued(text)
    machine = ""
    if when.form is Form.MOMENT and _MOMENT.fullmatch(text):
        machine = text
    elif plain.is_plain and len(plain.points) == 1:
        machine = str(plain.points[0])
    tag = "time" if machine else "span"
    return element(tag, date_in_words(when), class_="date", datetime=machine, dir="auto")
