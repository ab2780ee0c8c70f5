"""A source in words: who published what, when, its address to open, what it is derived from."""

from collections.abc import Callable, Mapping

from timeline_app.core.records import Source
from timeline_app.core.text import isolated
from timeline_app.models.citation import published_in_words, title_of, web_host
from timeline_app.models.source_words import origin_in_words
from timeline_app.views.widgets import plain_tooltip
from timeline_app.views.widgets.flow_text import FlowText


def add_source(
    text: FlowText,
    source: Source,
    sources: Mapping[str, Source],
    open_link: Callable[[str], object],
) -> FlowText:
    """Say a source; `open_link` is given its address when the person clicks on it.

    `sources` are those of the dataset, of which one may be what it is derived from.
    """
    title = title_of(source)
    host = web_host(source.url)
    publisher = "" if source.publisher == host else source.publisher
    name = publisher or title or ("" if host else source.source_id)
    text.add(isolated(name), strong=bool(publisher))
    parts = (title if publisher else "", published_in_words(source))
    told = "".join(f", {isolated(part)}" for part in parts if part)
    text.add(told if name else told.removeprefix(", "), muted=True)
    if host:
        text.add(" · " if name or told else "", muted=True)
        text.add_link(host, lambda: open_link(source.url), muted=True)
        text.setToolTip(plain_tooltip(source.url))
    if origin := origin_in_words(source, sources):
        text.add(f"\n{origin}", muted=True)
    return text
