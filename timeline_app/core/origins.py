"""Which sources are independent of each other: those that go back to different reports."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from timeline_app.core.text import fold

if TYPE_CHECKING:
    from timeline_app.core.records import Source


def origins(source_ids: Iterable[str], sources: Mapping[str, "Source"]) -> dict[str, str]:
    """What each source goes back to, by way of `derived_from`; sources of one origin are equal.

    An origin is a source_id, or after a NUL the SHA-256 of its text, which several may have
    published, or the words (without case and accents) that name a report which is no source here.
    Sources derived from each other in a circle have one origin.
    """
    found: dict[str, str] = {}
    for source_id in source_ids:
        path: dict[str, None] = {}
        place = source_id
        while place not in found and place not in path:
            path[place] = None
            place = _named(place, sources)
        if place in path:
            ring = list(path)
            origin = min(ring[ring.index(place) :])
        else:
            origin = found[place]
        found |= dict.fromkeys(path, origin)
    return found


def _named(place: str, sources: Mapping[str, "Source"]) -> str:
    """What a source says that it is derived from, else its text; itself where that is not known."""
    source = sources.get(place)
    words = source.derived_from.strip() if source else ""
    if not words:
        return f"\0{source.sha256.lower()}" if source and source.sha256 else place
    return words if words in sources else f"\0{fold(words)}"
