"""Places of a text that two quotes claim, though they stood at two places of the old text."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from timeline_app.core.anchors import Anchor, AnchorState
from timeline_app.core.records import Quote
from timeline_app.io.evidence.surroundings import Place


def without_contested(places: Mapping[Quote, Place]) -> dict[Quote, Place]:
    """The places of quotes; a quote is lost where another stands that is surely the one meant.

    So a sentence that was taken out is not found in a like one, and one that stood twice is not
    found in the other.
    """
    sure = sorted(
        (
            (place.anchor.start, quote)
            for quote, place in places.items()
            if place.is_confirmed and place.anchor.start >= 0 and not place.anchor.found
        ),
        key=lambda pair: pair[0],
    )
    longest = max((places[quote].anchor.end - start for start, quote in sure), default=0)
    starts = [start for start, _ in sure]
    found = dict(places)
    for quote, place in places.items():
        anchor = place.anchor
        if anchor.start < 0 or quote.start < 0:
            continue
        first = bisect_left(starts, anchor.start - longest)
        last = bisect_left(starts, anchor.end)
        if any(_is_meant(other, places[other], quote, place) for _, other in sure[first:last]):
            found[quote] = replace(place, anchor=Anchor(AnchorState.LOST), is_confirmed=False)
    return found


def _is_meant(other: Quote, there: Place, quote: Quote, place: Place) -> bool:
    """Whether another quote, which stood elsewhere, has a better claim on the place of a quote."""
    if other.start < 0 or (other.start < quote.end and quote.start < other.end):
        return False
    ours, theirs = place.anchor, there.anchor
    shared = min(ours.end, theirs.end) - max(ours.start, theirs.start)
    if 2 * shared <= min(ours.end - ours.start, theirs.end - theirs.start):
        return False
    return bool(ours.found) or not place.is_confirmed or place.likeness < there.likeness
