"""The sources of a report: numbered as they are first named, and listed in full at its end."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from PySide6.QtCore import QCoreApplication

from timeline_app.core.dataset import Dataset
from timeline_app.core.languages import language_label, language_tag
from timeline_app.core.records import Source
from timeline_app.models.citation import citation
from timeline_app.models.phrases import number
from timeline_app.models.source_words import origin_parts
from timeline_app.views.report.html import Child, add, data, element, joined, link, linked

translate = QCoreApplication.translate


class SourceNotes:
    """Gives each source its number when it is first named."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._numbers: dict[str, int] = {}

    def note(self, source_id: str) -> Element:
        """The number of a source as a link to where it is listed."""
        place = self._numbers.setdefault(source_id, len(self._numbers) + 1)
        return element("a", f"[{number(place)}]", class_="note", href=f"#source-{place}")

    def section(self) -> Element | None:
        """The list of all sources that were named; None where none was."""
        if not self._numbers:
            return None
        entries = [self._entry(source_id, place) for source_id, place in self._numbers.items()]
        heading = element("h2", translate("Report", "Sources"))
        return element("section", heading, element("ol", *entries, class_="sources"), id="sources")

    def _entry(self, source_id: str, place: int) -> Element:
        source = self._dataset.source(source_id)
        note = citation(replace(source, url=""))
        entry = element("li", id=f"source-{place}", value=str(place))
        entry.append(element("cite", note, dir="auto"))
        if source.url:
            entry.append(element("p", link(source.url), class_="address"))
        add(entry, linked("p", source.note))
        if source.derived_from:
            entry.append(element("p", *self._origin(source)))
        facts = joined(
            [
                _language(source.language),
                element("span", "SHA-256 ", data("code", source.sha256)) if source.sha256 else None,
            ],
            " · ",
        )
        if facts:
            entry.append(element("p", *facts, class_="quiet"))
        return entry

    def _origin(self, source: Source) -> list[Child]:
        """That it is no independent source, with a link to the report that it goes back to."""
        before, name, behind = origin_parts(source, self._dataset.sources)
        listed = self._numbers.get(source.derived_from.strip())
        where = element("a", f" [{number(listed)}]", href=f"#source-{listed}") if listed else None
        return [before, data("bdi", name), where, behind]


def _language(tag: str) -> Element | None:
    if not tag:
        return None
    before, _, after = translate("Report", "Language: {language}").partition("{language}")
    return element("span", before, data("bdi", language_label(language_tag(tag))), after)
