"""What stands around the events of a report: its head, the figure, how to read it."""

from collections import Counter
from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element, fromstring

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont

from timeline_app import __version__
from timeline_app.core.anchors import AnchorState
from timeline_app.core.dataset import Dataset
from timeline_app.core.projection import Projection
from timeline_app.core.view_state import ViewState
from timeline_app.io.citations.reference import dataset_reference, licences
from timeline_app.models.day_words import moment_words
from timeline_app.models.phrases import all_of, capitalised, number
from timeline_app.models.words import anchors_in_words, filter_in_words
from timeline_app.views.canvas.figure_timeline import NUMBER_PX
from timeline_app.views.report.html import Child, data, element, joined, linked

MANY: Final = 2_000
"""Of more events a report says that it is long."""
EVENTS_PER_PAGE: Final = 4
XML: Final = "http://www.w3.org/XML/1998/namespace"
NUMBER_TYPE: Final = str(NUMBER_PX), str(QFont.Weight.DemiBold.value)
"""The type of the figure's numbers, which nothing else in it has."""

translate = QCoreApplication.translate


def head(
    dataset: Dataset,
    projection: Projection,
    state: ViewState,
    *,
    title: str,
    sha256: str,
    made: datetime | None,
) -> Element:
    """Title, dataset, filter and counts."""
    name = dataset.title or dataset.name
    version = translate("Report", "version {version}").format(version=dataset.version)
    filter_ = filter_in_words(dataset, state.filter)
    facts: list[tuple[str, list[Child]]] = [
        (
            translate("Report", "Data"),
            joined([data("bdi", name), version if dataset.version else None], ", "),
        ),
        (translate("Report", "By"), [data("bdi", all_of(dataset_reference(dataset).authors))]),
        (translate("Report", "Licence"), [linked("span", "; ".join(licences(dataset)))]),
        (translate("Report", "Shown"), [data("bdi", capitalised(filter_))]),
        (translate("Report", "Events"), [_counts(dataset, projection)]),
    ]
    if made is not None:
        words = moment_words(int(made.timestamp()) * 1_000_000, 60_000_000)
        facts.append((translate("Report", "Made"), [words]))
    if sha256:
        facts.append(("SHA-256", [element("code", sha256)]))
    listed: list[Child] = []
    for term, value in facts:
        if any(child is not None for child in value):
            listed.append(element("div", element("dt", term), element("dd", *value)))
    return element(
        "header",
        element("h1", title or name, dir="auto"),
        data("p", dataset.description, class_="lead"),
        element("dl", *listed),
        _warning(projection.total),
    )


def _counts(dataset: Dataset, projection: Projection) -> str:
    parts = [
        translate("Report", "{count} of {total}").format(
            count=number(projection.total), total=number(len(dataset))
        )
    ]
    for count, words in (
        (projection.without_day, translate("Report", "{count} not known to the day")),
        (projection.undated, translate("Report", "{count} without a date")),
        (
            projection.undated_dropped,
            translate("Report", "{count} without a date left out by the filter"),
        ),
    ):
        if count:
            parts.append(words.format(count=number(count)))
    return "; ".join(filter(None, (", ".join(parts), _checked(dataset, projection))))


def _checked(dataset: Dataset, projection: Projection) -> str:
    """How many quotes of the report stand in their sources; "" where none was looked up."""
    if not _looked_at(dataset):
        return ""
    ids = map(dataset.id_of, projection.rows.tolist())
    quotes = (quote for event_id in ids for quote in dataset.quotes.get(event_id, ()))
    counts = Counter(dataset.anchor_of(quote).state for quote in quotes)
    return anchors_in_words(counts)


def _looked_at(dataset: Dataset) -> bool:
    return any(anchor.state is not AnchorState.NOT_CHECKED for anchor in dataset.anchors.values())


