"""How a source is cited, and which of its addresses may be opened."""

from PySide6.QtCore import QUrl

from timeline_app.core.dataset import Source
from timeline_app.models.words import date_text_in_words


def citation(source: Source) -> str:
    """The source as a note in the manner of Chicago: Publisher, “Title,” 15 January 2012, URL."""
    rest = ", ".join(filter(None, [published_in_words(source), source.url]))
    title = title_of(source)
    if title:
        stop = "" if title.endswith(("?", "!")) else "," if rest else "."
        title = f"“{title}{stop}”"
    publisher = f"{source.publisher}," if source.publisher else ""
    note = " ".join(filter(None, [publisher, title, rest])).rstrip(",")
    return note if not note or note.endswith(".”") else f"{note}."


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
