"""How sources and datasets are cited, and which addresses may be opened."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QUrl

from timeline_app.core.dataset import Dataset
from timeline_app.core.records import Quote, Source
from timeline_app.models.phrases import all_of
from timeline_app.models.words import date_text_in_words

if TYPE_CHECKING:
    from timeline_app.io.citations import Reference

translate = QCoreApplication.translate

FORMS: Final = ("note", "BibTeX", "RIS", "CSL-JSON")
"""The ways to cite, the usual one first: a note in words, then those of `io.citations.FORMS`."""


def form_in_words(form: str) -> str:
    """One of `FORMS` as menus say it."""
    return translate("citation", "Chicago note") if form == "note" else form


def cited(source: Source, sources: Mapping[str, Source], form: str) -> str:
    """A source in one of `FORMS`; `sources` has what it may be derived from."""
    if form == "note":
        return citation(source)
    from timeline_app.io.citations import FORMS, source_reference

    return FORMS[form]([source_reference(source, sources)])


def dataset_cited(dataset: Dataset, form: str) -> str:
    """The dataset itself in one of `FORMS`."""
    from timeline_app.io.citations import FORMS, dataset_reference

    reference = dataset_reference(dataset)
    return _dataset_note(reference) if form == "note" else FORMS[form]([reference])


def _dataset_note(reference: "Reference") -> str:
    version = translate("citation", "version {version}").format(version=reference.version)
    rest = [
        version if reference.version else "",
        translate("citation", "dataset"),
        reference.publisher,
        date_text_in_words(reference.issued.text) if reference.issued.text else "",
        reference.url,
    ]
    authors = f"{all_of(reference.authors)}, " if reference.authors else ""
    return f"{authors}“{reference.title},” {', '.join(filter(None, rest))}."


def quote_cited(quote: Quote, source: Source) -> str:
    """The words of a quote as they stand, and the note on a line of its own."""
    return f"“{quote.exact}”\n{citation(source)}"


def citation(source: Source) -> str:
    """The source as a note in the manner of Chicago: Publisher, “Title,” 15 January 2012, URL."""
    rest = ", ".join(filter(None, [published_in_words(source), source.url]))
    publisher = f"{_one_line(source.publisher)}," if source.publisher.strip() else ""
    title = _quoted(title_of(source), "," if rest else ".")
    note = " ".join(filter(None, [publisher, title, rest])).rstrip(",")
    return note if not note or note.endswith((".”", ".’”", "?”", "!”")) else f"{note}."


def _quoted(title: str, stop: str) -> str:
    """A title in quotation marks with a stop, both as Chicago has them: marks within are single."""
    title = _one_line(title).rstrip(",;")
    if "„" not in title:
        title = re.sub(r"(?:(?<=[\s(\[])|^)\"|“", "‘", title)
        title = re.sub(r"[\"”]", "’", title)
    if not title or title.endswith(("?", "!")):
        return title and f"“{title}”"
    is_within = title.endswith("’") and "‘" in title
    return f"“{title[:-1]}{stop}’”" if is_within else f"“{title}{stop}”"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def title_of(source: Source) -> str:
    """The title as it stands in a sentence: without a full stop of its own, "U.S." keeps its."""
    title = source.title.strip()
    last_word = title.rpartition(" ")[2]
    return title.removesuffix(".") if last_word.count(".") == 1 else title


def published_in_words(source: Source) -> str:
    """When the source appeared, "" if that is not known, its own text if that is no date."""
    return date_text_in_words(source.published) if source.published else ""


def web_host(address: str) -> str:
    """The host that a web address leads to; "" for everything that is not http or https."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in ("http", "https"):
        return ""
    return url.host().removeprefix("www.")