def _warning(count: int) -> Element | None:
    """That the report is long."""
    if count <= MANY:
        return None
    words = translate(
        "Report",
        "This report is long: {count} events fill some {pages} printed pages, and a browser may "
        "take a while to show them. A narrower filter makes a shorter one; a table holds the same "
        "events for a spreadsheet.",
    ).format(count=number(count), pages=number(-(-count // EVENTS_PER_PAGE)))
    return element("p", words, class_="warning")


def figure(content: bytes, projection: Projection) -> Element:
    """The picture of the events, from the bytes of an SVG."""
    drawn = fromstring(content)
    for part in drawn.iter():
        part.tag = part.tag.rpartition("}")[2]
        for name in [name for name in part.attrib if name.startswith("{")]:
            space, _, own = name[1:].rpartition("}")
            part.set(f"{'xml' if space == XML else 'xlink'}:{own}", part.attrib.pop(name))
    caption = drawn.findtext("desc")
    for old in drawn.findall("title") + drawn.findall("desc"):
        drawn.remove(old)
    said = translate("Report", "Timeline of {count} events, which are listed below")
    title = element("title", said.format(count=number(projection.total)), id="figure-title")
    drawn.insert(0, title)
    box = drawn.get("viewBox", "")
    role = "group" if _lead_to_events(drawn, projection) else "img"
    drawn.attrib = {"viewBox": box, "role": role, "aria-labelledby": "figure-title"}
    named = {"role": "region", "aria-labelledby": "figure-title"}
    picture = element("div", drawn, class_="picture", tabindex="0", **named)
    return element("figure", picture, data("figcaption", caption or ""), class_="timeline")


def _lead_to_events(drawn: Element, projection: Projection) -> bool:
    """Make each number of the figure a link to its event; whether there is any."""
    places = {number(place): place for place in range(1, min(projection.total, MANY) + 1)}
    found = False
    for parent in list(drawn.iter()):
        for i, child in enumerate(parent):
            place = places.get(child.text or "") if child.tag == "text" else None
            if place and (child.get("font-size"), child.get("font-weight")) == NUMBER_TYPE:
                parent[i] = element("a", child, href=f"#event-{place}")
                parent[i].tail, child.tail, found = child.tail, None, True
    return found


def method(dataset: Dataset) -> Element:
    """How to read the report, and what made it."""
    entries = [
        (
            translate("Report", "Dates"),
            translate(
                "Report",
                "Each date is as precise as the sources allow, and no more. “June 2024” is some "
                "time in that month; “8 or 9 December 2025” is one of these days; “2 to 5 May "
                "2025” lasted that long. “About” is said where the source gives a date as "
                "approximate, “uncertain” where it is in doubt. What a date rests on stands "
                "under the event.",
            ),
        ),
        (
            translate("Report", "Numbers"),
            translate(
                "Report",
                "Events are numbered in order of time, the same in the figure, where it has room "
                "for numbers. A number in brackets leads to the source.",
            ),
        ),
        (
            translate("Report", "Quotes"),
            translate(
                "Report",
                "Quotes are the words of their sources, neither corrected nor shortened. The "
                "words in bold carry the event; the emphasis is not the source's.",
            ),
        ),
        (
            translate("Report", "Disagreement"),
            translate(
                "Report",
                "“Disputed” is said where two values cannot both be true, or where a source says "
                "that the matter is contested. All values are given, and none is chosen. “The "
                "sources agree” says no more than that their values can all be true; a source "
                "that republishes or rewrites another adds nothing to it.",
            ),
        ),
        (
            translate("Report", "Checks"),
            translate(
                "Report",
                "Each quote was looked for in the text of its source, where that was at hand, and "
                "what was found stands beside it. A quote beside which nothing stands was not "
                "checked: the text was not at hand.",
            )
            if _looked_at(dataset)
            else translate(
                "Report",
                "The quotes were not checked for this report: the texts of the sources were not "
                "at hand. Not checked does not mean wrong; follow the source to see for yourself.",
            ),
        ),
        (
            translate("Report", "This file"),
            translate(
                "Report",
                "Made by Timeline {version} from the data and the filter named at the top. It "
                "loads nothing from the web; addresses are opened only when you follow them.",
            ).format(version=__version__),
        ),
    ]
    listed = [element("div", element("dt", term), element("dd", words)) for term, words in entries]
    heading = element("h2", translate("Report", "How to read this report"))
    return element("section", heading, element("dl", *listed), id="method")
